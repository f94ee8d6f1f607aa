/**
 * Places to compare with: for each treated place one that was like it before, in how much happened and in which way it went.
 *
 * What it tells: the nearest match among the candidates. What it does not tell: that the match would have gone the same way afterwards.
 * Formula: of each place the count of its last 12 months and the slope of its monthly counts (least squares), in events a year by year; both
 * are divided by their standard deviation over all places, and the distance is Euclidean. Treated places choose in the order of their counts,
 * largest first, since those have the fewest like them; nobody is chosen twice. Candidates within `ringM` of a treated place are left out:
 * what is driven out of the one may come to the other. `difference` is the mean standardised difference of counts over the pairs, under 0.25 by
 * convention a good match.
 * Input: monthly counts, oldest first, as many for all; positions. Output: for each treated place its match or null. Undefined for under 12
 * months: RangeError. Cost: treated times candidates. Sources: Rosenbaum & Rubin 1985, doi 10.1080/00031305.1985.10479383; Stuart 2010,
 * doi 10.1214/09-STS313. Checked by hand.
 */
import type { Position } from './h3-grid.ts'
import { toMetres } from './metres.ts'

export interface SeriesPlace { id: string; middle: Position; months: readonly number[] }
export interface Match { id: string; match: string | null; distance: number | null }
export interface Matches { pairs: Match[]; difference: number | null }

interface Scored { id: string; count: number; slope: number }

/** @throws RangeError for series of unlike length or of under a year. */
export function comparisonPlaces(treated: readonly SeriesPlace[], candidates: readonly SeriesPlace[], { ringM = 500 }: { ringM?: number } = {}): Matches {
  const months = (treated[0] ?? candidates[0])?.months.length ?? 12
  for (const one of [...treated, ...candidates]) if (one.months.length !== months || months < 12) throw new RangeError('months: as many for all, at least 12')
  const free = outsideRing(treated, candidates, ringM).map(scored)
  const own = treated.map(scored)
  const spread = { count: deviation([...own, ...free].map(({ count }) => count)), slope: deviation([...own, ...free].map(({ slope }) => slope)) }
  const matched = new Map<string, Match>()
  const pairs: [Scored, Scored][] = []
  for (const place of [...own].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))) {
    const at = nearest(place, free, spread)
    const [match] = at === -1 ? [] : free.splice(at, 1)
    matched.set(place.id, { id: place.id, match: match?.id ?? null, distance: match ? distanceOf(place, match, spread) : null })
    if (match) pairs.push([place, match])
  }
  const difference = pairs.length === 0 ? null : pairs.reduce((sum, [a, b]) => sum + (a.count - b.count) / spread.count, 0) / pairs.length
  return { pairs: treated.map(({ id }) => matched.get(id)!), difference }
}

function outsideRing(treated: readonly SeriesPlace[], candidates: readonly SeriesPlace[], ringM: number): SeriesPlace[] {
  const { x, y } = toMetres([...treated, ...candidates].map(({ middle }) => middle))
  const chosen = new Set(treated.map(({ id }) => id))
  return candidates.filter(({ id }, i) => !chosen.has(id) && treated.every((_, t) => Math.hypot(x[t]! - x[treated.length + i]!, y[t]! - y[treated.length + i]!) > ringM))
}

function scored({ id, months }: SeriesPlace): Scored {
  const middle = (months.length - 1) / 2
  const mean = months.reduce((sum, n) => sum + n, 0) / months.length
  const [above, below] = months.reduce(([sum, square], n, m) => [sum + (m - middle) * (n - mean), square + (m - middle) ** 2], [0, 0])
  return { id, count: months.slice(-12).reduce((sum, n) => sum + n, 0), slope: (above / below) * 144 }
}

/** Standard deviation; 1 where all are alike, so that nothing is divided by nought. */
function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length) || 1
}

type Spread = { count: number; slope: number }
const distanceOf = (a: Scored, b: Scored, spread: Spread) => Math.hypot((a.count - b.count) / spread.count, (a.slope - b.slope) / spread.slope)

function nearest(place: Scored, free: readonly Scored[], spread: Spread): number {
  let [best, least] = [-1, Infinity]
  free.forEach((one, i) => {
    const distance = distanceOf(place, one, spread)
    if (distance < least || (distance === least && one.id < free[best]!.id)) [best, least] = [i, distance]
  })
  return best
}
