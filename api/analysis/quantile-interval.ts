/**
 * A quantile of waiting times and how far it may lie from the one observed, without any assumption on their distribution.
 *
 * What it tells: the time within which half, or nine in ten, were reached, and the times that the cases observed do not contradict. What it does not:
 * anything about cases whose time is not known.
 * Formula: of sorted x1 .. xn the quantile q is x[ceil(n q)]. The interval runs from x[l] to x[u] with K binomial (n, q), l the greatest with
 * P(K < l) <= 2.5 %, u the least with P(K < u) >= 97.5 %.
 * Input: times in ascending order. Output: three of them. Undefined: no case, nulls; an end that would lie beyond the cases is null.
 * Cost: a walk of some hundred terms. Source: Conover 1999, Practical Nonparametric Statistics, 3.2; Hahn & Meeker 1991, 5.2. Checked against R's qbinom.
 */
import { binomialCdf, binomialQuantile } from './binomial.ts'

export interface QuantileInterval { value: number | null; lower: number | null; upper: number | null }

/** `at`: the i-th smallest of `n`, from 0. @throws RangeError unless 0 < q < 1. */
export function quantileInterval(n: number, at: (i: number) => number, q: number): QuantileInterval {
  if (!(q > 0 && q < 1)) throw new RangeError(`q must lie between 0 and 1, not ${q}`)
  if (n === 0) return { value: null, lower: null, upper: null }
  // Rounding must not push 0.9 x 10 above 9.
  const rank = Math.max(1, Math.ceil(n * q - 1e-9))
  const [l, u] = ranks(n, q)
  return { value: at(rank - 1), lower: l >= 1 ? at(l - 1) : null, upper: u <= n ? at(u - 1) : null }
}

/** The same for as many cases: hexagons by the thousand have few numbers of cases between them. */
const known = new Map<number, Map<number, readonly [number, number]>>()
/** Of each quantile. */
const MOST_KNOWN = 20_000

/** Ranks from 1: x[l] with P(K <= l - 1) <= 2.5 %, x[u] with P(K <= u - 1) >= 97.5 %. */
function ranks(n: number, q: number): readonly [number, number] {
  const own = known.get(q) ?? new Map<number, readonly [number, number]>()
  known.set(q, own)
  const found = own.get(n)
  if (found) return found
  const below = binomialQuantile(0.025, n, q)
  const made = [binomialCdf(below, n, q) <= 0.025 ? below + 1 : below, binomialQuantile(0.975, n, q) + 1] as const
  if (own.size >= MOST_KNOWN) own.clear()
  own.set(n, made)
  return made
}
