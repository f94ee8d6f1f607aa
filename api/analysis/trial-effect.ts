/**
 * A trial with a randomised calendar, read by intention to treat: days on which a place was to be patrolled beside days on which it was not.
 *
 * What it tells: by how much the rate of events on treated place-days differs from that on control place-days, and how often a calendar drawn
 * by the same rule would have shown as much by itself. What it does not tell: what the visits did that were really made (that would compare
 * places which officers reached with places which they did not), nor what happens beyond the places.
 * Formula: with x1 events on n1 treated and x0 on n0 control place-days, ratio = (x1 / n1) / (x0 / n0) and
 *   D = (x1 / n1 - x0 / n0) / ((x1 + x0) / (n1 + n0)).
 * p = (1 + calendars among R redrawn ones whose |D| is at least that of the real one) / (R + 1), two-sided, the counts kept as they are.
 * Interval: all ratios r for which that test, with every count of a treated place-day divided by r, gives p > 0.05 (Rosenbaum's inversion);
 * with fewer than `LEAST_EVENTS` events or none on one side the exact Poisson interval stands in its place, and `interval` says which.
 * Carry-over: control place-days within `carryOverDays` working days after a treated day of the place are on neither side, in the real
 * calendar and in every redrawn one. Input: the calendar, counts by day and place, calendars redrawn by the same rule. Output: rates, ratio, p.
 * Undefined with fewer than `FEWEST` events, or where one side has no place-day: null, and a note. Cost: R passes over the place-days.
 * Sources: Fisher 1935; Rosenbaum 2002, Covariance adjustment in randomized experiments, doi 10.1214/ss/1042727942; Phipson & Smyth 2010,
 * doi 10.2202/1544-6115.1585 (the +1). Checked by enumeration of a small trial, and by simulation: size 5 % and cover 95 %.
 */
import { rateRatio } from './poisson-intervals.ts'
import type { Calendar } from './trial-calendar.ts'

export interface Side { events: number; placeDays: number; rate: number | null }
export interface TrialEffect {
  treated: Side
  control: Side
  /** Control place-days left out, because patrols of the days before may still work; with their events. */
  carryOver: { events: number; placeDays: number }
  ratio: number | null
  lower: number | null
  /** Null also where there is no upper end. */
  upper: number | null
  interval: 'randomisation' | 'poisson' | null
  p: number | null
  draws: number
  note: string | null
}
type Dealt = Pick<Calendar, 'places' | 'days' | 'treated' | 'rest'>

/** Fewer events than these say nothing of a rate. */
export const FEWEST = 5
/** Fewer do not bear an interval by inversion: its steps are too coarse. */
const LEAST_EVENTS = 20
const [OUT, CONTROL, TREATED] = [0, 1, 2]

/** @throws RangeError for counts that do not fit the calendar, and for fewer than 99 redrawn calendars. */
export function trialEffect(calendar: Dealt, counts: ArrayLike<number>, redrawn: Iterable<Dealt>, { carryOverDays = 0 }: { carryOverDays?: number } = {}): TrialEffect {
  if (counts.length !== calendar.days * calendar.places) throw new RangeError('counts: one for each day and place')
  if (!(Number.isInteger(carryOverDays) && carryOverDays >= 0)) throw new RangeError('carryOverDays: a whole number of days')
  const own = sidesOf(calendar, carryOverDays)
  const [treated, control] = [sideOf(own, counts, TREATED), sideOf(own, counts, CONTROL)]
  const left = sideOf(own.map((side, at) => (side === OUT && !calendar.rest[Math.floor(at / calendar.places)] ? TREATED : OUT)), counts, TREATED)
  const base = { treated, control, carryOver: { events: left.events, placeDays: left.placeDays } }
  const none = { ...base, ratio: null, lower: null, upper: null, interval: null, p: null, draws: 0 }
  if (treated.placeDays === 0 || control.placeDays === 0) return { ...none, note: 'One side of the comparison has no place-days.' }
  const events = treated.events + control.events
  if (events < FEWEST) return { ...none, note: `${events} ${events === 1 ? 'event is' : 'events are'} too few to compare rates.` }
  const test = tallies(own, counts, redrawn, carryOverDays)
  if (test.draws < 99) throw new RangeError('redrawn: at least 99 calendars')
  const exact = rateRatio(treated.events, treated.placeDays, control.events, control.placeDays)!
  const p = pAt(test, 1)
  if (events < LEAST_EVENTS || treated.events === 0 || control.events === 0) return { ...base, ...exact, interval: 'poisson', p, draws: test.draws, note: null }
  return { ...base, ratio: exact.ratio, ...invert(test, exact.ratio!), interval: 'randomisation', p, draws: test.draws, note: null }
}

/** Which side each place-day is on. */
function sidesOf({ places, days, treated, rest }: Dealt, carryOverDays: number): Uint8Array {
  const sides = new Uint8Array(days * places)
  const since = new Int32Array(places).fill(carryOverDays)
  for (let day = 0; day < days; day++) {
    if (rest[day]) continue
    for (let place = 0; place < places; place++) {
      const at = day * places + place
      if (treated[at]) {
        sides[at] = TREATED
        since[place] = 0
      } else if (since[place]! >= carryOverDays) sides[at] = CONTROL
      else since[place]!++
    }
  }
  return sides
}

function sideOf(sides: Uint8Array, counts: ArrayLike<number>, which: number): Side {
  let [events, placeDays] = [0, 0]
  sides.forEach((side, at) => {
    if (side !== which) return
    placeDays++
    events += counts[at]!
  })
  return { events, placeDays, rate: placeDays > 0 ? events / placeDays : null }
}

/**
 * What the test needs of each calendar: place-days on both sides, and on each the events of place-days that were really treated and of the
 * others, since only the former are divided by the ratio under test. The real calendar is row 0.
 */
interface Tallies { rows: Float64Array; draws: number }
const WIDTH = 6

function tallies(own: Uint8Array, counts: ArrayLike<number>, redrawn: Iterable<Dealt>, carryOverDays: number): Tallies {
  const rows: number[] = []
  const add = (sides: Uint8Array) => {
    const row = [0, 0, 0, 0, 0, 0]
    for (let at = 0; at < sides.length; at++) {
      if (sides[at] === OUT) continue
      const side = sides[at] === TREATED ? 0 : 1
      row[side]!++
      row[2 + 2 * side + (own[at] === TREATED ? 0 : 1)]! += counts[at]!
    }
    rows.push(...row)
  }
  add(own)
  for (const calendar of redrawn) add(sidesOf(calendar, carryOverDays))
  return { rows: Float64Array.from(rows), draws: rows.length / WIDTH - 1 }
}

/** Randomisation p of the hypothesis that treatment multiplies by r. */
function pAt({ rows, draws }: Tallies, r: number): number {
  const distance = (k: number) => {
    const at = k * WIDTH
    const [treatedDays, controlDays] = [rows[at]!, rows[at + 1]!]
    const x1 = rows[at + 2]! / r + rows[at + 3]!
    const x0 = rows[at + 4]! / r + rows[at + 5]!
    return Math.abs(x1 / treatedDays - x0 / controlDays) / ((x1 + x0) / (treatedDays + controlDays))
  }
  const real = distance(0) * (1 - 1e-12)
  let reached = 1
  for (let k = 1; k <= draws; k++) if (distance(k) >= real) reached++
  return reached / (draws + 1)
}

/** The ends of all ratios that are not refused at 5 %. At the estimate itself D is nought and p is 1. */
function invert(test: Tallies, ratio: number): { lower: number; upper: number | null } {
  const kept = (log: number) => pAt(test, Math.exp(log)) > 0.05
  const end = (direction: 1 | -1): number | null => {
    let [inside, outside] = [Math.log(ratio), Math.log(ratio) + direction * 0.1]
    while (kept(outside)) {
      if (Math.abs(outside) > 12) return null
      ;[inside, outside] = [outside, outside + direction * Math.abs(outside - inside) * 1.5]
    }
    for (let step = 0; step < 30; step++) {
      const middle = (inside + outside) / 2
      if (kept(middle)) inside = middle
      else outside = middle
    }
    return Math.exp(outside)
  }
  return { lower: end(-1) ?? 0, upper: end(1) }
}
