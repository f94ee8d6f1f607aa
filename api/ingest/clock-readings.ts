/** Local times of Great Britain as instants: on two nights a year a clock's reading names two moments, or none. */
import { localMs } from './times.ts'

const HOUR_MS = 3_600_000

/** The instant at which clocks change in a month (2 March, 9 October): 01:00 UTC on its last Sunday. */
function changeMs(year: number, month: 2 | 9): number {
  const last = new Date(Date.UTC(year, month, 31))
  return Date.UTC(year, month, 31 - last.getUTCDay(), 1)
}

/** Every instant that a local time (`YYYY-MM-DDTHH:MM:SS`) can mean, the earlier first. A reading that the clocks left out in March is taken as winter time. */
export function readings(time: string): { instants: number[]; sure: boolean } {
  const ms = localMs(time)
  const year = Number(time.slice(0, 4))
  const [spring, autumn] = [changeMs(year, 2), changeMs(year, 9)]
  // In summer time from spring on (local 02:00) until autumn (local 02:00, when it becomes 01:00 again).
  if (ms >= spring && ms < spring + HOUR_MS) return { instants: [ms], sure: false }
  if (ms >= autumn && ms < autumn + HOUR_MS) return { instants: [ms - HOUR_MS, ms], sure: false }
  return { instants: [ms >= spring && ms < autumn ? ms - HOUR_MS : ms], sure: true }
}

export interface Stamps { call: number; dispatched: number | null; arrived: number | null; sure: boolean }

/**
 * The instants of a call, its dispatch and the arrival. Where a reading means two moments, they are taken so that the three follow each other, as
 * closely as they can; where nothing follows, the earlier. `sure` is false where a clock change had a part in it.
 */
export function instantsOf(call: string, dispatched: string | null, arrived: string | null): Stamps {
  const [calls, dispatches, arrivals] = [readings(call), dispatched === null ? null : readings(dispatched), arrived === null ? null : readings(arrived)]
  const sure = calls.sure && dispatches?.sure !== false && arrivals?.sure !== false
  let best: Stamps = { call: calls.instants[0]!, dispatched: dispatches?.instants[0] ?? null, arrived: arrivals?.instants[0] ?? null, sure }
  if (sure) return best
  let least = Infinity
  for (const c of calls.instants) {
    for (const d of dispatches?.instants ?? [null]) {
      for (const a of arrivals?.instants ?? [null]) {
        const end = a ?? d ?? c
        const follows = c <= (d ?? c) && (d ?? c) <= end
        if (follows && end - c < least) [least, best] = [end - c, { call: c, dispatched: d, arrived: a, sure }]
      }
    }
  }
  return best
}
