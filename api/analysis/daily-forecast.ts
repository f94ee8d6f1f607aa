/**
 * The forecast of the next day or shift by the method that proved best on days not seen, and how good that way of choosing proved.
 *
 * What it tells: expected events by place of one day, or of the hours of one shift. What it does not tell: how sure it is of a place; nor of days unlike
 * the weeks tested, for twelve weeks hold no whole year.
 * Formula. Rolling hold-out over the last 84 days held (or the days of the week asked about among them), each forecast from the days strictly
 * before it; the choice of each from earlier days alone (forecast-windows.ts, forecast-rule.ts). The first 14 serve the choice alone. Total of
 * a day by daily-level.ts; of a shift E(d) own + E(d + 1) next, shares by shift-hours.ts, with the places of the day. Events of a test: those of
 * the day; of a shift each by the part of its time that lies in it. Intervals by redrawing weeks as blocks. 56 days at least come before a test.
 * Tests are of the day after the last one known. A day further ahead is forecast in the same way and is less sure than they say.
 * Input: dated events by place, neighbours, days held, seeded randomness. Output: `DayAnswer`; events, shares, ratios.
 * Undefined: no event held: expected events are NaN, with a note. Too few days to test: the plain count, null figures, a note.
 * Cost: 2 to 5 s for 5,600 places and 30 to 250 events a day. Source: as the parts. Checked on simulated processes with and without follow-ons.
 */
import { CURVE_SHARES, type Budget, type GridArea } from './accuracy.ts'
import { dayLevel, dayName, seasonsOf, type Months } from './daily-level.ts'
import { dayBases, type DayBase, type DayMethod, type DayRunning } from './daily-methods.ts'
import { firstFrom, inOrderOfTime, pastOf, totalsOf, type DayEvents, type DayPast } from './daily-past.ts'
import { compare, poolMethods, type Comparison, type MethodRecord } from './forecast-cards.ts'
import { scaled } from './forecast.ts'
import { gridOf } from './forecast-history.ts'
import { dayNoteOf, reasonOf } from './forecast-reason.ts'
import { BLENDED, Windows, type Window } from './forecast-windows.ts'
import type { Neighbours } from './neighbours.ts'
import type { Random } from './random.ts'
import type { ShiftShare } from './shift-hours.ts'

const TEST_DAYS = 84
const CHOICE_DAYS = 14
const FEWEST_TRAINING_DAYS = 56
/** An event may begin in a shift and have the middle of its time days later. */
const LATEST_MIDDLE_DAYS = 5
const WEEK = 7

export interface DayOptions extends GridArea {
  neighbours: Neighbours
  budget: Budget
  random: Random
  /** First day held, and the last. */
  first: number
  last: number
  /** The day to forecast, after the last held. */
  target: number
  /** Months of the theme, for the season. */
  months: Months
  shift?: {
    /** Days on which there is such a shift. */
    on(day: number): boolean
    share(day: number): ShiftShare
    /** The part of an event, by its place in the input, that lies in the shift that begins on a day; null: its hours are not known. */
    part(event: number, day: number): number | null
  }
  bases?: readonly DayBase[]
}

export interface DayAnswer {
  expected: Float64Array
  total: number
  /** Factors of the day of the week and of the month. */
  weekday: number
  season: number
  /** Which part of the day and of the next is asked about. */
  hours: ShiftShare
  method: DayMethod & { of: string[] }
  reason: string
  note: string | null
  windows: { day: string; trainedOn: number; events: number; method: string; hits: { chosen: number; plain: number; most: number } }[]
  comparison: Comparison
  curve: (Comparison & { share: number })[]
  methods: MethodRecord[]
}

export const DAY_BLEND: DayMethod = { id: 'blend', title: `Mean of the ${BLENDED} best`, what: `Averages the forecasts of the ${BLENDED} methods that did best on the days before.`, parameters: {} }

/** First day on which a test is made, and so the end of what fitted tables may rest on. */
export const firstTested = (first: number, last: number): number => Math.max(first + FEWEST_TRAINING_DAYS, last - TEST_DAYS + 1)

export function chooseDay(given: DayEvents, options: DayOptions): DayAnswer {
  const { neighbours, first, last, target, random, bases = dayBases } = options
  const { events, order } = inOrderOfTime(given, neighbours.n)
  const grid = gridOf(neighbours)
  const methods = [...bases.flatMap((base) => base.methods), DAY_BLEND]
  const rolled: Rolled = { windows: new Windows([options.budget, ...CURVE_SHARES.map((share) => ({ share }))], options, neighbours.n), running: bases.map((base) => base.start(random)), seasons: seasonsOf(options.months) }
  for (let day = firstTested(first, last); day <= last; day++) {
    if (options.shift && !options.shift.on(day)) continue
    const past = pastOf(events, grid, first, day, day)
    const happened = eventsOn(past, order, options)
    rolled.windows.add(dayName(day), day - first, forecastsOf(rolled, past, options).forecasts, happened)
    for (const running of rolled.running) running.learn?.(happened)
  }
  const { all } = rolled.windows
  const reported = all.filter(({ period }) => period >= dayName(firstTested(first, last) + CHOICE_DAYS))
  const redraws = { random, block: options.shift ? Array.from({ length: WEEK }, (_, k) => last + k).filter((day) => options.shift!.on(day)).length : WEEK }
  const comparison = compare(reported, 0, redraws)
  return {
    ...ahead(rolled, pastOf(events, grid, first, last + 1, target), options), method: methodOf(bases, methods, rolled),
    reason: reasonOf(methods, rolled.windows.choiceFor(0), comparison, poolMethods(methods, all, 0), all.length, options.shift ? 'shift' : 'day'),
    note: dayNoteOf(events.day.length, comparison, reported.length, options.shift ? 'shift' : 'day'),
    windows: reported.map((window) => lineOf(window, methods)), comparison,
    curve: CURVE_SHARES.map((share, b) => ({ share, ...compare(reported, b + 1, redraws) })), methods: poolMethods(methods, reported, 0)
  }
}

interface Rolled { windows: Windows; running: DayRunning[]; seasons: ReturnType<typeof seasonsOf> }

/** Expected events by place of every method, of the day or the shift that begins on it. */
function forecastsOf({ running, seasons }: Rolled, past: DayPast, { shift }: DayOptions) {
  const totals = totalsOf(past)
  const level = (day: number) => dayLevel(totals, past.first, day, seasons)
  const today = level(past.target)
  const hours = shift ? shift.share(past.target) : { own: 1, next: 0 }
  const { own, next } = hours
  const total = today.expected * own + (next > 0 ? level(past.target + 1).expected * next : 0)
  const forecasts = running.flatMap((one) => one.rates(past)).map((rates) => scaled(rates, total))
  return { forecasts, total, weekday: today.weekday, season: today.season, hours }
}

/** What happened on the day, by place. */
function eventsOn({ events, known, target, grid }: DayPast, order: Int32Array, { shift }: DayOptions): Float64Array {
  const happened = new Float64Array(grid.neighbours.n)
  const end = firstFrom(events.day, target + (shift ? LATEST_MIDDLE_DAYS : 1))
  for (let i = known; i < end; i++) happened[events.cell[i]!]! += shift ? (shift.part(order[i]!, target) ?? 0) : 1
  return happened
}

function ahead(rolled: Rolled, past: DayPast, options: DayOptions): Pick<DayAnswer, 'expected' | 'total' | 'weekday' | 'season' | 'hours'> {
  if (past.known === 0) return { expected: new Float64Array(options.neighbours.n).fill(NaN), total: NaN, weekday: 1, season: 1, hours: { own: 1, next: 0 } }
  const { forecasts, ...level } = forecastsOf(rolled, past, options)
  return { ...level, expected: rolled.windows.chosenOf(0, forecasts) }
}

function methodOf(bases: readonly DayBase[], methods: readonly DayMethod[], { windows, running }: Rolled): DayAnswer['method'] {
  const { method } = windows.choiceFor(0)
  const chosen = methods[method]!
  const base = bases.findIndex((one) => one.methods.includes(chosen))
  const of = chosen === DAY_BLEND ? windows.blendOf(0).map((j) => methods[j]!.id) : [chosen.id]
  return { ...chosen, parameters: { ...chosen.parameters, ...running[base]?.fitted?.() }, of }
}

function lineOf({ period, trainedOn, events, at }: Window, methods: readonly DayMethod[]): DayAnswer['windows'][number] {
  const { held, most, choice } = at[0]!
  return { day: period, trainedOn, events, method: methods[choice.method]!.id, hits: { chosen: held[choice.method]!.hits, plain: held[0]!.hits, most } }
}
