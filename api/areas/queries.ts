/** Statements of the room `areas`. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Area, SearchResult } from './schema.ts'

export interface FoundArea { area_id: number; code: string; type: string; name: string }

export const findArea = async (db: Queryable, code: string): Promise<FoundArea | undefined> =>
  (await db.rows<FoundArea>(sql('areas/find_area'), [code]))[0]

/** All areas of a kind with outlines; of all kinds, without, when `type` is null. */
export const listAreas = (db: Queryable, type: string | null) => db.rows<Area>(sql('areas/list_areas'), [type])

export const getArea = async (db: Queryable, code: string): Promise<Area | undefined> => (await db.rows<Area>(sql('areas/get_area'), [code]))[0]

/** Escapes the wildcards of `like`, so that "100%" looks for a percent sign. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&')

export const searchAreas = (db: Queryable, text: string) => db.rows<SearchResult>(sql('areas/search'), [literally(text.trim().toLowerCase())])

export const nameStudyArea = async (db: Queryable): Promise<string | null> =>
  (await db.rows<{ name: string | null }>(sql('areas/name_study_area')))[0]!.name

export const listBasemap = (db: Queryable) => db.rows<{ layer: string; features: unknown[] }>(sql('areas/list_basemap'))
