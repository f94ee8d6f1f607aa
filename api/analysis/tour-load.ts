/**
 * From routes to the state of a search and back.
 *
 * What it tells: the same visits, options, orders and times in the other form. What it does not: anything new.
 * Rules: visits of a place are tied together in the order in which they begin; a unit's k-th locked visit is its k-th lock.
 * Input and output: `TourState`, `TourRoute[]`. Cost: visits. Checked by tours that go there and back.
 */
import { runOf } from './tour-layout.ts'
import type { TourRoute } from './tour-problem.ts'
import { routesOf } from './tour-routes.ts'
import { copyState, emptyState, link, retime, type TourState } from './tour-state.ts'
import { freeSlot } from './tour-insert.ts'

/** Replaces what is in the state. */
export function loadRoutes(state: TourState, routes: readonly TourRoute[]): void {
  const { layout, run } = state
  const { slots, units, runs, problem } = layout
  copyState(state, emptyState(layout))
  const ends = routes.map((_, u) => slots + u)
  const locked = routes.map(() => 0)
  const all = routes.flatMap(({ visits }, unit) => visits.map((visit) => ({ ...visit, unit }))).sort((a, b) => a.start - b.start)
  for (let u = 0; u < units; u++) run[slots + u] = 0
  for (const { unit, place, option, locked: isLocked } of all) {
    const slot = isLocked ? lockSlot(state, unit, locked[unit]!++) : freeSlot(state, place)
    link(state, slot, layout.firstOption[place]! + option, ends[unit]!, 0, 0, lastOf(state, place))
    ends[unit] = slot
  }
  routes.forEach(({ visits, breaks }, u) => {
    let stop = slots + u
    for (let k = 0; k <= visits.length; k++, stop = state.next[stop]!) {
      const first = breaks.findIndex(({ after }) => after === k)
      run[stop] = runOf(runs, u, Math.max(0, first), breaks.filter(({ after }) => after === k).length)
    }
  })
  for (let u = 0; u < problem.units.length; u++) retime(state, u)
}

const lockSlot = ({ layout: { lockUnit, lockRank } }: TourState, unit: number, rank: number): number => lockUnit.findIndex((u, slot) => u === unit && lockRank[slot] === rank)

function lastOf({ chainHead, chainNext }: TourState, place: number): number {
  let last = chainHead[place]!
  while (last >= 0 && chainNext[last]! >= 0) last = chainNext[last]!
  return last
}

export function routesIn({ layout, next, begins, option, run }: TourState): { routes: TourRoute[]; worth: number } {
  const { problem, slots, runs, placeOf, lockUnit } = layout
  const breaksAfter = problem.units.map(({ breaks }) => breaks.map(() => 0))
  const visits = problem.units.map((_, u) => {
    const list = []
    for (let stop = slots + u; next[stop]! >= 0; stop = next[stop]!) {
      const r = run[stop]!
      if (stop < slots) list.push({ place: placeOf[stop]!, option: option[stop]!, start: begins[stop]!, locked: lockUnit[stop]! >= 0 })
      for (let b = 0; r !== 0 && b < runs.size[r]!; b++) breaksAfter[u]![runs.first[r]! + b] = list.length
    }
    return list.map((visit) => ({ ...visit, option: visit.option - layout.firstOption[visit.place]! }))
  })
  return routesOf(problem, visits, breaksAfter)
}
