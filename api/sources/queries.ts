/** Statements of the room `sources`. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

export interface LoadedSource { source: string; synthetic: boolean; files: number; read: number; loaded: number; importedAt: string }
export interface Rejected { source: string; synthetic: boolean; reason: string; count: number }
export interface Remarked { source: string; synthetic: boolean; remark: string; count: number }
export interface LoadedMonth {
  source: string; synthetic: boolean; forces: string[]; month: string
  loaded: number; inside: number; outside: number; noLocation: number; withheld: number
}

export const listSources = (db: Queryable) => db.rows<LoadedSource>(sql('sources/list_sources'))
export const listRejections = (db: Queryable) => db.rows<Rejected>(sql('sources/list_rejections'))
export const listRemarks = (db: Queryable) => db.rows<Remarked>(sql('sources/list_remarks'))
export const listMonths = (db: Queryable) => db.rows<LoadedMonth>(sql('sources/list_months'))
