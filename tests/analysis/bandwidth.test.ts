/** Widths by hand, and on points drawn around known centres. */
import { describe, expect, it } from 'vitest'
import { bandwidthByLikelihood, bandwidthNormal } from '../../api/analysis/bandwidth.ts'
import type { Metres } from '../../api/analysis/metres.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const metres = (rows: readonly (readonly [number, number])[]): Metres => ({ x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y) })
function clouds(name: string, n: number, spread: number, side = 10_000): Metres {
  const random = seededRandom(name)
  const centres = Array.from({ length: 12 }, () => [random.next() * side, random.next() * side] as const)
  return metres(Array.from({ length: n }, () => {
    const [x, y] = centres[random.int(12)]!
    return [x + spread * random.normal(), y + spread * random.normal()] as const
  }))
}

describe('a bandwidth by the rule', () => {
  // x: sd of 0, 10, 20, 30, 40 is 15.811, IQR / 1.34 = 20 / 1.34 = 14.925; y: a tenth of it. 5^(-1/5) = 0.72478.
  const five = metres([[0, 4], [10, 3], [20, 2], [30, 1], [40, 0]])
  it('is the mean of both axes, by hand', () => expect(bandwidthNormal(five, null).bandwidthM).toBeCloseTo((4 * 1.06 * 0.724779664 * (14.92537313 + 1.492537313)) / 2, 6))
  it('counts weights as repeated points', () => {
    const repeated = metres([[0, 4], [0, 4], [10, 3], [20, 2], [20, 2], [20, 2], [30, 1], [40, 0]])
    expect(bandwidthNormal(five, [2, 1, 3, 1, 1]).bandwidthM).toBeCloseTo(bandwidthNormal(repeated, null).bandwidthM, 9)
  })
  it('falls back to the standard deviation where half the points share a coordinate', () => {
    const shared = metres([[0, 0], [5, 5], [5, 5], [5, 5], [5, 5], [5, 5], [10, 10]])
    expect(bandwidthNormal(shared, null).bandwidthM).toBeCloseTo(4 * 1.06 * Math.sqrt(50 / 6) * 7 ** -0.2, 9)
  })
  it('is not defined for one point or points in one place', () => {
    expect(bandwidthNormal(metres([[1, 1]]), null)).toEqual({ bandwidthM: NaN, note: expect.stringContaining('Fewer than two points') as string })
    expect(bandwidthNormal(metres([[1, 1], [1, 1]]), null).bandwidthM).toBeNaN()
  })
})

describe('a bandwidth by likelihood', () => {
  const candidates = [25, 50, 100, 200, 400, 800, 1600]
  it('grows with the spread of the clouds', () => {
    const narrow = bandwidthByLikelihood(clouds('narrow', 1500, 60), null, candidates)
    const wide = bandwidthByLikelihood(clouds('wide', 1500, 600), null, candidates)
    expect(narrow.bandwidthM).toBeLessThan(wide.bandwidthM)
    expect([narrow.note, wide.note]).toEqual([null, null])
    expect(narrow.logLikelihood).toHaveLength(7)
  })
  it('by hand: two points 30 m apart and one far away', () => {
    const three = metres([[0, 0], [30, 0], [5000, 1000]])
    const k = (3 / (Math.PI * 100 ** 2)) * (1 - 0.09) ** 2
    const even = 0.01 / 5e6
    expect(bandwidthByLikelihood(three, null, [100]).logLikelihood[0]).toBeCloseTo((2 * Math.log((0.99 * k) / 2 + even) + Math.log(even)) / 3, 9)
  })
  it('says so where shared positions draw it to the narrowest', () => {
    const snapped = metres(Array.from({ length: 400 }, (_, i) => [(i % 5) * 500, (i % 4) * 500] as const))
    const { bandwidthM, note } = bandwidthByLikelihood(snapped, null, [10, 100, 1000])
    expect(bandwidthM).toBe(10)
    expect(note).toMatch(/narrowest/)
  })
  it('is not defined where all points lie together', () => expect(bandwidthByLikelihood(metres([[1, 1], [1, 1]]), null, [10]).bandwidthM).toBeNaN())
  it('refuses nonsense by name', () => {
    expect(() => bandwidthByLikelihood(metres([]), null, [])).toThrow(/candidatesM/)
    expect(() => bandwidthByLikelihood(metres([[0, 0], [1, 1]]), null, [10], { evenShare: 0 })).toThrow(/evenShare/)
  })
})
