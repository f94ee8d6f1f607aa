/**
 * Which part of a day's events falls into a shift, from the hours of the week in which they happen.
 *
 * What it tells: the share of the shift in the expectation of the day it begins on and of the day after. What it does not tell: that its places
 * differ from the day's; hours are pooled over the theme, because a place has too few events for a profile of its own.
 * Formula: share = sum of p(h) m(h) over the hours h of the shift / the same over the hours of the day, p = aoristic profile of the week (aoristic.ts),
 * m = how often the clock shows the hour on that date: 0 for 01:00 to 02:00 when it goes forward, 2 when it goes back, else 1. A shift that ends
 * at or before the hour at which it begins ends on the next day, whose hours take their share of that day. p nought all day: equal hours.
 * An event of the test counts by the part of its time that lies in the shift; one of more than seven days tells of no hour and is left out.
 * Input: the profile, days since 1 January 1970, hours of British clocks. Output: shares from 0 to 1.
 * Cost: 24 steps. Source: Ratcliffe 2000, doi 10.1080/136588100424963 (aoristic time). Checked by hand, both changes of the clock included.
 */
import { aoristicPart, hoursOnDate, type LocalSpan } from './aoristic.ts'
import { dayName, weekdayOf } from './daily-level.ts'

export interface ShiftHours {
  /** Hour at which it begins, 0 to 23. */
  from: number
  /** Hour at which it ends; at or before `from`: on the next day. */
  to: number
}

export interface ShiftShare {
  /** Of the events of the day on which it begins. */
  own: number
  /** Of those of the next day. */
  next: number
}

const overnight = ({ from, to }: ShiftHours): boolean => to <= from

export function shiftShare(profile: Float64Array, day: number, shift: ShiftHours): ShiftShare {
  const ends = overnight(shift) ? 24 : shift.to
  return { own: partOfDay(profile, day, shift.from, ends), next: overnight(shift) ? partOfDay(profile, day + 1, 0, shift.to) : 0 }
}

function partOfDay(profile: Float64Array, day: number, from: number, to: number): number {
  const times = hoursOnDate(dayName(day))
  const first = weekdayOf(day) * 24
  const weights = times.map((n, h) => n * profile[first + h]!)
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
  const of = sum(weights) > 0 ? weights : times
  return sum(of.slice(from, to)) / sum(of)
}

/** The part of a span that lies in the shift that begins on a day; null where the span tells of no hour. */
export function partInShift(span: LocalSpan, day: number, { from, to }: ShiftHours): number | null {
  const hour = (n: number) => `T${String(n).padStart(2, '0')}:00`
  return aoristicPart(span, `${dayName(day)}${hour(from)}`, `${dayName(to <= from ? day + 1 : day)}${hour(to)}`)
}
