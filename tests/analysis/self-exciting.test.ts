/** Self-exciting processes simulated with known numbers, the likelihood written out in full, and expectations by hand. */
import { describe, expect, it } from 'vitest'
import { neighboursOf, type Neighbours } from '../../api/analysis/neighbours.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { expectedBetween, fitSelfExciting, type CellEvents } from '../../api/analysis/self-exciting.ts'
import { poisson } from '../support/poisson.ts'

/** Squares with those at their sides and corners. */
const squares = (side: number): Neighbours => neighboursOf(Array.from({ length: side * side }, (_, i) => {
  const [x, y] = [i % side, Math.floor(i / side)]
  return [-1, 0, 1].flatMap((dy) => [-1, 0, 1].flatMap((dx) => ((dx || dy) && x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side ? [i + dy * side + dx] : [])))
}))

/** Background events at the rates given, each event followed by theta others on average after 1 / omega days. */
function simulate(name: string, { n, start, index }: Neighbours, rate: (c: number) => number, days: number, theta: number, omega: number, sameShare: number): CellEvents {
  const random = seededRandom(name)
  const events: [cell: number, day: number][] = []
  for (let c = 0; c < n; c++) for (let k = poisson(rate(c) * days, random); k > 0; k--) events.push([c, random.next() * days])
  for (const [c, day] of events) {
    for (let k = poisson(theta, random); k > 0; k--) {
      const later = day - Math.log(1 - random.next()) / omega
      const place = random.chance(sameShare) ? c : index[start[c]! + random.int(start[c + 1]! - start[c]!)]!
      if (later < days) events.push([place, later])
    }
  }
  return { cell: Int32Array.from(events, ([c]) => c), day: Float64Array.from(events, ([, day]) => day) }
}

const grid = squares(15)
/** One place in eight has ten times the rate of the others. */
const uneven = (c: number) => (c % 8 === 0 ? 0.2 : 0.02)
const options = { from: 0, until: 730 }

describe('a simulated process', () => {
  it.each([[0.3, 0.2, 0.6], [0.5, 0.1, 0.8], [0.2, 0.5, 0.4]])('gives back theta %f, omega %f and the share of its own place %f', (theta, omega, sameShare) => {
    const events = simulate(`process ${theta}`, grid, uneven, 730, theta, omega, sameShare)
    const model = fitSelfExciting(events, grid, options)
    expect(events.day.length).toBeGreaterThan(7000)
    expect(Math.abs(model.theta - theta)).toBeLessThan(0.06)
    expect(Math.abs(model.omega / omega - 1)).toBeLessThan(0.25)
    expect(Math.abs(model.sameShare - sameShare)).toBeLessThan(0.1)
    expect(model.theta).toBeLessThan(1)
    expect(model.note).toBeNull()
  })
  it('without follow-ons is nearly all background', () => {
    const events = simulate('none', grid, uneven, 730, 0, 1, 1)
    const model = fitSelfExciting(events, grid, options)
    expect(model.theta).toBeLessThan(0.04)
    const background = model.mu.reduce((sum, rate) => sum + rate, 0) * 730
    expect(background / events.day.length).toBeGreaterThan(0.96)
  })
  it('is foretold better just after and beside an event than by its steady rate', () => {
    const events = simulate('foretold', grid, uneven, 730, 0.5, 0.3, 0.7)
    const model = fitSelfExciting(events, grid, { ...options, until: 600 })
    const expected = expectedBetween(model, 600, 601)
    let [byModel, byRate] = [0, 0]
    const rate = new Float64Array(grid.n)
    events.day.forEach((day, i) => { if (day < 600) rate[events.cell[i]!]! += 1 / 600 })
    events.day.forEach((day, i) => {
      if (day < 600 || day >= 601) return
      byModel += Math.log(expected[events.cell[i]!]!)
      byRate += Math.log(rate[events.cell[i]!]! + 1e-9)
    })
    const total = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0)
    // Log likelihood of the day's events under both.
    expect(byModel - total(expected)).toBeGreaterThan(byRate - total(rate))
  })
})

describe('the laws of the fit', () => {
  const events = simulate('laws', squares(6), uneven, 365, 0.4, 0.2, 0.6)
  const small = squares(6)
  const settings = { from: 0, until: 365, smoothing: 0.3 }
  it('expects as many events as there were', () => {
    const model = fitSelfExciting(events, small, settings)
    const background = model.mu.reduce((sum, rate) => sum + rate, 0) * 365
    const triggered = model.theta * events.day.reduce((sum, day) => sum + 1 - Math.exp(-model.omega * (365 - day)), 0)
    expect((background + triggered) / events.day.length).toBeCloseTo(1, 3)
  })
  it('never becomes less likely from round to round where the background is not smoothed', () => {
    const rounds = Array.from({ length: 25 }, (_, i) => fitSelfExciting(events, small, { ...settings, smoothing: 0, iterations: i + 1 }).logLikelihood)
    rounds.forEach((value, i) => expect(value).toBeGreaterThanOrEqual((rounds[i - 1] ?? -Infinity) - 1e-6))
    expect(rounds.at(-1)).toBeGreaterThan(rounds[0]! + 1)
  })
  it('has the likelihood of the first round, written out over all pairs', () => {
    const { cell, day } = events
    const { logLikelihood } = fitSelfExciting(events, small, { ...settings, smoothing: 0, iterations: 1 })
    const g = (c: number, i: number) => (c === i ? 0.5 : [...small.index.subarray(small.start[i], small.start[i + 1])].includes(c) ? 0.5 / (small.start[i + 1]! - small.start[i]!) : 0)
    let sum = 0
    day.forEach((now, i) => {
      let lambda = cell.filter((c) => c === cell[i]).length / 365
      day.forEach((before, j) => { if (before < now) lambda += 0.3 * 0.2 * Math.exp(-0.2 * (now - before)) * g(cell[i]!, cell[j]!) })
      sum += Math.log(lambda) - 0.3 * (1 - Math.exp(-0.2 * (365 - now)))
    })
    expect(logLikelihood).toBeCloseTo(sum - day.length, 6)
  })
  it('does not depend on the order of events, nor on where days are counted from', () => {
    const turned = { cell: events.cell.slice().reverse(), day: events.day.slice().reverse().map((day) => day + 1000) }
    const [one, other] = [fitSelfExciting(events, small, settings), fitSelfExciting(turned, small, { ...settings, from: 1000, until: 1365 })]
    expect(other.theta).toBeCloseTo(one.theta, 6)
    expect(other.omega).toBeCloseTo(one.omega, 6)
  })
  it('does not know what comes later', () => {
    const early = fitSelfExciting(events, small, { ...settings, until: 200 })
    const cut = { cell: events.cell.filter((_, i) => events.day[i]! < 200), day: events.day.filter((day) => day < 200) }
    expect(fitSelfExciting(cut, small, { ...settings, until: 200 })).toEqual(early)
  })
  it('lets no event of an instant trigger another of it', () => {
    const days = Array.from({ length: 60 }, (_, i) => i * 6)
    const pairs = { cell: Int32Array.from(days.flatMap(() => [7, 7])), day: Float64Array.from(days.flatMap((day) => [day, day])) }
    // A pair every sixth day is no follow-on of the same instant: with one, omega would run off.
    expect(fitSelfExciting(pairs, small, { from: 0, until: 360 }).omega).toBeLessThan(5)
  })
})

describe('expectations', () => {
  const line = neighboursOf([[1], [0, 2], [1], []])
  const model = { mu: Float64Array.of(0.1, 0, 0, 0.2), theta: 0.5, omega: 0.25, sameShare: 0.6, excitement: Float64Array.of(0.6, 0.4, 0, 1), until: 10, events: 2, logLikelihood: 0, iterations: 1, note: null }
  it('over a day, by hand', () => {
    const day = 0.5 * (1 - Math.exp(-0.25))
    const expected = [0.1 + 0.6 * day, 0.4 * day, 0, 0.2 + day]
    expectedBetween(model, 10, 11).forEach((value, c) => expect(value).toBeCloseTo(expected[c]!, 12))
  })
  it('of the shifts of a day add up to the day', () => {
    const shifts = [[12, 12.25], [12.25, 12.75], [12.75, 13]].map(([from, to]) => expectedBetween(model, from!, to!))
    expectedBetween(model, 12, 13).forEach((value, c) => expect(shifts.reduce((sum, shift) => sum + shift[c]!, 0)).toBeCloseTo(value, 12))
  })
  it('of few events are the smoothed rate, with a note', () => {
    const few = fitSelfExciting({ cell: Int32Array.of(0, 0, 3), day: Float64Array.of(1, 2, 5) }, line, { from: 0, until: 10, smoothing: 0.5 })
    expect(few).toMatchObject({ theta: 0, omega: NaN, events: 3, note: expect.stringContaining('3 events are too few') as string })
    // Place 0 gives 0.5 / 3 of each of its two events to place 1; place 3 has no neighbour and keeps its own.
    expect([...expectedBetween(few, 10, 20)].map((value) => Number((value * 3).toFixed(9)))).toEqual([5, 1, 0, 3])
  })
  it('of no event are noughts', () => expect([...expectedBetween(fitSelfExciting({ cell: new Int32Array(0), day: new Float64Array(0) }, line, { until: 5 }), 5, 6)]).toEqual([0, 0, 0, 0]))
  it('refuse what is past or nonsense', () => {
    expect(() => expectedBetween(model, 9, 11)).toThrow(RangeError)
    const one = { cell: Int32Array.of(9), day: Float64Array.of(1) }
    expect(() => fitSelfExciting(one, line, { until: 5 })).toThrow(/event 0/)
    expect(() => fitSelfExciting({ ...one, cell: Int32Array.of(0) }, line, { until: NaN })).toThrow(/until/)
    expect(() => fitSelfExciting({ ...one, cell: Int32Array.of(0) }, line, { until: 5, smoothing: 1 })).toThrow(/smoothing/)
  })
})
