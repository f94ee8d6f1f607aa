/**
 * The normal and the Poisson distribution, as far as tests and intervals need them.
 *
 * Formulas: Phi(x) = erfc(-x / sqrt 2) / 2. erfc by its power series near nought and by a continued fraction (Lentz's algorithm) further
 * out, so that a tail of 1e-300 keeps its digits. log n! by Stirling's series. Poisson probabilities are summed from logarithms.
 * Input: plain numbers. Output: probabilities. Undefined for NaN: NaN.
 * Cost: some tens of steps. Source: Abramowitz & Stegun 1964, 7.1.5, 7.1.14, 6.1.41. Checked against R's pnorm and ppois.
 */

const SQRT_PI = Math.sqrt(Math.PI)

/** The complementary error function. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (x < 0) return 2 - erfc(-x)
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x)
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
    if (n > 200) break
  }
  return (2 / SQRT_PI) * sum
}

function erfcFraction(x: number): number {
  if (x > 27) return 0
  let fraction = x
  let c = x
  let d = 0
  for (let k = 1; k < 500; k++) {
    const a = k / 2
    d = 1 / (x + a * d)
    c = x + a / c
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return Math.exp(-x * x) / (SQRT_PI * fraction)
}

/** Probability that a standard normal is at most x. */
export const normalCdf = (x: number): number => erfc(-x / Math.SQRT2) / 2

/** Probability that a standard normal is at least |z| away from nought, either way. */
export const twoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2)

const logFactorials: number[] = [0]

/** Natural logarithm of n!, n a whole number. */
export function logFactorial(n: number): number {
  if (n > 500) {
    const x = n + 1
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  }
  for (let k = logFactorials.length; k <= n; k++) logFactorials.push(logFactorials[k - 1]! + Math.log(k))
  return logFactorials[n]!
}

/** Probability of exactly n events where `mean` are expected. */
export const poissonPmf = (n: number, mean: number): number => (mean === 0 ? Number(n === 0) : Math.exp(n * Math.log(mean) - mean - logFactorial(n)))
