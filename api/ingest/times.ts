/** Dates and times of a force's own files: local time, Europe/London, ISO 8601 or dd/mm/yyyy hh:mm. */

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/
const BRITISH = /^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/

/** A local time as `YYYY-MM-DDTHH:MM:SS`; undefined when it cannot be read or is not a real date. A date alone means midnight. */
export function localTime(text: string): string | undefined {
  const iso = ISO.exec(text.trim())
  const british = iso ? null : BRITISH.exec(text.trim())
  if (!iso && !british) return undefined
  const [year, month, day] = iso ? [iso[1]!, iso[2]!, iso[3]!] : [british![3]!, british![2]!, british![1]!]
  const [, , , , hour = '00', minute = '00', second = '00'] = (iso ?? british)!
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // Date rolls 31 February over into March: a real date comes back as it went in.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`
}

/** Milliseconds on a clock that knows no summer time: for differences and weekdays of local times. */
export const localMs = (time: string): number => Date.parse(`${time}Z`)

const NIGHT_FROM_HOUR = 20
const NIGHT_TO_HOUR = 5
const LONGEST_KNOWN_MS = 6 * 3_600_000
const FRIDAY = 5
const SATURDAY = 6

/**
 * Which night an incident falls in: 1 Friday or Saturday night, 2 the same hours (20:00 to 05:00) of another night, 0 any other hour,
 * -1 when it may have happened at any time of a span over six hours. A night is named after the day it begins.
 */
export function nightOf(from: string, to: string | null): -1 | 0 | 1 | 2 {
  if (to !== null && localMs(to) - localMs(from) > LONGEST_KNOWN_MS) return -1
  const hour = Number(from.slice(11, 13))
  if (hour < NIGHT_FROM_HOUR && hour >= NIGHT_TO_HOUR) return 0
  const evening = new Date(localMs(from) - (hour < NIGHT_TO_HOUR ? 86_400_000 : 0)).getUTCDay()
  return evening === FRIDAY || evening === SATURDAY ? 1 : 2
}
