/**
 * DBSCAN: groups of points where points are dense, for comparison with clusters by a rule.
 *
 * What it tells: which points hang together through points that have at least `fewest` within `reachM`, themselves included. What it does not: groups of
 * one size; a dense road is one long group.
 * Formula: a point with at least `fewest` points within reach is a core; cores within reach of each other are of one group; another point belongs to the
 * group of the nearest core within reach, of equals the first by name, or to none.
 * Input: metres. Output: the number of each point's group, by the first name in it, -1 for none. Cost: pairs within reach.
 * Source: Ester et al. 1996, KDD-96, 226-231. Checked against PostGIS (ST_ClusterDBSCAN) and R's dbscan: the same cores, groups and noise; for a point at
 * the edge of two groups they take either.
 */
import { Groups } from './joined-groups.ts'
import type { Metres } from './metres.ts'
import { NearPoints } from './near-lists.ts'

export interface NamedPoints extends Metres { names: readonly string[] }

/** `near`: of the same points, where it is at hand. @throws RangeError for a reach or a number that is not above nought. */
export function dbscan(points: NamedPoints, reachM: number, fewest: number, near = new NearPoints(points)): { group: Int32Array; core: Uint8Array } {
  if (!(fewest >= 1)) throw new RangeError(`fewest is ${fewest}: from 1`)
  const n = points.names.length
  const [group, core] = [new Int32Array(n).fill(-1), new Uint8Array(n)]
  if (n === 0) return { group, core }
  const { start, index } = near.within(reachM)
  const groups = new Groups(n)
  for (let i = 0; i < n; i++) core[i] = Number(start[i + 1]! - start[i]! >= fewest)
  for (let i = 0; i < n; i++) if (core[i]) for (let k = start[i]!; k < start[i + 1]!; k++) if (core[index[k]!]) groups.join(i, index[k]!)
  const owner = Int32Array.from(core, (own, i) => (own ? i : nearestCore(points, core, index.subarray(start[i], start[i + 1]), i)))
  const firstName = new Map<number, string>()
  owner.forEach((at, i) => {
    if (at < 0) return
    const root = groups.find(at)
    const known = firstName.get(root)
    if (known === undefined || points.names[i]! < known) firstName.set(root, points.names[i]!)
  })
  const number = new Map([...firstName].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([root], k) => [root, k]))
  owner.forEach((at, i) => { if (at >= 0) group[i] = number.get(groups.find(at))! })
  return { group, core }
}

function nearestCore({ x, y, names }: NamedPoints, core: Uint8Array, list: Int32Array, i: number): number {
  let [best, least] = [-1, Infinity]
  for (const j of list) {
    if (!core[j]) continue
    const distance = (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2
    if (distance < least || distance === least && names[j]! < names[best]!) [best, least] = [j, distance]
  }
  return best
}
