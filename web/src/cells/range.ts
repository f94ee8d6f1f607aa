/** Sums over a span of months, from the series alone: no request is made to change the months. */
import { addMonths } from '../ui/months.ts'
import type { Series } from './series.ts'

export interface Span {
  from: string
  to: string
}

/** Both ends as positions in the series; an end outside it is drawn in. */
export function spanIndex(series: Pick<Series, 'months'>, span: Span): [first: number, last: number] {
  const { months } = series
  let first = months.findIndex((month) => month >= span.from)
  if (first < 0) first = months.length
  let last = months.length - 1
  while (last >= 0 && months[last]! > span.to) last--
  return [first, last]
}

export const positions = ([first, last]: readonly [number, number]): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)

/** One number a cell, in the order of the series: the sum over the months at these positions. */
export function sumByCell(series: Series, at: readonly number[]): Uint32Array {
  const wanted = new Uint8Array(series.months.length)
  for (const month of at) wanted[month] = 1
  const sums = new Uint32Array(series.index.length)
  for (let row = 0; row < sums.length; row++) {
    let sum = 0
    for (let entry = series.offsets[row]!; entry < series.offsets[row + 1]!; entry++) {
      if (wanted[series.monthAt[entry]!]) sum += series.countAt[entry]!
    }
    sums[row] = sum
  }
  return sums
}

/** One cell month by month; null where the month is not held, so that a gap is never drawn as zero. */
export function monthsOfCell(series: Series, row: number): (number | null)[] {
  const values: (number | null)[] = series.held.map((held) => (held ? 0 : null))
  for (let at = series.offsets[row]!; at < series.offsets[row + 1]!; at++) values[series.monthAt[at]!] = series.countAt[at]!
  return values
}

/** The whole area month by month, null where the month is not held. */
export const monthsOfAll = (series: Series): (number | null)[] => series.totals.map((total, i) => (series.held[i] ? total : null))

export interface SpanTotals {
  mapped: number
  /** What is recorded and not on the map. null for a part of the force: where those records belong is not known. */
  unmapped: { outside: number; noLocation: number; withheld: number } | null
  held: string[]
  missing: string[]
}

export function totalsOf(series: Series, [first, last]: [number, number]): SpanTotals {
  const sum = (values: readonly number[]) => values.slice(first, last + 1).reduce((total, value) => total + value, 0)
  const months = series.months.slice(first, last + 1)
  const isHeld = (_: string, i: number) => series.held[first + i] === 1
  return {
    mapped: sum(series.totals),
    unmapped: series.query.area === null
      ? { outside: sum(series.outside), noLocation: sum(series.noLocation), withheld: sum(series.withheld) }
      : null,
    held: months.filter(isHeld),
    missing: months.filter((month, i) => !isHeld(month, i)),
  }
}

/** The same months a year before. Only months held in both years are compared. */
export interface YearBefore {
  now: number
  before: number
  /** Months held in both years, and months held in the span. */
  compared: number
  of: number
  /** Positions of the earlier months. */
  earlier: number[]
}

export function yearBefore(series: Series, [first, last]: [number, number]): YearBefore {
  const result: YearBefore = { now: 0, before: 0, compared: 0, of: 0, earlier: [] }
  for (let i = first; i <= last; i++) {
    if (!series.held[i]) continue
    result.of++
    const j = series.months.indexOf(addMonths(series.months[i]!, -12))
    if (j < 0 || !series.held[j]) continue
    result.compared++
    result.now += series.totals[i]!
    result.before += series.totals[j]!
    result.earlier.push(j)
  }
  return result
}
