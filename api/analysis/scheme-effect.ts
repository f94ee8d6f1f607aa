/**
 * Collisions at a site before and after something was done there: the before-and-after study with Empirical Bayes and a comparison group.
 *
 * What it tells: how many there were after, beside how many there would have been with nothing done, and an interval of the ratio. What it does not: cause.
 * Formulas. Before: mu and its variance by empirical-bayes.ts, so that the high count for which the site was chosen is not taken for its expectation.
 * Comparison sites with C0 before and C1 after: r = (C1 / C0) / (1 + 1 / C0), which holds season, traffic and the lengths of the two periods.
 *   pi = mu r,   v = Var(mu) / mu^2 + 1 / C0 + 1 / C1   (variance of pi over pi^2)
 *   theta = (after / pi) / (1 + v),   Var(theta) = theta^2 (1 / after + v) / (1 + v)^2
 * The interval is exp(ln theta +- 1.96 sd(theta) / theta), so that it has no end below nought; with no collision after, only the upper end is told: the
 * exact upper end of nought (3.69) over pi.
 * Input: counts. Output: events and a ratio; below 1: fewer than expected. Undefined: comparison sites without collisions in either period: null.
 * Cost: none. Source: Hauer 1997, Observational before-after studies in road safety, chapters 7, 9 and 11. Checked by hand and by simulated sites.
 */
import { empiricalBayes } from './empirical-bayes.ts'
import { poissonInterval } from './poisson-intervals.ts'

export interface SchemeCounts {
  before: number
  after: number
  /** Of like sites with nothing done, in the same two periods. */
  comparison: { before: number; after: number }
  /** Of such sites in the period before, and its dispersion. */
  expected: number
  phi: number
}

export interface SchemeEffect {
  /** Expectation behind the count before, and what of the count was chance. */
  expectedBefore: number
  chance: number
  /** With nothing done. */
  expectedAfter: number
  ratio: number
  lower: number | null
  upper: number
  verdict: 'fewer' | 'more' | 'not-distinguishable'
}

const Z = 1.959964

export function schemeEffect({ before, after, comparison, expected, phi }: SchemeCounts): SchemeEffect | null {
  for (const [name, value] of Object.entries({ before, after, 'comparison before': comparison.before, 'comparison after': comparison.after })) {
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`${name} is ${value}: a whole number from nought`)
  }
  if (comparison.before === 0 || comparison.after === 0) return null
  const { mean, weight } = empiricalBayes(before, expected, phi)
  const change = comparison.after / comparison.before / (1 + 1 / comparison.before)
  const expectedAfter = mean * change
  const spread = (1 - weight) / mean + 1 / comparison.before + 1 / comparison.after
  const ratio = after / expectedAfter / (1 + spread)
  const known = { expectedBefore: mean, chance: before - mean, expectedAfter, ratio }
  if (after === 0) {
    const upper = poissonInterval(0).upper / expectedAfter
    return { ...known, lower: null, upper, verdict: upper < 1 ? 'fewer' : 'not-distinguishable' }
  }
  const reach = Z * Math.sqrt(1 / after + spread) / (1 + spread)
  const [lower, upper] = [ratio * Math.exp(-reach), ratio * Math.exp(reach)]
  return { ...known, lower, upper, verdict: upper < 1 ? 'fewer' : lower > 1 ? 'more' : 'not-distinguishable' }
}
