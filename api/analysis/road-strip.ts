/**
 * A road laid out straight: how far along it each collision lies, where most are within a kilometre, and how many a kilometre and year.
 *
 * What it tells: chainage along the road's drawn line, the worst windows, and whether a window so full is what chance gives a road with as many. What it
 * does not: traffic, which differs along a road.
 * Formulas: a point lies at the foot of its perpendicular on the nearest stretch of the line. A window of length W about s holds what lies from s to s + W;
 * windows begin at a collision. The worst is the one with most (of equals the one nearest the road's beginning); the next ones do not overlap it.
 * p: of `draws` roads with as many collisions spread by lot along its length, the share whose fullest window holds at least as many, (1 + them) /
 * (1 + draws): the search for the worst is part of the comparison (scan statistic).
 * Input: metres on a plane. Output: metres, counts. Undefined: a road without length has no windows. Cost: points x stretches; draws x points log points.
 * Source: scan statistic: Naus 1965, doi 10.1080/01621459.1965.10480810; network screening by sliding window: Highway Safety Manual 2010, 4.4.
 * Checked by hand and against Naus's exact probabilities.
 */
import { seededRandom } from './random.ts'

/** Points of a line, metres, in the order of the road. Several lines follow each other, each beginning where the one before has ended. */
export type Line = readonly (readonly [number, number])[]

export interface Foot { alongM: number; awayM: number }

export const lengthOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + line.slice(1).reduce((own, [x, y], k) => own + Math.hypot(x - line[k]![0], y - line[k]![1]), 0), 0)

// Some times as quick as Math.hypot, whose care for numbers beyond 1e150 no map needs.
const metres = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy)

/** Where a point lies along the lines, and how far from them. null: no line. */
export function footOn(lines: readonly Line[], x: number, y: number): Foot | null {
  let best: Foot | null = null
  let before = 0
  for (const line of lines) {
    for (let k = 1; k < line.length; k++) {
      const [from, to] = [line[k - 1]!, line[k]!]
      const [dx, dy, px, py] = [to[0] - from[0], to[1] - from[1], x - from[0], y - from[1]]
      const length = metres(dx, dy)
      const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / (length * length)))
      const awayM = metres(px - share * dx, py - share * dy)
      if (!best || awayM < best.awayM) best = { alongM: before + share * length, awayM }
      before += length
    }
  }
  return best
}

export interface Window { fromM: number; toM: number; count: number }

/** Up to `most` windows, fullest first, that do not meet. `along`: in any order. @throws RangeError for a window that is none. */
export function worstWindows(along: readonly number[], lengthM: number, windowM: number, most: number): Window[] {
  if (!(windowM > 0)) throw new RangeError(`windowM is ${windowM}: above nought`)
  if (!(lengthM > 0)) return []
  const at = along.toSorted((a, b) => a - b)
  const reach = Math.min(windowM, lengthM)
  const all = at.map((begin): Window => {
    // A window at the end of the road begins earlier instead of reaching beyond it.
    const fromM = Math.max(0, Math.min(begin, lengthM - reach))
    return { fromM, toM: fromM + reach, count: at.filter((one) => one >= fromM && one <= fromM + reach).length }
  })
  const chosen: Window[] = []
  for (const one of all.sort((a, b) => b.count - a.count || a.fromM - b.fromM)) {
    if (chosen.length === most) break
    if (chosen.every(({ fromM, toM }) => one.fromM > toM || one.toM < fromM)) chosen.push(one)
  }
  return chosen
}

/** How often chance alone fills a window so, on a road of this length with so many. null: no road, or nothing on it. */
export function windowChance(n: number, count: number, lengthM: number, windowM: number, seed: string, draws = 999): number | null {
  if (!(lengthM > 0) || n === 0) return null
  const random = seededRandom(`window ${seed}`)
  let asFull = 0
  for (let d = 0; d < draws; d++) {
    const at = Float64Array.from({ length: n }, () => random.next() * lengthM).sort()
    let most = 0
    for (let first = 0, last = 0; first < n; first++) {
      while (last < n && at[last]! <= at[first]! + windowM) last++
      most = Math.max(most, last - first)
    }
    if (most >= count) asFull++
  }
  return (1 + asFull) / (1 + draws)
}
