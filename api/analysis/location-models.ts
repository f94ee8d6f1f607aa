/**
 * The integer programmes of location as text in the LP format, which HiGHS reads.
 *
 * What it tells: nothing by itself; solve-location.ts has them solved. Formulas, y_k = 1 where somebody is to stand:
 * - Maximal cover (MCLP): least sum of a_g u_g with (sum of y_k that reach g) + u_g >= 1, sum of y <= p; u_g is what is missed of group g, and whole by itself
 *   where y is. Its relaxation (y from 0 to 1) is written as its dual, which the simplex solves many times faster: greatest sum of v_g - p m - sum of s_k
 *   with (sum of v_g that k reaches) - m - s_k <= 0, v_g <= a_g. Any such v gives a bound, and m - sum of v is what choosing k costs at least.
 * - Set cover (LSCP): least sum of y with (sum of y_k that reach g) >= 1. With `atMost` it is the question of the p-center: can so many points do it? Its dual: greatest sum of v_g with
 *   (sum of v_g that k reaches) <= 1.
 * - p-median: most saving, sum of a_i (b_i - t_ik) x_ik with x_ik <= y_k, sum over k of x_ik <= 1, sum of y <= p; b_i is the time without any new point.
 * Weights are multiplied by `scale`, because solvers take differences below a millionth for none.
 * Input: lists or tables of this folder. Output: text; nothing is rounded. Undefined: lists without a group give no programme; do not ask. Cost: the text's length.
 * Source: Church & ReVelle 1974, doi 10.1007/BF01942293; Toregas et al. 1971, doi 10.1287/opre.19.6.1363; Hakimi 1964, doi 10.1287/opre.12.3.450; ReVelle &
 * Swain 1970, doi 10.1111/j.1538-4632.1970.tb00142.x (p-median as a programme). Checked against exhaustive search.
 */
import { sumOf, type CoverLists } from './location-problem.ts'
import type { NearTable } from './location-median.ts'

export interface Programme { text: string; /** What weights were multiplied by. */ scale: number }

const plus = (terms: readonly string[]) => terms.join(' + ')
const yOf = (places: readonly number[]) => plus(places.map((k) => `y${k}`))
const binaries = (places: readonly number[]) => `Binary\n ${places.map((k) => `y${k}`).join(' ')}\nEnd\n`

/** Whole numbers stay as they are, which lets the solver reckon in whole numbers; others come to a million in all. */
export function scaleOf(weights: readonly number[]): number {
  const total = sumOf(weights)
  return total <= 0 || (total <= 1e8 && weights.every(Number.isInteger)) ? 1 : 1e6 / total
}

/** Columns u and y; the value is the weight that is missed. */
export function coverProgramme({ reach, weights, groupsOf }: CoverLists, p: number): Programme {
  const scale = scaleOf(weights)
  const places = [...groupsOf.keys()].filter((k) => groupsOf[k]!.length > 0)
  const rows = reach.map((list, g) => ` ${yOf(list)} + u${g} >= 1`)
  return { scale, text: `Minimize\n missed: ${plus(weights.map((weight, g) => `${weight * scale} u${g}`))}\nSubject To\n${rows.join('\n')}\n points: ${yOf(places)} <= ${p}\n${binaries(places)}` }
}

/** Columns v, m and s, rows k: the dual of the relaxed programme; the value is a bound on the weight that is missed. */
export function coverBoundProgramme({ weights, groupsOf }: CoverLists, p: number): Programme {
  const scale = scaleOf(weights)
  const places = [...groupsOf.keys()].filter((k) => groupsOf[k]!.length > 0)
  const rows = places.map((k) => ` k${k}: ${plus(groupsOf[k]!.map((g) => `v${g}`))} - m - s${k} <= 0`)
  const bounds = weights.map((weight, g) => ` v${g} <= ${weight * scale}`)
  return { scale, text: `Maximize\n bound: ${plus(weights.map((_, g) => `v${g}`))} - ${p} m ${places.map((k) => `- s${k}`).join(' ')}\nSubject To\n${rows.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n` }
}

/** Columns y; the value is their number. `atMost`: no more are asked for. */
export function setCoverProgramme({ groupsOf, reach }: CoverLists, atMost?: number): Programme {
  const places = [...groupsOf.keys()].filter((k) => groupsOf[k]!.length > 0)
  const rows = reach.map((list) => ` ${yOf(list)} >= 1`)
  const most = atMost === undefined ? '' : ` most: ${yOf(places)} <= ${atMost}\n`
  return { scale: 1, text: `Minimize\n points: ${yOf(places)}\nSubject To\n${rows.join('\n')}\n${most}${binaries(places)}` }
}

/** Columns v: the dual of the relaxed programme; no fewer points do than its value says. */
export function setCoverBoundProgramme({ groupsOf, weights }: CoverLists): Programme {
  const rows = groupsOf.filter((groups) => groups.length > 0).map((groups) => ` ${plus(groups.map((g) => `v${g}`))} <= 1`)
  return { scale: 1, text: `Maximize\n bound: ${plus(weights.map((_, g) => `v${g}`))}\nSubject To\n${rows.join('\n')}\nEnd\n` }
}

/** A pair of demand and place with what it saves. */
interface Arc { demand: number; place: number; saving: number }

/**
 * Pairs that can matter: whoever is farther than n - p others of n never is the nearest of p. Demand of one row that nothing saves is not in it.
 */
export function medianArcs({ candidates, base, cost }: NearTable, p: number): Arc[] {
  const n = candidates.length
  return [...base].flatMap((most, demand) => {
    const arcs = Array.from({ length: n }, (_, place) => ({ demand, place, saving: most - cost[demand * n + place]! }))
    return arcs.sort((a, b) => b.saving - a.saving || a.place - b.place).slice(0, n - p + 1).filter(({ saving }) => saving > 0)
  })
}

/** Columns x by number of the arc, and y; the value is less what is saved. */
export function medianProgramme(arcs: readonly Arc[], p: number): Programme {
  const scale = scaleOf(arcs.map(({ saving }) => saving))
  const [byDemand, places] = [new Map<number, number[]>(), new Set<number>()]
  arcs.forEach(({ demand, place }, a) => {
    byDemand.set(demand, [...(byDemand.get(demand) ?? []), a])
    places.add(place)
  })
  const once = [...byDemand.values()].map((own) => ` ${plus(own.map((a) => `x${a}`))} <= 1`)
  const open = arcs.map(({ place }, a) => ` x${a} - y${place} <= 0`)
  const chosen = [...places].sort((a, b) => a - b)
  return { scale, text: `Minimize\n saved: ${arcs.map(({ saving }, a) => `- ${saving * scale} x${a}`).join(' ')}\nSubject To\n${once.join('\n')}\n${open.join('\n')}\n points: ${yOf(chosen)} <= ${p}\n${binaries(chosen)}` }
}
