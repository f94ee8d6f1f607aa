/** What the pages of road safety ask the server. A failure is an `ApiError` whose message can be shown as it stands. */
import type { ClusterAnswer, ClustersAnswer, StripAnswer, StripsAnswer } from '../../../api/collisions/cluster-schema.ts'
import type { ChangeAnswer, DistrictsAnswer, HoursAnswer, PointsAnswer } from '../../../api/collisions/pattern-schema.ts'
import type { SummaryAnswer } from '../../../api/collisions/schema.ts'
import type { SheetAnswer, SheetCollision } from '../../../api/collisions/sheet-schema.ts'
import { request, type Ask } from '../api.ts'

export type { ChangeAnswer, ClusterAnswer, ClustersAnswer, DistrictsAnswer, HoursAnswer, PointsAnswer, SheetAnswer, SheetCollision, StripAnswer, StripsAnswer, SummaryAnswer }
export type SummaryRow = SummaryAnswer['rows'][number]
export type StripWindow = StripAnswer['windows'][number]
export type DistrictRow = DistrictsAnswer['districts'][number]

type Signal = AbortSignal | undefined
export const fileForms = { csv: { title: 'CSV', accept: 'text/csv' }, geojson: { title: 'GeoJSON', accept: 'application/geo+json' } } as const
export type FileForm = keyof typeof fileForms

export async function json<T>(path: string, ask: Ask = {}): Promise<T> {
  return (await (await request(`/collisions${path}`, ask)).json()) as T
}

export const fetchClusters = (query: string, signal?: Signal) => json<ClustersAnswer>(`/clusters?${query}`, { signal })
export const fetchClustersFile = async (query: string, form: FileForm, purpose: string) => (await request(`/collisions/clusters?${query}`, { accept: fileForms[form].accept, purpose })).blob()
export const fetchSheet = (id: string, query: string, signal?: Signal) => json<SheetAnswer>(`/clusters/${encodeURIComponent(id)}?${query}`, { signal })
export const fetchStrips = (query: string, signal?: Signal) => json<StripsAnswer>(`/roads?${query}`, { signal })
export const fetchHours = (query: string, signal?: Signal) => json<HoursAnswer>(`/hours?${query}`, { signal })
export const fetchChange = (query: string, signal?: Signal) => json<ChangeAnswer>(`/change?${query}`, { signal })
export const fetchDistrictRates = (query: string, signal?: Signal) => json<DistrictsAnswer>(`/districts?${query}`, { signal })
export const fetchPoints = (query: string, signal?: Signal) => json<PointsAnswer>(`/points?${query}`, { signal })

export const fetchSummary = (query: string, signal?: Signal) => json<SummaryAnswer>(`/summary?${query}`, { signal })
