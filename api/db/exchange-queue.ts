/**
 * Whose turn it is at the embedded engine, which is a single session shared by all connections.
 *
 * The socket server's own queue lets the messages of two connections alternate: one's Parse then replaces the statement that the
 * other is about to Bind. Here a connection keeps its turn from its first message to its Sync, and for the whole of a transaction.
 */
import type { PGlite } from '@electric-sql/pglite'

interface Waiting { handlerId: number; message: Uint8Array; onData: (bytes: Uint8Array) => void; resolve: (bytes: number) => void; reject: (cause: Error) => void }

const code = (letter: string) => letter.charCodeAt(0)
/** Parse, Bind, Describe, Execute, Close, Flush: more of the same exchange follows. */
const OPEN = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map(code))
const SYNC = Uint8Array.of(code('S'), 0, 0, 0, 4)

export class ExchangeQueue {
  private waiting: Waiting[] = []
  private owner: number | undefined
  private working: Promise<void> | undefined

  constructor(private readonly db: PGlite) {}

  /** Sends one message of a connection when it is its turn. Resolves with the bytes answered. */
  enqueue(handlerId: number, message: Uint8Array, onData: (bytes: Uint8Array) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ handlerId, message, onData, resolve, reject })
      void this.work()
    })
  }

  getQueueLength(): number { return this.waiting.length }

  /** Forgets what a closed connection still wanted. */
  clearQueueForHandler(handlerId: number): void {
    const gone = this.waiting.filter((one) => one.handlerId === handlerId)
    this.waiting = this.waiting.filter((one) => one.handlerId !== handlerId)
    for (const { reject } of gone) reject(new Error('The connection was closed'))
  }

  /** Takes the turn from a closed connection: ends its exchange and rolls its transaction back. */
  async clearTransactionIfNeeded(handlerId: number): Promise<void> {
    while (this.working) await this.working
    if (this.owner !== handlerId) return
    this.working = this.send(SYNC, () => undefined)
      .then(async () => { if (this.db.isInTransaction()) await this.db.exec('rollback') })
      .then(() => { this.owner = undefined })
    await this.working
    this.working = undefined
    void this.work()
  }

  private async work(): Promise<void> {
    if (this.working) return
    for (let next = this.next(); next; next = this.next()) {
      this.working = this.answer(next)
      await this.working
      this.working = undefined
    }
  }

  private next(): Waiting | undefined {
    const at = this.owner === undefined ? 0 : this.waiting.findIndex(({ handlerId }) => handlerId === this.owner)
    return at === -1 ? undefined : this.waiting.splice(at, 1)[0]
  }

  private async answer({ handlerId, message, onData, resolve, reject }: Waiting): Promise<void> {
    let bytes = 0
    try {
      await this.send(message, (data) => { bytes += data.length; onData(data) })
      this.owner = OPEN.has(message[0]!) || this.db.isInTransaction() ? handlerId : undefined
      resolve(bytes)
    } catch (cause) {
      reject(cause as Error)
    }
  }

  private send(message: Uint8Array, onRawData: (data: Uint8Array) => void): Promise<void> {
    return this.db.runExclusive(() => this.db.execProtocolRawStream(message, { onRawData }))
  }
}
