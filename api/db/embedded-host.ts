/**
 * The embedded database: PGlite with PostGIS behind a socket, in a process of its own, so that a long statement never blocks
 * the web server and every command reaches the same database. Run by `embedded.ts`; ends when its parent goes away.
 *
 * argv: the data directory. Speaks to its parent over IPC: {ready: {host, port?}} or {failed: message}.
 */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { addressFile, type EmbeddedAddress } from './embedded.ts'
import { lockDirectory } from './embedded-lock.ts'
import { ExchangeQueue } from './exchange-queue.ts'
import { guarded } from './protocol-guard.ts'

const directory = process.argv[2]!
/** Nobody shares this engine's memory: sorts and joins of a whole county stay in it. */
const settings = ['-c', 'work_mem=32MB']
/** The longest path a Unix socket may have, less a margin. */
const LONGEST_SOCKET_PATH = 100

async function run(): Promise<void> {
  const lock = await lockDirectory(directory)
  const db = await PGlite.create({ dataDir: join(directory, 'pgdata'), extensions: { postgis }, startParams: [...PGlite.defaultStartParams, ...settings] })
  guard(db)
  const address = chooseAddress()
  const server = new PGLiteSocketServer({ db, maxConnections: 200, ...listenOptions(address) })
  Object.assign(server, { queryQueue: new ExchangeQueue(db) })
  await server.start()
  if (address.host.startsWith('/')) chmodSync(socketPath(address), 0o600)
  writeFileSync(addressFile(directory), JSON.stringify(address))

  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= (async () => {
    rmSync(addressFile(directory), { force: true })
    await server.stop()
    await db.close()
    lock.release()
    process.exit(0)
  })())
  process.on('disconnect', stop)
  process.on('SIGTERM', stop)
  // A terminal's Ctrl-C reaches the whole group: the parent decides when its database may go.
  process.on('SIGINT', () => undefined)
  process.send?.({ ready: address })
}

/** Puts the guard on the engine's protocol door; an engine that breaks outright ends the process. */
function guard(db: PGlite): void {
  const { mod } = db as unknown as { mod?: { ___cxa_uncaught_exceptions?: () => number } }
  const exceptions = mod?.___cxa_uncaught_exceptions
  if (!exceptions) throw new Error('This version of PGlite does not count lost exceptions; its geometry errors would go unseen')
  const original = db.execProtocolRawStream.bind(db)
  const engine = guarded((message, emit) =>
    original(message, { onRawData: emit }).catch((cause: unknown) => {
      // The WebAssembly machine is in an unknown state: nothing it says can be trusted any more.
      console.error('The embedded database failed and stops:', cause)
      process.exit(70)
    }), exceptions)
  db.execProtocolRawStream = (message, options) => engine(message, (bytes) => options.onRawData(bytes))
}

function chooseAddress(): EmbeddedAddress {
  const id = createHash('sha256').update(directory).digest('hex')
  // The same every time, so that connections find a database that was started again.
  if (process.platform === 'win32') return { host: '127.0.0.1', port: 49_152 + (parseInt(id.slice(0, 4), 16) % 16_000) }
  const beside = join(directory, 'run')
  const host = socketPath({ host: beside }).length <= LONGEST_SOCKET_PATH ? beside : join(tmpdir(), `beatwise-${id.slice(0, 16)}`)
  if (!existsSync(host)) mkdirSync(host, { mode: 0o700 })
  rmSync(socketPath({ host }), { force: true })
  return { host }
}

const socketPath = (address: EmbeddedAddress) => join(address.host, '.s.PGSQL.5432')
const listenOptions = (address: EmbeddedAddress) => (address.host.startsWith('/') ? { path: socketPath(address) } : { host: address.host, port: address.port })

run().catch((cause: Error) => {
  process.send?.({ failed: cause.message })
  console.error(cause.message)
  process.exitCode = 1
  process.disconnect?.()
})
