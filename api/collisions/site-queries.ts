/** Statements of the register of sites, each inside a transaction that says who asks; and where a drawn place lies. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Site, SitesQuery, SiteSummary } from './site-schema.ts'

export { asRoads, asSiteReader } from '../db/identity.ts'

type Told<T> = { site: T }[]

export const listSites = async (inside: Queryable, { status, kind, area }: SitesQuery): Promise<SiteSummary[]> =>
  (await inside.rows<Told<SiteSummary>[number]>(sql('collisions/list_sites'), [status ?? null, kind ?? null, area ?? null])).map(({ site }) => site)

export const getSite = async (inside: Queryable, id: string): Promise<Site | undefined> => (await inside.rows<Told<Site>[number]>(sql('collisions/get_site'), [id]))[0]?.site

/** `geometry`: GeoJSON of what is drawn, or of the point. */
export const addSite = async (inside: Queryable, site: object, geometry: object, who: string): Promise<Site> =>
  (await inside.rows<Told<Site>[number]>(sql('collisions/add_site'), [JSON.stringify(site), JSON.stringify(geometry), who]))[0]!.site

/** Undefined when the site is no longer the version that was read. */
export const changeSite = async (inside: Queryable, id: string, version: number, site: object, geometry: object, who: string): Promise<Site | undefined> =>
  (await inside.rows<Told<Site>[number]>(sql('collisions/change_site'), [id, version, JSON.stringify(site), JSON.stringify(geometry), who]))[0]?.site

export const deleteSite = async (inside: Queryable, id: string, version: number): Promise<boolean> => (await inside.rows(sql('collisions/delete_site'), [id, version])).length > 0

export interface StoredVersion { version: number; act: 'added' | 'changed' | 'removed'; site: Site; by: string; at: string }
/** The newest first; of a site that was removed too. */
export const listSiteVersions = (inside: Queryable, id: string) => inside.rows<StoredVersion>(sql('collisions/list_site_versions'), [id])

export interface Placed { fault: string | null; outside: boolean; districtId: number | null; district: string | null }
export const placeSite = async (db: Queryable, geometry: object): Promise<Placed> => (await db.rows<Placed>(sql('collisions/place_site'), [JSON.stringify(geometry)]))[0]!

/** References of located collisions of these months (YYYY-MM) in an area. */
export async function listReferences(db: Queryable, from: string, to: string, areaId: number): Promise<string[]> {
  const [row] = await db.rows<{ packed: string | null }>(sql('collisions/list_references'), [`${from}-01`, `${to}-01`, areaId])
  return row?.packed ? row.packed.split('\x1e') : []
}
