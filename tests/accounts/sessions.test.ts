import { describe, expect, it } from 'vitest'
import { changeDistricts, changeRole, disableAccount, resetPassword } from '../../api/accounts/account-changes.ts'
import { hashPassword } from '../../api/accounts/passwords.ts'
import { beginSession, setPassword } from '../../api/accounts/queries.ts'
import type { Database } from '../../api/db/database.ts'
import { appOn, testApp, testSettings } from '../support/app.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const app = testApp(test)
let lastAddress = 0
const browser = () => new BrowserSession(app.server, `198.51.100.${++lastAddress}`)
async function signedIn(name: string): Promise<BrowserSession> {
  const one = browser()
  expect((await one.signIn(name)).statusCode).toBe(200)
  return one
}
const countOf = async (name: string): Promise<number> =>
  (await test.db.rows<{ n: number }>('select count(*)::int as n from sessions join accounts using (account_id) where name = $1', [name]))[0]!.n
/** Moves the clock for one account's sessions: what happened happened that much earlier. */
const ago = (name: string, column: 'seen_at' | 'expires_at', minutes: number) =>
  test.db.run(`update sessions set ${column} = ${column} - make_interval(mins => $2) where account_id = (select account_id from accounts where name = $1)`, [name, minutes])

describe('a session', () => {
  it('gets another token at each sign-in, and the one before ends', async () => {
    await addPerson(test.db, 'rotates')
    const one = await signedIn('rotates')
    const first = one.cookie
    await one.signIn('rotates')
    expect(one.cookie).not.toBe(first)
    const thief = browser()
    thief.cookie = first
    expect((await thief.whoAmI()).signedIn).toBe(false)
    expect(await countOf('rotates')).toBe(1)
  })

  it('is never one that somebody else chose', async () => {
    await addPerson(test.db, 'fixed')
    const one = browser()
    one.cookie = `__Host-beatwise=${'a'.repeat(43)}`
    expect((await one.signIn('fixed')).statusCode).toBe(200)
    expect(one.cookie).not.toContain('aaaa')
  })

  it('ends after half an hour without a request, and a request in time keeps it', async () => {
    await addPerson(test.db, 'idle')
    const one = await signedIn('idle')
    await ago('idle', 'seen_at', 29)
    expect((await one.whoAmI()).signedIn).toBe(true)
    await ago('idle', 'seen_at', 29)
    expect((await one.whoAmI()).signedIn).toBe(true)
    await ago('idle', 'seen_at', 30)
    expect((await one.whoAmI()).signedIn).toBe(false)
  })

  it('ends after twelve hours however busy it is', async () => {
    await addPerson(test.db, 'busy')
    const one = await signedIn('busy')
    await ago('busy', 'expires_at', 12 * 60 - 1)
    expect((await one.whoAmI()).signedIn).toBe(true)
    await ago('busy', 'expires_at', 1)
    expect((await one.whoAmI()).signedIn).toBe(false)
  })

  it('lasts as long as the settings say', async () => {
    await addPerson(test.db, 'short')
    const { server } = await appOn(test.db, { config: { ...testSettings, sessionIdleMinutes: 5, sessionHours: 1, marking: 'OFFICIAL-SENSITIVE' } })
    const one = new BrowserSession(server, '198.51.100.250')
    expect((await one.signIn('short')).json()).toMatchObject({ idleSeconds: 300, marking: 'OFFICIAL-SENSITIVE' })
    expect(Date.parse((await one.whoAmI()).expiresAt!) - Date.now()).toBeLessThan(3_601_000)
    await ago('short', 'seen_at', 5)
    expect((await one.whoAmI()).signedIn).toBe(false)
    await server.close()
  })

  it('writes a visit at most once a minute', async () => {
    await addPerson(test.db, 'seen')
    const one = await signedIn('seen')
    const version = async () => (await test.db.rows<{ v: string }>(`select s.xmin::text as v from sessions s join accounts using (account_id) where name = 'seen'`))[0]!.v
    const first = await version()
    await one.whoAmI()
    await one.whoAmI()
    expect(await version()).toBe(first)
    await ago('seen', 'seen_at', 2)
    const older = await version()
    await one.whoAmI()
    expect(await version()).not.toBe(older)
  })

  it('that is over is removed when somebody signs in', async () => {
    await addPerson(test.db, 'gone')
    await addPerson(test.db, 'next')
    await signedIn('gone')
    await ago('gone', 'expires_at', 13 * 60)
    await signedIn('next')
    expect(await countOf('gone')).toBe(0)
  })

  it('costs a visitor no question to the database, nor anybody who asks for a file of the page', async () => {
    let asked = 0
    const counting: Database = { ...test.db, rows: (text, values) => { asked++; return test.db.rows(text, values) }, run: (text, values) => { asked++; return test.db.run(text, values) } }
    const { server } = await appOn(counting)
    const one = new BrowserSession(server)
    await one.whoAmI()
    one.cookie = '__Host-beatwise=not-one-of-ours; other=1'
    await one.whoAmI()
    one.cookie = `__Host-beatwise=${'a'.repeat(43)}`
    await one.send('GET', '/assets/x.js')
    expect(asked).toBe(0)
    await one.whoAmI()
    expect(asked).toBe(1)
    await server.close()
  })
})

describe('signing out', () => {
  it('ends this session and takes the cookie away', async () => {
    await addPerson(test.db, 'leaves')
    const [one, other] = [await signedIn('leaves'), await signedIn('leaves')]
    const kept = one.cookie
    const response = await one.send('DELETE', '/api/session')
    expect([response.statusCode, response.body, response.headers['cache-control']]).toEqual([204, '', 'no-store'])
    expect(response.headers['set-cookie']).toMatch(/^__Host-beatwise=; .*Expires=Thu, 01 Jan 1970.*Secure/)
    one.cookie = kept
    expect((await one.whoAmI()).signedIn).toBe(false)
    expect((await other.whoAmI()).signedIn).toBe(true)
  })

  it('everywhere ends every session of the account and of no other', async () => {
    await addPerson(test.db, 'many')
    await addPerson(test.db, 'bystander')
    const [one, other, bystander] = [await signedIn('many'), await signedIn('many'), await signedIn('bystander')]
    expect((await one.send('DELETE', '/api/session?everywhere=true')).statusCode).toBe(204)
    expect([(await other.whoAmI()).signedIn, (await bystander.whoAmI()).signedIn]).toEqual([false, true])
  })

  it('without a session is no error', async () => {
    expect((await browser().send('DELETE', '/api/session')).statusCode).toBe(204)
  })
})

describe('what an operator changes', () => {
  it.each([
    ['closed', (name: string) => disableAccount(test.db, name)],
    ['given another role', (name: string) => changeRole(test.db, name, 'analyst')],
    ['given another password', (name: string) => resetPassword(test.db, name)]
  ])('ends the sessions of an account that is %s at the next request', async (what, change) => {
    const name = what.replaceAll(' ', '-')
    await addPerson(test.db, name)
    const one = await signedIn(name)
    expect((await one.whoAmI()).signedIn).toBe(true)
    await change(name)
    expect((await one.whoAmI()).signedIn).toBe(false)
  })

  it('in the districts of an account holds from the next request on, in the same session', async () => {
    await addPerson(test.db, 'moves', { districts: ['E07000070'] })
    const one = await signedIn('moves')
    await changeDistricts(test.db, 'moves', ['E07000066', 'E07000066'])
    expect((await one.whoAmI()).districts).toEqual(['E07000066'])
  })

  it('between the check of a password and the session keeps the session from beginning', async () => {
    const accountId = await addPerson(test.db, 'racer')
    const checked = await hashPassword('the words that were checked')
    await setPassword(test.db, accountId, checked, false)
    const begin = (passwordHash: string | null, byte: number) => beginSession(test.db, { hash: Buffer.alloc(32, byte), accountId, passwordHash, hours: 1, userAgent: null })
    expect(await begin(checked, 1)).toBe(true)
    await resetPassword(test.db, 'racer')
    expect(await begin(checked, 2)).toBe(false)
    expect(await begin(null, 3)).toBe(true)
    await disableAccount(test.db, 'racer')
    expect(await begin(null, 4)).toBe(false)
    expect(await countOf('racer')).toBe(0)
  })
})
