/**
 * The rolling hold-out: every month forecast by every method from the months strictly before it, then compared with what happened.
 *
 * What it tells: hits of each method, of the choice among them and of perfect foresight, month by month. What it does not tell: months not held.
 * Formula. Within each segment of comparable months (series-breaks.ts) every month held with at least `minTrainingMonths` held months before it in
 * the segment is a window. Each method forecasts it from those months; the choice (forecast-rule.ts) for it is made from earlier windows alone,
 * of earlier segments too: which method suits the theme outlasts a break, counts of places do not. Fitted numbers are learned likewise.
 * Input: counts, the grid, segments, the areas asked about. Output: a record for each window (forecast-windows.ts); the state for the month after the last.
 * Undefined: no window where no segment is long enough. Cost: about 0.1 s a window for 5,600 places and all methods.
 * Source: Tashman 2000, doi 10.1016/S0169-2070(00)00065-0; nested choice, Varma and Simon 2006, doi 10.1186/1471-2105-7-91. Checked on made data, and by
 * changing later months, which changes no earlier window.
 */
import type { Budget, GridArea } from './accuracy.ts'
import { levelOf, scaled } from './forecast.ts'
import { historyOf, type Grid, type History, type Prepared } from './forecast-history.ts'
import type { ForecastMethod, Running } from './forecast-methods.ts'
import { Windows } from './forecast-windows.ts'
import { monthName, type Segment } from './series-breaks.ts'

export interface RollingOptions extends GridArea {
  /** Areas that may be flagged: each has a choice of its own. */
  budgets: readonly Budget[]
  minTrainingMonths: number
}

export interface Rolled {
  windows: Windows
  running: Running[]
}

export function rollForecasts(data: Prepared, grid: Grid, segments: readonly Segment[], methods: readonly ForecastMethod[], options: RollingOptions): Rolled {
  const rolled: Rolled = { windows: new Windows(options.budgets, options, grid.neighbours.n), running: methods.map((method) => method.start()) }
  for (const { from, to } of segments) {
    for (let at = from + options.minTrainingMonths; at <= to; at++) {
      const history = historyOf(data, from, at, data.months[at]!, grid)
      const events = data.counts[at]!
      rolled.windows.add(monthName(history.target), history.months.length, forecastsOf(rolled.running, history), events)
      for (const running of rolled.running) running.learn?.(history, events)
    }
  }
  return rolled
}

/** Expected events by place of every method. */
export function forecastsOf(running: readonly Running[], history: History): Float64Array[] {
  const { expected } = levelOf(history)
  return running.map((one) => scaled(one.rate(history), expected))
}
