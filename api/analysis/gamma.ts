/**
 * The gamma distribution, as far as intervals need it.
 *
 * Formulas: P(a, x), the share of a gamma with shape a and scale 1 below x: by its power series for x < a + 1, else one less the continued fraction of
 * the rest (Lentz). log Gamma by Lanczos' series. Quantiles by halving.
 * Input: shape above nought. Output: shares, quantiles. Cost: some tens of steps; a quantile some fifty times that.
 * Source: Abramowitz & Stegun 1964, 6.5.29, 6.5.31; Lanczos 1964, doi 10.1137/0701008. Checked against R's pgamma and qgamma.
 */
import { bisect } from './poisson-intervals.ts'

const LANCZOS = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5]

/** Natural logarithm of the gamma function, x above nought; right to ten digits. */
export function logGamma(x: number): number {
  const base = x + 5.5 - (x + 0.5) * Math.log(x + 5.5)
  const series = LANCZOS.reduce((sum, one, k) => sum + one / (x + 1 + k), 1.000000000190015)
  return Math.log((2.5066282746310005 * series) / x) - base
}

/** Share of a gamma of this shape and scale 1 that is below x. */
export function gammaCdf(x: number, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`shape is ${shape}: above nought`)
  if (x <= 0) return 0
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  return x < shape + 1 ? front * series(x, shape) : 1 - front * fraction(x, shape)
}

function series(x: number, shape: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; term > sum * 1e-16 && n < 10_000; n++) {
    term *= x / (shape + n)
    sum += term
  }
  return sum
}

function fraction(x: number, shape: number): number {
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let n = 1; n < 10_000; n++) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return value
}

/** The value below which this share of a gamma of this shape and scale 1 lies. */
export function gammaQuantile(share: number, shape: number): number {
  if (!(share >= 0 && share < 1)) throw new RangeError(`share is ${share}: from 0 to below 1`)
  if (share === 0) return 0
  const far = shape + 20 * Math.sqrt(shape) + 60
  return bisect((x) => gammaCdf(x, shape) >= share, 0, far)
}
