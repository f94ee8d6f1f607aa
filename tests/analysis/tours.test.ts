import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { checkTours } from '../../api/analysis/tour-check.ts'
import type { TourProblem, Tours } from '../../api/analysis/tour-problem.ts'
import { scheduleTours } from '../../api/analysis/tour-schedule.ts'
import { defaultSteps, solveTours, ToursImpossible } from '../../api/analysis/tours.ts'
import { bestWorth, onALine, problems } from '../support/tour-problems.ts'

const solve = (problem: TourProblem, steps = 200, seed = 'tours') => solveTours(problem, { random: seededRandom(seed), steps })
const ordersOf = ({ routes }: Tours) => routes.map(({ visits }) => visits.map(({ place, option, start, locked }) => ({ place, option, start: locked ? start : null })))
const nothing = { breaks: 0, locks: 0, musts: false, options: 2 }

describe('tours', () => {
  it('of one unit are those worked by hand: the far place is worth more than the two near ones', () => {
    const problem = onALine([10, 12, 40], { places: [1, 1, 3].map((worth) => ({ options: [{ from: 0, to: 100, worth }] })), units: [{ to: 86 }] })
    expect(solve(problem)).toMatchObject({ worth: 3, routes: [{ visits: [{ place: 2, start: 40 }], back: 85 }] })
    expect(solve({ ...problem, units: [{ ...problem.units[0]!, to: 90 }] }).worth).toBe(4)
    expect(solve({ ...problem, units: [{ ...problem.units[0]!, to: 95 }] }).worth).toBe(5)
  })

  it('visit again after the gap while that is worth something, and not once it is not', () => {
    const problem = (falling: number) => onALine([10], { gap: 20, falling, places: [{ most: 3, options: [{ from: 0, to: 100, worth: 1 }] }] })
    expect(solve(problem(0.5))).toMatchObject({ worth: 1.75, routes: [{ visits: [{ start: 10 }, { start: 35, worth: 0.5 }, { start: 60, worth: 0.25 }] }] })
    expect(solve(problem(0)).routes[0]!.visits).toHaveLength(1)
  })

  it('do not wait idle for the better hour: the best visit counts in full though another came before it', () => {
    const problem = onALine([10], { gap: 5, falling: 0.1, places: [{ most: 2, options: [{ from: 0, to: 40, worth: 1 }, { from: 84, to: 90, worth: 5 }] }] })
    expect(solve(problem)).toMatchObject({ worth: 5.1, routes: [{ visits: [{ start: 10, worth: 0.1 }, { start: 84, worth: 5 }] }] })
  })

  it('move a locked visit to a better time, unless its time is locked too', () => {
    const problem = (start: number | null) => onALine([10], { places: [{ options: [{ from: 0, to: 40, worth: 1 }, { from: 50, to: 80, worth: 5 }] }], locks: [{ unit: 0, place: 0, start }] })
    expect(solve(problem(null))).toMatchObject({ worth: 5, routes: [{ visits: [{ start: 50, locked: true }] }] })
    expect(solve(problem(20))).toMatchObject({ worth: 1, routes: [{ visits: [{ start: 20, locked: true }] }] })
  })

  it('share the work where that costs no visit, and not where it would', () => {
    const sizes = (to: number, evenness: number) => solve({ ...onALine([10, 20, 30, 40], { units: [{ to: 300 }, { to }] }), evenness }).routes.map(({ visits }) => visits.length)
    expect(sizes(300, 1)).toEqual([2, 2])
    // By their time: a fifth as long, a third as much.
    expect(sizes(60, 1)).toEqual([3, 1])
    expect(sizes(5, 1)).toEqual([4, 0])
    expect(solve({ ...onALine([10, 20, 30, 40], { units: [{ to: 300 }, { to: 300 }] }), evenness: 1 }).worth).toBe(4)
  })

  it('of nothing are empty', () => {
    expect(solve(onALine([], {}))).toMatchObject({ worth: 0, bound: 0, routes: [{ visits: [], leaves: 0, back: 0, travelTime: 0 }] })
    expect(solve({ ...onALine([10], {}), units: [] })).toMatchObject({ worth: 0, routes: [] })
    expect(solve(onALine([10], { places: [{ options: [] }] })).worth).toBe(0)
  })

  it.each([[{ ...nothing, places: 5, units: 1, most: 1 }, 60], [{ ...nothing, places: 3, units: 2, most: 2 }, 60], [{ ...nothing, places: 4, units: 2, most: 1, breaks: 1 }, 60]])('of small problems are the best of all, nearly always: %j', (sizes, runs) => {
    let [best, total, short] = [0, 0, 0]
    fc.assert(fc.property(problems(sizes), (problem) => {
      const most = bestWorth(problem)
      fc.pre(most > 0)
      const { worth, bound } = solve(problem, 300)
      expect(worth).toBeLessThanOrEqual(most + 1e-9)
      expect(bound).toBeGreaterThanOrEqual(most - 1e-9)
      total++
      if (worth >= most - 1e-9) best++
      short += 1 - worth / most
    }), { numRuns: runs, seed: 5 })
    expect(total).toBeGreaterThan(runs / 3)
    expect(best / total).toBeGreaterThan(0.96)
    expect(short / total).toBeLessThan(0.005)
  })

  it('keep every hard limit, or say which cannot be kept', () => {
    let [held, visits, locked] = [0, 0, 0]
    fc.assert(fc.property(problems({ places: 8, units: 3, options: 3, breaks: 2, locks: 2, most: 3, musts: true }), (problem) => {
      const faults: string[] = []
      try {
        const tours = solveTours(problem, { random: seededRandom('limits'), steps: 60, better: (some) => { faults.push(...checkTours(problem, some)) } })
        expect([...faults, ...checkTours(problem, tours)]).toEqual([])
        const all = tours.routes.flatMap((route) => route.visits)
        ;[held, visits, locked] = [held + 1, visits + all.length, locked + all.filter((visit) => visit.locked).length]
      } catch (cause) {
        if (!(cause instanceof ToursImpossible)) throw cause
        expect(cause.reason.by).toBeGreaterThan(0)
      }
    }), { numRuns: 300, seed: 1 })
    expect(held).toBeGreaterThan(80)
    expect(visits).toBeGreaterThan(300)
    expect(locked).toBeGreaterThan(20)
  })

  it('are kept by the schedule of their own orders, and by that with more time, at the same worth', () => {
    fc.assert(fc.property(problems({ places: 6, units: 2, options: 2, breaks: 1, locks: 0, most: 2, musts: false }), (problem) => {
      const tours = trying(problem)
      fc.pre(tours !== null)
      const longer = { ...problem, units: problem.units.map((unit) => ({ ...unit, to: unit.to + 50 })) }
      for (const one of [problem, longer]) expect(scheduleTours(one, ordersOf(tours!)).worth).toBeCloseTo(tours!.worth, 9)
      expect(solve(longer, 20).bound).toBeGreaterThanOrEqual(tours!.bound - 1e-9)
    }), { numRuns: 60, seed: 2 })
  })

  it('are the same for the same seed, and told as they get better', () => {
    fc.assert(fc.property(problems({ places: 8, units: 2, options: 2, breaks: 0, locks: 0, most: 2, musts: false }), (problem) => {
      const told: number[] = []
      const tours = solveTours(problem, { random: seededRandom('a'), steps: 100, better: ({ worth }, step) => { told.push(worth); if (told.length === 1) expect(step).toBe(0) } })
      expect(solve(problem, 100, 'a')).toEqual(tours)
      expect(told).toEqual([...told].sort((a, b) => a - b))
      expect(tours.worth).toBeGreaterThanOrEqual(told.at(-1)!)
      expect(tours.steps).toBe(100)
    }), { numRuns: 15, seed: 3 })
  })

  it('end early with the best so far when they are told to', () => {
    const problem = onALine([5, 9, 14, 20, 28], { units: [{ to: 60 }] })
    expect(solveTours(problem, { random: seededRandom('a'), steps: 1e6, stopped: () => true })).toMatchObject({ steps: 32, worth: expect.any(Number) as number })
    expect(defaultSteps(problem)).toBeGreaterThan(1000)
  })
})

/** Null where a break cannot be kept by anyone. */
function trying(problem: TourProblem): Tours | null {
  try { return solve(problem, 100) } catch (cause) {
    if (cause instanceof ToursImpossible) return null
    throw cause
  }
}

const reasonOf = (problem: TourProblem) => { try { solve(problem) } catch (cause) { return (cause as ToursImpossible).reason } return null }

describe('tours that cannot be', () => {
  it('name locks that cannot be kept', () => {
    const problem = onALine([10, 40], { locks: [{ unit: 0, place: 0, start: 20 }, { unit: 0, place: 1, start: 50 }] })
    expect(reasonOf(problem)).toMatchObject({ what: 'locks', places: [1], by: 5, breach: { rule: 'start', unit: 0, visit: 1 } })
  })

  it('name a must that nobody reaches in time', () => {
    const problem = onALine([10, 40], { places: [{}, { must: true }], units: [{ to: 80 }, { to: 82 }] })
    expect(reasonOf(problem)).toMatchObject({ what: 'must', places: [1], by: 3, breach: { rule: 'back', unit: 1 } })
  })

  it('name musts that together take more time than there is, and by how much', () => {
    const problem = onALine([20, 30, 40], { places: [{ must: true }, { must: true }, { must: true }], units: [{ to: 93 }] })
    expect(reasonOf(problem)).toMatchObject({ what: 'musts', by: 2, breach: { rule: 'back', unit: 0 } })
    expect(solve({ ...problem, units: [{ ...problem.units[0]!, to: 95 }] }).worth).toBe(3)
  })

  it('is what the search finds only where one must is between two breaks: then there are tours', () => {
    const problem = onALine([0], { places: [{ must: true, service: 1, options: [{ from: 0, to: 1, worth: 0 }] }], units: [{ breaks: [{ from: 0, to: 0, length: 1 }, { from: 0, to: 2, length: 1 }] }] })
    expect(solve(problem).routes[0]).toMatchObject({ visits: [{ start: 1 }], breaks: [{ start: 0, after: 0 }, { start: 2, after: 1 }] })
  })
})
