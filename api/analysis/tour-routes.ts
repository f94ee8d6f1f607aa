/**
 * Routes as they are answered, from visits whose times are known: worth by rank, when breaks are, when a unit leaves and is back.
 *
 * What it tells: the same plan in the words of the answer. What it does not: whether it keeps the limits (tour-schedule.ts, tour-check.ts).
 * Formulas: the k-th best visit of a place is worth its option's worth x falling^(k-1), of equal ones the earlier first. A break begins as soon as the stop before is over and its
 * window is open, where the unit is then, which may be on its way. A unit leaves its base as late as its first visit allows.
 * Input: visits by unit with beginnings, and after how many visits each break is taken. Output: `TourRoute[]` and their worth.
 * Cost: visits. Source: Koper 1995, doi 10.1080/07418829500096231 (reward of repeated visits). Checked through tour-check.ts.
 */
import type { TourProblem, TourRoute, TourUnit, TourVisit } from './tour-problem.ts'

export type TimedVisit = Omit<TourVisit, 'worth'>

export function routesOf(problem: TourProblem, visits: readonly (readonly TimedVisit[])[], breaksAfter: readonly (readonly number[])[]): { routes: TourRoute[]; worth: number } {
  const routes = problem.units.map((unit, u) => routeOf(problem, unit, visits[u]!.map((visit) => ({ ...visit, worth: 0 })), breaksAfter[u]!))
  return valued(problem, routes)
}

/** The same routes with their visits worth what this problem says. */
export function valued({ places, falling }: TourProblem, routes: readonly TourRoute[]): { routes: TourRoute[]; worth: number } {
  const copies = routes.map((route) => ({ ...route, visits: route.visits.map((visit) => ({ ...visit })) }))
  const full = (visit: TourVisit) => places[visit.place]!.options[visit.option]!.worth
  const all = copies.flatMap(({ visits }) => visits).sort((a, b) => full(b) - full(a) || a.start - b.start)
  const seen = new Map<number, number>()
  for (const visit of all) {
    const before = seen.get(visit.place) ?? 0
    seen.set(visit.place, before + 1)
    visit.worth = full(visit) * falling ** before
  }
  return { routes: copies, worth: all.reduce((sum, { worth }) => sum + worth, 0) }
}

function routeOf({ places, nodes, travel }: TourProblem, unit: TourUnit, visits: TourVisit[], breaksAfter: readonly number[]): TourRoute {
  const way = (from: number, to: number) => travel[unit.mode]![from * nodes + to]!
  const stops = [unit.start, ...visits.map(({ place }) => place), unit.end]
  const ends = [unit.from, ...visits.map(({ place, start }) => start + places[place]!.service)]
  const breaks: TourRoute['breaks'] = []
  unit.breaks.forEach((one, b) => {
    const after = breaksAfter[b]!
    const free = breaksAfter[b - 1] === after ? breaks[b - 1]!.start + unit.breaks[b - 1]!.length : ends[after]!
    breaks.push({ start: Math.max(free, one.from), after })
  })
  const lastBreak = breaks.at(-1)
  const length = breaks.reduce((sum, { after }, b) => sum + (after === visits.length ? unit.breaks[b]!.length : 0), 0)
  const back = Math.max(ends.at(-1)! + length + way(stops.at(-2)!, unit.end), lastBreak?.after === visits.length ? lastBreak.start + unit.breaks.at(-1)!.length : -Infinity)
  const travelTime = stops.slice(1).reduce((sum, stop, k) => sum + way(stops[k]!, stop), 0)
  return { visits, breaks, leaves: visits.length === 0 ? unit.from : leaving(unit, visits[0]!.start, way(unit.start, stops[1]!), breaks), back, travelTime }
}

/** Latest time from which the first visit is reached, breaks that fall on the way taken on the way. */
function leaving(unit: TourUnit, first: number, travel: number, breaks: TourRoute['breaks']): number {
  let leaves = first - travel
  for (let b = breaks.length - 1; b >= 0; b--) {
    if (breaks[b]!.after === 0 && breaks[b]!.start + unit.breaks[b]!.length > leaves) leaves -= unit.breaks[b]!.length
  }
  return Math.max(leaves, unit.from)
}
