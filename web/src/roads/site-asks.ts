/** What the register of sites is asked. A failure is an `ApiError` whose message can be shown as it stands. */
import type { Static } from 'typebox'
import type { NewSite, Site, SiteChange, SiteEffectAnswer, SitesAnswer, SiteSummary, SiteWithHistory as AnyWithHistory } from '../../../api/collisions/site-schema.ts'
import { request } from '../api.ts'
import { fileForms, json, type FileForm } from './asks.ts'

export type { NewSite, Site, SiteChange, SiteEffectAnswer, SiteSummary }
export type SiteWithHistory = Static<typeof AnyWithHistory>
type Signal = AbortSignal | undefined

export const listSites = async (signal?: Signal) => (await json<Static<typeof SitesAnswer>>('/sites', { signal })).sites
export const readSite = (id: string, signal?: Signal) => json<SiteWithHistory>(`/sites/${id}`, { signal })
export const addSite = (body: NewSite) => json<Site>('/sites', { method: 'POST', body })
export const changeSite = (id: string, version: number, body: SiteChange) => json<Site>(`/sites/${id}`, { method: 'PATCH', body, version })
export const removeSite = (id: string, version: number) => request(`/collisions/sites/${id}`, { method: 'DELETE', version })
export const fetchEffect = (id: string, signal?: Signal) => json<SiteEffectAnswer>(`/sites/${id}/effect`, { signal })
export const fetchSitesFile = async (form: FileForm, purpose: string) => (await request('/collisions/sites', { accept: fileForms[form].accept, purpose })).blob()
