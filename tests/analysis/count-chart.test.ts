import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countChart } from '../../api/analysis/count-chart.ts'
import { LEAST_MONTHS } from '../../api/analysis/share-chart.ts'

describe('a control chart of counts', () => {
  it('has limits of 2.66 mean moving ranges about the mean', () => {
    // Moving ranges 2, 2, 2, 2, 2, 2, 2: mean 2; mean of the counts 11.
    const { centre, points } = countChart([10, 12, 10, 12, 10, 12, 10, 12])
    expect(centre).toBe(11)
    expect([points[0]!.lower, points[0]!.upper]).toEqual([expect.closeTo(5.68, 10), expect.closeTo(16.32, 10)])
    expect(points.every(({ exceptional }) => exceptional === null)).toBe(true)
  })
  it('marks a month that differs more than months do', () => {
    const { points } = countChart([...Array<number>(11).fill(100).map((n, i) => n + (i % 2)), 160])
    expect(points.map(({ exceptional }) => exceptional).filter((one) => one !== null)).toEqual(['high'])
    expect(points.at(-1)!.exceptional).toBe('high')
  })
  it('has no limits with too few months, and none of nothing', () => {
    expect(countChart([1, 2, 3]).points.every(({ upper }) => upper === null)).toBe(true)
    expect(countChart([])).toEqual({ centre: null, points: [] })
  })
  it('never has a limit below nought, and turns about with the months', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 500 }), { minLength: LEAST_MONTHS, maxLength: 40 }), (counts) => {
      const [there, back] = [countChart(counts), countChart(counts.toReversed())]
      expect(there.points.every(({ lower, upper }) => lower! >= 0 && upper! >= there.centre! - 1e-9)).toBe(true)
      expect(back.points.toReversed().map(({ exceptional }) => exceptional)).toEqual(there.points.map(({ exceptional }) => exceptional))
    }))
  })
})
