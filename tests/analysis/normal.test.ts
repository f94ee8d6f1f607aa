/** Tails and factorials against R 4.2 (pnorm, ppois, lfactorial), to as many digits as it prints. */
import { describe, expect, it } from 'vitest'
import { erfc, logFactorial, normalCdf, poissonPmf, twoSided } from '../../api/analysis/normal.ts'

describe('the normal distribution', () => {
  it.each([[0, 0.5], [1.959964, 0.975000000899], [-1, 0.15865525393145707], [-6, 9.865876450376981e-10], [-10, 7.61985302416047e-24], [-37, 5.725571222524577e-300]])('holds at %f', (x, expected) => {
    expect(normalCdf(x) / expected).toBeCloseTo(1, 9)
  })
  it('has no seam where the series meets the fraction', () => expect(erfc(2 - 1e-12) / erfc(2)).toBeCloseTo(1, 10))
  it('gives the two-sided p of the centre of a disc of 37 cells', () => expect(twoSided(2.0702)).toBeCloseTo(0.03843, 5))
  it('passes NaN on', () => expect(normalCdf(NaN)).toBeNaN())
})

describe('the Poisson distribution', () => {
  it('holds at small and large means', () => {
    expect(poissonPmf(3, 2)).toBeCloseTo(0.180447044315484, 12)
    expect(poissonPmf(1000, 1000)).toBeCloseTo(0.0126146113487, 10)
    expect([poissonPmf(0, 0), poissonPmf(1, 0)]).toEqual([1, 0])
  })
  it('knows the logarithm of a large factorial', () => expect(logFactorial(1000)).toBeCloseTo(5912.128178488163, 8))
})
