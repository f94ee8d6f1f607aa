/** What the page of emergency attendance asks the server. A failure is an `ApiError` whose message can be shown as it stands. */
import type { Compliance, ComplianceAnswer as SentAnswer, ComplianceRow as SentRow, HeadlineAnswer, LateAnswer, Parts } from '../../../api/response/schema.ts'
import type { PlacesAnswer, Point, StandbyAnswer, StandbyBody } from '../../../api/response/standby-schema.ts'
import { request, type Ask } from '../api.ts'

export type { Compliance, HeadlineAnswer, LateAnswer, Parts }
export type { PlacesAnswer as BasesAnswer, Point as StandbyPoint, StandbyAnswer, StandbyBody }
/** Rows with all their parts, also those that hold nothing. */
export type ComplianceRow = Omit<SentRow, keyof Parts> & Parts
export type ComplianceAnswer = Omit<SentAnswer, 'rows'> & { rows: ComplianceRow[] }
export type LatePlace = LateAnswer['places'][number]
export type LateBand = LateAnswer['hours'][number]
export type Splits = LateAnswer['urban']
export type PublicMonth = HeadlineAnswer['months'][number]
export type PublicDistrict = HeadlineAnswer['districts'][number]

async function json<T>(path: string, ask: Ask): Promise<T> {
  return (await (await request(`/response${path}`, ask)).json()) as T
}

const unknown = { value: null, lower: null, upper: null }
const nothing: Compliance = { attended: 0, total: 0, share: null, lower: null, upper: null, status: null, unjudged: 0, worst: null, best: null, medianS: unknown, p90S: unknown }
export async function fetchCompliance(query: string, signal?: AbortSignal): Promise<ComplianceAnswer> {
  const answer = await json<SentAnswer>(`/compliance?${query}`, { signal })
  return { ...answer, rows: answer.rows.map((row) => ({ urban: nothing, rural: nothing, ...row })) }
}
export const fetchLate = (query: string, signal?: AbortSignal) => json<LateAnswer>(`/late?${query}`, { signal })
export const fetchHeadline = (query: string, signal?: AbortSignal) => json<HeadlineAnswer>(`/headline?${query}`, { signal })
export const fetchComplianceFile = async (query: string, purpose: string) => (await request(`/response/compliance?${query}`, { accept: 'text/csv', purpose })).blob()
export const fetchStandby = (body: StandbyBody, signal?: AbortSignal) => json<StandbyAnswer>('/standby', { method: 'POST', body, signal })
export const fetchBases = (signal?: AbortSignal) => json<PlacesAnswer>('/bases', { signal })
