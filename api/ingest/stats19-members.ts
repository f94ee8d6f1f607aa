/** Vehicles and casualties of STATS19: each goes to the slice of its collision; one without a collision is counted as such. */
import { sql } from '../db/sql.ts'
import { severities, type Severity } from '../vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import type { FileTally, Import } from './import.ts'
import { besideRow, textReader, valuesReader, type Values } from './stats19-codes.ts'
import { casualtyRules, saidByCollision, vehicleRules } from './stats19-columns.ts'
import type { Table } from './table.ts'

export interface MemberFile { name: string; file: FileTally; table: Table }
const PEDESTRIAN = '0'
const CLASS_PEDESTRIAN = '3'
interface Member { line: number; index: string | null; severity: Severity | null; read: Values; example: string }

export const severityOf = (text: string | null): Severity | undefined =>
  severities[Number(text) - 1] ?? severities.find((severity) => severity === text?.toLowerCase())

/** Stages the rows of a table of vehicles or of casualties. */
export async function stageMembers(member: MemberFile, kind: 'vehicles' | 'casualties', load: Import): Promise<void> {
  const { file, table } = member
  const read = memberReader(member, kind)
  for await (const rows of table.rows) {
    const batch: Member[] = []
    for (const { line, fields } of rows) {
      file.read++
      const found = read(line, fields)
      if (typeof found === 'string') load.reject(file, found, line, fields.join(','))
      else batch.push(found)
    }
    await writeMembers(load, file, kind, batch)
  }
}

function memberReader({ name, table }: MemberFile, kind: 'vehicles' | 'casualties') {
  const { text, check } = textReader(table, name)
  const values = valuesReader(table, text, kind === 'vehicles' ? vehicleRules : casualtyRules, (column) => saidByCollision.has(column))
  return (line: number, fields: string[]): Member | 'wrong-number-of-fields' | 'severity-unknown' => {
    if (fields.length !== table.width) return 'wrong-number-of-fields'
    check(fields, line)
    const severity = kind === 'vehicles' ? null : severityOf(text(fields, 'casualty_severity'))
    if (severity === undefined) return 'severity-unknown'
    return { line, index: text(fields, 'collision_index'), severity, read: values(fields), example: fields.join(',') }
  }
}

/** The second reading of a joined file: one row a casualty. `apart`: lines rejected with their collision. Casualties have no number: their order gives it. */
export async function stageJoined({ name, file, table }: MemberFile, load: Import, apart: ReadonlySet<number>): Promise<void> {
  const { text } = textReader(table, name)
  const values = valuesReader(table, text, casualtyRules, () => true)
  const [reference, kind, type] = ['casualty_reference', 'casualty_class', 'casualty_type'].map((column) => casualtyRules.findIndex(({ names }) => names[0] === column)) as [number, number, number]
  const numbered = new Map<string, number>()
  for await (const rows of table.rows) {
    const batch: Member[] = []
    for (const { line, fields } of rows) {
      file.read++
      if (apart.has(line)) continue
      const severity = severityOf(text(fields, 'casualty_severity'))
      const index = text(fields, 'collision_index')
      if (!severity || !index) { load.reject(file, severity ? 'reference-missing' : 'severity-unknown', line, fields.join(',')); continue }
      const read = values(fields)
      numbered.set(index, (numbered.get(index) ?? 0) + 1)
      read.values[reference] ??= String(numbered.get(index))
      // A pedestrian is no driver and no passenger; of the others it is not told which.
      if (read.values[type] === PEDESTRIAN) read.values[kind] ??= CLASS_PEDESTRIAN
      batch.push({ line, index, severity, read, example: fields.join(',') })
    }
    await writeMembers(load, file, 'casualties', batch)
  }
}

/** Writes a batch; rows without a collision are rejected, odd ones remarked. */
async function writeMembers(load: Import, file: FileTally, kind: 'vehicles' | 'casualties', batch: readonly Member[]): Promise<void> {
  if (batch.length === 0) return
  const columns = batch[0]!.read.values.map((_, i) => texts(batch.map(({ read }) => read.values[i])))
  const first = [numbers(load.sliceIds), numbers(batch.map(({ line }) => line)), texts(batch.map(({ index }) => index))]
  const severity = kind === 'casualties' ? [texts(batch.map((row) => row.severity))] : []
  const lost = await load.db.rows<{ line: number }>(sql(kind === 'vehicles' ? 'ingest/add_vehicles' : 'ingest/add_casualties'), [...first, ...severity, ...columns, texts(batch.map(({ read }) => besideRow(read.other)))])
  const lines = new Set(lost.map(({ line }) => line))
  for (const { line, read, example } of batch) {
    if (lines.has(line)) load.reject(file, 'collision-unknown', line, example)
    else if (read.unknown) load.remark(file, 'code-unknown', line, example)
  }
  file.loaded += batch.length - lost.length
  await load.heartbeat()
}
