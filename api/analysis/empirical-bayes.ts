/**
 * What lies behind a place's count, when places like it are known: Empirical Bayes.
 *
 * What it tells: the expectation behind a count that was looked at because it is high, drawn towards what is expected of such places as far as their
 * spread says; and by how much it is above that. What it does not: why. A place chosen for a high count falls by itself (regression to the mean).
 * Formulas: counts y of places with expectation m vary with variance m + phi m^2 (negative binomial). Weight w = 1 / (1 + phi m); expectation behind y:
 * mu = w m + (1 - w) y; its variance (1 - w) mu; it is gamma distributed with shape 1 / phi + y and rate 1 / phi + m over m, that is mu = m (1/phi + y) / (1/phi + m),
 * from which the interval. Excess: mu - m. phi by moments over like places: the sum of (y - m)^2 - m over the sum of m^2, no less than nought (Cameron &
 * Trivedi 1986); with phi 0 all places of a kind are alike, mu = m and the interval is that point.
 * Input: expectation for the whole period, count, dispersion of the same. Output: events. Undefined: without an expectation above nought: RangeError.
 * Cost: none; intervals some tens of steps. Source: Hauer 1997, Observational before-after studies in road safety; Hauer et al. 2002,
 * doi 10.3141/1784-16. Checked against the worked vector (expectation 4, phi 0.4, count 9: w 0.38462, mu 7.0769) and R's qgamma.
 */
import { gammaQuantile } from './gamma.ts'

export interface EmpiricalBayes {
  weight: number
  /** Expectation behind the count, and its 95 % interval. */
  mean: number
  lower: number
  upper: number
  /** Above what is expected of such places; below nought: under it. */
  excess: number
}

export function empiricalBayes(count: number, expected: number, phi: number, level = 0.95): EmpiricalBayes {
  if (!(expected > 0)) throw new RangeError(`expected is ${expected}: above nought`)
  if (!(phi >= 0)) throw new RangeError(`phi is ${phi}: from nought`)
  if (!(count >= 0)) throw new RangeError(`count is ${count}: from nought`)
  const weight = 1 / (1 + phi * expected)
  const mean = weight * expected + (1 - weight) * count
  if (phi === 0) return { weight, mean, lower: mean, upper: mean, excess: 0 }
  const shape = 1 / phi + count
  const scale = mean / shape
  const tail = (1 - level) / 2
  return { weight, mean, lower: scale * gammaQuantile(tail, shape), upper: scale * gammaQuantile(1 - tail, shape), excess: mean - expected }
}

/** Dispersion of counts about their expectations. 0: no more than chance. @throws RangeError for lists of different lengths. */
export function dispersionOf(counts: readonly number[], expected: readonly number[]): number {
  if (counts.length !== expected.length) throw new RangeError('counts and expectations: one each')
  let [above, squares] = [0, 0]
  counts.forEach((y, i) => {
    const m = expected[i]!
    above += (y - m) ** 2 - m
    squares += m * m
  })
  return squares > 0 ? Math.max(0, above / squares) : 0
}
