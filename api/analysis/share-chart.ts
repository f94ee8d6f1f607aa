/**
 * Shares beside each other: which months are exceptional, and which districts lie beyond what chance does to districts of their size.
 *
 * What it tells: control chart: a month beyond limits that most months keep within, whatever makes months differ; funnel: a district whose share chance would hardly
 * give it if all had the share of all together. What it does not: why.
 * Control chart (Laney's p'): with share p of all months, s_i = sqrt(p (1 - p) / n_i), z_i = (p_i - p) / s_i, spread = mean |z_i - z_(i-1)| / 1.128, limits
 * p -/+ 3 s_i spread. With many cases a month the plain chart (spread 1) calls nearly every month exceptional. Fewer than 8 months with cases: no limits.
 * Funnel: attended of n beyond the limit when its binomial tail is at most 2.5 % (about two standard deviations) or 0.1 % (about three); limits for drawing
 * are the shares at which that happens.
 * Input: counts. Output: shares from 0 to 1. Undefined: no case at all: nulls, nobody beyond. Cost: none to speak of.
 * Source: Laney 2002, doi 10.1081/QEN-120006708; Spiegelhalter 2005, doi 10.1002/sim.1970. Checked by hand and against R's pbinom.
 */
import { binomialCdf, binomialQuantile, binomialUpper } from './binomial.ts'
import { funnelTails, type Standing } from './funnel.ts'

export interface ShareOf { attended: number; total: number }
export interface ChartPoint { share: number | null; lower: number | null; upper: number | null; exceptional: 'high' | 'low' | null }

export const LEAST_MONTHS = 8
/** Mean range of two draws from a normal law, in standard deviations. */
const MEAN_RANGE = 1.128

/** Points in the order of time. */
export function shareChart(points: readonly ShareOf[]): { centre: number | null; spread: number | null; points: ChartPoint[] } {
  const held = points.filter(({ total }) => total > 0)
  const share = pooled(held)
  const plain = points.map(({ attended, total }) => ({ share: total > 0 ? attended / total : null, lower: null, upper: null, exceptional: null }))
  if (held.length < LEAST_MONTHS || share === null || share === 0 || share === 1) return { centre: share, spread: null, points: plain }
  const deviation = (total: number) => Math.sqrt((share * (1 - share)) / total)
  const z = held.map(({ attended, total }) => (attended / total - share) / deviation(total))
  const spread = z.slice(1).reduce((sum, one, i) => sum + Math.abs(one - z[i]!), 0) / (z.length - 1) / MEAN_RANGE
  return {
    centre: share, spread,
    points: points.map(({ attended, total }) => {
      if (total === 0) return { share: null, lower: null, upper: null, exceptional: null }
      const reach = 3 * deviation(total) * spread
      const [own, lower, upper] = [attended / total, Math.max(0, share - reach), Math.min(1, share + reach)]
      return { share: own, lower, upper, exceptional: own > upper ? 'high' : own < lower ? 'low' : null }
    })
  }
}

/** Where a district stands against the share of all. */
export function standingOfShare({ attended, total }: ShareOf, share: number): Standing {
  if (total === 0) return 'within'
  const [atMost, atLeast] = [binomialCdf(attended, total, share), binomialUpper(attended, total, share)]
  if (atLeast <= funnelTails.three) return 'far-above'
  if (atLeast <= funnelTails.two) return 'above'
  if (atMost <= funnelTails.three) return 'far-below'
  return atMost <= funnelTails.two ? 'below' : 'within'
}

/** Shares between which chance would leave `total` cases: the greatest that is beyond below (null: none is), and the least beyond above. */
export function shareLimits(total: number, share: number, tail: number): { lower: number | null; upper: number | null } {
  const low = binomialQuantile(tail, total, share)
  const lower = binomialCdf(low, total, share) <= tail ? low : low - 1
  let upper = Math.max(0, binomialQuantile(1 - tail, total, share))
  while (upper <= total && binomialUpper(upper, total, share) > tail) upper++
  return { lower: lower >= 0 ? lower / total : null, upper: upper <= total ? upper / total : null }
}

const pooled = (points: readonly ShareOf[]): number | null => {
  const total = points.reduce((sum, one) => sum + one.total, 0)
  return total === 0 ? null : points.reduce((sum, one) => sum + one.attended, 0) / total
}
