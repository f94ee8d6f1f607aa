import { describe, expect, it } from 'vitest'
import { signInLines, addWhenFirst, renewDemonstration, removeDemonstration } from '../../api/accounts/demonstration.ts'
import type { Session } from '../../api/accounts/schema.ts'
import type { Queryable } from '../../api/db/database.ts'
import { testApp } from '../support/app.ts'
import { BrowserSession } from '../support/browser-session.ts'
import { onServerEngine, testDatabase } from '../support/database.ts'
import { runCommand, runProgram } from '../support/processes.ts'

const test = testDatabase()
const app = testApp(test)
let lastAddress = 0
const browser = () => new BrowserSession(app.server, `198.51.100.${++lastAddress}`)
const anImport = (db: Queryable, synthetic: boolean) => db.run(`insert into imports (source, synthetic, host, pid, status) values ('areas', $1, 'here', 1, 'published')`, [synthetic])
const names = async () => (await test.db.rows<{ name: string }>('select name from accounts order by name')).map(({ name }) => name)

describe('the demonstration sign-ins', () => {
  it('are made once, where only demonstration data are loaded and nobody has an account', async () => {
    await test.db.run('delete from accounts')
    expect(await addWhenFirst(test.db, undefined)).toEqual([])
    await anImport(test.db, true)
    const shown = (await Promise.all([addWhenFirst(test.db, undefined), addWhenFirst(test.db, undefined)])).flat()
    expect(shown.map(({ name }) => name)).toEqual(['planner', 'roads', 'analyst', 'admin'])
    expect(new Set(shown.map(({ password }) => password)).size).toBe(4)
    expect(await test.db.rows(`select subject from audit_entries where act = 'account-add' and (detail->>'demonstration')::boolean order by seq`)).toEqual(shown.map(({ name }) => ({ subject: name })))
    expect(await addWhenFirst(test.db, undefined)).toEqual([])
    for (const { name, password } of shown) expect((await browser().signIn(name, password)).json<Session>()).toMatchObject({ role: name, mustChangePassword: false, districts: name === 'planner' ? ['E07000066', 'E07000070'] : [] })
    const lines = signInLines(shown, false)
    expect(lines).toHaveLength(5)
    for (const [i, { name, password }] of shown.entries()) expect(lines[i + 1]).toBe(`  ${name.padEnd(7)}  ${password}  ${shown[i]!.title}`)
    expect(signInLines([], false)).toEqual([])
  })

  it('get other passwords when the county is loaded again, go with it, and leave accounts that somebody made alone', async () => {
    await test.db.run(`insert into accounts (name, role) values ('real', 'analyst') on conflict do nothing`)
    await renewDemonstration(test.db, undefined)
    const [old] = await renewDemonstration(test.db, undefined)
    const [again] = await renewDemonstration(test.db, 'one for all of them')
    expect((await browser().signIn('planner', old!.password)).statusCode).toBe(401)
    expect((await browser().signIn('planner', again!.password)).statusCode).toBe(200)
    expect(signInLines([again!], true).join()).not.toContain('one for all of them')
    await removeDemonstration(test.db)
    expect(await names()).toEqual(['real'])
    expect(await addWhenFirst(test.db, undefined)).toEqual([])
  })

  it('are never made beside real data', async () => {
    await test.db.run('delete from accounts')
    await anImport(test.db, false)
    expect(await addWhenFirst(test.db, undefined)).toEqual([])
  })
})

/** What a server says until it is ready. */
async function startedWith(env: Record<string, string>): Promise<string> {
  const { child, ended } = runProgram('api/server.ts', [], { PORT: '0', DEMO_PASSWORD: '', LOG_LEVEL: 'silent', ...env })
  let said = ''
  await new Promise<void>((ready) => {
    child.stderr.on('data', (text: Buffer) => { said += text.toString(); if (said.includes('Beatwise is ready')) ready() })
    void ended.then(() => ready())
  })
  child.kill('SIGTERM')
  await ended
  return said
}

describe.skipIf(!onServerEngine)('a start (on a server only: the embedded database of this file is taken)', () => {
  it('shows the sign-ins the first time and never again', async () => {
    await test.db.run('delete from accounts')
    await test.db.run('delete from imports')
    await anImport(test.db, true)
    const [first, second] = [await startedWith(test.env), await startedWith(test.env)]
    expect(first).toMatch(/Demonstration sign-ins, .*\n {2}planner {2}\S{19} {2}Community Policing Team\n {2}roads {4}\S{19} .*\n {2}analyst .*\n {2}admin .*\n.*Beatwise is ready/)
    expect(second).toContain('Beatwise is ready')
    expect(second).not.toContain('planner')
  }, 300_000)
})

describe('npm run demo -- --empty', () => {
  it('takes the demonstration sign-ins away and leaves those that somebody made', async () => {
    await test.db.run('delete from accounts')
    await test.db.run(`insert into accounts (name, role) values ('real', 'analyst')`)
    await renewDemonstration(test.db, undefined)
    const { code, stdout } = await runCommand(['demo', '--empty', '--yes'], test.env).ended
    expect([code, stdout]).toEqual([0, 'The database is empty.\n'])
    expect(await names()).toEqual(['real'])
  }, 120_000)
})
