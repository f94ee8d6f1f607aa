/**
 * Good points, quickly: maximal cover and set cover by taking the best next one, improved by exchanges; and what any set of points comes to.
 *
 * What it tells: a set of points that is usually within one or two percent of the best, and the worth of any set. What it does not: how far the best is;
 * solve-location.ts says that.
 * Formulas: greedy takes the point with the most weight not yet reached. An exchange of o for j gains (weight that nobody reaches and j does) - (weight that
 * o alone reaches) + (of that, what j reaches as well); the best is made until none gains. Then, again and again, some points are taken out, others are
 * found for them, and what is no worse stays. Backup is weight reached by two points or more; mean and worst time are those of the nearest point, over
 * weight that some point can get to at all, within the limit or not.
 * Input: `CoverLists` or `LocationProblem`; seeded randomness and a number of rounds, so that the same input gives the same points. Of equals the first
 * candidate is taken. Output: places in the lists' candidates, ascending; seconds. Undefined: shares of no weight, times of no way: null.
 * Cost: an exchange touches each pair of group and candidate once; 30 of 300 points and 5,600 demands, 100 rounds: about half a second.
 * Source: Church & ReVelle 1974, doi 10.1007/BF01942293 (greedy adding with substitution); Resende & Werneck 2007, doi 10.1007/s10479-006-0154-0 (gain, loss
 * and what is common). Checked against exhaustive search and the integer programmes.
 */
import { checkPoints, checkProblem, sumOf, type CoverLists, type LocationProblem } from './location-problem.ts'
import type { Random } from './random.ts'

/** Below this share of all weight a gain is rounding. */
const GAIN = 1e-12

/** Weight that these places reach, standing points included. */
export function coveredBy({ groupsOf, weights, kept }: CoverLists, places: readonly number[]): number {
  const reached = new Set(places.flatMap((k) => groupsOf[k]!))
  return sumOf([kept, ...[...reached].map((g) => weights[g]!)])
}

/** Adds the best next one until there are `p`, or no further one gains anything. */
export function grown({ groupsOf, weights }: CoverLists, begun: readonly number[], p: number): number[] {
  const places = [...begun]
  const reached = new Uint8Array(weights.length)
  for (const k of places) for (const g of groupsOf[k]!) reached[g] = 1
  while (places.length < p) {
    let [best, most] = [-1, 0]
    groupsOf.forEach((groups, k) => {
      let gain = 0
      for (const g of groups) if (!reached[g]) gain += weights[g]!
      if (gain > most) [best, most] = [k, gain]
    })
    if (best < 0) break
    places.push(best)
    for (const g of groupsOf[best]!) reached[g] = 1
  }
  return places
}

/** Makes the best exchange until none gains. */
export function exchanged(lists: CoverLists, begun: readonly number[]): number[] {
  const places = [...begun].sort((a, b) => a - b)
  const least = GAIN * lists.total
  for (let pair = bestExchange(lists, places, least); pair; pair = bestExchange(lists, places, least)) {
    places[places.indexOf(pair.out)] = pair.in
    places.sort((a, b) => a - b)
  }
  return places
}

function bestExchange({ groupsOf, weights }: CoverLists, places: readonly number[], least: number): { out: number; in: number } | undefined {
  const [times, by] = [new Int32Array(weights.length), new Int32Array(weights.length)]
  for (const k of places) for (const g of groupsOf[k]!) { times[g]!++; by[g] = k }
  const [loss, common] = [new Float64Array(groupsOf.length), new Float64Array(groupsOf.length)]
  times.forEach((n, g) => { if (n === 1) loss[by[g]!]! += weights[g]! })
  const chosen = new Set(places)
  let [best, most]: [{ out: number; in: number } | undefined, number] = [undefined, least]
  groupsOf.forEach((groups, j) => {
    if (chosen.has(j)) return
    for (const o of places) common[o] = 0
    let gain = 0
    for (const g of groups) {
      if (times[g] === 0) gain += weights[g]!
      else if (times[g] === 1) common[by[g]!]! += weights[g]!
    }
    for (const o of places) {
      const change = gain - loss[o]! + common[o]!
      if (change > most) [best, most] = [{ out: o, in: j }, change]
    }
  })
  return best
}

export interface SearchOptions {
  random: Random
  rounds: number
  /** Places among which one is tried in some rounds, such as those of a relaxed programme. */
  hints?: readonly number[]
  /** Sets to begin with; the best of them and of greedy is. */
  starts?: readonly (readonly number[])[]
  /** Asked after each round with the best so far; true ends the search. */
  enough?: (covered: number) => boolean
}

/** Up to `p` places with much cover; fewer where fewer reach as much. */
export function searchCover(lists: CoverLists, p: number, { random, rounds, hints = [], starts = [], enough }: SearchOptions): number[] {
  const value = (places: readonly number[]) => coveredBy(lists, places)
  let best = [[], ...starts].map((start) => exchanged(lists, grown(lists, start, p))).reduce((a, b) => (value(b) > value(a) ? b : a))
  let [now, nowWorth, worth] = [best, value(best), value(best)]
  for (let round = 0; round < rounds && now.length > 0 && !enough?.(worth); round++) {
    const out = new Set<number>()
    const many = Math.min(now.length, 2 + random.int(Math.max(1, Math.floor(p / 4))))
    while (out.size < many) out.add(now[random.int(now.length)]!)
    const left = now.filter((k) => !out.has(k))
    const hint = hints.length > 0 && random.chance(0.7) ? hints[random.int(hints.length)]! : undefined
    const next = exchanged(lists, grown(lists, hint === undefined || left.includes(hint) ? left : [...left, hint], p))
    const nextWorth = value(next)
    if (nextWorth >= nowWorth) [now, nowWorth] = [next, nextWorth]
    if (nextWorth > worth) [best, worth] = [next, nextWorth]
  }
  return best
}

/** Few places that reach every group: greedy by number of groups, the rarest reached first in mind; then without those that nobody needs. */
export function greedySetCover(lists: CoverLists): number[] {
  // A group that few reach says more about who is needed than one that everybody reaches.
  const weights = lists.reach.map((reach) => 1 / reach.length)
  const options = [lists.weights.map(() => 1), weights].map((own) => needed(lists, grown({ ...lists, weights: own }, [], lists.groupsOf.length)))
  return options.reduce((a, b) => (b.length < a.length ? b : a)).sort((a, b) => a - b)
}

/** Without places whose groups all are reached by others, the last taken first. */
function needed({ groupsOf, weights }: CoverLists, places: readonly number[]): number[] {
  const times = new Int32Array(weights.length)
  for (const k of places) for (const g of groupsOf[k]!) times[g]!++
  return [...places].reverse().filter((k) => {
    if (groupsOf[k]!.some((g) => times[g] === 1)) return true
    for (const g of groupsOf[k]!) times[g]!--
    return false
  })
}

export interface ClassCover { total: number; covered: number; share: number | null }
export interface PointsWorth {
  total: number
  covered: number
  /** null where there is no weight. */
  share: number | null
  /** Weight within its limit of two points or more. */
  backup: number
  /** Of the nearest point, over weight that some point gets to; null where there is none. */
  meanS: number | null
  worstS: number | null
  /** Weight that no point gets to, however long it takes. */
  cutOff: number
  /** By the number of the class; empty without classes. */
  byClass: ClassCover[]
}

/** What standing points and these come to. `classOf`: a small number for each demand, such as 0 for towns and 1 for the country. @throws RangeError */
export function evaluatePoints(problem: LocationProblem, points: readonly number[], { classOf }: { classOf?: ArrayLike<number> } = {}): PointsWorth {
  checkProblem(problem)
  checkPoints(points, problem.candidates)
  const { weights, limitsS, times, candidates, fixed } = problem
  if (classOf && classOf.length !== weights.length) throw new RangeError(`${classOf.length} classes for ${weights.length} demands: one for each`)
  const all = [...new Set([...fixed, ...points])]
  const nearest = Float64Array.from(weights, (_, i) => all.reduce((least, j) => Math.min(least, times[i * candidates + j]!), Infinity))
  const reaching = Int32Array.from(weights, (_, i) => all.reduce((n, j) => n + Number(times[i * candidates + j]! <= limitsS[i]! && times[i * candidates + j]! < Infinity), 0))
  const rows = [...weights.keys()].filter((i) => weights[i]! > 0)
  const weightOf = (of: (i: number) => boolean) => sumOf(rows.filter(of).map((i) => weights[i]!))
  const cover = (of: (i: number) => boolean): ClassCover => shared(weightOf(of), weightOf((i) => of(i) && reaching[i]! > 0))
  const served = rows.filter((i) => nearest[i]! < Infinity)
  const servedWeight = sumOf(served.map((i) => weights[i]!))
  const classes = classOf ? 1 + rows.reduce((most, i) => Math.max(most, classOf[i]!), -1) : 0
  return {
    ...cover(() => true), backup: weightOf((i) => reaching[i]! > 1),
    meanS: servedWeight > 0 ? sumOf(served.map((i) => weights[i]! * nearest[i]!)) / servedWeight : null,
    worstS: served.length > 0 ? served.reduce((most, i) => Math.max(most, nearest[i]!), 0) : null, cutOff: weightOf((i) => nearest[i] === Infinity),
    byClass: Array.from({ length: classes }, (_, c) => cover((i) => classOf![i] === c))
  }
}

const shared = (total: number, covered: number): ClassCover => ({ total, covered, share: total > 0 ? Math.min(1, covered / total) : null })
