/**
 * Forecasting methods that fit numbers of their own to how earlier months turned out.
 *
 * What they tell: as forecast-methods.ts. What they do not tell: that the fitted numbers mean anything beyond forecasting.
 *
 * Shrunken (empirical Bayes, gamma and Poisson): a place's monthly rate has a gamma prior of mean m and shape k, where m is the long count of its
 * surroundings (all months held, smoothed). With y events in T months (weighted by age, half-life h) the expected rate is m (k + y) / (k + T m):
 * near m where little is expected, near y / T where much is. k of 1/4, 1/2, 1, 2, 4, 8 and h of 12 or 24 months are those that gave the months
 * forecast so far the highest Poisson likelihood (shares of places, sum over events of log share); before any month is known, k = 2, h = 12.
 *
 * Weighted by likelihood (stacking): share_i = sum_f w_f g_fi, g_f = share of place i under field f. The weights, which sum to 1, give the events of
 * the months forecast so far the highest likelihood, found by expectation-maximisation: w_f = (1 + sum over events of w_f g_fi / share_i) / the sum of
 * all such; the 1 keeps a field from dying of a few months. Each month five rounds, from where the last month ended: exactness is not worth more.
 * A field that is the same in all places is one of them, so that no place has probability nought.
 *
 * Input, output: as forecast-methods.ts, the mixture in shares that sum to 1. No events in the history: the same everywhere or nought. Cost: about 5 ms a month for 5,600 places.
 * Source: Clayton and Kaldor 1987, doi 10.2307/2532003 (empirical Bayes for rates on a map); Wolpert 1992, doi 10.1016/S0893-6080(05)80023-1
 * (stacking); Dempster, Laird and Rubin 1977 (EM). Checked by hand, and by recovering known weights and shapes from made data.
 */
import type { AgeWeight, History } from './forecast-history.ts'
import type { ForecastMethod, Running } from './forecast-methods.ts'

/** The least share of a place in a logarithm: one unforeseen event must not decide a fit by itself. */
const LEAST_SHARE = 1e-7
const SHAPES = [2, 1, 0.5, 0.25, 4, 8]
const HALF_LIVES = [12, 24]
/** Longer than any history: the long count weighs all months alike. */
const ALWAYS: AgeWeight = { recent: 1e6 }

export const shrunken = (id: string, title: string, steps: number): ForecastMethod => ({
  id, title, parameters: { smoothingSteps: steps },
  what: 'Mixes the offences of each place with what its surroundings lead one to expect, the more so the fewer they are.',
  start: () => startShrunken(steps)
})

function startShrunken(steps: number): Running {
  const variants = HALF_LIVES.flatMap((halfLife) => SHAPES.map((shape) => ({ halfLife, shape, logLikelihood: 0 })))
  const best = () => variants.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a))
  const rates = (history: History, { halfLife, shape }: { halfLife: number; shape: number }) => shrink(history.field({ decay: halfLife }), history.field(ALWAYS, steps), history.effectiveMonths({ decay: halfLife }), shape)
  return {
    rate: (history) => rates(history, best()),
    learn: (history, events) => { for (const variant of variants) variant.logLikelihood += logLikelihood(rates(history, variant), events) },
    fitted: () => { const { halfLife, shape } = best(); return { halfLifeMonths: halfLife, shape } }
  }
}

/** Expected rate by place: own rate over `months` months, drawn towards the prior mean by a gamma prior of this shape. */
export function shrink(own: ArrayLike<number>, prior: ArrayLike<number>, months: number, shape: number): Float64Array {
  const rates = new Float64Array(own.length)
  for (let i = 0; i < rates.length; i++) rates[i] = (prior[i]! * (shape + own[i]! * months)) / (shape + months * prior[i]!)
  return rates
}

function logLikelihood(rates: Float64Array, events: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < rates.length; i++) total += rates[i]!
  if (total === 0) return 0
  let sum = 0
  for (let i = 0; i < rates.length; i++) if (events[i]! > 0) sum += events[i]! * Math.log(Math.max(rates[i]! / total, LEAST_SHARE))
  return sum
}

/** Fields that are weighted: recent and long, sharp and wide. */
const FIELDS: readonly [AgeWeight, number][] = [[{ recent: 12 }, 0], [{ decay: 6 }, 4], [{ decay: 12 }, 0], [{ decay: 24 }, 0], [{ decay: 24 }, 1], [{ decay: 24 }, 2], [{ decay: 24 }, 4], [{ decay: 24 }, 8], [ALWAYS, 8]]
const ROUNDS = 5

export const weightedByLikelihood: ForecastMethod = {
  id: 'weighted', title: 'Mixture weighted by likelihood', parameters: {},
  what: 'Mixes recent and long, sharp and smoothed counts, weighted by how well each foresaw the months before.',
  start: startWeighted
}

function startWeighted(): Running {
  const stack = new Stack(FIELDS.length + 1)
  const shares = (history: History) => [...FIELDS.map(([weight, steps]) => shareOf(history.field(weight, steps))), new Float64Array(history.n).fill(1 / history.n)]
  return {
    rate: (history) => stack.mix(shares(history)),
    learn: (history, events) => stack.learn(shares(history), events, ROUNDS),
    fitted: () => Object.fromEntries([...stack.weights].map((weight, f) => [f < FIELDS.length ? fieldName(FIELDS[f]!) : 'even', weight]))
  }
}

const fieldName = ([weight, steps]: readonly [AgeWeight, number]): string => `${'decay' in weight ? `decay-${weight.decay}` : weight === ALWAYS ? 'count-all' : `count-${weight.recent}`}${steps ? `-smooth-${steps}` : ''}`

function shareOf(field: Float64Array): Float64Array {
  let total = 0
  for (let i = 0; i < field.length; i++) total += field[i]!
  if (total === 0) return field
  const shares = new Float64Array(field.length)
  for (let i = 0; i < shares.length; i++) shares[i] = field[i]! / total
  return shares
}

/** Weights of fields by expectation-maximisation over all events told so far. */
export class Stack {
  weights: Float64Array
  /** For each month told: the events of the places that had any, and place by place the shares of the fields there. */
  private readonly months: { events: Float64Array; shares: Float64Array }[] = []
  constructor(private readonly fields: number) { this.weights = new Float64Array(fields).fill(1 / fields) }

  mix(shares: readonly Float64Array[]): Float64Array {
    const mixed = new Float64Array(shares[0]!.length)
    shares.forEach((share, f) => {
      const weight = this.weights[f]!
      for (let i = 0; i < mixed.length; i++) mixed[i]! += weight * share[i]!
    })
    return mixed
  }

  learn(shares: readonly Float64Array[], events: ArrayLike<number>, rounds: number): void {
    const places = Array.from(events, (_, i) => i).filter((i) => events[i]! > 0)
    const rows = new Float64Array(places.length * this.fields)
    places.forEach((i, row) => { for (let f = 0; f < this.fields; f++) rows[row * this.fields + f] = shares[f]![i]! })
    this.months.push({ events: Float64Array.from(places, (i) => events[i]!), shares: rows })
    for (let round = 0; round < rounds; round++) this.step()
  }

  private step(): void {
    const { fields, weights } = this
    const due = new Float64Array(fields).fill(1)
    for (const { events, shares } of this.months) {
      for (let row = 0; row < events.length; row++) {
        const at = row * fields
        let mixed = 0
        for (let f = 0; f < fields; f++) mixed += weights[f]! * shares[at + f]!
        if (mixed > 0) for (let f = 0; f < fields; f++) due[f]! += (events[row]! / mixed) * weights[f]! * shares[at + f]!
      }
    }
    const all = due.reduce((a, b) => a + b)
    this.weights = due.map((value) => value / all)
  }
}
