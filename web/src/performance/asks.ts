/** What the page of the performance update asks the server. */
import type { PerformanceAnswer, PerformanceRow, SeriesAnswer } from '../../../api/performance/schema.ts'
import { request } from '../api.ts'

export type { PerformanceAnswer, PerformanceRow, SeriesAnswer }

const monthOf = (month: string | null) => (month === null ? '' : `?month=${month}`)
export const fetchUpdate = async (month: string | null, signal?: AbortSignal) => (await (await request(`/performance${monthOf(month)}`, { signal })).json()) as PerformanceAnswer
export const fetchUpdateFile = async (month: string | null) => (await request(`/performance${monthOf(month)}`, { accept: 'text/csv' })).blob()
export const fetchSeries = async (id: string, month: string, signal?: AbortSignal) => (await (await request(`/performance/${id}${monthOf(month)}`, { signal })).json()) as SeriesAnswer
