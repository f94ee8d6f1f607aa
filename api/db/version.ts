/** Which version of the data is live. Asked at most four times a second, however many requests come; all of them share the answer. */
import type { Queryable } from './database.ts'
import { sql } from './sql.ts'

const FRESH_MS = 250
/** How long a request waits for a new word before it goes on with the last one. */
const PATIENCE_MS = 1_000

export class DataVersion {
  private last: string | undefined
  private askedAt = -Infinity
  private asking: Promise<string> | undefined

  constructor(private readonly db: Queryable) {}

  /** The live version; `stale` when the database did not answer in time and the last known one is given. @throws the database's error when none is known. */
  async current(): Promise<{ version: string; stale: boolean }> {
    if (this.last !== undefined && performance.now() - this.askedAt < FRESH_MS) return { version: this.last, stale: false }
    this.asking ??= this.ask()
    if (this.last === undefined) return { version: await this.asking, stale: false }
    const last = this.last
    return Promise.race([
      this.asking.then((version) => ({ version, stale: false }), () => ({ version: last, stale: true })),
      new Promise<{ version: string; stale: boolean }>((resolve) => { setTimeout(() => resolve({ version: last, stale: true }), PATIENCE_MS).unref() })
    ])
  }

  private async ask(): Promise<string> {
    try {
      const [row] = await this.db.rows<{ version: string }>(sql('db/data_version'))
      this.last = row!.version
      this.askedAt = performance.now()
      return this.last
    } finally {
      this.asking = undefined
    }
  }
}
