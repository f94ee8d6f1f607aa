/** Spans of months beside a span. */
import { monthName, monthNumber } from '../analysis/series-breaks.ts'

interface Span { from: string; to: string }

/** As many months, ending where this span begins. */
export function spanBefore({ from, to }: Span): Span {
  const first = monthNumber(from)
  const months = monthNumber(to) - first + 1
  return { from: monthName(first - months), to: monthName(first - 1) }
}
