/**
 * Mann-Kendall: whether a series rises or falls throughout, whatever the shape of its rise.
 *
 * What it tells: whether later values tend to be higher than earlier ones. What it does not tell: by how much; nor is it meant for a series
 * with seasons, or one whose values depend on those before them (p is then too small).
 *
 * Formula. S = number of pairs in which the later value is higher, less those in which it is lower. n values; t runs over the groups of
 * equal values. Var S = (n (n - 1)(2n + 5) - sum t (t - 1)(2t + 5)) / 18; z = (S - 1) / sqrt Var for S > 0, (S + 1) / sqrt Var for S < 0,
 * and 0 for S = 0; p two-sided from the normal distribution. tau = S / sqrt((N - T) N), N = n (n - 1) / 2, T = sum t (t - 1) / 2 (Kendall's
 * tau-b; time has no ties).
 * Input: finite values in the order of time, equally spaced. Output: plain numbers. Undefined for fewer than three values and where all are
 * equal: S is then told, the rest is NaN, with a note. Under ten values the normal approximation is rough.
 * Cost: one step a pair. Sources: Mann 1945, doi 10.2307/1907187; Kendall 1975, Rank Correlation Methods. Checked by hand and against R's
 * cor.test (tau) and Kendall's published ties.
 */
import { twoSided } from './normal.ts'

export interface Trend { S: number; tau: number; z: number; p: number; note: string | null }

/** The trend of a series. @throws RangeError where a value is not finite. */
export function mannKendall(series: ArrayLike<number>): Trend {
  const n = series.length
  let S = 0
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(series[i]!)) throw new RangeError(`series: value ${i} is ${series[i]}`)
    for (let j = 0; j < i; j++) S += Math.sign(series[i]! - series[j]!)
  }
  const { variance, tied } = ties(series)
  const pairs = (n * (n - 1)) / 2
  const note = n < 3 ? 'No trend: fewer than three values.' : tied === pairs ? 'No trend: all values are equal.' : null
  if (note) return { S, tau: NaN, z: NaN, p: NaN, note }
  const z = S === 0 ? 0 : (S - Math.sign(S)) / Math.sqrt(variance)
  return { S, tau: S / Math.sqrt((pairs - tied) * pairs), z, p: twoSided(z), note }
}

/** Variance of S, and pairs of equal values. */
function ties(series: ArrayLike<number>): { variance: number; tied: number } {
  const n = series.length
  const sorted = Float64Array.from(series).sort()
  let variance = n * (n - 1) * (2 * n + 5)
  let tied = 0
  for (let i = 0; i < n;) {
    let t = 1
    while (sorted[i + t] === sorted[i]) t++
    variance -= t * (t - 1) * (2 * t + 5)
    tied += (t * (t - 1)) / 2
    i += t
  }
  return { variance: variance / 18, tied }
}
