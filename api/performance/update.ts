/** Rows of the performance update from measures by month, as the force prints them. */
import { countChart } from '../analysis/count-chart.ts'
import { shareChart } from '../analysis/share-chart.ts'
import { changeInterval, shareDifference, type Ends } from '../analysis/two-periods.ts'
import { monthBack, percentChange, rounded, signedText, sinceText, yearTo } from '../analysis/year-on-year.ts'
import type { Measure } from '../performance-vocabulary.ts'
import type { IndicatorMonth, MeasuredMonth } from './queries.ts'
import type { PerformanceRow } from './schema.ts'

const YEAR = 12
/** Months that the update of `month` needs: both years, and one earlier for the update before. */
export const updateSpan = (month: string): { from: string; to: string } => ({ from: monthBack(month, 2 * YEAR), to: month })
/** Months of the year before and of this one. */
export const bothYears = (month: string): string[] => [...yearTo(monthBack(month, YEAR)), ...yearTo(month)]

/** What is held of one measure, by month. */
export type Held = ReadonlyMap<string, MeasuredMonth>
export type Indicators = ReadonlyMap<string, IndicatorMonth>

/** Twelve months together; null where one of them is not loaded, or the source tells of nobody whether they belong here. */
interface Year { n: number; of: number | null; unknown: number }
function yearOf(held: Held, everybody: Held | undefined, to: string): Year | null {
  const months = yearTo(to).map((month) => held.get(month))
  if (months.some((one) => one === undefined)) return null
  const sum = (value: (one: MeasuredMonth) => number) => months.reduce((total, one) => total + value(one!), 0)
  const [n, unknown, of] = [sum((one) => one.n), sum((one) => one.unknown), months[0]!.of === null ? null : sum((one) => one.of ?? 0)]
  const all = everybody ? yearTo(to).reduce((total, month) => total + (everybody.get(month)?.n ?? 0), 0) : 0
  return all > 0 && unknown === all ? null : { n, of, unknown }
}

/** One printed change: how much, and in what words. */
interface Change { last: number | null; now: number | null; difference: number | null; percent: number | null; text: string; ends: Ends | null; years: [Year | null, Year | null] }

/** Change of twelve months to `to` beside the twelve before. `everybody`: whom a part of the casualties is a part of. */
function changeOf(measure: Measure, held: Held, everybody: Held | undefined, to: string): Change {
  const years: Change['years'] = [yearOf(held, everybody, monthBack(to, YEAR)), yearOf(held, everybody, to)]
  const [last, now] = years
  if (measure.kind === 'count') return countChange(last?.n ?? null, now?.n ?? null, years)
  const share = (year: Year | null) => (year?.of ? rounded((100 * year.n) / year.of, measure.decimals) : null)
  const ends = last?.of && now?.of ? shareDifference({ n: last.n, of: last.of }, { n: now.n, of: now.of }) : null
  return pointsChange(share(last), share(now), measure.decimals, ends && { lower: 100 * ends.lower, upper: 100 * ends.upper }, years)
}

function countChange(last: number | null, now: number | null, years: Change['years'] = [null, null]): Change {
  const { percent, text } = percentChange(last, now)
  return { last, now, difference: last === null || now === null ? null : now - last, percent, text, ends: percent === null ? null : changeInterval(last!, now!), years }
}

function pointsChange(last: number | null, now: number | null, decimals: number, ends: Ends | null, years: Change['years'] = [null, null]): Change {
  if (last === null || now === null) return { last, now, difference: null, percent: null, text: 'not comparable', ends: null, years }
  const difference = rounded(now - last, decimals)
  return { last, now, difference, percent: null, text: signedText(difference, decimals, 'points'), ends, years }
}

/** From a survey or a system of the force: the figure of twelve months, as it was loaded. */
function indicatorChange({ kind, decimals }: Measure, values: Indicators, to: string): Change {
  const [last, now] = [values.get(monthBack(to, YEAR)), values.get(to)]
  if (kind === 'number') return countChange(last?.value ?? null, now?.value ?? null)
  // Of a survey the answers are known, or no interval is told.
  const asked = (one: IndicatorMonth | undefined) => (one?.base && one.value !== null ? { n: Math.round((one.value / 100) * one.base), of: one.base } : null)
  const [before, after] = [asked(last), asked(now)]
  const ends = before && after ? shareDifference(before, after) : null
  return pointsChange(last?.value ?? null, now?.value ?? null, decimals, ends && { lower: 100 * ends.lower, upper: 100 * ends.upper })
}

export interface RowInput { held: Held; everybody?: Held | undefined; values: Indicators }

export function rowOf(measure: Measure, { held, everybody, values }: RowInput, month: string): PerformanceRow {
  const loaded = measure.needs === 'indicators'
  const change = (to: string) => (loaded ? indicatorChange(measure, values, to) : changeOf(measure, held, everybody, to))
  const [own, before] = [change(month), change(monthBack(month, 1))]
  const { id, title, priority, kind, unit, indicator, link, decimals, better } = measure
  const moved = own.difference
  const position = values.get(month)
  const monthsOf = (months: readonly string[]) => months.filter((one) => (loaded ? values.get(one)?.value != null : held.has(one))).length
  const digits = kind === 'share' || kind === 'survey' ? decimals : 1
  return {
    id, title, priority, kind, unit, indicator, lastYear: own.last, thisYear: own.now, lastYearOf: own.years[0]?.of ?? null, thisYearOf: own.years[1]?.of ?? null, difference: moved, percent: own.percent, differenceText: own.text,
    lower: own.ends && rounded(own.ends.lower, digits), upper: own.ends && rounded(own.ends.upper, digits), changeSincePreviousMonth: since(measure, own, before),
    verdict: moved === null ? null : moved === 0 ? 'level' : (moved < 0) === (better === 'fewer') ? 'better' : 'worse', certain: own.ends && (own.ends.lower > 0 || own.ends.upper < 0),
    exceptional: loaded ? null : chartOf(measure, held, month).at(-1)?.exceptional ?? null,
    similar: position?.position != null && position.groupSize !== null ? { position: position.position, of: position.groupSize } : null, link: own.now === null ? null : link, monthsHeld: monthsOf(bothYears(month)), note: noteOf(measure, own, position?.note ?? '', loaded ? 0 : monthsOf(yearTo(month)))
  }
}

/** Difference between the change printed now and the one printed a month ago: above nought, worse. */
function since({ kind, decimals, better }: Measure, now: Change, before: Change): PerformanceRow['changeSincePreviousMonth'] {
  const of = (change: Change) => (kind === 'count' || kind === 'number' ? change.percent : change.difference)
  const [a, b] = [of(now), of(before)]
  if (a === null || b === null) return null
  const digits = kind === 'count' || kind === 'number' ? 1 : decimals
  const points = rounded(better === 'fewer' ? a - b : b - a, digits)
  return { points, text: sinceText(points, digits) }
}

export interface ChartMonth { month: string; value: number | null; lower: number | null; upper: number | null; exceptional: 'high' | 'low' | null }

/** The twenty-four months of both years against the limits that most months keep within; percentages of shares. A month that is not loaded has no value. */
export function chartOf({ kind, decimals }: Measure, held: Held, month: string): ChartMonth[] {
  const months = bothYears(month)
  const own = months.flatMap((one) => held.get(one) ?? [])
  const nothing = (one: string): ChartMonth => ({ month: one, value: null, lower: null, upper: null, exceptional: null })
  const percent = (share: number | null) => (share === null ? null : rounded(100 * share, decimals))
  const points = kind === 'share'
    ? shareChart(own.map(({ n, of }) => ({ attended: n, total: of ?? 0 }))).points.map(({ share, lower, upper, exceptional }) => ({ value: percent(share), lower: percent(lower), upper: percent(upper), exceptional }))
    : countChart(own.map(({ n }) => n)).points.map((point) => ({ ...point, lower: point.lower && rounded(point.lower, 1), upper: point.upper && rounded(point.upper, 1) }))
  const byMonth = new Map(own.map((one, i) => [one.month, points[i]!]))
  return months.map((one) => { const point = byMonth.get(one); return point ? { month: one, ...point } : nothing(one) })
}

const files: Record<Measure['needs'], string> = {
  crime: 'recorded crime (police-uk or force-incidents)', 'force-incidents': 'the force\'s own incidents (force-incidents)', stats19: 'collisions with their casualties (stats19)',
  'force-responses': 'emergency attendance (force-responses)', indicators: 'a survey or a system of the force (indicators)'
}

function noteOf({ needs }: Measure, { last, now, years }: Change, written: string, months: number): string | null {
  const missing = now === null ? (months > 0 ? `Not told: ${months} of the 12 months are loaded.` : `No data: it takes ${files[needs]}.`) : last === null ? 'The year before is not loaded whole, so nothing is compared.' : null
  const unknown = years.reduce((sum, year) => sum + (year?.unknown ?? 0), 0)
  return [written || null, missing, unknown > 0 && missing === null ? `For ${unknown.toLocaleString('en-GB')} in both years the source does not tell.` : null].filter((one) => one !== null).join(' ') || null
}

