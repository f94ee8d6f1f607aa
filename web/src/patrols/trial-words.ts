/** A trial in words. */
import type { TrialDraft, TrialEvaluation } from '../../../api/patrols/trial-schema.ts'

type Drawn = Pick<TrialDraft, 'calendar' | 'places' | 'firstDay' | 'each' | 'placeDays'>

export const dayOf = (firstDay: string, day: number): string => new Date(Date.parse(`${firstDay}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10)

export const trialLine = ({ calendar, places, each, placeDays }: Drawn): string =>
  `${each} of ${places.length} places on each of ${calendar.length} days: ${placeDays.treated.toLocaleString('en-GB')} place-days with patrols, ${placeDays.control.toLocaleString('en-GB')} without.`

/** Names of the places that are patrolled on a day; none on a day of rest. */
export const placesOn = ({ calendar, places }: Drawn, day: number): string[] => places.filter((_, place) => calendar[day]![place] === '1').map(({ name }) => name)

export function effectLine({ ratio, lower, upper, p, interval, draws }: TrialEvaluation): string | null {
  if (p === null || lower === null) return null
  return `Ratio of rates ${ratio === null ? 'not defined' : ratio.toFixed(2)}, 95 % interval ${lower.toFixed(2)} to ${upper === null ? 'no upper end' : upper.toFixed(2)} (${interval === 'poisson' ? 'exact Poisson' : 'by redrawing the calendar'}); p = ${p.toFixed(3)} from ${draws} redrawn calendars.`
}
