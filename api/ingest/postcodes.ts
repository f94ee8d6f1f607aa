/** Postcodes with a position: the ONS Postcode Directory, the National Statistics Postcode Lookup, or a plain table. Of a whole country only those of the study area are kept. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { postcodePattern, type RejectionReason } from '../source-vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { knownLsoas } from './lsoas.ts'
import { eachRow, type Publish } from './reference.ts'
import { RefusedFileError } from './refusal.ts'
import { coordinateFault } from './spots.ts'
import { openTable, type Table } from './table.ts'

/** In an archive of the publisher the whole file is read, not the same again by postcode area, and no list of names. */
export const isPostcodeFile = (name: string) => /onspd|nspl|postcode/i.test(name) && /\.csv$/i.test(name) && !/_uk_[a-z]{1,2}\.csv$/i.test(name)

/** Names of columns, the one that is taken first. One published table spells `Postdocde`. */
const names = {
  postcode: ['pcds', 'pcd', 'pcd7', 'pcd8', 'pcd2', 'postcode', 'postdocde'], lat: ['lat', 'latitude'], lng: ['long', 'lng', 'lon', 'longitude'],
  east: ['oseast1m', 'east1m', 'easting', 'eastings'], north: ['osnrth1m', 'north1m', 'northing', 'northings'], lsoa: ['lsoa21cd', 'lsoa21', 'lsoa21_code', 'lsoa_code'], ended: ['doterm']
} as const
type Columns = Record<keyof typeof names, number>

const DEGREES = 4326, METRES = 27700
/** Bounds of the British grid with its seas, metres. */
const GRID_EAST = 700_000, GRID_NORTH = 1_300_000
const ROWS_AT_ONCE = 20_000

interface Position { x: number; y: number }
interface Kept extends Position { postcode: string; lsoaCode: string | null }
interface Frame { srid: number; holds(position: Position): boolean; inStudy: ReadonlySet<string> }

export async function readPostcodes(source: SourceFile, file: FileTally, load: Import): Promise<Publish> {
  const table = await openTable(source, [])
  const columns = columnsOf(table, source.name)
  const [frame, lsoas] = [await studyFrame(load.db, columns.lat === -1 ? METRES : DEGREES, source.name), await knownLsoas(load.db)]
  const kept = new Map<string, Kept>()
  const ended = new Set<string>()
  await eachRow(table, file, load, (fields) => {
    const postcode = wholePostcode(fields[columns.postcode]!)
    if (!postcode) return 'postcode-unreadable'
    const position = positionOf(fields, columns, postcode)
    if (typeof position === 'string') return position
    const lsoaCode = fields[columns.lsoa]?.trim() || null
    const belongs = lsoaCode !== null && frame.inStudy.has(lsoaCode)
    if (!belongs && !frame.holds(position)) return 'postcode-elsewhere'
    if (belongs && frame.srid === DEGREES && lsoas.isFar({ lng: position.x, lat: position.y, lsoaCode })) return 'coordinates-far-from-lsoa'
    if (fields[columns.ended]?.trim()) {
      ended.add(postcode)
      return 'postcode-terminated'
    }
    if (kept.has(postcode)) return 'reference-repeated'
    kept.set(postcode, { ...position, postcode, lsoaCode })
    return undefined
  })
  return (inside) => replace(inside, [...kept.values()], [...ended], frame.srid, load.importId)
}

/** Adds what is kept to what is loaded already, newer before older, and removes what has gone out of use. */
async function replace(inside: Queryable, kept: Kept[], ended: string[], srid: number, importId: number): Promise<void> {
  await inside.run(sql('ingest/remove_postcodes'), [texts(ended)])
  for (let at = 0; at < kept.length; at += ROWS_AT_ONCE) {
    const rows = kept.slice(at, at + ROWS_AT_ONCE)
    await inside.run(sql('ingest/add_postcodes'), [texts(rows.map(({ postcode }) => postcode)), texts(rows.map(({ lsoaCode }) => lsoaCode)), numbers(rows.map(({ x }) => x)), numbers(rows.map(({ y }) => y)), srid, importId])
  }
}

/** @throws RefusedFileError for a table that does not say where its postcodes are. */
function columnsOf(table: Table, file: string): Columns {
  const columns = Object.fromEntries(Object.entries(names).map(([what, known]) => [what, table.column(known.find((name) => table.column(name) !== -1) ?? '')])) as Columns
  if (columns.postcode === -1) throw new RefusedFileError(file, 1, 'has no column of postcodes (pcds, pcd, postcode)')
  const placed = (columns.lat !== -1 && columns.lng !== -1) || (columns.east !== -1 && columns.north !== -1)
  if (!placed) throw new RefusedFileError(file, 1, 'does not say where a postcode is: it needs lat and long, or oseast1m and osnrth1m')
  return columns.lng === -1 || columns.lat === -1 ? { ...columns, lat: -1, lng: -1 } : columns
}

/** Capitals without a space; undefined where it is not a whole postcode. */
function wholePostcode(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/\s+/g, '')
  return postcodePattern.exec(plain)?.[2]?.length === 3 ? plain : undefined
}

/** Degrees where the table has them, else metres of the British grid. */
function positionOf(fields: readonly string[], { lat, lng, east, north }: Columns, postcode: string): Position | RejectionReason {
  const [x, y] = (lat === -1 ? [fields[east]!, fields[north]!] : [fields[lng]!, fields[lat]!]).map((text) => text.trim()) as [string, string]
  // The publisher writes 99.999999 where it knows no position: Channel Islands, Isle of Man, letters without a place.
  if ((x === '' && y === '') || Number(y) === 99.999999) return 'postcode-no-position'
  const position = { x: Number(x || 'x'), y: Number(y || 'x') }
  if (lat !== -1) return coordinateFault(position.x, position.y) ?? position
  if (!Number.isFinite(position.x) || !Number.isFinite(position.y)) return 'coordinates-unreadable'
  // Northern Ireland has a grid of its own, whose numbers would be places in Britain.
  if (postcode.startsWith('BT')) return 'postcode-elsewhere'
  return position.x < 0 || position.x > GRID_EAST || position.y < 0 || position.y > GRID_NORTH ? 'coordinates-abroad' : position
}

/** The box around the study area and its small areas. @throws RefusedFileError while no area is loaded. */
async function studyFrame(db: Queryable, srid: number, file: string): Promise<Frame> {
  const [row] = await db.rows<{ box: [number, number, number, number] | null; lsoas: string[] | null }>(sql('ingest/frame_study'), [srid])
  if (!row?.box) throw new RefusedFileError(file, undefined, 'no boundaries are loaded, so nobody can tell which postcodes belong here: load areas first')
  const [west, south, east, north] = row.box
  return { srid, inStudy: new Set(row.lsoas ?? []), holds: ({ x, y }) => x >= west && x <= east && y >= south && y <= north }
}
