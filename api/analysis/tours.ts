/**
 * Tours of most worth: which places are visited by whom and when, in given time.
 *
 * What it tells: a set of tours that keeps all limits, and how much more any set could be worth at most. What it does not: the best set; another seed or
 * more steps may find a better one. The worth is as good as the worth of its options.
 * Formulas: the search is tour-search.ts's, the bound tour-bound.ts's; gap to the bound = (bound - worth) / bound.
 * Input: `TourProblem`; seeded randomness; a number of steps, so that the same input gives the same tours on every machine. Output: `Tours`.
 * Undefined: no places or no units give routes without visits; locks or musts that cannot be held throw `ToursImpossible`, which says which and by
 * how much; senseless input throws a RangeError. Cost: `defaultSteps` is for half a second to two seconds on one core.
 * Source: team orienteering with time windows, Vansteenwegen et al. 2009, doi 10.1016/j.cor.2008.11.008. Checked against exhaustive search of small problems,
 * 24 instances of OPLib and 48 of Solomon's (tests/bench/README.md).
 */
import type { Random } from './random.ts'
import { tourBound } from './tour-bound.ts'
import { layOut } from './tour-layout.ts'
import { routesIn } from './tour-load.ts'
import { newMoves, recreate } from './tour-moves.ts'
import { startState } from './tour-musts.ts'
import type { TourProblem, Tours } from './tour-problem.ts'
import { search } from './tour-search.ts'
import type { TourState } from './tour-state.ts'

export { ToursImpossible, type ToursReason } from './tour-musts.ts'

export interface SolveOptions {
  random: Random
  steps: number
  /** Called with the first set that keeps all limits (step 0), and with better ones now and then. */
  better?: (tours: Tours, step: number) => void
  /** Asked now and then; true ends the search with the best so far. */
  stopped?: () => boolean
}

/** Better sets are told of at most this often in a search. */
const TOLD = 50

export function solveTours(problem: TourProblem, { random, steps, better, stopped }: SolveOptions): Tours {
  const layout = layOut(problem)
  const bound = tourBound(problem)
  const state = startState(layout, random)
  recreate(newMoves(state, random))
  const tours = (best: TourState, step: number): Tours => ({ ...routesIn(best), bound, steps: step })
  better?.(tours(state, 0), 0)
  let told = 0
  const improved = better && ((best: TourState, step: number) => {
    if (step - told < steps / TOLD) return
    told = step
    better(tours(best, step), step)
  })
  const made = search(state, { random, steps, improved, stopped })
  return tours(state, made)
}

/**
 * Steps that take about half a second to two seconds on one core, slow machines included, and in which benchmarks of this size come within a percent of the
 * best known. A step of repeated visits costs more, since times of all units are reckoned together.
 */
export function defaultSteps({ places, units }: TourProblem): number {
  const options = places.reduce((sum, one) => sum + one.options.length, 0)
  const again = places.some(({ most }) => most > 1)
  const steps = (again ? 530_000 : 800_000) / (1 + options * Math.sqrt(Math.max(1, units.length)))
  return Math.round(Math.min(again ? 5_000 : 12_000, Math.max(2_000, steps)))
}
