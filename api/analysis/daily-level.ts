/**
 * How many events the day ahead will bring in all: recent level times day of the week times month of the year.
 *
 * What it tells: the total that a day's forecast is scaled to. What it does not tell: where, nor anything of holidays, weather or matches.
 * Formula. E = L w(k) s(m), k = day of the week, m = month of the day ahead. L = sum of v_t y_t / sum of v_t w(k_t) s(m_t) over the days held, v = 2^(-(a - 1) / 28),
 * a = age in days: four weeks say how high the level is now. (A mean of quotients would count a day of the week that has none as evidence of none.) w(k) = (sum of y over the days k + 4 mean) / ((days k + 4) mean)
 * over the whole weeks of the last year: four pseudo-weeks say "no day of the week", because a rare kind has few events a weekday.
 * s: factors of the month (forecast-level.ts) from the months held before the day, 1 throughout for fewer than 24.
 * Input: events by day held, ascending without a gap; months and totals. Output: events. Undefined: no day: RangeError; no event: 0.
 * Cost: the days held. Source: ratio to mean, general knowledge; both shrinkages are our own. Checked by hand and on made weeks.
 */
import { seasonFactors } from './forecast-level.ts'

const HALF_LIFE_DAYS = 28
const PRIOR_WEEKS = 4
const YEAR_DAYS = 364
const FEWEST_MONTHS = 24
const DAY_MS = 86_400_000

/** Monday is 0; day 0 is Thursday the 1st of January 1970. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
/** Months since year 0. */
export const monthOfDay = (day: number): number => {
  const date = new Date(day * DAY_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** `YYYY-MM-DD` as a day, and back. @throws RangeError for what is no date. */
export function dayNumber(date: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN
  if (Number.isNaN(ms) || dayName(ms / DAY_MS) !== date) throw new RangeError(`${date} is no date`)
  return ms / DAY_MS
}
export const dayName = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

export interface Months { months: readonly number[]; totals: readonly number[] }
/** Factors by calendar month, January first. */
export type Seasons = (before: number) => readonly number[]

/** Factors from the months before a month alone, found once for each. */
export function seasonsOf({ months, totals }: Months): Seasons {
  const known = new Map<number, readonly number[]>()
  return (before) => {
    const held = months.filter((month) => month < before)
    const factors = known.get(before) ?? (held.length >= FEWEST_MONTHS ? seasonFactors(held, totals.slice(0, held.length)) : Array<number>(12).fill(1))
    known.set(before, factors)
    return factors
  }
}

/** Factor of each day of the week, Monday first. */
export function weekdayFactors(totals: ArrayLike<number>, first: number): number[] {
  const weeks = Math.floor(Math.min(totals.length, YEAR_DAYS) / 7)
  const sums = new Float64Array(7)
  for (let i = totals.length - weeks * 7; i < totals.length; i++) sums[weekdayOf(first + i)]! += totals[i]!
  const mean = sums.reduce((a, b) => a + b) / (weeks * 7)
  return Array.from(sums, (sum) => (mean > 0 ? (sum + PRIOR_WEEKS * mean) / ((weeks + PRIOR_WEEKS) * mean) : 1))
}

export interface DayLevel { expected: number; weekday: number; season: number }

/** Expected total of a day after the days held, of which `first` is the first. */
export function dayLevel(totals: ArrayLike<number>, first: number, target: number, seasons: Seasons): DayLevel {
  if (totals.length === 0) throw new RangeError('totals: no day is held')
  const weekdays = weekdayFactors(totals, first)
  const months = seasons(monthOfDay(first + totals.length - 1))
  const factor = (day: number) => weekdays[weekdayOf(day)]! * months[monthOfDay(day) % 12]!
  let [above, below] = [0, 0]
  for (let i = 0; i < totals.length; i++) {
    const w = 2 ** (-(totals.length - 1 - i) / HALF_LIFE_DAYS)
    above += w * totals[i]!
    below += w * factor(first + i)
  }
  return { expected: (above / below) * factor(target), weekday: weekdays[weekdayOf(target)]!, season: months[monthOfDay(target) % 12]! }
}
