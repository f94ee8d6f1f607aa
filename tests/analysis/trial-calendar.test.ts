/** Calendars of trials: balance by hand and by sums, chances that are equal for all, and limits of runs. */
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { placeDays, placesOn, runLimits, trialCalendar, type Calendar } from '../../api/analysis/trial-calendar.ts'

const drawn = (seed: string, places = 20, days = 90, each = 8, more = {}) => trialCalendar({ places, days, each, random: seededRandom(seed), ...more })
const daysOf = ({ treated, places, days }: Calendar) => Array.from({ length: places }, (_, place) => Array.from({ length: days }, (_, day) => day).filter((day) => treated[day * places + place]))

describe('a calendar of 8 of 20 places on 90 days', () => {
  const calendar = drawn('essex')
  it('has 720 treated and 1,080 control place-days, 8 a day and 36 for each place', () => {
    expect(placeDays(calendar)).toEqual({ treated: 720, control: 1080 })
    for (let day = 0; day < 90; day++) expect(placesOn(calendar, day)).toHaveLength(8)
    for (const days of daysOf(calendar)) expect(days).toHaveLength(36)
  })
  it('gives every place each day of the week 4 to 6 times: 12 or 13 of each, two fifths of them', () => {
    for (const days of daysOf(calendar)) for (let weekday = 0; weekday < 7; weekday++) {
      const had = days.filter((day) => day % 7 === weekday).length
      expect([Math.floor((weekday < 6 ? 13 : 12) * 0.4), Math.ceil((weekday < 6 ? 13 : 12) * 0.4)]).toContain(had)
    }
  })
  it('treats nobody for more than three days in a row and leaves nobody out for more than five, whatever the seed', () => {
    expect(runLimits(8, 20)).toEqual({ treated: 3, control: 5 })
    for (let seed = 0; seed < 20; seed++) {
      const { longest } = drawn(`runs ${seed}`)
      expect([longest.treated <= 3, longest.control <= 5]).toEqual([true, true])
    }
  })
  it('is the same for the same seed and another for another', () => {
    expect(drawn('essex')).toEqual(calendar)
    expect(drawn('sussex').treated).not.toEqual(calendar.treated)
  })
})

describe('chance', () => {
  it('is two fifths for every place on every day: no place and no day is favoured', () => {
    const draws = 1500
    const had = new Float64Array(20 * 14)
    for (let draw = 0; draw < draws; draw++) drawn(`chance ${draw}`, 20, 14).treated.forEach((one, at) => { had[at]! += one })
    // 280 shares with sd sqrt(0.24 / 1500) = 0.0126: beyond 4.5 of them once in 500 such tests.
    for (const n of had) expect(Math.abs(n / draws - 0.4)).toBeLessThan(4.5 * Math.sqrt(0.24 / draws))
  })
  it('tells little of tomorrow: after a treated day two fifths less what keeps runs short, and two places go their own ways', () => {
    let [after, again, together, n] = [0, 0, 0, 0]
    for (let draw = 0; draw < 40; draw++) {
      const { treated, places, days } = drawn(`tomorrow ${draw}`)
      for (let day = 0; day + 1 < days; day++) for (let place = 0; place < places; place++) {
        if (!treated[day * places + place]) continue
        after++
        again += treated[(day + 1) * places + place]!
        if (place !== 0) continue
        n++
        together += treated[day * places + 1]!
      }
    }
    expect(again / after).toBeGreaterThan(0.28)
    expect(again / after).toBeLessThan(0.42)
    // Given one of 20 is treated, another is with chance 7 / 19 = 0.368.
    expect(Math.abs(together / n - 7 / 19)).toBeLessThan(0.05)
  })
  it('makes two calendars share as many place-days as two that know nothing of each other', () => {
    const overlap = (a: Calendar, b: Calendar) => a.treated.reduce((sum, one, at) => sum + one * b.treated[at]!, 0)
    let sum = 0
    for (let draw = 0; draw < 60; draw++) sum += overlap(drawn(`a ${draw}`), drawn(`b ${draw}`))
    // Two independent calendars share 720 x 0.4 = 288 place-days.
    expect(Math.abs(sum / 60 - 288)).toBeLessThan(8)
  })
})

describe('other shapes', () => {
  it.each([[7, 5, 3], [2, 9, 1], [50, 30, 1], [10, 28, 9], [3, 100, 2], [20, 6, 8]])('%i places on %i days, %i a day: as often as one another, give or take one', (places, days, each) => {
    const calendar = drawn('shape', places, days, each)
    const often = daysOf(calendar).map(({ length }) => length)
    expect(Math.max(...often) - Math.min(...often)).toBeLessThanOrEqual((days * each) % places === 0 ? 0 : 1)
    for (let weekday = 0; weekday < 7; weekday++) {
      const had = daysOf(calendar).map((of) => of.filter((day) => day % 7 === weekday).length)
      expect(Math.max(...had) - Math.min(...had)).toBeLessThanOrEqual(1)
    }
  })
  it('leaves days of rest out of both sides, and counts weekdays from the first', () => {
    const calendar = drawn('rest', 6, 28, 2, { restDays: [0, 7, 14, 21], firstWeekday: 6 })
    expect(placeDays(calendar)).toEqual({ treated: 48, control: 96 })
    expect([0, 7, 14, 21].flatMap((day) => placesOn(calendar, day))).toEqual([])
    for (const days of daysOf(calendar)) expect(days).toHaveLength(8)
  })
  it.each([[{ each: 0 }, 'each'], [{ each: 20 }, 'each'], [{ places: 1, each: 1 }, 'places'], [{ days: 0 }, 'days'], [{ days: 2, restDays: [0, 1] }, 'restDays'], [{ restDays: [90] }, 'restDays'], [{ firstWeekday: 7 }, 'firstWeekday']])('of which nothing could be learnt is refused: %j', (change, name) => {
    expect(() => trialCalendar({ places: 20, days: 90, each: 8, random: seededRandom('x'), ...change })).toThrow(name)
  })
})
