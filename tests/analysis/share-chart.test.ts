import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialCdf, binomialPmf, binomialQuantile, binomialUpper } from '../../api/analysis/binomial.ts'
import { childrenOf, parentOf } from '../../api/analysis/h3-grid.ts'
import { mergeUp } from '../../api/analysis/merge-up.ts'
import { quantileInterval } from '../../api/analysis/quantile-interval.ts'
import { shareChart, shareLimits, standingOfShare } from '../../api/analysis/share-chart.ts'

describe('the binomial law equals R', () => {
  it('dbinom, pbinom', () => {
    expect(binomialPmf(874, 1000, 0.874)).toBeCloseTo(0.0379906416095671, 9)
    expect(binomialCdf(79, 100, 0.9)).toBeCloseTo(0.000807573874366263, 12)
    expect(binomialUpper(97, 100, 0.9)).toBeCloseTo(0.00783648712118445, 11)
    expect(binomialCdf(54_240, 62_059, 0.87)).toBeCloseTo(0.998586110476771, 9)
    expect(binomialCdf(50, 100, 0.5)).toBeCloseTo(0.539794618693589, 9)
  })
  it('qbinom', () => expect([0.001, 0.025, 0.5, 0.975, 0.999].map((share) => binomialQuantile(share, 500, 0.874))).toEqual([413, 422, 437, 451, 459]))
  it('tails of one and nought', () => expect([binomialPmf(0, 5, 0), binomialPmf(5, 5, 1), binomialCdf(4, 5, 1), binomialUpper(6, 5, 0.5), binomialUpper(0, 5, 0.5), binomialCdf(-1, 5, 0.5)]).toEqual([1, 1, 0, 0, 1, 0]))
  it('both tails add up to one', () => fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.nat(400), (n, p, k) => { expect(binomialCdf(k - 1, n, p) + binomialUpper(k, n, p)).toBeCloseTo(1, 8) })))
})

describe('a quantile', () => {
  const upTo = (n: number, q: number) => quantileInterval(n, (i) => i + 1, q)
  // Ranks by R's qbinom.
  it.each([[10, 0.5, 2, 9], [100, 0.5, 40, 61], [100, 0.9, 84, 96], [25, 0.9, 19, null], [5, 0.5, null, null], [1000, 0.9, 881, 919]] as const)('of %i times at %f lies between ranks %s and %s', (n, q, lower, upper) => expect(upTo(n, q)).toEqual({ value: Math.ceil(n * q - 1e-9), lower, upper }))
  it('of nothing is none', () => expect(upTo(0, 0.5)).toEqual({ value: null, lower: null, upper: null }))
})

describe('the control chart', () => {
  const steady = Array.from({ length: 12 }, (_, i) => ({ attended: 880 + (i % 2) * 8, total: 1000 }))
  it('calls no month of a steady year exceptional, and one that falls out', () => {
    expect(shareChart(steady).points.every(({ exceptional }) => exceptional === null)).toBe(true)
    expect(shareChart([...steady, { attended: 780, total: 1000 }]).points.map(({ exceptional }) => exceptional).filter((one) => one !== null)).toEqual(['low'])
  })
  it('by hand: months that differ by two plain deviations have a spread of 2 / 1.128', () => {
    const deviation = Math.sqrt((0.5 * 0.5) / 10_000)
    const { centre, spread, points } = shareChart(Array.from({ length: 10 }, (_, i) => ({ attended: 5000 + (i % 2 ? 50 : -50), total: 10_000 })))
    expect([centre, spread]).toEqual([0.5, expect.closeTo(2 / 1.128, 10)])
    expect(points[0]!.upper).toBeCloseTo(0.5 + 3 * deviation * (2 / 1.128), 10)
  })
  it('has no limits from fewer than eight months, and keeps an empty month', () => {
    expect(shareChart(steady.slice(0, 7))).toMatchObject({ spread: null, points: steady.slice(0, 7).map(() => ({ lower: null, upper: null, exceptional: null })) })
    expect(shareChart([...steady, { attended: 0, total: 0 }]).points.at(-1)).toEqual({ share: null, lower: null, upper: null, exceptional: null })
  })
})

describe('the funnel', () => {
  it('stands as the binomial tails say', () => expect([79, 84, 90, 96, 99].map((attended) => standingOfShare({ attended, total: 100 }, 0.9))).toEqual(['far-below', 'within', 'within', 'above', 'far-above']))
  it('has limits that narrow with size, and at which the standing changes', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 3000 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (total, share) => {
      const { lower, upper } = shareLimits(total, share, 0.001)
      if (lower !== null) {
        expect(standingOfShare({ attended: Math.round(lower * total), total }, share)).toBe('far-below')
        expect(standingOfShare({ attended: Math.round(lower * total) + 1, total }, share)).not.toBe('far-below')
      }
      if (upper !== null) {
        expect(standingOfShare({ attended: Math.round(upper * total), total }, share)).toBe('far-above')
        expect(standingOfShare({ attended: Math.round(upper * total) - 1, total }, share)).not.toBe('far-above')
      }
    }))
  })
})

describe('cells that merge upward', () => {
  const parent = '871941acdffffff'
  const children = childrenOf(parent, 8)
  it('by hand: enough stands alone, the rest of a parent together, what is left at the top whatever its number', () => {
    const groups = mergeUp([{ cell: children[0]!, count: 12 }, { cell: children[1]!, count: 6 }, { cell: children[2]!, count: 4 }, { cell: children[3]!, count: 0 }], { res: 8, coarsest: 7, least: 10 })
    expect(groups).toEqual([
      { id: children[0], res: 8, cells: [children[0]], count: 12, enough: true }, { id: parent, res: 7, cells: [children[1], children[2]], count: 10, enough: true }
    ].sort((a, b) => (a.id! < b.id! ? -1 : 1)))
    expect(mergeUp([{ cell: children[1]!, count: 3 }], { res: 8, coarsest: 6, least: 10 })).toEqual([{ id: parentOf(parent, 6), res: 6, cells: [children[1]], count: 3, enough: false }])
  })
  it('keep every cell with a case in one group, the sum, and the least number', () => {
    const all = childrenOf(parentOf(parent, 6), 8)
    fc.assert(fc.property(fc.array(fc.nat(25), { minLength: all.length, maxLength: all.length }), (counts) => {
      const groups = mergeUp(all.map((cell, i) => ({ cell, count: counts[i]! })), { res: 8, coarsest: 6, least: 10 })
      expect(groups.flatMap(({ cells }) => cells).sort()).toEqual(all.filter((_, i) => counts[i]! > 0).sort())
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(counts.reduce((a, b) => a + b, 0))
      for (const { count, enough } of groups) expect(enough).toBe(count >= 10)
      expect(groups.filter(({ enough }) => !enough).length).toBeLessThanOrEqual(1)
    }))
  })
})
