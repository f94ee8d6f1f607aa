/** Emergency attendance: `force-responses`. Impossible time stamps are kept, because their share is itself a finding. */
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { RejectionReason } from '../source-vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import { instantsOf } from './clock-readings.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { positionReader } from './positions.ts'
import type { SpotInput, SpotStore } from './spots.ts'
import { openTable, type Row, type Table } from './table.ts'
import { localTime } from './times.ts'

interface Response {
  line: number; month: string; ref: string; grade: string
  /** Instants, ISO 8601, UTC. */
  call: string; dispatched: string | null; arrived: string | null
  /** Whether a clock change had a part in reading them. */
  clockChange: boolean
  answeredS: number | null; spot: SpotInput | null; road: string; ruc: string | null
}

const grades = new Set(['emergency', 'priority', 'scheduled'])
const ROWS_AT_ONCE = 10_000
/** A call before that is a date that a system writes for none. */
const EARLIEST = '1990'
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

export async function stageForceResponses(source: SourceFile, file: FileTally, load: Import, spots: SpotStore, force: string): Promise<void> {
  const table = await openTable(source, ['incident_id', 'grade', 'call_at', 'arrived_at'])
  const read = reader(table)
  let batch: Response[] = []
  for await (const rows of table.rows) {
    for (const row of rows) {
      file.read++
      const result = read(row)
      if (typeof result === 'string') load.reject(file, result, row.line, row.fields.join(','))
      else {
        batch.push(result)
        if (result.clockChange) load.remark(file, 'clock-change', row.line, row.fields.join(','))
      }
    }
    if (batch.length < ROWS_AT_ONCE) continue
    await write(load.db, file, load, spots, force, batch)
    batch = []
  }
  if (batch.length > 0) await write(load.db, file, load, spots, force, batch)
}

function reader(table: Table): (row: Row) => Response | RejectionReason {
  const position = positionReader(table)
  return ({ line, fields }) => {
    if (fields.length !== table.width) return 'wrong-number-of-fields'
    const text = (name: string) => (table.column(name) === -1 ? '' : fields[table.column(name)]!.trim())
    const time = (name: string) => (text(name) ? localTime(text(name)) : null)
    const [call, dispatched, arrived] = [localTime(text('call_at')), time('dispatched_at'), time('arrived_at')]
    if (!text('incident_id')) return 'reference-missing'
    if (!grades.has(text('grade').toLowerCase())) return 'grade-unknown'
    if (call === undefined || call < EARLIEST || dispatched === undefined || arrived === undefined) return 'time-unreadable'
    const spot = position(fields)
    if (typeof spot === 'string') return spot
    const answered = text('call_answered_s')
    if (answered && !Number.isFinite(Number(answered))) return 'value-unreadable'
    const ruc = text('ruc').toLowerCase()
    const stamps = instantsOf(call, dispatched, arrived)
    return {
      line, month: call.slice(0, 7), ref: text('incident_id'), grade: text('grade').toLowerCase(), clockChange: !stamps.sure,
      call: iso(stamps.call)!, dispatched: iso(stamps.dispatched), arrived: iso(stamps.arrived),
      answeredS: answered ? Math.round(Number(answered)) : null, spot, road: text('road'), ruc: ruc === 'urban' || ruc === 'rural' ? ruc : null
    }
  }
}

async function write(db: Database, file: FileTally, load: Import, spots: SpotStore, force: string, rows: Response[]): Promise<void> {
  const spotIds = await spots.resolve(rows.map(({ spot }) => spot))
  const sliceIds: number[] = []
  for (const { month } of rows) {
    const slice = await load.slice(file, 'responses', force, month, true)
    slice.rows++
    sliceIds.push(slice.sliceId)
  }
  const column = (of: (row: Response) => string | null) => texts(rows.map(of))
  await db.run(sql('ingest/add_responses'), [
    numbers(sliceIds), numbers(rows.map(({ line }) => line)), column(({ ref }) => ref), column(({ grade }) => grade),
    column(({ call }) => call), column(({ dispatched }) => dispatched), column(({ arrived }) => arrived),
    numbers(rows.map(({ answeredS }) => answeredS)), numbers(spotIds), column(({ road }) => road), column(({ ruc }) => ruc)
  ])
  file.loaded += rows.length
  await load.heartbeat()
}
