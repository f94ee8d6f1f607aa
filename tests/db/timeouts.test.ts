/** A statement that takes too long, and a line that breaks: an error in bounded time, and service goes on by itself. */
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../api/db/database.ts'
import { appOn } from '../support/app.ts'
import { onServerEngine, testDatabase } from '../support/database.ts'
import { proxied } from '../support/tcp-proxy.ts'

const LIMIT_MS = 700
/** Above the limit: the client's own second, and one more for a busy machine. */
const BOUND_MS = LIMIT_MS + 2_500
const test = testDatabase()
const opened: Database[] = []
afterAll(() => Promise.all(opened.map((db) => db.close().catch(() => undefined))))

const open = async (url?: string) => {
  const db = await openDatabase(test.config, { attach: true, statementTimeoutMs: LIMIT_MS, url, onError: () => undefined })
  opened.push(db)
  return db
}
const failure = async (work: Promise<unknown>) => {
  const begun = performance.now()
  const cause = await work.then(() => new Error('it succeeded'), (reason: Error) => reason)
  return { message: cause.message, ms: performance.now() - begun, code: (cause as { code?: string }).code }
}
const long = onServerEngine ? 'select pg_sleep(20)' : 'select count(*)::int as n from generate_series(1, 12000000) as t (i) where i % 7 = 3'
const server = (name: string) => (onServerEngine ? name : `${name} (left out: only a server can be cut off; the embedded database is a process of this machine)`)

describe('a statement that takes too long', () => {
  it('fails in bounded time, and the next one is answered', async () => {
    const db = await open()
    const { message, ms } = await failure(db.rows(long))
    expect(message).toMatch(/statement timeout|read timeout/)
    expect(ms).toBeLessThan(BOUND_MS)
    await expect.poll(() => db.rows('select 1 as a').catch(() => 'not yet'), { timeout: 20_000, interval: 300 }).toEqual([{ a: 1 }])
  })

  it('fails in bounded time inside a transaction as well, and nothing of it is committed', async () => {
    const db = await open()
    await test.db.run('create table if not exists halves (a int)')
    const { ms } = await failure(db.transaction(async (inside) => {
      await inside.run('insert into halves values (1)')
      await inside.rows(long)
    }))
    expect(ms).toBeLessThan(BOUND_MS)
    await expect.poll(() => db.rows('select count(*)::int as n from halves').catch(() => 'not yet'), { timeout: 20_000, interval: 300 }).toEqual([{ n: 0 }])
  })
})

describe('a new connection', () => {
  it('waits its turn behind a long statement instead of failing', async () => {
    const db = await openDatabase(test.config, { attach: true, onError: () => undefined })
    opened.push(db)
    const busy = test.db.run(`do $$ begin while clock_timestamp() < now() + interval '7 s' loop end loop; end $$`)
    await new Promise((wake) => setTimeout(wake, 200))
    expect(await db.rows('select 5 as a')).toEqual([{ a: 5 }])
    await busy
  })
})

describe.skipIf(!onServerEngine)(server('a lost connection'), () => {
  it('is an error when the server ends it, and the pool recovers', async () => {
    const db = await open()
    const [{ pid }] = await db.rows<{ pid: number }>('select pg_backend_pid() as pid') as [{ pid: number }]
    const running = failure(db.rows('select pg_sleep(5)'))
    await new Promise((wake) => setTimeout(wake, 150))
    await test.db.rows('select pg_terminate_backend($1)', [pid])
    expect((await running).code ?? (await running).message).toMatch(/57P01|terminated/)
    expect(await db.rows('select 2 as a')).toEqual([{ a: 2 }])
  })

  it('that is cut while idle is no unhandled error', async () => {
    const { proxy, url } = await proxied(test.config.databaseUrl!)
    const db = await open(url)
    await db.rows('select 1 as a')
    proxy.cut()
    await new Promise((wake) => setTimeout(wake, 100))
    expect(await db.rows('select 3 as a')).toEqual([{ a: 3 }])
    await db.close()
    await proxy.stop()
  })

  it('that falls silent fails within the time limit, also in a transaction, and the pool recovers', async () => {
    const { proxy, url } = await proxied(test.config.databaseUrl!)
    const db = await open(url)
    await db.rows('select 1 as a')
    proxy.silence()
    const alone = await failure(db.rows('select 1 as a'))
    expect(alone.ms).toBeLessThan(BOUND_MS)
    proxy.open()
    const together = await failure(db.transaction(async (inside) => {
      await inside.rows('select 1 as a')
      proxy.silence()
      await inside.rows('select 2 as a')
    }))
    expect(together.ms).toBeLessThan(BOUND_MS)
    proxy.open()
    await expect.poll(() => db.rows('select 4 as a').catch(() => 'not yet'), { timeout: 10_000 }).toEqual([{ a: 4 }])
    proxy.cut()
    await db.close()
    await proxy.stop()
  })
})

describe.skipIf(!onServerEngine)(server('health over a line that breaks'), () => {
  it('is 503 while the database is away, names it, and is 200 again by itself', async () => {
    const { proxy, url } = await proxied(test.config.databaseUrl!)
    const db = await open(url)
    const app = await appOn(db)
    expect((await app.get('/api/health')).statusCode).toBe(200)
    for (const breakIt of [() => proxy.close(), () => proxy.silence()]) {
      breakIt()
      const begun = performance.now()
      const away = await app.get('/api/health')
      expect(performance.now() - begun).toBeLessThan(3_000)
      expect(away.statusCode).toBe(503)
      expect(away.headers['retry-after']).toBeDefined()
      expect(away.json()).toMatchObject({ error: { code: 'database-away' } })
      proxy.cut()
      proxy.open()
      await expect.poll(async () => (await app.get('/api/health')).statusCode, { timeout: 10_000, interval: 100 }).toBe(200)
    }
    await app.server.close()
    await proxy.stop()
  })

  it('leaves public answers that are at hand readable, marked as stale', async () => {
    const { proxy, url } = await proxied(test.config.databaseUrl!)
    const app = await appOn(await open(url))
    const fresh = await app.get('/api/themes')
    expect(fresh.headers.warning).toBeUndefined()
    proxy.close()
    await new Promise((wake) => setTimeout(wake, 400))
    const stale = await app.get('/api/themes')
    expect(stale.statusCode).toBe(200)
    expect(stale.body).toBe(fresh.body)
    expect(stale.headers.warning).toMatch(/^110/)
    const unknown = await app.get('/api/areas/search?q=never-asked')
    expect(unknown.statusCode).toBe(503)
    expect(unknown.json()).toMatchObject({ error: { code: 'database-away' } })
    await app.server.close()
    await proxy.stop()
  })
})
