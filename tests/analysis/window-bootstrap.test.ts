/** Intervals by redrawing windows, against the normal interval where that holds. */
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { windowInterval } from '../../api/analysis/window-bootstrap.ts'

const random = seededRandom('windows')
const noise = Array.from({ length: 200 }, () => 10 + random.normal())
const ones = noise.map(() => 1)

describe('an interval over windows', () => {
  it('is near the normal interval of a mean of independent windows', () => {
    const mean = noise.reduce((a, b) => a + b) / 200
    const s = Math.sqrt(noise.reduce((a, b) => a + (b - mean) ** 2, 0) / 200)
    const [low, high] = windowInterval(noise, ones, seededRandom('a'), { block: 1, draws: 4000 })!
    expect(Math.abs(low - (mean - 1.96 * s / Math.sqrt(200)))).toBeLessThan(0.02)
    expect(Math.abs(high - (mean + 1.96 * s / Math.sqrt(200)))).toBeLessThan(0.02)
  })
  it('is wider with blocks where neighbours are alike', () => {
    const alike = noise.map((_, i) => noise[Math.floor(i / 5)]!)
    const width = (block: number) => { const [low, high] = windowInterval(alike, ones, seededRandom('a'), { block })!; return high - low }
    expect(width(10)).toBeGreaterThan(1.5 * width(1))
  })
  it('is the same for the same seed', () => expect(windowInterval(noise, ones, seededRandom('b'))).toEqual(windowInterval(noise, ones, seededRandom('b'))))
  it('has no width where all windows are alike', () => expect(windowInterval([2, 4, 6], [1, 2, 3], seededRandom('c'))).toEqual([2, 2]))
  it('is absent for two windows and for no events', () => {
    expect(windowInterval([1, 2], [1, 2], seededRandom('d'))).toBeNull()
    expect(windowInterval([0, 0, 0], [0, 0, 0], seededRandom('d'))).toBeNull()
  })
  it.each([[{ draws: 10 }], [{ block: 0 }], [{ level: 1 }]])('refuses %j', (options) => expect(() => windowInterval([1, 2, 3], [1, 1, 1], seededRandom('e'), options)).toThrow(RangeError))
})
