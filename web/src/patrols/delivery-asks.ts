/** What the pages on delivery, evaluation and trials ask the server. */
import type { Static } from 'typebox'
import type { BoardAnswer, DosageAnswer, NewPhonesAnswer, PhonesAnswer, UploadAnswer } from '../../../api/patrols/delivery-schema.ts'
import type { EvaluationAnswer } from '../../../api/patrols/evaluation-schema.ts'
import type { NewTrial, Trial, TrialDraft, TrialEvaluation, TrialsAnswer } from '../../../api/patrols/trial-schema.ts'
import { account } from '../account.svelte.ts'
import { ApiError, request, type Ask } from '../api.ts'

export type Board = Static<typeof BoardAnswer>
export type Delivered = Static<typeof DosageAnswer>
export type NewPhone = Static<typeof NewPhonesAnswer>['phones'][number]
type Signal = AbortSignal | undefined
const at = (id: string) => `/patrols/plans/${id}`
const json = async <T>(path: string, ask: Ask = {}): Promise<T> => (await (await request(path, ask)).json()) as T

export const readBoard = (id: string, signal?: Signal) => json<Board>(`${at(id)}/board`, { signal })
export const readDelivered = (id: string, signal?: Signal) => json<Delivered>(`${at(id)}/visits`, { signal })
export const readPhones = async (id: string, signal?: Signal) => (await json<Static<typeof PhonesAnswer>>(`${at(id)}/phones`, { signal })).phones
export const makePhones = async (id: string, units?: string[]) => (await json<Static<typeof NewPhonesAnswer>>(`${at(id)}/phones`, { method: 'POST', body: units ? { units } : {} })).phones
export const revokePhone = (id: string, unit: string) => request(`${at(id)}/phones/${encodeURIComponent(unit)}`, { method: 'DELETE' })
export const readEvaluation = (id: string, question: Record<string, string>, signal?: Signal) => json<EvaluationAnswer>(`${at(id)}/evaluation?${new URLSearchParams(question)}`, { signal })

export const listTrials = async (signal?: Signal) => (await json<Static<typeof TrialsAnswer>>('/patrols/trials', { signal })).trials
export const draftTrial = (body: NewTrial) => json<TrialDraft>('/patrols/trials/draft', { method: 'POST', body })
export const beginTrial = (body: NewTrial) => json<Trial>('/patrols/trials', { method: 'POST', body })
export const readTrial = (id: string, signal?: Signal) => json<Trial>(`/patrols/trials/${id}`, { signal })
export const evaluateTrial = (id: string, carryOver: number, signal?: Signal) => json<TrialEvaluation>(`/patrols/trials/${id}/evaluation?carryOver=${carryOver}`, { signal })

/** A file as it is: GPX or a table. */
export async function uploadTrack(id: string, file: File, unit: string): Promise<Static<typeof UploadAnswer>> {
  const type = /\.csv$/i.test(file.name) ? 'text/csv' : 'application/gpx+xml'
  const response = await fetch(`/api${at(id)}/visits${unit ? `?${new URLSearchParams({ unit })}` : ''}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': type, 'x-csrf-token': account.now?.csrfToken ?? '' }, body: await file.text() })
  const answer = (await response.json()) as Static<typeof UploadAnswer> & { error?: { code: string; message: string } }
  if (!response.ok) throw new ApiError(answer.error?.message ?? `The server answered with an error (${response.status}).`, answer.error?.code ?? 'unknown')
  return answer
}
