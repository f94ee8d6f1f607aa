/**
 * The family of forecasting methods: each turns the months before into expected events by place, up to a factor.
 *
 * What they tell: where the events of the next month are likely. What they do not tell: when in the month, by whom, nor what a patrol would
 * change. None knows anything but counts by month and place.
 *
 * Formulas; g = events a month by place (forecast-history.ts).
 * - Counts: g over the last 12, 24 or 36 months (as many as are held). The first is the plain count that every other has to beat.
 * - Decay: g with a half-life of 6, 12 or 24 months. The half-life is fitted by the choice among them.
 * - Smoothed: counts of 12 and 36 months and decays of 12 and 24 months after 1, 2 or 4 steps on the grid (about 0.5, 0.7 and 1 distance between
 *   neighbouring hexagons). The width is fitted by the choice among them.
 * - Near and recent: sum of 1 / ((1 + d) (1 + t)), d = rings away (0, 1, 2), t = whole months ago (0 to 11): the prospective weights of Bowers et al. where
 *   only months are known. It is no near repeat: that follows within days (daily-methods.ts).
 * - Shrunken and weighted: fitted-methods.ts.
 * Input: a history. Output: values at least 0 by place, which forecast.ts scales to events. Nought or all alike where the history
 * holds no event.
 * Cost: some milliseconds for the whole family and 5,600 places.
 * Source: Chainey, Tompson and Uhlig 2008 (smoothing against counts); Bowers, Johnson and Pease 2004, doi 10.1093/bjc/azh036 (prospective
 * weights). Half-lives and widths bracket what the scores published for Portland favour. Checked by hand.
 */
import { shrunken, weightedByLikelihood } from './fitted-methods.ts'
import type { AgeWeight, History } from './forecast-history.ts'

/** A method at work over a series: it forecasts, and may learn from how a month turned out. */
export interface Running {
  rate(history: History): Float64Array
  /** Told after the month was forecast: what then happened. Numbers learned are no counts of places, so they may pass a break. */
  learn?(history: History, events: ArrayLike<number>): void
  /** What it has fitted so far. */
  fitted?(): Record<string, number>
}

export interface ForecastMethod {
  id: string
  title: string
  /** One plain sentence. */
  what: string
  parameters: Readonly<Record<string, number>>
  start(): Running
}

export const PLAIN = 'count-12'

const fixed = (id: string, title: string, what: string, parameters: Record<string, number>, rate: (history: History) => Float64Array): ForecastMethod => ({ id, title, what, parameters, start: () => ({ rate }) })

const years: Record<number, string> = { 12: 'one year', 24: 'two years', 36: 'three years' }
const widths: Record<number, string> = { 1: 'a little', 2: 'moderately', 4: 'widely' }

const count = (months: number) => fixed(`count-${months}`, `Count of ${years[months]}`, `Counts the offences of the last ${years[months]} in each place.`, { months }, (history) => history.field({ recent: months }))

const decay = (halfLife: number) => fixed(`decay-${halfLife}`, `Fading count, half-life ${halfLife} months`, `Counts all offences held, each worth half as much for every ${halfLife} months that have passed.`, { halfLifeMonths: halfLife }, (history) => history.field({ decay: halfLife }))

function smoothed(weight: AgeWeight, steps: number): ForecastMethod {
  const [id, title, parameters] = 'recent' in weight
    ? [`count-${weight.recent}`, `Count of ${years[weight.recent]}`, { months: weight.recent }] as const
    : [`decay-${weight.decay}`, `Fading count, half-life ${weight.decay} months`, { halfLifeMonths: weight.decay }] as const
  return fixed(`${id}-smooth-${steps}`, `${title}, smoothed ${widths[steps]}`, 'Counts the offences of earlier months and spreads each over the places next to it.', { ...parameters, smoothingSteps: steps }, (history) => history.field(weight, steps))
}

const prospectiveMonths = fixed('prospective-months', 'Near and recent count, by months', 'Counts the offences of the last twelve months here and up to two places away, the nearer and the more recent the more.', { rings: 2, months: 12 },
  (history) => history.ringed((age) => (age <= 12 ? 1 / age : 0), [1, 1 / 2, 1 / 3]))

const bases: readonly AgeWeight[] = [{ recent: 12 }, { recent: 36 }, { decay: 12 }, { decay: 24 }]

/** All methods, the plain count first. */
export const forecastMethods: readonly ForecastMethod[] = [
  ...[12, 24, 36].map(count),
  ...[6, 12, 24].map(decay),
  ...bases.flatMap((base) => [1, 2, 4].map((steps) => smoothed(base, steps))),
  prospectiveMonths,
  shrunken('shrunk-near', 'Shrunk towards its surroundings', 4),
  shrunken('shrunk-wide', 'Shrunk towards its wider surroundings', 8),
  weightedByLikelihood
]
