/** What the planner's pages ask the server. A failure is an `ApiError` whose message can be shown as it stands. */
import type { Static } from 'typebox'
import type { BasesAnswer, NewPlan, NewTemplate, Plan, PlanChange, PlansAnswer, Template, TemplatesAnswer, VersionsAnswer } from '../../../api/patrols/schema.ts'
import type { Solving } from '../../../api/patrols/content-schema.ts'
import { request, type Ask } from '../api.ts'

export type Base = Static<typeof BasesAnswer>['bases'][number]
export type Search = Static<typeof Solving>
export type Version = Static<typeof VersionsAnswer>['versions'][number]
/** The files of a plan, and what each is for. */
export const fileForms = { gpx: 'GPX, for navigation devices', geojson: 'GeoJSON, for maps', ics: 'iCalendar, for diaries', csv: 'CSV, for tables' } as const
export type FileForm = keyof typeof fileForms

type Signal = AbortSignal | undefined
const at = (id: string) => `/patrols/plans/${id}`

async function json<T>(path: string, ask: Ask = {}): Promise<T> {
  return (await (await request(path, ask)).json()) as T
}

export const listPlans = async (signal?: Signal) => (await json<Static<typeof PlansAnswer>>('/patrols/plans', { signal })).plans
export const addPlan = (body: NewPlan) => json<Plan>('/patrols/plans', { method: 'POST', body })
export const readPlan = (id: string, signal?: Signal) => json<Plan>(at(id), { signal })
export const changePlan = (id: string, version: number, body: PlanChange) => json<Plan>(at(id), { method: 'PATCH', body, version })
export const removePlan = (id: string, version: number) => request(at(id), { method: 'DELETE', version })
export const listVersions = async (id: string, signal?: Signal) => (await json<Static<typeof VersionsAnswer>>(`${at(id)}/versions`, { signal })).versions

export const beginSearch = (id: string, version: number) => request(`${at(id)}/search`, { method: 'POST', version })
export const readSearch = (id: string, signal?: Signal) => json<Search>(`${at(id)}/search`, { signal })
export const stopSearch = (id: string) => request(`${at(id)}/search/stop`, { method: 'POST' })

export const listTemplates = async (signal?: Signal) => (await json<Static<typeof TemplatesAnswer>>('/patrols/templates', { signal })).templates
export const addTemplate = (body: NewTemplate) => json<Template>('/patrols/templates', { method: 'POST', body })
export const removeTemplate = (id: string) => request(`/patrols/templates/${id}`, { method: 'DELETE' })

export const listBases = async (district: string, signal?: Signal) =>
  (await json<Static<typeof BasesAnswer>>(`/patrols/bases?${new URLSearchParams({ district })}`, { signal })).bases

export const fetchPlanFile = async (id: string, form: FileForm, purpose: string) => (await request(`${at(id)}.${form}`, { accept: '*/*', purpose })).blob()
/** With links to the phone pages as codes to be scanned, each made anew; or without. */
export const fetchBriefing = async (id: string, withPhones: boolean) =>
  (await (withPhones ? request(`${at(id)}/briefing`, { method: 'POST', body: {}, accept: 'text/html' }) : request(`${at(id)}/briefing`, { accept: 'text/html' }))).text()
