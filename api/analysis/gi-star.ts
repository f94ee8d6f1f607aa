/**
 * Getis-Ord Gi*: where high (or low) values lie closer together than chance would put them.
 *
 * What it tells: for each place, how far the sum over it and its neighbours lies from what the whole study area would give that many
 * places. What it does not tell: why, or whether a place is high by itself; and not where within the neighbourhood the values lie.
 *
 * Formula. x_j is the value of place j, n the number of places, x the mean, S the standard deviation (divided by n, not n - 1), W_i the
 * number of places in the neighbourhood of i, i itself included, and sum_i the sum of their values. All weights are 1.
 *   z_i = (sum_i - x W_i) / (S sqrt((n W_i - W_i^2) / (n - 1))),  p_i = 2 Phi(-|z_i|).
 * Gi, for comparison with other programs, leaves i out of the sum, of the mean and of S: n - 1 places remain.
 *
 * By permutation, because rare counts are not normal: the value of i stays, the W_i - 1 others are drawn without replacement from the
 * other n - 1 values, R times; p_i = (1 + #{|z_sim| >= |z_i|}) / (R + 1). The scheme is that of esda (conditional permutation): R ordered
 * samples of positions 0 .. n - 2 are drawn once and serve every place; position r means place r before i, and place r + 1 from i on; a
 * place with fewer neighbours takes the first of each sample. So each p is that of a true random sample, and the p of different places
 * share their chance. A place without neighbours has nothing to draw: p = 1.
 *
 * Input: values of all places of the study area, zeros included, or z is biased; finite. Output: z in standard deviations, p from 0 to 1.
 * Undefined where all values are equal or there are fewer than three places (all NaN, and a note), and where the neighbourhood is the
 * whole study area (NaN there). Cost: one step a neighbour; permuted, R steps a place and a sum of one sample where it changes: about
 * 0.2 s for 39,000 hexagons and 999 permutations.
 * Sources: Getis & Ord 1992, doi 10.1111/j.1538-4632.1992.tb00261.x; Ord & Getis 1995, doi 10.1111/j.1538-4632.1995.tb00912.x.
 * Checked against R spdep (localG), esda's six points, and a direct permutation of each place.
 */
import { sumAround, type Neighbours } from './neighbours.ts'
import { twoSided } from './normal.ts'
import type { Random } from './random.ts'

export interface LocalStatistic { z: Float64Array; p: Float64Array; note: string | null }

export interface PermutationOptions {
  /** R. 999: the least with which p can fall to 0.001, and what esda and GeoDa draw. */
  permutations?: number
  random: Random
}

/** Gi* with p from the normal approximation. @throws RangeError where values are not finite or not one a place. */
export function giStar(values: ArrayLike<number>, neighbours: Neighbours): LocalStatistic {
  const { mean, deviation, note } = spread(values, neighbours)
  const { n, start } = neighbours
  const sums = sumAround(values, neighbours, true)
  return statistic(n, note, (i) => {
    const size = start[i + 1]! - start[i]! + 1
    return standardised(sums[i]! - mean * size, deviation, (n * size - size * size) / (n - 1))
  })
}

/** Gi: the same without the place itself. */
export function gi(values: ArrayLike<number>, neighbours: Neighbours): LocalStatistic {
  const { mean, deviation, note } = spread(values, neighbours)
  const { n, start } = neighbours
  const sums = sumAround(values, neighbours, false)
  return statistic(n, note, (i) => {
    const size = start[i + 1]! - start[i]!
    const apart = values[i]! - mean
    const others = mean - apart / (n - 1)
    // n S^2 is the sum of squares about the mean; without i it is smaller by n / (n - 1) of i's own square.
    const squares = n * deviation * deviation - (apart * apart * n) / (n - 1)
    const without = Math.sqrt(Math.max(0, squares < 1e-12 * n * deviation * deviation ? 0 : squares) / (n - 1))
    return standardised(sums[i]! - others * size, without, ((n - 1) * size - size * size) / (n - 2))
  })
}

/** p of Gi* by conditional permutation, a place. */
export function giStarPermuted(values: ArrayLike<number>, neighbours: Neighbours, { permutations = 999, random }: PermutationOptions): { p: Float64Array; note: string | null } {
  if (!Number.isInteger(permutations) || permutations < 1) throw new RangeError(`permutations must be a whole number of at least 1, not ${permutations}`)
  const { mean, deviation, note } = spread(values, neighbours)
  const { n, start } = neighbours
  const p = new Float64Array(n).fill(NaN)
  if (note) return { p, note }
  const sums = sumAround(values, neighbours, true)
  const samples = sampler(values, largest(neighbours), permutations, random)
  // Sums added in another order differ in the last digits: a draw of the same values must still count as equal.
  const slack = 1e-10 * (Math.abs(mean) + deviation)
  for (let i = 0; i < n; i++) {
    const others = start[i + 1]! - start[i]!
    const drawn = samples.sumsFor(i, others)
    const centre = mean * (others + 1)
    if (others + 1 < n) p[i] = (1 + countBeyond(drawn, values[i]! - centre, Math.abs(sums[i]! - centre) - slack)) / (permutations + 1)
  }
  return { p, note }
}

function countBeyond(drawn: Float64Array, shift: number, limit: number): number {
  let beyond = 0
  for (let s = 0; s < drawn.length; s++) if (Math.abs(drawn[s]! + shift) >= limit) beyond++
  return beyond
}

/**
 * The sums of the samples, kept as the place moves on: from place i - 1 to i only position i - 1 changes its meaning (from place i to
 * place i - 1), so only samples that hold it are summed again. Places must be asked for in ascending order.
 */
function sampler(values: ArrayLike<number>, length: number, permutations: number, random: Random) {
  const positions = drawPositions(values.length - 1, length, permutations, random)
  const sums = Array.from({ length: length + 1 }, () => new Float64Array(permutations))
  const holders = new Map<number, number[]>()
  const sum = (sample: number, place: number) => {
    let total = 0
    for (let k = 0; k < length; k++) {
      const position = positions[sample * length + k]!
      total += values[position < place ? position : position + 1]!
      sums[k + 1]![sample] = total
    }
  }
  for (let sample = 0; sample < permutations; sample++) sum(sample, 0)
  positions.forEach((position, at) => {
    const held = holders.get(position)
    if (held) held.push(Math.floor(at / length))
    else holders.set(position, [Math.floor(at / length)])
  })
  const sumsFor = (place: number, others: number): Float64Array => {
    for (const sample of holders.get(place - 1) ?? []) sum(sample, place)
    return sums[others]!
  }
  return { sumsFor }
}

/** Ordered samples without replacement, one after another, by the first steps of a Fisher-Yates shuffle. */
function drawPositions(from: number, length: number, permutations: number, random: Random): Int32Array {
  const pool = Int32Array.from({ length: from }, (_, i) => i)
  const drawn = new Int32Array(permutations * length)
  for (let sample = 0; sample < permutations; sample++) {
    for (let k = 0; k < length; k++) {
      const other = k + random.int(from - k)
      const position = pool[other]!
      pool[other] = pool[k]!
      pool[k] = position
      drawn[sample * length + k] = position
    }
  }
  return drawn
}

function largest({ n, start }: Neighbours): number {
  let most = 0
  for (let i = 0; i < n; i++) most = Math.max(most, start[i + 1]! - start[i]!)
  return most
}

const standardised = (apart: number, deviation: number, spreadOfSum: number): number =>
  deviation > 0 && spreadOfSum > 0 ? apart / (deviation * Math.sqrt(spreadOfSum)) : NaN

function statistic(n: number, note: string | null, zOf: (i: number) => number): LocalStatistic {
  const z = new Float64Array(n).fill(NaN)
  if (!note) for (let i = 0; i < n; i++) z[i] = zOf(i)
  return { z, p: z.map(twoSided), note }
}

/** Mean and deviation of the study area, and why there is no pattern in it, if there is none. */
function spread(values: ArrayLike<number>, { n }: Neighbours): { mean: number; deviation: number; note: string | null } {
  if (values.length !== n) throw new RangeError(`values: ${values.length} for ${n} places`)
  let sum = 0
  let equal = true
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(values[i]!)) throw new RangeError(`values: place ${i} holds ${values[i]}`)
    sum += values[i]!
    equal &&= values[i] === values[0]
  }
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2
  const note = n < 3 ? 'No pattern: fewer than three places.' : equal ? 'No pattern: every place holds the same value.' : null
  return { mean, deviation: Math.sqrt(squares / n), note }
}
