/**
 * Most weight reached by p points, all of it by fewest points, and what each further point adds.
 *
 * What it tells: points, the weight they reach, and what no points could exceed; proved where the two are one. What it does not: a promise to anybody: cover is
 * of a model of travel, with a unit free at each point; compliance is what was observed. The two are told beside each other.
 * Formulas: those of location-models.ts. Maximal cover goes by stages, each only where the one before has not come within the gap: greedy with exchanges;
 * the relaxed programme, whose value is a bound; rounds of exchanges; the integer programme without candidates of which the bound shows that no better set
 * has or lacks them. gap = (bound - covered) / bound. Points over after all are reached that can be stand where they lower the weighted mean time most.
 * Input: `LocationProblem`, p, limits. Output: numbers of candidates without the standing ones, ascending; weights in the problem's unit. The same problem has
 * the same answer on every machine and in whatever order its demands stand, unless the time limit ended it; in another order of candidates it has the same
 * covered weight where that is proved, and perhaps other points of equal worth. Undefined: no weight: covered 0, share null.
 * Cost: 5,600 demands, 300 candidates and 30 points within half a percent: one to four seconds, and the time limit where the integer programme is needed.
 * Source: Church & ReVelle 1974, doi 10.1007/BF01942293; Toregas et al. 1971, doi 10.1287/opre.19.6.1363. Checked against exhaustive search of 220 problems and
 * spopt's published instance of San Francisco.
 */
import { coveredBy, evaluatePoints, greedySetCover, searchCover } from './location-greedy.ts'
import { nearestGrown, nearTable } from './location-median.ts'
import { coverBoundProgramme, coverProgramme, setCoverBoundProgramme, setCoverProgramme } from './location-models.ts'
import { checkCount, checkProblem, coverLists, restricted, sumOf, undominated, withoutImplied, type CoverLists, type LocationProblem, type Unreachable } from './location-problem.ts'
import { locationSolver, type Solver } from './location-solver.ts'
import { seededRandom } from './random.ts'

export interface LocationLimits {
  /** Of the solver, in seconds; the search by exchanges comes on top. */
  timeLimitS?: number
  /** Near enough, as a share of the bound. */
  gap?: number
  /** Of exchanges after some points were taken out. */
  rounds?: number
  /** Asked now and then; true ends the work with the best so far. */
  stopped?: () => boolean
}
/** 20 s are what somebody waits who looks on; half a percent of cover is less than its inputs are known to; after 100 rounds little more is found. */
export const usualLimits = { timeLimitS: 20, gap: 0.005, rounds: 100, stopped: () => false } as const

export interface Chosen {
  /** New points, ascending, without the standing ones. */
  chosen: number[]
  /** Relative distance of value and bound, nought or more. */
  gap: number
  /** No set is better. */
  proved: boolean
  /** Exact: within the gap that was asked for. Greedy: the best found when time was over. */
  method: 'exact' | 'greedy'
  note: string | null
  unreachable: Unreachable
}
export interface LocationSolution extends Chosen { covered: number; total: number; share: number | null; /** No points reach more. */ bound: number }
/** `bound`: no fewer points do. */
export interface SetCoverSolution extends Chosen { covered: number; total: number; share: number | null; bound: number }
export interface CoverStep extends LocationSolution { p: number }

/** A relative difference below it is rounding. */
const EQUAL = 1e-9
const STOPPED = 'It was stopped before its end: these are the best points so far.'
const OVER = 'It is not known whether better points exist: these are the best found within the limits.'
/** Said where the end was not reached. */
export const unfinished = (stopped: boolean): string => (stopped ? STOPPED : OVER)

/** @throws RangeError for a senseless problem or p. */
export async function maximalCover(problem: LocationProblem, p: number, limits: LocationLimits = {}): Promise<LocationSolution> {
  checkProblem(problem)
  checkCount(p)
  const lists = coverLists(problem)
  const all = { ...usualLimits, ...limits }
  return coverSolution(problem, lists, p, bestCover(lists, undominated(lists), p, await locationSolver(), all), all)
}

/** Steps of a curve are improved by fewer rounds, since each begins with the one before. */
const CURVE_ROUNDS = 20

/** Maximal cover by 0 to `most` points; the time limit is of all of them together. Cover never falls, nor do bounds. @throws RangeError */
export async function coverCurve(problem: LocationProblem, most: number, limits: LocationLimits = {}): Promise<CoverStep[]> {
  checkProblem(problem)
  checkCount(most)
  const all = { ...usualLimits, ...limits }
  const [lists, solver] = [coverLists(problem), await locationSolver()]
  const [kept, steps]: [number[], CoverStep[]] = [undominated(lists), []]
  let [left, before]: [number, number[]] = [all.timeLimitS, []]
  for (let p = 0; p <= Math.min(most, lists.candidates.length); p++) {
    // A step that needs little leaves its share to those that come.
    const found = bestCover(lists, kept, p, solver, { ...all, rounds: limits.rounds ?? CURVE_ROUNDS, timeLimitS: left / Math.max(1, most + 1 - p) }, before)
    const last = steps.at(-1)
    let step = coverSolution(problem, lists, p, found, all)
    if (last && step.covered < last.covered) step = coverSolution(problem, lists, p, { ...found, places: before }, all)
    steps.push({ p, ...step })
    before = step.chosen.map((j) => lists.candidates.indexOf(j))
    left -= found.seconds
  }
  for (let p = steps.length - 2; p >= 0; p--) steps[p] = bounded(steps[p]!, steps[p + 1]!.bound, all.gap)
  return steps
}

/** What more points cannot exceed fewer cannot either. */
function bounded(step: CoverStep, bound: number, wanted: number): CoverStep {
  if (bound >= step.bound) return step
  const most = Math.max(bound, step.covered)
  const gap = (most - step.covered) / most
  return { ...step, ...(gap <= EQUAL ? { bound: step.covered, gap: 0, proved: true } : { bound: most, gap }), method: gap <= Math.max(wanted, EQUAL) ? 'exact' : 'greedy' }
}

interface Found { places: number[]; bound: number; /** Of the solver. */ seconds: number }

/** Places in the candidates of the lists, and what none exceed. `kept`: those that nobody dominates; `begun`: places to begin with. */
function bestCover(lists: CoverLists, kept: readonly number[], p: number, solver: Solver, limits: Required<LocationLimits>, begun: readonly number[] = []): Found {
  const own = restricted(lists, kept)
  const told = (places: readonly number[], bound: number, seconds = 0): Found => ({ places: places.map((k) => kept[k]!).sort((a, b) => a - b), bound, seconds })
  const all = sumOf([own.kept, ...own.weights])
  const whole = own.weights.every(Number.isInteger) && Number.isInteger(own.kept)
  const rounded = (bound: number) => (whole ? Math.floor(bound + 1e-6) : bound)
  const first = begun.flatMap((k) => { const n = kept.indexOf(k); return n < 0 ? [] : n }).slice(0, p)
  let places = searchCover(own, p, { random: seededRandom('location'), rounds: 0, starts: [first] })
  if (p === 0 || nearly(coveredBy(own, places), all) || limits.stopped()) return told(places, p === 0 ? own.kept : all)
  const relaxed = relaxation(own, p, solver, limits)
  const bound = rounded(Math.min(all, relaxed?.bound ?? all))
  places = searchCover(own, p, { random: seededRandom('location'), rounds: limits.rounds, hints: relaxed?.hints, starts: [places, relaxed?.sure ?? []], enough: (covered) => nearly(covered, bound) || limits.stopped() })
  if (within(coveredBy(own, places), bound, limits.gap) || !relaxed || limits.stopped()) return told(places, bound, relaxed?.seconds ?? limits.timeLimitS)
  const exact = integer(own, p, places, { ...relaxed, step: whole ? 1 - 1e-6 : EQUAL * all }, solver, { ...limits, timeLimitS: limits.timeLimitS - relaxed.seconds })
  return told(exact.places, Math.min(bound, rounded(exact.bound)), relaxed.seconds + exact.seconds)
}

const nearly = (value: number, bound: number) => within(value, bound, EQUAL)
const within = (value: number, bound: number, gap: number) => bound - value <= gap * bound

interface Relaxed { bound: number; seconds: number; /** What choosing a place adds to weight missed at least, and leaving it out. */ adds: number[]; lacks: number[]; hints: number[]; sure: number[] }

/** The relaxed programme; undefined where time was over first. */
function relaxation(lists: CoverLists, p: number, solver: Solver, limits: Required<LocationLimits>): Relaxed | undefined {
  const programme = coverBoundProgramme(lists, p)
  const places = [...lists.groupsOf.keys()]
  return solver(programme, limits, ({ status, column, price, seconds }) => {
    if (status !== 'optimal') return undefined
    // The bound is reckoned anew from the prices, so that it holds whatever the solver rounded.
    const prices = lists.weights.map((weight, g) => Math.min(weight, Math.max(0, column(`v${g}`) / programme.scale)))
    const worth = places.map((k) => sumOf(lists.groupsOf[k]!.map((g) => prices[g]!)))
    const best = [...worth].sort((a, b) => b - a)
    const [last, next] = [best[p - 1] ?? 0, best[p] ?? 0]
    const missed = sumOf(prices) - sumOf(best.slice(0, p))
    const share = places.map((k) => Math.abs(price(`k${k}`)))
    return {
      bound: sumOf([lists.kept, ...lists.weights]) - Math.max(0, missed), seconds, adds: worth.map((own) => Math.max(0, last - own)), lacks: worth.map((own) => Math.max(0, own - next)),
      hints: places.filter((k) => share[k]! > 1e-6), sure: places.filter((k) => share[k]! > 0.99).slice(0, p)
    }
  })
}

/** The integer programme of what can still be better than `begun`. `step`: by how much another set is better at least. */
function integer(lists: CoverLists, p: number, begun: readonly number[], { bound, adds, lacks, step }: Relaxed & { step: number }, solver: Solver, limits: Required<LocationLimits>): Found {
  const [chosen, worth] = [new Set(begun), coveredBy(lists, begun)]
  const slack = bound - worth - step
  const sure = begun.filter((k) => lacks[k]! > slack)
  const left = [...lists.groupsOf.keys()].filter((k) => !sure.includes(k) && (chosen.has(k) || adds[k]! <= slack))
  const open = restricted(lists, left, sure)
  if (open.weights.length === 0 || p <= sure.length) return { places: [...begun], bound: worth, seconds: 0 }
  const start = new Map<string, number>()
  left.forEach((k, n) => { if (chosen.has(k)) start.set(`y${n}`, 1) })
  open.reach.forEach((reach, g) => { if (!reach.some((n) => chosen.has(left[n]!))) start.set(`u${g}`, 1) })
  for (const [n, groups] of open.groupsOf.entries()) if (groups.length === 0) start.delete(`y${n}`)
  return solver(coverProgramme(open, p - sure.length), { ...limits, start, near: limits.gap * worth }, ({ value, bound: missed, seconds, column }) => {
    const places = value === null ? [] : [...sure, ...left.filter((_, n) => open.groupsOf[n]!.length > 0 && column(`y${n}`) > 0.5)]
    const most = sumOf([open.kept, ...open.weights]) - Math.max(0, missed)
    const best = coveredBy(lists, places) > worth ? places : [...begun]
    return { places: best, bound: Math.max(most, coveredBy(lists, best)), seconds }
  })
}

/** In the problem's terms, with as many points as were asked for. */
function coverSolution(problem: LocationProblem, lists: CoverLists, p: number, { places, bound }: Pick<Found, 'places' | 'bound'>, { gap, stopped }: Required<LocationLimits>): LocationSolution {
  const many = Math.min(p, lists.candidates.length)
  const chosen = filledUp(problem, places, many)
  const { covered, total, share } = evaluatePoints(problem, chosen)
  const most = Math.max(bound, covered)
  const distance = most > 0 ? (most - covered) / most : 0
  const [proved, near] = [distance <= EQUAL, distance <= Math.max(gap, EQUAL)]
  const spare = many > places.length && proved ? `${places.length} points reach all that can be reached; the others stand where they lower the mean time most.` : null
  return {
    chosen, covered, total, share, bound: proved ? covered : most, gap: proved ? 0 : distance, proved, method: near ? 'exact' : 'greedy',
    note: (near ? null : unfinished(stopped())) ?? tooMany(p, lists.candidates.length) ?? spare, unreachable: lists.unreachable
  }
}

export const tooMany = (p: number, candidates: number): string | null => (p > candidates ? `There are ${candidates} candidates for ${p} points: all are chosen.` : null)

/** Numbers of candidates, ascending, of these places and of further ones where they lower the weighted mean time most. */
export function filledUp(problem: LocationProblem, places: readonly number[], many: number): number[] {
  const table = nearTable(problem)
  const all = places.length < many ? nearestGrown(table, places, many) : places
  return all.map((k) => table.candidates[k]!).sort((a, b) => a - b)
}

/** The fewest points that reach all demand that somebody reaches. @throws RangeError for a senseless problem. */
export async function setCover(problem: LocationProblem, limits: LocationLimits = {}): Promise<SetCoverSolution> {
  checkProblem(problem)
  const lists = coverLists(problem)
  const { places, bound } = fewestPlaces(lists, await locationSolver(), { ...usualLimits, ...limits })
  const chosen = places.map((k) => lists.candidates[k]!)
  const { covered, total, share } = evaluatePoints(problem, chosen)
  const proved = bound >= chosen.length
  const gap = proved ? 0 : (chosen.length - bound) / chosen.length
  const note = !proved ? `Perhaps ${bound} ${bound === 1 ? 'point does' : 'points do'} as well: time was over before it was known.` : null
  return { chosen, covered, total, share, bound, gap, proved, method: proved ? 'exact' : 'greedy', note, unreachable: lists.unreachable }
}

const FEWER_ROUNDS = 50

/** Places that reach every group. `atMost`: it is enough to know whether so many do; where they do not, the bound is above it. */
export function fewestPlaces(lists: CoverLists, solver: Solver, limits: Required<LocationLimits>, { atMost, rounds = FEWER_ROUNDS }: { atMost?: number; rounds?: number } = {}): Found {
  const kept = undominated(lists)
  const own = withoutImplied(restricted(lists, kept))
  const told = (places: readonly number[], bound: number, seconds = 0): Found => ({ places: places.map((k) => kept[k]!).sort((a, b) => a - b), bound, seconds })
  const apart = disjoint(own)
  const begun = fewer(own, greedySetCover(own), Math.max(apart, atMost ?? 0), rounds)
  const answered = (bound: number) => begun.length <= Math.max(bound, atMost ?? 0) || (atMost !== undefined && bound > atMost) || limits.stopped()
  if (answered(apart)) return told(begun, apart)
  const relaxed = fewestRelaxed(own, solver, limits)
  const low = Math.max(apart, relaxed.bound)
  if (answered(low)) return told(begun, low, relaxed.seconds)
  // Whether so many do is answered by the first set that does; to be the fewest, a set may be less than one above the bound.
  const near = atMost ?? 1 - 1e-4
  const start = new Map(atMost === undefined ? begun.map((k) => [`y${k}`, 1]) : [])
  return solver(setCoverProgramme(own, atMost), { ...limits, timeLimitS: limits.timeLimitS - relaxed.seconds, near, start }, ({ status, value, bound, column, seconds: more }) => {
    const seconds = relaxed.seconds + more
    if (status === 'infeasible') return told(begun, atMost! + 1, seconds)
    const places = value === null ? begun : [...own.groupsOf.keys()].filter((k) => own.groupsOf[k]!.length > 0 && column(`y${k}`) > 0.5)
    const best = places.length < begun.length ? places : begun
    return told(best, Math.max(low, Math.min(best.length, Math.ceil(bound - 1e-6))), seconds)
  })
}

/** How many are needed by the relaxed programme; nought where time was over first. */
function fewestRelaxed(lists: CoverLists, solver: Solver, limits: Required<LocationLimits>): { bound: number; seconds: number } {
  return solver(setCoverBoundProgramme(lists), limits, ({ status, column, seconds }) => {
    if (status !== 'optimal') return { bound: 0, seconds }
    // Reckoned anew from the prices, so that it holds whatever the solver rounded.
    const prices = lists.weights.map((_, g) => Math.max(0, column(`v${g}`)))
    const over = lists.groupsOf.reduce((most, groups) => Math.max(most, sumOf(groups.map((g) => prices[g]!))), 1)
    return { bound: Math.ceil(sumOf(prices) / over - 1e-6), seconds }
  })
}

/** Looks for one place fewer, or for `enough` at once, as for maximal cover, until it finds none. */
function fewer(lists: CoverLists, begun: readonly number[], enough: number, rounds: number): readonly number[] {
  let [best, want] = [begun, enough]
  while (best.length > enough) {
    const p = want
    const found = searchCover(lists, p, { random: seededRandom('location'), rounds, starts: [best.slice(0, p)], enough: (covered) => covered >= lists.total })
    if (coveredBy(lists, found) >= lists.total) best = found
    else if (p === best.length - 1) break
    want = best.length - 1
  }
  return best
}

/** Groups that have no place in common, each of which needs one of its own: a bound at once. */
function disjoint({ reach }: CoverLists): number {
  const used = new Set<number>()
  return [...reach].sort((a, b) => a.length - b.length).filter((list) => {
    if (list.some((k) => used.has(k))) return false
    for (const k of list) used.add(k)
    return true
  }).length
}
