/**
 * One import from its first byte to its publication. Rows are staged in slices that nobody sees; publishing flips the slices in one
 * short transaction and raises the data version; a killed import leaves staged rows behind, which the next one sweeps away.
 */
import { hostname } from 'node:os'
import type { Database, Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { noFault, type RejectionReason, type Remark, type SourceId } from '../source-vocabulary.ts'
import { RefusedFileError } from './refusal.ts'

export type Feed = 'incidents' | 'collisions' | 'responses'

export interface Slice { sliceId: number; fileNo: number; rows: number }

interface Rejection { rows: number; firstLine: number; example: string }

export interface FileTally {
  fileNo: number
  name: string
  sha256: string
  read: number
  loaded: number
  rejections: Map<RejectionReason, Rejection>
  /** Rows that are loaded although something about them is odd. */
  remarks: Map<Remark, Rejection>
}

/** More than one row in ten rejected: the file is not what it says it is. */
const MOST_REJECTED_SHARE = 0.1
const EXAMPLE_LENGTH = 120
/** A heartbeat older than this, from another machine, is a dead import's. */
export const STALE_AFTER_MINUTES = 15

export class Import {
  readonly files: FileTally[] = []
  /** Fingerprints of files named beside these that are live already. */
  unchanged: readonly string[] = []
  /** The batch on its way to the database. */
  writing: Promise<unknown> = Promise.resolve()
  private readonly slices = new Map<string, Slice>()
  private beat = Date.now()

  private constructor(readonly db: Database, readonly importId: number, readonly source: SourceId, readonly synthetic: boolean) {}

  static async begin(db: Database, source: SourceId, synthetic = false): Promise<Import> {
    await sweep(db)
    const [row] = await db.rows<{ import_id: number }>(sql('ingest/begin_import'), [source, synthetic, hostname(), process.pid])
    return new Import(db, row!.import_id, source, synthetic)
  }

  beginFile(name: string, sha256: string): FileTally {
    const file = { fileNo: this.files.length + 1, name, sha256, read: 0, loaded: 0, rejections: new Map(), remarks: new Map() }
    this.files.push(file)
    return file
  }

  /** Counts a row that is not loaded, with the first line as an example. */
  reject(file: FileTally, reason: RejectionReason, line: number, example: string): void {
    count(file.rejections, reason, 1, line, example)
  }

  /** Counts rows that are loaded and odd, with the first line as an example. */
  remark(file: FileTally, remark: Remark, line: number, example: string, rows = 1): void {
    count(file.remarks, remark, rows, line, example)
  }

  /** The slice that rows of this feed, force and month go to. @throws RefusedFileError when two files hold the same month. */
  async slice(file: FileTally, feed: Feed, force: string, month: string, dated: boolean): Promise<Slice> {
    const key = `${feed}|${force}|${month}`
    let slice = this.slices.get(key)
    if (!slice) {
      const [row] = await this.db.rows<{ slice_id: number }>(sql('ingest/add_slice'),
        [this.importId, file.fileNo, feed, this.source, force, `${month}-01`, dated, this.synthetic])
      slice = { sliceId: row!.slice_id, fileNo: file.fileNo, rows: 0 }
      this.slices.set(key, slice)
    }
    if (slice.fileNo !== file.fileNo) {
      throw new RefusedFileError(file.name, undefined, `holds ${force}, ${month}, which ${this.files[slice.fileNo - 1]!.name} holds too; load one of them`)
    }
    return slice
  }

  slicesOf({ fileNo }: FileTally): number[] { return [...this.slices.values()].filter((slice) => slice.fileNo === fileNo).map(({ sliceId }) => sliceId) }
  get sliceIds(): number[] { return [...this.slices.values()].map(({ sliceId }) => sliceId) }

  /** Tells other processes that this import is alive; cheap enough to call after every batch. */
  async heartbeat(): Promise<void> {
    if (Date.now() - this.beat < 10_000) return
    this.beat = Date.now()
    await this.db.run('update imports set heartbeat_at = now() where import_id = $1', [this.importId])
  }

  /** Refuses a file that holds nothing, or mostly rows that cannot be right. Rows that are no fault of the file are not judged. */
  checkFile(file: FileTally): void {
    if (file.read === 0) throw new RefusedFileError(file.name, undefined, 'the file has a header and no rows')
    const faults = [...file.rejections].filter(([reason]) => !noFault.includes(reason)).sort((a, b) => b[1].rows - a[1].rows)
    const rejected = faults.reduce((total, [, { rows }]) => total + rows, 0)
    const judged = file.read - noFault.reduce((total, reason) => total + (file.rejections.get(reason)?.rows ?? 0), 0)
    if (rejected <= judged * MOST_REJECTED_SHARE) return
    const [reason, { firstLine, rows, example }] = faults[0]!
    throw new RefusedFileError(file.name, firstLine, `${rejected} of ${judged} rows cannot be loaded, most of them (${rows}) for "${reason}": ${example}`)
  }

  /**
   * Makes the import live: `work` runs inside the same transaction, before the version is raised.
   * @returns false when another import published the same bytes in the meantime.
   */
  async publish(work: (inside: Queryable) => Promise<void> = async () => undefined): Promise<boolean> {
    await this.refuseDoubles()
    await this.writeTally()
    return this.db.transaction(async (inside) => {
      // Staged rows may be lost with the server and nobody misses them; what is published is on the disk, and all before it.
      await inside.run('set local synchronous_commit = on')
      // Serialises publications: two imports of the same bytes have one effect.
      await inside.rows('select version from data_version for update')
      const prints = this.files.map(({ sha256 }) => sha256)
      const live = await liveFiles(inside, this.source, prints, this.importId)
      if (prints.every((sha256) => live.has(sha256))) return false
      await inside.run(sql('ingest/retire_slices'), [this.importId])
      await inside.run('update slices set live = true where import_id = $1', [this.importId])
      await work(inside)
      await inside.run(sql('ingest/finish_import'), [this.importId])
      await inside.run('update data_version set version = version + 1, published_at = now()')
      return true
    })
  }

  /** @throws RefusedFileError for a month that a live file, named in the same breath, holds too: loading both again would swap them for ever. */
  private async refuseDoubles(): Promise<void> {
    const [double] = await this.db.rows<{ file_no: number; force: string; month: string; name: string }>(`
      select new.file_no, new.force, to_char(new.month, 'YYYY-MM') as month, f.name
      from slices new
      join slices old on old.live and (old.feed, old.force, old.month) = (new.feed, new.force, new.month)
      join import_files f on f.import_id = old.import_id and f.file_no = old.file_no
      where new.import_id = $1 and f.sha256 = any($2::text[])
      limit 1`, [this.importId, this.unchanged])
    if (double) throw new RefusedFileError(this.files[double.file_no - 1]!.name, undefined, `holds ${double.force}, ${double.month}, which ${double.name} holds too; load one of them`)
  }

  /** Marks the import as failed and removes what it staged. */
  async abandon(status: 'refused' | 'abandoned', message: string): Promise<void> {
    // What is still being written would otherwise arrive after its slice was swept away, and stay for ever.
    await this.writing.catch(() => undefined)
    await this.db.run('update imports set status = $2, message = $3 where import_id = $1', [this.importId, status, message])
    await sweep(this.db)
  }

  private async writeTally(): Promise<void> {
    for (const file of this.files) {
      const rejected = [...file.rejections.values()].reduce((total, { rows }) => total + rows, 0)
      if (file.read !== file.loaded + rejected) throw new Error(`${file.name}: ${file.read} rows read, but ${file.loaded} loaded and ${rejected} rejected`)
      await this.db.run('insert into import_files (import_id, file_no, name, sha256, rows_read, rows_loaded) values ($1, $2, $3, $4, $5, $6)',
        [this.importId, file.fileNo, file.name, file.sha256, file.read, file.loaded])
      for (const [table, word, tally] of [['import_rejections', 'reason', file.rejections], ['import_remarks', 'remark', file.remarks]] as const) {
        for (const [why, { rows, firstLine, example }] of tally) {
          await this.db.run(`insert into ${table} (import_id, file_no, ${word}, rows, first_line, example) values ($1, $2, $3, $4, $5, $6)`, [this.importId, file.fileNo, why, rows, firstLine, example])
        }
      }
    }
    for (const slice of this.slices.values()) await this.db.run('update slices set rows_loaded = $2 where slice_id = $1', [slice.sliceId, slice.rows])
  }
}

function count<Why>(tally: Map<Why, Rejection>, why: Why, rows: number, line: number, example: string): void {
  const known = tally.get(why)
  if (known) known.rows += rows
  else tally.set(why, { rows, firstLine: line, example: example.slice(0, EXAMPLE_LENGTH) })
}

/** Which of these fingerprints are what is live now for this source, apart from what the import `besides` brought. */
export async function liveFiles(db: Queryable, source: SourceId, sha256: readonly string[], besides = 0): Promise<Set<string>> {
  const rows = await db.rows<{ sha256: string }>(sql('ingest/live_files'), [source, sha256, besides])
  return new Set(rows.map((row) => row.sha256))
}

const processIsAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes the rows of imports that died, were refused or have been replaced. Deletes slice by slice, so that no statement is long. */
export async function sweep(db: Database): Promise<void> {
  const staging = await db.rows<{ import_id: number; host: string; pid: number; stale: boolean }>(sql('ingest/staging_imports'), [STALE_AFTER_MINUTES])
  for (const { import_id, host, pid, stale } of staging) {
    const dead = host === hostname() ? pid !== process.pid && !processIsAlive(pid) : stale
    if (dead) await db.run(`update imports set status = 'abandoned', message = 'its process ended before it was published' where import_id = $1`, [import_id])
  }
  const dead = await db.rows<{ slice_id: number }>(sql('ingest/dead_slices'))
  for (const { slice_id } of dead) {
    for (const table of ['incidents', 'counts', 'slice_totals', 'collision_totals', 'collision_spots', 'collision_texts', 'protected_atoms', 'protected_counts', 'slice_measures', 'collisions', 'vehicles', 'casualties', 'response_totals', 'response_packs', 'responses']) {
      await db.run(`delete from ${table} where slice_id = $1`, [slice_id])
    }
    await db.run('delete from slices where slice_id = $1', [slice_id])
  }
  await db.run(sql('ingest/delete_dead_areas'))
  await db.run(sql('ingest/delete_dead_roads'))
}
