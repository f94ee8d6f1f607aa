/**
 * What kind of hotspot: old or new, steady or passing, from Gi* of several periods.
 *
 * What it tells: a word for the history of each place. What it does not tell: how hot it is; and a word hangs on its thresholds, so that a
 * place close to one may change its word with the next month.
 *
 * A period is hot at a place where z > 0 and the corrected p is at most alpha, cold where z < 0 and p is that. A period without a pattern
 * (NaN) is neither. A share is a number of hot periods by a number of periods.
 *
 * trendClasses, the rule that sfhotspot documents (its code differs in what is recent): the last 20 % of the periods, rounded down but at
 * least one, are recent. First that applies:
 *   persistent: share of all >= 0.8; emerging: recent share >= 0.1 and older share < 0.1; former: older >= 0.1 and recent < 0.1;
 *   intermittent: share of all >= 0.1; else none.
 * emergingClasses, Emerging Hot Spot Analysis. First that applies, for hot and with the words turned round for cold:
 *   share of all >= 0.9: historical if the last period is not hot; intensifying or diminishing if it is and z rises or falls (Mann-Kendall,
 *     p at most trendAlpha; for cold the falling z intensifies); persistent otherwise.
 *   last period not hot: none. Only the last hot: new. One run of two or more that ends now, none before: consecutive. Ever cold before:
 *   oscillating. Else sporadic.
 *
 * Input: periods in the order of time, equally long, each with z and corrected p of the same places. Output: a word a place. Too few periods:
 * null for every place, and a note. Cost: one step a place and period, and one a pair of periods where 90 % are hot or cold.
 * Sources: Ashby's sfhotspot (hotspot_classify, its parameters' documentation); Esri, How Emerging Hot Spot Analysis works.
 * Checked by hand on sequences.
 */
import { mannKendall } from './mann-kendall.ts'

export interface PeriodResult { z: ArrayLike<number>; p: ArrayLike<number> }

export type TrendClass = 'persistent' | 'emerging' | 'former' | 'intermittent' | 'none'
export type EmergingKind = 'new' | 'consecutive' | 'intensifying' | 'persistent' | 'diminishing' | 'sporadic' | 'oscillating' | 'historical'
export type EmergingClass = `${'hot' | 'cold'}-${EmergingKind}` | 'none'
export interface Classes<Class> { classes: (Class | null)[]; note: string | null }

export interface TrendOptions {
  /** Most corrected p of a hot period. 0.05, as the map's own hotspots. */
  alpha?: number
  /** Least share of periods for any word. 0.1: sfhotspot's default. */
  hotShare?: number
  /** Least share of periods of a persistent hotspot. 0.8: sfhotspot's default. */
  persistentShare?: number
  /** Share of the periods that is recent. 0.2: sfhotspot's default. */
  recentShare?: number
  /** Least periods. 5: with fewer, the last 20 % are not one period. */
  leastPeriods?: number
}

export interface EmergingOptions {
  alpha?: number
  /** Least share of periods of a lasting hotspot. 0.9: Esri's. */
  lastingShare?: number
  /** Most p of a trend. 0.1: the least confidence (90 %) that Esri's trend bins show. */
  trendAlpha?: number
  /** Least periods. 10: Esri's, and under ten Mann-Kendall's normal approximation is rough. */
  leastPeriods?: number
}

const HOT = 1
const COLD = -1

/** sfhotspot's rule, for hotspots. */
export function trendClasses(periods: readonly PeriodResult[], options: TrendOptions = {}): Classes<TrendClass> {
  const { alpha = 0.05, hotShare = 0.1, persistentShare = 0.8, recentShare = 0.2, leastPeriods = 5 } = options
  shares({ alpha, hotShare, persistentShare, recentShare })
  const recent = Math.max(1, Math.floor(recentShare * periods.length + 1e-9))
  return classified(periods, Math.max(2, leastPeriods), alpha, (states) => {
    const older = states.length - recent
    const [recentHot, olderHot] = [tally(states, HOT, older) / recent, tally(states, HOT, 0, older) / older]
    const all = tally(states, HOT) / states.length
    if (all >= persistentShare) return 'persistent'
    if (recentHot >= hotShare && olderHot < hotShare) return 'emerging'
    if (olderHot >= hotShare && recentHot < hotShare) return 'former'
    return all >= hotShare ? 'intermittent' : 'none'
  })
}

/** Emerging Hot Spot Analysis, for hot and cold. */
export function emergingClasses(periods: readonly PeriodResult[], options: EmergingOptions = {}): Classes<EmergingClass> {
  const { alpha = 0.05, lastingShare = 0.9, trendAlpha = 0.1, leastPeriods = 10 } = options
  shares({ alpha, lastingShare, trendAlpha })
  if (lastingShare <= 0.5) throw new RangeError(`lastingShare must be above 0.5, or a place could be hot and cold at once, not ${lastingShare}`)
  const slope = (place: number) => {
    const { S, p } = mannKendall(periods.map(({ z }) => z[place]!).filter((z) => !Number.isNaN(z)))
    return p <= trendAlpha ? Math.sign(S) : 0
  }
  return classified(periods, Math.max(2, leastPeriods), alpha, (states, place): EmergingClass => {
    for (const [side, word] of [[HOT, 'hot'], [COLD, 'cold']] as const) {
      const kind = emergingKind(states, side, lastingShare, () => slope(place) * side)
      if (kind) return `${word}-${kind}`
    }
    return 'none'
  })
}

function emergingKind(states: Int8Array, side: number, lastingShare: number, slope: () => number): EmergingKind | null {
  const n = states.length
  const last = states[n - 1] === side
  const held = tally(states, side)
  if (held / n >= lastingShare) {
    if (!last) return 'historical'
    const way = slope()
    return way > 0 ? 'intensifying' : way < 0 ? 'diminishing' : 'persistent'
  }
  if (!last) return null
  if (held === 1) return 'new'
  let run = 1
  while (states[n - 1 - run] === side) run++
  if (run === held) return 'consecutive'
  return states.includes(-side) ? 'oscillating' : 'sporadic'
}

function tally(states: Int8Array, side: number, from = 0, to = states.length): number {
  let count = 0
  for (let t = from; t < to; t++) if (states[t] === side) count++
  return count
}

/** Asks for the word of each place by its states, period by period; the array is used again for the next place. */
function classified<Class>(periods: readonly PeriodResult[], least: number, alpha: number, wordOf: (states: Int8Array, place: number) => Class): Classes<Class> {
  const places = periods[0]?.z.length ?? 0
  for (const { z, p } of periods) if (z.length !== places || p.length !== places) throw new RangeError('periods must all hold the same places')
  if (periods.length < least) return { classes: Array.from({ length: places }, () => null), note: `No class: ${periods.length} periods, at least ${least} are needed.` }
  const states = new Int8Array(periods.length)
  const classes = Array.from({ length: places }, (_, place) => {
    periods.forEach(({ z, p }, t) => { states[t] = p[place]! <= alpha ? Math.sign(z[place]!) : 0 })
    return wordOf(states, place)
  })
  return { classes, note: null }
}

function shares(options: Record<string, number>): void {
  for (const [name, value] of Object.entries(options)) if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must be above 0 and at most 1, not ${value}`)
}
