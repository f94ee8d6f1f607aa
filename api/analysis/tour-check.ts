/**
 * Every hard limit of a set of tours, checked one by one on the answer alone, with nothing shared with what made it.
 *
 * What it tells: in words, each limit that is broken and by how much. What it does not: whether better tours exist.
 * Limits: a visit begins within its option; lasts the service of its place; two visits of one place, by whomever, are `gap` apart from end to
 * beginning; between two stops there is time for the way and the breaks; breaks begin in their windows, do not overlap visits or each other, and are
 * all there; a unit leaves no earlier than it may and is back in time; no more than `most` visits of a place; musts are visited; locks hold in their
 * order and at their times; the worth is as the rank of each visit among those of its place says; and no more than the bound.
 * Input: problem and tours. Output: sentences, none where all holds. Times may differ by 1e-6 of their unit, worth by 1e-9 of itself.
 * Cost: visits. Checked by tours with one fault each.
 */
import type { TourProblem, TourRoute, Tours, TourUnit, TourVisit } from './tour-problem.ts'

const TIME = 1e-6
type Say = (what: string) => void

export function checkTours(problem: TourProblem, { routes, worth, bound }: Tours): string[] {
  const faults: string[] = []
  const say: Say = (what) => { faults.push(what) }
  if (routes.length !== problem.units.length) return [`there are ${routes.length} routes for ${problem.units.length} units`]
  routes.forEach((route, u) => {
    const sayOf: Say = (what) => say(`unit ${u}: ${what}`)
    checkVisits(problem, route, sayOf)
    checkWays(problem, problem.units[u]!, route, sayOf)
    checkBreaks(problem, problem.units[u]!, route, sayOf)
    checkLocks(problem, u, route, sayOf)
  })
  checkPlaces(problem, routes, worth, say)
  if (worth > bound + 1e-9 * Math.max(1, Math.abs(bound))) say(`worth ${worth} is above the bound ${bound}`)
  return faults
}

function checkVisits({ places }: TourProblem, { visits }: TourRoute, say: Say): void {
  visits.forEach(({ place, option, start }, k) => {
    const window = places[place]?.options[option]
    if (!window) say(`visit ${k}: place ${place} has no option ${option}`)
    else if (!(start >= window.from - TIME && start <= window.to + TIME)) say(`visit ${k}: begins at ${start}, not within ${window.from} to ${window.to}`)
  })
}

/** From each stop to the next there is time for the way and for the breaks that are taken there. */
function checkWays({ places, travel, nodes }: TourProblem, unit: TourUnit, { visits, breaks, leaves, back, travelTime }: TourRoute, say: Say): void {
  let [node, free, total] = [unit.start, unit.from, 0]
  for (let k = 0; k <= visits.length; k++) {
    const [to, by] = k < visits.length ? [visits[k]!.place, visits[k]!.start] : [unit.end, back]
    const way = travel[unit.mode]![node * nodes + to]!
    const pauses = breaks.reduce((sum, { after }, b) => sum + (after === k ? unit.breaks[b]!.length : 0), 0)
    if (!(by - free >= way + pauses - TIME)) say(`stop ${k}: ${by - free} for a way of ${way} and breaks of ${pauses}`)
    total += way
    node = to
    if (k < visits.length) free = by + places[to]!.service
  }
  if (!(leaves >= unit.from - TIME)) say(`leaves at ${leaves}, before ${unit.from}`)
  if (!(back <= unit.to + TIME)) say(`is back at ${back}, after ${unit.to}`)
  if (!(Math.abs(total - travelTime) <= TIME * (1 + total))) say(`travels ${total}, not ${travelTime}`)
  if (visits.length > 0) {
    const paused = breaks.reduce((sum, { after, start }, b) => sum + (after === 0 ? Math.max(0, Math.min(start + unit.breaks[b]!.length, visits[0]!.start) - Math.max(start, leaves)) : 0), 0)
    const way = travel[unit.mode]![unit.start * nodes + visits[0]!.place]!
    if (!(visits[0]!.start - leaves - paused >= way - TIME)) say(`leaves at ${leaves}, too late for its first visit`)
  }
}

function checkBreaks({ places }: TourProblem, unit: TourUnit, { visits, breaks, back }: TourRoute, say: Say): void {
  if (breaks.length !== unit.breaks.length) { say(`has ${breaks.length} breaks of ${unit.breaks.length}`); return }
  breaks.forEach(({ start, after }, b) => {
    const { from, to, length } = unit.breaks[b]!
    const before = after === 0 ? unit.from : visits[after - 1] ? visits[after - 1]!.start + places[visits[after - 1]!.place]!.service : NaN
    const behind = after < visits.length ? visits[after]!.start : back
    if (!(start >= from - TIME && start <= to + TIME)) say(`break ${b} begins at ${start}, not within ${from} to ${to}`)
    if (!(start >= before - TIME && start + length <= behind + TIME)) say(`break ${b} from ${start} to ${start + length} is not between ${before} and ${behind}`)
    breaks.slice(0, b).forEach((other, c) => { if (start < other.start + unit.breaks[c]!.length - TIME && other.start < start + length - TIME) say(`breaks ${c} and ${b} overlap`) })
  })
}

function checkLocks({ locks }: TourProblem, u: number, { visits }: TourRoute, say: Say): void {
  const wanted = locks.filter(({ unit }) => unit === u)
  const locked = visits.filter((visit) => visit.locked)
  if (locked.length !== wanted.length) say(`has ${locked.length} locked visits, not ${wanted.length}`)
  else wanted.forEach(({ place, start }, k) => {
    if (locked[k]!.place !== place) say(`lock ${k} is of place ${place}, not ${locked[k]!.place}`)
    if (start !== null && !(Math.abs(locked[k]!.start - start) <= TIME)) say(`lock ${k} is at ${start}, not ${locked[k]!.start}`)
  })
}

function checkPlaces({ places, gap, falling }: TourProblem, routes: readonly TourRoute[], worth: number, say: Say): void {
  let sum = 0
  places.forEach(({ service, options, most, must }, q) => {
    const visits = routes.flatMap((route) => route.visits).filter(({ place }) => place === q).sort((a, b) => a.start - b.start)
    if (visits.length > most) say(`place ${q}: ${visits.length} visits, at most ${most}`)
    if (must && visits.length === 0) say(`place ${q}: must be visited`)
    const full = ({ option }: TourVisit) => options[option]?.worth ?? NaN
    visits.forEach((visit, k) => {
      const due = full(visit) * falling ** visits.filter((other, i) => full(other) > full(visit) || full(other) === full(visit) && i < k).length
      if (!(Math.abs(visit.worth - due) <= 1e-9 * Math.max(1, due))) say(`place ${q}, visit ${k}: worth ${visit.worth}, not ${due}`)
      if (k > 0 && !(visit.start >= visits[k - 1]!.start + service + gap - TIME)) say(`place ${q}, visit ${k}: ${visit.start - visits[k - 1]!.start - service} after the visit before, at least ${gap}`)
      sum += visit.worth
    })
  })
  if (!(Math.abs(sum - worth) <= 1e-9 * Math.max(1, sum))) say(`worth is ${worth}, its visits' ${sum}`)
}
