/** Spans by hand, on plain days and on both days on which British clocks change; the calendar against Intl. */
import { describe, expect, it } from 'vitest'
import { HOURS_OF_WEEK, aoristicProfile, aoristicShares, clockAfter, elapsedMinutes, instantAfter } from '../../api/analysis/aoristic.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const sunday = 6 * 24
/** Shares by hour of the week, hours met twice added up. */
const byHour = (from: string, to: string | null): Record<number, number> => {
  const { hours } = aoristicProfile([{ from, to }])
  return Object.fromEntries([...hours].flatMap((share, hour) => (share > 0 ? [[hour, Number(share.toFixed(12))]] : [])))
}

describe('a span on a plain day', () => {
  it('is spread by minutes: Monday 08:30 to 11:00', () => expect(byHour('2024-06-03T08:30', '2024-06-03T11:00')).toEqual({ 8: 0.2, 9: 0.4, 10: 0.4 }))
  it('does not reach into the hour at which it ends', () => expect(byHour('2024-06-03T09:00:00', '2024-06-03T10:00:00')).toEqual({ 9: 1 }))
  it('runs from Sunday night into Monday', () => expect(byHour('2024-06-09T23:00', '2024-06-10T01:00')).toEqual({ 167: 0.5, 0: 0.5 }))
  it('without an end is in one hour', () => {
    expect(byHour('2024-06-08 22:59:59', null)).toEqual({ [5 * 24 + 22]: 1 })
    expect(byHour('2024-06-08T22:10', '2024-06-08T22:10')).toEqual({ [5 * 24 + 22]: 1 })
  })
  it('of exactly seven days has every hour alike, of a minute more none', () => {
    const week = aoristicProfile([{ from: '2024-06-03T12:00', to: '2024-06-10T12:00' }])
    for (const share of week.hours) expect(share).toBeCloseTo(1 / HOURS_OF_WEEK, 12)
    expect(aoristicShares({ from: '2024-06-03T12:00', to: '2024-06-10T12:01' })).toBeNull()
  })
})

describe('the hour missing on 31 March 2024', () => {
  it('does not pass: from midnight to 06:00 are five hours', () => {
    expect(elapsedMinutes('2024-03-31T00:00', '2024-03-31T06:00')).toBe(300)
    expect(byHour('2024-03-31T00:00', '2024-03-31T06:00')).toEqual({ [sunday]: 0.2, [sunday + 2]: 0.2, [sunday + 3]: 0.2, [sunday + 4]: 0.2, [sunday + 5]: 0.2 })
  })
  it('is skipped between 00:59 and 02:01', () => {
    expect(elapsedMinutes('2024-03-31T00:59', '2024-03-31T02:01')).toBe(2)
    expect(byHour('2024-03-31T00:59', '2024-03-31T02:01')).toEqual({ [sunday]: 0.5, [sunday + 2]: 0.5 })
  })
  it('is read as an hour later, from a clock not yet put forward', () => {
    expect(byHour('2024-03-31T01:30', null)).toEqual({ [sunday + 2]: 1 })
    expect(elapsedMinutes('2024-03-31T01:30', '2024-03-31T03:00')).toBe(30)
    expect(byHour('2024-03-31T01:50', '2024-03-31T02:10')).toEqual({ [sunday + 2]: 1 })
  })
})

describe('the hour repeated on 27 October 2024', () => {
  it('passes twice: from midnight to 06:00 are seven hours, two of them from 01:00', () => {
    expect(elapsedMinutes('2024-10-27T00:00', '2024-10-27T06:00')).toBe(420)
    const shares = byHour('2024-10-27T00:00', '2024-10-27T06:00')
    expect(shares[sunday + 1]).toBeCloseTo(2 / 7, 11)
    expect(shares[sunday + 2]).toBeCloseTo(1 / 7, 11)
  })
  it('begins a span at its first passing and ends one at its last', () => {
    expect(elapsedMinutes('2024-10-27T01:30', '2024-10-27T04:00')).toBe(210)
    expect(elapsedMinutes('2024-10-26T23:00', '2024-10-27T01:30')).toBe(210)
  })
  it('holds a short span once, and one that seems to run backwards over both passings', () => {
    expect(elapsedMinutes('2024-10-27T01:10', '2024-10-27T01:20')).toBe(10)
    expect(elapsedMinutes('2024-10-27T01:50', '2024-10-27T01:10')).toBe(20)
    expect(byHour('2024-10-27T01:50', '2024-10-27T01:10')).toEqual({ [sunday + 1]: 1 })
    expect(byHour('2024-10-27T01:40', null)).toEqual({ [sunday + 1]: 1 })
  })
  it('does not make a week by the calendar too long', () => {
    expect(elapsedMinutes('2024-10-24T12:00', '2024-10-31T12:00')).toBe(7 * 1440 + 60)
    expect(aoristicShares({ from: '2024-10-24T12:00', to: '2024-10-31T12:00' })).not.toBeNull()
  })
})

describe('the calendar', () => {
  it('is that of Europe/London at every hour of 2005 to 2030', () => {
    const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' })
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    const random = seededRandom('calendar')
    for (let i = 0; i < 4000; i++) {
      const instant = Date.UTC(2005, 0, 1) + random.int(26 * 365 * 24) * 3_600_000
      const part = Object.fromEntries(london.formatToParts(instant).map(({ type, value }) => [type, value]))
      const shown = `${part.year}-${part.month}-${part.day}T${part.hour}:15`
      expect(byHour(shown, null), shown).toEqual({ [days.indexOf(part.weekday!) * 24 + Number(part.hour)]: 1 })
    }
  })
  it('has the elapsed minutes of Europe/London around both changes of each year', () => {
    for (const [day, before, after] of [['2023-03-26', 1440 - 60, 1440], ['2025-03-30', 1440 - 60, 1440], ['2023-10-29', 1440 + 60, 1440], ['2025-10-26', 1440 + 60, 1440]] as const) {
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
      expect(elapsedMinutes(`${day}T00:00`, `${next}T00:00`)).toBe(before)
      expect(elapsedMinutes(`${day}T12:00`, `${next}T12:00`)).toBe(after)
    }
  })
})

describe('the clock some time after', () => {
  it('goes on by the minute on a plain night', () => expect(clockAfter('2026-11-28T20:00', 5 * 3600 + 90)).toBe('2026-11-29T01:01:30'))
  it('leaves out the hour missing in March', () => expect([0, 4, 5, 6].map((hours) => clockAfter('2024-03-30T20:00', hours * 3600).slice(11, 16))).toEqual(['20:00', '00:00', '02:00', '03:00']))
  it('shows the hour repeated in October twice', () => expect([4, 5, 6, 7].map((hours) => clockAfter('2024-10-26T20:00', hours * 3600).slice(11, 16))).toEqual(['00:00', '01:00', '01:00', '02:00']))
  it('is an instant in UTC', () => expect([instantAfter('2024-07-01T20:00', 60), instantAfter('2024-12-01T20:00', 60)]).toEqual(['2024-07-01T19:01:00Z', '2024-12-01T20:01:00Z']))
})

describe('a profile', () => {
  const spans = [{ from: '2024-06-03T08:00', to: '2024-06-03T10:00' }, { from: '2024-06-03T09:30', to: null }, { from: '2024-06-01T00:00', to: '2024-06-20T00:00' }]
  it('adds up to the offences in it, and counts those left out', () => {
    const { hours, included, leftOut, note } = aoristicProfile(spans)
    expect([hours[8], hours[9], included, leftOut]).toEqual([0.5, 1.5, 2, 1])
    expect(note).toBe('1 of 3 offences are left out: they lie in spans of more than seven days, which tell nothing about hours.')
  })
  it('takes weights', () => expect(aoristicProfile(spans, [2, 3, 0]).hours[9]).toBe(4))
  it('keeps the total for any spans', () => {
    const random = seededRandom('spans')
    const any = Array.from({ length: 500 }, () => {
      const from = Date.UTC(2024, 0, 1) + random.int(366 * 1440) * 60_000
      return { from: new Date(from).toISOString().slice(0, 19), to: new Date(from + random.int(6 * 1440) * 60_000).toISOString().slice(0, 19) }
    })
    const { hours, included } = aoristicProfile(any)
    expect(included).toBe(500)
    expect(hours.reduce((sum, hour) => sum + hour, 0)).toBeCloseTo(500, 9)
  })
  it('of no offence is noughts without a note', () => expect(aoristicProfile([])).toEqual({ hours: new Float64Array(168), included: 0, leftOut: 0, note: null }))
  it.each([
    [{ from: 'yesterday', to: null }], [{ from: '2024-02-31T10:00', to: null }], [{ from: '2024-06-03T10:00', to: '2024-06-03T09:00' }], [{ from: '2024-06-03T10:00Z', to: null }]
  ])('refuses %j', (span) => expect(() => aoristicProfile([span])).toThrow(RangeError))
})
