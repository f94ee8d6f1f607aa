/** Did it work: of an invented county in which it is known what happened, over HTTP; and the months that are looked at. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cellAt, centreOf, diskOf } from '../../api/analysis/h3-grid.ts'
import { addMonths, spansOf } from '../../api/patrols/evaluation-routes.ts'
import { evaluate } from '../../api/patrols/evaluate.ts'
import type { EvaluationAnswer } from '../../api/patrols/evaluation-schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { testDatabase } from '../support/database.ts'
import { deliveredPlan } from '../support/delivered-plan.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, record } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { madePlan } from '../support/made-plan.ts'
import { signedInApp } from '../support/real-accounts.ts'

const test = testDatabase()
const files = testFolder()
const { as } = signedInApp(test, { anna: { role: 'planner', districts: ['E07000070'] }, ben: { role: 'planner', districts: ['E07000066'] } })

const SHIFT = '2014-01'
const months = Array.from({ length: 30 }, (_, m) => addMonths(SHIFT, m - 24))
/** Middles of hexagons about a kilometre and a half apart. */
const cells = Array.from({ length: 12 }, (_, i) => cellAt([0.44 + 0.02 * (i % 4), 51.72 + 0.015 * Math.floor(i / 4)], 9))
const treated = cells.slice(0, 2)
/** Each place has eight a month; from the shift's month on the treated ones have two. */
const countOf = (cell: string, month: string) => (treated.includes(cell) && month >= SHIFT ? 2 : 8)
const place = (cell: string, i: number) => ({ ...madePlan().content.places[0]!, id: cell, name: `Place ${i}`, cells: [cell], middle: centreOf(cell) })
const unit = { ...madePlan().content.units[0]!, visits: treated.map((cell, i) => ({ ...madePlan().content.units[0]!.visits[0]!, place: cell, startS: i * 1800, endS: i * 1800 + 900 })) }
const content = { res: 9, places: treated.map(place), units: [unit] }
const shiftMs = Date.parse('2014-01-11T20:00:00Z')
let path = ''

beforeAll(async () => {
  await loadCounty(test.db, files)
  const records = months.flatMap((month) => cells.flatMap((cell) => Array.from({ length: countOf(cell, month) }, () => record('burglary', month, centreOf(cell)))))
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(records)))
  path = (await deliveredPlan(test.db, as('anna'), shiftMs, content)).path
}, 120_000)
const ask = async (query = '?theme=burglary') => {
  const response = await as('anna').get(`${path}/evaluation${query}`)
  if (response.statusCode !== 200) throw new Error(response.body)
  return response.json<EvaluationAnswer>()
}

describe('the evaluation of a plan', () => {
  it('has the counts before and after of its places and of those like them, and the difference between', async () => {
    const found = await ask()
    expect([found.before, found.after]).toEqual([{ from: '2013-07', to: '2013-12' }, { from: '2014-01', to: '2014-06' }])
    expect(found.wdd).toMatchObject({ treated: { before: 96, after: 24 }, comparison: { before: 96, after: 96 }, wdd: -72, level: 90 })
    expect(found.wdd!.se).toBeCloseTo(Math.sqrt(96 + 24 + 96 + 96), 9)
    expect(found.verdict).toMatchObject({ state: 'fewer' })
    expect(found.withRings!.rings).toEqual({ treated: { before: 0, after: 0 }, comparison: { before: 0, after: 0 } })
    for (const { match } of found.places) expect([cells.includes(match!.id), treated.includes(match!.id)]).toEqual([true, false])
    expect(found.least).toBe('About 96 offences are expected at the places of the plan in as long a time; fewer than 33 prevented (34 %) could not be told from chance.')
    expect(found.series.months).toHaveLength(30)
    expect([found.series.treated.at(0), found.series.treated.at(-1), found.series.comparison.at(-1)]).toEqual([16, 4, 16])
    expect(found.regression!.fall).toBeCloseTo(0, 9)
  })

  it('counts the minutes that officers were there, and says what a line through two places would be worth', async () => {
    const visit = (i: number, minutes: number) => ({ unit: 'Foot 1', place: treated[i]!, arrivedAt: new Date(shiftMs + i * 1_800_000).toISOString(), leftAt: new Date(shiftMs + i * 1_800_000 + minutes * 60_000).toISOString() })
    await as('anna').post(`${path}/visits`, { visits: [visit(0, 15), visit(1, 25)] })
    const found = await ask()
    expect(found.places.map(({ minutes }) => minutes)).toEqual([15, 25])
    expect(found.dosage).toMatchObject([{ met: 1, excessMin: 0 }, { met: 0, overlong: 1, excessMin: 5 }])
    expect(found.dose).toMatchObject({ slope: null, note: '2 places are too few for a line.' })
    expect(found.dose!.bins[1]).toMatchObject({ fromMin: 1, toMin: 16, places: 1, events: 12, baseline: 48.5 })
  })

  it('takes the same months of the year before where that is asked', async () => {
    expect(await ask('?theme=burglary&against=year-before&months=3')).toMatchObject({ before: { from: '2013-01', to: '2013-03' }, after: { from: '2014-01', to: '2014-03' }, wdd: { treated: { before: 48, after: 12 } } })
  })

  it('of a theme without records claims nothing', async () => {
    const { verdict, wdd, notes } = await ask('?theme=robbery')
    expect([verdict?.state ?? 'nothing', wdd?.wdd ?? 0]).toEqual(['nothing', 0])
    expect(notes.length).toBeGreaterThan(0)
  })

  it('of a shift after all that is loaded has nulls and says why, with the smallest effect that could be seen', async () => {
    const later = await deliveredPlan(test.db, as('anna'), Date.parse('2014-07-05T19:00:00Z'), content)
    const found = (await as('anna').get(`${later.path}/evaluation?theme=burglary`)).json<EvaluationAnswer>()
    expect(found).toMatchObject({ after: null, wdd: null, verdict: null, dose: null, before: { from: '2014-01', to: '2014-06' } })
    expect(found.notes[0]).toMatch(/No month from the shift on is loaded yet/)
    expect(found.least).toMatch(/could not be told from chance|too few/)
  })

  it('is for the team alone, and refuses what it does not know', async () => {
    expect((await as('ben').get(`${path}/evaluation`)).json<ErrorBody>().error.code).toBe('unknown-plan')
    expect((await as(null).get(`${path}/evaluation`)).statusCode).toBe(401)
    expect((await as('anna').get(`${path}/evaluation?months=0`)).json<ErrorBody>().error.parameter).toBe('months')
  })
})

describe('the months looked at', () => {
  it('are those from the shift on that are loaded, and as many before', () => {
    expect(spansOf('2025-03', '2020-01', '2025-05', 6, 'before')).toMatchObject({ shift: 30, before: [27, 30], after: [30, 33] })
    expect(spansOf('2025-03', '2025-02', '2025-12', 6, 'before')).toMatchObject({ shift: 1, before: null, after: [1, 7] })
    expect(spansOf('2025-03', '2020-01', '2025-02', 6, 'before')).toMatchObject({ before: [24, 30], after: null })
    expect(spansOf('2025-03', null, null, 6, 'before')).toMatchObject({ after: null })
  })
  it('never lie on both sides', () => {
    for (const months of [1, 6, 12, 13, 24]) for (const against of ['before', 'year-before']) {
      const { before, after } = spansOf('2024-06', '2019-01', '2027-01', months, against)
      if (before && after) expect([before[1] <= after[0], before[1] - before[0]]).toEqual([true, after[1] - after[0]])
    }
  })
})

describe('crime that is driven into the ring', () => {
  it('is counted with the rings, and the claim is gone', () => {
    const [one] = treated as [string]
    const others = cells.slice(2)
    const ring = diskOf(one, 1).filter((cell) => cell !== one)
    const span = (before: number, after: number) => Array.from({ length: 30 }, (_, m) => (m < 24 ? before : after))
    const series = new Map([[one, span(12, 0)], ...others.map((cell) => [cell, span(12, 12)] as const), ...ring.map((cell) => [cell, span(1, 3)] as const)])
    const found = evaluate({ places: [place(one, 0)], months, series, shift: 24, before: [18, 24], after: [24, 30], minutes: new Map(), unit: 'offences' })
    expect(found.wdd).toMatchObject({ wdd: -72 })
    expect(found.withRings).toMatchObject({ rings: { treated: { before: 36, after: 108 } }, wdd: 0 })
    expect(found.verdict).toMatchObject({ state: 'unclear', text: expect.stringMatching(/^Counting what happened one step around .* no difference can be told from chance/) as string })
  })
})
