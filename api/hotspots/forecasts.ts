/** The coming month and the proof beside it. Runs on a thread. */
import { BLEND, chooseForecast } from '../analysis/choose-forecast.ts'
import { forecastMethods } from '../analysis/forecast-methods.ts'
import { seededRandom } from '../analysis/random.ts'
import { monthNumber } from '../analysis/series-breaks.ts'
import { digits, methodsTold, risksTold, scoresTold } from './forecast-scores.ts'
import { gridOf, monthsOn, neighboursIn } from './grids.ts'
import { seriesRows, type PackedSeries } from './packed.ts'
import type { StudyArea } from './study-area.ts'

export interface ForecastTask { area: StudyArea; rows: PackedSeries; /** Months held, ascending, all before the month that is forecast. */ held: string[]; share: number }
export type Forecasts = ReturnType<typeof forecasts>

export function forecasts({ area, rows, held, share }: ForecastTask) {
  const grid = gridOf(area)
  const n = grid.cells.length
  const first = monthNumber(held[0]!)
  const counts = monthsOn(grid, seriesRows(rows), monthNumber(held.at(-1)!) - first + 1)
  const months = held.map((month) => counts.subarray((monthNumber(month) - first) * n, (monthNumber(month) - first + 1) * n))
  const { expected, comparison, curve, methods, windows, ...found } = chooseForecast({ months: held, counts: months }, { neighbours: neighboursIn(grid, 1), budget: { share }, random: seededRandom('beatwise accuracy') })
  const titleOf = new Map([...forecastMethods, BLEND].map(({ id, title }) => [id, title]))
  return {
    ...found, n, ...risksTold(grid.cells, expected), ...scoresTold(share, { comparison, curve }, n), methods: methodsTold(methods),
    windows: windows.map(({ month, events, method, hits }) => ({ month, events, method: titleOf.get(method)!, hits: digits(hits.chosen)!, plainHits: digits(hits.plain)!, bestHits: hits.most })),
    trainedOn: held.slice(found.segments.at(-1)?.from ?? 0)
  }
}
