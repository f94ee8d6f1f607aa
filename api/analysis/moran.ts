/**
 * Moran's I: whether, over the whole map, like values lie beside like values.
 *
 * What it tells: one number for the map, and whether chance could have given it. What it does not tell: where; that is Gi*'s part.
 *
 * Formula. d_i is the value of place i less the mean, n the number of places, w_ij the weight of j for i (1 for a neighbour; row-standardised:
 * 1 / number of neighbours of i), S0 the sum of all w_ij, S1 half the sum of (w_ij + w_ji)^2 over all ordered pairs, S2 the sum over places
 * of (row sum + column sum)^2, k = n sum d^4 / (sum d^2)^2.
 *   I = (n / S0) sum_ij w_ij d_i d_j / sum_i d_i^2,  E = -1 / (n - 1)
 *   Normality:     V = (n^2 S1 - n S2 + 3 S0^2) / ((n^2 - 1) S0^2) - E^2
 *   Randomisation: V = (n ((n^2 - 3n + 3) S1 - n S2 + 3 S0^2) - k ((n^2 - n) S1 - 2n S2 + 6 S0^2)) / ((n - 1)(n - 2)(n - 3) S0^2) - E^2
 *   z = (I - E) / sqrt V, p two-sided from the normal distribution.
 * Counts are no normal numbers: read the one under randomisation. Places without neighbours stay in n.
 *
 * Input: finite values, one a place. Output: plain numbers. Undefined for fewer than four places, for equal values and where nobody has a
 * neighbour: NaN and a note. Cost: one step a neighbour. Sources: Moran 1950, doi 10.1093/biomet/37.1-2.17; Cliff & Ord 1981, Spatial
 * Processes. Checked against R spdep (moran.test) and esda's tests.
 */
import type { Neighbours } from './neighbours.ts'
import { twoSided } from './normal.ts'

export interface Moran {
  I: number
  expected: number
  normality: Significance
  randomisation: Significance
  note: string | null
}
export interface Significance { variance: number; z: number; p: number }

export interface MoranOptions {
  /** Row-standardised by default: a place at the border, with fewer neighbours, then counts as much as one inside (spdep's style W). */
  weights?: 'row' | 'binary'
}

/** Moran's I with both tests. @throws RangeError where values are not finite or not one a place. */
export function moran(values: ArrayLike<number>, neighbours: Neighbours, { weights = 'row' }: MoranOptions = {}): Moran {
  const { n } = neighbours
  const apart = deviations(values, n)
  const { s0, s1, s2, cross } = sums(apart, neighbours, weights)
  const note = n < 4 ? 'No answer: fewer than four places.' : s0 === 0 ? 'No answer: no place has a neighbour.' : values.length && apart.every((d) => d === 0) ? 'No answer: every place holds the same value.' : null
  const none = { variance: NaN, z: NaN, p: NaN }
  if (note) return { I: NaN, expected: NaN, normality: none, randomisation: none, note }
  let second = 0
  let fourth = 0
  for (const d of apart) {
    second += d * d
    fourth += d ** 4
  }
  const I = (n / s0) * (cross / second)
  const expected = -1 / (n - 1)
  const k = (n * fourth) / (second * second)
  const normal = (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - expected * expected
  const shuffled = (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) - k * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
  return { I, expected, normality: significance(I - expected, normal), randomisation: significance(I - expected, shuffled), note }
}

function significance(apart: number, variance: number): Significance {
  // Where everybody is everybody's neighbour, I cannot vary: what is left of the variance is rounding.
  const z = variance > 1e-14 ? apart / Math.sqrt(variance) : NaN
  return { variance, z, p: twoSided(z) }
}

/** Values less their mean; all nought where all are equal, without what rounding leaves. */
function deviations(values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new RangeError(`values: ${values.length} for ${n} places`)
  let sum = 0
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(values[i]!)) throw new RangeError(`values: place ${i} holds ${values[i]}`)
    sum += values[i]!
  }
  const equal = Array.prototype.every.call(values, (value) => value === values[0])
  return Float64Array.from(values, (value) => (equal ? 0 : value - sum / n))
}

function sums(apart: Float64Array, { n, start, index }: Neighbours, weights: 'row' | 'binary') {
  const weight = Float64Array.from({ length: n }, (_, i) => (weights === 'row' ? 1 / (start[i + 1]! - start[i]!) : 1))
  const columns = new Float64Array(n)
  let s0 = 0
  let squares = 0
  let cross = 0
  for (let i = 0; i < n; i++) {
    for (let k = start[i]!; k < start[i + 1]!; k++) {
      const j = index[k]!
      const w = weight[i]!
      s0 += w
      columns[j]! += w
      cross += w * apart[i]! * apart[j]!
      // Half of (w_ij + w_ji)^2, summed over i,j and j,i, is the sum of w_ij^2 + w_ij w_ji.
      squares += w * w + (names(index, start[j]!, start[j + 1]!, i) ? w * weight[j]! : 0)
    }
  }
  let s2 = 0
  for (let i = 0; i < n; i++) {
    const row = (start[i + 1]! - start[i]!) && weight[i]! * (start[i + 1]! - start[i]!)
    s2 += (row + columns[i]!) ** 2
  }
  return { s0, s1: squares, s2, cross }
}

function names(index: Int32Array, from: number, to: number, place: number): boolean {
  for (let k = from; k < to; k++) if (index[k] === place) return true
  return false
}
