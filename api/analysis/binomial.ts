/**
 * The binomial law: how many of n independent cases come out one way when each does with probability p.
 *
 * Formula: P(K = k) = n! / (k! (n - k)!) p^k (1 - p)^(n - k), through logarithms of the gamma function so that n may be a million.
 * Input: whole n >= 0, p from 0 to 1. Output: probabilities; quantiles are whole numbers. Undefined: never in that range.
 * Cost: `binomialQuantile` and `binomialTail` walk outwards from the mean, about 10 standard deviations. Source: any text; Johnson, Kemp & Kotz 2005, ch. 3.
 * Checked against R's dbinom, pbinom and qbinom.
 */
import { logGamma } from './gamma.ts'

export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0
  if (p <= 0) return Number(k === 0)
  if (p >= 1) return Number(k === n)
  return Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p))
}

/** P(K <= k). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  // The shorter way out of the mean is summed, so that a tail keeps its digits.
  return k < n * p ? downFrom(Math.floor(k), n, p) : 1 - upFrom(Math.floor(k) + 1, n, p)
}

/** P(K >= k). */
export const binomialUpper = (k: number, n: number, p: number): number => (k <= 0 ? 1 : k > n ? 0 : k > n * p ? upFrom(Math.ceil(k), n, p) : 1 - downFrom(Math.ceil(k) - 1, n, p))

/** The least k with P(K <= k) >= share. */
export function binomialQuantile(share: number, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p))
  let k = Math.max(0, Math.floor(n * p - 10 * spread - 1))
  let sum = binomialCdf(k, n, p)
  // Each term from the one before it, once there is one: logarithms of the gamma function are what takes time.
  for (let term = 0; sum < share && k < n; k++) sum += term = term > 0 ? term * ((n - k) / (k + 1)) * (p / (1 - p)) : binomialPmf(k + 1, n, p)
  return k
}

/** Terms below this share of the sum so far change no digit of it. */
const ENOUGH = 1e-18

function downFrom(k: number, n: number, p: number): number {
  let term = binomialPmf(k, n, p)
  let sum = 0
  for (let i = k; i >= 0 && (term > sum * ENOUGH || sum === 0) && term > 0; i--) {
    sum += term
    term *= (i / (n - i + 1)) * ((1 - p) / p)
  }
  return sum
}

function upFrom(k: number, n: number, p: number): number {
  let term = binomialPmf(k, n, p)
  let sum = 0
  for (let i = k; i <= n && (term > sum * ENOUGH || sum === 0) && term > 0; i++) {
    sum += term
    term *= ((n - i) / (i + 1)) * (p / (1 - p))
  }
  return sum
}
