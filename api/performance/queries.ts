/** Statements of the performance update. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** n of `of`; `unknown`: of which the source does not say whether they belong here. */
export interface MeasuredMonth { month: string; measure: string; n: number; of: number | null; unknown: number; synthetic: boolean; sources: string[] }
export interface IndicatorMonth { indicator: string; month: string; value: number | null; base: number | null; position: number | null; groupSize: number | null; note: string; synthetic: boolean }
/** `counted`: a measure of it, not an indicator alone. */
export interface LoadedMonth { month: string; loaded: string; counted: boolean }

/** Of months YYYY-MM. */
export const listMeasures = (db: Queryable, from: string, to: string): Promise<MeasuredMonth[]> => db.rows(sql('performance/list_measures'), [`${from}-01`, `${to}-01`])
export const listIndicators = (db: Queryable, from: string, to: string): Promise<IndicatorMonth[]> => db.rows(sql('performance/list_indicators'), [`${from}-01`, `${to}-01`])
export const listMonths = (db: Queryable): Promise<LoadedMonth[]> => db.rows(sql('performance/list_months'))
