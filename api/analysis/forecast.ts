/**
 * A forecast: expected events in each place in the month ahead, by one method.
 *
 * What it tells: numbers that sum to the expected total, so that predicted and observed may be compared (RRI). What it does not tell: how sure
 * it is in a single place; a place of 0.3 expected events sees none in three months of four.
 * Formula: e_i = E * r_i / sum r, with r the method's values (forecast-methods.ts) and E the level ahead (forecast-level.ts). Where r is nought
 * throughout, E is spread evenly.
 * Input: a history and a method at work. Output: events by place, at least 0. Undefined without a month: RangeError.
 * Cost: the method's. Source: as its parts. Checked by the sum, and by hand.
 */
import type { History } from './forecast-history.ts'
import { levelAhead, type Level } from './forecast-level.ts'
import type { Running } from './forecast-methods.ts'

export interface Forecast extends Level {
  /** Expected events by place; sums to the total expected. */
  byPlace: Float64Array
}

/** Total of the month ahead, the same for every method. */
export const levelOf = ({ months, totals, target }: History): Level => levelAhead(months, totals, target)

export const forecastBy = (running: Running, history: History, level: Level = levelOf(history)): Forecast => ({ ...level, byPlace: scaled(running.rate(history), level.expected) })

/** Values scaled to a sum; all alike where they are all nought. */
export function scaled(values: ArrayLike<number>, total: number): Float64Array {
  const sum = totalOf(values)
  const all = new Float64Array(values.length).fill(total / values.length)
  if (sum > 0) for (let i = 0; i < all.length; i++) all[i] = values[i]! * (total / sum)
  return all
}

export function totalOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}
