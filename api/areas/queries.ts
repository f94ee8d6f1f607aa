/** Statements of the room `areas`. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Area, HoldingArea } from './schema.ts'

export interface FoundArea { area_id: number; code: string; type: string; name: string }

export const findArea = async (db: Queryable, code: string): Promise<FoundArea | undefined> =>
  (await db.rows<FoundArea>(sql('areas/find_area'), [code]))[0]

/** All areas of a kind with outlines; of all kinds, without, when `type` is null. */
export const listAreas = (db: Queryable, type: string | null) => db.rows<Area>(sql('areas/list_areas'), [type])

export const getArea = async (db: Queryable, code: string): Promise<Area | undefined> => (await db.rows<Area>(sql('areas/get_area'), [code]))[0]

/** Everything that has a name to be found by; an area's place is not told, because to find it takes longer than all the rest. */
export interface ListedName { kind: string; code: string | null; name: string; detail: string | null; order: number; areaId: number | null; centre: number[] | null }
export const listNames = (db: Queryable) => db.rows<ListedName>(sql('areas/list_names'))

export interface Located { areaId: number; centre: number[]; bbox: number[] }
export const locateAreas = (db: Queryable, areaIds: number[]) => db.rows<Located>(sql('areas/locate_areas'), [areaIds])

export const holdPostcodes = async (db: Queryable): Promise<boolean> => (await db.rows<{ held: boolean }>(sql('areas/hold_postcodes')))[0]!.held

export interface FoundPostcode { name: string; postcodes: number | null; lsoa21Code: string | null; centre: [number, number]; bbox: number[] | null }
/** Postcodes that begin so, of one district where it is known, and that district itself where it is all that was typed. */
export const findPostcodes = (db: Queryable, beginning: string, district: string | null) => db.rows<FoundPostcode>(sql('areas/find_postcodes'), [beginning, district])

export interface Position { lng: number; lat: number; lsoa21Code: string | null }
/** The areas that hold each position, from the largest to the smallest. */
export async function listAreasAt(db: Queryable, positions: readonly Position[]): Promise<HoldingArea[][]> {
  const rows = await db.rows<HoldingArea & { nth: number }>(sql('areas/list_areas_at'), [positions.map(({ lng }) => lng), positions.map(({ lat }) => lat), positions.map(({ lsoa21Code }) => lsoa21Code)])
  return positions.map((_, i) => rows.filter(({ nth }) => nth === i + 1).map(({ code, type, name }) => ({ code, type, name })))
}

export const nameStudyArea = async (db: Queryable): Promise<string | null> =>
  (await db.rows<{ name: string | null }>(sql('areas/name_study_area')))[0]!.name

export const listBasemap = (db: Queryable) => db.rows<{ layer: string; features: unknown[] }>(sql('areas/list_basemap'))
