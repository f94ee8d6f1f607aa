/**
 * The forecast of the next month by the method that proved best on months not seen, and how good that way of choosing proved.
 *
 * What it tells: expected events by place, why this method, and what the choice would have held in each month of the past had it been made then.
 * What it does not tell: that it will be so next month; nor anything about a theme or an area other than the one given.
 *
 * Formulas: windows by rolling-forecast.ts, choice by forecast-rule.ts, indices by accuracy.ts, intervals by window-bootstrap.ts. The figure shown is that of
 * the nested choice: each month by the method chosen from the months before it, never by the method chosen at the end. The first four
 * windows serve the choice alone, so they are in no card. Difference = hits of the choice less hits of the plain one-year count,
 * over all events, with an interval from the same redraws.
 * Input: counts by month held and place, neighbours, the area asked for, seeded randomness. Output: `ForecastAnswer`; events, shares, ratios.
 * Undefined: no month held or none with an event: expected events are NaN, with a note. Too few months to test: the plain count, null figures, a note.
 * Cost: 1 to 2 s for 5,600 places and 36 months. Source: as the parts. Checked on made data and against Portland's published scores.
 */
import { CURVE_SHARES, type Budget, type GridArea } from './accuracy.ts'
import { compare, poolMethods, type Comparison, type MethodRecord } from './forecast-cards.ts'
import { levelOf } from './forecast.ts'
import { gridOf, historyOf, prepare, type MonthlyCounts, type Prepared } from './forecast-history.ts'
import { forecastMethods, type ForecastMethod } from './forecast-methods.ts'
import { noteOf, reasonOf } from './forecast-reason.ts'
import { FEWEST_WINDOWS } from './forecast-rule.ts'
import { BLENDED, type Window } from './forecast-windows.ts'
import type { Neighbours } from './neighbours.ts'
import type { Random } from './random.ts'
import { forecastsOf, rollForecasts, type Rolled } from './rolling-forecast.ts'
import { monthName, monthNumber, seriesSegments, type Segment } from './series-breaks.ts'

export interface ChooseOptions extends GridArea {
  neighbours: Neighbours
  /** The area that is to be flagged. */
  budget: Budget
  random: Random
  /** Months before which counts are not comparable, `YYYY-MM`. */
  declaredBreaks?: readonly string[]
  /** Held months before a month is tested: a quarter of a year. All methods have the same; how many there were stands with each window. */
  minTrainingMonths?: number
  /** Windows before this month serve the choice alone. */
  reportFrom?: string
  /** Windows of a block in redraws. */
  block?: number
  methods?: readonly ForecastMethod[]
}

export interface ForecastAnswer {
  month: string
  /** Expected events by place. */
  expected: Float64Array
  total: number
  /** Factor of the month of the year, 1 where none could be fitted. */
  season: number
  method: { id: string; title: string; what: string; parameters: Record<string, number>; of: string[] }
  reason: string
  note: string | null
  segments: Segment[]
  /** Windows reported, in the order of time. */
  windows: { month: string; trainedOn: number; events: number; method: string; hits: { chosen: number; plain: number; most: number } }[]
  /** At the area asked for. */
  comparison: Comparison
  /** At the areas of the curve, each by the choice made for that area. */
  curve: (Comparison & { share: number })[]
  /** Each method over the windows reported, at the area asked for; the best of these is known only afterwards. */
  methods: MethodRecord[]
}

export const BLEND = { id: 'blend', title: `Mean of the ${BLENDED} best`, what: `Averages the forecasts of the ${BLENDED} methods that did best in the months before.`, parameters: {} }

export function chooseForecast(counts: MonthlyCounts, options: ChooseOptions): ForecastAnswer {
  const { neighbours, methods = forecastMethods, minTrainingMonths = 3 } = options
  if (!(Number.isInteger(minTrainingMonths) && minTrainingMonths >= 1)) throw new RangeError('minTrainingMonths: a whole number, at least 1')
  const data = prepare(counts, neighbours.n)
  const { totals } = data
  const segments = seriesSegments(data.months, totals, { declared: options.declaredBreaks ?? [] })
  const grid = gridOf(neighbours)
  const rolled = rollForecasts(data, grid, segments, methods, { ...options, budgets: [options.budget, ...CURVE_SHARES.map((share) => ({ share }))], minTrainingMonths })
  const { all } = rolled.windows
  const choice = rolled.windows.choiceFor(0)
  const reported = all.filter(({ period }, i) => i >= FEWEST_WINDOWS && period >= (options.reportFrom ?? ''))
  const known = [...methods, BLEND]
  const next = monthName(monthNumber(data.months.at(-1) ?? '0000-01') + 1)
  const comparison = compare(reported, 0, options)
  return {
    month: next, ...ahead(data, segments, grid, rolled, next),
    method: methodOf(known, rolled),
    reason: reasonOf(known, choice, comparison, poolMethods(known, all, 0), all.length),
    note: noteOf(totals, comparison, reported.length),
    segments, windows: reported.map((window) => lineOf(window, known)), comparison,
    curve: CURVE_SHARES.map((share, b) => ({ share, ...compare(reported, b + 1, options) })),
    methods: poolMethods(known, reported, 0)
  }
}

function ahead(data: Prepared, segments: readonly Segment[], grid: ReturnType<typeof gridOf>, rolled: Rolled, month: string): Pick<ForecastAnswer, 'expected' | 'total' | 'season'> {
  const last = segments.at(-1)
  if (!last || data.totals.slice(last.from).every((total) => total === 0)) return { expected: new Float64Array(grid.neighbours.n).fill(NaN), total: NaN, season: 1 }
  const history = historyOf(data, last.from, last.to + 1, month, grid)
  const { expected, season } = levelOf(history)
  return { expected: rolled.windows.chosenOf(0, forecastsOf(rolled.running, history)), total: expected, season }
}

function methodOf(known: readonly Omit<ForecastMethod, 'start'>[], { windows, running }: Rolled): ForecastAnswer['method'] {
  const { method } = windows.choiceFor(0)
  const { id, title, what, parameters } = known[method]!
  const of = method === known.length - 1 ? windows.blendOf(0).map((j) => known[j]!.id) : [id]
  return { id, title, what, parameters: { ...parameters, ...running[method]?.fitted?.() }, of }
}

function lineOf({ period, trainedOn, events, at }: Window, known: readonly { id: string }[]): ForecastAnswer['windows'][number] {
  const { held, most, choice } = at[0]!
  return { month: period, trainedOn, events, method: known[choice.method]!.id, hits: { chosen: held[choice.method]!.hits, plain: held[0]!.hits, most } }
}
