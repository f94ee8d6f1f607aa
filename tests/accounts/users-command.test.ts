import { describe, expect, it } from 'vitest'
import type { Session } from '../../api/accounts/schema.ts'
import { testApp } from '../support/app.ts'
import { BrowserSession } from '../support/browser-session.ts'
import { once, testDatabase } from '../support/database.ts'
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
    ['is an account "taken" already', ['add', 'taken', '--role', 'analyst']], ['There is no account "nobody"', ['disable', 'nobody']], ['is not the code of a district', ['districts', 'taken', 'E07 70']]
  ])('ends with 1 and says that "%s"', (words, args) => refused(1, words, args), 120_000)

  once.concurrent.each([
    ['There is no role "boss"', ['add', 'new', '--role', 'boss']], ['There is no role "public"', ['role', 'taken', 'public']], ['Say the role', ['add', 'new']], ['cannot be a name', ['add', 'Jörg', '--role', 'roads']],
    ['Say the name', ['reset']], ['There is no "remove taken"', ['remove', 'taken']], ['Say what to do', []], ['--rolle', ['add', 'new', '--rolle', 'roads']], ['one word too many', ['disable', 'taken', 'now']]
  ])('ends with 2 and says that "%s"', (words, args) => refused(2, words, args), 120_000)
})

async function refused(code: 1 | 2, words: string, args: string[]): Promise<void> {
  await test.db.run(`insert into accounts (name, role) values ('taken', 'analyst') on conflict do nothing`)
  const ended = await users(...args)
  expect([ended.code, ended.stdout]).toEqual([code, ''])
  expect(ended.stderr).toContain(words)
  expect(ended.stderr.includes('npm run users -- add')).toBe(code === 2)
  expect(ended.stderr).not.toMatch(/at .*\.ts:\d/)
}
