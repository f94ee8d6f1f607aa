/** The choice among methods: the rule by hand, no glance at later months, no training across a break, and the words. */
import { describe, expect, it } from 'vitest'
import { chooseForecast, type ChooseOptions } from '../../api/analysis/choose-forecast.ts'
import { forecastMethods } from '../../api/analysis/forecast-methods.ts'
import { bestOf, chooseMethod, scoresOf } from '../../api/analysis/forecast-rule.ts'
import { neighboursOf } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { monthName, monthNumber } from '../../api/analysis/series-breaks.ts'

const side = 20
const squares = neighboursOf(Array.from({ length: side * side }, (_, i) => [[-1, 0], [1, 0], [0, -1], [0, 1]].flatMap(([dx, dy]) => {
  const [x, y] = [i % side + dx!, Math.floor(i / side) + dy!]
  return x < 0 || y < 0 || x >= side || y >= side ? [] : [y * side + x]
})))
const run = (from: string, n: number) => Array.from({ length: n }, (_, i) => monthName(monthNumber(from) + i))
const options = (more: Partial<ChooseOptions> = {}): ChooseOptions => ({ neighbours: squares, budget: { share: 0.05 }, random: seededRandom('choice'), ...more })

/** Events drawn from a broad hill: a smooth world, in which sharp counts of a rare crime mislead. */
function world(months: readonly string[], perMonth: number, name = 'world') {
  const random = seededRandom(name)
  const hill = Array.from({ length: side * side }, (_, i) => Math.exp(-(((i % side) - 6) ** 2 + (Math.floor(i / side) - 12) ** 2) / 20))
  const sum = hill.reduce((a, b) => a + b)
  return months.map(() => hill.map((height) => {
    let [k, p] = [0, random.next()]
    while (p > Math.exp(-(perMonth * height) / sum)) { k++; p *= random.next() }
    return k
  }))
}

describe('the rule', () => {
  const steady = (plain: number, other: number) => [[plain], [other]]
  it('takes what is steadily ahead', () => expect(chooseMethod(Array.from({ length: 6 }, () => steady(4, 6)))).toMatchObject({ method: 1, kept: false, gain: expect.closeTo(0.4, 12) as number, error: expect.closeTo(0, 12) as number }))
  it('keeps the plain count where the lead is one lucky month', () => {
    const windows = [...Array.from({ length: 5 }, () => steady(4, 4)), steady(4, 8)]
    expect(chooseMethod(windows)).toMatchObject({ method: 0, best: 1, kept: true })
  })
  it('keeps the plain count with fewer than four windows', () => expect(chooseMethod(Array.from({ length: 3 }, () => steady(4, 6))).method).toBe(0))
  it('weighs small areas as much as large ones', () => {
    const windows = [[[2, 100], [1, 110]]]
    expect([...scoresOf(windows)].map((score) => Number(score.toFixed(3)))).toEqual([2.286, 1.714])
    expect(bestOf(windows, 2)).toEqual([0, 1])
  })
  it('costs nothing where the methods are alike', () => {
    const random = seededRandom('alike')
    const window = () => Array.from({ length: 12 }, () => [10 + random.normal(), 20 + random.normal(), 40 + random.normal()])
    const gains = Array.from({ length: 400 }, () => {
      const next = window()
      return next[chooseMethod(Array.from({ length: 24 }, window)).method]![1]! - next[0]![1]!
    })
    const mean = gains.reduce((a, b) => a + b) / gains.length
    // Four standard errors of a difference of two unit normals.
    expect(Math.abs(mean)).toBeLessThan(4 * Math.SQRT2 / Math.sqrt(400))
  })
  it('finds the one of twelve that is better', () => {
    const random = seededRandom('better')
    const window = () => Array.from({ length: 12 }, (_, j) => [10, 20, 40].map((usual) => usual * (j === 7 ? 1.2 : 1) + random.normal()))
    expect(chooseMethod(Array.from({ length: 24 }, window))).toMatchObject({ method: 7, kept: false })
  })
  it('gives nothing to a budget that nobody hit', () => expect(chooseMethod(Array.from({ length: 5 }, () => [[0], [0]]))).toMatchObject({ method: 0, best: 0, gain: 0 }))
})

describe('the forecast', () => {
  const months = run('2021-01', 36)
  const counts = world(months, 60)
  const answer = chooseForecast({ months, counts }, options())
  it('beats the plain count clearly in a smooth world, by a smoothed method', () => {
    expect(answer.comparison.difference.hitRateInterval![0]).toBeGreaterThan(0)
    expect(answer.method.id).not.toBe('count-12')
    expect(answer.reason).toMatch(/chosen because in 33 months not seen it held \d+ of 100 offences in 5 % of the area, the plain one-year count \d+\. Chosen anew each month from the months before, it held [\d.]+, the plain count [\d.]+ \(29 months\)\.$/)
  })
  it('is for the month after the last, sums to its total, and is near the truth in all', () => {
    expect(answer.month).toBe('2024-01')
    expect(answer.expected.reduce((a, b) => a + b)).toBeCloseTo(answer.total, 9)
    expect(Math.abs(answer.total - 60)).toBeLessThan(12)
    expect(Math.abs(answer.comparison.chosen.rri! - 1)).toBeLessThan(0.25)
  })
  it('shows foresight above all, and every method beside', () => {
    expect(answer.comparison.oracle.hits).toBeGreaterThan(answer.comparison.chosen.hits)
    expect(answer.methods).toHaveLength(forecastMethods.length + 1)
    expect(answer.methods[0]!.card.hits).toBeCloseTo(answer.comparison.plain.hits, 9)
    expect(answer.curve.map(({ share }) => share)).toEqual([0.001, 0.0025, 0.005, 0.01, 0.02, 0.05])
  })
  it('has at each share of the curve the choice made for that share', () => {
    for (const share of [0.01, 0.02]) {
      const asked = chooseForecast({ months, counts }, options({ budget: { share } })).comparison
      const shown = answer.curve.find((one) => one.share === share)!
      expect([shown.chosen.hits, shown.plain.hits, shown.oracle.hits]).toEqual([asked.chosen.hits, asked.plain.hits, asked.oracle.hits])
    }
  })
  it('says the same again', () => expect(chooseForecast({ months, counts }, options())).toEqual(answer))
  it('never looks ahead: later months change no earlier window', () => {
    const changed = counts.map((month, m) => (m < 20 ? month : [...month].reverse()))
    const other = chooseForecast({ months, counts: changed }, options())
    const before = (windows: typeof answer.windows) => windows.filter(({ month }) => month < months[20]!)
    expect(before(other.windows)).toEqual(before(answer.windows))
    expect(other.windows.at(-1)).not.toEqual(answer.windows.at(-1))
  })
  it('trains on nothing across a break', () => {
    const breaks = { declaredBreaks: ['2023-01'] }
    const split = chooseForecast({ months, counts }, options(breaks))
    expect(split.windows.filter(({ month }) => month >= '2023-01').map(({ month, trainedOn }) => [month, trainedOn])[0]).toEqual(['2023-04', 3])
    const wiped = counts.map((month, m) => (m < 24 ? month.map(() => 1) : month))
    const alone = (data: number[][]) => chooseForecast({ months, counts: data }, options({ ...breaks, methods: forecastMethods.slice(0, 1) })).windows.filter(({ month }) => month >= '2023-01').map(({ hits }) => hits.plain)
    expect(alone(wiped)).toEqual(alone(counts))
  })
  it('keeps the plain count and says so when there is little to go by', () => {
    const few = chooseForecast({ months: months.slice(0, 5), counts: counts.slice(0, 5) }, options())
    expect(few).toMatchObject({ method: { id: 'count-12' }, reason: 'The plain one-year count is used: only 2 months could be held back to compare methods by.', note: 'Tested on no month: fewer than 12 do not cover a year.' })
    expect(few.comparison.chosen.pai).toBeNull()
  })
  it('gives counts and no index for a rare crime', () => {
    const rare = chooseForecast({ months: months.slice(0, 10), counts: world(months.slice(0, 10), 2) }, options())
    expect(rare.comparison.chosen).toMatchObject({ pai: null, pei: null, rri: null })
    expect(rare.note).toMatch(/^Tested on only 3 months: .* Only \d+ events? in the months tested: fewer than 20 make no index\.$/)
  })
  it('says nothing of nothing', () => {
    const none = chooseForecast({ months: [], counts: [] }, options())
    expect([none.expected.every(Number.isNaN), none.note]).toEqual([true, 'No month is held, so nothing can be forecast.'])
    const empty = chooseForecast({ months, counts: months.map(() => Array<number>(side * side).fill(0)) }, options())
    expect([empty.expected.every(Number.isNaN), empty.note]).toEqual([true, 'No offence is recorded in the months held, so nothing can be forecast.'])
  })
  it('refuses nonsense', () => {
    expect(() => chooseForecast({ months, counts }, options({ budget: { share: 1.5 } }))).toThrow(RangeError)
    expect(() => chooseForecast({ months, counts }, options({ minTrainingMonths: 0 }))).toThrow(RangeError)
    expect(() => chooseForecast({ months, counts: counts.slice(1) }, options())).toThrow(RangeError)
  })
})
