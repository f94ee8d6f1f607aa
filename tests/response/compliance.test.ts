/** Compliance over HTTP in the demonstration county: September 2014 to the digit, the same by SQL and by thread, every split adding up, and the trunk road that stands out. */
import { beforeAll, describe, expect, it } from 'vitest'
import { nothing } from '../../api/analysis/compliance.ts'
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

  it('is 87.4 % in the twelve months to September 2014 and 90.1 % in the year before, for everybody to read', async () => {
    const answer = await app.json<HeadlineAnswer>('/api/response/headline?month=2014-09')
    const { thisYear, lastYear } = answer
    expect([lastYear!, thisYear!].map(({ pooled }) => percent(pooled))).toEqual([90.1, 87.4])
    expect(answer).toMatchObject({
      difference: { points: -2.7, text: '-2.7 points' }, changeSincePreviousMonth: { points: -1, text: 'worsened 1.0' }, answeredDifference: { points: -7.9 }, answeredChange: { points: -1.1, text: 'worsened 1.1' },
      forceName: 'Essex', note: null, clock: expect.stringMatching(/^The clock runs from the call to the first arrival\./)
    })
    expect([percent(lastYear!.answered!), percent(thisYear!.answered!)]).toEqual([94.8, 86.9])
    for (const { urban, rural, pooled } of [thisYear!, lastYear!]) {
      expect([urban.attended + rural.attended, urban.total + rural.total, urban.unjudged + rural.unjudged]).toEqual([pooled.attended, pooled.total, pooled.unjudged])
    }
    expect(answer.months).toHaveLength(24)
    expect(answer.districts).toHaveLength(14)
  })

  it('is the same by thread as by the database\'s own rule', async () => {
    const [{ whole, stamps, answered }, { thisYear }] = await Promise.all([compliance(year), app.json<HeadlineAnswer>('/api/response/headline?month=2014-09')])
    for (const part of ['urban', 'rural', 'pooled'] as const) {
      // How long it took is not kept in the sums.
      expect({ ...whole[part], medianS: null, p90S: null }, part).toEqual({ ...thisYear![part], medianS: null, p90S: null })
    }
    expect(answered).toEqual(thisYear!.answered)
    expect(stamps).toMatchObject({ emergencies: 62_310, unjudged: 251, outside: 0 })
    expect(stamps.byFault.map(({ count }) => count).reduce((a, b) => a + b)).toBe(251)
  })

  it.each(Object.keys(responseSplits))('split by %s adds up', async (by) => {
    const { rows, whole } = await compliance(`${year}&by=${by}`)
    expect(rows.length).toBeGreaterThan(1)
    // A hexagon tells the parts that it has.
    for (const { urban = nothing, rural = nothing, pooled, title } of rows) {
      expect([urban.attended + rural.attended, urban.total + rural.total], title).toEqual([pooled.attended, pooled.total])
      if (pooled.share !== null) expect(pooled.lower! <= pooled.share && pooled.share <= pooled.upper! && pooled.worst! <= pooled.share && pooled.share <= pooled.best!, title).toBe(true)
    }
    const total = rows.reduce((sum, { pooled }) => sum + pooled.total, 0)
    if (by === 'grade') expect(rows.find(({ id }) => id === 'emergency')!.pooled).toEqual(whole.pooled)
    else if (by === 'stretch') expect(total).toBeLessThan(whole.pooled.total)
    else expect(total).toBe(whole.pooled.total)
  })

  it('merges hexagons of fewer than ten, each in one group', async () => {
    const { rows } = await compliance(`${year}&by=cell`)
    const cells = rows.flatMap((row) => row.cells!)
    expect(new Set(cells).size).toBe(cells.length)
    for (const { pooled, enough, res } of rows) {
      expect(enough).toBe(pooled.total >= 10)
      if (!enough) expect(res).toBe(5)
    }
  })

  it('has the A12 from the M25 to Marks Tey stand out, by road, by stretch and in words', async () => {
    const [roads, stretches, late] = await Promise.all([compliance(`${year}&by=road`), compliance(`${year}&by=stretch`), ask<LateAnswer>(`/api/response/late?${year}`)])
    const worst = roads.rows.toSorted((a, b) => a.pooled.share! - b.pooled.share!)[0]!
    expect(worst).toMatchObject({ id: 'A12', standing: 'far-below', pooled: { status: 'below' } })
    expect(stretches.rows.toSorted((a, b) => a.pooled.share! - b.pooled.share!).slice(0, 5).map(({ road }) => road)).toEqual(['A12', 'A12', 'A12', 'A12', 'A12'])
    expect(late.text).toMatch(/were reached late\. Most out of proportion: A12, Great Warley to /)
    expect(late.places.reduce((sum, { missedMinutes }) => sum + missedMinutes, 0)).toBeCloseTo(late.missedMinutes, -1)
    expect(late.places.reduce((sum, { late: n }) => sum + n, 0)).toBe(late.late)
    for (const bands of [late.hours]) expect(bands.reduce((sum, { total }) => sum + total, 0)).toBe(late.total)
    expect(late.distances).toBeNull()
  })

  it('finds exceptional months and says how much more months differ than chance makes them', async () => {
    const { rows, chart } = await compliance('from=2012-10&to=2014-09&by=month')
    expect(rows).toHaveLength(24)
    expect(rows.at(-1)).toMatchObject({ id: '2014-09', exceptional: 'low' })
    expect(chart!.spread).toBeGreaterThan(0)
  })

  it('of an area is a part of the force', async () => {
    const districts = await compliance(`${year}&by=district`)
    const { id, pooled, title } = districts.rows.find((row) => row.title === 'Chelmsford')!
    expect((await compliance(`${year}&area=${id}`)).whole.pooled).toEqual(pooled)
    expect((await compliance(`${year}&area=${id}`)).areaName).toBe(title)
    expect((await get('/api/response/compliance?area=E07099999')).statusCode).toBe(404)
  })

  it('stands beside the same months a year before, of the force and of an area, by the clock that is asked for', async () => {
    const [force, district] = [await compliance(year), await compliance(`${year}&area=E07000070&start=answered`)]
    expect([force.yearBefore!.from, force.yearBefore!.to, percent(force.yearBefore!.pooled)]).toEqual(['2012-10', '2013-09', 90.1])
    const same = await compliance('from=2012-10&to=2013-09&area=E07000070&start=answered')
    expect(district.yearBefore).toEqual({ from: '2012-10', to: '2013-09', ...same.whole })
    expect([same.yearBefore, (await compliance('from=2012-10&to=2014-09')).yearBefore]).toEqual([null, null])
  })

  it('changes with the clock, which every answer says', async () => {
    const [usual, answered, sent] = await Promise.all([compliance(year), compliance(`${year}&start=answered`), compliance(`${year}&stop=dispatched`)])
    expect(answered.whole.pooled.attended).toBeGreaterThan(usual.whole.pooled.attended)
    expect(sent.whole.pooled.medianS.value!).toBeLessThan(usual.whole.pooled.medianS.value!)
    expect(answered.query.text).toMatch(/from the answering of the call to the first arrival/)
    const refused = await get('/api/response/compliance?start=dispatched&stop=dispatched')
    expect([refused.statusCode, refused.json()]).toEqual([400, { error: { code: 'bad-parameter', message: expect.any(String), parameter: 'stop' } }])
  })

  it('by the place\'s class of 2011 is counted by that alone; by 2021, which is not loaded, nothing is judged and it is said', async () => {
    const old = await compliance(`${year}&class=ruc11`)
    expect(old.whole.pooled.total).toBeGreaterThan(50_000)
    const none = await compliance(`${year}&class=ruc21`)
    expect(none.whole.pooled).toMatchObject({ total: 0, share: null, status: null, worst: 0, best: 1 })
    expect(none.stamps.byFault.find(({ fault }) => fault === 'class-unknown')!.count).toBeGreaterThan(60_000)
    expect(none.note).toMatch(/^No share can be given/)
  })

  it('comes as a table, and for months that are not loaded without shares', async () => {
    const file = await get(`/api/response/compliance?${year}&by=ruc`, 'analyst', 'text/csv')
    expect(file.body.split('\r\n')[0]).toMatch(/^ruc,title,urban_attended,urban_total,urban_share/)
    expect(file.body).toMatch(/\r\nall,All,42264,46846,/)
    const empty = await compliance('from=2020-01&to=2020-12')
    expect(empty).toMatchObject({ rows: [], whole: { pooled: { total: 0, share: null } }, monthsHeld: 0, note: expect.stringMatching(/^No emergency attendance is loaded/) })
  })

  it('is closed to visitors, who read months and districts and no more', async () => {
    for (const path of ['/api/response/compliance', '/api/response/late']) expect((await app.get(path)).statusCode, path).toBe(401)
    const rows = await app.json<HeadlineAnswer>('/api/response/headline')
    expect(JSON.stringify(rows)).not.toMatch(/"line"|"cells"|"road"/)
  })
})
