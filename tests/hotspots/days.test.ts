/** The forecast of a day and of a shift over HTTP: whose it is, of which records, and what is refused. */
import { beforeAll, describe, expect, it } from 'vitest'
import { dayName, dayNumber } from '../../api/analysis/daily-level.ts'
import type { AccuracyAnswer, ForecastAnswer } from '../../api/hotspots/forecast-schema.ts'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, places, premises, record } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { seeded } from '../support/random.ts'
import { signedInApp } from '../support/real-accounts.ts'
import { csv, row } from '../support/street.ts'

const test = testDatabase()
const files = testFolder()
const { as } = signedInApp(test, { paula: { role: 'planner', districts: [] } })
const [first, last] = [dayNumber('2013-12-01'), dayNumber('2014-05-20')]

/** Three or so a day, late in the evening, mostly in the same places; and some of which only a fortnight is known. */
function records() {
  const random = seeded(3)
  return Array.from({ length: last - first + 1 }, (_, d) => Array.from({ length: 2 + random.below(3) }, () => {
    const day = dayName(first + d)
    return record('shoplifting', day.slice(0, 7), places[random.below(3) > 0 ? random.below(2) : random.below(places.length)]!, { at: `${day}T2${random.below(2)}:15` })
  })).flat()
}

beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'places', files.write('places.csv', premises))
  await load(test.db, 'police-uk', files.write('2014-05-testshire-street.csv', csv(Array.from({ length: 9 }, (_, i) => row({ id: `b${i}`, month: '2014-05', type: 'Burglary', lng: '0.4501', lat: '51.7501' })))))
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(records())))
  await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 1 }, () => undefined)
}, 60_000)

const ask = (who: 'paula' | null, path: string) => as(who).get(`/api/hotspots/${path}`)
const get = async <T>(who: 'paula' | null, path: string): Promise<T> => {
  const response = await ask(who, path)
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200)
  return response.json<T>()
}
const forecast = (more: string) => `forecast?theme=shoplifting&res=8&day=2014-05-21${more}`

describe('the forecast of a day', () => {
  it('is told to who is signed in, with the days it was tested on', async () => {
    const found = await get<ForecastAnswer>('paula', forecast(''))
    expect(found.query).toEqual({ theme: 'shoplifting', month: '2014-05', day: '2014-05-21', res: 8, area: null })
    expect(found.risk.reduce((sum, one) => sum + one, 0)).toBeCloseTo(found.expected!, 2)
    expect(Math.abs(found.expected! - 3)).toBeLessThan(1)
    expect(found.trainedOn.at(-1)).toBe('2014-05')
    expect(found.method!.text).not.toContain('less sure')
    expect((await get<ForecastAnswer>('paula', forecast('').replace('05-21', '05-24'))).method!.text).toContain('this one comes 4 days after it, and is less sure')
    const card = await get<AccuracyAnswer>('paula', 'accuracy?theme=shoplifting&res=8&day=2014-05-21&share=0.02')
    expect(card.windows).toHaveLength(70)
    expect(card.windows.at(-1)!.day).toBe('2014-05-20')
    expect(card.nested[0]!.hitRate).toBeGreaterThan(0.5)
    expect(card.nested[0]!.events).toBe(card.windows.reduce((sum, { events }) => sum + events, 0))
  })

  it('gives a shift the hours in which records happen, and names them', async () => {
    const [day, late, early] = await Promise.all(['', '&shift=late', '&shift=early'].map((more) => get<ForecastAnswer>('paula', forecast(more))))
    expect(late!.query.shift).toBe('late')
    expect(late!.expected).toBeCloseTo(day!.expected!, 6)
    expect(early!.expected).toBe(0)
    expect(late!.method!.text).toContain('15:00 to 23:00: 100.0 % of the day\'s expectation')
  })

  it('is a note to the public, and where only the month is known', async () => {
    const mine = await get<ForecastAnswer>(null, forecast(''))
    expect([mine.cells, mine.risk, mine.expected, mine.method]).toEqual([[], [], null, null])
    expect(mine.note).toContain('signed-in readers only')
    const card = await get<AccuracyAnswer>(null, 'accuracy?theme=shoplifting&res=8&day=2014-05-21&shift=late')
    expect([card.windows, card.nested, card.methods]).toEqual([[], [], []])
    const monthly = await get<ForecastAnswer>('paula', 'forecast?theme=burglary&res=8&day=2014-05-21')
    expect([monthly.cells, monthly.expected]).toEqual([[], null])
    expect(monthly.note).toContain('Only the month of these records is known')
  })

  it.each([
    ['a day that is held', 'day=2014-05-20', 'day'], ['a day more than a week ahead', 'day=2014-05-28', 'day'], ['no date', 'day=2014-02-30', 'day'], ['a month besides', 'day=2014-05-21&month=2014-05', 'month'],
    ['a shift without a day', 'shift=late', 'shift'], ['a night of the weekend on a Wednesday', 'day=2014-05-21&shift=night-time-economy', 'shift'], ['too small a hexagon', 'day=2014-05-21&res=9', 'res']
  ])('refuses %s by name', async (_, more, parameter) => {
    const response = await ask('paula', `forecast?theme=shoplifting&${more}`)
    expect([response.statusCode, response.json().error.parameter]).toEqual([400, parameter])
  })
})
