/** Statements of the room `hotspots`. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** A question as the statements take it. */
export interface Asked { theme: string; from: string; to: string; res: number }
export interface HarmRow { cell: string; n: number; unweighted: number; harm: number; squares: number }
export interface Weights { categories: string[]; subcategories: string[]; /** Null: known to have none. */ weights: (number | null)[] }
export interface SnapPoint { cell: string; label: string; n: number; of: number }
export interface DatedPoint { lng: number; lat: number; day: number }
export interface RepeatLocation { district: string; location: string; n: number; victims: number; firstDay: string; lastDay: string; business: number | null; lng: number; lat: number }
export interface RepeatCount { of: string; named: number; different: number; repeated: number; onRepeated: number }

export interface NearbyPlace { kind: string; name: string; lng: number; lat: number; distanceM: number }

const span = ({ theme, from, to }: Omit<Asked, 'res'>) => [theme, `${from}-01`, `${to}-01`]

export const listStudyOutlines = (db: Queryable, areaId: number | null) =>
  db.rows<{ geometry: { type: string; coordinates: unknown } }>(sql('hotspots/list_study_outlines'), [areaId])

/** H3 indexes joined by commas; empty where nothing was ever counted. */
export const listStudyCells = async (db: Queryable, res: number, areaId: number | null): Promise<string> =>
  (await db.rows<{ cells: string | null }>(sql('hotspots/list_study_cells'), [res, areaId]))[0]!.cells ?? ''

/** JSON of how many households or residents each small area has; null where none is loaded. */
export const listBase = async (db: Queryable, areaId: number | null, what: 'households' | 'residents'): Promise<string | null> =>
  (await db.rows<{ areas: string | null }>(sql('hotspots/list_base'), [areaId, what]))[0]!.areas

export const harmByCell = (db: Queryable, asked: Asked, areaIds: number[] | null, { categories, subcategories, weights }: Weights) =>
  db.rows<HarmRow>(sql('hotspots/harm_by_cell'), [...span(asked), asked.res, areaIds, categories, subcategories, weights])

/** Names of police.uk's map points that stand for many addresses at once, lower case as published. */
const snapPointNames = [
  'on or near supermarket', 'on or near parking area', 'on or near police station', 'on or near prison', 'on or near hospital', 'on or near shopping area',
  'on or near petrol station', 'on or near nightclub', 'on or near airport/airfield', 'on or near further/higher educational building'
]

export const listSnapPoints = (db: Queryable, asked: Asked, areaId: number | null) =>
  db.rows<SnapPoint>(sql('hotspots/list_snap_points'), [...span(asked), asked.res, areaId, snapPointNames])

export const listDatedPoints = (db: Queryable, asked: Omit<Asked, 'res'>, areaId: number | null, most: number) =>
  db.rows<DatedPoint>(sql('hotspots/list_dated_points'), [...span(asked), areaId, most])

export const listRepeatLocations = (db: Queryable, asked: Omit<Asked, 'res'>, areaId: number | null) =>
  db.rows<RepeatLocation>(sql('hotspots/list_repeat_locations'), [...span(asked), areaId])

export const countRepeats = (db: Queryable, asked: Omit<Asked, 'res'>, areaId: number | null) =>
  db.rows<RepeatCount>(sql('hotspots/count_repeats'), [...span(asked), areaId])

/** Around a point, of the kinds that this reader may see. */
export const listNearbyPlaces = (db: Queryable, [lng, lat]: readonly [number, number], radiusM: number) =>
  db.rows<NearbyPlace>(sql('hotspots/list_nearby_places'), [lng, lat, radiusM])

/** 'lng:lat:from:span' of each incident, joined by commas. */
export const listDayEvents = (db: Queryable, asked: Asked, areaId: number | null, most: number) =>
  db.rows<{ cell: string; events: string; n: number }>(sql('hotspots/list_day_events'), [...span(asked), asked.res, areaId, most])

/** The last day of a month that holds any dated incident; the first of the month where none does. */
export const lastDatedDay = async (db: Queryable, month: string): Promise<string> =>
  (await db.rows<{ day: string | null }>(sql('hotspots/last_dated_day'), [`${month}-01`]))[0]!.day ?? `${month}-01`
