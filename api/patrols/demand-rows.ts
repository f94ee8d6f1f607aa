/** What the demand of a shift rests on, read from the database: forecasts of each theme and area, monthly counts, times, harm. */
import type { Reader } from '../access.ts'
import { harmCaveat, harmEdition, harmWeights } from '../analysis/harm.ts'
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import type { FoundArea } from '../areas/queries.ts'
import { seriesByCell } from '../cells/queries.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import type { Coming, ComingMonths } from '../hotspots/coming-months.ts'
import { harmByCell, type HarmRow } from '../hotspots/queries.ts'
import { monthText } from '../month-words.ts'
import { areaOf } from '../questions.ts'
import { finestOfDated, themes, type DemandWeight } from '../vocabulary.ts'
import type { DemandAsked } from './demand.ts'
import { FORECAST_RES, type Series, type ThemeRows } from './demand-base.ts'
import { listDemandTimes } from './demand-queries.ts'
import { accuracyText, type ThemeTold } from './demand-words.ts'

/** Older records say little of the coming month, and cost. */
const MOST_MONTHS = 36
const TWO_YEARS = 24
/** The latest; enough for hours of a district to a hundredth or so. */
const MOST_TIMES = 20_000
/** One hundredth of the area, as the kept forecasts of the maps have it. */
const FORECAST_SHARE = 0.01

export interface ThemeAsked { theme: string; weight: number; comings: Coming[]; areas: (FoundArea | null)[]; month: string }
export interface Gathered { rows: ThemeRows; told: ThemeTold; n: number; method: { id: string; title: string; text: string } | null; accuracy(share: number): string[]; notes: string[] }

/** The month of the shift, or the month after the last held where the shift lies later or the month before it is not loaded. */
export async function understandTheme(months: ComingMonths, reader: Reader, { areas, shiftFrom }: DemandAsked, { theme, weight }: { theme: string; weight: number }): Promise<ThemeAsked> {
  const wanted = shiftFrom.slice(0, 7)
  const comings = await Promise.all(areas.map(async (area) => {
    const next = await months.understand(reader, { theme, res: FORECAST_RES, area })
    if (wanted >= next.month || next.held.length === 0 || wanted <= next.held[0]!) return next
    try {
      return await months.understand(reader, { theme, res: FORECAST_RES, area, month: wanted })
    } catch (cause) {
      if (cause instanceof ApiError && cause.parameter === 'month') return next
      throw cause
    }
  }))
  return { theme, weight, comings, areas: await Promise.all(comings.map(({ question }) => areaOf(reader.db, question))), month: comings[0]!.month }
}

/** True where every month held of each theme is exact enough for cells of about 130 m. */
export const isExact = (asked: readonly ThemeAsked[]): boolean => asked.every(({ comings }) => comings.every(({ question: { theme }, held }) => held.length > 0 && held.every((month) => theme.dated.has(month)) && theme.resolutions.includes(finestOfDated)))

export async function gatherTheme(months: ComingMonths, reader: Reader, asked: ThemeAsked, { by, shiftFrom, version, res }: Pick<DemandAsked, 'by' | 'shiftFrom' | 'version'> & { res: number }): Promise<Gathered> {
  const { theme, weight, comings, month } = asked
  const areaIds = asked.areas.map((area) => area!.area_id)
  const { held, question: { theme: about } } = comings[0]!
  const [first, last] = [held.at(Math.max(-MOST_MONTHS, -held.length)) ?? month, held.at(-1) ?? month]
  const from = (back: number): string => monthName(Math.max(monthNumber(first), monthNumber(last) - back + 1))
  const dated = held.length > 0 && about.dated.has(last)
  const timesFrom = held.find((one) => one >= from(TWO_YEARS) && about.dated.has(one)) ?? first
  const ask = { theme, from: timesFrom, to: last, res: FORECAST_RES, areaIds }
  const [worked, series, records, times, harm] = await Promise.all([
    Promise.all(comings.map((coming) => months.work(reader, version, coming, FORECAST_SHARE))),
    seriesOf(reader.db, theme, { from: first, to: last, res }, areaIds),
    res === FORECAST_RES ? [] : seriesOf(reader.db, 'crime', { from: first, to: last, res }, areaIds),
    dated ? listDemandTimes(reader.db, ask, MOST_TIMES) : null,
    by === 'count' ? null : harmOf(reader.db, by, { ...ask, from: from(TWO_YEARS) })
  ])
  const found = worked.flatMap((one, i) => (one.found ? [{ ...one.found, area: asked.areas[i]!.name }] : []))
  const beside = worked[0]!.beside
  const risks = new Map<string, number>()
  for (const { cells, risk } of found) cells.forEach((cell, i) => risks.set(cell, (risks.get(cell) ?? 0) + risk[i]!))
  const { title, unit } = about
  return {
    rows: { theme, weight, month, forecast: { cells: [...risks.keys()], risk: [...risks.values()] }, series, records, months: monthNumber(last) - monthNumber(first) + 1, times: times && times.length > 0 ? { cells: times.map(({ cell }) => cell).join(), times: times.map((row) => row.times).join(';') } : null, timesFrom: `${timesFrom}-01`, harm: harm?.rows ?? null },
    told: { theme, title, unit, last, month, source: beside.source, synthetic: beside.synthetic }, n: found.reduce((sum, { n }) => sum + n, 0),
    method: found[0] ? { id: found[0].method.id, title: found[0].method.title, text: found[0].method.what } : null,
    accuracy: (share) => found.flatMap(({ area, windows, nested, plain }) => accuracyText({ title, area, windows: windows.length, nested, plain }, share) ?? []),
    notes: [...(found.length === 0 ? [`${title}: nothing is loaded from which this shift could be forecast.`] : []), ...laterText(shiftFrom, { title, last, month, held }), ...found.flatMap(({ note }) => note ?? []), ...hoursText(theme, title, times?.length ?? 0, held), ...(harm?.notes ?? [])]
  }
}

/** By area. */
export async function seriesOf(db: Queryable, theme: string, { from, to, res }: { from: string; to: string; res: number }, areaIds: readonly number[]): Promise<Series[]> {
  const all = await Promise.all(areaIds.map((id) => seriesByCell(db, { theme, from, to, res, area: null }, id)))
  return all.map((rows) => ({ cells: rows.map(({ cell }) => cell).join(), series: rows.map(({ series }) => series).join(';') }))
}

function laterText(shiftFrom: string, { title, last, month, held }: { title: string; last: string; month: string; held: string[] }): string[] {
  if (held.length === 0 || shiftFrom.slice(0, 7) === month) return []
  return [`${title}: the shift lies in ${monthText(shiftFrom)}, records are held up to ${monthText(last)}. What is used is the forecast of ${monthText(month)}, with the hours and weekdays of the shift.`]
}

function hoursText(theme: string, title: string, cells: number, held: string[]): string[] {
  if (cells > 0 || held.length === 0) return []
  const near = theme === 'night-time-economy' ? ' Counted are the categories of the night-time economy near licensed premises at any hour.' : ''
  return [`${title}: only the month of these records is known, so every hour of the shift counts alike.${near}`]
}

/** Null rows where the theme has no weights or none of its records weighs anything. */
async function harmOf(db: Queryable, by: Exclude<DemandWeight, 'count'>, ask: { theme: string; from: string; to: string; res: number; areaIds: number[] }): Promise<{ rows: HarmRow[] | null; notes: string[] }> {
  const { title, feed } = themes.find(({ id }) => id === ask.theme)!
  const { title: edition, date } = harmEdition(by)
  if (feed !== 'incidents') return { rows: null, notes: [`${title}: ${edition} weighs offences, so these are counted, not weighed.`] }
  const weights = harmWeights(by)
  const rows = await harmByCell(db, ask, ask.areaIds, { categories: weights.map(({ category }) => category), subcategories: weights.map(({ subcategory }) => subcategory ?? ''), weights: weights.map(({ weight }) => weight) })
  if (!rows.some(({ harm }) => harm > 0)) return { rows: null, notes: [`${title}: none of these records has a weight in ${edition} (${date}), so they are counted, not weighed.`] }
  const none = rows.reduce((sum, { unweighted }) => sum + unweighted, 0)
  return { rows, notes: [harmCaveat(by), ...(none > 0 ? [`${title}: ${none.toLocaleString('en-GB')} records of the last two years have no weight in this edition and are left out of the mean.`] : [])] }
}
