/**
 * Whether given orders of visits can be kept, and when everything begins: as early as it can.
 *
 * What it tells: times of all visits and breaks, or the first limit that cannot be kept, where and by how much. What it does not: a better order.
 * Rules: units are followed in time together; whoever can begin a visit of a place first has it first, and others wait for the gap. Where a visit then
 * comes too late because of the gap, the order of the two is tried the other way round, a few times. Breaks stand where the unit is back earliest;
 * where that fails, elsewhere. A unit waits for a break where it is or on its way: with t the end of a stop, d the way, arrival is at
 * max(t + d, opening of the break) + its length, and the break can be kept while t is at most its latest beginning.
 * Input: problem; for each unit its visits in order. Output: `Scheduled`. Undefined: input that makes no sense is a RangeError.
 * Without gaps between units the answer is exact; with them a `breach` says that these few orders in time failed.
 * Cost: visits x units, times the ways to place breaks where they fail. Source: first come, first served as in list scheduling, Graham 1966,
 * doi 10.1002/j.1538-7305.1966.tb01709.x. Checked by hand and against every order in time of small problems.
 */
import { orderedJobs, type Job, type TourBreach, type TourOrders } from './tour-orders.ts'
import type { TourProblem, TourRoute } from './tour-problem.ts'
import { breakPlaces, timesTogether, type Before } from './tour-times.ts'
import { checkInput } from './tour-layout.ts'
import { routesOf } from './tour-routes.ts'

export type { TourBreach, TourOrders, TourRule, TourWish } from './tour-orders.ts'

export type Scheduled = { routes: TourRoute[]; worth: number; breach: null } | { routes: null; worth: null; breach: TourBreach }

/** Other orders in time of two visits of a place, and other ways for breaks, that are tried at most. */
const TRIES = 24

export function scheduleTours(problem: TourProblem, orders: TourOrders): Scheduled {
  checkInput(problem)
  const jobs = orderedJobs(problem, orders)
  if (!Array.isArray(jobs)) return { routes: null, worth: null, breach: jobs }
  const first: Before[] = []
  const choices = problem.units.map((_, u) => breakPlaces(problem, u, jobs[u]!))
  const chosen = choices.map((all) => all[0]!)
  let breach: TourBreach | null = null
  for (let tries = 0; tries <= TRIES; tries++) {
    const { starts, options, breach: found, waited } = timesTogether(problem, jobs, chosen, first)
    if (!found) return { ...answer(problem, jobs, starts, options, chosen), breach: null }
    breach ??= found
    if (!tryOtherwise(found, waited, choices, chosen, first)) break
  }
  return { routes: null, worth: null, breach: breach! }
}

/** Turns round two visits of which one made the unit wait, the last such first, or moves the unit's breaks. False: nothing is left to try. */
function tryOtherwise({ rule, unit, visit, after }: TourBreach, waited: readonly Before[], choices: number[][][], chosen: number[][], first: Before[]): boolean {
  if (unit === null) return false
  const waits = waited.filter((one) => one.unit === unit).reverse()
  if (rule === 'gap' && after) waits.unshift({ unit, visit: visit!, later: after })
  const same = (a: Before, b: Before) => a.unit === b.unit && a.visit === b.visit && a.later.unit === b.later.unit && a.later.visit === b.later.visit
  const turn = waits.find((one) => one.later.unit !== unit && !first.some((tried) => same(tried, one)))
  if (turn) {
    first.push(turn)
    return true
  }
  const at = choices[unit]!.indexOf(chosen[unit]!) + 1
  if (at >= choices[unit]!.length) return false
  chosen[unit] = choices[unit]![at]!
  return true
}

function answer(problem: TourProblem, jobs: Job[][], starts: number[][], options: number[][], breaks: readonly (readonly number[])[]): { routes: TourRoute[]; worth: number } {
  return routesOf(problem, jobs.map((list, u) => list.map(({ place, locked }, k) => ({ place, option: options[u]![k]!, start: starts[u]![k]!, locked }))), breaks)
}
