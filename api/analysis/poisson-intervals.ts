/**
 * How far the true rate behind a count, and the true ratio of two rates, may lie from what was counted.
 *
 * What it tells: exact 95 % intervals for counts of independent events. What it does not tell: crime comes in runs, so that true intervals are wider.
 * Formula: of a count n from l to u with P(N >= n | l) = P(N <= n | u) = (1 - level) / 2, N Poisson; l = 0 for n = 0 (Garwood).
 * Ratio of rates (x1 / t1) / (x0 / t0): given x1 + x0, x1 is binomial with the chance s = r t1 / (r t1 + t0); the ends of the exact interval of
 * s (Clopper & Pearson) turned into r = s t0 / ((1 - s) t1). upper is null (no end) where x0 = 0.
 * Input: counts and times. Output: events, ratios. Undefined: the ratio without any event: null. Cost: some tens of sums over the count.
 * Sources: Garwood 1936, doi 10.1093/biomet/28.3-4.437; Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404; Przyborowski & Wilenski 1940.
 * Checked against R's poisson.test.
 */
import { logFactorial, poissonPmf } from './normal.ts'

export interface Bounds { lower: number; upper: number }

/** Interval of the mean behind a count. */
export function poissonInterval(n: number, level = 0.95): Bounds {
  const tail = (1 - level) / 2
  const atMost = (k: number, mean: number) => sumOf(0, k, (i) => poissonPmf(i, mean))
  const far = n + 12 * Math.sqrt(n + 1) + 20
  return { lower: n === 0 ? 0 : bisect((mean) => 1 - atMost(n - 1, mean) > tail, 0, n), upper: bisect((mean) => atMost(n, mean) <= tail, n, far) }
}

export interface RateRatio { ratio: number | null; lower: number; upper: number | null }

/** x1 events in t1 beside x0 in t0. @returns null where there is no event at all. */
export function rateRatio(x1: number, t1: number, x0: number, t0: number, level = 0.95): RateRatio | null {
  if (!(t1 > 0 && t0 > 0)) throw new RangeError('times: above nought')
  const n = x1 + x0
  if (n === 0) return null
  const tail = (1 - level) / 2
  const atMost = (k: number, s: number) => sumOf(0, k, (i) => binomialPmf(i, n, s))
  const low = x1 === 0 ? 0 : bisect((s) => 1 - atMost(x1 - 1, s) > tail, 0, 1)
  const high = x0 === 0 ? 1 : bisect((s) => atMost(x1, s) <= tail, 0, 1)
  const ratioOf = (s: number) => (s * t0) / ((1 - s) * t1)
  return { ratio: x0 === 0 ? null : (x1 * t0) / (x0 * t1), lower: ratioOf(low), upper: high === 1 ? null : ratioOf(high) }
}

const binomialPmf = (k: number, n: number, s: number): number => {
  if (s <= 0 || s >= 1) return Number(k === (s <= 0 ? 0 : n))
  return Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(s) + (n - k) * Math.log1p(-s))
}

function sumOf(from: number, to: number, of: (k: number) => number): number {
  let sum = 0
  for (let k = from; k <= to; k++) sum += of(k)
  return sum
}

/** The point between low and high from which on `holds` is true. */
export function bisect(holds: (x: number) => boolean, low: number, high: number): number {
  for (let step = 0; step < 100 && high - low > 1e-12 * Math.max(1, Math.abs(high)); step++) {
    const middle = (low + high) / 2
    if (holds(middle)) high = middle
    else low = middle
  }
  return (low + high) / 2
}
