/** The published performance update of September 2014, restated here as printed, against what the SQL views make of the rows. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loadDemonstration } from '../../api/ingest/demo.ts'
import { testDatabase } from '../support/database.ts'

const silent = { start: () => undefined, advance: () => undefined, reach: () => undefined, stop: () => undefined }

interface Row { measure: string; n_last_year: number; of_last_year: number | null; n_this_year: number; of_this_year: number | null }
type Sign = 1 | -1

/** measure, last year, this year, printed change in percent, change since August in points (positive: worsened), whether more is worse. */
const counts: readonly [string, number, number, number, number, Sign][] = [
  ['all-crime', 99_588, 100_050, 0.5, 0.6, 1],
  ['victim-based-crime', 89_538, 90_049, 0.6, 0.6, 1],
  ['repeat-victims', 8_395, 8_823, 5.1, 1.1, 1],
  ['repeat-business-victims', 2_991, 2_819, -5.8, 1.2, 1],
  ['anti-social-behaviour', 57_228, 53_018, -7.4, 1.0, 1],
  ['ksi-casualties', 662, 679, 2.6, 0.9, 1],
  ['ksi-fatal', 43, 30, -30.2, 3.1, 1],
  ['ksi-serious', 619, 649, 4.8, 0.7, 1],
  ['ksi-collisions', 587, 604, 2.9, 2.2, 1],
  ['ksi-powered-two-wheelers', 145, 173, 19.3, 18.7, 1],
  ['ksi-young-car-drivers', 112, 113, 0.9, -4.0, 1],
  ['ksi-pedestrians', 107, 122, 14.0, -5.4, 1],
  ['ksi-cyclists', 86, 86, 0.0, 8.9, 1],
  ['ksi-children', 82, 67, -18.3, 1.5, 1],
  ['ksi-drink-drive', 32, 12, -62.5, -9.2, 1],
  ['domestic-incidents', 27_961, 27_693, -1.0, -0.9, 1],
  ['repeat-domestic-incidents', 13_711, 13_303, -3.0, -0.1, 1],
  ['domestic-offences', 9_161, 10_469, 14.3, 1.2, 1]
]
/** Only the change is printed of these. */
const changes: readonly [string, number][] = [['dwelling-burglary', -11.0], ['robbery', -17.1], ['vehicle-crime', -9.6], ['rural-crime', -3.4]]
/** measure, last year %, this year %, decimals printed, worsened by points since August. */
const rates: readonly [string, number, number, number, number][] = [
  ['solved', 28.79, 27.94, 2, 0.35],
  ['emergency-attendance', 90.1, 87.4, 1, 1.0],
  ['calls-answered', 94.8, 86.9, 1, 1.1],
  ['domestic-solved', 43.7, 42.6, 1, -0.3]
]

const round = (value: number, decimals: number) => Number(value.toFixed(decimals))
const change = ({ n_last_year, n_this_year }: Row) => round((100 * (n_this_year - n_last_year)) / n_last_year, 1)
const share = (n: number, of: number | null, decimals: number) => round((100 * n) / of!, decimals)

describe('twelve months to September 2014, from incident-level rows', () => {
  const test = testDatabase({ statementTimeoutMs: 120_000 })
  let months: Map<string, Map<string, Row>>

  beforeAll(async () => {
    await loadDemonstration(test.db, silent)
    const rows = await test.db.rows<Row & { month: string }>(`select measure, to_char(month, 'YYYY-MM') as month, n_last_year, of_last_year, n_this_year, of_this_year from twelve_months`)
    months = new Map(['2014-08', '2014-09'].map((month) => [month, new Map(rows.filter((row) => row.month === month).map((row) => [row.measure, row]))]))
  }, 300_000)

  const september = (measure: string) => months.get('2014-09')!.get(measure)!
  const august = (measure: string) => months.get('2014-08')!.get(measure)!

  it.each(counts)('%s counts %i and then %i', (measure, last, now, percent, worsened, sign) => {
    expect([september(measure).n_last_year, september(measure).n_this_year]).toEqual([last, now])
    expect(change(september(measure))).toBe(percent)
    expect(round(sign * (change(september(measure)) - change(august(measure))), 1)).toBe(worsened)
  })

  it.each(changes)('%s changed by %f percent', (measure, percent) => {
    expect(change(september(measure))).toBe(percent)
  })

  it.each(rates)('%s went from %f to %f percent', (measure, last, now, decimals, worsened) => {
    const { n_last_year, of_last_year, n_this_year, of_this_year } = september(measure)
    const difference = (row: Row) => round(share(row.n_this_year, row.of_this_year, decimals) - share(row.n_last_year, row.of_last_year, decimals), decimals)
    expect(share(n_last_year, of_last_year, decimals)).toBe(last)
    expect(share(n_this_year, of_this_year, decimals)).toBe(now)
    expect(round(difference(august(measure)) - difference(september(measure)), decimals)).toBe(worsened)
  })

  it('has a row for every measure and no twelve months from before the second year', async () => {
    const [row] = await test.db.rows<{ measures: number; first: string }>(`select count(distinct measure)::int as measures, to_char(min(month), 'YYYY-MM') as first from twelve_months`)
    expect(row).toEqual({ measures: 26, first: '2014-08' })
  })
})
