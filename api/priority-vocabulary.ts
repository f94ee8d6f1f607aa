/** Plain constants of local priorities, which code, validation, tests and the web share. Imports nothing. */

export const priorityKinds = [{ id: 'priority', title: 'Local priority' }, { id: 'you-said-we-did', title: 'You said, we did' }] as const
export type PriorityKind = (typeof priorityKinds)[number]['id']
export const priorityKindIds = priorityKinds.map(({ id }) => id) as PriorityKind[]

export const kindTitle = (kind: PriorityKind): string => priorityKinds.find(({ id }) => id === kind)!.title
/** What the two long texts are called, to writers and to everybody. */
export const askedTitle = (kind: PriorityKind): string => (kind === 'priority' ? 'Why this is a priority' : 'You said')
export const doneTitle = (kind: PriorityKind): string => (kind === 'priority' ? 'What will be done' : 'We did')
export const OUTCOME_TITLE = 'What came of it'

/** Where the work stands. What is over says what came of it. */
export const priorityStatuses = [{ id: 'planned', title: 'Planned' }, { id: 'under-way', title: 'Under way' }, { id: 'done', title: 'Done' }, { id: 'stopped', title: 'Stopped' }] as const
export type PriorityStatus = (typeof priorityStatuses)[number]['id']
export const priorityStatusIds = priorityStatuses.map(({ id }) => id) as PriorityStatus[]
export const statusTitle = (status: PriorityStatus): string => priorityStatuses.find(({ id }) => id === status)!.title
export const isOver = (status: PriorityStatus): boolean => status === 'done' || status === 'stopped'

/** Where the text stands. */
export const priorityStates = [
  { id: 'draft', title: 'Draft' }, { id: 'submitted', title: 'Waiting for approval' }, { id: 'published', title: 'Published' }, { id: 'returned', title: 'Returned' }, { id: 'withdrawn', title: 'Withdrawn' }
] as const
export type PriorityState = (typeof priorityStates)[number]['id']
export const priorityStateIds = priorityStates.map(({ id }) => id) as PriorityState[]

export const priorityActs = ['added', 'changed', 'submitted', 'published', 'returned', 'withdrawn'] as const

/** What may be done with an entry, from which states, and where it then stands. */
export const priorityMoves = {
  submit: { to: 'submitted', from: ['draft', 'returned'] },
  publish: { to: 'published', from: ['submitted'] },
  return: { to: 'returned', from: ['submitted'] },
  withdraw: { to: 'withdrawn', from: ['draft', 'submitted', 'published', 'returned'] }
} as const satisfies Record<string, { to: PriorityState; from: readonly PriorityState[] }>
export type PriorityMove = keyof typeof priorityMoves

/** Kinds of area that an entry may be about. */
export const priorityAreaTypes = ['district', 'ward', 'neighbourhood', 'msoa21', 'lsoa21'] as const

/** The longest texts, in characters. */
export const priorityLengths = { title: 120, asked: 2000, willDo: 2000, outcome: 2000, evidence: 500, reason: 1000 } as const

/** Pages that a reader without an account cannot open, or that are no evidence. */
const notForReaders = /^\/(api|assets|sign-in|audit|repeats|patrols|briefing|visits|priorities)(\/|$)/
const evidencePages: readonly [RegExp, string][] = [[/^\/(\?|$)/, 'See the map this rests on'], [/^\/roads(\/|\?|$)/, 'See the road casualty figures this rests on'], [/^\/performance(\?|$)/, 'See the performance figures this rests on'], [/^\/response(\?|$)/, 'See the response times this rests on']]
/** What a link to evidence says, by the page that it leads to. */
export const evidenceWords = (path: string): string => evidencePages.find(([page]) => page.test(path))?.[1] ?? 'See the page this rests on'

/** Only its origin is looked at; nothing is ever asked of it. */
const HERE = 'https://here.invalid'

/**
 * The path with its query, as a browser would resolve it, of a page of this site that everybody may open; null for anything else: another
 * origin, a scheme, a backslash (which browsers read as a slash), spaces and control characters (which they leave out).
 */
export function evidencePath(text: string): string | null {
  if (text.length > priorityLengths.evidence || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(text)) return null
  const { origin, pathname, search } = new URL(`${HERE}${text}`)
  // Dots can leave two slashes at the beginning ("/..//elsewhere"), and that would be another host.
  return origin === HERE && !pathname.startsWith('//') && !notForReaders.test(pathname) ? pathname + search : null
}
