/**
 * Orders of visits as they are asked for, matched with locks, and the words for what is wrong with them.
 *
 * What it tells: which visit of an order is which lock; whether there are too many visits or a must is left out. What it does not: times (tour-times.ts).
 * Rule: a unit's locks are found in its order one after another; a lock at a fixed time is the visit that names that time, if there is one.
 * Input: problem and orders. Output: `Job[][]` or a `TourBreach`. Cost: visits. Checked by hand.
 */
import type { TourProblem } from './tour-problem.ts'

/** One visit of an order. `start`: at this time and no other; `option`: in this one. Left out or null: as early as can be. */
export interface TourWish { place: number; start?: number | null; option?: number | null }

/** By unit, in the order of visits. */
export type TourOrders = readonly (readonly TourWish[])[]

/**
 * way: there is no way to the place (by: Infinity). window: it would begin after the last time it may, or, at a fixed time, outside its windows.
 * start: the fixed time is past when the unit gets there. gap: too soon after the visit `after`, and later is too late. break: break number `rank`
 * would begin too late. back: the unit would be back too late. lock: lock number `rank` of the unit is not in its order. most: more visits than the place
 * may have, by how many. must: the place is not visited.
 */
export type TourRule = 'way' | 'window' | 'start' | 'gap' | 'break' | 'back' | 'lock' | 'most' | 'must'

export interface TourBreach {
  rule: TourRule
  unit: number | null
  /** Its number in the unit's order, from nought; null where it is about none. */
  visit: number | null
  place: number | null
  /** In the problem's unit of time; for `most` and `must` visits. */
  by: number
  /** gap: the visit that came first. */
  after: { unit: number; visit: number } | null
  /** break, lock: which one. */
  rank: number | null
}

export interface Job { place: number; start: number | null; option: number | null; locked: boolean }

export const breachOf = (rule: TourRule, by: number, rest: Partial<TourBreach> = {}): TourBreach => ({ rule, by, unit: null, visit: null, place: null, after: null, rank: null, ...rest })

export function orderedJobs(problem: TourProblem, orders: TourOrders): Job[][] | TourBreach {
  const { places, units } = problem
  if (orders.length !== units.length) throw new RangeError(`orders: ${orders.length} for ${units.length} units`)
  const jobs = orders.map((order, u) => order.map(({ place, start = null, option = null }, k): Job => {
    if (!places[place] || option !== null && !places[place]!.options[option]) throw new RangeError(`unit ${u}, visit ${k}: place ${place}, option ${option}`)
    return { place, start, option, locked: false }
  }))
  for (let u = 0; u < units.length; u++) {
    const missing = matchLocks(problem, u, jobs[u]!)
    if (missing) return missing
  }
  for (const [q, { most, must }] of places.entries()) {
    const visits = jobs.flat().filter(({ place }) => place === q).length
    if (visits > most) return breachOf('most', visits - most, { place: q })
    if (must && visits === 0) return breachOf('must', 1, { place: q })
  }
  return jobs
}

function matchLocks({ locks }: TourProblem, unit: number, jobs: Job[]): TourBreach | null {
  let next = 0
  for (const [rank, { place, start }] of locks.filter((lock) => lock.unit === unit).entries()) {
    const named = start === null ? -1 : jobs.findIndex((job, k) => k >= next && job.place === place && job.start === start)
    const at = named >= 0 ? named : jobs.findIndex((job, k) => k >= next && job.place === place)
    if (at < 0) return breachOf('lock', 1, { unit, place, rank })
    jobs[at]!.locked = true
    jobs[at]!.start = start ?? jobs[at]!.start
    next = at + 1
  }
  return null
}
