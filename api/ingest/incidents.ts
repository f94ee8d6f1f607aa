/** Stages incident rows in large batches, while the next ones are being read, and counts them by kind and spot. */
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { numbers, texts } from './arrays.ts'
import type { FileTally, Import } from './import.ts'
import { SpotStore, type SpotInput } from './spots.ts'

export interface IncidentRow {
  line: number
  force: string
  month: string
  ref: string
  category: string
  subcategory: string
  domestic: boolean
  ruralFlag: boolean
  spot: SpotInput | null
  /** 1 Friday or Saturday night, 2 the same hours of other nights, 0 other hours, -1 hour not known. */
  night: -1 | 0 | 1 | 2
  outcome: string
  from: string | null
  to: string | null
  solved: boolean | null
  victimId: string | null
  victimKind: string | null
  repeatLocationId: string | null
}

const ROWS_AT_ONCE = 10_000

export class IncidentStage {
  private batch: IncidentRow[] = []
  private inFlight: Promise<unknown> = Promise.resolve()
  private readonly kinds = new Map<string, number>()
  private readonly outcomes = new Map<string, number>()
  readonly spots: SpotStore

  constructor(private readonly db: Database, private readonly load: Import, private readonly dated: boolean) {
    this.spots = new SpotStore(db, load.source)
  }

  async add(file: FileTally, rows: IncidentRow[]): Promise<void> {
    for (const row of rows) this.batch.push(row)
    if (this.batch.length >= ROWS_AT_ONCE) await this.flush(file)
  }

  /** Sends what is waiting. While the database works on one batch, the next one is read and made ready. */
  async flush(file: FileTally): Promise<void> {
    const rows = this.batch
    this.batch = []
    if (rows.length === 0) return
    const values = await this.prepare(file, rows)
    await this.inFlight
    this.send(() => this.db.run(sql(this.dated ? 'ingest/add_incidents' : 'ingest/add_monthly_incidents'), values))
    await this.load.heartbeat()
  }

  /** Sends the rest of a file and has the database count its slices, while the next file is being read. */
  async endFile(file: FileTally): Promise<void> {
    await this.flush(file)
    for (const sliceId of this.load.slicesOf(file)) {
      await this.inFlight
      this.send(() => this.db.run(sql('ingest/count_incidents'), [sliceId]))
    }
  }

  /** Waits for what was sent last. */
  async finish(): Promise<void> {
    await this.inFlight
  }

  private send(work: () => Promise<unknown>): void {
    this.inFlight = work()
    // A failure is thrown by the next flush or by finish; without this it would count as unhandled meanwhile.
    this.inFlight.catch(() => undefined)
    this.load.writing = this.inFlight
  }

  /** The values of the statement that adds these rows, their slices opened and their spots found or added. */
  private async prepare(file: FileTally, rows: IncidentRow[]): Promise<unknown[]> {
    const spotIds = await this.spots.resolve(rows.map(({ spot }) => spot))
    const sliceIds: number[] = []
    const kindIds: number[] = []
    const outcomeIds: (number | null)[] = []
    for (const row of rows) {
      const slice = await this.load.slice(file, 'incidents', row.force, row.month, this.dated)
      slice.rows++
      sliceIds.push(slice.sliceId)
      kindIds.push(await this.kindOf(row))
      outcomeIds.push(row.outcome ? await this.outcomeOf(row.outcome) : null)
    }
    file.loaded += rows.length
    const plain = [numbers(sliceIds), numbers(rows.map(({ line }) => line)), texts(rows.map(({ ref }) => ref)), numbers(kindIds), numbers(spotIds)]
    return this.dated ? [...plain, numbers(rows.map(({ night }) => night)), numbers(outcomeIds), ...timesAndPeople(rows)] : [...plain, numbers(outcomeIds)]
  }

  private kindOf({ category, subcategory, domestic, ruralFlag }: IncidentRow): number | Promise<number> {
    const key = `${category}|${subcategory}|${domestic}|${ruralFlag}`
    return this.kinds.get(key) ?? kindId(this.db, category, subcategory, domestic, ruralFlag).then((id) => { this.kinds.set(key, id); return id })
  }

  private outcomeOf(name: string): number | Promise<number> {
    return this.outcomes.get(name) ?? this.db.rows<{ outcome_id: number }>(sql('ingest/add_outcome'), [name])
      .then(([row]) => { this.outcomes.set(name, row!.outcome_id); return row!.outcome_id })
  }
}

const timesAndPeople = (rows: readonly IncidentRow[]): string[] => [
  texts(rows.map(({ from }) => from)), texts(rows.map(({ to }) => to)), texts(rows.map(({ solved }) => (solved === null ? null : String(solved)))),
  texts(rows.map(({ victimId }) => victimId)), texts(rows.map(({ victimKind }) => victimKind)), texts(rows.map(({ repeatLocationId }) => repeatLocationId))
]

/** The dictionary number of a kind, added when it is new. */
export async function kindId(db: Database, category: string, subcategory = '', domestic = false, ruralFlag = false): Promise<number> {
  const [row] = await db.rows<{ kind_id: number }>(sql('ingest/add_kind'), [category, subcategory, domestic, ruralFlag])
  return row!.kind_id
}
