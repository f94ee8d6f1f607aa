/**
 * Attendance within the standard: which emergencies were reached in 15 minutes in a town and 20 in the country, and what may be said of the share.
 *
 * What it tells: attended, of how many that can be judged, the share with Wilson's interval, and whether it meets 90 %; how long half and nine in ten
 * waited; how far stamps that cannot be right could move the share. What it does not: whether the incident was graded rightly.
 * Formula: an emergency is judged when its class is known and its time from start to stop is above nought, at most 24 h, and not out of order (dispatch before
 * the call or after the arrival). Attended: time <= limit of its class. Status: meets, lower end >= target; below, upper end < target; else
 * not distinguishable. Bounds: worst, all that cannot be judged failed; best, all passed.
 * Input: columns of numbers, one element a response (migration 0031); seconds. Output: counts, shares from 0 to 1, seconds. Undefined: nothing to judge: nulls.
 * Cost: some passes. Source: definitions 13; Wilson 1927, doi 10.1080/01621459.1927.10502953.
 * Checked by hand and against the same rules in SQL (judged_responses) over the demonstration county.
 */
import { quantileInterval } from './quantile-interval.ts'
import { wilson } from './wilson.ts'

/** Not stamped. */
export const NOT_STAMPED = -2147483648
const DAY_S = 86_400

export interface ResponseColumns {
  rows: number
  /** Which of the months read; local hour of the week, 0 Monday midnight. */
  months: Int16Array
  hours: Int16Array
  /** Seconds from the call; NOT_STAMPED where there is no stamp. */
  dispatchS: Int32Array
  arrivalS: Int32Array
  /** Seconds until the call was answered, -1 not timed. */
  answeredS: Int16Array
  /** Bits as migration 0031 names them. */
  flags: Int16Array
  /** Number of the road, 0 none; area_id of the district, 0 none; number of the hexagon, 0 no location; spot. */
  roads: Int16Array
  districts: Int32Array
  cells: Int32Array
  spots: Int32Array
  /** Hexagons of resolution 8 by number; the first is none. */
  hexagons: readonly string[]
}

export type ClockStart = 'call' | 'answered' | 'dispatched'
export type ClockStop = 'arrived' | 'dispatched'
/** own: the file's class, else the newest of the place; ruc21, ruc11: the place's by that classification alone. */
export type ClassFrom = 'own' | 'ruc21' | 'ruc11'

export interface JudgeOptions {
  start: ClockStart
  stop: ClockStop
  classFrom: ClassFrom
  /** 0 emergency, 1 priority, 2 scheduled; null: each. */
  grade: number | null
  /** 15 and 20 minutes: the force's published standard. */
  limitS: { urban: number; rural: number }
}

/** out: another grade, or outside the study area; the rest from `missing` on cannot be judged. */
export const states = ['out', 'attended', 'late', 'missing', 'negative', 'zero', 'over-a-day', 'out-of-order', 'class-unknown'] as const
export type State = (typeof states)[number]
export const stateNo = Object.fromEntries(states.map((state, i) => [state, i])) as Record<State, number>

export interface Judged {
  state: Uint8Array
  /** 0 not known, 1 urban, 2 rural. */
  klass: Uint8Array
  /** Seconds from start to stop; meaningless where they cannot be judged. */
  seconds: Int32Array
}

export function judge(columns: ResponseColumns, { start, stop, classFrom, grade, limitS }: JudgeOptions): Judged {
  const { rows, dispatchS, arrivalS, answeredS, flags } = columns
  const [state, klass, seconds] = [new Uint8Array(rows), new Uint8Array(rows), new Int32Array(rows)]
  const limits = [0, limitS.urban, limitS.rural]
  for (let i = 0; i < rows; i++) {
    const bits = flags[i]!
    if ((grade !== null && (bits & 3) !== grade) || (bits & 1024) !== 0) continue
    const class_ = classFrom === 'ruc21' ? (bits >> 4) & 3 : classFrom === 'ruc11' ? (bits >> 6) & 3 : ((bits >> 2) & 3) || ((bits >> 8) & 3)
    klass[i] = class_
    const from = start === 'call' ? 0 : start === 'answered' ? Math.max(0, answeredS[i]!) : dispatchS[i]!
    const to = stop === 'arrived' ? arrivalS[i]! : dispatchS[i]!
    const took = to - from
    seconds[i] = took
    state[i] = from === NOT_STAMPED || to === NOT_STAMPED ? stateNo.missing
      : took < 0 ? stateNo.negative : took === 0 ? stateNo.zero : took > DAY_S ? stateNo['over-a-day']
        : outOfOrder(dispatchS[i]!, arrivalS[i]!) ? stateNo['out-of-order']
          : class_ === 0 ? stateNo['class-unknown'] : took <= limits[class_]! ? stateNo.attended : stateNo.late
  }
  return { state, klass, seconds }
}

const outOfOrder = (dispatch: number, arrival: number) => dispatch !== NOT_STAMPED && (dispatch < 0 || (arrival !== NOT_STAMPED && dispatch > arrival))

export type Status = 'meets' | 'below' | 'not-distinguishable'
export interface Waiting { value: number | null; lower: number | null; upper: number | null }
export interface Compliance {
  attended: number
  /** That could be judged. */
  total: number
  share: number | null
  lower: number | null
  upper: number | null
  status: Status | null
  /** That could not be judged, and the share if all of them had failed and if all had passed. */
  unjudged: number
  worst: number | null
  best: number | null
  medianS: Waiting
  p90S: Waiting
}
export interface Parts { urban: Compliance; rural: Compliance; pooled: Compliance }

/** The standard is met by nine in ten. */
export const TARGET = 0.9

export function complianceOf(attended: number, total: number, unjudged: number, times: SortedTimes = none, target = TARGET): Compliance {
  if (total === 0 && unjudged === 0) return nothing
  const { share, lower, upper } = wilson(attended, total)
  return {
    attended, total, share, lower, upper, status: statusOf(lower, upper, target), unjudged,
    worst: total + unjudged > 0 ? attended / (total + unjudged) : null, best: total + unjudged > 0 ? (attended + unjudged) / (total + unjudged) : null,
    medianS: quantileInterval(times.n, times.at, 0.5), p90S: quantileInterval(times.n, times.at, 0.9)
  }
}

/** One for all groups that hold nothing: most hexagons are wholly urban or wholly rural. */
const unknown: Waiting = { value: null, lower: null, upper: null }
export const nothing: Compliance = { attended: 0, total: 0, share: null, lower: null, upper: null, status: null, unjudged: 0, worst: null, best: null, medianS: unknown, p90S: unknown }

export const statusOf = (lower: number | null, upper: number | null, target = TARGET): Status | null =>
  lower === null || upper === null ? null : lower >= target ? 'meets' : upper < target ? 'below' : 'not-distinguishable'

export interface SortedTimes { n: number; at: (i: number) => number }
const none: SortedTimes = { n: 0, at: () => 0 }
const sorted = (times: Int32Array): SortedTimes => ({ n: times.length, at: (i) => times[i]! })

/** Two sorted lists as one: the i-th smallest by halving. */
export function merged(a: Int32Array, b: Int32Array): SortedTimes {
  return {
    n: a.length + b.length,
    at(i) {
      let [low, high] = [Math.max(0, i + 1 - b.length), Math.min(a.length, i + 1)]
      while (low < high) {
        const fromA = (low + high) >> 1
        if (a[fromA]! < b[i - fromA]!) low = fromA + 1
        else high = fromA
      }
      const [lastA, lastB] = [low > 0 ? a[low - 1]! : -Infinity, i + 1 - low > 0 ? b[i - low]! : -Infinity]
      return Math.max(lastA, lastB)
    }
  }
}

export interface Group { parts: Parts; /** By what is wrong, in the order of `states` from `missing` on. */ bad: number[] }

/**
 * Compliance of each group. `keys`: the group of each row, below `groups`, or -1 for none. A row whose class is not known and that cannot be judged counts to the
 * pooled part alone.
 */
export function complianceBy(judged: Judged, keys: Int32Array, groups: number): Group[] {
  const rows = judged.state.length
  const firstBad = stateNo.missing
  // By group and class: attended, judged, not judged; and how many times are to be sorted.
  const [attended, total, unjudged] = [new Int32Array(groups * 3), new Int32Array(groups * 3), new Int32Array(groups * 3)]
  const bad = Array.from({ length: groups }, () => new Array<number>(states.length - firstBad).fill(0))
  for (let i = 0; i < rows; i++) {
    const [state, key] = [judged.state[i]!, keys[i]!]
    if (state === 0 || key < 0) continue
    const slot = key * 3 + judged.klass[i]!
    if (state >= firstBad) {
      unjudged[slot]!++
      bad[key]![state - firstBad]!++
    } else {
      total[slot]!++
      if (state === stateNo.attended) attended[slot]!++
    }
  }
  const times = timesBy(judged, keys, total)
  return bad.map((counts, g) => {
    const [urban, rural] = [g * 3 + 1, g * 3 + 2]
    const part = (slot: number) => complianceOf(attended[slot]!, total[slot]!, unjudged[slot]!, sorted(times[slot]!))
    const all = (of: Int32Array) => of[g * 3]! + of[urban]! + of[rural]!
    const pooled = (parts: Omit<Parts, 'pooled'>): Compliance => {
      // Where all is urban or all is rural, the pooled part is that part.
      if (unjudged[g * 3] === 0 && parts.urban === nothing) return parts.rural
      if (unjudged[g * 3] === 0 && parts.rural === nothing) return parts.urban
      return complianceOf(all(attended), all(total), all(unjudged), merged(times[urban]!, times[rural]!))
    }
    const own = { urban: part(urban), rural: part(rural) }
    return { parts: { ...own, pooled: pooled(own) }, bad: counts }
  })
}

const noTimes = new Int32Array()

/** Times of what was judged, in order, by slot. Read in the order of the rows: to follow one order of all times through memory takes longer than to sort each slot. */
function timesBy({ state, klass, seconds }: Judged, keys: Int32Array, sizes: Int32Array): Int32Array[] {
  const ends = new Int32Array(sizes.length)
  for (let slot = 1; slot < ends.length; slot++) ends[slot] = ends[slot - 1]! + sizes[slot - 1]!
  const starts = ends.slice()
  const times = new Int32Array(sizes.reduce((sum, size) => sum + size, 0))
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    if (key < 0 || state[i] === 0 || state[i]! >= stateNo.missing) continue
    const slot = key * 3 + klass[i]!
    times[ends[slot]!++] = seconds[i]!
  }
  return Array.from(starts, (start, slot) => (start === ends[slot] ? noTimes : times.subarray(start, ends[slot]).sort()))
}
