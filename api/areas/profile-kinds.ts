/** Rows of a neighbourhood page: a kind of record in the months that are told, beside the year before and beside the force. */
import { rateRatio } from '../analysis/poisson-intervals.ts'
import { ratePerThousand, type Rate } from '../analysis/rates.ts'
import { changeInterval, type Ends } from '../analysis/two-periods.ts'
import { monthBack, percentChange, rounded, yearTo } from '../analysis/year-on-year.ts'
import type { AreaFacts } from './profile-queries.ts'
import type { KindRow } from './profile-schema.ts'

const YEAR = 12
/** Kinds of which homes and not people are the natural measure. */
const ofHomes = ['burglary']

/** The twelve months of a page: which of them are told, and which of those the year before holds too. */
export interface Span { from: string; to: string; told: string[]; compared: string[] }

/** `months`: told, in order. null: none. */
export function spanOf(months: readonly string[]): Span | null {
  const to = months.at(-1)
  if (to === undefined) return null
  const [held, year] = [new Set(months), yearTo(to)]
  const told = year.filter((month) => held.has(month))
  return { from: year[0]!, to, told, compared: told.filter((month) => held.has(monthBack(month, YEAR))) }
}

/** The twenty-four months that a page tells of, the year before first. */
export const bothYearsOf = ({ to }: Span): string[] => [...yearTo(monthBack(to, YEAR)), ...yearTo(to)]

type Counts = ReadonlyMap<string, number>
export interface Ground { span: Span; /** Every told month, of both years. */ held: ReadonlySet<string>; facts: Pick<AreaFacts, 'households' | 'residents'>; force: Pick<AreaFacts, 'households' | 'residents'> | null }
export interface Kind { theme: string; title: string; unit: string; /** By month. */ own: Counts; force: Counts }

/** Counts of the area itself are not set beside the force where it is the force. */
export function kindRow({ span, held, facts, force }: Ground, { theme, title, unit, own, force: all }: Kind): KindRow {
  const sum = (counts: Counts, months: readonly string[]) => months.reduce((total, month) => total + (counts.get(month) ?? 0), 0)
  const count = sum(own, span.told)
  const paired = span.compared.length > 0
  const [compared, lastYear] = [paired ? sum(own, span.compared) : null, paired ? sum(own, span.compared.map((month) => monthBack(month, YEAR))) : null]
  const { percent, text } = percentChange(lastYear, compared)
  const ends = percent === null ? null : changeInterval(lastYear!, compared!) ?? toNought(lastYear!)
  const rateOf = rateBase(theme, facts)
  const rate = rateOf && ratePerThousand(count, facts[rateOf])
  const forceRate = rateOf && force ? ratePerThousand(sum(all, span.told), force[rateOf]) : null
  return {
    theme, title, unit, count, compared, lastYear, difference: paired ? compared! - lastYear! : null, percent, changeText: text, lower: ends && rounded(ends.lower, 1), upper: ends && rounded(ends.upper, 1),
    direction: ends && (ends.lower > 0 ? 'rose' : ends.upper < 0 ? 'fell' : 'level'), months: bothYearsOf(span).map((month) => (held.has(month) ? own.get(month) ?? 0 : null)),
    rate: rate && shortened(rate), rateOf: rate ? rateOf : null, forceRate: forceRate && rounded(forceRate.rate, 2), standing: rate && forceRate && standingOf(rate, forceRate.rate)
  }
}

/** Of some to none at all there is no logarithm; the exact interval of the ratio is not far to seek. */
const toNought = (before: number): Ends => ({ lower: -100, upper: 100 * (rateRatio(0, 1, before, 1)!.upper! - 1) })

/** Homes for what is done to homes, people else; whichever is known. */
export function rateBase(theme: string, { households, residents }: Pick<AreaFacts, 'households' | 'residents'>): 'households' | 'residents' | null {
  const [homes, people] = [households !== null && households > 0, residents !== null && residents > 0]
  return (ofHomes.includes(theme) && homes) || !people ? (homes ? 'households' : null) : 'residents'
}

export const shortened = ({ rate, lower, upper }: Rate): Rate => ({ rate: rounded(rate, 2), lower: rounded(lower, 2), upper: rounded(upper, 2) })
const standingOf = ({ lower, upper }: Rate, force: number): KindRow['standing'] => (lower > force ? 'higher' : upper < force ? 'lower' : 'level')
