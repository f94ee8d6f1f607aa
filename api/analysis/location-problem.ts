/**
 * Where to stand so that demand is reached in time: the problem, its checks, and who reaches whom.
 *
 * What it tells: for each demand the points that reach it within its limit. What it does not: whether a unit is free there when it is needed, and how
 * fast it then drives; times are as good as the roads and speeds they were made from.
 * Formula: N_i = {j : t_ij <= T_i}, t_ij seconds from point j to demand i, T_i the limit of demand i (15 minutes in towns, 20 in the country: one table of
 * times, two limits). A time of Infinity is no way, whatever the limit. Demand of no weight is nobody's and never counted.
 * Input: weights (any one unit, nought or more), limits and times in seconds, row by row: times[demand x candidates + candidate]. Output: `CoverLists`, in
 * which demands reached by the same points are one group, demand reached by points that stand already is a constant, and demand that nobody reaches is
 * counted. Groups stand in the order of their lists and weights are added from the smallest up, so that nothing depends on the order of rows.
 * Undefined: never; no demand or no candidates give empty lists. Senseless input throws a RangeError. Cost: demands x candidates, and the sorting of groups.
 * Source: Toregas, Swain, ReVelle & Bergman 1971, doi 10.1287/opre.19.6.1363; Church & ReVelle 1974, doi 10.1007/BF01942293. Checked by hand and against
 * exhaustive search.
 */

export interface LocationProblem {
  weights: Float64Array
  /** Seconds within which each demand is to be reached. */
  limitsS: Float64Array
  /** Seconds from each candidate to each demand, row by row: times[demand * candidates + candidate]. Infinity: no way. */
  times: Float32Array | Float64Array
  candidates: number
  /** Candidates at which somebody stands already: always kept, and not counted among the points to be chosen. */
  fixed: readonly number[]
}

export interface Unreachable { weight: number; /** Rows of the problem, ascending. */ demands: number[] }

export interface CoverLists {
  /** Numbers of the candidates that can be chosen, ascending. Lists below hold places in this list. */
  candidates: readonly number[]
  /** For each group the candidates that reach it, ascending; never empty. */
  reach: readonly (readonly number[])[]
  weights: readonly number[]
  /** For each candidate the groups that it reaches, ascending. */
  groupsOf: readonly (readonly number[])[]
  /** Weight that is reached whatever is chosen. */
  kept: number
  unreachable: Unreachable
  total: number
}

/** @throws RangeError, in words, for what is no problem. */
export function checkProblem({ weights, limitsS, times, candidates, fixed }: LocationProblem): void {
  if (!Number.isInteger(candidates) || candidates < 0) throw new RangeError(`candidates is ${candidates}: a whole number, nought or more`)
  if (limitsS.length !== weights.length) throw new RangeError(`${weights.length} weights and ${limitsS.length} limits: one limit for each demand`)
  if (times.length !== weights.length * candidates) throw new RangeError(`${times.length} times for ${weights.length} demands and ${candidates} candidates: one for each pair`)
  weights.forEach((weight, i) => { if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`the weight of demand ${i} is ${weight}: a number, nought or more`) })
  limitsS.forEach((limit, i) => { if (!(limit >= 0)) throw new RangeError(`the limit of demand ${i} is ${limit}: seconds, nought or more`) })
  for (let k = 0; k < times.length; k++) if (!(times[k]! >= 0)) throw new RangeError(`the time from candidate ${k % candidates} to demand ${Math.floor(k / candidates)} is ${times[k]}: seconds, nought or more`)
  checkPoints(fixed, candidates)
}

/** @throws RangeError for a point that is no candidate. */
export function checkPoints(points: readonly number[], candidates: number): void {
  for (const j of points) if (!Number.isInteger(j) || j < 0 || j >= candidates) throw new RangeError(`point ${j} is not among the ${candidates} candidates`)
}

/** @throws RangeError for what is no number of points. */
export function checkCount(p: number): void {
  if (!Number.isInteger(p) || p < 0) throw new RangeError(`${p} points: a whole number, nought or more`)
}

/** The sum from the smallest up: the same whatever the order, and never less for one more value. */
export const sumOf = (values: Iterable<number>): number => Float64Array.from(values).sort().reduce((sum, value) => sum + value, 0)

/** Candidates at which nobody stands yet, ascending. */
export function freeCandidates({ candidates, fixed }: LocationProblem): number[] {
  const standing = new Set(fixed)
  return Array.from({ length: candidates }, (_, j) => j).filter((j) => !standing.has(j))
}

/** Whether this point reaches this demand; `limitS` in place of the demand's own. */
export function reaches({ limitsS, times, candidates }: LocationProblem, demand: number, point: number, limitS = limitsS[demand]!): boolean {
  const time = times[demand * candidates + point]!
  return time <= limitS && time < Infinity
}

/** Who reaches whom; with `limitS` everybody within this limit instead of their own. */
export function coverLists(problem: LocationProblem, limitS?: number): CoverLists {
  const free = freeCandidates(problem)
  const standing = [...new Set(problem.fixed)]
  const groups = new Map<string, { reach: number[]; weights: number[] }>()
  const [kept, unreachable]: [number[], number[]] = [[], []]
  problem.weights.forEach((weight, i) => {
    if (weight === 0) return
    if (standing.some((j) => reaches(problem, i, j, limitS))) return void kept.push(weight)
    const reach: number[] = []
    free.forEach((j, k) => { if (reaches(problem, i, j, limitS)) reach.push(k) })
    if (reach.length === 0) return void unreachable.push(i)
    const key = reach.join()
    const group = groups.get(key)
    if (group) group.weights.push(weight)
    else groups.set(key, { reach, weights: [weight] })
  })
  const ordered = inOrder([...groups.values()], free.length)
  return {
    candidates: free, ...ordered, kept: sumOf(kept), total: sumOf(problem.weights),
    unreachable: { weight: sumOf(unreachable.map((i) => problem.weights[i]!)), demands: unreachable }
  }
}

/**
 * The same problem with fewer candidates: those at `places`, ascending, with those of `taken` chosen already. Groups that nobody is left to reach are gone
 * from it, though not from the total.
 */
export function restricted(lists: CoverLists, places: readonly number[], taken: readonly number[] = []): CoverLists {
  const [chosen, place] = [new Set(taken), new Map(places.map((k, n) => [k, n]))]
  const groups = new Map<string, { reach: number[]; weights: number[] }>()
  const kept = [lists.kept]
  lists.reach.forEach((reach, g) => {
    if (reach.some((k) => chosen.has(k))) return void kept.push(lists.weights[g]!)
    const left = reach.flatMap((k) => place.get(k) ?? [])
    if (left.length === 0) return
    const group = groups.get(left.join())
    if (group) group.weights.push(lists.weights[g]!)
    else groups.set(left.join(), { reach: left, weights: [lists.weights[g]!] })
  })
  return { ...lists, candidates: places.map((k) => lists.candidates[k]!), ...inOrder([...groups.values()], places.length), kept: sumOf(kept) }
}

function inOrder(groups: { reach: number[]; weights: number[] }[], candidates: number) {
  groups.sort((a, b) => byList(a.reach, b.reach))
  const groupsOf: number[][] = Array.from({ length: candidates }, () => [])
  groups.forEach(({ reach }, g) => { for (const k of reach) groupsOf[k]!.push(g) })
  return { reach: groups.map(({ reach }) => reach), weights: groups.map(({ weights }) => sumOf(weights)), groupsOf }
}

function byList(a: readonly number[], b: readonly number[]): number {
  for (let n = 0; n < a.length && n < b.length; n++) if (a[n] !== b[n]) return a[n]! - b[n]!
  return a.length - b.length
}

/**
 * Places of the candidates that are worth a thought: who reaches nothing, or nothing that another does not reach as well, is left out. Of those that reach
 * the same the first is kept.
 */
export function undominated({ groupsOf, reach }: CoverLists): number[] {
  const sets = groupsOf.map((groups) => new Set(groups))
  const within = (a: number, b: number) => sets[a]!.size <= sets[b]!.size && groupsOf[a]!.every((g) => sets[b]!.has(g))
  return [...groupsOf.keys()].filter((a) => {
    const [first] = groupsOf[a]!
    // Whoever reaches all that it does reaches its first group, too.
    return first !== undefined && !reach[first]!.some((b) => b !== a && within(a, b) && (sets[b]!.size > sets[a]!.size || b < a))
  })
}

/**
 * The same question where all is to be reached: without groups of which another's list is a part, since whoever reaches that one reaches them as well.
 * Groups are counted, not weighed.
 */
export function withoutImplied(lists: CoverLists): CoverLists {
  const { reach, groupsOf } = lists
  const words = (groupsOf.length + 31) >> 5
  const bits = new Int32Array(reach.length * words)
  reach.forEach((list, g) => { for (const k of list) bits[g * words + (k >> 5)]! |= 1 << (k & 31) })
  const contains = (g: number, h: number) => {
    for (let w = 0; w < words; w++) if ((bits[h * words + w]! & ~bits[g * words + w]!) !== 0) return false
    return true
  }
  const kept: number[] = []
  // The shortest first: what contains a list that is left out contains one that is kept, too.
  for (const g of [...reach.keys()].sort((a, b) => reach[a]!.length - reach[b]!.length)) if (!kept.some((h) => contains(g, h))) kept.push(g)
  const groups = kept.map((g) => ({ reach: [...reach[g]!], weights: [1] }))
  return { ...lists, ...inOrder(groups, groupsOf.length), kept: 0, total: groups.length }
}
