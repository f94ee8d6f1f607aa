import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeInterval, shareDifference } from '../../api/analysis/two-periods.ts'

describe('change of counts', () => {
  it('is the exponential of the logarithm of the ratio with its error', () => {
    // By hand: ln(50 / 100) = -0.693147, error sqrt(0.01 + 0.02) = 0.173205; -0.693147 -/+ 0.339476.
    expect(changeInterval(100, 50)).toEqual({ lower: expect.closeTo(-64.394, 2), upper: expect.closeTo(-29.789, 2) })
  })
  it('is not told of nought', () => { expect([changeInterval(0, 5), changeInterval(5, 0)]).toEqual([null, null]) })
  it('holds the change, and no change when both are the same', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
      const { lower, upper } = changeInterval(a, b)!
      const change = 100 * (b / a - 1)
      expect(lower <= change + 1e-6 && change - 1e-6 <= upper).toBe(true)
    }))
    expect(changeInterval(40, 40)!.lower).toBeLessThan(0)
  })
})

describe('difference of two shares', () => {
  it('equals Newcombe\'s worked examples, method 10', () => {
    // Newcombe 1998, table II: 56/70 - 48/80: 0.0524 to 0.3339; 9/10 - 3/10: 0.1705 to 0.8090; 10/10 - 0/10: 0.6075 to 1.
    for (const [x1, n1, x2, n2, lower, upper] of [[56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.809], [10, 10, 0, 10, 0.6075, 1]] as const) {
      expect(shareDifference({ n: x2, of: n2 }, { n: x1, of: n1 })).toEqual({ lower: expect.closeTo(lower, 4), upper: expect.closeTo(upper, 4) })
    }
  })
  it('is not told of nobody, and turns its sign with the order', () => {
    expect(shareDifference({ n: 0, of: 0 }, { n: 1, of: 2 })).toBeNull()
    fc.assert(fc.property(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), (a, b, c, d) => {
      const [one, two] = [{ n: a, of: a + b + 1 }, { n: c, of: c + d + 1 }]
      const [there, back] = [shareDifference(one, two)!, shareDifference(two, one)!]
      expect(there.lower).toBeCloseTo(-back.upper, 10)
      expect(there.lower <= there.upper).toBe(true)
    }))
  })
})
