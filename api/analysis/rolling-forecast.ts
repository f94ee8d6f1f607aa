/**
 * The rolling hold-out: every month forecast by every method from the months strictly before it, then compared with what happened.
 *
 * What it tells: hits of each method, of the choice among them and of perfect foresight, month by month. What it does not tell: months not held.
 * Formula. Within each segment of comparable months (series-breaks.ts) every month held with at least `minTrainingMonths` held months before it in
 * the segment is a window. Each method forecasts it from those months; the choice (forecast-rule.ts) for it is made from earlier windows alone,
 * of earlier segments too: which method suits the theme outlasts a break, counts of places do not. Fitted numbers are learned likewise.
 * Input: counts, the grid, segments, budgets. Output: a record for each window; the state for the month after the last.
 * Undefined: no window where no segment is long enough. Cost: about 0.1 s a window for 5,600 places and all methods.
 * Source: Tashman 2000, doi 10.1016/S0169-2070(00)00065-0; nested choice, Varma and Simon 2006, doi 10.1186/1471-2105-7-91. Checked on made data, and by
 * changing later months, which changes no earlier window.
 */
import { heldAt, mostAt, type Budget, type GridArea, type Held } from './accuracy.ts'
import { levelOf, scaled, totalOf } from './forecast.ts'
import { historyOf, type Grid, type History, type Prepared } from './forecast-history.ts'
import type { ForecastMethod, Running } from './forecast-methods.ts'
import { bestOf, chooseMethod, FEWEST_WINDOWS, type Choice, type WindowHits } from './forecast-rule.ts'
import { monthName, type Segment } from './series-breaks.ts'

/** Methods in a blend. */
export const BLENDED = 5

export interface RollingOptions extends GridArea {
  /** Budgets the choice is made by, the plain figure among them. */
  choiceBudgets: readonly Budget[]
  /** Further budgets that are reported. */
  otherBudgets: readonly Budget[]
  minTrainingMonths: number
}

export interface Window {
  month: string
  /** Months held that it was forecast from. */
  trainedOn: number
  events: number
  /** By method, the blend last; then by budget: those of the choice first, then the others. */
  held: Held[][]
  /** By budget. */
  most: number[]
  /** Made from earlier windows alone. */
  choice: Choice
}

export interface Rolled {
  windows: Window[]
  /** For the choice after the last window. */
  hits: WindowHits[]
  running: Running[]
}

export function rollForecasts(data: Prepared, grid: Grid, segments: readonly Segment[], methods: readonly ForecastMethod[], options: RollingOptions): Rolled {
  const rolled: Rolled = { windows: [], hits: [], running: methods.map((method) => method.start()) }
  for (const { from, to } of segments) {
    for (let at = from + options.minTrainingMonths; at <= to; at++) {
      const history = historyOf(data, from, at, data.months[at]!, grid)
      addWindow(rolled, history, data.counts[at]!, options)
    }
  }
  return rolled
}

function addWindow(rolled: Rolled, history: History, events: ArrayLike<number>, options: RollingOptions): void {
  const budgets = [...options.choiceBudgets, ...options.otherBudgets]
  const held = forecastsOf(rolled, history).map((forecast) => heldAt(forecast, events, budgets, options))
  rolled.windows.push({
    month: monthName(history.target), trainedOn: history.months.length, events: totalOf(events), held,
    most: mostAt(events, budgets, options), choice: chooseMethod(rolled.hits)
  })
  rolled.hits.push(held.map((method) => method.slice(0, options.choiceBudgets.length).map(({ hits }) => hits)))
  for (const running of rolled.running) running.learn?.(history, events)
}

/** Expected events by place of every method, then of the blend of those that did best so far. */
export function forecastsOf({ running, hits }: Pick<Rolled, 'running' | 'hits'>, history: History): Float64Array[] {
  const { expected } = levelOf(history)
  const forecasts = running.map((one) => scaled(one.rate(history), expected))
  return [...forecasts, blend(blendOf(hits).map((j) => forecasts[j]!))]
}

/** The methods that the blend is made of; the plain count alone as long as there is nothing to judge by. */
export function blendOf(hits: readonly WindowHits[]): number[] {
  if (hits.length < FEWEST_WINDOWS) return [0]
  return bestOf(hits.map((window) => window.slice(0, -1)), BLENDED)
}

function blend(forecasts: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(forecasts[0]!.length)
  for (const forecast of forecasts) for (let i = 0; i < mean.length; i++) mean[i]! += forecast[i]! / forecasts.length
  return mean
}
