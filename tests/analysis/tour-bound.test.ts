import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { tourBound } from '../../api/analysis/tour-bound.ts'
import { solveTours } from '../../api/analysis/tours.ts'
import { bestWorth, onALine, problems } from '../support/tour-problems.ts'

const worth = (value: number) => ({ options: [{ from: 0, to: 1000, worth: value }] })

describe('the bound on tours', () => {
  it('is what all places are worth where time is ample, and so are the tours', () => {
    const problem = onALine([10, 20, 30], { gap: 10, falling: 0.5, places: [{ ...worth(4), most: 2 }, worth(2), worth(1)], units: [{ to: 1000 }] })
    expect(tourBound(problem)).toBeCloseTo(4 + 2 + 2 + 1, 9)
    expect(solveTours(problem, { random: seededRandom('a'), steps: 100 }).worth).toBeCloseTo(9, 9)
  })

  it('fills the time with the places worth most for service and half ways, the last in part', () => {
    // Each visit: 5 and half of 10 + 10; the unit has 34 less half of the ways from and to its base, 10 + 10.
    const problem = onALine([10, 20, 30], { places: [worth(3), worth(2), worth(1)], units: [{ to: 34 }] })
    expect(tourBound({ ...problem, places: [problem.places[0]!, { ...problem.places[1]!, most: 0 }, { ...problem.places[2]!, most: 0 }] })).toBeCloseTo(3, 9)
    expect(tourBound(problem)).toBeCloseTo(3, 9)
    expect(tourBound({ ...problem, units: [{ ...problem.units[0]!, to: 45 }] })).toBeCloseTo(3 + 2 * 15 / 15, 9)
  })

  it('leaves out options that nobody can reach, or be back from', () => {
    const options = [{ from: 0, to: 9, worth: 8 }, { from: 10, to: 30, worth: 1 }, { from: 90, to: 95, worth: 9 }]
    expect(tourBound(onALine([10], { places: [{ options }] }))).toBeCloseTo(1, 9)
    expect(tourBound(onALine([10], { places: [{ options }], units: [{}, { to: 110 }] }))).toBeCloseTo(9, 9)
  })

  it('of nothing is nothing', () => {
    expect(tourBound(onALine([], {}))).toBe(0)
    expect(tourBound({ ...onALine([10], {}), units: [] })).toBe(0)
  })

  it('is never below the best there is', () => {
    let [tight, n] = [0, 0]
    fc.assert(fc.property(problems({ places: 4, units: 2, options: 2, breaks: 1, locks: 0, most: 2, musts: false }), (problem) => {
      const best = bestWorth(problem)
      fc.pre(best > 0)
      const bound = tourBound(problem)
      expect(bound).toBeGreaterThanOrEqual(best)
      n++
      if (bound <= best + 1e-6) tight++
    }), { numRuns: 60, seed: 4 })
    expect(tight / n).toBeGreaterThan(0.2)
  })
})
