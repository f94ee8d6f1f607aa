/** Intention to treat: by hand, by enumeration, and by thousands of trials in which the truth is known. */
import { describe, expect, it } from 'vitest'
import { seededRandom, type Random } from '../../api/analysis/random.ts'
import { trialCalendar, type Calendar } from '../../api/analysis/trial-calendar.ts'
import { trialEffect } from '../../api/analysis/trial-effect.ts'

const shape = { places: 8, days: 28, each: 3 }
const calendarOf = (name: string): Calendar => trialCalendar({ ...shape, random: seededRandom(name) })
const redraws = Array.from({ length: 199 }, (_, draw) => calendarOf(`redraw ${draw}`))

/** Counts of each place-day: places of unlike size, days that swing together, the rate on treated days times `ratio`. */
function happened(calendar: Calendar, ratio: number, random: Random, mean = 1): number[] {
  const swing = Array.from({ length: calendar.days }, () => random.gamma(4) / 4)
  return Array.from(calendar.treated, (treated, at) => {
    const rate = mean * (0.4 + 0.2 * (at % calendar.places)) * swing[Math.floor(at / calendar.places)]! * (treated ? ratio : 1)
    let [n, waited] = [-1, 0]
    while (waited < rate) {
      waited -= Math.log(1 - random.next())
      n++
    }
    return n
  })
}

describe('a trial by hand', () => {
  // Two places, two days, one a day: there are two calendars and their mirror images are each other.
  const two = { places: 2, days: 4, treated: Uint8Array.from([1, 0, 0, 1, 1, 0, 0, 1]), rest: new Uint8Array(4) }
  const all = Array.from({ length: 16 }, (_, mask) => ({ ...two, treated: Uint8Array.from([0, 1, 2, 3].flatMap((day) => ((mask >> day) & 1 ? [1, 0] : [0, 1]))) }))
  const counts = [1, 3, 4, 2, 0, 5, 3, 1]
  it('has the rates of its sides and the p that all 16 calendars give', () => {
    const found = trialEffect(two, counts, Array.from({ length: 10 }, () => all).flat())
    expect(found.treated).toEqual({ events: 4, placeDays: 4, rate: 1 })
    expect(found.control).toEqual({ events: 15, placeDays: 4, rate: 3.75 })
    expect(found.ratio).toBeCloseTo(4 / 15, 12)
    // Differences by day are -2, -2, -5, -2: only all of one sign reach 11, twice in 16. (10 x 2 + 1) / 161.
    expect(found.p).toBeCloseTo(21 / 161, 12)
    expect(found.interval).toBe('poisson')
  })
  it('leaves out control days that follow treated ones, and days of rest', () => {
    const line = { places: 2, days: 5, treated: Uint8Array.from([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), rest: Uint8Array.from([0, 0, 1, 0, 0]) }
    const found = trialEffect(line, [5, 1, 7, 5, 9, 9, 1, 8, 2, 2], Array.from({ length: 99 }, () => line), { carryOverDays: 1 })
    // Place 0 is out on day 1, place 1 on day 3 (day 2 rests).
    expect([found.treated.events, found.control.events, found.control.placeDays, found.carryOver]).toEqual([10, 6, 4, { events: 15, placeDays: 2 }])
    expect(found.p).toBe(1)
  })
})

describe('chance', () => {
  it('is called an effect once in twenty, and the interval holds the truth nineteen times in twenty', () => {
    let [called, held, calledHalf, heldHalf] = [0, 0, 0, 0]
    const trials = 240
    for (let trial = 0; trial < trials; trial++) {
      const calendar = calendarOf(`real ${trial}`)
      const none = trialEffect(calendar, happened(calendar, 1, seededRandom(`none ${trial}`)), redraws)
      const half = trialEffect(calendar, happened(calendar, 0.5, seededRandom(`half ${trial}`)), redraws)
      called += Number(none.p! <= 0.05)
      held += Number(none.lower! <= 1 && 1 <= none.upper!)
      calledHalf += Number(half.p! <= 0.05)
      heldHalf += Number(half.lower! <= 0.5 && 0.5 <= half.upper!)
    }
    // 12 of 240 expected, sd 3.4.
    expect(called).toBeLessThan(25)
    expect(held).toBe(trials - called)
    expect(heldHalf).toBeGreaterThan(trials * 0.9)
    expect(heldHalf).toBeLessThan(trials)
    expect(calledHalf).toBeGreaterThan(trials * 0.95)
  }, 60_000)
  it('is one and the same for the same calendars', () => {
    const calendar = calendarOf('same')
    const counts = happened(calendar, 0.7, seededRandom('same'))
    expect(trialEffect(calendar, counts, redraws)).toEqual(trialEffect(calendar, counts, redraws))
  })
})

describe('too little', () => {
  const calendar = calendarOf('little')
  it('has a note and no ratio', () => {
    const few = new Array<number>(28 * 8).fill(0)
    few[3] = 4
    expect(trialEffect(calendar, few, redraws)).toMatchObject({ ratio: null, lower: null, upper: null, p: null, note: '4 events are too few to compare rates.' })
  })
  it('on one side has no ratio, but an exact lower end', () => {
    const counts = Array.from(calendar.treated, (treated, at) => (treated && at % 9 === 0 ? 1 : 0))
    expect(trialEffect(calendar, counts, redraws)).toMatchObject({ ratio: null, upper: null, interval: 'poisson' })
  })
  it('in redrawn calendars is refused, and so are counts of another shape', () => {
    const counts = new Array<number>(28 * 8).fill(1)
    expect(() => trialEffect(calendar, counts, redraws.slice(0, 50))).toThrow('redrawn')
    expect(() => trialEffect(calendar, [1, 2], redraws)).toThrow('counts')
    expect(() => trialEffect(calendar, counts, redraws, { carryOverDays: 1.5 })).toThrow('carryOverDays')
  })
})
