/** Rules of local priorities: plain text, days in their order, an outcome once it is over, evidence within this site; and what changed from version to version. Pure. */
import { ApiError } from '../errors.ts'
import { evidencePath, isOver } from '../priority-vocabulary.ts'
import type { StoredPriority } from './priority-queries.ts'
import type { NewPriority, Priority, PriorityChange, PriorityVersion } from './priority-schema.ts'

/** What somebody writes of an entry. */
export type Written = Pick<Priority, 'area' | 'kind' | 'title' | 'asked' | 'evidence' | 'willDo' | 'begins' | 'ends' | 'status' | 'outcome'>

/** @throws ApiError naming the field that cannot be. */
export const newPriority = (asked: NewPriority): Written => checked({ evidence: null, ends: null, outcome: null, ...asked })

/** All that is written of an entry after a change. @throws ApiError naming the field that cannot be. */
export function changedPriority({ area, kind, title, asked, evidence, willDo, begins, ends, status, outcome }: Priority, change: PriorityChange): Written {
  return checked({ area, kind, title, asked, evidence, willDo, begins, ends, status, outcome, ...change })
}

function checked(written: Written): Written {
  const { evidence, begins, ends, status, outcome } = written
  const texts = { title: plainText('title', written.title, false), asked: plainText('asked', written.asked), willDo: plainText('willDo', written.willDo), outcome: outcome === null ? null : plainText('outcome', outcome) }
  checkDay('begins', begins)
  if (ends !== null) checkDay('ends', ends)
  if (ends !== null && ends < begins) throw new ApiError('bad-parameter', `It cannot end (${ends}) before it begins (${begins}).`, 'ends')
  if (isOver(status) && outcome === null) throw new ApiError('bad-parameter', 'Say what came of it: it is done or stopped.', 'outcome')
  return { ...written, ...texts, evidence: evidence === null ? null : evidenceOf(evidence) }
}

/** Line ends are kept as one sign, no other control character is; nor what turns the direction of a text around. */
const BREAKS = /\r\n?/g
const UNWANTED = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u

/** A text without what no reader can see, cut at both ends. @throws ApiError naming the field. */
export function plainText(parameter: string, text: string, lines = true): string {
  const plain = text.replace(BREAKS, '\n').trim()
  if (UNWANTED.test(plain) || (!lines && plain.includes('\n'))) throw new ApiError('bad-parameter', `The parameter "${parameter}" holds a character that no ${lines ? 'text' : 'line of text'} here may hold.`, parameter)
  if (plain === '') throw new ApiError('bad-parameter', `The parameter "${parameter}" says nothing.`, parameter)
  return plain
}

function checkDay(parameter: string, day: string): void {
  const read = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(read) || !new Date(read).toISOString().startsWith(day)) throw new ApiError('bad-parameter', `There is no such day as ${day}.`, parameter)
}

function evidenceOf(text: string): string {
  const path = evidencePath(text)
  if (path === null) throw new ApiError('bad-parameter', 'Evidence is a page of this site that everybody may open, such as "/?theme=burglary&area=E07000070", and no other address.', 'evidence')
  return path
}

const told = ['area', 'kind', 'title', 'asked', 'evidence', 'willDo', 'begins', 'ends', 'status', 'outcome'] as const

/** Who did what when, the newest first, as the stored versions are; the oldest of them has nothing before it. */
export const historyOf = (versions: readonly StoredPriority[]): PriorityVersion[] => versions.map(({ version, act, by, at, entry }, i) => {
  const before = versions[i + 1]?.entry
  const changes = before ? told.map((field) => ({ field, from: before[field], to: entry[field] })).filter(({ from, to }) => from !== to) : []
  return { version, act, by, at, reason: act === 'returned' ? entry.reason : null, changes }
})
