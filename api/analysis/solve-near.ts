/**
 * Points that are near on the whole (p-median), and points of which the farthest demand is least far (p-center).
 *
 * What it tells: points, their weighted time or their worst time, and what no points can be below. What it does not: who is reached within a limit.
 * Formulas: p-median, least sum of a_i t_i: greedy, exchanges and the bound of location-median.ts; where that is not near enough and pairs of demand and
 * point are few enough, the integer programme of location-models.ts. p-center, least z with t_i <= z for all demand with weight: z is one of the times of
 * the table, so the times are halved again and again, and each half is asked whether p points reach all within it, by greedy first and then by set cover.
 * Demand that nobody gets to is left out and counted. Demand that another candidate could get to, but no chosen one: in the p-median it counts with twice the
 * longest time and is told as `cutOff`; where p points cannot get to everybody, there is no worst time: null, and the points are those of most cover.
 * gap = (value - bound) / value.
 * Input: `LocationProblem` (limits are not looked at), p, limits. Output: numbers of candidates, ascending; seconds. Undefined: no weight: meanS and worstS null.
 * Cost: 200 demands and 200 candidates: seconds; far larger p-medians keep the bound of Lagrange, without a proof. Source: Hakimi 1964,
 * doi 10.1287/opre.12.3.450; Minieka 1970, doi 10.1137/1012016 (p-center by set covers). Checked against exhaustive search of 220 problems and spopt's published
 * instance of San Francisco.
 */
import { evaluatePoints } from './location-greedy.ts'
import { costOf, medianBound, nearestExchanged, nearestGrown, nearTable, type NearTable } from './location-median.ts'
import { medianArcs, medianProgramme } from './location-models.ts'
import { checkCount, checkProblem, coverLists, sumOf, type LocationProblem } from './location-problem.ts'
import { locationSolver, type Solver } from './location-solver.ts'
import { fewestPlaces, filledUp, maximalCover, tooMany, unfinished, usualLimits, type Chosen, type LocationLimits } from './solve-location.ts'

export interface MedianSolution extends Chosen {
  /** Weight times seconds, demand that is cut off included. */
  cost: number
  /** No points cost less. */
  bound: number
  /** Of demand that a point gets to. */
  meanS: number | null
  /** Weight that another candidate would get to. */
  cutOff: number
}
export interface CenterSolution extends Chosen { worstS: number | null; /** No points are below it. */ boundS: number | null }

const EQUAL = 1e-9
const BOUND_STEPS = 300
/** Pairs of demand and point up to which the integer programme ends in seconds. */
const MOST_ARCS = 40_000

/** @throws RangeError for a senseless problem or p. */
export async function pMedian(problem: LocationProblem, p: number, limits: LocationLimits = {}): Promise<MedianSolution> {
  checkProblem(problem)
  checkCount(p)
  const all = { ...usualLimits, ...limits }
  const table = nearTable(problem)
  const n = table.candidates.length
  const begun = nearestExchanged(table, nearestGrown(table, [], p))
  const cost = costOf(table, begun)
  const low = p >= n ? cost : medianBound(table, p, begun, BOUND_STEPS)
  const found = p >= n || cost - low <= all.gap * cost || all.stopped() ? { places: begun, bound: low } : exactMedian(table, p, begun, low, await locationSolver(), all)
  const own = costOf(table, found.places)
  const gap = own > 0 ? Math.max(0, own - found.bound) / own : 0
  const [proved, near] = [gap <= EQUAL, gap <= Math.max(all.gap, EQUAL)]
  const chosen = found.places.map((k) => table.candidates[k]!).sort((a, b) => a - b)
  const { meanS, cutOff } = evaluatePoints(problem, chosen)
  return {
    chosen, cost: own, bound: proved ? own : found.bound, gap: proved ? 0 : gap, proved, method: near ? 'exact' : 'greedy', meanS, cutOff: Math.max(0, cutOff - table.unreachable.weight),
    note: (near ? null : unfinished(all.stopped())) ?? tooMany(p, n), unreachable: table.unreachable
  }
}

function exactMedian(table: NearTable, p: number, begun: number[], low: number, solver: Solver, limits: Required<LocationLimits>): { places: number[]; bound: number } {
  const arcs = medianArcs(table, p)
  if (arcs.length === 0 || arcs.length > MOST_ARCS) return { places: begun, bound: low }
  const [base, cost] = [sumOf(table.base), costOf(table, begun)]
  return solver(medianProgramme(arcs, p), { ...limits, near: limits.gap * cost }, ({ value, bound, column }) => {
    const open = new Set(arcs.map(({ place }) => place))
    const places = value === null ? begun : nearestGrown(table, [...open].sort((a, b) => a - b).filter((k) => column(`y${k}`) > 0.5), p)
    const best = costOf(table, places) < cost ? places : begun
    return { places: best, bound: Math.min(costOf(table, best), Math.max(low, base + bound)) }
  })
}

/** @throws RangeError for a senseless problem or p. */
export async function pCenter(problem: LocationProblem, p: number, limits: LocationLimits = {}): Promise<CenterSolution> {
  checkProblem(problem)
  checkCount(p)
  const all = { ...usualLimits, ...limits }
  const solver = await locationSolver()
  // Whoever nobody gets to is left out, so that what is left can be reached by all candidates together.
  const { unreachable } = coverLists(problem, Number.MAX_VALUE)
  const out = new Set(unreachable.demands)
  const own = { ...problem, weights: problem.weights.map((weight, i) => (out.has(i) ? 0 : weight)) }
  const times = distinctTimes(own)
  const end = (chosen: number[], worstS: number | null, boundS: number | null, note: string | null = null): CenterSolution => {
    const proved = worstS === boundS
    const gap = proved || worstS === null || boundS === null ? 0 : (worstS - boundS) / worstS
    return { chosen, worstS, boundS, gap, proved, method: gap <= all.gap ? 'exact' : 'greedy', note: note ?? tooMany(p, problem.candidates - new Set(problem.fixed).size), unreachable }
  }
  if (times.length === 0) return end(filledUp(problem, [], p), null, null)
  const search = new CenterSearch(own, p, times, solver, all)
  const { at, below, places } = search.smallest()
  if (!places) {
    const { chosen } = await maximalCover({ ...own, limitsS: own.limitsS.map(() => Number.MAX_VALUE) }, p, limits)
    return end(chosen, null, null, search.sure ? `${p} ${p === 1 ? 'point' : 'points'} cannot get to all demand.` : unfinished(all.stopped()))
  }
  const chosen = filledUp(problem, places, p)
  return end(chosen, evaluatePoints(own, chosen).worstS, below === at ? times[at]! : times[below]!, below === at ? null : unfinished(all.stopped()))
}

/** Times that the worst can be: no demand is nearer than its nearest candidate is. */
function distinctTimes({ weights, times, candidates }: LocationProblem): Float64Array {
  const rows = [...weights.keys()].filter((i) => weights[i]! > 0).map((i) => times.subarray(i * candidates, (i + 1) * candidates))
  const least = rows.reduce((most, row) => Math.max(most, leastOf(row)), 0)
  const values = new Set<number>()
  for (const row of rows) for (let j = 0; j < row.length; j++) if (row[j]! >= least && row[j]! < Infinity) values.add(row[j]!)
  return Float64Array.from(values).sort()
}

function leastOf(row: ArrayLike<number>): number {
  let least = Infinity
  for (let j = 0; j < row.length; j++) least = Math.min(least, row[j]!)
  return least
}

class CenterSearch {
  private left: number
  /** False where the last question ended without an answer. */
  sure = true

  constructor(private readonly problem: LocationProblem, private readonly p: number, private readonly times: Float64Array, private readonly solver: Solver, private readonly limits: Required<LocationLimits>) {
    this.left = limits.timeLimitS
  }

  /** The number of the least time within which it is known that p points reach all, and of the one below which it is known that none do. */
  smallest(): { at: number; below: number; places?: number[] } {
    const last = this.times.length - 1
    let places = this.within(last, true)
    if (!places) return { at: last, below: last }
    let [low, high] = [0, last]
    // Greedy alone first: what it can do needs no proof.
    while (low < high && !this.limits.stopped()) {
      const middle = (low + high) >> 1
      const found = this.within(middle, false)
      if (found) [high, places] = [middle, found]
      else low = middle + 1
    }
    // Then exactly, and where a question stays open, whether fewer seconds are too few.
    let open = high
    for (low = 0; low < open && this.left > 0 && !this.limits.stopped();) {
      const middle = (low + open) >> 1
      this.sure = true
      const found = this.within(middle, true)
      if (found) [high, open, places] = [middle, middle, found]
      else if (this.sure) low = middle + 1
      else open = middle
    }
    return { at: high, below: low, places }
  }

  private within(n: number, exactly: boolean): number[] | undefined {
    const lists = coverLists(this.problem, this.times[n]!)
    if (lists.unreachable.weight > 0) return undefined
    // No question takes all of the time that is left, so that a hard one leaves some to others.
    const limits = exactly ? { ...this.limits, timeLimitS: this.left / 3 } : { ...this.limits, stopped: () => true }
    const { places, bound, seconds } = fewestPlaces(lists, this.solver, limits, { atMost: this.p, rounds: exactly ? 20 : 5 })
    this.left -= seconds
    if (places.length <= this.p) return places
    if (bound <= this.p) this.sure = false
    return undefined
  }
}
