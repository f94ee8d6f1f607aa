/** Statements of the neighbourhood pages. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

export interface Place { area_id: number; code: string; type: string; name: string; synthetic: boolean; districtCode: string | null; district: string | null }
export interface FeedMonth { feed: 'incidents' | 'collisions'; month: string; protected: boolean; synthetic: boolean; sources: string[]; /** ISO 8601 */ loaded: string }
export interface AreaMonth { area_id: number; theme: string; month: string; n: number }
export interface AreaFacts { area_id: number; code: string; name: string; households: number | null; residents: number | null; areaKm2: number; ruralShare: number | null; decile: number | null; censusYear: number | null; classYear: number | null; decileYear: number | null }

/** undefined: no such area is loaded, or it lies outside the study area. */
export const getPlace = async (db: Queryable, code: string): Promise<Place | undefined> => (await db.rows<Place>(sql('areas/get_place'), [code]))[0]

export const listFeedMonths = (db: Queryable) => db.rows<FeedMonth>(sql('areas/list_feed_months'))

/** Of all areas of a kind. */
export const listAreaFacts = (db: Queryable, type: string) => db.rows<AreaFacts>(sql('areas/list_area_facts'), [type])

/** Which records a page asks for: of open sources, and a force's own, which have exact totals of districts alone. */
export interface RecordsAsked { open: boolean; own: boolean }

/** Exact counts, by the public's role alone; of months YYYY-MM. A month of an area can be there twice, once of each kind of source. */
export async function countAreaMonths(db: Queryable, areaIds: readonly number[], from: string, to: string, themes: readonly string[], { open, own }: RecordsAsked): Promise<AreaMonth[]> {
  const asked = [areaIds, `${from}-01`, `${to}-01`, themes]
  const [opened, owned] = await Promise.all([open ? db.rows<AreaMonth>(sql('areas/count_area_months'), asked) : [], own ? db.rows<AreaMonth>(sql('areas/count_district_months'), asked) : []])
  return [...opened, ...owned]
}

/** Smaller areas to go on to; none of the smallest. */
export const listWithin = (db: Queryable, areaId: number) => db.rows<{ code: string; name: string }>(sql('areas/list_within'), [areaId])
