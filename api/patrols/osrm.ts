/**
 * A table of times and lengths from a routing server, by OSRM's documented table service (v1). It is asked in parts of at most a hundred positions, for
 * so many seconds in all, and never followed to another address: positions of patrols go to the server that was named and to no other.
 */
import type { Position } from '../analysis/h3-grid.ts'
import type { TravelMode } from '../vocabulary.ts'

export interface Table { seconds: Float64Array; metres: Float64Array }
export interface OsrmLimits { requestMs?: number; allMs?: number; mostPoints?: number }

/** Why there is no table, in words that can follow "The routing server". */
export class NoTableError extends Error {}

/** As OSRM's own profiles are called. */
const profiles: Record<TravelMode, string> = { foot: 'foot', cycle: 'bike', vehicle: 'car' }
/** Usual half of the speeds in a table, km/h: a server made for one profile answers with it whatever the address says. */
const plausibleKmH: Record<TravelMode, [least: number, most: number]> = { foot: [1, 9], cycle: [4, 32], vehicle: [8, 140] }
/** Shorter ways say little about a speed. */
const TELLING_M = 300
/** A server joins a position to the nearest road it has, however far that is. */
export const FARTHEST_M = 2_000
const LARGEST_ANSWER = 8 * 1024 * 1024

interface Answer { code?: unknown; message?: unknown; durations?: unknown; distances?: unknown; sources?: unknown; destinations?: unknown }

/** Row by row from, to; Infinity where the server finds no way; NaN metres where it tells none. @throws NoTableError */
export async function osrmTable(server: string, mode: TravelMode, points: readonly Position[], { requestMs = 5_000, allMs = 12_000, mostPoints = 100 }: OsrmLimits = {}): Promise<Table> {
  const n = points.length
  const table: Table = { seconds: new Float64Array(n * n), metres: new Float64Array(n * n) }
  const end = AbortSignal.timeout(allMs)
  const half = n <= mostPoints ? n : Math.floor(mostPoints / 2)
  for (let from = 0; from < n; from += half) {
    for (let to = 0; to < n; to += half) {
      const [rows, columns] = [range(from, Math.min(n, from + half)), range(to, Math.min(n, to + half))]
      fill(table, n, rows, columns, await ask(address(server, mode, points, rows, columns), AbortSignal.any([end, AbortSignal.timeout(requestMs)])))
    }
  }
  for (let i = 0; i < n; i++) table.seconds[i * n + i] = table.metres[i * n + i] = 0
  refuseOtherMode(mode, table)
  return table
}

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** The same positions are both ends in the usual case; else those of the rows come first. */
export function address(server: string, mode: TravelMode, points: readonly Position[], rows: readonly number[], columns: readonly number[]): string {
  const same = rows[0] === columns[0]
  const asked = same ? rows : [...rows, ...columns]
  const places = asked.map((i) => points[i]!.map((degrees) => degrees.toFixed(5)).join(',')).join(';')
  const ends = same ? '' : `&sources=${rows.map((_, i) => i).join(';')}&destinations=${columns.map((_, i) => rows.length + i).join(';')}`
  return `${server.replaceAll('{profile}', profiles[mode]).replace(/\/+$/, '')}/table/v1/${profiles[mode]}/${places}?annotations=duration,distance${ends}`
}

export async function ask(url: string, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } })
    const text = await limitedText(response)
    if (response.status === 429) throw new NoTableError('asks for fewer questions (429)')
    const answer = parsed(text)
    if (answer?.code === 'Ok' && response.ok) return answer
    // The server's own code, where it is one: its words may be anything.
    const code = typeof answer?.code === 'string' && /^\w{1,30}$/.test(answer.code) ? answer.code : String(response.status)
    throw new NoTableError(`has no table for these positions (${code})`)
  } catch (cause) {
    if (cause instanceof NoTableError) throw cause
    if (signal.aborted) throw new NoTableError('does not answer in time')
    throw Object.assign(new NoTableError('cannot be reached'), { cause })
  }
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > LARGEST_ANSWER) throw new NoTableError('answers with more than a table can be')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : undefined
  } catch {
    // A page of a proxy, say; the status of the answer tells more than its text.
    return undefined
  }
}

function fill({ seconds, metres }: Table, n: number, rows: readonly number[], columns: readonly number[], { durations, distances, sources, destinations }: Answer): void {
  for (const end of [sources, destinations]) if (Array.isArray(end) && end.some((one: { distance?: unknown }) => Number(one?.distance) > FARTHEST_M)) throw new NoTableError('has no road within 2 km of a place')
  const isTable = (table: unknown): table is unknown[][] => Array.isArray(table) && table.length === rows.length && table.every((row) => Array.isArray(row) && row.length === columns.length)
  if (!isTable(durations)) throw new NoTableError('answers with something that is no table')
  rows.forEach((row, i) => columns.forEach((column, k) => {
    seconds[row * n + column] = measure(durations[i]![k])
    metres[row * n + column] = isTable(distances) ? measure(distances[i]![k]) : NaN
  }))
}

/** @throws NoTableError for what is neither a measure nor the word for none. */
export function measure(value: unknown): number {
  if (value === null) return Infinity
  if (typeof value !== 'number' || !(value >= 0)) throw new NoTableError('answers with something that is no table')
  return value
}

function refuseOtherMode(mode: TravelMode, { seconds, metres }: Table): void {
  const speeds = [...seconds].flatMap((time, i) => (metres[i]! > TELLING_M && metres[i]! < Infinity && time > 0 ? [(metres[i]! / time) * 3.6] : [])).sort((a, b) => a - b)
  const usual = speeds[speeds.length >> 1]
  const [least, most] = plausibleKmH[mode]
  if (usual !== undefined && (usual < least || usual > most)) throw new NoTableError(`answers with ${Math.round(usual)} km/h ${mode === 'foot' ? 'on foot' : mode === 'cycle' ? 'by cycle' : 'in a vehicle'}, so it is made for another way to travel`)
}
