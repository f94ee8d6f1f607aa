/**
 * Which method to trust, judged by months that none of them had seen.
 *
 * What it tells: the method to use for the next window, from the hits of earlier windows only. What it does not tell: that the method is the best;
 * among methods that are nearly alike the winner is partly luck.
 *
 * Formulas. h_jwb = hits of method j in window w at budget b, b being half, once and twice the area asked for; H_b = hits at b a window, mean over
 * methods and earlier windows; score of j = sum over b and w of h_jwb / H_b. Three areas, because the hits at one alone are few. In a first
 * version that gave a nested PAI on Portland of 13.6 for 10.4, 8.7 for 8.6, 25.3 for 24.8 and 15.2 for 15.1; it was settled with those
 * months in view, so they are no independent proof of it. Methods and rule were fixed before Essex was looked at; the least months of
 * training (3 for 6) were lowered afterwards, so that there are a year of months to report.
 * Rule of one standard error: the plain count is kept unless the best method's mean gain a window exceeds its standard error,
 * d = mean over b of (h_jwb - h_0wb) / H_b, mean(d) > sd(d) / sqrt(windows). It is the usual guard (Breiman et al. 1984) for "take the
 * simpler one unless the other is better by more than noise"; two standard errors would refuse most real gains, as a dozen months rarely
 * show one so clearly. The best of many gains partly by luck, so the rule is no test; whether it protects is measured by the nested hold-out that uses it.
 * A lead made in a single window equals its error exactly, and is never enough.
 * Fewer than 4 earlier windows: the plain count, because an error taken from three differences is itself a guess.
 * Blend: the mean of the forecasts of the five best by score; it competes like a method. Its windows too are made from earlier ones only.
 * Input: hits by window, method and budget. Output: position of the method and its gain. Undefined without windows: the plain count.
 * Cost: methods times windows times budgets.
 * Source: Breiman, Friedman, Olshen and Stone 1984 (one standard error); Tashman 2000, doi 10.1016/S0169-2070(00)00065-0 (rolling origin).
 * Checked by hand, and on made data without any difference between methods.
 */

/** Hits of one window: by method, then by budget. The plain count is method 0. */
export type WindowHits = readonly (readonly number[])[]

/** Windows before which there is nothing to choose by. */
export const FEWEST_WINDOWS = 4

export interface Choice {
  method: number
  /** The best by score, whether it was taken or not. */
  best: number
  /** Mean gain of the best over the plain count a window, as a share of the usual hits, and its standard error. */
  gain: number
  error: number
  /** The plain count was kept although another scored more. */
  kept: boolean
}

/** Scores of the methods over the windows: higher is better, the mean method has the number of windows times budgets. */
export function scoresOf(windows: readonly WindowHits[]): Float64Array {
  const usual = usualHits(windows)
  const scores = new Float64Array(windows[0]?.length ?? 0)
  for (const window of windows) window.forEach((hits, j) => hits.forEach((value, b) => { if (usual[b]! > 0) scores[j]! += value / usual[b]! }))
  return scores
}

function usualHits(windows: readonly WindowHits[]): Float64Array {
  const sums = new Float64Array(windows[0]?.[0]?.length ?? 0)
  const methods = windows[0]?.length ?? 0
  for (const window of windows) for (const hits of window) hits.forEach((value, b) => { sums[b]! += value / (methods * windows.length) })
  return sums
}

export function chooseMethod(windows: readonly WindowHits[]): Choice {
  if (windows.length < FEWEST_WINDOWS) return { method: 0, best: 0, gain: 0, error: NaN, kept: false }
  const scores = scoresOf(windows)
  let best = 0
  scores.forEach((score, j) => { if (score > scores[best]! + 1e-9) best = j })
  const usual = usualHits(windows)
  const gains = windows.map((window) => window[best]!.reduce((sum, value, b) => sum + (usual[b]! > 0 ? (value - window[0]![b]!) / usual[b]! / usual.length : 0), 0))
  const gain = gains.reduce((a, b) => a + b) / gains.length
  const error = Math.sqrt(gains.reduce((sum, value) => sum + (value - gain) ** 2, 0) / (gains.length - 1) / gains.length)
  const kept = best !== 0 && gain <= error * (1 + 1e-9)
  return { method: kept ? 0 : best, best, gain, error, kept }
}

/** Positions of the best `count` methods by score, best first. */
export const bestOf = (windows: readonly WindowHits[], count: number): number[] => {
  const scores = scoresOf(windows)
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count)
}
