/**
 * The months before a forecast, weighted by age and smoothed over the grid: what every forecasting method here is made of.
 *
 * What it tells: events a month in each place as one weighting of the past sees them. What it does not tell: what will happen; a method does.
 * Formula: g_i = sum_m w(a_m) x_im / sum_m w(a_m), over the months m held before the target, a_m = months from m to the target (1 for the month
 * just before), x_im = events. Weights: `recent` n: 1 up to age n, else 0; `decay` h: 2^(-(a - 1) / h), h = half-life in months. Months not
 * held are in neither sum. Smoothing is linear, so the weighted sum is smoothed and not each month, and each width goes on from the one below.
 * Input: counts by month held and place; the grid's neighbours; the target month. Output: events a month by place.
 * Undefined: no month held before the target: RangeError, because nothing can be forecast from nothing.
 * Cost: months times places that hold anything, for each weighting, once; 0.05 ms a step of smoothing for 5,600 hexagons. Nothing is computed before it is asked for.
 * Source: general knowledge. Checked by hand.
 */
import { ringsOf, ringWeighted, smooth } from './grid-smoothing.ts'
import type { Neighbours } from './neighbours.ts'
import { monthNumber } from './series-breaks.ts'

/** Counts by month held and place. A month that is not named is not held, which is not nought. */
export interface MonthlyCounts {
  /** `YYYY-MM`, ascending. */
  months: readonly string[]
  /** For each month the events by place. */
  counts: readonly ArrayLike<number>[]
}

/** The same, made ready once: most places of most months hold nothing and need not be visited. */
export interface Prepared {
  months: readonly string[]
  counts: readonly ArrayLike<number>[]
  totals: readonly number[]
  filled: readonly { places: Int32Array; events: Float64Array }[]
}

/** @throws RangeError where a month does not fit the places or a count is none. */
export function prepare({ months, counts }: MonthlyCounts, n: number): Prepared {
  if (counts.length !== months.length) throw new RangeError(`counts: ${counts.length} months of ${months.length}`)
  const filled = counts.map((month, m) => {
    if (month.length !== n) throw new RangeError(`counts: ${month.length} places of ${n} in ${months[m]}`)
    const places: number[] = []
    for (let i = 0; i < n; i++) {
      if (!(month[i]! >= 0) || month[i] === Infinity) throw new RangeError(`counts: ${month[i]} in ${months[m]} at place ${i}`)
      if (month[i]! > 0) places.push(i)
    }
    return { places: Int32Array.from(places), events: Float64Array.from(places, (i) => month[i]!) }
  })
  return { months, counts, filled, totals: filled.map(({ events }) => events.reduce((a, b) => a + b, 0)) }
}

export type AgeWeight = { recent: number } | { decay: number }

export interface History {
  /** Places. */
  n: number
  /** Months held, ascending, as month numbers, all before the target. */
  months: readonly number[]
  /** Events of each in all. */
  totals: readonly number[]
  target: number
  /** Events a month by place under a weighting of age, smoothed by so many steps. Not to be written to. */
  field(weight: AgeWeight, steps?: number): Float64Array
  /** The sum of the weights: the months that the field rests on. */
  effectiveMonths(weight: AgeWeight): number
  /** A field and the sums of its rings, at these weights. */
  ringed(weight: (age: number) => number, rings: readonly number[]): Float64Array
}

const ageWeight = (weight: AgeWeight): ((age: number) => number) => ('recent' in weight ? (age) => (age <= weight.recent ? 1 : 0) : (age) => 2 ** (-(age - 1) / weight.decay))

/** Rings of the grid, found once however many histories ask. */
export interface Grid { neighbours: Neighbours; rings(count: number): Neighbours[] }

export function gridOf(neighbours: Neighbours): Grid {
  let known: Neighbours[] = []
  const rings = (count: number) => {
    if (known.length < count) known = ringsOf(neighbours, count)
    return known.slice(0, count)
  }
  return { neighbours, rings }
}

/** The months from position `from` up to, not including, `end`, as the past of the target month. */
export function historyOf(data: Prepared, from: number, end: number, target: string, grid: Grid): History {
  const at = monthNumber(target)
  const months = data.months.slice(from, end).map(monthNumber)
  const filled = data.filled.slice(from, end)
  if (months.length === 0) throw new RangeError(`target: no month is held before ${target}`)
  if (months[months.length - 1]! >= at) throw new RangeError(`target: ${target} is not after the months it is forecast from`)
  const { neighbours } = grid
  const fields = new Map<string, Float64Array>()
  const field = (weight: AgeWeight, steps = 0): Float64Array => {
    const key = `${JSON.stringify(weight)} ${steps}`
    const known = fields.get(key)
    if (known) return known
    const below = steps === 0 ? undefined : field(weight, Math.floor(steps / 2))
    const made = below ? smooth(below, neighbours, Math.ceil(steps / 2)) : weighted(filled, months.map((month) => ageWeight(weight)(at - month)), neighbours.n)
    fields.set(key, made)
    return made
  }
  return {
    n: neighbours.n, months, totals: data.totals.slice(from, end), target: at, field,
    effectiveMonths: (weight) => months.reduce((sum, month) => sum + ageWeight(weight)(at - month), 0),
    ringed: (weight, rings) => ringWeighted(weighted(filled, months.map((month) => weight(at - month)), neighbours.n), grid.rings(rings.length - 1), rings)
  }
}

function weighted(filled: Prepared['filled'], weights: readonly number[], n: number): Float64Array {
  const sums = new Float64Array(n)
  let all = 0
  filled.forEach(({ places, events }, m) => {
    const w = weights[m]!
    all += w
    if (w > 0) for (let k = 0; k < places.length; k++) sums[places[k]!]! += w * events[k]!
  })
  if (all > 0) for (let i = 0; i < n; i++) sums[i]! /= all
  return sums
}
