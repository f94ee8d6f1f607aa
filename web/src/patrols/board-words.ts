/** The board in words. */
import type { BoardUnit, UploadAnswer } from '../../../api/patrols/delivery-schema.ts'

export function boardWords({ state, place, since, minutes, next }: BoardUnit): string {
  const then = next === null ? 'no visit left' : `next ${next.name} at ${next.at}${next.lateMin > 0 ? `, ${next.lateMin} min late` : ''}`
  if (state === 'at-place') return `at ${place} since ${since} (${minutes} min); ${then}`
  if (state === 'before') return `has not begun; ${then}`
  return state === 'done' ? 'no visit left' : `under way; ${then}`
}

/** Why positions were left out. */
const reasons: Record<string, string> = {
  'time-unreadable': 'without a readable time', 'position-unreadable': 'without a readable position', 'outside-shift': 'outside the shift', 'time-backwards': 'with a time before the one before', 'time-repeated': 'with the same time twice',
  'too-fast': 'that nobody could have reached', 'unit-unknown': 'of a unit that is not in the plan', 'place-unknown': 'of a place that is not in the plan', 'time-out-of-order': 'that end before they begin',
  'not-at-a-place': 'between places', 'passed-by': 'passing by', 'wrong-number-of-fields': 'with too many or too few fields'
}

export function leftOutWords({ read, matched, leftOut, stored, visits }: UploadAnswer): string {
  const left = Object.entries(leftOut).map(([reason, n]) => `${n} ${reasons[reason] ?? reason}`)
  return `Read ${read} positions: ${[`${matched} at a place`, ...left].join(', ')}. ${visits.length} ${visits.length === 1 ? 'visit' : 'visits'} found, ${stored} new.`
}
