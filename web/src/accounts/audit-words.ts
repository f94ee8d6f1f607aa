/** Entries of the audit trail as a reviewer reads them. */
import { auditActs, roleTitles, type AuditAct, type Role } from '../../../api/vocabulary.ts'
import type { AuditAnswer, AuditEntry } from '../answers.ts'
import { count } from '../ui/numbers.ts'

const stamp = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Europe/London',
})

/** "25 Nov 2026, 14:32:05", British time. */
export const whenOf = ({ at }: AuditEntry): string => stamp.format(new Date(at))
export const whoOf = ({ account, role }: AuditEntry): string => account ?? (role === 'public' ? 'A visitor' : 'The system')
export const roleOf = ({ role }: AuditEntry): string => roleTitles[role as Role] ?? role.charAt(0).toUpperCase() + role.slice(1)
export const actOf = ({ act }: AuditEntry): string => auditActs[act as AuditAct] ?? act.replaceAll('-', ' ')

/** A database gives them in an order of its own. */
const ORDER = ['from', 'to', 'res', 'area']
const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

/** "burglary · from 2025-01, to 2025-09": what was acted on, and what else was asked. */
export function subjectOf({ subject, detail }: AuditEntry): string {
  const rest = Object.entries(detail).filter(([, value]) => value !== null && value !== '' && value !== false).toSorted(([a], [b]) => rank(a) - rank(b)).map(([name, value]) => (value === true ? name : `${name} ${String(value)}`))
  return [subject, rest.join(', ')].filter(Boolean).join(' · ')
}

/** One sentence about the chain; a broken one names the first entry that is not what was written. */
export function chainSentence({ through, ok }: AuditAnswer['verified']): string {
  if (!ok) return `The audit trail has been changed after it was written. Entries up to ${count(through)} are as they were; entry ${count(through + 1)} is not, and nothing after it can be relied on. Tell whoever is responsible for information security, and keep the database as it is.`
  return through === 0 ? 'Nothing is verified yet.' : `The chain is whole: verified through entry ${count(through)}.`
}
