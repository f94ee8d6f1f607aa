/**
 * Routes that hold what must be held, locked visits and musts, or why there are none.
 *
 * What it tells: a state to begin a search from; or which limit keeps which visits out, and by how much. What it does not: a proof. Locks by themselves
 * are scheduled (tour-schedule.ts); musts are sought in the same way as worth is, each being worth one and nothing else anything.
 * Input: `TourLayout`, seeded randomness. Output: `TourState`; `ToursImpossible` is thrown.
 * Cost: up to `MUST_STEPS` steps where musts are hard to reach. Source: tour-search.ts. Checked by problems whose musts take more time than there is.
 */
import type { Random } from './random.ts'
import { layOut, type TourLayout } from './tour-layout.ts'
import { findSpot, newSpot } from './tour-insert.ts'
import { loadRoutes, routesIn } from './tour-load.ts'
import { newMoves, recreate } from './tour-moves.ts'
import type { TourProblem, TourRoute } from './tour-problem.ts'
import { scheduleTours, type TourBreach, type TourOrders, type TourWish } from './tour-schedule.ts'
import { search } from './tour-search.ts'
import { emptyState, type TourState } from './tour-state.ts'

/**
 * locks: the locked visits alone cannot be kept. must: this place cannot be visited even when only locked visits are made beside it. musts: these
 * places were left out of the best routes found of musts and locked visits alone. `by` is the least by which a limit would be broken, `breach` that limit.
 */
export interface ToursReason { what: 'locks' | 'must' | 'musts'; places: number[]; by: number; breach: TourBreach }

export class ToursImpossible extends Error {
  constructor(readonly reason: ToursReason) {
    super(`no tours: ${reason.what} of places ${reason.places.join(', ')} fail by ${reason.by} (${reason.breach.rule})`)
    this.name = 'ToursImpossible'
  }
}

const MUST_STEPS = 3000

/** The locked visits and the musts, and nothing else. */
export function startState(layout: TourLayout, random: Random): TourState {
  const { problem } = layout
  const free = { ...problem, places: problem.places.map((place) => ({ ...place, must: false })) }
  const locks: TourOrders = problem.units.map((_, u) => problem.locks.filter(({ unit }) => unit === u))
  const { routes, breach } = scheduleTours(free, locks)
  if (breach) throw new ToursImpossible({ what: 'locks', places: breach.place === null ? [] : [breach.place], by: breach.by, breach })
  const state = emptyState(layout)
  loadRoutes(state, layout.must.includes(1) ? withMusts(free, routes, layout, random) : routes)
  return state
}

function withMusts(free: TourProblem, locked: TourRoute[], { problem }: TourLayout, random: Random): TourRoute[] {
  const musts = problem.places.flatMap(({ must }, q) => (must ? [q] : []))
  const counting: TourProblem = { ...free, falling: 0, places: free.places.map((place, q) => ({ ...place, options: place.options.map((option) => ({ ...option, worth: Number(problem.places[q]!.must) })) })) }
  const state = emptyState(layOut(counting))
  loadRoutes(state, locked)
  for (const q of musts) if (state.count[q] === 0 && !fitsSomewhere(state, q)) refuseAlone(free, locked, q)
  recreate(newMoves(state, random))
  const all = () => musts.every((q) => state.count[q]! > 0)
  search(state, { random, steps: all() ? 0 : MUST_STEPS, stopped: all })
  let { routes } = routesIn(state)
  for (let left = musts.filter((q) => state.count[q] === 0); left.length > 0;) {
    const { breach, found } = leastBreach(free, routes, left)
    if (breach) throw new ToursImpossible({ what: 'musts', places: left, by: breach.by, breach })
    routes = found!
    left = left.filter((q) => !routes.some(({ visits }) => visits.some(({ place }) => place === q)))
  }
  return routes
}

function fitsSomewhere(state: TourState, q: number): boolean {
  const { firstOption } = state.layout
  const spot = newSpot()
  for (let o = firstOption[q]!; o < firstOption[q + 1]! && spot.after < 0; o++) findSpot(state, q, o, spot, -1, false)
  return spot.after >= 0
}

/** Throws where a place cannot be visited even beside the locked visits alone. */
function refuseAlone(free: TourProblem, locked: readonly TourRoute[], q: number): void {
  const { breach } = leastBreach(free, locked, [q])
  if (breach) throw new ToursImpossible({ what: 'must', places: [q], by: breach.by, breach })
}

/** The least by which a limit is broken when one of the places is put anywhere into these routes; or routes that hold one of them, times and breaks found anew. */
function leastBreach(free: TourProblem, routes: readonly TourRoute[], places: readonly number[]): { breach: TourBreach | null; found: TourRoute[] | null } {
  const orders = routes.map(({ visits }, u) => {
    const starts = free.locks.filter(({ unit }) => unit === u).map(({ start }) => start)
    return visits.map(({ place, locked }): TourWish => ({ place, start: locked ? starts.shift() : null }))
  })
  let least: TourBreach | null = null
  for (const place of places) {
    for (const [u, order] of orders.entries()) {
      for (let k = 0; k <= order.length; k++) {
        const { breach, routes: found } = scheduleTours(free, orders.with(u, [...order.slice(0, k), { place }, ...order.slice(k)]))
        if (!breach) return { breach, found }
        if (least === null || breach.by < least.by) least = breach
      }
    }
  }
  return { breach: least!, found: null }
}
