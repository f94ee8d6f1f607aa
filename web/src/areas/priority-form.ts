/** What stands in the form of a local priority: from an entry and back, what is wrong with it, and what the writer has changed. Pure. */
import { evidencePath, isOver, priorityLengths, type PriorityKind, type PriorityStatus } from '../../../api/priority-vocabulary.ts'
import type { NewPriority, Priority, PriorityChange } from './priority-asks.ts'

export interface Form {
  area: string
  kind: PriorityKind
  title: string
  asked: string
  evidence: string
  willDo: string
  begins: string
  ends: string
  status: PriorityStatus
  outcome: string
}
export type FormField = keyof Form
export const formFields: readonly FormField[] = ['area', 'kind', 'title', 'asked', 'evidence', 'willDo', 'begins', 'ends', 'status', 'outcome']
/** The fields of the page bear this name before their own. */
export const fieldId = (field: string): string => `priority-${field}`

export const emptyForm = (area: string, today: string): Form => ({ area, kind: 'priority', title: '', asked: '', evidence: '', willDo: '', begins: today, ends: '', status: 'planned', outcome: '' })

export const formOf = ({ area, kind, title, asked, evidence, willDo, begins, ends, status, outcome }: Priority): Form =>
  ({ area, kind, title, asked, evidence: evidence ?? '', willDo, begins, ends: ends ?? '', status, outcome: outcome ?? '' })

export const changedFields = (form: Form, base: Form): FormField[] => formFields.filter((field) => form[field] !== base[field])

const optional: readonly FormField[] = ['evidence', 'ends', 'outcome']
const sent = (form: Form, fields: readonly FormField[]): object => Object.fromEntries(fields.map((field) => {
  const text = form[field].trim()
  return [field, optional.includes(field) && text === '' ? null : text]
}))
export const bodyOf = (form: Form): NewPriority => sent(form, formFields) as NewPriority
export const changeOf = (form: Form, base: Form): PriorityChange => sent(form, changedFields(form, base)) as PriorityChange

/** A full address of this very site, as it is copied from the map, becomes its path; everything else stays as it was typed. */
export function ownPath(text: string, origin: string): string {
  const plain = text.trim()
  return plain === origin ? '/' : plain.startsWith(`${origin}/`) ? plain.slice(origin.length) : plain
}

export interface FormFault { field: FormField; text: string }

/** What is missing or cannot be, in the order of the fields. */
export function faultsOf(form: Form): FormFault[] {
  const fault = (field: FormField, wrong: boolean, text: string): FormFault[] => (wrong ? [{ field, text }] : [])
  const empty = (field: FormField) => form[field].trim() === ''
  const long = (['title', 'asked', 'willDo', 'outcome'] as const).flatMap((field) => {
    const over = form[field].trim().length - priorityLengths[field]
    return fault(field, over > 0, `${LONG[field]} is ${over} ${over === 1 ? 'character' : 'characters'} too long`)
  })
  const faults = [
    ...fault('area', empty('area'), 'Choose an area'),
    ...fault('title', empty('title'), 'Give it a title'),
    ...fault('asked', empty('asked'), form.kind === 'priority' ? 'Say why this is a priority' : 'Say what residents or partners said'),
    ...fault('evidence', !empty('evidence') && evidencePath(form.evidence.trim()) === null, 'The link must be to a public page of this site. Press “Copy link” on the map and paste it here'),
    ...fault('willDo', empty('willDo'), form.kind === 'priority' ? 'Say what will be done' : 'Say what was done'),
    ...fault('begins', empty('begins'), 'Say when it begins'),
    ...fault('ends', !empty('ends') && form.ends < form.begins, 'It cannot end before it begins'),
    ...fault('outcome', isOver(form.status) && empty('outcome'), 'Say what came of it: it is done or stopped'),
    ...long,
  ]
  return faults.toSorted((a, b) => formFields.indexOf(a.field) - formFields.indexOf(b.field))
}
const LONG = { title: 'The title', asked: 'The reason', willDo: 'What is done', outcome: 'What came of it' } as const
