/** What the pages of local priorities ask the server. A failure is an `ApiError` whose message can be shown as it stands. */
import type { Static } from 'typebox'
import type { NewPriority, PrioritiesAnswer, Priority, PriorityChange, PrioritySummary, PriorityVersion, PriorityWithHistory, PublishedPriority } from '../../../api/areas/priority-schema.ts'
import type { PriorityMove } from '../../../api/priority-vocabulary.ts'
import { request, type Ask } from '../api.ts'

export type { NewPriority, Priority, PriorityChange, PrioritySummary, PriorityVersion, PriorityWithHistory, PublishedPriority }
type Signal = AbortSignal | undefined

const json = async <T>(path: string, ask: Ask = {}) => (await (await request(`/priorities${path}`, ask)).json()) as T

export const listPriorities = async (signal?: Signal) => (await json<Static<typeof PrioritiesAnswer>>('', { signal })).priorities
export const readPriority = (id: string, signal?: Signal) => json<PriorityWithHistory>(`/${id}`, { signal })
export const addPriority = (body: NewPriority) => json<Priority>('', { method: 'POST', body })
export const changePriority = (id: string, version: number, body: PriorityChange) => json<Priority>(`/${id}`, { method: 'PATCH', body, version })
export const movePriority = (id: string, version: number, move: PriorityMove, body?: { reason: string }) => json<Priority>(`/${id}/${move}`, { method: 'POST', body, version })
