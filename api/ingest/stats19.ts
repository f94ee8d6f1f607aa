/**
 * STATS19 road casualty tables: collisions, then the vehicles and casualties that belong to them. Column names of every year are
 * taken (`Accident_Index`, `accident_index`, `collision_index`), codes or labels; -1 means not known.
 */
import { sql } from '../db/sql.ts'
import type { RejectionReason } from '../source-vocabulary.ts'
import { severities, type Severity } from '../vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { kindId } from './incidents.ts'
import { positionReader } from './positions.ts'
import { RefusedFileError } from './refusal.ts'
import type { SpotInput, SpotStore } from './spots.ts'
import { openTable, type Table } from './table.ts'
import { localTime } from './times.ts'

const aliases: Record<string, string> = {
  accident_index: 'collision_index', accident_severity: 'collision_severity', accident_year: 'collision_year', accident_reference: 'collision_reference',
  '1st_road_class': 'first_road_class', '1st_road_number': 'first_road_number', vehicle_manoeuver: 'vehicle_manoeuvre'
}
const ROWS_AT_ONCE = 10_000
const YES = new Set(['1', 'yes', 'true'])

export interface Stats19File { source: SourceFile; file: FileTally }
type Kind = 'collisions' | 'vehicles' | 'casualties'
interface Opened extends Stats19File { table: Table; kind: Kind }

/** Stages the files of one publication, collisions first. @throws RefusedFileError when there is no collision file among them. */
export async function stageStats19(files: readonly Stats19File[], load: Import, spots: SpotStore): Promise<void> {
  const opened: Opened[] = []
  for (const { source, file } of files) {
    const table = await openTable(source, ['collision_index'], aliases)
    opened.push({ source, file, table, kind: kindOf(table, source.name) })
  }
  if (!opened.some(({ kind }) => kind === 'collisions')) throw new RefusedFileError(opened[0]!.source.name, 1, 'vehicles and casualties need the collision file of the same publication; load them together')
  const order: Kind[] = ['collisions', 'vehicles', 'casualties']
  const seen = new Set<string>()
  for (const one of opened.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    if (one.kind === 'collisions') await stageCollisions(one, load, spots, seen)
    else await stageMembers(one, load)
    load.checkFile(one.file)
  }
  await countSlices(load)
}

function kindOf(table: Table, name: string): Kind {
  if (table.column('casualty_severity') !== -1) return 'casualties'
  if (table.column('collision_severity') !== -1) return 'collisions'
  if (table.column('vehicle_type') !== -1) return 'vehicles'
  throw new RefusedFileError(name, 1, 'has neither collision_severity, vehicle_type nor casualty_severity')
}

/** Reads a field as text; undefined column, empty, NULL and -1 are not known. */
function fieldReader(table: Table): (fields: string[], name: string) => string | null {
  return (fields, name) => {
    const text = fields[table.column(name)]?.trim() ?? ''
    return text === '' || text === '-1' || text.toUpperCase() === 'NULL' ? null : text
  }
}

const severityOf = (text: string | null): Severity | undefined =>
  severities[Number(text) - 1] ?? severities.find((severity) => severity === text?.toLowerCase())
const wholeNumber = (text: string | null): number | null => (text !== null && /^-?\d+$/.test(text) ? Number(text) : null)

type CollisionValues = (string | number | null)[]
interface Collision { line: number; month: string; force: string; spot: SpotInput | null; values: CollisionValues }

async function stageCollisions({ file, table }: Opened, load: Import, spots: SpotStore, seen: Set<string>): Promise<void> {
  const position = positionReader(table)
  const field = fieldReader(table)
  const read = (line: number, fields: string[]): Collision | RejectionReason => {
    if (fields.length !== table.width) return 'wrong-number-of-fields'
    const text = (name: string) => field(fields, name)
    const index = text('collision_index')
    if (!index) return 'reference-missing'
    if (seen.has(index)) return 'reference-repeated'
    const severity = severityOf(text('collision_severity'))
    if (!severity) return 'severity-unknown'
    const time = text('time')
    const at = localTime(`${text('date') ?? ''}${time ? ` ${time}` : ''}`)
    if (!at) return 'time-unreadable'
    const spot = position(fields)
    if (typeof spot === 'string') return spot
    seen.add(index)
    const drink = text('drink_drive')
    return {
      line, month: at.slice(0, 7), force: `police force ${text('police_force') ?? 'not known'}`, spot,
      values: [index, at, String(time !== null), severity, wholeNumber(text('number_of_vehicles')), wholeNumber(text('number_of_casualties')),
        text('first_road_class'), wholeNumber(text('first_road_number')), text('road_type'), wholeNumber(text('speed_limit')), text('junction_detail'),
        text('light_conditions'), text('weather_conditions'), text('urban_or_rural_area'), drink === null ? null : String(YES.has(drink.toLowerCase()))]
    }
  }
  let batch: Collision[] = []
  const flush = async () => {
    if (batch.length > 0) await writeCollisions(load, file, spots, batch)
    batch = []
  }
  for await (const rows of table.rows) {
    for (const { line, fields } of rows) {
      file.read++
      const result = read(line, fields)
      if (typeof result === 'string') load.reject(file, result, line, fields.join(','))
      else batch.push(result)
    }
    if (batch.length >= ROWS_AT_ONCE) await flush()
  }
  await flush()
}

async function writeCollisions(load: Import, file: FileTally, spots: SpotStore, rows: Collision[]): Promise<void> {
  const spotIds = await spots.resolve(rows.map(({ spot }) => spot))
  const sliceIds: number[] = []
  for (const { force, month } of rows) {
    const slice = await load.slice(file, 'collisions', force, month, true)
    slice.rows++
    sliceIds.push(slice.sliceId)
  }
  const columns = rows[0]!.values.map((_, i) => texts(rows.map(({ values }) => (values[i] === null ? null : String(values[i])))))
  await load.db.run(sql('ingest/add_collisions'), [numbers(sliceIds), numbers(rows.map(({ line }) => line)), numbers(spotIds), ...columns])
  file.loaded += rows.length
  await load.heartbeat()
}

const memberColumns = {
  vehicles: ['collision_index', 'vehicle_reference', 'vehicle_type', 'vehicle_manoeuvre', 'sex_of_driver', 'age_of_driver'],
  casualties: ['collision_index', 'casualty_reference', 'vehicle_reference', 'casualty_severity', 'casualty_class', 'casualty_type', 'sex_of_casualty', 'age_of_casualty']
}

/** Vehicles and casualties go to the slice of their collision; those without one are counted as such. */
async function stageMembers({ file, table, kind }: Opened, load: Import): Promise<void> {
  const columns = memberColumns[kind as keyof typeof memberColumns]
  const field = fieldReader(table)
  for await (const rows of table.rows) {
    const batch: { line: number; values: (string | null)[]; example: string }[] = []
    for (const { line, fields } of rows) {
      file.read++
      const values = columns.map((name) => field(fields, name))
      const reason = fields.length !== table.width ? 'wrong-number-of-fields' as const : kind === 'casualties' ? normaliseSeverity(values) : undefined
      if (reason) load.reject(file, reason, line, fields.join(','))
      else batch.push({ line, values, example: fields.join(',') })
    }
    const lost = await load.db.rows<{ line: number }>(sql(kind === 'vehicles' ? 'ingest/add_vehicles' : 'ingest/add_casualties'),
      [numbers(load.sliceIds), numbers(batch.map(({ line }) => line)), ...columns.map((_, i) => texts(batch.map(({ values }) => values[i])))])
    const lines = new Set(lost.map(({ line }) => line))
    for (const { line, example } of batch) if (lines.has(line)) load.reject(file, 'collision-unknown', line, example)
    file.loaded += batch.length - lost.length
    await load.heartbeat()
  }
}

/** Turns the code or label in the severity column into our word. */
function normaliseSeverity(values: (string | null)[]): RejectionReason | undefined {
  const severity = severityOf(values[memberColumns.casualties.indexOf('casualty_severity')] ?? null)
  if (!severity) return 'severity-unknown'
  values[memberColumns.casualties.indexOf('casualty_severity')] = severity
  return undefined
}

async function countSlices(load: Import): Promise<void> {
  for (const severity of severities) {
    const [collision, casualty] = [await kindId(load.db, 'collision', severity), await kindId(load.db, 'casualty', severity)]
    await load.db.run(sql('ingest/count_collisions'), [numbers(load.sliceIds), severity, collision])
    await load.db.run(sql('ingest/count_casualties'), [numbers(load.sliceIds), severity, casualty])
  }
}
