/** The guards against chance: Empirical Bayes, expectations, before and after, windows along a road, funnels; by published vectors, by R, by hand and by simulation. */
import { describe, expect, it } from 'vitest'
import { furtherAround, perKilometre } from '../../api/analysis/collision-expectation.ts'
import { dispersionOf, empiricalBayes } from '../../api/analysis/empirical-bayes.ts'
import { funnelLimits, funnelOf, standingOf } from '../../api/analysis/funnel.ts'
import { gammaCdf, gammaQuantile, logGamma } from '../../api/analysis/gamma.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { footOn, lengthOf, windowChance, worstWindows } from '../../api/analysis/road-strip.ts'
import { schemeEffect } from '../../api/analysis/scheme-effect.ts'
import { poisson } from '../support/poisson.ts'

describe('the gamma distribution', () => {
  it('is that of R', () => {
    ;[0.0299540597442, 0.7821810186519, 0.9999999997608].forEach((share, i) => expect(gammaCdf([1, 5, 30][i]!, 3.7)).toBeCloseTo(share, 9))
    ;[7.32832435535e-5, 0.145078141643, 2.22471614918].forEach((value, i) => expect(gammaQuantile([0.025, 0.5, 0.975][i]!, 0.4)).toBeCloseTo(value, 8))
    ;[0.796677817702, 1.428072326665, 857.933669825857].forEach((value, i) => expect(logGamma([0.4, 3.7, 200][i]!)).toBeCloseTo(value, 8))
  })
})

describe('Empirical Bayes', () => {
  it('gives the worked vector, with the interval of R\'s qgamma', () => {
    const found = empiricalBayes(9, 4, 0.4)
    expect(found.weight).toBeCloseTo(0.38462, 5)
    expect(found.mean).toBeCloseTo(7.0769, 4)
    expect(found.excess).toBeCloseTo(3.0769, 4)
    expect([found.lower, found.upper]).toEqual([expect.closeTo(3.59647752633, 6), expect.closeTo(11.7155776537, 6)])
  })

  it('believes the count of places that differ, and the expectation of places that do not', () => {
    expect(empiricalBayes(9, 4, 1e9).mean).toBeCloseTo(9, 5)
    expect(empiricalBayes(9, 4, 0)).toEqual({ weight: 1, mean: 4, lower: 4, upper: 4, excess: 0 })
    expect(() => empiricalBayes(9, 0, 0.4)).toThrow('expected is 0')
  })

  it('finds the dispersion that made the counts, and the rates behind them better than the counts do', () => {
    const random = seededRandom('eb')
    const rates = Array.from({ length: 4000 }, () => random.gamma(2.5) / 2.5 * 3)
    const counts = rates.map((rate) => poisson(rate, random))
    const phi = dispersionOf(counts, counts.map(() => 3))
    expect(phi).toBeGreaterThan(0.35)
    expect(phi).toBeLessThan(0.45)
    const error = (values: readonly number[]) => values.reduce((sum, value, i) => sum + (value - rates[i]!) ** 2, 0)
    const behind = counts.map((y) => empiricalBayes(y, 3, phi))
    expect(error(behind.map(({ mean }) => mean))).toBeLessThan(0.7 * error(counts))
    const held = behind.filter(({ lower, upper }, i) => rates[i]! >= lower && rates[i]! <= upper).length / rates.length
    expect(held).toBeGreaterThan(0.93)
    expect(held).toBeLessThan(0.97)
    expect(dispersionOf([3, 3, 3], [3, 3, 3])).toBe(0)
  })
})

describe('the expectation of a circle', () => {
  it('is, by surroundings, what chance puts around a collision of the same kind', () => {
    const random = seededRandom('surroundings')
    // Kind 0 along a line with one every 20 m on average, kind 1 with one every 200 m, far from it.
    const rows = [...Array.from({ length: 3000 }, () => [random.next() * 60_000, 0, 0]), ...Array.from({ length: 600 }, () => [random.next() * 120_000, 50_000, 1])] as [number, number, number][]
    const metres = (list: typeof rows) => ({ x: Float64Array.from(list, ([x]) => x), y: Float64Array.from(list, ([, y]) => y) })
    const [dense, thin, none] = furtherAround(metres(rows), rows.map(([, , kind]) => kind), 3, 50)
    // 100 m of road: 5 and 0.5.
    expect(dense!.mean).toBeGreaterThan(4.6)
    expect(dense!.mean).toBeLessThan(5.4)
    expect(thin!.mean).toBeGreaterThan(0.4)
    expect(thin!.mean).toBeLessThan(0.6)
    expect(dense!.phi).toBeLessThan(0.1)
    expect(none).toMatchObject({ own: false })
    expect(furtherAround(metres([]), [], 2, 50)).toEqual([null, null])
  })

  it('by surroundings knows roads that differ: M (1 + P) and P / (1 + P), and the same expectation behind a count as if all places were known', () => {
    const random = seededRandom('roads that differ')
    const [mean, spread] = [0.8, 0.6]
    const rows = Array.from({ length: 8000 }, (_, place) => Array.from({ length: poisson(random.gamma(1 / spread) * spread * mean, random) }, () => [place * 1000, 0])).flat()
    const [found] = furtherAround({ x: Float64Array.from(rows, ([x]) => x!), y: Float64Array.from(rows, ([, y]) => y!) }, rows.map(() => 0), 1, 50)
    expect(found!.mean / (mean * (1 + spread))).toBeCloseTo(1, 1)
    expect(found!.phi / (spread / (1 + spread))).toBeCloseTo(1, 0)
    const behind = empiricalBayes(6, mean, spread).mean
    expect(empiricalBayes(5, mean * (1 + spread), spread / (1 + spread)).mean).toBeCloseTo(behind, 10)
  })

  it('is, by length, collisions by km of the kind', () => {
    const found = perKilometre([{ kind: 0, km: 0.1, count: 2 }, { kind: 0, km: 0.1, count: 0 }, { kind: 0, km: 0, count: 5 }, { kind: 1, km: 2, count: 0 }], 3)
    expect(found[0]).toMatchObject({ perKm: 10, sections: 2 })
    // (1 + 1 - 2) / 2.
    expect(found[0]!.phi).toBe(0)
    expect(found.slice(1)).toEqual([null, null])
  })
})

describe('before and after', () => {
  it('is that worked by hand', () => {
    // mu = 7.0769 of 9; the comparison sites fall from 100 to 90: r = 0.9 / 1.01.
    const found = schemeEffect({ before: 9, after: 3, comparison: { before: 100, after: 90 }, expected: 4, phi: 0.4 })!
    expect(found.expectedBefore).toBeCloseTo(7.0769, 4)
    expect(found.chance).toBeCloseTo(1.9231, 4)
    expect(found.expectedAfter).toBeCloseTo(7.0769 * 0.9 / 1.01, 3)
    const v = 0.615385 / 7.076923 + 1 / 100 + 1 / 90
    expect(found.ratio).toBeCloseTo(3 / 6.30617 / (1 + v), 4)
    expect(found.upper).toBeCloseTo(found.ratio * Math.exp(1.959964 * Math.sqrt(1 / 3 + v) / (1 + v)), 6)
    expect(found.verdict).toBe('not-distinguishable')
  })

  it('tells of no collision after only how many there may be at most', () => {
    const found = schemeEffect({ before: 30, after: 0, comparison: { before: 400, after: 400 }, expected: 10, phi: 0.5 })!
    expect(found).toMatchObject({ ratio: 0, lower: null, verdict: 'fewer' })
    expect(found.upper).toBeCloseTo(3.68888 / found.expectedAfter, 4)
  })

  it('is not told without a comparison', () => {
    expect(schemeEffect({ before: 9, after: 3, comparison: { before: 0, after: 3 }, expected: 4, phi: 0.4 })).toBeNull()
    expect(() => schemeEffect({ before: 1.5, after: 3, comparison: { before: 1, after: 3 }, expected: 4, phi: 0.4 })).toThrow('before is 1.5')
  })

  it('finds nothing where nothing was done at places chosen for their high counts, though the counts fall', () => {
    const random = seededRandom('nothing done')
    const sites = Array.from({ length: 3000 }, () => { const rate = random.gamma(2) * 1.5; return { before: poisson(rate, random), after: poisson(rate, random) } })
    const chosen = sites.filter(({ before }) => before >= 8)
    const rest = sites.filter(({ before }) => before < 8)
    const comparison = { before: sites.reduce((sum, { before }) => sum + before, 0), after: sites.reduce((sum, { after }) => sum + after, 0) }
    expect(rest.length).toBeGreaterThan(2000)
    expect(chosen.reduce((sum, { after }) => sum + after, 0)).toBeLessThan(0.85 * chosen.reduce((sum, { before }) => sum + before, 0))
    const found = chosen.map(({ before, after }) => schemeEffect({ before, after, comparison, expected: 3, phi: 0.5 })!)
    const wrong = found.filter(({ verdict }) => verdict !== 'not-distinguishable').length / found.length
    expect(wrong).toBeLessThan(0.08)
    const mean = found.reduce((sum, { expectedAfter }) => sum + expectedAfter, 0) / found.length
    expect(mean / (chosen.reduce((sum, { after }) => sum + after, 0) / chosen.length)).toBeCloseTo(1, 1)
  })
})

describe('a road laid out straight', () => {
  const bent = [[[0, 0], [1000, 0], [1000, 500]], [[1000, 500], [2000, 500]]] as const

  it('has a length, and feet of points beside it', () => {
    expect(lengthOf(bent)).toBe(2500)
    expect(footOn(bent, 400, -30)).toEqual({ alongM: 400, awayM: 30 })
    expect(footOn(bent, 1010, 250)).toEqual({ alongM: 1250, awayM: 10 })
    expect(footOn(bent, 3000, 500)).toEqual({ alongM: 2500, awayM: 1000 })
    expect(footOn([], 0, 0)).toBeNull()
  })

  it('has its worst kilometres, none of which meets another', () => {
    const along = [100, 200, 900, 1050, 1900, 2400, 2450]
    expect(worstWindows(along, 2500, 1000, 5)).toEqual([{ fromM: 100, toM: 1100, count: 4 }, { fromM: 1500, toM: 2500, count: 3 }])
    expect(worstWindows([300], 500, 1000, 3)).toEqual([{ fromM: 0, toM: 500, count: 1 }])
    expect(worstWindows([], 500, 1000, 3)).toEqual([])
  })

  it('knows how full chance alone makes a window: as Naus has it for all of n in one', () => {
    // P(all n within W) = n w^(n-1) - (n-1) w^n with w = W / L.
    const [n, w] = [4, 0.3]
    const exact = n * w ** (n - 1) - (n - 1) * w ** n
    expect(windowChance(n, n, 1000, 300, 'naus', 20_000)!).toBeCloseTo(exact, 2)
    expect(windowChance(4, 1, 1000, 300, 'naus')).toBe(1)
    expect([windowChance(0, 0, 1000, 300, ''), windowChance(3, 2, 0, 300, '')]).toEqual([null, null])
  })
})

describe('a funnel', () => {
  it('has the limits of the Poisson distribution', () => {
    // R: ppois(4, 10) = 0.0293, ppois(3, 10) = 0.0103; 1 - ppois(17, 10) = 0.0143, 1 - ppois(16, 10) = 0.0270.
    expect(funnelLimits(10, 0.025)).toEqual({ lower: 3, upper: 18 })
    expect(funnelLimits(0.5, 0.001)).toEqual({ lower: -1, upper: 5 })
    expect([standingOf(3, 10), standingOf(4, 10), standingOf(17, 10), standingOf(18, 10), standingOf(25, 10), standingOf(1, 10)]).toEqual(['below', 'within', 'within', 'above', 'far-above', 'far-below'])
  })

  it('holds areas against the rate of all together', () => {
    const { rate, areas } = funnelOf([{ count: 30, size: 100 }, { count: 10, size: 100 }, { count: 0, size: 1 }])
    expect(rate).toBeCloseTo(40 / 201, 10)
    expect(areas.map(({ standing }) => standing)).toEqual(['above', 'below', 'within'])
    expect(() => funnelOf([{ count: 1, size: 0 }])).toThrow('size is 0')
  })
})
