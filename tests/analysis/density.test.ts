/** Kernels by hand, and the laws of a density: volumes, weights, order. */
import { describe, expect, it } from 'vitest'
import { density, dual, type Kernel } from '../../api/analysis/density.ts'
import type { Metres } from '../../api/analysis/metres.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const metres = (rows: readonly (readonly [number, number])[]): Metres => ({ x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y) })
const squares = (side: number, step: number) => metres(Array.from({ length: (side / step) ** 2 }, (_, i) => [(i % (side / step)) * step, Math.floor(i / (side / step)) * step] as const))
function clouds(name: string, n: number, spread: number, side = 10_000): Metres {
  const random = seededRandom(name)
  const centres = Array.from({ length: 12 }, () => [random.next() * side, random.next() * side] as const)
  return metres(Array.from({ length: n }, () => {
    const [x, y] = centres[random.int(12)]!
    return [x + spread * random.normal(), y + spread * random.normal()] as const
  }))
}

describe('the quartic kernel', () => {
  it('has its peak of 2.3873e-5 per square metre at 200 m', () => {
    expect(density(metres([[0, 0]]), metres([[0, 0]]), null, { bandwidthM: 200 })[0]! / 1e6).toBeCloseTo(2.3873e-5, 9)
  })
  it('falls to nine sixteenths at half its width and to nothing at its end', () => {
    const at = density(metres([[0, 0], [100, 0], [0, 199.999], [200, 0], [1e6, 1e6]]), metres([[0, 0]]), null)
    expect(at[1]! / at[0]!).toBeCloseTo(9 / 16, 12)
    expect(at[2]).toBeGreaterThan(0)
    expect([at[3], at[4]]).toEqual([0, 0])
  })
})

describe('a density', () => {
  const volumes: [Kernel, number][] = [['quartic', 200], ['quartic', 500], ['gaussian', 150]]
  it.each(volumes)('of kernel %s and width %i m adds up to the total over the area', (kernel, bandwidthM) => {
    const random = seededRandom('volume')
    const events = metres(Array.from({ length: 300 }, () => [1500 + random.next() * 3000, 1500 + random.next() * 3000] as const))
    const weights = Float64Array.from({ length: 300 }, () => random.int(4))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const at = density(squares(6000, 25), events, weights, { kernel, bandwidthM })
    expect(at.reduce((sum, value) => sum + value * 0.025 ** 2, 0) / total).toBeCloseTo(1, 3)
  })
  it('of counts is that of repeated points, in any order', () => {
    const places = squares(2000, 100)
    const counted = density(places, metres([[500, 500], [900, 1200], [0, 0]]), [2, 3, 0])
    const repeated = density(places, metres([[900, 1200], [500, 500], [900, 1200], [500, 500], [900, 1200]]), null)
    counted.forEach((value, i) => expect(value).toBeCloseTo(repeated[i]!, 9))
    expect(Math.max(...counted)).toBeGreaterThan(0)
  })
  it('is what a look at every event gives, also at places beyond the events', () => {
    const events = clouds('every', 400, 300, 3000)
    const places = clouds('places', 200, 900, 3000)
    const at = density(places, events, null, { kernel: 'gaussian', bandwidthM: 120 })
    at.forEach((value, i) => {
      let sum = 0
      for (let k = 0; k < 400; k++) {
        const d2 = (places.x[i]! - events.x[k]!) ** 2 + (places.y[i]! - events.y[k]!) ** 2
        if (d2 < 480 ** 2) sum += Math.exp(-d2 / (2 * 120 ** 2))
      }
      expect(value).toBeCloseTo((1e6 * sum) / (2 * Math.PI * 120 ** 2 * (1 - Math.exp(-8))), 6)
    })
  })
  it('is nought where there is no event', () => expect([...density(squares(200, 100), metres([]), null)]).toEqual([0, 0, 0, 0]))
  it('of 39,000 places and 40,000 points adds up to nearly all of them', () => {
    const events = clouds('quick', 40_000, 1500, 60_000)
    const places = metres(Array.from({ length: 39_000 }, (_, i) => [(i % 197) * 300, Math.floor(i / 197) * 300] as const))
    const at = density(places, events, null, { bandwidthM: 500 })
    const inside = events.x.filter((x, k) => x > 500 && x < 58_000 && events.y[k]! > 500 && events.y[k]! < 58_000).length
    expect(at.reduce((sum, value) => sum + value * 0.09, 0) / inside).toBeGreaterThan(0.98)
  })
  it('refuses nonsense by name', () => {
    const one = metres([[0, 0]])
    expect(() => density(one, one, null, { bandwidthM: 0 })).toThrow(/bandwidthM/)
    expect(() => density(one, one, [NaN])).toThrow(/weights/)
    expect(() => density(one, one, [1, 2])).toThrow(/weights/)
    expect(() => density(metres([[NaN, 0]]), one, null)).toThrow(/places/)
  })
})

describe('a dual density', () => {
  it('is a rate for each thousand residents, and none where hardly anybody lives', () => {
    const { values, note } = dual(Float64Array.of(10, 10, 0), Float64Array.of(2000, 9, 500), { floorPerKm2: 50 })
    expect([...values]).toEqual([5, NaN, 0])
    expect(note).toBe('1 of 3 places have no rate: fewer than 50 per square kilometre live there.')
  })
  it('has no note where every place has a rate', () => expect(dual(Float64Array.of(1), Float64Array.of(100), { floorPerKm2: 50, per: 1 })).toEqual({ values: Float64Array.of(0.01), note: null }))
  it('refuses a floor of nought and lists of two lengths', () => {
    expect(() => dual(Float64Array.of(1), Float64Array.of(1), { floorPerKm2: 0 })).toThrow(/floorPerKm2/)
    expect(() => dual(Float64Array.of(1), Float64Array.of(1, 2), { floorPerKm2: 1 })).toThrow(RangeError)
  })
})
