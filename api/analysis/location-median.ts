/**
 * Points that are near on the whole: the sum of weight times the time of the nearest point, by greedy adding and exchanges, and a bound below it.
 *
 * What it tells: a set whose weighted time is small, and what no set can be below. What it does not: who is reached within a limit: a small mean can leave
 * the far ends late.
 * Formulas: cost = sum over demand of a_i * t_i, t_i the time of the nearest point, standing ones included. Demand that the chosen points cannot get to, but
 * another candidate could, counts with `farS`, twice the longest time of the table, so that it is left out only where p is too small; demand that nobody can
 * get to is left out and counted. Bound: demand i pays at most u_i; each point earns sum max(0, u_i - a_i t_ij); sum of u less the p best earnings is below
 * every cost (Lagrange), and u is moved towards demands that nobody, and away from those that several, would serve, to raise it.
 * Input: `LocationProblem`, p. Output: places in the free candidates, ascending; cost in weight times seconds. Undefined: no weight: cost 0.
 * Cost: demands x candidates for each exchange and each step of the bound.
 * Source: Hakimi 1964, doi 10.1287/opre.12.3.450; Teitz & Bart 1968, doi 10.1287/opre.16.5.955 (exchange); Cornuejols, Fisher & Nemhauser 1977,
 * doi 10.1287/mnsc.23.8.789 (bound). Checked against exhaustive search and the integer programme.
 */
import { freeCandidates, sumOf, type LocationProblem, type Unreachable } from './location-problem.ts'

export interface NearTable {
  /** Numbers of the candidates that can be chosen. */
  candidates: number[]
  /** Demand with weight that somebody can get to: its weight, and what it costs where no chosen point is nearer. */
  weights: Float64Array
  base: Float64Array
  /** Weighted time of each free candidate, never above base: cost[demand * candidates + place]. */
  cost: Float64Array
  /** Seconds that stand for demand left out. */
  farS: number
  unreachable: Unreachable
}

/** @param problem already checked. */
export function nearTable(problem: LocationProblem): NearTable {
  const { weights, times, candidates, fixed } = problem
  const free = freeCandidates(problem)
  const row = (i: number) => times.subarray(i * candidates, (i + 1) * candidates)
  const asked = [...weights.keys()].filter((i) => weights[i]! > 0)
  const served = asked.filter((i) => row(i).some((time) => time < Infinity))
  const farS = 2 * served.reduce((most, i) => longestOf(row(i), most), 0)
  const order = served.sort((a, b) => weights[a]! - weights[b]! || byRow(row(a), row(b)))
  const base = Float64Array.from(order, (i) => weights[i]! * fixed.reduce((least, j) => Math.min(least, row(i)[j]!), farS))
  const cost = new Float64Array(order.length * free.length)
  order.forEach((i, n) => free.forEach((j, k) => { cost[n * free.length + k] = Math.min(base[n]!, weights[i]! * row(i)[j]!) }))
  const lost = asked.filter((i) => !row(i).some((time) => time < Infinity))
  return { candidates: free, weights: Float64Array.from(order, (i) => weights[i]!), base, cost, farS, unreachable: { weight: sumOf(lost.map((i) => weights[i]!)), demands: lost } }
}

function longestOf(row: ArrayLike<number>, least: number): number {
  let longest = least
  for (let j = 0; j < row.length; j++) if (row[j]! < Infinity && row[j]! > longest) longest = row[j]!
  return longest
}

function byRow(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return a[j]! - b[j]!
  return 0
}

/** Weight times seconds of the nearest of these places, standing points included. */
export const costOf = ({ candidates, base, cost }: NearTable, places: readonly number[]): number =>
  sumOf(base.map((least, i) => places.reduce((now, k) => Math.min(now, cost[i * candidates.length + k]!), least)))

/** Adds the place that lowers the cost most until there are `p`; where none lowers it the first. */
export function nearestGrown({ candidates, base, cost }: NearTable, begun: readonly number[], p: number): number[] {
  const places = [...begun]
  const now = base.map((least, i) => places.reduce((nearest, k) => Math.min(nearest, cost[i * candidates.length + k]!), least))
  while (places.length < Math.min(p, candidates.length)) {
    const gain = new Float64Array(candidates.length)
    now.forEach((most, i) => { for (let k = 0; k < gain.length; k++) gain[k]! += Math.max(0, most - cost[i * gain.length + k]!) })
    const best = gain.reduce((first, own, k) => (!places.includes(k) && (first < 0 || own > gain[first]!) ? k : first), -1)
    places.push(best)
    now.forEach((most, i) => { now[i] = Math.min(most, cost[i * candidates.length + best]!) })
  }
  return places
}

/** Makes the best exchange until none lowers the cost. */
export function nearestExchanged(table: NearTable, begun: readonly number[]): number[] {
  const places = [...begun].sort((a, b) => a - b)
  const least = 1e-12 * sumOf(table.base)
  for (let pair = bestExchange(table, places, least); pair; pair = bestExchange(table, places, least)) {
    places[places.indexOf(pair.out)] = pair.in
    places.sort((a, b) => a - b)
  }
  return places
}

/** Without o, what it served goes to the second nearest, or to the one that comes, if that is nearer. */
function bestExchange({ candidates, base, cost }: NearTable, places: readonly number[], least: number): { out: number; in: number } | undefined {
  const n = candidates.length
  const [loss, gain, common] = [new Float64Array(n), new Float64Array(n), new Float64Array(n * n)]
  base.forEach((standing, i) => {
    let [first, nearest, second] = [-1, standing, standing]
    for (const k of places) {
      const own = cost[i * n + k]!
      if (own < nearest) [first, nearest, second] = [k, own, nearest]
      else if (own < second) second = own
    }
    if (first >= 0) loss[first]! += second - nearest
    for (let j = 0; j < n; j++) {
      const own = cost[i * n + j]!
      if (own < nearest) gain[j]! += nearest - own
      if (first >= 0 && own < second) common[first * n + j]! += second - Math.max(own, nearest)
    }
  })
  const chosen = new Set(places)
  let [best, most]: [{ out: number; in: number } | undefined, number] = [undefined, least]
  for (const o of places) {
    for (let j = 0; j < n; j++) {
      const change = gain[j]! - loss[o]! + common[o * n + j]!
      if (!chosen.has(j) && change > most) [best, most] = [{ out: o, in: j }, change]
    }
  }
  return best
}

/** Steps of the bound without progress after which they are halved, and how much of its direction a step keeps, lest it goes to and fro. */
const PATIENCE = 12
const KEPT = 0.7

/** What no set of `p` places can be below, from `steps` steps that begin at a good set. */
export function medianBound(table: NearTable, p: number, good: readonly number[], steps: number): number {
  const { candidates: { length: n }, weights, base, cost } = table
  const best = costOf(table, good)
  // Beside a good set everybody pays something between the nearest and the second nearest of it.
  const pay = base.map((standing, i) => {
    const [nearest, second] = [...good.map((k) => cost[i * n + k]!), standing, standing].sort((a, b) => a - b)
    return (nearest! + second!) / 2
  })
  const way = new Float64Array(base.length)
  let [bound, length, still, found] = [-Infinity, 1, 0, pay.slice()]
  for (let step = 0; step < steps && length > 1e-3; step++) {
    const earns = earnings(table, pay)
    const open = [...earns.keys()].sort((a, b) => earns[b]! - earns[a]! || a - b).slice(0, p)
    const now = sumOf(pay) - sumOf(open.map((k) => earns[k]!))
    // Progress of a trifle is none.
    still = now - bound > 1e-5 * best ? 0 : still + 1
    if (now > bound) [bound, found] = [now, pay.slice()]
    if (still >= PATIENCE) {
      [length, still] = [length / 2, 0]
      pay.set(found)
      way.fill(0)
    }
    // Who weighs more may pay more, so steps are in seconds.
    let away = 0
    for (let i = 0; i < pay.length; i++) {
      const served = open.reduce((times, k) => times + Number(cost[i * n + k]! < pay[i]!), 0)
      way[i] = KEPT * way[i]! + (1 - KEPT) * (1 - served) * weights[i]!
      away += way[i]! ** 2 / weights[i]!
    }
    if (away === 0) break
    const stride = (length * Math.max(best - now, 0)) / away
    // Nobody pays more than what it costs to be left out.
    for (let i = 0; i < pay.length; i++) pay[i] = Math.min(base[i]!, Math.max(0, pay[i]! + stride * way[i]!))
  }
  return Math.max(0, bound)
}

/** What each place earns from demands that would pay more than it costs them. */
function earnings({ candidates: { length: n }, cost }: NearTable, pay: Float64Array): Float64Array {
  const earns = new Float64Array(n)
  for (let i = 0, at = 0; i < pay.length; i++) {
    const most = pay[i]!
    for (let k = 0; k < n; k++, at++) {
      const own = cost[at]!
      if (own < most) earns[k]! += most - own
    }
  }
  return earns
}
