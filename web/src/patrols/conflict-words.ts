/** What somebody wanted to do with a plan that another changed first. */
import type { PlanChange } from '../../../api/patrols/schema.ts'
import { listed } from '../ui/months.ts'
import { statusWords } from './request-words.ts'

export function changeWords(change: PlanChange): string {
  const parts = [
    ...(change.status ? [`set it to ${statusWords[change.status]!.toLowerCase()}`] : []), ...(change.routes ? ['change its routes'] : []), ...(change.request ? ['search with a changed request'] : []),
    ...(change.name !== undefined ? ['rename it'] : []), ...(change.notes !== undefined ? ['change its notes'] : []), ...((change.shiftFrom ?? change.shiftTo) && !change.request ? ['move its shift'] : []),
  ]
  return parts.length === 0 ? 'search for routes again' : listed(parts)
}

const clock = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
/** "on 28 Nov at 16:42" */
export function timeWords(instant: string): string {
  const [day, time] = clock.format(new Date(instant)).split(', ')
  return time ? `on ${day} at ${time}` : `on ${day}`
}
