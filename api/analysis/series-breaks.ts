/**
 * Where a monthly series must not be read across: gaps, declared breaks, and shifts of level that no season explains.
 *
 * What it tells: segments of months that may be compared and trained on together. What it does not tell: why the level shifted (a rule of
 * recording, a closure, a pandemic), nor a drift that comes slowly.
 *
 * Rules, in this order.
 * 1. Gap: twelve or more months missing in a row split the series. With up to eleven missing, the year before the first month after the
 *    gap still holds a month from before it; with twelve it holds none, so the plain one-year count itself could not cross. A shorter gap
 *    stays inside a segment: its months are not held, which is neither a zero nor a reason to stop.
 * 2. Declared breaks: a month named begins a new segment.
 * 3. Level: for each cut with at least `minMonths` held months on either side, take the mean of the logarithm of (total + 1/2) of up to
 *    twelve months before and after. The cut with the largest t = |difference| / s is a break if the level changes at least by the
 *    factor 2 and t >= 4; then both parts are looked at again. s^2 = v1/n1 + v2/n2, where v is the variance within the side, at least the
 *    Poisson variance of a logarithm 1 / mean total. Factor 2, because the months of ASB alone swing by 1.5 between winter and summer and
 *    rules of recording moved it to a third from 2019 to 2024; t = 4, because the largest of some dozens of cuts is looked at.
 * Input: months held, `YYYY-MM`, ascending, and their totals. Output: segments as ranges of positions, `to` included, with the reason of their
 * beginning. Undefined for no months: no segment. Fewer than 2 * minMonths months: no level break can be found, and none is.
 * Cost: months squared, nothing beside a forecast.
 * Source: own rule; binary segmentation after Scott and Knott 1974, Welch's t (1947). Checked on a series whose break is known, on one with
 * a summer peak, and on the months of Essex.
 */

export type BreakReason = 'start' | 'gap' | 'declared' | 'level'

export interface Segment {
  /** First and last position in `months`, both included. */
  from: number
  to: number
  reason: BreakReason
  /** One plain sentence on why it begins here. */
  why: string
}

export interface BreakOptions {
  /** Months that begin a new segment, `YYYY-MM`, held or not. */
  declared?: readonly string[]
  /** Most missing months in a row that stay inside a segment. */
  maxGapMonths?: number
  /** Least change of level, a factor. */
  factor?: number
  /** Least t of a change of level. */
  t?: number
  /** Least held months on either side of a change of level: fewer than a quarter of a year show no level. */
  minMonths?: number
}

/** Months since year 0. @throws RangeError for anything but `YYYY-MM`. */
export function monthNumber(month: string): number {
  const [, year, of] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (!year) throw new RangeError(`month: ${month} is not YYYY-MM`)
  return Number(year) * 12 + Number(of) - 1
}

/** The month of a number: the way back. */
export const monthName = (number: number): string => `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`

/** Segments of months that may be compared. @throws RangeError for months out of order or totals that are no counts. */
export function seriesSegments(months: readonly string[], totals: ArrayLike<number>, options: BreakOptions = {}): Segment[] {
  const { declared = [], maxGapMonths = 11, factor = 2, t = 4, minMonths = 3 } = options
  if (!(maxGapMonths >= 0)) throw new RangeError('maxGapMonths: nought or more')
  if (!(factor > 1)) throw new RangeError('factor: more than 1')
  if (!(minMonths >= 2)) throw new RangeError('minMonths: at least 2')
  const numbers = months.map(monthNumber)
  check(numbers, totals)
  const named = declared.map(monthNumber)
  const segments: Segment[] = []
  numbers.forEach((month, i) => {
    const before = numbers[i - 1]
    const reason = before === undefined ? 'start' : month - before - 1 > maxGapMonths ? 'gap' : named.some((d) => d > before && d <= month) ? 'declared' : undefined
    if (reason) segments.push({ from: i, to: i, reason, why: sentence(reason, months[i]!, before === undefined ? 0 : month - before - 1) })
    segments[segments.length - 1]!.to = i
  })
  return segments.flatMap((segment) => splitByLevel(segment, months, totals, { factor, t, minMonths }))
}

function check(numbers: readonly number[], totals: ArrayLike<number>): void {
  if (totals.length !== numbers.length) throw new RangeError(`totals: ${totals.length} for ${numbers.length} months`)
  numbers.forEach((month, i) => {
    if (i > 0 && month <= numbers[i - 1]!) throw new RangeError('months: ascending, each once')
    if (!(totals[i]! >= 0) || totals[i] === Infinity) throw new RangeError(`totals: ${totals[i]} is no count`)
  })
}

const sentence = (reason: 'start' | 'gap' | 'declared', month: string, missing: number): string => ({
  start: `${month} is the first month held.`,
  gap: `${missing} months before ${month} are missing.`,
  declared: `A break was declared before ${month}.`
})[reason]

type LevelRule = Required<Pick<BreakOptions, 'factor' | 't' | 'minMonths'>>

function splitByLevel(segment: Segment, months: readonly string[], totals: ArrayLike<number>, rule: LevelRule): Segment[] {
  let best = { cut: -1, t: 0, change: 0 }
  for (let cut = segment.from + rule.minMonths; cut <= segment.to + 1 - rule.minMonths; cut++) {
    const before = level(totals, Math.max(segment.from, cut - 12), cut)
    const after = level(totals, cut, Math.min(segment.to + 1, cut + 12))
    const change = after.mean - before.mean
    const t = Math.abs(change) / Math.sqrt(before.error + after.error)
    if (Math.abs(change) >= Math.log(rule.factor) && t > best.t) best = { cut, t, change }
  }
  if (best.cut < 0 || best.t < rule.t) return [segment]
  const times = Math.exp(Math.abs(best.change)).toFixed(1)
  const why = `From ${months[best.cut]} the level is ${best.change < 0 ? `lower by a factor of ${times}` : `${times} times what it was`}.`
  return [
    ...splitByLevel({ ...segment, to: best.cut - 1 }, months, totals, rule),
    ...splitByLevel({ from: best.cut, to: segment.to, reason: 'level', why }, months, totals, rule)
  ]
}

/** Mean logarithm of the totals of a range and the square of its standard error. */
function level(totals: ArrayLike<number>, from: number, to: number): { mean: number; error: number } {
  const n = to - from
  let sum = 0
  let events = 0
  for (let i = from; i < to; i++) { sum += Math.log(totals[i]! + 0.5); events += totals[i]! }
  const mean = sum / n
  let squares = 0
  for (let i = from; i < to; i++) squares += (Math.log(totals[i]! + 0.5) - mean) ** 2
  return { mean, error: Math.max(squares / (n - 1), 1 / (events / n + 0.5)) / n }
}
