/**
 * How much places that were chosen for their high counts may be expected to fall by themselves.
 *
 * What it tells: of the count of the chosen places in a period, how much chance put on top, so that the next period of the same length would be
 * lower with no patrol at all. What it does not tell: trends and seasons.
 * Formula: counts of all places one could have chosen from have mean m and variance v; rates behind them are taken as gamma with shape
 * k = m^2 / (v - m), counts as Poisson around them. The expectation behind a count y is then w m + (1 - w) y with w = k / (k + m)
 * (Empirical Bayes, Hauer). Expected fall: the sum over the chosen of y less that. With v <= m counts are alike but for chance and w = 1.
 * Input: counts of all places of one period, and which are chosen. Output: events and a share. Undefined for fewer than 10 places or without a
 * chosen one's event: null. Cost: none. Sources: Hauer 1997, Observational before-after studies; Barnett, van der Pols & Dobson 2005,
 * doi 10.1093/ije/dyh299. Checked against simulated rates.
 */

export interface ExpectedFall {
  /** Events at the chosen places. */
  observed: number
  /** What they would have in another period of the same length, nothing changed. */
  expected: number
  fall: number
  /** Of what was observed. */
  share: number
}
const FEWEST_PLACES = 10

/** @throws RangeError for a chosen place that is not there. */
export function expectedFall(counts: readonly number[], chosen: readonly number[]): ExpectedFall | null {
  for (const at of chosen) if (counts[at] === undefined) throw new RangeError(`chosen: there is no place ${at}`)
  const observed = chosen.reduce((sum, at) => sum + counts[at]!, 0)
  if (counts.length < FEWEST_PLACES || observed === 0) return null
  const mean = counts.reduce((sum, y) => sum + y, 0) / counts.length
  const variance = counts.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (counts.length - 1)
  const weight = variance > mean ? 1 / (1 + (variance - mean) / mean) : 1
  const expected = chosen.reduce((sum, at) => sum + weight * mean + (1 - weight) * counts[at]!, 0)
  return { observed, expected, fall: observed - expected, share: (observed - expected) / observed }
}
