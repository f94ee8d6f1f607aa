/** Rules of the register of sites: what may follow what, dates in their order, one place each; and what changed from version to version. Pure. */
import { ApiError, unstorable } from '../errors.ts'
import { siteDates, siteStatuses, type SiteDate, type SiteStatus } from '../road-vocabulary.ts'
import type { StoredVersion } from './site-queries.ts'
import type { NewSite, Shape, Site, SiteChange, SiteVersion } from './site-schema.ts'

/** What is stored of a site, beside its place and who did it when. */
export type Kept = Pick<Site, 'kind' | 'name' | 'status' | 'schemeType' | 'owner' | 'road' | 'notes' | 'radiusM' | SiteDate>
export type Geometry = Shape | { type: 'Point'; coordinates: number[] }

const statusOf = (id: SiteStatus) => siteStatuses.find((one) => one.id === id)!
const orderOf = (id: SiteStatus) => siteStatuses.findIndex((one) => one.id === id)
const noDates: Record<SiteDate, null> = { proposedOn: null, investigatedOn: null, agreedOn: null, builtOn: null, closedOn: null }

/** A new site; one that is proposed without any date is proposed today. @throws ApiError naming the field that cannot be. */
export function newSite({ position, radiusM, shape, origin: _, ...asked }: NewSite, today: string): { site: Kept; geometry: Geometry } {
  const place = placeOf({ position, radiusM, shape })
  const site: Kept = { kind: 'site', status: 'proposed', schemeType: null, owner: '', road: null, notes: '', ...noDates, ...asked, radiusM: place.radiusM }
  if (site.status === 'proposed' && asked.proposedOn === undefined && siteDates.every((name) => site[name] === null)) site.proposedOn = today
  checkTexts(site)
  checkDates(site)
  return { site, geometry: place.geometry }
}

/** The site after a change. @throws ApiError naming the field that cannot be. */
export function changedSite(before: Site, { position, radiusM, shape, ...asked }: SiteChange, today: string): { site: Kept; geometry: Geometry } {
  if (asked.status && asked.status !== before.status) checkStep(before.status, asked.status)
  const place = placeOf(position || shape ? { position, shape, radiusM: radiusM ?? (shape?.type === 'Polygon' ? undefined : before.radiusM ?? undefined) } : { ...placed(before), ...(radiusM === undefined ? {} : { radiusM }) })
  const { kind, name, status, schemeType, owner, road, notes } = before
  const dates = Object.fromEntries(siteDates.map((name) => [name, before[name]])) as Record<SiteDate, string | null>
  const site: Kept = { kind, name, status, schemeType, owner, road, notes, ...dates, ...stepDates(before, asked.status ?? status, today), ...asked, radiusM: place.radiusM }
  checkTexts(site)
  checkDates(site)
  return { site, geometry: place.geometry }
}

const placed = ({ position, shape, radiusM }: Site) => (shape ? { shape, radiusM: radiusM ?? undefined } : { position, radiusM: radiusM ?? undefined })

/** @throws ApiError where it is neither a circle, a line with its width, nor an area. */
function placeOf({ position, radiusM, shape }: Pick<NewSite, 'position' | 'radiusM' | 'shape'>): { geometry: Geometry; radiusM: number | null } {
  if (position && shape) throw new ApiError('bad-parameter', 'Give a position or a shape, not both.', 'shape')
  if (!position && !shape) throw new ApiError('bad-parameter', 'Say where it is: a position with a radius, or a drawn line or area.', 'position')
  if (shape?.type === 'Polygon') {
    if (radiusM !== undefined) throw new ApiError('bad-parameter', 'A drawn area has no radius.', 'radiusM')
    const [ring] = shape.coordinates as [number[][]]
    if (ring[0]!.join() !== ring.at(-1)!.join()) throw new ApiError('bad-parameter', 'The outline of the drawn area does not close: its last point must be its first.', 'shape')
    return { geometry: shape, radiusM: null }
  }
  if (radiusM === undefined) throw new ApiError('bad-parameter', `Say how many metres ${shape ? 'to both sides of the line' : 'about the position'} belong to it.`, 'radiusM')
  return { geometry: shape ?? { type: 'Point', coordinates: position! }, radiusM }
}

function checkStep(from: SiteStatus, to: SiteStatus): void {
  const next: readonly SiteStatus[] = statusOf(from).next
  if (next.includes(to)) return
  const names = next.map((id) => `"${statusOf(id).title}"`)
  throw new ApiError('bad-parameter', `From "${statusOf(from).title}" a site can go to ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)}, not to "${statusOf(to).title}".`, 'status')
}

/** Coming to a state that has no date yet dates it today; going back, or opening again, takes the date of the state that is left away: it would be wrong the next time. */
function stepDates(before: Site, to: SiteStatus, today: string): Partial<Record<SiteDate, string | null>> {
  if (to === before.status) return {}
  const [left, reached] = [statusOf(before.status).on, statusOf(to).on]
  const back = orderOf(to) < orderOf(before.status)
  return { ...(back && left ? { [left]: null } : {}), ...(reached && before[reached] === null ? { [reached]: today } : {}) }
}

function checkTexts(site: Kept): void {
  const wrong = (['name', 'owner', 'notes'] as const).find((name) => unstorable(site[name]))
  if (wrong) throw new ApiError('bad-parameter', `The parameter "${wrong}" holds a character that no text may hold.`, wrong)
}

/** @throws ApiError naming the first date that is none, or that lies before one that it must follow. */
export function checkDates(dates: Record<SiteDate, string | null>): void {
  let latest: SiteDate | undefined
  for (const name of siteDates) {
    const day = dates[name]
    if (day === null) continue
    const read = Date.parse(`${day}T00:00:00Z`)
    if (Number.isNaN(read) || !new Date(read).toISOString().startsWith(day)) throw new ApiError('bad-parameter', `There is no such day as ${day}.`, name)
    if (latest && day < dates[latest]!) throw new ApiError('bad-parameter', `${dayNames[name]} (${day}) cannot be before ${dayNames[latest].toLowerCase()} (${dates[latest]}).`, name)
    latest = name
  }
}
const dayNames: Record<SiteDate, string> = { proposedOn: 'Proposed', investigatedOn: 'Investigated', agreedOn: 'Scheme agreed', builtOn: 'Built', closedOn: 'Closed' }

/** Today by the clocks of the force, YYYY-MM-DD. */
export const dayOf = (moment: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(moment)

const told = ['kind', 'name', 'status', 'schemeType', 'owner', 'road', 'notes', 'position', 'shape', 'radiusM', ...siteDates] as const

/** Who did what when, the newest first, as the stored versions are; the oldest of them has nothing before it. */
export const historyOf = (versions: readonly StoredVersion[]): SiteVersion[] => versions.map(({ version, act, by, at, site }, i) => {
  const before = act === 'changed' ? versions[i + 1]?.site : undefined
  const changes = before ? told.map((field) => ({ field, from: textOf(before[field]), to: textOf(site[field]) })).filter(({ from, to }) => from !== to) : []
  return { version, act, by, at, status: site.status, changes }
})

function textOf(value: Site[(typeof told)[number]] | undefined): string | null {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? `${value.type === 'Polygon' ? 'area' : 'line'} ${value.coordinates.flat(2).join(' ')}` : String(value)
}

/** The place of a stored site, as it was drawn. */
export const groundOf = ({ position, shape, radiusM }: Pick<Site, 'position' | 'shape' | 'radiusM'>): { geometry: Geometry; radiusM: number | null } =>
  ({ geometry: shape ?? { type: 'Point', coordinates: position }, radiusM })
