/** Local times of a shift, `YYYY-MM-DDThh:mm`, reckoned on the clock face: a shift that crosses a change of the clocks is refused by the server. */
import { shiftPresets, type ShiftPreset } from '../../../api/vocabulary.ts'
import { dayLabel } from '../ui/months.ts'

const MINUTE_MS = 60_000
const stamp = (local: string): number => Date.parse(`${local}:00Z`)
const localOf = (ms: number): string => new Date(ms).toISOString().slice(0, 16)

export const addMinutes = (local: string, minutes: number): string => localOf(stamp(local) + minutes * MINUTE_MS)
export const minutesBetween = (from: string, to: string): number => (stamp(to) - stamp(from)) / MINUTE_MS
export const addDays = (local: string, days: number): string => addMinutes(local, days * 1440)
export const dayOf = (local: string): string => local.slice(0, 10)
export const clockOf = (local: string): string => local.slice(11, 16)

/** "21:05", so many seconds after the shift begins. */
export const clockAt = (shiftFrom: string, seconds: number): string => clockOf(addMinutes(shiftFrom, Math.round(seconds / 60)))

/** The end on the next day where the clock has gone round. */
export function shiftOn(day: string, from: string, to: string): { shiftFrom: string; shiftTo: string } {
  const shiftFrom = `${day}T${from}`
  const sameDay = `${day}T${to}`
  return { shiftFrom, shiftTo: to > from ? sameDay : addDays(sameDay, 1) }
}

/** Monday 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** The first day from `day` on at which a preset usually begins. For nights out that is Saturday, where most is expected. */
export function presetShift(preset: ShiftPreset, day: string): { shiftFrom: string; shiftTo: string } {
  const { from, to, weekdays } = shiftPresets[preset]
  const wanted: readonly number[] = preset === 'night-time-economy' ? [5] : weekdays
  for (let ahead = 0; ahead < 7; ahead++) {
    const next = dayOf(addDays(`${day}T00:00`, ahead))
    if (wanted.includes(weekdayOf(next))) return shiftOn(next, from, to)
  }
  return shiftOn(day, from, to)
}

/** "Sat 28 Nov 2026, 20:00 to 04:00" */
export const shiftWords = (shiftFrom: string, shiftTo: string): string => `${dayLabel(dayOf(shiftFrom))}, ${clockOf(shiftFrom)} to ${clockOf(shiftTo)}`

/** "2 h", "1 h 30 min", "15 min" */
export function spanWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  return hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })
/** `YYYY-MM-DD` where the shifts are. */
export const todayIn = (now: Date): string => london.format(now)
