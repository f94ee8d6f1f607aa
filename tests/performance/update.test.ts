/** The performance update of September 2014 as it was printed, restated here, against what the API gives from incident-level rows: to the digit, as JSON and as CSV. */
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadDemonstration } from '../../api/ingest/demo.ts'
import { measureIds, measures } from '../../api/performance-vocabulary.ts'
import type { PerformanceAnswer, SeriesAnswer } from '../../api/performance/schema.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { quiet } from '../support/ingest.ts'
import { believeHeader } from '../support/signed-in.ts'

/** id, last year, this year, printed change, since August. */
const printed: readonly [id: string, last: number, now: number, change: string, since: string][] = [
  ['all-crime', 99_588, 100_050, '+0.5 %', 'worsened 0.6'],
  ['victim-based-crime', 89_538, 90_049, '+0.6 %', 'worsened 0.6'],
  ['repeat-victims', 8_395, 8_823, '+5.1 %', 'worsened 1.1'],
  ['repeat-business-victims', 2_991, 2_819, '-5.8 %', 'worsened 1.2'],
  ['solved', 28.79, 27.94, '-0.85 points', 'worsened 0.35'],
  ['anti-social-behaviour', 57_228, 53_018, '-7.4 %', 'worsened 1.0'],
  ['ksi-casualties', 662, 679, '+2.6 %', 'worsened 0.9'],
  ['ksi-fatal', 43, 30, '-30.2 %', 'worsened 3.1'],
  ['ksi-serious', 619, 649, '+4.8 %', 'worsened 0.7'],
  ['ksi-collisions', 587, 604, '+2.9 %', 'worsened 2.2'],
  ['ksi-powered-two-wheelers', 145, 173, '+19.3 %', 'worsened 18.7'],
  ['ksi-young-car-drivers', 112, 113, '+0.9 %', 'improved 4.0'],
  ['ksi-pedestrians', 107, 122, '+14.0 %', 'improved 5.4'],
  ['ksi-cyclists', 86, 86, '0.0 %', 'worsened 8.9'],
  ['ksi-children', 82, 67, '-18.3 %', 'worsened 1.5'],
  ['ksi-drink-drive', 32, 12, '-62.5 %', 'improved 9.2'],
  ['emergency-attendance', 90.1, 87.4, '-2.7 points', 'worsened 1.0'],
  ['calls-answered', 94.8, 86.9, '-7.9 points', 'worsened 1.1'],
  ['domestic-incidents', 27_961, 27_693, '-1.0 %', 'improved 0.9'],
  ['repeat-domestic-incidents', 13_711, 13_303, '-3.0 %', 'improved 0.1'],
  ['domestic-offences', 9_161, 10_469, '+14.3 %', 'worsened 1.2'],
  ['domestic-solved', 43.7, 42.6, '-1.1 points', 'improved 0.3']
]
/** Only the change is printed of these. */
const changes = [['dwelling-burglary', '-11.0 %'], ['robbery', '-17.1 %'], ['vehicle-crime', '-9.6 %'], ['rural-crime', '-3.4 %']] as const
/** Surveys: percent before and after. */
const surveys = [
  ['deal-with-crime-and-asb', 58.0, 55.3], ['police-good-job', 58.8, 57.1], ['satisfied-contact', 94.3, 94.5], ['satisfied-action', 82.8, 82.0], ['satisfied-informed', 75.9, 76.7],
  ['satisfied-treatment', 93.2, 91.6], ['satisfied-overall', 82.1, 81.0]
] as const

describe('the update of September 2014', () => {
  const test = testDatabase({ statementTimeoutMs: 120_000 })
  const app = testApp(test)
  let answer: PerformanceAnswer
  const row = (id: string) => answer.rows.find((one) => one.id === id)!

  beforeAll(async () => {
    believeHeader(app.server)
    await loadDemonstration(test.db, quiet)
    answer = await app.json('/api/performance?month=2014-09')
  }, 300_000)

  it.each(printed)('%s: %d, then %d', (id, last, now, change, since) => {
    const { lastYear, thisYear, differenceText, changeSincePreviousMonth } = row(id)
    expect([lastYear, thisYear, differenceText, changeSincePreviousMonth?.text]).toEqual([last, now, change, since])
  })

  it.each(changes)('%s: %s', (id, change) => { expect(row(id).differenceText).toBe(change) })

  it.each(surveys)('%s: %d, then %d per cent of those asked', (id, last, now) => {
    expect(row(id)).toMatchObject({ lastYear: last, thisYear: now, kind: 'survey', lower: null, certain: null, changeSincePreviousMonth: null })
  })

  it('is the same without a month, and by CSV', async () => {
    expect((await app.json<PerformanceAnswer>('/api/performance')).query.month).toBe('2014-09')
    const text = (await app.get('/api/performance?month=2014-09', { accept: 'text/csv' })).body
    const rows = parse(text, { comment: '#', columns: true }) as Record<string, string>[]
    expect(rows.map(({ id }) => id)).toEqual(measureIds)
    for (const [id, last, now, change, since] of printed) {
      const found = rows.find((one) => one.id === id)!
      // A text that begins with a sign is no formula in a spreadsheet: it has a mark before it.
      expect([Number(found.last_year), Number(found.this_year), found.change!.replace(/^'/, ''), found.since_previous_month]).toEqual([last, now, change, since])
    }
  })

  it('says better or worse as the words do, with an interval that holds the change', () => {
    for (const one of answer.rows) {
      if (one.difference === null) { expect(one.verdict).toBeNull(); continue }
      const way = measures.find(({ id }) => id === one.id)!.better === 'fewer' ? -1 : 1
      expect(one.verdict, one.id).toBe(one.difference === 0 ? 'level' : Math.sign(one.difference) === way ? 'better' : 'worse')
      if (one.lower === null) continue
      const change = one.kind === 'count' ? one.percent! : one.difference
      // The interval is rounded outwards or inwards by half a unit of what is printed.
      expect(one.lower - 0.1 <= change && change <= one.upper! + 0.1, one.id).toBe(true)
      expect(one.certain, one.id).toBe(one.lower > 0 || one.upper! < 0)
    }
    expect(answer.text).toMatch(/^Worse than the year before by more than chance explains: repeat victims of crime \(\+5\.1 %\)/)
  })

  it('says so of rows without data, and never links what is not mapped', () => {
    expect(row('organised-crime')).toMatchObject({ thisYear: null, differenceText: 'not comparable', note: 'No data: it takes a survey or a system of the force (indicators).', verdict: null, link: null })
    for (const id of ['domestic-incidents', 'domestic-offences', 'domestic-solved', 'repeat-domestic-incidents']) expect(row(id).link).toBeNull()
    expect(row('homicide')).toMatchObject({ differenceText: 'base under 20', percent: null, certain: null })
    expect(row('emergency-attendance').note).toMatch(/^For [\d,]+ in both years the source does not tell\.$/)
  })

  it('of a month whose year before is not loaded compares nothing', async () => {
    const early = await app.json<PerformanceAnswer>('/api/performance?month=2013-08')
    expect(early.rows.find(({ id }) => id === 'all-crime')).toMatchObject({ lastYear: null, differenceText: 'not comparable', note: 'The year before is not loaded whole, so nothing is compared.' })
    const none = await app.json<PerformanceAnswer>('/api/performance?month=2020-01')
    expect([none.note, none.rows.every(({ thisYear }) => thisYear === null)]).toEqual(['No measure is loaded for all of these twelve months.', true])
  })

  it('has a chart of twenty-four months behind each row, whose sum is the year', async () => {
    for (const id of ['all-crime', 'ksi-casualties'] as const) {
      const { months, text } = await app.json<SeriesAnswer>(`/api/performance/${id}?month=2014-09`)
      expect(months).toHaveLength(24)
      expect(months.slice(12).reduce((sum, { value }) => sum + value!, 0)).toBe(row(id).thisYear)
      expect(months.filter(({ exceptional }) => exceptional).length === 0).toBe(/^No month/.test(text))
    }
    const survey = await app.json<SeriesAnswer>('/api/performance/police-good-job')
    expect(survey.months.at(-1)).toMatchObject({ month: '2014-09', value: 57.1, upper: null })
    expect(survey).toMatchObject({ synthetic: true, source: expect.stringMatching(/^Synthetic/), text: '2 of the 24 months are loaded.' })
    expect((await app.get('/api/performance/nothing')).statusCode).toBe(400)
  })

  it('tells a visitor no month of the force before its time, and those signed in all', async () => {
    // As if the last month of records were this one, which is not public for another month.
    await test.db.run(`update slices set month = date_trunc('month', now()) where live and feed = 'incidents' and month = '2014-09-01'`)
    const now = new Date().toISOString().slice(0, 7)
    const held = async (as: string | null) => {
      const { months, rows } = (await app.get(`/api/performance?month=${now}`, as === null ? {} : { as })).json<PerformanceAnswer>()
      return [months.includes(now), rows.find(({ id }) => id === 'all-crime')!.monthsHeld]
    }
    expect([await held(null), await held('analyst')]).toEqual([[false, 0], [true, 1]])
    await test.db.run(`update slices set month = '2014-09-01' where live and feed = 'incidents' and month = date_trunc('month', now())`)
  })

  it('answers a visitor, by the role of the public, as it answers those signed in', async () => {
    const { dataVersion: _, ...signedIn } = (await app.get('/api/performance?month=2014-09', { as: 'analyst' })).json<PerformanceAnswer>()
    const { dataVersion: __, ...visitor } = answer
    expect(visitor).toEqual(signedIn)
  })
})
