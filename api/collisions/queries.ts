/** Statements of the KSI table. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { CountedMeasure } from './schema.ts'

/** What is not known of the KSI casualties of a month, and casualties without an adjustment (`unadjusted`). */
export interface Unknowns { unadjusted: number; no_age: number; no_type: number; no_class: number; no_sex: number; no_drink: number; no_place: number }
export type SummaryMonth = { month: string; 'adjusted-serious': number | null } & Unknowns & Record<CountedMeasure, number>

/** Every loaded month of the span (YYYY-MM) with its counts; without an area, of the study area and of what has no location. */
export const countMonths = (db: Queryable, from: string, to: string, areaId: number | null): Promise<SummaryMonth[]> => 
  areaId === null ? db.rows(sql('collisions/summary'), [`${from}-01`, `${to}-01`]) : db.rows(sql('collisions/summary_of_area'), [`${from}-01`, `${to}-01`, areaId])
