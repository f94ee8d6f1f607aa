/** What the figures rest on, in words. */
import type { StampFault } from '../../../api/response-vocabulary.ts'
import { count, percent } from '../ui/numbers.ts'
import type { Compliance, ComplianceAnswer } from './asks.ts'
import { TARGET } from './words.ts'

/** In the order of the table; what to make of each. */
export const faultMeanings: Record<StampFault, string> = {
  missing: 'The start or the stop of the clock was not recorded.', negative: 'The unit is said to have come before it was called: one of the two stamps is wrong.', zero: 'Both stamps were most likely set at once, after the event.',
  'over-a-day': 'The arrival was most likely stamped when the file was closed.', 'out-of-order': 'The stamps contradict each other, so neither can be trusted.', 'class-unknown': 'Neither limit can be chosen.',
}

export function stampsWords({ emergencies, unjudged, share }: ComplianceAnswer['stamps']): string {
  if (emergencies === 0) return 'No emergency in these months.'
  if (unjudged === 0) return `All ${count(emergencies)} emergencies can be judged.`
  return `${count(unjudged)} of ${count(emergencies)} emergencies (${percent(share ?? 0)}) cannot be judged and are left out of every share.`
}

/** Whether what is left out could change the answer. */
export function boundsWords({ worst, best, status }: Pick<Compliance, 'worst' | 'best' | 'status'>): string {
  if (worst === null || best === null) return 'There are no bounds without emergencies.'
  const span = `Had all of them come late, the share together would be ${percent(worst)}; had all come in time, ${percent(best)}`
  if (best < 0.9) return `${span}: below ${TARGET} either way.`
  if (worst >= 0.9) return `${span}: at or above ${TARGET} either way.`
  return `${span}: they could decide on which side of ${TARGET} it lies${status === 'not-distinguishable' ? ', which the interval leaves open as well' : ''}.`
}
