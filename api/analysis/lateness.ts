/**
 * Why emergencies are reached late: how the wait divides into dispatch and drive, and where the minutes beyond the standard are.
 *
 * What it tells: for those in time and those late the median seconds from call to dispatch and from dispatch to arrival; for late ones how much longer than
 * usual each part took; and by place the minutes beyond the limit, of all such minutes. What it does not: cause; a long drive may be a late dispatch from far away.
 * Formulas: missed minutes of one = max(0, time - limit) / 60. Longer than usual: a late one's dispatch (drive) time less the median of those in time of the same class, not below nought;
 * the dispatch's part of the delay is the sum of that over late ones divided by the sum of both. Expected late of a place: its emergencies x the share of all that came late.
 * Input: judged columns, groups of rows. Output: seconds, minutes, shares. Undefined: nobody late, or no dispatch stamped: nulls. Cost: a pass and sorting.
 * Checked by hand.
 */
import { NOT_STAMPED, stateNo, type Judged, type ResponseColumns } from './compliance.ts'

export interface Split { count: number; dispatchS: number | null; driveS: number | null }
export interface WaitSplits { inTime: Split; late: Split; /** Of the delay of late ones, the part before dispatch, 0 to 1. */ dispatchShare: number | null }

const median = (times: number[]): number | null => (times.length === 0 ? null : times.sort((a, b) => a - b)[Math.ceil(times.length / 2) - 1]!)

/** `rows`: what to look at, e.g. of one class. */
export function waitSplits({ dispatchS, arrivalS }: Pick<ResponseColumns, 'dispatchS' | 'arrivalS'>, { state }: Judged, rows: readonly number[]): WaitSplits {
  const stamped = rows.filter((i) => dispatchS[i] !== NOT_STAMPED && arrivalS[i] !== NOT_STAMPED)
  const of = (wanted: number): Split & { rows: number[] } => {
    const own = stamped.filter((i) => state[i] === wanted)
    return { rows: own, count: rows.filter((i) => state[i] === wanted).length, dispatchS: median(own.map((i) => dispatchS[i]!)), driveS: median(own.map((i) => arrivalS[i]! - dispatchS[i]!)) }
  }
  const [inTime, late] = [of(stateNo.attended), of(stateNo.late)]
  const beyond = (usual: number | null, part: (i: number) => number) => (usual === null ? 0 : late.rows.reduce((sum, i) => sum + Math.max(0, part(i) - usual), 0))
  const [dispatch, drive] = [beyond(inTime.dispatchS, (i) => dispatchS[i]!), beyond(inTime.driveS, (i) => arrivalS[i]! - dispatchS[i]!)]
  const plain = ({ count, dispatchS: d, driveS }: Split): Split => ({ count, dispatchS: d, driveS })
  return { inTime: plain(inTime), late: plain(late), dispatchShare: dispatch + drive > 0 ? dispatch / (dispatch + drive) : null }
}

export interface MissedPlace { key: number; total: number; late: number; expectedLate: number; missedMinutes: number; /** Of all missed minutes. */ shareOfMissed: number; shareOfAll: number }

/** By place, most missed minutes first. `keys`: the place of each row, -1 none. The places' minutes add up to all of them. */
export function missedMinutes({ state, klass, seconds }: Judged, keys: ArrayLike<number>, places: number, limitS: { urban: number; rural: number }): MissedPlace[] {
  const [total, late, missed] = [new Int32Array(places), new Int32Array(places), new Float64Array(places)]
  for (let i = 0; i < state.length; i++) {
    const key = keys[i]!
    if (key < 0 || (state[i] !== stateNo.attended && state[i] !== stateNo.late)) continue
    total[key]!++
    if (state[i] === stateNo.attended) continue
    late[key]!++
    missed[key]! += (seconds[i]! - (klass[i] === 2 ? limitS.rural : limitS.urban)) / 60
  }
  const sum = (of: Iterable<number>) => [...of].reduce((a, b) => a + b, 0)
  const [all, allLate, allMissed] = [sum(total), sum(late), sum(missed)]
  return Array.from(total, (own, key) => ({
    key, total: own, late: late[key]!, expectedLate: all > 0 ? (own * allLate) / all : 0, missedMinutes: missed[key]!, shareOfMissed: allMissed > 0 ? missed[key]! / allMissed : 0, shareOfAll: all > 0 ? own / all : 0
  })).filter((one) => one.total > 0).sort((a, b) => b.missedMinutes - a.missedMinutes || a.key - b.key)
}
