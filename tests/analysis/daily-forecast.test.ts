/** The next day and the next shift on made data whose truth is known: with follow-ons, without, with a rhythm of the week, and by hand. */
import { describe, expect, it } from 'vitest'
import { chooseDay, firstTested, type DayOptions } from '../../api/analysis/daily-forecast.ts'
import { dayLevel, dayName, dayNumber, seasonsOf, weekdayFactors, weekdayOf } from '../../api/analysis/daily-level.ts'
import { dayBases, placesNear, prospectiveKernel } from '../../api/analysis/daily-methods.ts'
import { countOf, inOrderOfTime, pastOf, type DayEvents } from '../../api/analysis/daily-past.ts'
import { gridOf } from '../../api/analysis/forecast-history.ts'
import { neighboursOf } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { partInShift, shiftShare } from '../../api/analysis/shift-hours.ts'
import { poisson } from '../support/poisson.ts'

const side = 15
const squares = neighboursOf(Array.from({ length: side * side }, (_, i) => [-1, 0, 1].flatMap((dy) => [-1, 0, 1].flatMap((dx) => {
  const [x, y] = [(i % side) + dx, Math.floor(i / side) + dy]
  return (dx || dy) && x >= 0 && x < side && y >= 0 && y < side ? [y * side + x] : []
}))))
const first = dayNumber('2023-01-01')
const days = 480
const last = first + days - 1
const seasons = seasonsOf({ months: [], totals: [] })

/** Steady places, and after each event others there or next door within days; `weekly` is the rate of each day of the week. */
function world(name: string, theta: number, perDay = 25, weekly = [1, 1, 1, 1, 1, 1, 1]): DayEvents {
  const random = seededRandom(name)
  const rate = Array.from({ length: squares.n }, () => random.gamma(0.5))
  const sum = rate.reduce((a, b) => a + b)
  const events: [cell: number, day: number][] = []
  for (let day = 0; day < days; day++) rate.forEach((one, c) => { for (let k = poisson((one / sum) * perDay * (1 - theta) * weekly[weekdayOf(first + day)]!, random); k > 0; k--) events.push([c, day + random.next()]) })
  for (const [c, day] of events) {
    for (let k = poisson(theta, random); k > 0; k--) {
      const [later, near] = [day - Math.log(1 - random.next()) * 2, squares.start[c]!]
      if (later < days) events.push([random.chance(0.7) ? c : squares.index[near + random.int(squares.start[c + 1]! - near)]!, later])
    }
  }
  return { cell: Int32Array.from(events, ([c]) => c), day: Float64Array.from(events, ([, day]) => first + day) }
}
const options = (more: Partial<DayOptions> = {}): DayOptions => ({ neighbours: squares, budget: { share: 0.05 }, random: seededRandom('days'), first, last, target: last + 1, months: { months: [], totals: [] }, ...more })

describe('where events excite others', () => {
  const events = world('exciting', 0.6)
  const answer = chooseDay(events, options())
  it('the choice is clearly ahead of the plain count', () => {
    expect(answer.comparison.difference.hitRateInterval![0]).toBeGreaterThan(0)
    expect(answer.windows).toHaveLength(70)
    expect(answer.reason).toMatch(/chosen because in 84 days not seen it held [\d.]+ of 100 offences in 5 % of the area, the plain one-year count [\d.]+\. Chosen anew each day from the days before, /)
    expect(answer.note).toBeNull()
  })
  it('the self-exciting process is ahead of the plain count by itself, and its fit is near the truth', () => {
    const card = (id: string) => answer.methods.find((one) => one.id === id)!.card
    expect(card('self-exciting').hits).toBeGreaterThan(card('count-365').hits * 1.1)
    const running = dayBases.at(-1)!.start(seededRandom('fit'))
    const ordered = inOrderOfTime(events, squares.n).events
    for (let day = last - 20; day <= last + 1; day++) running.rates(pastOf(ordered, gridOf(squares), first, day, day))
    const { followOns, meanDelayDays } = running.fitted!()
    expect(Math.abs(followOns! - 0.6)).toBeLessThan(0.15)
    expect(Math.abs(meanDelayDays! - 2)).toBeLessThan(0.7)
  })
  it('never looks ahead: later days change no earlier window', () => {
    const from = last - 20
    const changed = { cell: events.cell.map((c, i) => (events.day[i]! >= from ? squares.n - 1 - c : c)), day: events.day }
    const before = ({ windows }: typeof answer) => windows.filter(({ day }) => day < dayName(from))
    const other = chooseDay(changed, options())
    expect(before(other)).toEqual(before(answer))
    expect(other.windows.at(-1)).not.toEqual(answer.windows.at(-1))
  })
  it('sums to its total, is near the truth, and says the same again', () => {
    expect(answer.expected.reduce((a, b) => a + b)).toBeCloseTo(answer.total, 9)
    expect(Math.abs(answer.total / 25 - 1)).toBeLessThan(0.25)
    expect(Math.abs(answer.comparison.chosen.rri! - 1)).toBeLessThan(0.2)
    expect(chooseDay(events, options()).expected).toEqual(answer.expected)
  })
})

describe('where events are independent', () => {
  it.each(['one', 'two', 'three'])('the choice is not clearly behind the plain count: world %s', (name) => {
    const { comparison } = chooseDay(world(`steady ${name}`, 0), options())
    expect(comparison.difference.hitRateInterval![1]).toBeGreaterThanOrEqual(0)
  })
})

describe('the total of a day', () => {
  it('follows the week and the season', () => {
    const weekly = [1, 1, 1, 1, 1, 2, 2]
    const totals = Float64Array.from({ length: 364 }, (_, i) => weekly[weekdayOf(first + i)]! * 10)
    // Nine sevenths is the mean; four pseudo-weeks of it beside 52 weeks.
    expect(weekdayFactors(totals, first)[5]).toBeCloseTo((52 * 2 + 4 * (9 / 7)) / (56 * (9 / 7)), 12)
    const level = (target: number, factors = seasons) => dayLevel(totals, first, target, factors).expected
    const saturday = [...Array(7).keys()].map((k) => first + 364 + k).find((day) => weekdayOf(day) === 5)!
    expect(level(saturday) / level(saturday + 2)).toBeGreaterThan(1.85)
    const january = dayNumber('2024-01-06')
    expect(level(january, () => Array.from({ length: 12 }, (_, m) => (m === 0 ? 2 : 1))) / level(january)).toBeCloseTo(2, 1)
    expect(weekdayOf(dayNumber('2024-02-29'))).toBe(3)
    expect(() => dayNumber('2023-02-29')).toThrow(RangeError)
  })
})

describe('the parts by hand', () => {
  const line = gridOf(neighboursOf([[1], [0, 2], [1]]))
  const past = (events: [number, number][], more: Partial<DayEvents> = {}) => {
    const { events: ordered } = inOrderOfTime({ cell: Int32Array.from(events, ([c]) => c), day: Float64Array.from(events, ([, day]) => day), ...more }, 3)
    return pastOf(ordered, line, 0, 100, 100)
  }
  it('the kernel counts rings and whole weeks', () => {
    const kernel = prospectiveKernel(past([[0, 99.5], [0, 93], [0, 92.9], [2, 37], [2, 36.9], [1, 100]]))
    expect([...kernel]).toEqual([2.5 + 1 / 27, 1.25 + 1 / 18, 2.5 / 3 + 1 / 9].map((value) => expect.closeTo(value, 12) as number))
  })
  it('the count is a rate a day of the days held', () => expect([...countOf(past([[0, 1], [0, 99], [1, 100]]), 365)]).toEqual([expect.closeTo(0.02, 12), 0, 0]))
  it('the communicated distance reaches the places whose middle it holds, for as many days', () => {
    const centres = { x: Float64Array.of(0, 300, 600), y: new Float64Array(3) }
    const near = (day: number, x: number) => [...placesNear(past([[0, day]], { points: { x: Float64Array.of(x), y: Float64Array.of(0) }, centres }), { withinM: 400, withinDays: 7 })]
    expect([near(99, 0), near(99, 250), near(92, 0)]).toEqual([[1, 1, 0], [1, 1, 1], [0, 0, 0]])
  })
  it('too few days are not tested, and the plain count is kept and called so', () => {
    const few = chooseDay(world('few', 0), options({ last: first + 50, target: first + 51 }))
    expect(few).toMatchObject({ method: { id: 'count-365' }, note: 'Tested on no day, which is too few to rely on.', windows: [] })
    expect(chooseDay({ cell: new Int32Array(0), day: new Float64Array(0) }, options()).note).toContain('nothing can be forecast')
  })
})

describe('a shift', () => {
  const flat = new Float64Array(168).fill(1)
  const [spring, autumn, monday] = [dayNumber('2024-03-31'), dayNumber('2024-10-27'), dayNumber('2024-04-08')]
  it('has its hours of the day, and of the next where it passes midnight', () => {
    expect(shiftShare(flat, monday, { from: 7, to: 15 })).toEqual({ own: 8 / 24, next: 0 })
    expect(shiftShare(flat, monday, { from: 23, to: 7 })).toEqual({ own: 1 / 24, next: 7 / 24 })
    const peak = flat.map((one, h) => (h === 22 ? 25 : one))
    expect(shiftShare(peak, monday, { from: 15, to: 23 }).own).toBeCloseTo(32 / 48, 12)
    expect(shiftShare(new Float64Array(168), monday, { from: 0, to: 12 }).own).toBe(0.5)
  })
  it('loses the hour that is missing in March and has that of October twice', () => {
    expect(shiftShare(flat, spring, { from: 0, to: 7 }).own).toBeCloseTo(6 / 23, 12)
    expect(shiftShare(flat, spring - 1, { from: 23, to: 7 }).next).toBeCloseTo(6 / 23, 12)
    expect(shiftShare(flat, autumn, { from: 0, to: 7 }).own).toBeCloseTo(8 / 25, 12)
  })
  it('holds the part of an event that lies in it, and nothing of one that tells of no hour', () => {
    expect(partInShift({ from: '2024-04-08T13:00', to: '2024-04-08T17:00' }, monday, { from: 15, to: 23 })).toBe(0.5)
    expect(partInShift({ from: '2024-04-09T02:00', to: null }, monday, { from: 23, to: 7 })).toBe(1)
    expect(partInShift({ from: '2024-04-08T15:00', to: null }, monday, { from: 7, to: 15 })).toBe(0)
    expect(partInShift({ from: '2024-04-01T00:00', to: '2024-04-08T12:00' }, monday, { from: 7, to: 15 })).toBeNull()
    // Eight hours passed from midnight to seven, three of them before two by the winter's clock.
    expect(partInShift({ from: '2024-10-27T00:00', to: '2024-10-27T07:00' }, autumn, { from: 2, to: 7 })).toBe(5 / 8)
  })
  it('is tested on its own days and hours, and expects its share of the day', () => {
    const events = world('shift', 0.4)
    const on = (day: number) => weekdayOf(day) === 4 || weekdayOf(day) === 5
    const target = [last + 1, last + 2, last + 3, last + 4, last + 5, last + 6, last + 7].find(on)!
    const part = (event: number, day: number) => Number(events.day[event]! >= day + 0.5 && events.day[event]! < day + 1)
    const shift = chooseDay(events, options({ target, shift: { on, share: () => ({ own: 0.5, next: 0 }), part } }))
    const whole = chooseDay(events, options({ target }))
    expect(shift.total).toBeCloseTo(whole.total / 2, 9)
    expect(shift.windows.every(({ day }) => on(dayNumber(day)))).toBe(true)
    expect(shift.windows).toHaveLength(20)
    expect(shift.windows.reduce((sum, { events: n }) => sum + n, 0)).toBe([...events.day.keys()].filter((i) => {
      const day = Math.floor(events.day[i]!)
      return day >= firstTested(first, last) + 14 && on(day) && part(i, day)
    }).length)
    expect(shift.reason).toContain('shifts not seen')
  })
})
