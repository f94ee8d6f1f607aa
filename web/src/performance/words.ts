/** Rows of the performance update in words and figures. */
import { measures } from '../../../api/performance-vocabulary.ts'
import { count } from '../ui/numbers.ts'
import type { PerformanceAnswer, PerformanceRow, SeriesAnswer } from './asks.ts'

/** A true minus, and no space before the sign of per cent, as everywhere. */
export const printed = (text: string): string => text.replace(/(?<![\w])-(?=\d)/g, '−').replaceAll(' %', '%')

const decimalsOf = ({ id }: Pick<PerformanceRow, 'id'>): number => measures.find((one) => one.id === id)?.decimals ?? 1
const isShare = ({ kind }: Pick<PerformanceRow, 'kind'>): boolean => kind === 'share' || kind === 'survey'

/** "100,050", "27.94%", "no data" */
export function figure(row: Pick<PerformanceRow, 'id' | 'kind'>, value: number | null): string {
  if (value === null) return 'no data'
  return isShare(row) ? `${value.toFixed(decimalsOf(row))}%` : count(value)
}

/** "−0.4% to +1.4%", "−1.2 to −0.5 points", "–" where none can be given */
export function interval(row: PerformanceRow): string {
  const { lower, upper } = row
  if (lower === null || upper === null) return '–'
  const end = (value: number, sign: string) => printed(`${value > 0 ? '+' : ''}${value.toFixed(isShare(row) ? decimalsOf(row) : 1)}${sign}`)
  return isShare(row) ? `${end(lower, '')} to ${end(upper, '')} points` : `${end(lower, '%')} to ${end(upper, '%')}`
}

/** What a point of the picture is: "offences a month", "per cent of emergencies, by month", "per cent of those asked, twelve months to each" */
export function monthlyUnit({ kind, unit }: Pick<SeriesAnswer, 'kind' | 'unit'>): string {
  if (kind === 'count') return `${unit} a month`
  return kind === 'share' ? `per cent ${unit}, by month` : `${kind === 'survey' ? 'per cent ' : ''}${unit}, twelve months to each`
}

export const verdictWords = { better: 'better', worse: 'worse', level: 'level' } as const

/** "worse", "better, may be chance", "" */
export function standing({ verdict, certain }: PerformanceRow): string {
  if (verdict === null) return ''
  return verdict === 'level' || certain === true ? verdictWords[verdict] : `${verdictWords[verdict]}, ${certain === null ? 'no interval' : 'may be chance'}`
}

/** Where a row is shown in detail, for the same twelve months. */
export function detailOf({ link }: PerformanceRow, { thisYear: { from, to } }: Pick<PerformanceAnswer, 'thisYear'>): string | null {
  if (link === null) return null
  return `${link}${link.includes('?') ? '&' : '?'}from=${from}&to=${to}`
}
