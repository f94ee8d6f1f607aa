/** Benjamini & Hochberg's own example, Benjamini & Yekutieli by hand, and what both must obey. */
import { describe, expect, it } from 'vitest'
import { adjustP } from '../../api/analysis/multiple-testing.ts'

const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
const near = (found: ArrayLike<number>, wanted: number[], digits: number) => wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, digits))

describe('the correction for many tests', () => {
  it('gives what the definition gives for ten p values', () => near(adjustP(p, 'bh'), [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.1057, 0.216, 0.216, 0.216], 4))
  it('takes p in any order and gives it back in the same', () => near(adjustP([0.216, 0.001, 0.074], 'bh'), [0.216, 0.003, 0.111], 10))
  it('is stricter by the harmonic sum where dependence is unknown: 3 tests, 11 / 6', () => near(adjustP([0.01, 0.02, 0.6], 'by'), [0.055, 0.055, 1], 10))
  it('leaves out what is no number, and does not count it', () => {
    const found = adjustP([NaN, 0.01, NaN, 0.04], 'bh')
    expect([found[0], found[2]]).toEqual([NaN, NaN])
    near([found[1]!, found[3]!], [0.02, 0.04], 10)
  })
  it('gives equal p equal answers, never below p and never above 1', () => {
    const found = adjustP([0.5, 0.5, 0.9, 0.9, 1], 'bh')
    expect([found[0], found[2]]).toEqual([found[1], found[3]])
    expect(Math.max(...found)).toBeLessThanOrEqual(1)
    p.forEach((value, i) => expect(adjustP(p, 'bh')[i]).toBeGreaterThanOrEqual(value))
  })
  it('has nothing to say of no test, and refuses what is no probability', () => {
    expect(adjustP([], 'by')).toHaveLength(0)
    expect(() => adjustP([0.2, 1.2], 'bh')).toThrow('test 1 holds 1.2')
  })
})
