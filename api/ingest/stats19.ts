/**
 * STATS19 road casualty tables: collisions, then the vehicles and casualties that belong to them. Column names of every year are
 * taken (`Accident_Index`, `accident_index`, `collision_index`), codes or labels; -1 means not known. Also the joined form, one row a casualty.
 */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { RejectionReason, Remark } from '../source-vocabulary.ts'
import { severities } from '../vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { kindId } from './incidents.ts'
import { positionReader } from './positions.ts'
import { RefusedFileError } from './refusal.ts'
import type { SpotInput, SpotStore } from './spots.ts'
import { besideRow, textReader, valuesReader, type Values } from './stats19-codes.ts'
import { aliases, casualtyRules, collisionRules, saidByDate } from './stats19-columns.ts'
import { severityOf, stageJoined, stageMembers } from './stats19-members.ts'
import { openTable, type Table } from './table.ts'
import { localTime } from './times.ts'

const ROWS_AT_ONCE = 10_000

export interface Stats19File { source: SourceFile; file: FileTally }
type Kind = 'collisions' | 'joined' | 'vehicles' | 'casualties'
interface Opened extends Stats19File { table: Table; kind: Kind }

/** Stages the files of one publication, collisions first. @throws RefusedFileError when there is no collision file among them. */
export async function stageStats19(files: readonly Stats19File[], load: Import, spots: SpotStore): Promise<void> {
  const opened: Opened[] = []
  for (const { source, file } of files) {
    const table = await openTable(source, ['collision_index'], aliases)
    opened.push({ source, file, table, kind: kindOf(table, source.name) })
  }
  if (!opened.some(({ kind }) => kind === 'collisions' || kind === 'joined')) throw new RefusedFileError(opened[0]!.source.name, 1, 'vehicles and casualties need the collision file of the same publication; load them together')
  const order: Kind[] = ['collisions', 'joined', 'vehicles', 'casualties']
  const seen = new Set<string>()
  for (const one of opened.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    await stageTable(one, load, spots, seen)
    load.checkFile(one.file)
  }
  await spots.place()
  await load.db.transaction((inside) => remarkOdd(inside, load))
  await countSlices(load)
}

async function stageTable(one: Opened, load: Import, spots: SpotStore, seen: Set<string>): Promise<void> {
  const { source, file, table, kind } = one
  const name = source.name
  if (kind === 'vehicles' || kind === 'casualties') return stageMembers({ name, file, table }, kind, load)
  const apart = await stageCollisions(one, load, spots, seen)
  if (kind === 'joined') await stageJoined({ name, file, table: await openTable(source, ['collision_index'], aliases) }, load, apart)
}

function kindOf(table: Table, name: string): Kind {
  const has = (column: string) => table.column(column) !== -1
  if (has('casualty_severity')) return has('collision_severity') ? 'joined' : 'casualties'
  if (has('collision_severity')) return 'collisions'
  if (has('vehicle_type')) return 'vehicles'
  throw new RefusedFileError(name, 1, 'has neither collision_severity, vehicle_type nor casualty_severity')
}

interface Collision { line: number; month: string; force: string; spot: SpotInput | null; first: string[]; read: Values; example: string }

/** @returns lines that were rejected. Of a joined file every collision is read once, and no row is counted: they are casualties. */
async function stageCollisions({ source, file, table, kind }: Opened, load: Import, spots: SpotStore, seen: Set<string>): Promise<Set<number>> {
  const read = collisionReader(table, source.name, seen, kind === 'joined')
  const apart = new Set<number>()
  let batch: Collision[] = []
  const flush = async () => {
    if (batch.length > 0) await writeCollisions(load, file, spots, batch)
    if (kind === 'collisions') file.loaded += batch.length
    batch = []
  }
  for await (const rows of table.rows) {
    for (const { line, fields } of rows) {
      if (kind === 'collisions') file.read++
      const result = read(line, fields)
      if (typeof result === 'string') {
        apart.add(line)
        load.reject(file, result, line, fields.join(','))
      } else if (result) batch.push(result)
    }
    if (batch.length >= ROWS_AT_ONCE) await flush()
  }
  await flush()
  return apart
}

/** Reads a row to a collision, why it is none, or (`joined`) null for a further casualty of one that is known. */
function collisionReader(table: Table, name: string, seen: Set<string>, joined: boolean): (line: number, fields: string[]) => Collision | RejectionReason | null {
  const position = positionReader(table)
  const { text, check } = textReader(table, name)
  const ofCasualty = new Set(joined ? casualtyRules.flatMap(({ names }) => names) : [])
  const values = valuesReader(table, text, collisionRules, (column) => ofCasualty.has(column) || (joined && saidByDate.has(column)))
  return (line, fields) => {
    if (fields.length !== table.width) return 'wrong-number-of-fields'
    check(fields, line)
    const index = text(fields, 'collision_index')
    if (!index) return 'reference-missing'
    if (seen.has(index)) return joined ? null : 'reference-repeated'
    const severity = severityOf(text(fields, 'collision_severity'))
    if (!severity) return 'severity-unknown'
    const time = text(fields, 'time')
    const at = localTime(`${text(fields, 'date') ?? ''}${time ? ` ${time}` : ''}`)
    if (!at) return 'time-unreadable'
    const spot = position(fields)
    if (typeof spot === 'string') return spot
    seen.add(index)
    const read = values(fields)
    forgetSaid(read.other, index, at, spot !== null && text(fields, 'longitude') !== null)
    return { line, month: at.slice(0, 7), force: `police force ${read.values[FORCE] ?? read.other.police_force ?? 'not known'}`, spot, first: [index, at, String(time !== null), severity], read, example: fields.join(',') }
  }
}

const FORCE = collisionRules.findIndex(({ names }) => names[0] === 'police_force')
const SUNDAY_FIRST = 1

/** Drops from beside the row what its columns say: year, reference, weekday and the grid position of a point that has degrees. Where they disagree, they stay. */
function forgetSaid(other: Record<string, string>, index: string, at: string, degrees: boolean): void {
  if (other.collision_year === at.slice(0, 4)) delete other.collision_year
  if (other.collision_ref_no !== undefined && index.endsWith(other.collision_ref_no)) delete other.collision_ref_no
  if (Number(other.day_of_week) === new Date(`${at.slice(0, 10)}T00:00:00Z`).getUTCDay() + SUNDAY_FIRST) delete other.day_of_week
  if (!degrees) return
  delete other.location_easting_osgr
  delete other.location_northing_osgr
}

async function writeCollisions(load: Import, file: FileTally, spots: SpotStore, rows: readonly Collision[]): Promise<void> {
  const spotIds = await spots.resolve(rows.map(({ spot }) => spot))
  const sliceIds: number[] = []
  for (const { force, month, line, read, example } of rows) {
    const slice = await load.slice(file, 'collisions', force, month, true)
    slice.rows++
    sliceIds.push(slice.sliceId)
    if (read.unknown) load.remark(file, 'code-unknown', line, example)
  }
  const first = rows[0]!.first.map((_, i) => texts(rows.map((row) => row.first[i])))
  const columns = rows[0]!.read.values.map((_, i) => texts(rows.map(({ read }) => read.values[i])))
  await load.db.run(sql('ingest/add_collisions'), [numbers(sliceIds), numbers(rows.map(({ line }) => line)), numbers(spotIds), ...first, ...columns, texts(rows.map(({ read }) => besideRow(read.other)))])
  await load.heartbeat()
}

/** Counts what is odd and kept: see the list of remarks for each rule. */
async function remarkOdd(inside: Queryable, load: Import): Promise<void> {
  // Tables that were filled a moment ago: whatever the planner believes of them, a nested loop is never right here.
  await inside.run('set local enable_nestloop = off')
  const found = await inside.rows<{ remark: Remark; file_no: number; rows: number; first_line: number; example: string }>(sql('ingest/check_collisions'), [numbers(load.sliceIds)])
  for (const { remark, file_no, rows, first_line, example } of found) load.remark(load.files[file_no - 1]!, remark, first_line, example, rows)
}

async function countSlices(load: Import): Promise<void> {
  for (const severity of severities) {
    const [collision, casualty] = [await kindId(load.db, 'collision', severity), await kindId(load.db, 'casualty', severity)]
    await load.db.run(sql('ingest/count_collisions'), [numbers(load.sliceIds), severity, collision])
    await load.db.run(sql('ingest/count_casualties'), [numbers(load.sliceIds), severity, casualty])
  }
}
