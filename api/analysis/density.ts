/**
 * Kernel density: how thickly events lie around each place, smoothed over a stated distance.
 *
 * What it tells: events per square kilometre around a place, as a smooth surface. What it does not: whether a high place is more than
 * chance (that is Gi*), or what happened at the place itself; a wider bandwidth always looks calmer.
 * Formula: f(s) = sum over events i of c_i k(d_i), d_i the distance from s to event i, c_i its weight (a count, or days of harm).
 *   quartic:  k(d) = 3 / (pi h^2) (1 - d^2 / h^2)^2 for d < h, else 0; h is the bandwidth, where the kernel ends;
 *   gaussian: k(d) = exp(-d^2 / 2 h^2) / (2 pi h^2) up to 4 h, divided by the 0.99966 that lies within; h is the standard deviation.
 * Both give every event the volume c_i, so density times area adds up to about the total; what falls outside the study area is lost there.
 * dual = f1 / f2, per unit of the second surface: residents, households.
 * Input: metres. Output: per km2. Undefined: dual is NaN where f2 is under its floor, and where no event is, density is a true 0.
 * Cost: each place looks at the events in the nine buckets around it, a few nanoseconds each: 39,000 hexagons as places and as counts with
 * h = 500 m take 0.2 s. Sources: Silverman 1986, Density estimation, 4.2; Bithell 1990, doi 10.1002/sim.4780090616 (ratio of two
 * densities). Checked by hand and by its laws.
 */
import { bucketsOf, type Buckets } from './buckets.ts'
import type { Metres } from './metres.ts'

export type Kernel = 'quartic' | 'gaussian'

export interface DensityOptions {
  /** quartic: ends at the bandwidth, so that a map of it is quick and an event has no effect beyond. */
  kernel?: Kernel
  /** Metres. 200: the width with which retrospective maps are usually compared; a width chosen from the data is in bandwidth.ts. */
  bandwidthM?: number
}

const PER_KM2 = 1e6
const GAUSSIAN_REACH = 4

/** A kernel as a function of squared distance, and how far it reaches, metres. */
export interface Shape { reachM: number; at: (squared: number) => number }

/** @throws RangeError where the bandwidth is not above nought. */
export function shapeOf(kernel: Kernel, bandwidthM: number): Shape {
  if (!(bandwidthM > 0 && bandwidthM < Infinity)) throw new RangeError(`bandwidthM is ${bandwidthM}: it must be above nought`)
  const h2 = bandwidthM * bandwidthM
  if (kernel === 'quartic') {
    const peak = 3 / (Math.PI * h2)
    return { reachM: bandwidthM, at: (squared) => peak * (1 - squared / h2) ** 2 }
  }
  const peak = 1 / (2 * Math.PI * h2 * (1 - Math.exp(-(GAUSSIAN_REACH ** 2) / 2)))
  return { reachM: GAUSSIAN_REACH * bandwidthM, at: (squared) => peak * Math.exp(-squared / (2 * h2)) }
}

/** Events sorted into buckets as wide as the kernel reaches, with their weights in the same order. */
interface Sorted { buckets: Buckets; x: Float64Array; y: Float64Array; weight: Float64Array }

export function sortEvents(events: Metres, weights: ArrayLike<number> | null, reachM: number): Sorted {
  if (weights && weights.length !== events.x.length) throw new RangeError(`weights: ${weights.length} for ${events.x.length} points`)
  const weightOf = (i: number) => {
    const weight = weights ? weights[i]! : 1
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weights: point ${i} weighs ${weight}`)
    return weight
  }
  // What weighs nothing adds nothing: most hexagons of a county hold no event.
  const kept = Int32Array.from({ length: events.x.length }, (_, i) => i).filter((i) => weightOf(i) > 0)
  const [x, y] = [Float64Array.from(kept, (i) => events.x[i]!), Float64Array.from(kept, (i) => events.y[i]!)]
  const buckets = bucketsOf({ x, y }, reachM)
  const { order } = buckets
  return { buckets, x: Float64Array.from(order, (k) => x[k]!), y: Float64Array.from(order, (k) => y[k]!), weight: Float64Array.from(order, (k) => weightOf(kept[k]!)) }
}

/** Sum of weight times kernel over the events around one place, per square metre. */
export function around(px: number, py: number, { buckets, x, y, weight }: Sorted, { reachM, at }: Shape): number {
  const { sizeM, columns, rows, x0, y0, start } = buckets
  const column = Math.floor((px - x0) / sizeM)
  const row = Math.floor((py - y0) / sizeM)
  const reach2 = reachM * reachM
  const [left, right] = [Math.max(column - 1, 0), Math.min(column + 1, columns - 1)]
  let sum = 0
  for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, rows - 1) && left <= right; r++) {
    for (let k = start[r * columns + left]!; k < start[r * columns + right + 1]!; k++) {
      const dx = x[k]! - px
      const dy = y[k]! - py
      const squared = dx * dx + dy * dy
      if (squared < reach2) sum += weight[k]! * at(squared)
    }
  }
  return sum
}

/** Density at each place, weight per km2. `weights` null: each point is one event. */
export function density(places: Metres, events: Metres, weights: ArrayLike<number> | null, { kernel = 'quartic', bandwidthM = 200 }: DensityOptions = {}): Float64Array {
  const shape = shapeOf(kernel, bandwidthM)
  const sorted = sortEvents(events, weights, shape.reachM)
  return Float64Array.from(places.x, (px, i) => {
    const py = places.y[i]!
    if (!(Number.isFinite(px) && Number.isFinite(py))) throw new RangeError(`places: place ${i} is not a number of metres`)
    return around(px, py, sorted, shape) * PER_KM2
  })
}

export interface Dual {
  /** Events for each `per` units of the second surface; NaN where that is under the floor. */
  values: Float64Array
  note: string | null
}

/**
 * One density relative to another, both per km2 at the same places.
 * `floorPerKm2`: the least of the second that is divided by; below it a single event would make any rate. `per`: 1000, as rates are quoted.
 */
export function dual(events: Float64Array, base: Float64Array, { floorPerKm2, per = 1000 }: { floorPerKm2: number; per?: number }): Dual {
  if (!(floorPerKm2 > 0)) throw new RangeError(`floorPerKm2 is ${floorPerKm2}: it must be above nought`)
  if (!(per > 0)) throw new RangeError(`per is ${per}: it must be above nought`)
  if (events.length !== base.length) throw new RangeError(`events has ${events.length} places, base ${base.length}`)
  let left = 0
  const values = Float64Array.from(events, (value, i) => {
    if (Number.isNaN(value) || Number.isNaN(base[i])) throw new RangeError(`place ${i} has no density`)
    if (base[i]! >= floorPerKm2) return (per * value) / base[i]!
    left++
    return NaN
  })
  return { values, note: left === 0 ? null : `${left} of ${events.length} places have no rate: fewer than ${floorPerKm2} per square kilometre live there.` }
}
