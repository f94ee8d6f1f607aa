/** Statements of emergency response. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** One month of one force, a column each, big-endian (migration 0031). */
export interface PackRow {
  month: string; source: string; synthetic: boolean; rows: number; roads: string[]
  hours: Buffer; dispatchS: Buffer; arrivalS: Buffer; answeredS: Buffer; flags: Buffer; roadNos: Buffer; districts: Buffer; cells: Buffer; spots: Buffer
}
/** Of months YYYY-MM. */
export const listPacks = (db: Queryable, from: string, to: string): Promise<PackRow[]> => db.rows(sql('response/list_packs'), [from, to])

/** Counts of emergencies; null where they are not told. code: null the force, '' no district. */
export interface ResponseMonth {
  month: string; code: string | null; name: string; source: string; synthetic: boolean
  emergencies: number | null; stamped: number | null; attended: number | null; urban: number | null; rural: number | null; urbanStamped: number | null; urbanAttended: number | null; ruralStamped: number | null; ruralAttended: number | null
  unclassed: number | null; answerKnown: number | null; answered: number | null
}
/** Of months YYYY-MM; null: whatever is loaded. */
export const listResponseMonths = (db: Queryable, from: string | null, to: string | null): Promise<ResponseMonth[]> => db.rows(sql('response/list_months'), [from, to])

export interface DistrictName { area_id: number; code: string; name: string }
export const listDistrictNames = (db: Queryable): Promise<DistrictName[]> => db.rows(sql('response/list_districts'))

/** Which of the spots an area holds. */
export const listAreaSpots = async (db: Queryable, areaId: number): Promise<number[]> => (await db.rows<{ spots: number[] }>(sql('response/list_area_spots'), [areaId]))[0]!.spots

export interface SpotPosition { spot_id: number; lng: number; lat: number }
export const listSpotPositions = (db: Queryable, spots: readonly number[]): Promise<SpotPosition[]> => db.rows(sql('response/list_positions'), [spots])

export interface NamedPlace { name: string; lng: number; lat: number }
export const listPlacesOf = (db: Queryable, kinds: readonly string[]): Promise<NamedPlace[]> => db.rows(sql('response/list_places'), [kinds])
export const listBases = (db: Queryable): Promise<NamedPlace[]> => listPlacesOf(db, ['police-base'])
