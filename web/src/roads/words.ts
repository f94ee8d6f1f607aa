/** Clusters, roads and changes in words. */
import { clusterMeasures, clusterPresets, userGroups } from '../../../api/road-vocabulary.ts'
import { listed, spanLabel } from '../ui/months.ts'
import { count, percent, withUnit } from '../ui/numbers.ts'
import type { ChangeAnswer, ClusterAnswer, ClustersAnswer, DistrictsAnswer, HoursAnswer, StripAnswer, StripsAnswer, StripWindow } from './asks.ts'
import { severityMarks, type SeverityName } from '../map/collision-layer.ts'

const one = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const two = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
export const tenth = (n: number): string => one.format(n).replace('-', '−')
export const hundredth = (n: number): string => two.format(n).replace('-', '−')
/** "2.1 to 4.5" */
export const between = (lower: number, upper: number, say = tenth): string => `${say(lower)} to ${say(upper)}`

export const severityWords: Record<SeverityName, string> = { fatal: 'killed', serious: 'serious', slight: 'slight' }
export const severityOf = (code: number): SeverityName => (Object.keys(severityMarks) as SeverityName[])[code - 1] ?? 'slight'
export const worstOf = ({ fatal, ksi }: Pick<ClusterAnswer, 'fatal' | 'ksi'>): SeverityName => (fatal > 0 ? 'fatal' : ksi > 0 ? 'serious' : 'slight')

/** "A12 near Boreham", "near Basildon" */
export function placeOf({ road, near }: Pick<ClusterAnswer, 'road' | 'near'>): string {
  if (road && near) return `${road} near ${near}`
  return road ?? (near ? `Near ${near}` : 'Away from any named place')
}

/** How many were hurt and how badly: casualties, never to be taken for collisions. */
export function hurtWords({ fatal, serious, slight }: Pick<ClusterAnswer, 'fatal' | 'serious' | 'slight'>): string {
  return listed([[fatal, 'killed'], [serious, 'seriously injured'], [slight, 'slightly injured']].filter(([n]) => n !== 0).map(([n, word]) => `${count(n as number)} ${word}`))
}

/** Said in place of noughts where no loaded file covers the months; null where one does. */
export const unknownWords = ({ query, monthsHeld }: Pick<ClustersAnswer, 'monthsHeld'> & { query: { from: string; to: string } }): string | null =>
  monthsHeld === 0 ? `What happened here in ${spanLabel(query.from, query.to)} is not known.` : null

export function clustersWords({ clusters, chosen, inClusters, query, monthsHeld }: ClustersAnswer): string {
  const unknown = unknownWords({ query, monthsHeld })
  if (unknown) return unknown
  if (chosen === 0) return `No collisions of this kind are recorded here in ${spanLabel(query.from, query.to)}.`
  if (clusters.length === 0) return `No place meets the rule: ${withUnit(chosen, 'collisions')} in ${spanLabel(query.from, query.to)}, none of them close enough together.`
  const above = clusters.filter(({ expectation }) => expectation !== null && expectation.lower > expectation.expected).length
  return `${withUnit(clusters.length, 'clusters')} ${clusters.length === 1 ? 'holds' : 'hold'} ${count(inClusters)} of ${withUnit(chosen, 'collisions')} in ${spanLabel(query.from, query.to)}${above > 0 ? `; at ${count(above)} of them chance alone does not explain the number` : ''}.`
}

export const groupTitle = (id: string): string => userGroups.find((group) => group.id === id)?.title ?? id
export const groupsOf = ({ groups }: Pick<ClusterAnswer, 'groups'>): [title: string, collisions: number][] =>
  userGroups.map(({ id, title }): [string, number] => [title, (groups as Record<string, number>)[id] ?? 0]).filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a)
export const presetTitle = (id: string): string => clusterPresets.find((preset) => preset.id === id)?.title ?? id
export const measureTitle = (id: string): string => clusterMeasures.find((measure) => measure.id === id)?.title ?? id

export function expectationWords({ expectation }: Pick<ClusterAnswer, 'expectation'>): string {
  if (!expectation) return 'no expectation: too little to compare with'
  return `expected ${tenth(expectation.expected)}, behind the count ${tenth(expectation.behind)} (${between(expectation.lower, expectation.upper)})`
}

/** Roads by KSI a km and year, those without a line last. */
export const byRate = (roads: readonly StripAnswer[]): StripAnswer[] => [...roads].sort((a, b) => (b.rate?.perKmYear ?? -1) - (a.rate?.perKmYear ?? -1))

export function stripsWords({ roads, query }: StripsAnswer): string {
  const first = byRate(roads)[0]
  if (!first?.rate || first.ksi === 0) return `No KSI collisions on these roads are recorded in ${spanLabel(query.from, query.to)}.`
  return `Highest rate: ${first.ref}, ${hundredth(first.rate.perKmYear)} KSI collisions a kilometre and year (95% interval ${between(first.rate.lower, first.rate.upper, hundredth)}), ${count(first.ksi)} on ${tenth(first.lengthKm ?? 0)} km. Traffic differs between roads and is not known.`
}

/** "km 12.3 to 13.3, near Boreham" */
export const windowPlace = ({ fromKm, toKm, near }: StripWindow): string => `km ${tenth(fromKm)} to ${tenth(toKm)}${near ? `, near ${near}` : ''}`
export function chanceWords({ chance }: StripWindow): string {
  if (chance === null) return ''
  return chance < 0.05 ? `so full by chance on only ${percent(chance)} of such roads` : `as full by chance on ${percent(chance)} of such roads`
}
export function worstWords({ ref, windows, ksi }: StripAnswer): string {
  const worst = windows[0]
  return worst ? `Worst kilometre of the ${ref}: ${windowPlace(worst)}, ${count(worst.ksi)} of its ${withUnit(ksi, 'KSI collisions')}; ${chanceWords(worst)}.` : `No kilometre of the ${ref} stands out.`
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
export const dayName = (i: number): string => DAYS[i]!
/** "Friday, 17:00 to 18:00" */
export const hourName = (i: number): string => `${dayName(Math.floor(i / 24))}, ${clock(i % 24)} to ${clock((i % 24) + 1)}`
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

export function hoursWords({ all, ksi, chosen, unknown }: HoursAnswer, which: 'ksi' | 'all'): string {
  const grid = which === 'ksi' ? ksi : all
  const most = Math.max(...grid)
  if (chosen === 0 || most === 0) return 'No collisions of this kind are recorded here in these months.'
  const rest = unknown > 0 ? ` ${withUnit(unknown, 'collisions')} ${unknown === 1 ? 'has' : 'have'} no known time.` : ''
  return `Most in one hour of the week: ${hourName(grid.indexOf(most))}, ${withUnit(most, which === 'ksi' ? 'KSI collisions' : 'collisions')}.${rest}`
}

export function changeWords({ rows, query, before }: ChangeAnswer): string {
  const moved = rows.filter(({ verdict }) => verdict !== 'not-distinguishable')
  const beside = `${spanLabel(query.from, query.to)} beside ${spanLabel(before.from, before.to)}`
  if (moved.length === 0) return `${beside}: nothing changed by more than chance alone explains.`
  return `${beside}: ${listed(moved.map(({ title, verdict }) => `${verdict} of “${title}”`))}; of the rest chance alone may explain the difference.`
}

export const standingWords: Record<string, string> = { 'far-above': 'far above (outside 99.8%)', above: 'above (outside 95%)', within: 'within what chance explains', below: 'below (outside 95%)', 'far-below': 'far below (outside 99.8%)' }
export function districtsWords({ districts, rate, query }: DistrictsAnswer): string {
  if (rate === null) return 'Residents are not loaded, so districts cannot be compared.'
  const out = (side: string[]) => districts.filter(({ standing }) => standing !== null && side.includes(standing)).map(({ name }) => name)
  const [high, low] = [out(['far-above', 'above']), out(['far-below', 'below'])]
  return `All districts: ${tenth(rate)} KSI collisions by 100,000 residents and year, ${spanLabel(query.from, query.to)}. Above what chance explains: ${high.length > 0 ? listed(high) : 'none'}; below: ${low.length > 0 ? listed(low) : 'none'}.`
}
