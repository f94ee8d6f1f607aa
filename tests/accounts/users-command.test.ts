import { describe, expect, it } from 'vitest'
import type { Session } from '../../api/accounts/schema.ts'
import { testApp } from '../support/app.ts'
import { BrowserSession } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'
import { runCommand, type Ended } from '../support/processes.ts'

const test = testDatabase()
const app = testApp(test)
const users = (...args: string[]): Promise<Ended> => runCommand(['users', ...args], { ...test.env, DEMO_PASSWORD: '' }).ended
let lastAddress = 0
const browser = () => new BrowserSession(app.server, `198.51.100.${++lastAddress}`)
const passwordIn = (text: string) => /One-time password: (\S+)/.exec(text)![1]!

describe('npm run users', () => {
  it('adds an account whose one-time password signs in, and whose life the other words change', async () => {
    const added = await users('add', 'Jane.Smith', '--role', 'planner', '--district', 'E07000070', '--district', 'E07000066')
    expect([added.code, added.stderr]).toEqual([0, ''])
    const jane = browser()
    expect((await jane.signIn('jane.smith', passwordIn(added.stdout))).json<Session>()).toMatchObject({ name: 'jane.smith', role: 'planner', districts: ['E07000066', 'E07000070'], mustChangePassword: true })

    const role = await users('role', 'jane.smith', 'roads')
    expect([role.code, role.stdout]).toEqual([0, 'Account "jane.smith" is roads now, and its sessions have ended.\n'])
    expect((await jane.whoAmI()).signedIn).toBe(false)

    const reset = await users('reset', 'jane.smith')
    expect((await browser().signIn('jane.smith', passwordIn(added.stdout))).statusCode).toBe(401)
    expect((await jane.signIn('jane.smith', passwordIn(reset.stdout))).json<Session>()).toMatchObject({ role: 'roads' })

    expect((await users('districts', 'jane.smith', 'E07000066')).stdout).toContain('belongs to E07000066 now')
    expect((await jane.whoAmI()).districts).toEqual(['E07000066'])
    expect((await users('districts', 'jane.smith')).stdout).toContain('belongs to no district now')

    expect((await users('disable', 'jane.smith')).code).toBe(0)
    expect((await jane.whoAmI()).signedIn).toBe(false)
    expect((await jane.signIn('jane.smith', passwordIn(reset.stdout))).statusCode).toBe(401)
    expect((await users('list')).stdout).toMatch(/^name +role +notes +districts +last seen\njane\.smith +roads +disabled, one-time password +- +-\n$/)
    expect((await users('enable', 'jane.smith')).code).toBe(0)
    expect((await jane.signIn('jane.smith', passwordIn(reset.stdout))).statusCode).toBe(200)
    expect((await users('list')).stdout).toMatch(/jane\.smith +roads +one-time password +- +20\d\d-\d\d-\d\d \d\d:\d\d UTC/)

    const acts = await test.db.rows<{ act: string; role: string }>(`select act, role from audit_entries where subject = 'jane.smith' and act like 'account-%' order by seq`)
    expect(acts.map(({ act }) => act)).toEqual(['account-add', 'account-role', 'account-reset', 'account-districts', 'account-districts', 'account-disable', 'account-enable'])
    expect(new Set(acts.map(({ role: as }) => as))).toEqual(new Set(['operator']))
  }, 120_000)

  it.concurrent.each([
    [1, 'is an account "taken" already', ['add', 'taken', '--role', 'analyst']], [1, 'There is no account "nobody"', ['disable', 'nobody']], [1, 'is not the code of a district', ['districts', 'taken', 'E07 70']],
    [2, 'There is no role "boss"', ['add', 'new', '--role', 'boss']], [2, 'There is no role "public"', ['role', 'taken', 'public']], [2, 'Say the role', ['add', 'new']], [2, 'cannot be a name', ['add', 'Jörg', '--role', 'roads']],
    [2, 'Say the name', ['reset']], [2, 'There is no "remove taken"', ['remove', 'taken']], [2, 'Say what to do', []], [2, '--rolle', ['add', 'new', '--rolle', 'roads']], [2, 'one word too many', ['disable', 'taken', 'now']]
  ])('ends with %i and says that "%s"', async (code, words, args) => {
    await test.db.run(`insert into accounts (name, role) values ('taken', 'analyst') on conflict do nothing`)
    const ended = await users(...args)
    expect([ended.code, ended.stdout]).toEqual([code, ''])
    expect(ended.stderr).toContain(words)
    expect(ended.stderr.includes('npm run users -- add')).toBe(code === 2)
    expect(ended.stderr).not.toMatch(/at .*\.ts:\d/)
  }, 120_000)
})
