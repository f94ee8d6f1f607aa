/** A force's own incidents with their times: `force-incidents`. */
import type { RejectionReason } from '../source-vocabulary.ts'
import { categorySlugs, domesticIncident } from '../vocabulary.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import type { IncidentRow, IncidentStage } from './incidents.ts'
import { positionReader } from './positions.ts'
import { openTable, type Row, type Table } from './table.ts'
import { localMs, localTime, nightOf } from './times.ts'

const allowed = new Set<string>([...categorySlugs, domesticIncident])
const YES = new Set(['1', 'y', 'yes', 'true', 't'])

export async function stageForceIncidents(source: SourceFile, file: FileTally, load: Import, stage: IncidentStage, force: string): Promise<void> {
  const table = await openTable(source, ['incident_id', 'category', 'occurred_from'])
  const read = reader(table, force)
  const seen = new Set<string>()
  for await (const rows of table.rows) {
    const sound: IncidentRow[] = []
    for (const row of rows) {
      file.read++
      const result = read(row)
      const reason = typeof result === 'string' ? result : seen.has(result.ref) ? 'reference-repeated' : undefined
      if (reason) load.reject(file, reason, row.line, row.fields.join(','))
      else {
        seen.add((result as IncidentRow).ref)
        sound.push(result as IncidentRow)
      }
    }
    await stage.add(file, sound)
  }
  await stage.endFile(file)
}

function reader(table: Table, force: string): (row: Row) => IncidentRow | RejectionReason {
  const position = positionReader(table)
  const at = (name: string) => table.column(name)
  const columns = {
    ref: at('incident_id'), category: at('category'), subcategory: at('subcategory'), from: at('occurred_from'), to: at('occurred_to'),
    rural: at('rural_flag'), domestic: at('domestic'), place: at('repeat_location_id'), victim: at('victim_id'), victimKind: at('victim_kind'),
    outcome: at('outcome'), solved: at('solved')
  }
  return ({ line, fields }) => {
    if (fields.length !== table.width) return 'wrong-number-of-fields'
    const text = (column: number) => (column === -1 ? '' : fields[column]!.trim())
    const yes = (column: number) => YES.has(text(column).toLowerCase())
    const category = text(columns.category).toLowerCase()
    if (!text(columns.ref)) return 'reference-missing'
    if (!allowed.has(category)) return 'category-unknown'
    const from = localTime(text(columns.from))
    const to = text(columns.to) ? localTime(text(columns.to)) : null
    if (from === undefined || to === undefined) return 'time-unreadable'
    if (to !== null && localMs(to) < localMs(from)) return 'time-out-of-order'
    const spot = position(fields)
    if (typeof spot === 'string') return spot
    return {
      line, force, month: from.slice(0, 7), ref: text(columns.ref), category, subcategory: text(columns.subcategory).toLowerCase(),
      domestic: yes(columns.domestic), ruralFlag: yes(columns.rural), spot, night: nightOf(from, to), outcome: text(columns.outcome), from, to,
      solved: columns.solved === -1 ? null : yes(columns.solved),
      victimId: text(columns.victim) || null, victimKind: text(columns.victimKind) || null, repeatLocationId: text(columns.place) || null
    }
  }
}
