/** Sites under review in words, and what a cluster gives a new one. */
import { schemeTypes, siteKinds, siteStatuses, type ClusterMeasure, type ClusterPreset, type SiteDate, type SiteKind, type SiteStatus } from '../../../api/road-vocabulary.ts'
import { dayLabel } from '../ui/months.ts'
import type { ClusterAnswer, ClustersAnswer } from './asks.ts'
import type { NewSite, SiteChange, SiteSummary, SiteWithHistory } from './site-asks.ts'
import { placeOf } from './words.ts'

export const statusTitle = (id: string): string => siteStatuses.find((status) => status.id === id)?.title ?? id
export const schemeTitle = (id: string | null): string => schemeTypes.find((type) => type.id === id)?.title ?? 'none yet'
export const kindTitle = (id: SiteKind): string => siteKinds.find((kind) => kind.id === id)!.title
/** Only what is not usual is said of every site. */
export const kindShort = (id: SiteKind): string => (id === 'site' ? '' : kindTitle(id))
export const nextOf = (id: SiteStatus): readonly SiteStatus[] => siteStatuses.find((status) => status.id === id)!.next
export const dateTitles: Record<SiteDate, string> = { proposedOn: 'Proposed', investigatedOn: 'Investigated', agreedOn: 'Agreed', builtOn: 'Built or begun', closedOn: 'Closed' }
export const dayWords = (day: string | null): string => (day === null ? 'no date' : dayLabel(day).slice(4))

/** Every state in its order with its sites; those without any stay, so that the board keeps its shape. */
export const boardOf = (sites: readonly SiteSummary[]): { id: SiteStatus; title: string; sites: SiteSummary[] }[] =>
  siteStatuses.map(({ id, title }) => ({ id, title, sites: sites.filter(({ status }) => status === id) }))

/** The cluster as it was shown when somebody asked for a site there. */
export function siteFrom({ query, dataVersion }: ClustersAnswer, cluster: ClusterAnswer, more: Pick<NewSite, 'kind' | 'name' | 'owner' | 'notes'>): NewSite {
  const circle = cluster.rural ? query.rural : query.urban
  const { expectation } = cluster
  return {
    ...more, position: cluster.position, radiusM: Math.min(1000, Math.max(10, Math.ceil(Math.max(cluster.radiusM, cluster.extentM / 2)))), ...(cluster.road ? { road: cluster.road } : {}),
    origin: {
      preset: query.preset as ClusterPreset, by: query.by as ClusterMeasure, fewest: circle.fewest, radiusM: circle.radiusM, from: query.from, to: query.to, cluster: cluster.id, collisions: cluster.collisions, ksi: cluster.ksi,
      further: expectation?.held ?? null, expected: expectation?.expected ?? null, behind: expectation?.behind ?? null, lower: expectation?.lower ?? null, upper: expectation?.upper ?? null, excess: expectation?.excess ?? null, dataVersion,
    },
  }
}
export const nameFor = (cluster: ClusterAnswer): string => placeOf(cluster)

const FIELDS: Record<string, string> = { name: 'name', status: 'state', schemeType: 'type of scheme', owner: 'owner', notes: 'notes', road: 'road', kind: 'kind', position: 'place', shape: 'outline', radiusM: 'metres', ...dateTitles }
export const fieldTitle = (field: string): string => (FIELDS[field] ?? field).toLowerCase()

/** "move it to Investigating", "change notes and owner" */
export function changeWords(change: SiteChange): string {
  const { status, ...rest } = change
  const fields = Object.keys(rest).map(fieldTitle)
  return [...(status ? [`move it to “${statusTitle(status)}”`] : []), ...(fields.length > 0 ? [`change ${fields.join(', ')}`] : [])].join(' and ')
}

/** Of these only that they changed is said. */
const LONG = ['notes', 'position', 'shape']
const ACTS: Record<string, string> = { added: 'added it', changed: 'changed it', removed: 'removed it' }
export function versionWords({ act, by, at, changes }: SiteWithHistory['history'][number]): string {
  const what = changes.filter(({ field }) => !LONG.includes(field)).map(({ field, from, to }) => `${fieldTitle(field)}: ${told(field, from)} → ${told(field, to)}`)
  const notes = LONG.filter((long) => changes.some(({ field }) => field === long)).map(fieldTitle)
  return `${by} ${ACTS[act] ?? act} ${at.slice(0, 16).replace('T', ' ')} UTC${act === 'changed' && changes.length > 0 ? `: ${[...what, ...notes].join('; ')}` : ''}`
}
const told = (field: string, value: string | null): string => (value === null || value === '' ? 'none' : field === 'status' ? statusTitle(value) : value)
