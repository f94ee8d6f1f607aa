/** Months in words. */
import { monthNumber } from './analysis/series-breaks.ts'

const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
/** YYYY-MM, or a day of it. */
export const monthText = (month: string): string => `${names[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`

/** Months in ascending order, those that follow each other told as one span: "October 2011 to August 2012, October 2013". */
export function monthSpans(months: readonly string[]): string {
  const spans: { from: string; to: string }[] = []
  for (const month of months) {
    const last = spans.at(-1)
    if (last && monthNumber(month) === monthNumber(last.to) + 1) last.to = month
    else spans.push({ from: month, to: month })
  }
  return spans.map(({ from, to }) => (from === to ? monthText(from) : `${monthText(from)} to ${monthText(to)}`)).join(', ')
}
