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
}
export interface ThemeMonth { theme: string; month: string; total: number; synthetic: boolean; dated: boolean; sources: string[] }

const parameters = ({ theme, from, to, res }: UnderstoodQuery, areaId: number | null) => [theme, `${from}-01`, `${to}-01`, res, areaId]

export const countByCell = (db: Queryable, query: UnderstoodQuery, areaId: number | null) =>
  db.rows<{ cell: string; n: number }>(sql('cells/count_by_cell'), parameters(query, areaId))

export const seriesByCell = (db: Queryable, query: UnderstoodQuery, areaId: number | null) =>
  db.rows<{ cell: string; series: string }>(sql('cells/series_by_cell'), parameters(query, areaId))

export const totalByMonth = (db: Queryable, theme: string, from: string, to: string, feed: string) =>
  db.rows<MonthTotals>(sql('cells/total_by_month'), [theme, `${from}-01`, `${to}-01`, feed])

export const listThemeMonths = (db: Queryable) => db.rows<ThemeMonth>(sql('cells/list_theme_months'))
