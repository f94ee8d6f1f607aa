/** The fall that choosing high places brings by itself, against rates that do not change. */
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { expectedFall } from '../../api/analysis/regression-to-mean.ts'
import { poisson } from '../support/poisson.ts'

describe('regression to the mean', () => {
  it('by hand, and none where all places are alike', () => {
    // Mean 2, variance 24 / 9 = 2.667: weight 1 / (1 + 0.333) = 0.75, so 0.75 x 2 + 0.25 x 6 = 3 behind the 6.
    const found = expectedFall([6, 2, 2, 2, 2, 2, 0, 0, 2, 2], [0])!
    expect([found.expected, found.fall, found.share].map((one) => one.toFixed(9))).toEqual(['3.000000000', '3.000000000', '0.500000000'])
    expect(expectedFall([3, 3, 3, 3, 3, 3, 3, 3, 3, 3], [0])).toEqual({ observed: 3, expected: 3, fall: 0, share: 0 })
  })
  it('is the fall that follows when the highest of 400 places are chosen and nothing is done', () => {
    const random = seededRandom('regression')
    let [said, came] = [0, 0]
    for (let run = 0; run < 60; run++) {
      const rates = Array.from({ length: 400 }, () => 2 * random.gamma(1.5))
      const before = rates.map((rate) => poisson(rate, random))
      const chosen = before.map((_, i) => i).sort((a, b) => before[b]! - before[a]!).slice(0, 20)
      const found = expectedFall(before, chosen)!
      said += found.fall
      came += found.observed - chosen.reduce((sum, i) => sum + poisson(rates[i]!, random), 0)
    }
    // Some 100 events a run of which about a quarter go: sums over 60 runs agree within their error.
    expect(came).toBeGreaterThan(1000)
    expect(Math.abs(said / came - 1)).toBeLessThan(0.1)
  })
  it('cannot be told of a few places or of none', () => {
    expect([expectedFall([4, 3, 2], [0]), expectedFall(new Array<number>(20).fill(0), [1])]).toEqual([null, null])
    expect(() => expectedFall([1], [3])).toThrow('chosen')
  })
})
