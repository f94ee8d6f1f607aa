/** Emergency attendance in words: shares with their intervals, months, hours, districts. */
import { complianceStatuses, responseStandard } from '../../../api/response-vocabulary.ts'
import { listed, monthLabel, runsLabel, spanLabel } from '../ui/months.ts'
import { count, percent } from '../ui/numbers.ts'
import type { Compliance, ComplianceAnswer, ComplianceRow, Parts } from './asks.ts'

export type PartName = keyof Parts
export const partNames = ['urban', 'rural', 'pooled'] as const satisfies readonly PartName[]
const { share: wanted, urbanS, ruralS } = responseStandard
export const partTitles: Record<PartName, string> = { urban: 'Urban', rural: 'Rural', pooled: 'Together' }
export const partLimits: Record<PartName, string> = { urban: `within ${urbanS / 60} minutes`, rural: `within ${ruralS / 60} minutes`, pooled: 'each within its own' }
export const TARGET = `${wanted * 100}%`

/** The server writes signs of its own; here they are as everywhere on the pages. */
export const tidy = (text: string): string => text.replaceAll(' %', '%').replace(/(^|[\s(])-(?=\d)/g, '$1−')

const one = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
export const tenth = (n: number): string => one.format(n).replace('-', '−')
const hundredfold = (share: number) => one.format(share * 100)

export const shareWords = ({ share }: Pick<Compliance, 'share'>): string => (share === null ? 'none' : percent(share))
/** "87.1 to 87.7" */
export const betweenWords = ({ lower, upper }: Pick<Compliance, 'lower' | 'upper'>): string => (lower === null || upper === null ? '–' : `${hundredfold(lower)} to ${hundredfold(upper)}`)
export const intervalWords = (of: Pick<Compliance, 'lower' | 'upper'>): string => (of.lower === null ? 'no interval' : `95% interval ${betweenWords(of)}`)
export const statusWords = (status: Compliance['status']): string => (status === null ? 'no emergency to judge' : `${complianceStatuses[status]} of ${TARGET}`)
/** "87.4% (95% interval 87.1 to 87.7), below the standard of 90%" */
export const figureWords = (of: Compliance): string => (of.share === null ? statusWords(of.status) : `${percent(of.share)} (${intervalWords(of)}), ${statusWords(of.status)}`)
export const attendedWords = ({ attended, total }: Pick<Compliance, 'attended' | 'total'>): string => `${count(attended)} of ${count(total)}`

/** "8 min 51 s" */
export function minutesWords(seconds: number | null): string {
  if (seconds === null) return 'not known'
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
export const waitingWords = ({ value, lower, upper }: Compliance['medianS']): string => (value === null ? 'not known' : `${minutesWords(value)}${lower === null || upper === null ? '' : ` (${minutesWords(lower)} to ${minutesWords(upper)})`}`)

/** Percentage points between two shares as they are printed: "−2.7 points". */
export function pointsWords(now: number | null, before: number | null): string {
  if (now === null || before === null) return 'not known'
  const points = Math.round((Math.round(now * 1000) - Math.round(before * 1000))) / 10
  return `${points > 0 ? '+' : ''}${tenth(points)} points`
}

/** The answer in words: town and country each, and only then both together. */
export function overviewWords({ whole, query }: Pick<ComplianceAnswer, 'whole' | 'query'>, place: string): string {
  if (whole.pooled.share === null) return `No emergency in ${place} in ${spanLabel(query.from, query.to)} can be judged.`
  const part = (name: 'urban' | 'rural', what: string) => (whole[name].share === null ? null : `${shareWords(whole[name])} of ${what} (${statusWords(whole[name].status)})`)
  const parts = [part('urban', `urban emergencies within ${urbanS / 60} minutes`), part('rural', `rural ones within ${ruralS / 60}`)].filter((text) => text !== null)
  return `${place}, ${spanLabel(query.from, query.to)}: attended in time were ${listed(parts)}. Together ${shareWords(whole.pooled)}: ${statusWords(whole.pooled.status)}.`
}

/** Which of the months lie beyond the limits of the control chart. */
export function trendWords({ rows, query }: Pick<ComplianceAnswer, 'rows' | 'query'>): string {
  const out = (side: 'high' | 'low') => rows.filter(({ exceptional }) => exceptional === side).map(({ id }) => id)
  const [high, low] = [out('high'), out('low')]
  const span = spanLabel(query.from, query.to)
  if (rows.every(({ limits }) => limits?.lower == null)) return `${span}: too few months for limits, so none is called exceptional.`
  if (high.length + low.length === 0) return `${span}: no month lies beyond the limits.`
  return `${span}: ${listed([low.length > 0 ? `below the limits in ${runsLabel(low)}` : '', high.length > 0 ? `above them in ${runsLabel(high)}` : ''].filter((text) => text !== ''))}.`
}
export const exceptionalWords = ({ exceptional, limits }: Pick<ComplianceRow, 'exceptional' | 'limits'>): string => (exceptional === 'low' ? 'exceptionally low' : exceptional === 'high' ? 'exceptionally high' : limits?.lower == null ? 'no limits' : 'within the limits')

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
export const dayName = (i: number): string => DAYS[i]!
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
/** "Friday, 17:00 to 18:00" */
export const hourName = ({ weekday = 0, hour = 0 }: Pick<ComplianceRow, 'weekday' | 'hour'>): string => `${dayName(weekday)}, ${clock(hour)} to ${clock(hour + 1)}`
export function hoursWords(rows: readonly ComplianceRow[], least: number): string {
  const held = rows.filter(({ pooled }) => pooled.total >= least).toSorted((a, b) => a.pooled.share! - b.pooled.share!)
  const [worst, best] = [held[0], held.at(-1)]
  if (!worst || !best) return 'No hour of the week holds enough emergencies to show a share.'
  const below = held.filter(({ pooled }) => pooled.status === 'below').length
  return `Lowest: ${hourName(worst)}, ${shareWords(worst.pooled)} of ${count(worst.pooled.total)} in time; highest: ${hourName(best)}, ${shareWords(best.pooled)}. Below the standard of ${TARGET}: ${count(below)} of ${count(held.length)} hours of the week.`
}

export const standingWords: Record<string, string> = { 'far-above': 'far above', above: 'above', within: 'within', below: 'below', 'far-below': 'far below' }
export const STANDING_KEY = 'Beside chance: outside the 95% limits of chance around the share of all, far outside those of 99.8%'
export function districtsWords({ rows, whole, query }: Pick<ComplianceAnswer, 'rows' | 'whole' | 'query'>): string {
  if (whole.pooled.share === null) return 'No emergency can be judged, so districts cannot be compared.'
  const out = (...sides: string[]) => listed(rows.filter(({ standing }) => standing && sides.includes(standing)).map(({ title }) => title)) || 'none'
  return `All together ${shareWords(whole.pooled)} in ${spanLabel(query.from, query.to)}. Below what chance explains: ${out('far-below', 'below')}; above it: ${out('far-above', 'above')}.`
}

/** How many groups of hexagons stand on each side. */
export function groupsWords(rows: readonly ComplianceRow[]): string {
  const held = rows.filter(({ enough }) => enough)
  const of = (status: Compliance['status']) => count(held.filter(({ pooled }) => pooled.status === status).length)
  if (rows.length === 0) return 'No emergency in these months can be put on the map.'
  const few = rows.length - held.length
  return `${count(held.length)} ${held.length === 1 ? 'place has' : 'places have'} ten emergencies or more. Below the standard: ${of('below')}; meeting it: ${of('meets')}; not to be told from it: ${of('not-distinguishable')}.${few > 0 ? ` With too few: ${count(few)} more.` : ''}`
}
export const hexagonsWords = ({ cells = [] }: Pick<ComplianceRow, 'cells'>): string => (cells.length === 1 ? 'one hexagon' : `${cells.length} hexagons that stand together, so that there are ten emergencies`)
export const rowTitle = (row: Pick<ComplianceRow, 'title'>): string => (/^\d{4}-\d\d$/.test(row.title) ? monthLabel(row.title) : row.title)
