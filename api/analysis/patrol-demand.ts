/**
 * What a patrol can be worth where and when: the blocks of a shift, what is expected in each, the harm of an event, and what a visit counts.
 *
 * Expected in a block = expected in the month x sum over the clock hours h of the block of p(h) / sum over the hours of the month of p, p = the place's
 * profile of the week (hour-profiles.ts): a month's hours together have the month's expectation. The hour that is missing in March, or comes twice in
 * October, is in a block as often as it passes.
 * Harm of an event of a place = (harm of its events + k m) / (its events + k), m = the theme's mean, k = variance of harm within places / variance of
 * the places' means (Buhlmann 1967, doi 10.1017/S0515036100008989), at least `LEAST_PRIOR` events: one rare, grave offence does not make a place grave.
 * Model of a visit, stated plainly: a visit of the full dose counts what is expected at its place in the block of the shift in which it begins, once; the
 * next visit of that place counts a stated part of its own block, the one after that the part of the part. Staying longer counts nothing more (Koper 1995).
 * What it does not tell: how much a visit prevents. "Covered" means that somebody was there in those two hours, no more.
 * Units: events, days of harm, seconds. Undefined: no event with a weight: no mean harm (null). Checked by hand, both changes of the clock included.
 */
import { clockAfter, elapsedMinutes, hoursOnDate, HOURS_OF_WEEK } from './aoristic.ts'
import { dayNumber, weekdayOf } from './daily-level.ts'
import { monthName, monthNumber } from './series-breaks.ts'
import type { TourOption } from './tour-problem.ts'

/** Seconds from the beginning of the shift, the second not included. */
export interface Block { from: number; to: number }

/** Two hours: about what is advised between two visits of one place. */
export const BLOCK_SECONDS = 7200
/** Events of the theme's mean that a place's own mean is weighed against at the least. */
export const LEAST_PRIOR = 5

/** Seconds that pass from one time of British clocks to another. */
export const secondsBetween = (from: string, to: string): number => elapsedMinutes(from, to) * 60

/** Blocks of a shift; a rest shorter than half a block belongs to the last. */
export function shiftBlocks(seconds: number, block = BLOCK_SECONDS): Block[] {
  const n = Math.max(1, Math.round(seconds / block))
  return Array.from({ length: n }, (_, i) => ({ from: i * block, to: i === n - 1 ? seconds : (i + 1) * block }))
}

/** Hours of the week that the clock shows in a block, each with how much of it passes. */
export function blockHours(shiftFrom: string, { from, to }: Block): [hour: number, hours: number][] {
  const hours: [number, number][] = []
  for (let at = from; at < to;) {
    const clock = clockAfter(shiftFrom, at)
    const next = Math.min(to, at + 3600 - Number(clock.slice(14, 16)) * 60 - Number(clock.slice(17, 19)))
    hours.push([weekdayOf(dayNumber(clock.slice(0, 10))) * 24 + Number(clock.slice(11, 13)), (next - at) / 3600])
    at = next
  }
  return hours
}

/** How often each hour of the week comes in a month, YYYY-MM. */
export function monthHours(month: string): Float64Array {
  const times = new Float64Array(HOURS_OF_WEEK)
  const [first, next] = [month, monthName(monthNumber(month) + 1)].map((one) => dayNumber(`${one}-01`)) as [number, number]
  for (let day = first; day < next; day++) {
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
    hoursOnDate(date).forEach((n, h) => { times[weekdayOf(day) * 24 + h]! += n })
  }
  return times
}

/** The part of a month's events that a block has. */
export function blockShare(profile: ArrayLike<number>, hours: readonly (readonly [number, number])[], times: Float64Array): number {
  let [all, own] = [0, 0]
  for (let h = 0; h < HOURS_OF_WEEK; h++) all += times[h]! * profile[h]!
  for (const [hour, part] of hours) own += part * profile[hour]!
  return all > 0 ? own / all : 0
}

export interface PlaceHarm { n: number; harm: number; /** Sum of the squares of the weights. */ squares: number }
export interface MeanHarm { of(place: PlaceHarm | undefined): number; mean: number; prior: number }

/** Null where nothing weighs anything. */
export function meanHarm(places: readonly PlaceHarm[]): MeanHarm | null {
  const held = places.filter(({ n }) => n > 0)
  const sum = (value: (place: PlaceHarm) => number) => held.reduce((total, place) => total + value(place), 0)
  const [n, harm] = [sum((place) => place.n), sum((place) => place.harm)]
  if (!(harm > 0)) return null
  const mean = harm / n
  const within = sum((place) => place.squares - place.harm ** 2 / place.n) / Math.max(1, n - held.length)
  const between = (sum((place) => place.n * (place.harm / place.n - mean) ** 2) - (held.length - 1) * within) / Math.max(1, n - sum((place) => place.n ** 2) / n)
  const prior = between > 0 ? Math.max(LEAST_PRIOR, within / between) : Infinity
  return { mean, prior, of: (place) => (place && prior < Infinity ? (place.harm + prior * mean) / (place.n + prior) : mean) }
}

/**
 * Factors by which themes are mixed: of all that is expected in the month each theme has the share that its weight has, and the whole stays what it was.
 * `months`: expected in the month, a theme each; `counted`: false for those whose unit is not that of the others, which then count by their weight alone.
 */
export function mixFactors(weights: readonly number[], months: readonly number[], counted: readonly boolean[]): number[] {
  if (weights.length === 1) return [1]
  const held = weights.map((weight, t) => (months[t]! > 0 ? weight : 0))
  const [all, total] = [held.reduce((sum, one) => sum + one, 0), months.reduce((sum, one, t) => sum + (counted[t] ? one : 0), 0)]
  return held.map((weight, t) => (weight > 0 ? ((weight / all) * (total > 0 ? total : 1)) / months[t]! : 0))
}

/** When a visit may begin and what it counts: one option for each block, equal neighbours as one. */
export function visitOptions(expected: readonly number[], blocks: readonly Block[]): TourOption[] {
  const options: TourOption[] = []
  blocks.forEach(({ from, to }, b) => {
    const [last, worth] = [options.at(-1), expected[b]!]
    if (last && Math.abs(last.worth - worth) <= 1e-9 * Math.abs(worth)) last.to = to
    else options.push({ from, to, worth })
  })
  return options
}
