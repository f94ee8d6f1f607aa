/** How quickly the whole county changes colour in software rendering, by four ways of drawing hexagons. */
import { measureRecolour } from '../web/recolour/measure.ts'
import { ms, type Report } from './report.ts'

const BUDGET_MS = 100
/** What the product uses. */
const CHOSEN = 'feature state'

export async function measureRecolouring(report: Report): Promise<void> {
  for (const { method, medianMs } of await measureRecolour()) {
    report.add({
      what: `Recolouring the whole county at r8: ${method}`, engine: 'Chromium, software rendering', value: medianMs === null ? 'not measured' : ms(medianMs),
      budget: method === CHOSEN ? `at most ${BUDGET_MS} ms (the one in use)` : 'comparison', met: method === CHOSEN && medianMs !== null ? medianMs <= BUDGET_MS : null,
      how: `about 5,600 cells, 1200 x 800, median from the call to the painted frame${medianMs === null ? '; its packages are not part of the product: 1,256 ms on 22 November 2026, with them installed beside it' : ''}`
    })
  }
}
