/** The embedded database as a process of its own: who may open it, who may join, and what survives a kill. */
import { cpSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../api/db/database.ts'
import { holderPid, isLocked } from '../../api/db/embedded-lock.ts'
import { migrate } from '../../api/db/migrate.ts'
import { appOn } from '../support/app.ts'
import { testFolder } from '../support/files.ts'
import { runProgram } from '../support/processes.ts'
import { seeded } from '../support/random.ts'

const SLOW = 120_000
const files = testFolder()
const dataDir = `${files.path}/data`
/** Longer than a Unix socket's path may be. */
const longDir = `${files.path}/${'deep/'.repeat(20)}data`
const config = { databaseUrl: undefined, dataDir }
const open = () => runProgram('tests/support/open-embedded.ts', [dataDir])
const gone = async (pid: number) => {
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      // No such process any more: what we wait for.
      return
    }
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

describe('the embedded database', () => {
  it('turns a second server away within two seconds, naming the PID, and the first goes on; a command may join', async () => {
    const first = open()
    await first.says('open')
    const second = await open().ended
    expect(second.code).toBe(1)
    expect(second.stdout).toContain(`PID ${holderPid(dataDir)}`)
    expect(second.seconds).toBeLessThan(2)
    const joined = await openDatabase(config, { attach: true })
    expect(await joined.rows('select 1 as a')).toEqual([{ a: 1 }])
    await joined.close()
    first.child.kill('SIGKILL')
    await first.ended
  }, SLOW)

  it('ends with the process that started it, even when that one is killed', async () => {
    const first = open()
    await first.says('open')
    const host = holderPid(dataDir)!
    first.child.kill('SIGKILL')
    await first.ended
    await gone(host)
    expect(await isLocked(dataDir)).toBe(false)
  }, SLOW)

  it.each([['a short', dataDir], ['a long', longDir]])('in %s folder comes back by itself when it is killed, and health tells of both', async (_name, directory) => {
    // Making a database takes far longer than copying one.
    if (directory === longDir) cpSync(`${dataDir}/pgdata`, `${longDir}/pgdata`, { recursive: true })
    const db = await openDatabase({ databaseUrl: undefined, dataDir: directory }, { onError: () => undefined })
    const app = await appOn(db)
    try {
      await migrate(db)
      await db.run(`insert into outcomes (name) values ('kept') on conflict do nothing`)
      expect((await app.get('/api/health')).statusCode).toBe(200)
      process.kill(holderPid(directory)!, 'SIGKILL')
      await expect.poll(async () => (await app.get('/api/health')).statusCode, { timeout: 5_000, interval: 20 }).toBe(503)
      await expect.poll(async () => (await app.get('/api/health')).statusCode, { timeout: 30_000, interval: 200 }).toBe(200)
      expect(await db.rows('select name from outcomes')).toEqual([{ name: 'kept' }])
    } finally {
      await app.server.close()
      await db.close()
    }
    expect(await isLocked(directory)).toBe(false)
  }, SLOW)

  it('loses no acknowledged row when it is killed while writing', async () => {
    const random = seeded(20_26)
    let acknowledged = 0
    const db = await openDatabase(config, { onError: () => undefined })
    await db.run('create table if not exists written (n int primary key)')
    for (let round = 0; round < 3; round++) {
      acknowledged = await writeUntilKilled(db.run, acknowledged, 300 + random.below(700))
      const kept = () => db.rows<{ n: number; top: number }>('select count(*)::int as n, coalesce(max(n), 0)::int as top from written').catch(() => [])
      await expect.poll(async () => (await kept()).length, { timeout: 30_000, interval: 200 }).toBe(1)
      const [found] = await kept()
      // Rows that were written but not acknowledged may be there as well; a gap may not.
      expect(found!.n).toBe(found!.top)
      expect(found!.n).toBeGreaterThanOrEqual(acknowledged)
      acknowledged = found!.n
    }
    await db.close()
    expect(acknowledged).toBeGreaterThan(100)
  }, SLOW)
})

/** Writes rows one by one and kills the database after `ms`. @returns the last row that was acknowledged. */
async function writeUntilKilled(run: (text: string, values: unknown[]) => Promise<number>, from: number, ms: number): Promise<number> {
  const host = holderPid(dataDir)!
  setTimeout(() => process.kill(host, 'SIGKILL'), ms)
  let n = from
  try {
    for (;;) {
      await run('insert into written values ($1)', [n + 1])
      n++
    }
  } catch (cause) {
    expect((cause as Error).message).toMatch(/terminated|ECONN|EPIPE|closed/)
  }
  await gone(host)
  return n
}
