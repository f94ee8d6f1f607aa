/** Every request the web makes. A failure is always an `ApiError` whose message can be shown as it stands. */
import type { AreaAnswer, AreasAnswer, BasemapAnswer, CellsQuery, SearchAnswer, SourcesAnswer, ThemesAnswer } from './answers.ts'
import { decodeSeries, type Series } from './cells/series.ts'

export class ApiError extends Error {
  constructor(message: string, readonly code: string, options?: ErrorOptions) {
    super(message, options)
  }
}

type Signal = AbortSignal | undefined

async function request(path: string, accept: string, signal: Signal): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`/api${path}`, { headers: { accept }, signal: signal ?? null })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(navigator.onLine ? 'The server did not answer.' : 'You appear to be offline.', 'offline', { cause })
  }
  if (response.ok) return response
  throw await refusal(response)
}

async function refusal(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string } }
    return new ApiError(error.message, error.code)
  } catch (cause) {
    // A proxy in between may answer with a page instead of our error body.
    return new ApiError(`The server answered with an error (${response.status}).`, 'unknown', { cause })
  }
}

async function get<T>(path: string, signal?: Signal): Promise<T> {
  return (await (await request(path, 'application/json', signal)).json()) as T
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
export const fetchSources = (signal?: Signal) => get<SourcesAnswer>('/sources', signal)

export const searchAreas = (text: string, signal?: Signal) =>
  get<SearchAnswer>(`/areas/search?${new URLSearchParams({ q: text })}`, signal)

export async function fetchSeries(query: CellsQuery, signal?: Signal): Promise<Series> {
  const response = await request(`/cells/series?${cellsPath(query)}`, 'application/vnd.beatwise.series', signal)
  return decodeSeries(await response.arrayBuffer())
}

export async function fetchFile(query: CellsQuery, type: 'text/csv' | 'application/geo+json'): Promise<Blob> {
  return (await request(`/cells?${cellsPath(query)}`, type, undefined)).blob()
}
