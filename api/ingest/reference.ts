/** Small reference tables: rural-urban classes, LSOA changes, households, deprivation, places. Staged in memory, published in one transaction. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { RejectionReason } from '../source-vocabulary.ts'
import { placeKinds } from '../vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { RefusedFileError } from './refusal.ts'
import { coordinateFault } from './spots.ts'
import { openTable, type Table } from './table.ts'

export type Publish = (inside: Queryable) => Promise<void>

export const isTableFile = (name: string) => /\.csv$/i.test(name)
const LSOA = /^[EW]01\d{6}$/
/** Rural-urban classes of 2011 that are rural; the others are urban (settlements of 10,000 or more). */
const ruralClasses2011 = ['D1', 'D2', 'E1', 'E2', 'F1', 'F2']

/** Reads rows into `take`, which answers a reason for a row that it cannot use. */
export async function eachRow(table: Table, file: FileTally, load: Import, take: (fields: string[]) => RejectionReason | undefined): Promise<void> {
  for await (const rows of table.rows) {
    for (const { line, fields } of rows) {
      file.read++
      const reason = fields.length === table.width ? take(fields) : 'wrong-number-of-fields'
      if (reason) load.reject(file, reason, line, fields.join(','))
      else file.loaded++
    }
  }
}

/** The rural-urban classification of 2011 or of 2021, or the list that leads from 2011 LSOAs to those of 2021. */
export async function readRuc(source: SourceFile, file: FileTally, load: Import): Promise<Publish> {
  const table = await openTable(source, [])
  const [old, later, ruc11, ruc21] = ['lsoa11cd', 'lsoa21cd', 'ruc11cd', 'ruc21cd'].map((name) => table.column(name)) as [number, number, number, number]
  if (later !== -1 && ruc21 !== -1) return readClasses(table, file, load, { vintage: 'ruc21', code: later, klass: ruc21, known: /^(U[NF]|R[LS][NF])1$/, rural: (value) => value.startsWith('R') })
  if (old === -1) throw new RefusedFileError(source.name, 1, 'has neither LSOA11CD (classes of 2011, or changes from 2011 to 2021) nor LSOA21CD with RUC21CD (classes of 2021)')
  if (ruc11 !== -1) return readClasses(table, file, load, { vintage: 'ruc11', code: old, klass: ruc11, known: /^[A-F][12]$/, rural: (value) => ruralClasses2011.includes(value) })
  if (later === -1) throw new RefusedFileError(source.name, 1, 'has neither a column RUC11CD (classes) nor LSOA21CD (changes from 2011 to 2021)')
  const [before, after]: [string[], string[]] = [[], []]
  await eachRow(table, file, load, (fields) => {
    if (!LSOA.test(fields[old]!)) return 'code-unreadable'
    if (!LSOA.test(fields[later]!.trim())) return 'value-unreadable'
    before.push(fields[old]!)
    after.push(fields[later]!.trim())
    return undefined
  })
  return async (inside) => { await inside.run(sql('ingest/add_lsoa_changes'), [texts(before), texts(after), load.importId]) }
}

interface Classes { vintage: 'ruc11' | 'ruc21'; code: number; klass: number; known: RegExp; rural: (value: string) => boolean }
async function readClasses(table: Table, file: FileTally, load: Import, { vintage, code, klass, known, rural }: Classes): Promise<Publish> {
  const [codes, values]: [string[], string[]] = [[], []]
  await eachRow(table, file, load, (fields) => {
    const value = fields[klass]!.trim()
    if (!LSOA.test(fields[code]!)) return 'code-unreadable'
    if (!known.test(value)) return 'value-unreadable'
    codes.push(fields[code]!)
    values.push(value)
    return undefined
  })
  return async (inside) => { await inside.run(sql('ingest/add_ruc_classes'), [vintage, texts(codes), texts(values), texts(values.map((value) => String(rural(value)))), load.importId]) }
}

/** Households or residents per area: one row an area, or several whose counts are added up. */
export async function readHouseholds(source: SourceFile, file: FileTally, load: Import): Promise<Publish> {
  const table = await openTable(source, [])
  const codeColumn = ['lsoa21_code', 'lsoa11_code', 'area_code', 'code', 'lsoa21cd', 'lsoa11cd'].find((name) => table.column(name) !== -1)
  const countColumn = ['count', 'households', 'usual_residents', 'residents'].find((name) => table.column(name) !== -1)
  if (!codeColumn || !countColumn) throw new RefusedFileError(source.name, 1, 'needs a column of area codes (lsoa21_code, area_code) and one of counts (count, households, usual_residents)')
  const totals = new Map<string, number>()
  await eachRow(table, file, load, (fields) => {
    const code = fields[table.column(codeColumn)]!.trim()
    const count = Number(fields[table.column(countColumn)]!.replace(/,/g, '') || 'x')
    if (!/^[EW]\d{8}$/.test(code)) return 'code-unreadable'
    if (!Number.isInteger(count) || count < 0) return 'value-unreadable'
    totals.set(code, (totals.get(code) ?? 0) + count)
    return undefined
  })
  const vintage = codeColumn.includes('11') ? 'census11' : 'census21'
  const what = /resident/.test(countColumn) ? 'ingest/add_residents' : 'ingest/add_households'
  return async (inside) => { await inside.run(sql(what), [texts([...totals.keys()]), numbers([...totals.values()]), vintage, load.importId]) }
}

/** How the English Indices of Deprivation name their columns: LSOAs of 2011 (edition 2019) or 2021 (edition 2025), and the decile of the index as a whole. */
const deprivationCodes = { lsoa_code_2021: 'iod25', lsoa21cd: 'iod25', lsoa21_code: 'iod25', lsoa_code_2011: 'iod19', lsoa11cd: 'iod19', lsoa11_code: 'iod19' } as const
const deprivationDeciles = ['index_of_multiple_deprivation_imd_decile_where_1_is_most_deprived_10_of_lsoas', 'index_of_multiple_deprivation_imd_decile', 'imd_decile', 'decile']

/** Deciles of the index of multiple deprivation: files 1, 2 and 7 of the publisher. Its other files hold parts of the index, or no deciles. */
export async function readDeprivation(source: SourceFile, file: FileTally, load: Import): Promise<Publish> {
  const table = await openTable(source, [])
  const [codeColumn, vintage] = Object.entries(deprivationCodes).find(([name]) => table.column(name) !== -1) ?? []
  const decile = Math.max(...deprivationDeciles.map((name) => table.column(name)))
  if (!codeColumn || !vintage || decile === -1) throw new RefusedFileError(source.name, 1, 'needs a column of area codes (LSOA code (2011), LSOA code (2021)) and one "Index of Multiple Deprivation (IMD) Decile": file 1, 2 or 7 of the English Indices of Deprivation')
  const deciles = new Map<string, string>()
  await eachRow(table, file, load, (fields) => {
    const [code, value] = [fields[table.column(codeColumn)]!.trim(), fields[decile]!.trim()]
    if (!LSOA.test(code)) return 'code-unreadable'
    if (deciles.has(code)) return 'reference-repeated'
    if (!/^([1-9]|10)$/.test(value)) return 'decile-impossible'
    deciles.set(code, value)
    return undefined
  })
  return async (inside) => { await inside.run(sql('ingest/add_deprivation'), [vintage, texts([...deciles.keys()]), texts([...deciles.values()]), load.importId]) }
}

/** Police bases, licensed premises and other places, by `place_id`. */
export async function readPlaces(source: SourceFile, file: FileTally, load: Import): Promise<Publish> {
  const table = await openTable(source, ['place_id', 'kind', 'name', 'lng', 'lat'])
  const [id, kind, name, lng, lat] = ['place_id', 'kind', 'name', 'lng', 'lat'].map((column) => table.column(column)) as [number, number, number, number, number]
  const places = new Map<string, string[]>()
  await eachRow(table, file, load, (fields) => {
    if (!fields[id]!.trim()) return 'reference-missing'
    if (places.has(fields[id]!)) return 'reference-repeated'
    if (!(placeKinds as readonly string[]).includes(fields[kind]!)) return 'kind-unknown'
    const fault = coordinateFault(Number(fields[lng] || 'x'), Number(fields[lat] || 'x'))
    if (fault) return fault
    places.set(fields[id]!, fields)
    return undefined
  })
  const rows = [...places.values()]
  const column = (at: number) => texts(rows.map((fields) => fields[at]))
  return async (inside) => { await inside.run(sql('ingest/add_places'), [column(id), column(kind), column(name), column(lng), column(lat), load.importId]) }
}
