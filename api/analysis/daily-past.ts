/**
 * Dated events as they were known at the beginning of a day: what every method of the next day is made of.
 *
 * What it tells: which events lay before a day, and how many there were day by day. What it does not tell: when a record came to be known; an event
 * that was reported late counts as known on the day on which it happened.
 * Formula: an event lies in the day of the middle of the time in which it may have happened. Events by place over the `days` before `until`:
 * x_i = number / days held, at most `days`.
 * Input: places, days (with fractions) since 1 January 1970. Output: events a day. Undefined without a day held: RangeError.
 * Cost: a sort once; afterwards the events asked for. Source: general knowledge. Checked by hand.
 */
import type { Grid } from './forecast-history.ts'
import type { Metres } from './metres.ts'
import type { CellEvents } from './self-exciting.ts'

export interface DayEvents extends CellEvents {
  /** Positions of the events, and of the middles of all places, in the same metres. Absent: nothing can be said of distances. */
  points?: Metres
  centres?: Metres
}

export interface DayPast {
  grid: Grid
  /** In the order of time. */
  events: DayEvents
  /** How many of them lie before `until`. */
  known: number
  /** First day held. */
  first: number
  /** Only what lies before this day is known. */
  until: number
  /** The day that is forecast, `until` or later. */
  target: number
}

/** The same events in the order of time, and where each stood before. @throws RangeError for places that are not there and days that are none. */
export function inOrderOfTime({ cell, day, points, centres }: DayEvents, n: number): { events: DayEvents; order: Int32Array } {
  if (cell.length !== day.length || (points && points.x.length !== day.length) || (centres && centres.x.length !== n)) throw new RangeError('events: one place, day and position each')
  day.forEach((one, i) => { if (!Number.isFinite(one) || !(cell[i]! >= 0 && cell[i]! < n)) throw new RangeError(`event ${i} is in place ${cell[i]} on day ${one}`) })
  const order = Int32Array.from(cell, (_, i) => i).sort((a, b) => day[a]! - day[b]! || a - b)
  const sorted = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!)
  return { order, events: { cell: Int32Array.from(order, (i) => cell[i]!), day: sorted(day), ...(points && centres ? { points: { x: sorted(points.x), y: sorted(points.y) }, centres } : {}) } }
}

/** Events before a day: the position of the first that does not lie before it. */
export function firstFrom(day: Float64Array, from: number): number {
  let [low, high] = [0, day.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (day[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
}

export function pastOf(events: DayEvents, grid: Grid, first: number, until: number, target: number): DayPast {
  if (!(until > first && target >= until)) throw new RangeError(`until is ${until}: after ${first}, and not after ${target}`)
  return { grid, events, known: firstFrom(events.day, until), first, until, target }
}

/** Events a day in each place over so many days before `until`, or as many as are held. */
export function countOf({ grid, events, known, first, until }: DayPast, days: number): Float64Array {
  const from = Math.max(first, until - days)
  const counts = new Float64Array(grid.neighbours.n)
  for (let i = firstFrom(events.day, from); i < known; i++) counts[events.cell[i]!]! += 1 / (until - from)
  return counts
}

/** Events of each day from the first held up to `until`. */
export function totalsOf({ events, known, first, until }: DayPast): Float64Array {
  const totals = new Float64Array(until - first)
  for (let i = firstFrom(events.day, first); i < known; i++) totals[Math.floor(events.day[i]!) - first]! += 1
  return totals
}
