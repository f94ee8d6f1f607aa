/** Statements of the room `cells`. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { UnderstoodQuery } from './schema.ts'

export interface MonthTotals {
  month: string
  inside: number
  outside: number
  noLocation: number
  withheld: number
  synthetic: boolean
  dated: boolean
  sources: string[]
  /** Whether this reader sees the month rounded. */
  protected: boolean
}
export interface ThemeMonth { theme: string; month: string; total: number; synthetic: boolean; dated: boolean; sources: string[]; protected: boolean }
export interface ProtectedTotal { month: string; exact: number; shown: number }
export interface Rules { base: number; delayMonths: number }

const parameters = ({ theme, from, to, res }: UnderstoodQuery, areaId: number | null) => [theme, `${from}-01`, `${to}-01`, res, areaId]

export const countByCell = (db: Queryable, query: UnderstoodQuery, areaId: number | null) =>
  db.rows<{ cell: string; n: number }>(sql('cells/count_by_cell'), parameters(query, areaId))

export const seriesByCell = (db: Queryable, query: UnderstoodQuery, areaId: number | null) =>
  db.rows<{ cell: string; series: string }>(sql('cells/series_by_cell'), parameters(query, areaId))

export const totalByMonth = (db: Queryable, theme: string, from: string, to: string, feed: string) =>
  db.rows<MonthTotals>(sql('cells/total_by_month'), [theme, `${from}-01`, `${to}-01`, feed])

/** Of a district or force, for the months that this reader sees rounded. */
export const totalProtected = (db: Queryable, { theme, from, to }: UnderstoodQuery, areaId: number) =>
  db.rows<ProtectedTotal>(sql('cells/total_protected'), [theme, `${from}-01`, `${to}-01`, areaId])

export const findRules = async (db: Queryable): Promise<Rules> => (await db.rows<Rules>(sql('cells/disclosure_rules')))[0]!

export const listThemeMonths = (db: Queryable) => db.rows<ThemeMonth>(sql('cells/list_theme_months'))
