/**
 * Where one more visit fits into routes as they stand, and at what cost of time.
 *
 * What it tells: the way between two stops on which a visit in a given option delays the next stop least. What it does not: whether it should be made.
 * Formula: between i and j the visit begins at s = max(end of i + way to it, opening of its option, end of the visit of the same place before + gap);
 * it fits when s is within the option, s + service + way to j is no later than the latest beginning of j, and s + service + gap no later than that of
 * the next visit of the place. Delay = arrival at j with it less arrival without. A visit of the place that comes before must not wait for j, nor i for
 * one that comes after it: so no two stops wait for each other.
 * Input: `TourState` whose times are right. Output: into a `Spot`. Undefined: `after` is -1 where it fits nowhere.
 * Cost: ways of all routes, a few nanoseconds each. Source: Savelsbergh 1985, doi 10.1007/BF02022044; Vansteenwegen et al. 2009,
 * doi 10.1016/j.cor.2008.11.008 (delay). Checked against tour-check.ts by random problems.
 */
import { runOf, type BreakRuns } from './tour-layout.ts'
import { link, rankedWorth, type TourState } from './tour-state.ts'

export interface Spot {
  /** The stop before it; -1 for none. */
  after: number
  /** Runs of breaks before and behind it. */
  run: number
  runBehind: number
  /** The visit of the same place before it; -1 for none. */
  chained: number
  delay: number
}

export const newSpot = (): Spot => ({ after: -1, run: 0, runBehind: 0, chained: -1, delay: Infinity })

/** `only`: a unit, or -1 for all. `forced`: what comes later may be late. */
export function findSpot(state: TourState, place: number, option: number, spot: Spot, only: number, forced: boolean): void {
  spot.after = -1
  spot.delay = Infinity
  const { units } = state.layout
  for (let u = 0; u < units; u++) if (only < 0 || only === u) findInRoute(state, place, option, spot, u, forced)
}

/** The same for unit `to` if that can take it, else (and for -1) for any. */
export function findSpotFor(state: TourState, place: number, option: number, spot: Spot, to: number): void {
  findSpot(state, place, option, spot, to, false)
  if (to >= 0 && spot.after < 0) findSpot(state, place, option, spot, -1, false)
}

/** The unit that is at places for the least time; -1 without units. */
export function leastBusy({ layout: { slots, units, service }, next }: TourState): number {
  let [least, unit] = [Infinity, -1]
  for (let u = 0; u < units; u++) {
    let busy = 0
    for (let stop = next[slots + u]!; stop >= 0; stop = next[stop]!) busy += service[stop]!
    if (busy < least) [least, unit] = [busy, u]
  }
  return unit
}

function findInRoute(state: TourState, place: number, option: number, spot: Spot, u: number, forced: boolean): void {
  const { layout, next, run, begins, latest, chainHead } = state
  const { matrix, node, nodes, service, slots, units } = layout
  const off = layout.offset[u]!
  const row = off + place * nodes
  const [opens, closes, length] = [layout.optionFrom[option]!, layout.optionTo[option]!, layout.service[layout.firstSlot[place]!]!]
  const tied = chainHead[place]! >= 0
  let i = slots + u
  const end = i + units
  let done = begins[i]!
  while (i !== end && done <= closes) {
    const j = next[i]!
    if (tied || run[i] !== 0) besideBreaksOrVisits(state, place, option, spot, i, forced)
    else {
      const from = off + node[i]! * nodes
      let time = done + matrix[from + place]!
      if (time < opens) time = opens
      if (time <= closes) {
        time += length + matrix[row + node[j]!]!
        if (forced || time <= latest[j]!) {
          const delay = time - done - matrix[from + node[j]!]!
          if (delay < spot.delay) {
            spot.delay = delay
            spot.after = i
            spot.run = spot.runBehind = 0
            spot.chained = -1
          }
        }
      }
    }
    i = j
    done = begins[j]! + service[j]!
  }
}

/** The same where the way has breaks on it, so many of them before the visit, or the place has other visits, in each order. */
function besideBreaksOrVisits(state: TourState, place: number, option: number, spot: Spot, i: number, forced: boolean): void {
  const { layout: { service, gap, runs }, next, run, unit, begins, latest, chainHead, chainNext } = state
  const [j, r] = [next[i]!, run[i]!]
  for (let split = 0; split <= runs.size[r]!; split++) {
    const [a, b] = [runOf(runs, unit[i]!, runs.first[r]!, split), runOf(runs, unit[i]!, runs.first[r]! + split, runs.size[r]! - split)]
    let earlier = -1
    for (let later = chainHead[place]!; ; later = chainNext[later]!) {
      if ((earlier < 0 || !waitsFor(state, earlier, j)) && (later < 0 || !waitsFor(state, i, later))) {
        const ready = earlier < 0 ? -Infinity : begins[earlier]! + service[earlier]! + gap
        const before = later < 0 ? Infinity : latest[later]! - gap
        if (tryBetween(state, place, option, spot, i, a, b, ready, before, forced)) spot.chained = earlier
      }
      if (later < 0) break
      earlier = later
    }
  }
}

/** Whether a stop might have to wait for another: whoever does begins no earlier, at the earliest and at the latest. */
function waitsFor({ layout: { slots, units }, begins, latest }: TourState, stop: number, other: number): boolean {
  if (other >= slots + units || stop >= slots && stop < slots + units) return false
  return begins[stop]! >= begins[other]! && latest[stop]! >= latest[other]!
}

/** With the run of breaks `a` before the visit and `b` behind it. */
function tryBetween(state: TourState, place: number, option: number, spot: Spot, i: number, a: number, b: number, ready: number, before: number, forced: boolean): boolean {
  const { layout, next, run, begins, latest, unit } = state
  const { matrix, node, nodes, service, runs } = layout
  const [j, off] = [next[i]!, layout.offset[unit[i]!]!]
  const done = begins[i]! + service[i]!
  if (done > runs.latest[a]! && !forced) return false
  const arrived = past(runs, run[i]!, done + matrix[off + node[i]! * nodes + node[j]!]!)
  let time = Math.max(past(runs, a, done + matrix[off + node[i]! * nodes + place]!), ready, layout.optionFrom[option]!)
  if (time > layout.optionTo[option]!) return false
  time += layout.service[layout.firstSlot[place]!]!
  if (time > before || time > runs.latest[b]! && !forced) return false
  time = past(runs, b, time + matrix[off + place * nodes + node[j]!]!)
  if (!forced && time > latest[j]! || time - arrived >= spot.delay) return false
  spot.delay = time - arrived
  spot.after = i
  spot.run = a
  spot.runBehind = b
  return true
}

/** Arrival when a run of breaks is taken on the way. */
const past = (runs: BreakRuns, run: number, time: number): number => (run === 0 ? time : Math.max(time + runs.length[run]!, runs.earliest[run]!))

/** What one more visit in this option adds to the worth of its place. */
export const gainOf = (state: TourState, place: number, option: number): number => rankedWorth(state, place, option) - state.worthOf[place]!

/** A slot of the place that is not in use and not kept for a lock; -1 where it has as many visits as it can have. */
export function freeSlot({ layout: { firstSlot, lockUnit }, unit }: TourState, place: number): number {
  for (let slot = firstSlot[place]!; slot < firstSlot[place + 1]!; slot++) if (unit[slot]! < 0 && lockUnit[slot]! < 0) return slot
  return -1
}

export function insert(state: TourState, slot: number, option: number, spot: Spot): void {
  link(state, slot, option, spot.after, spot.run, spot.runBehind, spot.chained)
}
