/** Times from a few positions to thousands, by a routing server: as osrm.ts asks it, in parts, and a place without a road near it has no time instead of spoiling the table. */
import type { Position } from '../analysis/h3-grid.ts'
import { address, ask, FARTHEST_M, measure, NoTableError, range, type OsrmLimits } from './osrm.ts'

/** More starts would ask a server for as many tables again. */
export const mostStarts = 40

/** Seconds by vehicle, a row for each start; Infinity where there is no way or no road near. @throws NoTableError */
export async function osrmRows(server: string, starts: readonly Position[], targets: readonly Position[], { requestMs = 5_000, allMs = 30_000, mostPoints = 100 }: OsrmLimits = {}): Promise<Float32Array[]> {
  if (starts.length > mostStarts) throw new NoTableError(`is asked for at most ${mostStarts} points`)
  const points = [...starts, ...targets]
  const rows = starts.map(() => new Float32Array(targets.length).fill(Infinity))
  const end = AbortSignal.timeout(allMs)
  const each = Math.max(1, mostPoints - starts.length)
  for (let first = 0; first < targets.length && starts.length > 0; first += each) {
    const columns = range(starts.length + first, Math.min(points.length, starts.length + first + each))
    const { durations, sources, destinations } = await ask(address(server, 'vehicle', points, range(0, starts.length), columns), AbortSignal.any([end, AbortSignal.timeout(requestMs)]))
    if (!isTable(durations, starts.length, columns.length)) throw new NoTableError('answers with something that is no table')
    durations.forEach((row, i) => row.forEach((value, k) => {
      if (!far(sources, i) && !far(destinations, k)) rows[i]![first + k] = measure(value)
    }))
  }
  return rows
}

const isTable = (table: unknown, rows: number, columns: number): table is unknown[][] => Array.isArray(table) && table.length === rows && table.every((row) => Array.isArray(row) && row.length === columns)
const far = (ends: unknown, i: number): boolean => Array.isArray(ends) && Number((ends[i] as { distance?: unknown } | null)?.distance) > FARTHEST_M
