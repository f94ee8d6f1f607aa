/**
 * Twelve months beside the twelve before, as the force's performance update prints them.
 *
 * What it tells: the change of a count in per cent, to one decimal, and whether it worsened since the update a month before. What it does not: whether chance explains it (two-periods).
 * Formula: 100 (now - last) / last; none on a base under 20; "n/a" where the base is nought. Since the month before: the change printed now less the change printed
 * then, so that whoever reads both finds the difference. Halves are rounded away from nought, and what a division leaves beyond the sixth decimal is no half.
 * Input: counts, printed percentages. Output: per cent, points, words. Undefined: where a year is not whole: null. Cost: none. Source: definitions 15.
 * Checked against the update of September 2014.
 */
import { monthName, monthNumber } from './series-breaks.ts'

const YEAR = 12
/** The least number that a percentage is told of. */
const SMALLEST_BASE = 20

export const monthBack = (month: string, months: number): string => monthName(monthNumber(month) - months)
export const yearTo = (month: string): string[] => Array.from({ length: YEAR }, (_, i) => monthBack(month, YEAR - 1 - i))

/** As it is printed; never minus nought. */
export function rounded(value: number, decimals: number): number {
  const unit = 10 ** decimals
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * unit).toFixed(6)))) / unit + 0
}

export const signedText = (value: number, decimals: number, unit: string): string => `${value > 0 ? '+' : ''}${value.toFixed(decimals)} ${unit}`

export function percentChange(last: number | null, now: number | null): { percent: number | null; text: string } {
  if (last === null || now === null) return { percent: null, text: 'not comparable' }
  if (last === 0) return { percent: null, text: 'n/a' }
  if (last < SMALLEST_BASE) return { percent: null, text: `base under ${SMALLEST_BASE}` }
  const percent = rounded((100 * (now - last)) / last, 1)
  return { percent, text: signedText(percent, 1, '%') }
}

/** "worsened 0.6", "improved 4.0", "unchanged". `worse`: points by which the change is worse than the one printed a month ago. */
export const sinceText = (worse: number, decimals: number): string => (worse === 0 ? 'unchanged' : `${worse > 0 ? 'worsened' : 'improved'} ${Math.abs(worse).toFixed(decimals)}`)
