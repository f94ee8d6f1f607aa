/**
 * The family of methods for the next day: each turns the dated events before it into expected events by place, up to a factor.
 *
 * What they tell: where the events of the coming day are likely. What they do not tell: at which hour (shift-hours.ts), by whom, nor what a patrol
 * would change.
 *
 * Formulas; each also after steps on the grid (grid-smoothing.ts).
 * - Count: events a day over the last 365 days, or as many as are held. The plain count that every other has to beat.
 * - Fading: sum of 2^(-a / h) ln 2 / h, a = whole days ago. h of 7, 14, 28, 56, 112 or 224 days gave the days forecast so far the highest likelihood (sum over
 *   events of log share, a tenth of the share being the year's count spread widely, lest one event in a new place decide); 56 before any is known.
 * - Prospective kernel: sum of 1 / ((1 + d) (1 + t)), d = rings away (0 for the same place, to 8), t = whole weeks ago (0 to 8).
 * - Communicated near repeat: the count, times the ratio of the Knox table (near-repeat.ts) in places whose middle lies within the communicated
 *   distance of an event of the communicated days, and in the event's own place. The table is of the last 3,000 events before the first
 *   day tested, dates dealt 99 times (p to 0.01), and stays. Where the table communicates nothing, or no positions are given, it is the count.
 * - Self-exciting process (self-exciting.ts): expected events of the day. Fitted to the last 365 days and at most 20,000 events, in 60 rounds, and
 *   every seventh day again in 8 rounds from where it stood: exactness is not worth more. Between, events are counted in daily.
 * Input: the past at the beginning of a day. Output: values at least 0 by place. Nought or all alike where no event is known.
 * Cost: 84 days of 5,600 places: 2 to 3 s for 33 events a day, 5 s for 245, a third of it the self-exciting process.
 * Source: Bowers, Johnson and Pease 2004, doi 10.1093/bjc/azh036; Johnson and Bowers 2004, doi 10.1093/bjc/azh001 (communicated risk); Mohler et al. 2011,
 * doi 10.1198/jasa.2011.ap09546. Checked by hand and on simulated processes.
 */
import { countOf, firstFrom, type DayEvents, type DayPast } from './daily-past.ts'
import { scaled } from './forecast.ts'
import { ringWeighted, smooth } from './grid-smoothing.ts'
import { communicated, nearRepeat, type Communicated } from './near-repeat.ts'
import type { Neighbours } from './neighbours.ts'
import type { Random } from './random.ts'
import { advanced, expectedBetween, fitSelfExciting, type SelfExciting } from './self-exciting.ts'

export interface DayMethod { id: string; title: string; what: string; parameters: Readonly<Record<string, number>> }

/** A base at work: one rate for each of its methods. */
export interface DayRunning {
  rates(past: DayPast): Float64Array[]
  /** Told after the day was forecast: what then happened. */
  learn?(events: ArrayLike<number>): void
  fitted?(): Record<string, number>
}
export interface DayBase { methods: readonly DayMethod[]; start(random: Random): DayRunning }

export const PLAIN_DAYS = 365

const widths: Record<number, string> = { 0: '', 1: ', smoothed a little', 2: ', smoothed moderately', 4: ', smoothed widely' }
const named = (id: string, title: string, what: string, parameters: Record<string, number>, steps: readonly number[]): DayMethod[] => steps.map((step) => ({
  id: step === 0 ? id : `${id}-smooth-${step}`, title: `${title}${widths[step]}`, what: step === 0 ? what : `${what} Each is spread over the places next to it.`,
  parameters: step === 0 ? parameters : { ...parameters, smoothingSteps: step }
}))
const spread = (values: Float64Array, { grid }: DayPast, steps: number): Float64Array => (steps === 0 ? values : smooth(values, grid.neighbours, steps))

const COUNT_STEPS = [0, 1, 2, 4]
const count: DayBase = {
  methods: named('count-365', 'Count of one year', 'Counts the offences of the last 365 days in each place.', { days: PLAIN_DAYS }, COUNT_STEPS),
  start: () => ({ rates: (past) => { const plain = countOf(past, PLAIN_DAYS); return COUNT_STEPS.map((steps) => spread(plain, past, steps)) } })
}

const HALF_LIVES = [56, 7, 14, 28, 112, 224]
const FADING_STEPS = [0, 1, 2]
/** Of a share: what the year's count, spread widely, keeps of it in a likelihood. */
const WIDE_PART = 0.1
const WIDE_STEPS = 8

const fading: DayBase = {
  methods: named('fading', 'Fading count by days', 'Counts all offences held, each worth half as much for every so many days that have passed; how many is fitted.', {}, FADING_STEPS),
  start: () => {
    const variants = HALF_LIVES.map((halfLife) => ({ halfLife, field: new Float64Array(0), logLikelihood: 0 }))
    const best = () => variants.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a))
    let [taken, day] = [0, NaN]
    let wide = new Float64Array(0)
    return {
      rates: (past) => {
        if (Number.isNaN(day)) [day, wide] = [past.first, smooth(countOf(past, PLAIN_DAYS), past.grid.neighbours, WIDE_STEPS) as Float64Array<ArrayBuffer>]
        for (; day < past.until; day++) {
          const end = firstFrom(past.events.day, day + 1)
          for (const variant of variants) fade(variant, past.events, past.grid.neighbours.n, taken, end)
          taken = end
        }
        return FADING_STEPS.map((steps) => spread(best().field, past, steps))
      },
      learn: (events) => { for (const variant of variants) variant.logLikelihood += logShare(variant.field, wide, events) },
      fitted: () => ({ halfLifeDays: best().halfLife })
    }
  }
}

/** One day on: what there was fades, and the events of the day are added. */
function fade(variant: { halfLife: number; field: Float64Array }, { cell }: DayEvents, n: number, from: number, to: number): void {
  if (variant.field.length === 0) variant.field = new Float64Array(n)
  const { field } = variant
  const left = 2 ** (-1 / variant.halfLife)
  for (let i = 0; i < n; i++) field[i]! *= left
  for (let i = from; i < to; i++) field[cell[i]!]! += Math.LN2 / variant.halfLife
}

function logShare(field: Float64Array, wide: Float64Array, events: ArrayLike<number>): number {
  const [own, around] = [scaled(field, 1), scaled(wide, 1)]
  let sum = 0
  for (let i = 0; i < own.length; i++) if (events[i]! > 0) sum += events[i]! * Math.log(Math.max(1e-9, (1 - WIDE_PART) * own[i]! + WIDE_PART * around[i]!))
  return sum
}

const RINGS = 8
const WEEKS = 8
const PROSPECTIVE_STEPS = [0, 2]
const ringWeights = Array.from({ length: RINGS + 1 }, (_, d) => 1 / (1 + d))

const prospective: DayBase = {
  methods: named('prospective', 'Prospective kernel', 'Counts the offences of the last nine weeks here and up to eight places away, the nearer and the more recent the more.', { rings: RINGS, weeks: WEEKS }, PROSPECTIVE_STEPS),
  start: () => ({ rates: (past) => { const kernel = prospectiveKernel(past); return PROSPECTIVE_STEPS.map((steps) => spread(kernel, past, steps)) } })
}

/** Weights by rings and whole weeks before the day that is forecast. */
export function prospectiveKernel({ events, known, target, grid }: DayPast): Float64Array {
  const byWeek = new Float64Array(grid.neighbours.n)
  for (let i = firstFrom(events.day, target - 7 * (WEEKS + 1)); i < known; i++) byWeek[events.cell[i]!]! += 1 / (1 + Math.floor((target - 1 - Math.floor(events.day[i]!)) / 7))
  return ringWeighted(byWeek, grid.rings(RINGS), ringWeights)
}

const KNOX_EVENTS = 3_000
const KNOX_DEALS = 99
const NEAR_STEPS = [0, 2]

const nearRepeats: DayBase = {
  methods: named('near-repeat', 'Communicated near repeat', 'Counts the offences of the last year and raises places near a recent one by the ratio that the near-repeat table gives.', {}, NEAR_STEPS),
  start: (random) => {
    let range: Communicated['range'] | undefined
    return {
      rates: (past) => {
        if (range === undefined) range = rangeOf(past, random)
        const raised = range ? placesNear(past, range) : new Uint8Array(past.grid.neighbours.n)
        const plain = countOf(past, PLAIN_DAYS)
        return NEAR_STEPS.map((steps) => spread(plain, past, steps).map((rate, i) => (raised[i] ? rate * range!.ratio : rate)))
      },
      fitted: (): Record<string, number> => (range ? { withinM: range.withinM, withinDays: range.withinDays, ratio: Number(range.ratio.toPrecision(3)) } : {})
    }
  }
}

function rangeOf({ events: { day, points }, known }: DayPast, random: Random): Communicated['range'] {
  if (!points) return null
  const from = Math.max(0, known - KNOX_EVENTS)
  const dated = { x: points.x.subarray(from, known), y: points.y.subarray(from, known), day: Int32Array.from(day.subarray(from, known), Math.floor) }
  return communicated(nearRepeat(dated, random, { permutations: KNOX_DEALS })).range
}

/** Places within so many metres of an event of so many days before the day that is forecast; the event's own place is one. */
export function placesNear({ events, known, target, grid }: DayPast, { withinM, withinDays }: { withinM: number; withinDays: number }): Uint8Array {
  const near = new Uint8Array(grid.neighbours.n)
  const { points, centres } = events
  for (let i = firstFrom(events.day, target - withinDays); i < known; i++) reach(near, grid.neighbours, events.cell[i]!, (c) => Math.hypot(centres!.x[c]! - points!.x[i]!, centres!.y[c]! - points!.y[i]!) < withinM)
  return near
}

function reach(near: Uint8Array, { start, index }: Neighbours, from: number, within: (c: number) => boolean): void {
  near[from] = 1
  const seen = new Set([from])
  for (const c of seen) {
    for (let k = start[c]!; k < start[c + 1]!; k++) {
      const j = index[k]!
      if (seen.has(j) || !within(j)) continue
      near[j] = 1
      seen.add(j)
    }
  }
}

const FIT_DAYS = 365
const FIT_EVENTS = 20_000
const FIRST_ROUNDS = 60
const LATER_ROUNDS = 8
const REFIT_DAYS = 7
const EXCITING_STEPS = [0, 1]

const selfExciting: DayBase = {
  methods: named('self-exciting', 'Self-exciting process', 'Each place has its own steady rate, and each offence raises it there and next to it for a while; both are fitted.', {}, EXCITING_STEPS),
  start: () => {
    let fit: SelfExciting | undefined
    let now: SelfExciting
    return {
      rates: (past) => {
        if (!fit || past.until - fit.until >= REFIT_DAYS) now = fit = refit(past, fit)
        else now = advanced(now, eventsFrom(past, firstFrom(past.events.day, now.until)), past.grid.neighbours, past.until)
        const expected = expectedBetween(now, past.target, past.target + 1)
        return EXCITING_STEPS.map((steps) => spread(expected, past, steps))
      },
      fitted: (): Record<string, number> => (fit && fit.theta > 0 ? { followOns: Number(fit.theta.toPrecision(3)), meanDelayDays: Number((1 / fit.omega).toPrecision(3)), sameShare: Number(fit.sameShare.toPrecision(3)) } : {})
    }
  }
}

const eventsFrom = ({ events: { cell, day }, known }: DayPast, first: number) => ({ cell: cell.subarray(first, known), day: day.subarray(first, known) })

function refit(past: DayPast, after: SelfExciting | undefined): SelfExciting {
  const { events, known, until, grid } = past
  const whole = firstFrom(events.day, Math.max(past.first, until - FIT_DAYS))
  const first = Math.max(whole, known - FIT_EVENTS)
  const from = first === whole ? Math.max(past.first, until - FIT_DAYS) : events.day[first]!
  return fitSelfExciting(eventsFrom(past, first), grid.neighbours, { until, from, iterations: after ? LATER_ROUNDS : FIRST_ROUNDS, ...(after ? { after } : {}) })
}

/** All bases; the first method of the first is the plain count. */
export const dayBases: readonly DayBase[] = [count, fading, prospective, nearRepeats, selfExciting]
