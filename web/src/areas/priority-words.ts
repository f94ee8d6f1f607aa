/** Local priorities in words. */
import { kindTitle, priorityStates, statusTitle, type PriorityKind, type PriorityState, type PriorityStatus } from '../../../api/priority-vocabulary.ts'
import { dayLabel } from '../ui/months.ts'
import type { PriorityVersion } from './priority-asks.ts'

export const stateTitle = (id: PriorityState): string => priorityStates.find((state) => state.id === id)!.title

/** "15 Sep 2014" */
export const dayWords = (day: string): string => dayLabel(day).slice(4)
/** "From 15 Sep 2014 to 31 Mar 2015" */
export const spanWords = (begins: string, ends: string | null): string => (ends === null ? `From ${dayWords(begins)}` : begins === ends ? dayWords(begins) : `${dayWords(begins)} to ${dayWords(ends)}`)

const clock = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
/** "29 Nov 2026, 18:02", British time. */
export const timeWords = (instant: string): string => clock.format(new Date(instant))

const ACTS: Record<PriorityVersion['act'], string> = { added: 'written', changed: 'changed', submitted: 'submitted', published: 'published', returned: 'returned', withdrawn: 'withdrawn' }
/** "Version 3: published by admin, 29 Nov 2026, 18:02" */
export const versionWords = ({ version, act, by, at }: PriorityVersion): string => `Version ${version}: ${ACTS[act]} by ${by}, ${timeWords(at)}`

const FIELDS: Record<string, string> = { area: 'Area', kind: 'Kind', title: 'Title', asked: 'Why, or what was said', evidence: 'Evidence', willDo: 'What is done', begins: 'Begins', ends: 'Ends', status: 'Status', outcome: 'What came of it' }
export const fieldTitle = (field: string): string => FIELDS[field] ?? field

/** What a field held, as a reader would say it. */
export function toldWords(field: string, value: string | null): string {
  if (value === null || value === '') return 'nothing'
  if (field === 'kind') return kindTitle(value as PriorityKind)
  if (field === 'status') return statusTitle(value as PriorityStatus)
  return field === 'begins' || field === 'ends' ? dayWords(value) : value
}
