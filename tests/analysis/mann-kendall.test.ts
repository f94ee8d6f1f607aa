/** Mann-Kendall by hand and against R's cor.test (Kendall, continuity corrected). */
import { describe, expect, it } from 'vitest'
import { mannKendall } from '../../api/analysis/mann-kendall.ts'

describe('the trend of a series', () => {
  it('counts pairs: five values that rise throughout have S = 10, Var 16.667, z = 9 / 4.0825', () => {
    const found = mannKendall([1, 2, 4, 8, 16])
    expect([found.S, found.tau]).toEqual([10, 1])
    expect(found.z).toBeCloseTo(9 / Math.sqrt(50 / 3), 12)
    expect(found.p).toBeCloseTo(0.02749, 5)
  })
  it('corrects for ties as R does', () => {
    const found = mannKendall([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
    expect(found.tau).toBeCloseTo(0.394006261282049, 12)
    expect(found.z).toBeCloseTo(1.6681153124566, 12)
    expect(found.p).toBeCloseTo(0.0952928380234567, 10)
  })
  it('turns over with the series', () => {
    const series = [3, 1, 4, 1, 5, 9, 2, 6]
    const [up, down] = [mannKendall(series), mannKendall(series.map((value) => -value))]
    expect([down.S, down.tau, down.z]).toEqual([-up.S, -up.tau, -up.z])
    expect(down.p).toBe(up.p)
  })
  it('has z = 0 and p = 1 where rises and falls balance', () => {
    const found = mannKendall([1, 2, 2, 1])
    expect([found.S, found.z]).toEqual([0, 0])
    expect(found.p).toBeCloseTo(1, 12)
  })
  it('says why there is none', () => {
    expect(mannKendall([1, 2])).toMatchObject({ S: 1, note: 'No trend: fewer than three values.' })
    expect(mannKendall([0, 0, 0, 0])).toMatchObject({ S: 0, p: NaN, note: 'No trend: all values are equal.' })
    expect(mannKendall([]).note).toContain('fewer than three')
  })
  it('refuses what is no number', () => expect(() => mannKendall([1, NaN, 2])).toThrow('value 1'))
})
