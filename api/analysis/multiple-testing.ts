/**
 * Correction of many p values at once, so that of the places called hot only a known share is hot by chance.
 *
 * What it tells: the least false discovery rate at which a test would still be called. What it does not tell: which of the calls are false.
 *
 * Formula (Benjamini & Hochberg): with m tests and p(1) <= ... <= p(m), adjusted p(i) = min over k >= i of min(1, m p(k) / k). It holds for
 * independent tests and for tests that rise and fall together, as Gi* of neighbours does (Castro & Singer 2006). Benjamini & Yekutieli:
 * the same times 1 + 1/2 + ... + 1/m; it holds whatever the dependence and finds less.
 * Input: p values; NaN (no test) stays NaN and is not counted in m. Output: adjusted p, in the same order. Undefined for no test: empty.
 * Cost: one sort. Sources: Benjamini & Hochberg 1995, doi 10.1111/j.2517-6161.1995.tb02031.x; Benjamini & Yekutieli 2001,
 * doi 10.1214/aos/1013699998; Castro & Singer 2006, doi 10.1111/j.0016-7363.2006.00682.x. Checked against R's p.adjust.
 */

/** Adjusted p values. @throws RangeError where p is outside 0 to 1. */
export function adjustP(p: ArrayLike<number>, method: 'bh' | 'by'): Float64Array {
  const adjusted = new Float64Array(p.length).fill(NaN)
  const order: number[] = []
  for (let i = 0; i < p.length; i++) {
    if (p[i]! < 0 || p[i]! > 1) throw new RangeError(`p: test ${i} holds ${p[i]}`)
    if (!Number.isNaN(p[i])) order.push(i)
  }
  order.sort((a, b) => p[b]! - p[a]!)
  const m = order.length
  let factor = m
  if (method === 'by') factor *= harmonic(m)
  let least = 1
  order.forEach((i, place) => {
    least = Math.min(least, (factor * p[i]!) / (m - place))
    adjusted[i] = least
  })
  return adjusted
}

function harmonic(m: number): number {
  let sum = 0
  for (let k = m; k >= 1; k--) sum += 1 / k
  return sum
}
