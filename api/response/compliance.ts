/** Answers about compliance: groups of the thread with their names, charts and the sentences beside them. */
import { funnelTails } from '../analysis/funnel.ts'
import { shareChart, shareLimits, standingOfShare } from '../analysis/share-chart.ts'
import { wilson } from '../analysis/wilson.ts'
import { grades, responseStandard, stampFaults, type ResponseSplit, type StampFault } from '../response-vocabulary.ts'
import type { Found, FoundGroup } from './compliance-work.ts'
import type { Clock, Opened } from './opening.ts'
import type { DistrictName } from './queries.ts'
import type { ComplianceAnswer, ComplianceRow } from './schema.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const share = (part: number, of: number) => (of > 0 ? part / of : null)
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

export const method = 'Share of emergencies attended within the standard, of those whose times can be judged, with Wilson\'s 95 % interval; median and ninth decile with order-statistic intervals. It meets the standard where the whole interval is at or above 90 %, is below where the whole interval is under it, and cannot be told from it otherwise.'

/** Rows of hexagons are not among these: `inForm` puts them in as the thread wrote them. */
export function complianceAnswer(opened: Opened, clock: Clock, by: ResponseSplit, found: Found, districts: readonly DistrictName[], dataVersion: string): ComplianceAnswer {
  const { query, area, beside } = opened
  const faults = Object.keys(stampFaults) as StampFault[]
  const { pooled } = found.whole.parts
  const rows = rowsOf(found.groups, by, opened, districts)
  const { own, ruc21, ruc11, unknown } = { own: found.classes[0]!, ruc21: found.classes[1]!, ruc11: found.classes[2]!, unknown: found.classes[3]! }
  return {
    query: { ...query, ...clock, by }, areaName: area?.name ?? null, dataVersion, standard: { urbanS: responseStandard.urbanS, ruralS: responseStandard.ruralS, share: responseStandard.share }, whole: found.whole.parts,
    yearBefore: opened.before && found.before && { from: opened.before.from, to: opened.before.to, ...found.before.parts },
    stamps: {
      emergencies: pooled.total + pooled.unjudged, unjudged: pooled.unjudged, share: share(pooled.unjudged, pooled.total + pooled.unjudged), outside: found.outside,
      byFault: faults.map((fault, i) => ({ fault, title: stampFaults[fault], count: found.whole.bad[i]! }))
    },
    classes: { own, ruc21, ruc11, unknown, changed: found.changed, text: classText(found.classes, found.changed) },
    answered: found.answered.known === 0 ? null : answeredOf(found.answered.inTime, found.answered.known),
    ...charted(rows, by, pooled.share), method, ...beside, note: noteOf(beside.note, found, by, rows)
  }
}

export function answeredOf(inTime: number, of: number) {
  return { inTime, of, ...wilson(inTime, of) }
}

function rowsOf(groups: readonly FoundGroup[], by: ResponseSplit, { packed }: Opened, districts: readonly DistrictName[]): ComplianceRow[] {
  return groups.map((group) => {
    const { parts, bad } = group
    return { ...named(group, by, packed.months, packed.roads, districts), ...parts, unjudgedShare: share(sum(bad), parts.pooled.total + sum(bad)) }
  })
}

function named({ key, stretch }: FoundGroup, by: ResponseSplit, months: readonly string[], roads: readonly string[], districts: readonly DistrictName[]): { id: string; title: string } & Partial<ComplianceRow> {
  if (by === 'month') return { id: months[key]!, title: months[key]! }
  if (by === 'district') {
    const found = districts.find(({ area_id }) => area_id === key)
    return { id: found?.code ?? 'none', title: found?.name ?? 'No district' }
  }
  if (by === 'ruc') return [{ id: 'unknown', title: 'Not known' }, { id: 'urban', title: 'Urban' }, { id: 'rural', title: 'Rural' }][key]!
  if (by === 'hour') return { id: `${Math.floor(key / 24)}-${key % 24}`, title: `${weekdays[Math.floor(key / 24)]!} ${String(key % 24).padStart(2, '0')}:00`, weekday: Math.floor(key / 24), hour: key % 24 }
  if (by === 'road') return key === 0 ? { id: 'none', title: 'Not on a main road' } : { id: roads[key]!, title: roads[key]! }
  if (by === 'grade') return { id: Object.keys(grades)[key]!, title: Object.values(grades)[key]! }
  const { road, fromKm, toKm, line } = stretch!
  return { id: `${road}-${fromKm.toFixed(1)}`, title: stretchTitle(stretch!), road, fromKm, toKm, line }
}

export function stretchTitle({ road, fromKm, toKm, nearFrom, nearTo }: Omit<NonNullable<FoundGroup['stretch']>, 'line'>): string {
  return `${road}, ${nearFrom === null ? `km ${fromKm.toFixed(0)} to ${toKm.toFixed(0)}` : nearFrom === nearTo ? `near ${nearFrom}` : `${nearFrom} to ${nearTo}`}`
}

/** The control chart of months, the funnel of districts and roads. */
function charted(rows: ComplianceRow[], by: ResponseSplit, centre: number | null): Pick<ComplianceAnswer, 'rows' | 'chart'> {
  if (by === 'month') {
    const { spread, points } = shareChart(rows.map(({ pooled }) => pooled))
    return { rows: rows.map((row, i) => ({ ...row, limits: { lower: points[i]!.lower, upper: points[i]!.upper }, exceptional: points[i]!.exceptional })), chart: { centre, spread } }
  }
  if (by !== 'district' && by !== 'road' && by !== 'stretch') return { rows, chart: null }
  if (centre === null) return { rows, chart: null }
  const none = { lower: null, upper: null }
  return { rows: rows.map((row) => ({ ...row, standing: standingOfShare(row.pooled, centre), limits: row.pooled.total === 0 ? none : shareLimits(row.pooled.total, centre, funnelTails.three) })), chart: { centre, spread: null } }
}

function classText([own = 0, ruc21 = 0, ruc11 = 0, unknown = 0]: readonly number[], changed: number): string {
  const all = own + ruc21 + ruc11 + unknown
  const parts = [[own, 'from the file'], [ruc21, 'from the place\'s class of 2021'], [ruc11, 'from the place\'s class of 2011'], [unknown, 'not known']] as const
  const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${n.toLocaleString('en-GB')} ${words}`)
  return all === 0 ? 'No emergency to class.' : `Urban or rural: ${said.join(', ')}.${changed > 0 ? ` ${changed.toLocaleString('en-GB')} lie where the class of 2021 differs from that of 2011.` : ''}`
}

function noteOf(missing: string | null, { whole, byPosition }: Found, by: ResponseSplit, rows: readonly ComplianceRow[]): string | null {
  const { pooled } = whole.parts
  const unknown = whole.bad[(Object.keys(stampFaults) as StampFault[]).indexOf('class-unknown')]!
  const notes = [
    missing,
    pooled.total === 0 && unknown > 0 ? 'No share can be given: nothing that is loaded and asked for says which places are urban and which rural. A rural-urban classification (ruc) does.' : unknown > 0 ? `${unknown.toLocaleString('en-GB')} emergencies have no class and are not judged.` : null,
    byPosition > 0 && (by === 'road' || by === 'stretch') ? `The file names no roads: ${byPosition.toLocaleString('en-GB')} emergencies within 60 m of a main road of the map are counted on it.` : null,
    by === 'stretch' && rows.length === 0 && missing === null ? 'No incident lies on a main road that is drawn.' : null
  ]
  return notes.filter((note) => note !== null).join(' ') || null
}
