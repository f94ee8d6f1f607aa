/**
 * A funnel plot of rates: which areas lie beyond what chance does to areas of their size.
 *
 * What it tells: for an area of so many residents (or km) the counts between which chance would leave it if all areas had the rate of all together. What
 * it does not: why one lies outside; the rate of all is no target.
 * Formula: expected count E = rate of all x size. Lower limit: the most x with P(N <= x | E) <= tail; upper: the least x with P(N >= x | E) <= tail, N
 * Poisson, tails 2.5 % (about two standard deviations) and 0.1 % (about three). An area is beyond when its count is at or beyond the limit.
 * Input: counts, sizes above nought. Output: counts and rates in events by one of size. Undefined: no event at all: rate 0, nobody beyond.
 * Cost: sums over the count. Source: Spiegelhalter 2005, doi 10.1002/sim.1970. Checked against R's ppois.
 */
import { poissonPmf } from './normal.ts'

export const funnelTails = { two: 0.025, three: 0.001 } as const
export type Standing = 'far-above' | 'above' | 'within' | 'below' | 'far-below'
export interface FunnelArea { count: number; size: number; rate: number; expected: number; standing: Standing }

/** @throws RangeError for a size that is not above nought. */
export function funnelOf(areas: readonly { count: number; size: number }[]): { rate: number; areas: FunnelArea[] } {
  for (const { size } of areas) if (!(size > 0)) throw new RangeError(`size is ${size}: above nought`)
  const total = areas.reduce((sum, { size }) => sum + size, 0)
  const rate = total > 0 ? areas.reduce((sum, { count }) => sum + count, 0) / total : 0
  return { rate, areas: areas.map(({ count, size }) => ({ count, size, rate: count / size, expected: rate * size, standing: standingOf(count, rate * size) })) }
}

export function standingOf(count: number, expected: number): Standing {
  if (expected === 0) return 'within'
  const [atMost, atLeast] = [upTo(count, expected), 1 - upTo(count - 1, expected)]
  if (atLeast <= funnelTails.three) return 'far-above'
  if (atLeast <= funnelTails.two) return 'above'
  if (atMost <= funnelTails.three) return 'far-below'
  return atMost <= funnelTails.two ? 'below' : 'within'
}

/** The greatest count that is beyond below (-1: none is) and the least that is beyond above. */
export function funnelLimits(expected: number, tail: number): { lower: number; upper: number } {
  let lower = -1
  while (upTo(lower + 1, expected) <= tail) lower++
  let upper = Math.max(0, Math.ceil(expected))
  while (1 - upTo(upper - 1, expected) > tail) upper++
  return { lower, upper }
}

function upTo(n: number, mean: number): number {
  let sum = 0
  for (let k = 0; k <= n; k++) sum += poissonPmf(k, mean)
  return sum
}
