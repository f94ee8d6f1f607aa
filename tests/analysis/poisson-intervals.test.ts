/** Exact intervals against R's poisson.test and the definition itself. */
import { describe, expect, it } from 'vitest'
import { poissonInterval, rateRatio } from '../../api/analysis/poisson-intervals.ts'

describe('the interval of a count', () => {
  // R: poisson.test(n)$conf.int; also the table of Garwood 1936.
  it.each([[0, 0, 3.688879], [1, 0.02531781, 5.571643], [4, 1.089865374, 10.241588675], [10, 4.795388696, 18.390356042], [100, 81.36399125, 121.62679379], [2000, 1913.29871, 2089.617439]])('of %i is %f to %f', (n, lower, upper) => {
    const found = poissonInterval(n)
    expect(found.lower).toBeCloseTo(lower, 4)
    expect(found.upper).toBeCloseTo(upper, 4)
  })
})

describe('the ratio of two rates', () => {
  it('is that of the breast cancers of R\'s example: 41 in 28,010 beside 15 in 19,017, 1.86 from 1.01 to 3.61', () => {
    // R 4.2: poisson.test(c(41, 15), c(28010, 19017)), and its documented example of 11 in 800 beside 21 in 3,011.
    const found = rateRatio(41, 28_010, 15, 19_017)!
    expect(found.ratio).toBeCloseTo(1.855759, 5)
    expect(found.lower).toBeCloseTo(1.005684063, 7)
    expect(found.upper).toBeCloseTo(3.609300311, 7)
    expect(rateRatio(11, 800, 21, 3011)).toMatchObject({ ratio: expect.closeTo(1.971488095, 8) as number, lower: expect.closeTo(0.8584264034, 8) as number, upper: expect.closeTo(4.2772659437, 8) as number })
  })
  it('has no ratio and no upper end beside nought, and begins at nought for nought', () => {
    expect(rateRatio(5, 1, 0, 1)).toMatchObject({ ratio: null, upper: null })
    expect(rateRatio(0, 1, 5, 1)).toMatchObject({ ratio: 0, lower: 0 })
    expect(rateRatio(0, 1, 0, 1)).toBeNull()
    expect(() => rateRatio(1, 0, 1, 1)).toThrow('times')
  })
  it('is turned over with its sides', () => expect(rateRatio(30, 3, 50, 4)!.lower * rateRatio(50, 4, 30, 3)!.upper!).toBeCloseTo(1, 8))
})
