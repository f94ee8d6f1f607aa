/** Statements behind clusters and strips: collisions as one text, the lines of roads, the names of settlements. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** Located collisions of these months (YYYY-MM) in one text, as packed-collisions.ts reads it. */
export async function listCollisions(db: Queryable, from: string, to: string, areaId: number | null): Promise<string> {
  const months = await db.rows<{ packed: string }>(sql('collisions/list_collisions'), [`${from}-01`, `${to}-01`, areaId])
  return months.map(({ packed }) => packed).join('\x1e')
}

export interface RoadRow { ref: string; lines: [number, number][][] }
/** Drawn roads as far as they lie in the area. */
export const listRoadLines = (db: Queryable, areaId: number | null): Promise<RoadRow[]> => db.rows(sql('collisions/list_road_lines'), [areaId])

export interface SettlementRow { name: string; lng: number; lat: number }
export const listSettlements = (db: Queryable): Promise<SettlementRow[]> => db.rows(sql('collisions/list_settlements'))

export interface DistrictRow { code: string; name: string; collisions: number; ksi: number; residents: number | null }
/** Of these months, YYYY-MM. */
export const listDistricts = (db: Queryable, from: string, to: string): Promise<DistrictRow[]> => db.rows(sql('collisions/list_districts'), [`${from}-01`, `${to}-01`])

export interface MemberRow {
  id: string; lng: number; lat: number; day: string; time: string | null; severity: 'fatal' | 'serious' | 'slight'; road_class: string | null; road_number: number | null; speed_limit: number | null
  light: string | null; weather: string | null; junction: string | null; drink_drive: boolean | null
  vehicles: { reference: number; type: string | null; manoeuvre: string | null; from: string | null; to: string | null; driverAge: number | null }[]
  casualties: { class: string | null; type: string | null; severity: 'fatal' | 'serious' | 'slight'; age: number | null }[]
}
/** Collisions of these references in these months (YYYY-MM), with their vehicles and casualties. */
export const listMembers = (db: Queryable, references: readonly string[], from: string, to: string): Promise<MemberRow[]> => db.rows(sql('collisions/list_members'), [references, `${from}-01`, `${to}-01`])

/** Outlines of an area, or of the study area, GeoJSON. */
export const listOutlines = async (db: Queryable, areaId: number | null): Promise<{ type: string; coordinates: unknown }[]> =>
  (await db.rows<{ geometry: { type: string; coordinates: unknown } }>(sql('hotspots/list_study_outlines'), [areaId])).map(({ geometry }) => geometry)
