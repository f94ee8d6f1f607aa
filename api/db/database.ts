/**
 * The one door to PostgreSQL, the same for a server and for the embedded engine.
 * `rows` for statements that answer, `run` for statements that change, `transaction` for several as one.
 */
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbedded, startOrAttach, type Embedded } from './embedded.ts'

export type Engine = 'embedded' | 'server'

export interface Queryable {
  /** Rows of a statement that must answer with columns. */
  rows<Row>(text: string, values?: unknown[]): Promise<Row[]>
  /** Runs a statement; answers how many rows it touched. */
  run(text: string, values?: unknown[]): Promise<number>
}

export interface Database extends Queryable {
  engine: Engine
  transaction<T>(work: (inside: Queryable) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface OpenOptions {
  /** True for a command that may share the database of a running server; false for the server itself. */
  attach?: boolean
  statementTimeoutMs?: number
  connections?: number
  /** True where a lost commit does no harm: then none waits for the disk, unless its transaction says `set local synchronous_commit = on`. */
  lazyCommits?: boolean
  url?: string | undefined
  /**
   * The role in which every statement runs. On a server each connection begins in it. The embedded engine is a single session of one owner:
   * there each statement has a transaction of its own that takes the role on, which guards against mistakes and is no security boundary.
   */
  role?: 'beatwise_public'
  onError?: (cause: Error) => void
}

/** A statement that must return rows came back without columns: the embedded engine lost an exception. */
export class LostStatementError extends Error {
  constructor(text: string) {
    super(`The database answered without columns: ${text.trim().slice(0, 120)}`)
  }
}

/** More questions wait for a connection than could be answered in about a second. */
export class QueueFullError extends Error {
  readonly code = 'QUEUE_FULL'
  constructor() { super('Too many questions wait for the database') }
}

/** Where a role looks for tables: its views stand before the tables of the same names. */
const searchPath = { beatwise_public: 'public_tier,public' }

const MOST_WAITING = 128
const STATEMENT_TIMEOUT_MS = 30_000
const CONNECTION_TIMEOUT_MS = 5_000
/** What the driver says when an answer does not come in time. */
const READ_TIMEOUT = 'Query read timeout'

/** Opens the database that `config` names. @throws DirectoryLockedError, or the driver's error when nothing answers. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>, options: OpenOptions = {}): Promise<Database> {
  const url = options.url ?? config.databaseUrl
  const embedded = url ? undefined : await (options.attach ? startOrAttach : startEmbedded)(config.dataDir)
  const pool = openPool(url, embedded, options)
  const { role } = options
  const takeRole = role && embedded ? `set local role ${role}; set local search_path to ${searchPath[role]}` : undefined
  return {
    engine: url ? 'server' : 'embedded',
    ...(takeRole ? eachInRole(pool, takeRole) : queryable(bounded(pool), 'extended')),
    transaction: (work) => transaction(pool, work, takeRole),
    async close() {
      await pool.end()
      await embedded?.stop()
    }
  }
}

function openPool(url: string | undefined, embedded: Embedded | undefined, options: OpenOptions): pg.Pool {
  const timeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS
  const pool = new pg.Pool({
    ...(embedded ? { ...embedded.address, user: 'postgres', database: 'postgres' } : { connectionString: url }),
    max: options.connections ?? 8,
    // The embedded engine serves one at a time, and a new connection waits its turn behind the statement before it.
    connectionTimeoutMillis: embedded ? timeoutMs + 1_000 : CONNECTION_TIMEOUT_MS,
    // The embedded engine has no timer of its own, and a lost server cannot keep one: the client's is the last word.
    query_timeout: timeoutMs + 1_000,
    // Our statements are short: compiling them (half a second each) or sharing them out to workers costs more than it saves.
    ...(embedded ? {} : { statement_timeout: timeoutMs, keepAlive: true, options: settingsOf(options) }),
    application_name: 'beatwise'
  })
  // Without a listener a broken idle connection would end the process.
  pool.on('error', options.onError ?? ((cause) => console.error('Idle database connection lost:', cause.message)))
  return pool
}

const settingsOf = ({ lazyCommits, role }: OpenOptions): string => [
  'jit=off', 'max_parallel_workers_per_gather=0', ...(lazyCommits ? ['synchronous_commit=off'] : []),
  ...(role ? [`role=${role}`, `search_path=${searchPath[role]}`] : [])
].map((setting) => `-c ${setting}`).join(' ')

/** A pool that refuses at once what it could not answer soon: a queue without an end would time everybody out. */
const bounded = (pool: pg.Pool): Executor => ({
  query: ((...args: Parameters<pg.Pool['query']>) => {
    if (pool.waitingCount >= MOST_WAITING) return Promise.reject(new QueueFullError())
    return pool.query(...args)
  }) as pg.Pool['query']
})

type Executor = Pick<pg.ClientBase, 'query'>

/**
 * Outside a transaction every statement goes by the extended protocol, also one without values: there the embedded engine's guard
 * can still undo what a failing statement wrote, and a server refuses several statements in one text.
 */
function queryable(executor: Executor, queryMode?: 'extended'): Queryable {
  const query = (text: string, values?: unknown[]) => executor.query<pg.QueryResultRow>({ text, values, queryMode } as pg.QueryConfig)
  return {
    async rows<Row>(text: string, values?: unknown[]) {
      const result = await query(text, values)
      if (result.fields.length === 0) throw new LostStatementError(text)
      return result.rows as Row[]
    },
    async run(text, values) {
      const result = await query(text, values)
      return result.rowCount ?? 0
    }
  }
}

/** Each statement in a transaction of its own that takes a role on. */
function eachInRole(pool: pg.Pool, takeRole: string): Queryable {
  const alone = <T>(work: (inside: Queryable) => Promise<T>) => {
    if (pool.waitingCount >= MOST_WAITING) return Promise.reject(new QueueFullError())
    return transaction(pool, work, takeRole)
  }
  return { rows: (text, values) => alone((inside) => inside.rows(text, values)), run: (text, values) => alone((inside) => inside.run(text, values)) }
}

async function transaction<T>(pool: pg.Pool, work: (inside: Queryable) => Promise<T>, takeRole?: string): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(takeRole ? `begin; ${takeRole}` : 'begin')
    const result = await work(queryable(client))
    const { command } = await client.query('commit')
    // Where an error was swallowed inside, the server answers a commit with a rollback and calls it a success.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back, because a statement in it had failed')
    return result
  } catch (cause) {
    // A line that has fallen silent would keep the rollback waiting as long again; a closed connection is rolled back too.
    if ((cause as Error).message === READ_TIMEOUT) broken = cause as Error
    else await client.query('rollback').catch((lost: Error) => { broken = lost })
    throw cause
  } finally {
    // A client whose rollback failed is in an unknown state and must not go back to the pool.
    client.release(broken)
  }
}
