/**
 * The KSI table from counts by month: twelve months beside the twelve before, as the force's performance update prints it. Casualties and collisions are
 * different units and stand on rows of their own; severity as adjusted by the publisher is one more row and is added to nothing.
 */
import { percentChange, rounded, sinceText } from '../analysis/year-on-year.ts'
import { monthSpans } from '../month-words.ts'
import { userGroups } from '../road-vocabulary.ts'
import { monthBefore, monthsIn } from './opening.ts'
import type { SummaryMonth, Unknowns } from './queries.ts'
import type { SummaryAnswer, SummaryRow } from './schema.ts'

const YEAR = 12

type Id = SummaryRow['id']
interface Measure { id: Id; title: string; unit: SummaryRow['unit']; needs?: readonly (keyof Unknowns)[] }

const needs: Partial<Record<Id, readonly (keyof Unknowns)[]>> = {
  'powered-two-wheelers': ['no_type'], 'young-car-drivers': ['no_age', 'no_type', 'no_class'], pedestrians: ['no_type'], cyclists: ['no_type'], children: ['no_age'], 'older-people': ['no_age'], 'drink-drive': ['no_drink']
}
const measures: readonly Measure[] = [
  { id: 'ksi-casualties', title: 'All killed or seriously injured', unit: 'casualties' },
  { id: 'fatal', title: 'of these killed', unit: 'casualties' },
  { id: 'serious', title: 'of these seriously injured', unit: 'casualties' },
  { id: 'adjusted-serious', title: 'Seriously injured, as adjusted by the publisher', unit: 'casualties' },
  { id: 'ksi-collisions', title: 'KSI collisions', unit: 'collisions' },
  { id: 'all-collisions', title: 'All injury collisions', unit: 'collisions' },
  ...userGroups.map(({ id, title }): Measure => ({ id, title: `KSI: ${title.charAt(0).toLowerCase()}${title.slice(1)}`, unit: 'casualties', needs: needs[id]! }))
]
const words: Partial<Record<keyof Unknowns, string>> = { no_age: 'age', no_type: 'kind of road user', no_class: 'driver or passenger', no_drink: 'drink-driving' }

export const summaryMethod = 'KSI: killed or seriously injured. Casualties are people, collisions are events; one collision can have several casualties, and its severity is that of its worst. Change: percentage points beside the same table one month earlier. No percentage on a base under 20.'

/** Months that the table of `month` needs: both years, and one earlier for the table before. */
export const summarySpan = (month: string): { from: string; to: string } => ({ from: monthBefore(month, 2 * YEAR), to: month })

type Table = Pick<SummaryAnswer, 'thisYear' | 'lastYear' | 'previousMonth' | 'monthsMissing' | 'rows'> & { note: string | null }

/** The table of `month` from the loaded months of its span, in any order. */
export function summaryOf(months: readonly SummaryMonth[], month: string): Table {
  const held = new Map(months.map((row) => [row.month, row]))
  const now = yearsOf(held, month)
  const before = yearsOf(held, monthBefore(month, 1))
  const both = [...now.lastYear.months, ...now.thisYear.months]
  const adjusted = both.some((one) => held.get(one)?.['adjusted-serious'] != null)
  const rows = measures.filter(({ id }) => id !== 'adjusted-serious' || adjusted).map((measure) => rowOf(measure, now, before))
  const span = ({ months: all }: Year) => ({ from: all[0]!, to: all.at(-1)! })
  return { thisYear: span(now.thisYear), lastYear: span(now.lastYear), previousMonth: monthBefore(month, 1), monthsMissing: both.filter((one) => !held.has(one)), rows, note: unknownNote(both.flatMap((one) => held.get(one) ?? [])) }
}

interface Year { months: string[]; rows: SummaryMonth[] }
interface Years { thisYear: Year; lastYear: Year }

function yearsOf(held: ReadonlyMap<string, SummaryMonth>, month: string): Years {
  const year = (last: string): Year => {
    const months = Array.from({ length: YEAR }, (_, i) => monthBefore(last, YEAR - 1 - i))
    return { months, rows: months.flatMap((one) => held.get(one) ?? []) }
  }
  return { thisYear: year(month), lastYear: year(monthBefore(month, YEAR)) }
}

const sum = (rows: readonly SummaryMonth[], id: Id | keyof Unknowns): number => rows.reduce((total, row) => total + (row[id] ?? 0), 0)
const tenths = (value: number): number => rounded(value, 1)

/** Every KSI collision has a KSI casualty: where there is none, the file of casualties was not loaded. */
const unloaded = ({ unit }: Measure, rows: readonly SummaryMonth[]): boolean => unit === 'casualties' && sum(rows, 'ksi-casualties') === 0 && sum(rows, 'ksi-collisions') > 0

/** Null where a month is missing, where casualties are not loaded, or where of nobody it is known whether they belong here. */
function totalOf(measure: Measure, { rows }: Year): number | null {
  const { id, needs: needed = [] } = measure
  if (rows.length < YEAR || unloaded(measure, rows)) return null
  const all = sum(rows, 'ksi-casualties')
  if (all > 0 && needed.some((what) => sum(rows, what) === all)) return null
  if (id === 'adjusted-serious') return rows.every((row) => row[id] !== null || row['ksi-casualties'] + row['all-collisions'] === 0) ? tenths(sum(rows, id)) : null
  return sum(rows, id)
}

function rowOf(measure: Measure, now: Years, before: Years): SummaryRow {
  const { id, title, unit } = measure
  const [lastYear, thisYear] = [totalOf(measure, now.lastYear), totalOf(measure, now.thisYear)]
  const { percent, text } = percentChange(lastYear, thisYear)
  const { percent: earlier } = percentChange(totalOf(measure, before.lastYear), totalOf(measure, before.thisYear))
  return {
    id, title, unit, lastYear, thisYear, difference: lastYear === null || thisYear === null ? null : tenths(thisYear - lastYear), percent, percentText: text,
    changeSincePreviousMonth: percent === null || earlier === null ? null : changeOf(tenths(percent - earlier)), note: noteOf(measure, now)
  }
}

const changeOf = (points: number) => ({ points, text: sinceText(points, 1) })

/** What of the row is not known: of how many, or of nobody. */
function noteOf(measure: Measure, { lastYear, thisYear }: Years): string | null {
  const { id, needs: needed = [] } = measure
  const rows = [...lastYear.rows, ...thisYear.rows]
  if (unloaded(measure, lastYear.rows) || unloaded(measure, thisYear.rows)) return 'Casualties are not loaded, only their collisions.'
  if (id === 'adjusted-serious') {
    const without = sum(rows, 'unadjusted')
    return `An estimate as if every injury had been recorded by its kind: to compare with, never to be added to what was recorded.${without > 0 ? ` ${without} casualties have none.` : ''}`
  }
  const all = sum(rows, 'ksi-casualties')
  const unknown = needed.map((what) => ({ word: words[what]!, n: sum(rows, what) })).filter(({ n }) => n > 0)
  return unknown.map(({ word, n }) => (n === all ? `The data do not tell: ${word}.` : `Not known (${word}) of ${n} of ${all} KSI casualties in both years: these are not counted here.`)).join(' ') || null
}

function unknownNote(rows: readonly SummaryMonth[]): string | null {
  const parts = ([['no_age', 'age'], ['no_sex', 'sex'], ['no_place', 'place']] as const).map(([what, word]) => ({ word, n: sum(rows, what) })).filter(({ n }) => n > 0)
  return parts.length === 0 ? null : `Of ${sum(rows, 'ksi-casualties')} KSI casualties in both years, not known: ${parts.map(({ word, n }) => `${word} of ${n}`).join(', ')}.`
}

/** In words, which months are missing; null where none is. */
export function missingNote({ monthsMissing, thisYear, lastYear }: Table): string | null {
  if (monthsMissing.length === 0) return null
  const all = monthsIn(lastYear.from, thisYear.to)
  return monthsMissing.length === all ? 'No collisions are loaded for these months.' : `Not loaded: ${monthSpans(monthsMissing)}. A year with a month missing is not told, and nothing is compared with it.`
}
