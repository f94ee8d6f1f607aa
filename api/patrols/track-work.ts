/** What a file of positions comes to for a plan. A thread does it where the file is long: the visits are copied back to who asked, not the positions. */
import { ApiError } from '../errors.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { trackVisits, type Reported } from './delivered.ts'
import type { Made } from './plan-files.ts'
import { readGpx, readPositionTable } from './track-files.ts'

export const trackFiles = { 'application/gpx+xml': readGpx, 'text/csv': readPositionTable } as const
export type TrackType = keyof typeof trackFiles
/** `unit`: whose the positions are that name none. */
export interface TrackTask { plan: Made; type: TrackType; text: string; unit: string | null }
interface Refused { refused: { message: string; parameter: string | undefined } }

/** So many characters are read in some tens of milliseconds: less than it may take until a thread is free that looks for routes. Of 8 MB a second would go by. */
const SHORT = 256 * 1024

/** @throws ApiError for a file that is not what it says, and for a unit that is missing or unknown. */
export function readTrack({ plan, type, text, unit }: TrackTask): Reported {
  const track = trackFiles[type](text)
  if (unit === null && track.points.some((point) => !point.unit)) throw new ApiError('bad-parameter', 'Say whose track this is.', 'unit')
  if (unit !== null && !plan.content.units.some(({ name }) => name === unit)) throw new ApiError('bad-parameter', `The plan has no unit "${unit}".`, 'unit')
  return trackVisits(plan, track, unit, type === 'text/csv' ? 'csv' : 'gpx')
}

/** As a thread says it. */
export function trackReport(task: TrackTask): Reported | Refused {
  try {
    return readTrack(task)
  } catch (cause) {
    // A class does not survive the way between threads.
    if (cause instanceof ApiError) return { refused: { message: cause.message, parameter: cause.parameter } }
    throw cause
  }
}

/** Without keeping others waiting, however long the file is. @throws ApiError as `readTrack` does. */
export async function readTrackAside(pool: Pick<WorkerPool, 'run'>, task: TrackTask): Promise<Reported> {
  if (task.text.length <= SHORT) return readTrack(task)
  const found = await pool.run<Reported | Refused>('trackReport', task)
  if ('refused' in found) throw new ApiError('bad-parameter', found.refused.message, found.refused.parameter)
  return found
}
