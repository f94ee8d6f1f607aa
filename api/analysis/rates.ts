/**
 * How many of something happen to a thousand homes or people, and how far the true rate may lie from what was counted.
 *
 * What it tells: a rate with a 95 % interval, so that a small area is not ranked by a handful of records. What it does not: whether those who live there were
 * concerned, for shops, stations and night life draw people from elsewhere; nor how crime comes in runs, which makes true intervals wider.
 * Formula: n events, d homes or people: 1,000 n / d. Interval of n: exact (Garwood) below 10; from there Byar's approximation,
 * n (1 - 1/(9n) - z/(3 sqrt(n)))^3 to m (1 - 1/(9m) + z/(3 sqrt(m)))^3 with m = n + 1; both divided by d.
 * Input: whole numbers. Output: per thousand. Undefined: nobody lives there: null. Cost: none.
 * Sources: Breslow & Day 1987, Statistical methods in cancer research II, equation 2.13; Association of Public Health Observatories, Technical briefing 3 (2008).
 * Checked against the exact interval and against values worked by hand.
 */
import { poissonInterval, type Bounds } from './poisson-intervals.ts'
import { changeInterval } from './two-periods.ts'

const [Z, EXACT_BELOW, THOUSAND] = [1.959964, 10, 1_000]

export interface Rate { rate: number; lower: number; upper: number }

export function ratePerThousand(n: number, of: number | null): Rate | null {
  if (of === null || !(of > 0)) return null
  const { lower, upper } = countInterval(n)
  const per = THOUSAND / of
  return { rate: n * per, lower: lower * per, upper: upper * per }
}

/** Interval of the mean behind a count, quick for large ones. */
export function countInterval(n: number): Bounds {
  if (n < EXACT_BELOW) return poissonInterval(n)
  const cube = (m: number, sign: number) => m * (1 - 1 / (9 * m) + (sign * Z) / (3 * Math.sqrt(m))) ** 3
  return { lower: cube(n, -1), upper: cube(n + 1, 1) }
}

export interface Ratio { ratio: number; lower: number; upper: number }

/** Ratio of two rates of the same measure, behind them the counts a and b: exp(ln(r) -/+ z sqrt(1/a + 1/b)). null: fewer than ten on a side, where that is not near enough. */
export function rateRatioOf(a: number, rateA: number, b: number, rateB: number): Ratio | null {
  if (a < EXACT_BELOW || b < EXACT_BELOW || !(rateA > 0 && rateB > 0)) return null
  const [ratio, ends] = [rateA / rateB, changeInterval(b, a)!]
  // Of the counts alone; homes and people are taken as known.
  const scaled = (end: number) => (ratio * (1 + end / 100)) / (a / b)
  return { ratio, lower: scaled(ends.lower), upper: scaled(ends.upper) }
}
