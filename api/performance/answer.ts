/** Answers of the performance update: what is held, row by row, with what stands beside it. */
import type { Reader } from '../access.ts'
import { monthBack, yearTo } from '../analysis/year-on-year.ts'
import { nameStudyArea } from '../areas/queries.ts'
import { monthText } from '../month-words.ts'
import { measures, priorities, type Measure } from '../performance-vocabulary.ts'
import { sourceNotes, syntheticNote, type SourceId } from '../source-vocabulary.ts'
import { listIndicators, listMeasures, listMonths, type IndicatorMonth, type LoadedMonth, type MeasuredMonth } from './queries.ts'
import type { PerformanceAnswer, PerformanceRow, SeriesAnswer } from './schema.ts'
import { bothYears, chartOf, rowOf, updateSpan, type Held, type Indicators } from './update.ts'

const method = 'Twelve months to the chosen one beside the twelve before. Change: per cent of a count, points of a percentage; none on a base under 20. Intervals of 95 %: of the ratio of two counts, and Newcombe\'s of two shares; crime comes in runs, and those asked are not drawn by lot, so true ones are wider. Since the month before: the change printed now less the one printed a month ago. Exceptional: the last month lies beyond the limits of its control chart (individuals and moving range; Laney\'s p\' for shares).'
const seriesMethod = 'Limits: those that most months keep within, from how much each month differs from the one before (individuals and moving range; Laney\'s p\' for shares). Fewer than 8 months: no limits.'
const caveat = 'Recorded crime follows reporting and recording as well as crime. What the force records of domestic abuse and of children is told in totals and never mapped.'

type Rows<T> = ReadonlyMap<string, ReadonlyMap<string, T>>
const byMonth = <T extends { month: string }>(rows: readonly T[], idOf: (row: T) => string): Rows<T> => {
  const found = new Map<string, Map<string, T>>()
  for (const row of rows) {
    const own = found.get(idOf(row)) ?? new Map<string, T>()
    found.set(idOf(row), own)
    own.set(row.month, row)
  }
  return found
}

interface Ground { months: LoadedMonth[]; month: string; held: Rows<MeasuredMonth>; values: Rows<IndicatorMonth>; rows: MeasuredMonth[]; indicators: IndicatorMonth[] }

async function groundOf({ db }: Reader, asked: string | undefined): Promise<Ground> {
  const months = await listMonths(db)
  // A survey may be ahead of the records.
  const month = asked ?? months.findLast(({ counted }) => counted)?.month ?? months.at(-1)?.month ?? '2000-01'
  const { from, to } = updateSpan(month)
  const [rows, indicators] = await Promise.all([listMeasures(db, from, to), listIndicators(db, from, to)])
  return { months, month, rows, indicators, held: byMonth(rows, ({ measure }) => measure), values: byMonth(indicators, ({ indicator }) => indicator) }
}

const none: Held & Indicators = new Map()
/** Groups of casualties are parts of all of them. */
const inputOf = ({ held, values }: Ground, { id, needs }: Measure) => ({ held: held.get(id) ?? none, everybody: needs === 'stats19' ? held.get('ksi-casualties') : undefined, values: values.get(id) ?? none })

/** Of one row, or of all. */
function besideOf({ months, rows, indicators, month }: Ground, id: string | null): Pick<PerformanceAnswer, 'source' | 'synthetic' | 'caveat' | 'dataAsAt'> {
  const own = [
    ...rows.filter(({ measure }) => id === null || measure === id),
    ...indicators.filter(({ indicator }) => id === null || indicator === id).map(({ synthetic }) => ({ synthetic, sources: ['indicators'] }))
  ]
  const synthetic = own.some((row) => row.synthetic)
  const titles = [...new Set(own.filter((row) => !row.synthetic).flatMap(({ sources }) => sources))].map((source) => { const { title, publisher, licence } = sourceNotes[source as SourceId]; return `${title}. ${publisher}. ${licence}.` })
  const loaded = months.filter((one) => one.month <= month && one.month > monthBack(month, 24)).map((one) => one.loaded).sort()
  return { source: [...(synthetic ? [syntheticNote] : []), ...titles].join(' ') || 'None loaded', synthetic, caveat, dataAsAt: loaded.at(-1) ?? null }
}

export async function performanceAnswer(reader: Reader, dataVersion: string, asked: string | undefined): Promise<PerformanceAnswer> {
  const [ground, forceName] = await Promise.all([groundOf(reader, asked), nameStudyArea(reader.db)])
  const { month, months } = ground
  const rows = measures.map((measure) => rowOf(measure, inputOf(ground, measure), month))
  const span = (to: string) => ({ from: yearTo(to)[0]!, to })
  return {
    query: { month }, forceName, dataVersion, thisYear: span(month), lastYear: span(monthBack(month, 12)), previousMonth: monthBack(month, 1), months: months.map((one) => one.month),
    priorities: Object.entries(priorities).map(([number, title]) => ({ number: Number(number), title })), rows, text: textOf(rows), method, ...besideOf(ground, null),
    note: months.length === 0 ? 'Nothing is loaded yet.' : rows.every(({ thisYear }) => thisYear === null) ? 'No measure is loaded for all of these twelve months.' : null
  }
}

const MOST_NAMED = 4
/** As it stands within a sentence; abbreviations keep their capitals. */
const within = (title: string) => (/^[A-Z][a-z]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title)
const sentence = (lead: string, rows: readonly PerformanceRow[]) =>
  rows.length === 0 ? null : `${lead}: ${rows.slice(0, MOST_NAMED).map(({ title, differenceText }) => `${within(title)} (${differenceText})`).join(', ')}${rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : ''}.`

/** What went which way by more than chance explains; nothing is claimed of the rest. */
export function textOf(rows: readonly PerformanceRow[]): string {
  const compared = rows.filter(({ verdict }) => verdict !== null)
  if (compared.length === 0) return 'Nothing can be compared: it takes twelve months and the twelve before.'
  const went = (way: PerformanceRow['verdict']) => compared.filter(({ verdict, certain }) => verdict === way && certain)
  const rest = compared.length - went('worse').length - went('better').length
  return [sentence('Worse than the year before by more than chance explains', went('worse')), sentence('Better', went('better')), rest > 0 ? `Of the other ${rest} the difference may be chance, or no interval can be given.` : null].filter((one) => one !== null).join(' ')
}

export async function seriesAnswer(reader: Reader, dataVersion: string, id: string, asked: string | undefined): Promise<SeriesAnswer> {
  const ground = await groundOf(reader, asked)
  const measure = measures.find((one) => one.id === id)!
  const chart = measure.needs === 'indicators' ? indicatorChart(ground.values.get(id) ?? none, ground.month) : chartOf(measure, ground.held.get(id) ?? none, ground.month)
  const held = chart.flatMap(({ value }) => (value === null ? [] : [value]))
  const beyond = chart.filter(({ exceptional }) => exceptional !== null)
  const text = held.length === 0 ? 'No month of this row is loaded.' : chart.every(({ upper }) => upper === null) ? `${held.length} of the 24 months ${held.length === 1 ? 'is' : 'are'} loaded.`
    : beyond.length === 0 ? 'No month lies beyond the limits that most months keep within.'
      : `${beyond.length} of ${held.length} months ${beyond.length === 1 ? 'lies' : 'lie'} beyond the limits that most months keep within: ${beyond.map(({ month, exceptional }) => `${monthText(month)} (${exceptional})`).join(', ')}.`
  return {
    query: { id, month: ground.month }, dataVersion, title: measure.title, kind: measure.kind, unit: measure.unit,
    months: chart, text, method: measure.needs === 'indicators' ? 'Figures of twelve months that end with each month, as the force gives them.' : seriesMethod, ...besideOf(ground, id), note: held.length < chart.length ? `${chart.length - held.length} of ${chart.length} months are not loaded.` : null
  }
}

function indicatorChart(values: Indicators, month: string): SeriesAnswer['months'] {
  return bothYears(month).map((one) => ({ month: one, value: values.get(one)?.value ?? null, lower: null, upper: null, exceptional: null }))
}
