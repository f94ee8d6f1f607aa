/** Tracks of several megabytes are read by a thread: the same answer, and others have their turn meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTrack, readTrackAside, type TrackTask } from '../../api/patrols/track-work.ts'
import { WorkerPool } from '../../api/worker-pool.ts'
import { longTrack } from '../support/long-track.ts'
import { madePlan } from '../support/made-plan.ts'

const plan = madePlan()
/** The shift of the plan begins at 20:00 in winter. */
const fromMs = Date.parse('2026-11-28T20:00:00Z')
const task = (text: string, type: TrackTask['type'] = 'application/gpx+xml', unit: string | null = 'Foot 1'): TrackTask => ({ plan, type, text, unit })
const pool = new WorkerPool(new URL('../../api/patrols/worker.mjs', import.meta.url), 1)
const long = { 'application/gpx+xml': longTrack('gpx', fromMs, 52_000), 'text/csv': longTrack('csv', fromMs, 120_000) } as const
const types = ['application/gpx+xml', 'text/csv'] as const
const why = (error: unknown) => error as { message: string; parameter?: string }

beforeAll(() => pool.run('trackReport', task('<gpx></gpx>')), 60_000)
afterAll(() => pool.close())

describe('a track of 5 MB', () => {
  it.each(types)('as %s comes to the same as where it is read at once, while others have their turn', async (type) => {
    expect(long[type].length).toBeGreaterThan(5e6)
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const found = await readTrackAside(pool, task(long[type], type))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
    expect(found).toEqual(readTrack(task(long[type], type)))
    // The ten hours to two hours after the shift: thirty stays of twenty minutes.
    expect(found.read).toBe(type === 'text/csv' ? 120_000 : 52_000)
    expect(found.visits.length).toBe(30)
    expect(found.visits[0]).toMatchObject({ unit: 'Foot 1', arrivedAt: '2026-11-28T20:00:00.000Z', leftAt: '2026-11-28T20:19:59.000Z' })
  })

  it('is refused in the same words', async () => {
    const gpx = long['application/gpx+xml']
    for (const wrong of [task(gpx.slice(0, -6)), task(gpx, 'text/csv'), task(gpx, undefined, null), task(gpx, undefined, 'Nobody')]) {
      const [aside, atOnce] = [await readTrackAside(pool, wrong).catch(why), await Promise.resolve(wrong).then(readTrack).catch(why)]
      expect(aside).toMatchObject({ code: 'bad-parameter', message: why(atOnce).message, parameter: why(atOnce).parameter })
    }
  })
})

it('a short track waits for no thread', async () => {
  const busy = { run: () => Promise.reject(new Error('asked a thread')) }
  expect((await readTrackAside(busy, task(longTrack('gpx', fromMs, 1200)))).visits).toHaveLength(1)
  await expect(readTrackAside(busy, task(long['text/csv'], 'text/csv'))).rejects.toThrow('asked a thread')
})
