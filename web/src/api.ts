/** Every request the web makes. A failure is always an `ApiError` whose message can be shown as it stands. */
import type { ErrorBody } from '../../api/schema.ts'
import { account } from './account.svelte.ts'
import type {
  AboutAnswer, AccuracyAnswer, AreaAnswer, AreasAnswer, AtAnswer, AuditAnswer, BasemapAnswer, Catalogue, CellsQuery, ChangeAnswer, ClassesAnswer, DensityAnswer, ForecastAnswer,
  HotspotsAnswer, NearRepeatAnswer, RepeatsAnswer, SearchAnswer, Session, SourcesAnswer, ThemesAnswer, WhyAnswer,
} from './answers.ts'
import { decodeSeries, type Series } from './cells/series.ts'

export class ApiError extends Error {
  /** The field of a form that was wrong, where the server names one. */
  parameter: string | undefined
  /** How long to wait before asking again, where the server says so. */
  retryAfterS: number | null = null

  constructor(message: string, readonly code: string, options?: ErrorOptions) {
    super(message, options)
  }
}

/** Whatever went wrong, as an error that can be told. */
export const asApiError = (cause: unknown): ApiError => (cause instanceof ApiError ? cause : new ApiError('The answer could not be read.', 'unreadable', { cause }))

type Signal = AbortSignal | undefined

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  accept?: string
  body?: unknown
  signal?: Signal
  /** Why somebody signed in asks: kept in the audit trail. */
  purpose?: string
  /** About the session itself: a refusal is the answer, and not a sign that the session has ended. */
  aboutSession?: boolean
  /** The version that is changed: another one by now is refused. */
  version?: number
}

/** A request that meets the end of the session waits until the reader has signed in again, and is then made once more. */
export async function request(path: string, ask: Ask = {}): Promise<Response> {
  const signedIn = account.signedIn
  let response = await send(path, ask)
  if (response.status === 401 && signedIn && !ask.aboutSession) {
    await account.renewed()
    response = await send(path, ask)
  }
  if (!response.ok) throw await refusal(response)
  if (account.signedIn) account.heardAt = Date.now()
  return response
}

async function send(path: string, { method = 'GET', accept = 'application/json', body, signal, purpose, version }: Ask): Promise<Response> {
  const headers = new Headers({ accept })
  // With every request: the server then knows that a session is meant, and never answers as it would a visitor when that has ended.
  if (account.now?.csrfToken) headers.set('x-csrf-token', account.now.csrfToken)
  // Headers are bytes; what is not plain is escaped.
  if (purpose && account.signedIn) headers.set('x-purpose', encodeURIComponent(purpose))
  if (version !== undefined) headers.set('if-match', `"${version}"`)
  if (body !== undefined) headers.set('content-type', 'application/json')
  try {
    return await fetch(`/api${path}`, {
      method, headers, credentials: 'same-origin', signal: signal ?? null, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(navigator.onLine ? 'The server did not answer.' : 'You appear to be offline.', 'offline', { cause })
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const wait = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  return Object.assign(await errorOf(response), { retryAfterS: Number.isFinite(wait) ? wait : null })
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as ErrorBody
    return Object.assign(new ApiError(error.message, error.code), { parameter: error.parameter })
  } catch (cause) {
    // A proxy in between may answer with a page instead of our error body.
    return new ApiError(`The server answered with an error (${response.status}).`, 'unknown', { cause })
  }
}

async function get<T>(path: string, signal?: Signal): Promise<T> {
  return (await (await request(path, { signal })).json()) as T
}

export function cellsPath(query: CellsQuery): string {
  const { theme, from, to, res, area } = query
  const text = new URLSearchParams({ theme, from, to, res: String(res) })
  if (area) text.set('area', area)
  return text.toString()
}

export const fetchThemes = (signal?: Signal) => get<ThemesAnswer>('/themes', signal)
export const fetchDistricts = (signal?: Signal) => get<AreasAnswer>('/areas?type=district', signal)
export const fetchArea = (code: string, signal?: Signal) => get<AreaAnswer>(`/areas/${encodeURIComponent(code)}`, signal)
export const fetchBasemap = (signal?: Signal) => get<BasemapAnswer>('/areas/basemap', signal)
export const fetchCatalogue = async (signal?: Signal) => (await (await request('/catalogue', { accept: 'application/ld+json', signal })).json()) as Catalogue
export const fetchAbout = (signal?: Signal) => get<AboutAnswer>('/about', signal)
export const fetchSources = (signal?: Signal) => get<SourcesAnswer>('/sources', signal)

export const searchAreas = (text: string, signal?: Signal) =>
  get<SearchAnswer>(`/areas/search?${new URLSearchParams({ q: text })}`, signal)

/** A position is sent as it is given: round it before. */
export const fetchAreasAt = (lng: number, lat: number, signal?: Signal) =>
  get<AtAnswer>(`/areas/at?${new URLSearchParams({ lng: String(lng), lat: String(lat) })}`, signal)

export async function fetchSeries(query: CellsQuery, signal?: Signal): Promise<Series> {
  const response = await request(`/cells/series?${cellsPath(query)}`, { accept: 'application/vnd.beatwise.series', signal })
  return decodeSeries(await response.arrayBuffer())
}

export async function fetchFile(query: CellsQuery, accept: 'text/csv' | 'application/geo+json', purpose: string): Promise<Blob> {
  return (await request(`/cells?${cellsPath(query)}`, { accept, purpose })).blob()
}

/** A layer as a table of comma-separated values, entered in the audit trail where its counts are exact. */
export const fetchLayerFile = async (path: string, purpose: string) => (await request(`/hotspots${path}`, { accept: 'text/csv', purpose })).text()

export const fetchHotspots = (query: string, signal?: Signal) => get<HotspotsAnswer>(`/hotspots?${query}`, signal)
export const fetchClasses = (query: string, signal?: Signal) => get<ClassesAnswer>(`/hotspots/classes?${query}`, signal)
export const fetchChange = (query: string, signal?: Signal) => get<ChangeAnswer>(`/hotspots/change?${query}`, signal)
export const fetchDensity = (query: string, signal?: Signal) => get<DensityAnswer>(`/hotspots/density?${query}`, signal)
export const fetchForecast = (query: string, signal?: Signal) => get<ForecastAnswer>(`/hotspots/forecast?${query}`, signal)
export const fetchWhy = (query: string, signal?: Signal) => get<WhyAnswer>(`/hotspots/why?${query}`, signal)
export const fetchNearRepeat = (query: string, signal?: Signal) => get<NearRepeatAnswer>(`/hotspots/near-repeat?${query}`, signal)
export const fetchRepeats = (query: string, signal?: Signal) => get<RepeatsAnswer>(`/hotspots/repeats?${query}`, signal)
export const fetchRepeatsFile = async (query: string, purpose: string) => (await request(`/hotspots/repeats?${query}`, { accept: 'text/csv', purpose })).blob()
export const fetchAccuracy = (query: string, signal?: Signal) => get<AccuracyAnswer>(`/hotspots/accuracy?${query}`, signal)

async function aboutSession(path: string, ask: Ask = {}): Promise<Response> {
  return request(`/session${path}`, { ...ask, aboutSession: true })
}

export const fetchSession = async () => (await (await aboutSession('')).json()) as Session
export const postSession = async (body: { name: string; password: string }) =>
  (await (await aboutSession('', { method: 'POST', body })).json()) as Session
export const deleteSession = (everywhere: boolean) => aboutSession(everywhere ? '?everywhere=true' : '', { method: 'DELETE' })
export const putPassword = async (body: { current: string; next: string }) =>
  (await (await aboutSession('/password', { method: 'PUT', body })).json()) as Session

export const fetchAudit = (before: number | null, signal?: Signal) =>
  get<AuditAnswer>(`/audit${before === null ? '' : `?before=${before}`}`, signal)
