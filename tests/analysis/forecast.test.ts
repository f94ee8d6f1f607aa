/** The parts of a forecast by hand: fields of the past, the level ahead, the methods and what they fit. */
import { describe, expect, it } from 'vitest'
import { Stack, shrink } from '../../api/analysis/fitted-methods.ts'
import { forecastBy, scaled } from '../../api/analysis/forecast.ts'
import { gridOf, historyOf, prepare } from '../../api/analysis/forecast-history.ts'
import { levelAhead, seasonFactors } from '../../api/analysis/forecast-level.ts'
import { forecastMethods, PLAIN } from '../../api/analysis/forecast-methods.ts'
import { neighboursOf } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { monthName, monthNumber } from '../../api/analysis/series-breaks.ts'

const line = neighboursOf([[1], [0, 2], [1]])
const run = (from: string, n: number) => Array.from({ length: n }, (_, i) => monthName(monthNumber(from) + i))
const history = (months: string[], counts: number[][], target: string) => historyOf(prepare({ months, counts }, 3), 0, months.length, target, gridOf(line))
const method = (id: string) => forecastMethods.find((one) => one.id === id)!
const rate = (id: string, past: ReturnType<typeof history>) => [...method(id).start().rate(past)]

describe('the past', () => {
  const past = history(['2024-01', '2024-02', '2024-04'], [[4, 0, 0], [0, 2, 0], [0, 0, 6]], '2024-05')
  it('is a mean a month held, and a month not held is no nought', () => expect([...past.field({ recent: 12 })]).toEqual([4 / 3, 2 / 3, 2]))
  it('reaches back by the calendar', () => expect([...past.field({ recent: 3 })]).toEqual([0, 1, 3]))
  it('fades by half for each half-life', () => {
    const weights = [2 ** -3, 2 ** -2, 1]
    const sum = weights.reduce((a, b) => a + b)
    past.field({ decay: 1 }).forEach((value, i) => expect(value).toBeCloseTo([4, 2, 6][i]! * weights[i]! / sum, 12))
    expect(past.effectiveMonths({ decay: 1 })).toBe(1.375)
  })
  it('keeps its sum when smoothed', () => expect(past.field({ recent: 12 }, 4).reduce((a, b) => a + b)).toBeCloseTo(4, 12))
  it('weighs the near and the recent more', () => expect(rate('prospective-months', past)).toEqual([1, 1 / 3, 6].map((_, i) => {
    const sums = [4 / 4, 2 / 3, 6 / 1].map((value) => value / (1 / 4 + 1 / 3 + 1))
    return expect.closeTo([[1, 1 / 2, 1 / 3], [1 / 2, 1, 1 / 2], [1 / 3, 1 / 2, 1]][i]!.reduce((total, w, j) => total + w * sums[j]!, 0), 12) as number
  })))
  it('refuses a target that it reaches, no month at all, and counts that are none', () => {
    expect(() => history(['2024-01'], [[1, 1, 1]], '2024-01')).toThrow(RangeError)
    expect(() => history([], [], '2024-01')).toThrow(RangeError)
    expect(() => history(['2024-01'], [[1, NaN, 1]], '2024-02')).toThrow(RangeError)
    expect(() => history(['2024-01'], [[1, 1]], '2024-02')).toThrow(RangeError)
  })
})

describe('the level ahead', () => {
  const numbers = (n: number) => run('2022-01', n).map(monthNumber)
  it('is the level where nothing changes', () => expect(levelAhead(numbers(36), Array<number>(36).fill(50), monthNumber('2025-01'))).toEqual({ expected: expect.closeTo(50, 9) as number, season: 1, seasonFitted: true }))
  it('leans to the recent half year', () => expect(levelAhead([1, 7], [10, 40], 8).expected).toBeCloseTo((10 / 2 + 40) / 1.5, 12))
  it('knows a summer from three years, drawn a little towards none', () => {
    const months = numbers(36)
    const totals = months.map((month) => (month % 12 === 6 ? 200 : 100))
    const july = seasonFactors(months, totals)[6]!
    expect(july).toBeGreaterThan(1.5)
    expect(july).toBeLessThan(200 / (1400 / 13))
    expect(levelAhead(months.slice(0, 30), totals, monthNumber('2024-07')).expected).toBeGreaterThan(145)
  })
  it('knows no season from less than two years', () => expect(levelAhead(numbers(23), Array<number>(23).fill(5), monthNumber('2023-12'))).toMatchObject({ season: 1, seasonFitted: false }))
})

describe('every method', () => {
  const random = seededRandom('methods')
  const months = run('2022-01', 30)
  const past = history(months, months.map(() => [random.int(9), random.int(3), random.int(2)]), '2024-07')
  it('is plain first and named once', () => {
    expect(forecastMethods[0]!.id).toBe(PLAIN)
    expect(new Set(forecastMethods.map(({ id }) => id)).size).toBe(forecastMethods.length)
  })
  it.each(forecastMethods.map((one) => [one.id, one] as const))('gives events that sum to the level: %s', (_id, one) => {
    const { byPlace, expected } = forecastBy(one.start(), past)
    expect(byPlace.reduce((a, b) => a + b)).toBeCloseTo(expected, 9)
    expect(Math.min(...byPlace)).toBeGreaterThanOrEqual(0)
    expect(byPlace[0]).toBeGreaterThan(byPlace[2]!)
    expect(one.what).toMatch(/^[A-Z].*\.$/)
  })
  it('spreads evenly what nothing speaks against', () => expect([...scaled([0, 0], 3)]).toEqual([1.5, 1.5]))
})

describe('what is fitted', () => {
  it('shrinks 6 events in 4 months, where 0.5 a month were expected, to (2 + 6) / (2 / 0.5 + 4)', () => expect(shrink([1.5], [0.5], 4, 2)[0]).toBeCloseTo(1, 12))
  it('shrinks not at all with much data, and wholly without', () => {
    expect(shrink([3], [1], 1e9, 2)[0]).toBeCloseTo(3, 6)
    expect([...shrink([0, 0], [1, 0], 0, 2)]).toEqual([1, 0])
  })
  it('finds the weights that the events were drawn with', () => {
    const shares = [Float64Array.of(0.7, 0.2, 0.1), Float64Array.of(0.1, 0.1, 0.8)]
    const stack = new Stack(2)
    const mixed = [0.25, 0.75]
    for (let month = 0; month < 20; month++) stack.learn(shares, [0, 1, 2].map((i) => 1000 * (mixed[0]! * shares[0]![i]! + mixed[1]! * shares[1]![i]!)), 20)
    expect(stack.weights[0]).toBeCloseTo(0.25, 2)
    expect(stack.mix(shares).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })
  it('learns a flat prior from places that are alike, a loose one from places that are not', () => {
    const fit = (rates: number[]) => {
      const random = seededRandom('shape')
      const draw = (mean: number) => { let [k, p] = [0, random.next()]; while (p > Math.exp(-mean)) { k++; p *= random.next() } return k }
      const running = method('shrunk-wide').start()
      const months = run('2020-01', 40)
      const counts = months.map(() => rates.map(draw))
      for (let at = 3; at < 40; at++) running.learn!(history(months.slice(0, at), counts.slice(0, at), months[at]!), counts[at]!)
      return running.fitted!().shape!
    }
    expect(fit([3, 3, 3])).toBe(8)
    expect(fit([9, 0.2, 0.2])).toBeLessThan(8)
  })
})
