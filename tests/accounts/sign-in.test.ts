import { parseOptions } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { cost, decoy, hashPassword } from '../../api/accounts/passwords.ts'
import { Session } from '../../api/accounts/schema.ts'
import { ErrorBody } from '../../api/schema.ts'
import { addPerson, BrowserSession, PASSWORD } from '../support/browser-session.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { expectSchema } from '../support/schema.ts'

const test = testDatabase()
const app = testApp(test)
let lastAddress = 0
/** Each from an address of its own, so that the failures of one test do not count in the next. */
const browser = () => new BrowserSession(app.server, `198.51.100.${++lastAddress}`)

describe('signing in', () => {
  it('gives a session, a token for its page and a cookie that only this host and no script can read', async () => {
    await addPerson(test.db, 'jane.smith', { districts: ['E07000070', 'E07000066'] })
    const jane = browser()
    const response = await jane.signIn('jane.smith')
    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers['set-cookie']).toMatch(/^__Host-beatwise=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const session = response.json<Session>()
    expectSchema(Session, session)
    expect(session).toMatchObject({ signedIn: true, name: 'jane.smith', role: 'planner', districts: ['E07000066', 'E07000070'], idleSeconds: 1800, marking: 'OFFICIAL', oidc: false, mustChangePassword: false })
    expect(session.may).toContain('restricted-maps')
    expect(session.may).not.toContain('read-audit')
    expect(Date.parse(session.expiresAt!) - Date.now()).toBeGreaterThan(11.9 * 3600_000)
    expect(Date.parse(session.expiresAt!) - Date.now()).toBeLessThan(12.1 * 3600_000)
    expect(await jane.whoAmI()).toEqual(session)
  })

  it('knows a name however it is written, and nobody as a visitor', async () => {
    await addPerson(test.db, 'tom')
    expect((await browser().signIn('  Ｔom ')).statusCode).toBe(200)
    const visitor = await browser().whoAmI()
    expectSchema(Session, visitor)
    expect(visitor).toMatchObject({ signedIn: false, name: null, role: 'public', districts: [], csrfToken: null, expiresAt: null, idleSeconds: null })
    expect(visitor.may).not.toContain('restricted-maps')
  })

  it('keeps neither the token of the cookie nor the password', async () => {
    await addPerson(test.db, 'kept')
    const kept = browser()
    await kept.signIn('kept')
    const token = kept.cookie.split('=')[1]!
    const [row] = await test.db.rows<{ text: string }>(`select (select json_agg(s) from sessions s)::text || (select json_agg(a) from accounts a)::text as text`)
    for (const secret of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex'), PASSWORD, kept.csrf!]) expect(row!.text).not.toContain(secret)
    expect(row!.text).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  it('takes a closed body of at most a kilobyte', async () => {
    const post = (payload: object) => browser().send('POST', '/api/session', payload)
    expect((await post({ name: 'a', password: 'b', role: 'admin' })).json<ErrorBody>().error).toMatchObject({ code: 'bad-parameter', parameter: 'role' })
    expect((await post({ name: 'a' })).json<ErrorBody>().error).toMatchObject({ code: 'bad-parameter', parameter: 'password' })
    expect((await post({ name: 'a', password: 'b'.repeat(1100) })).statusCode).toBeGreaterThanOrEqual(400)
    expect((await browser().send('POST', '/api/session?name=a', { name: 'a', password: 'b' })).statusCode).toBe(400)
  })
})

describe('a refusal', () => {
  it('is the same for a wrong password, an unknown or impossible name, a closed account and one that signs in elsewhere', async () => {
    await addPerson(test.db, 'right')
    const closed = await addPerson(test.db, 'closed')
    await test.db.run('update accounts set disabled = true where account_id = $1', [closed])
    await test.db.run(`insert into accounts (name, role, oidc_subject) values ('elsewhere', 'planner', 'issuer subject')`)
    const answers = await Promise.all([['right', 'not the right words'], ['nobody', PASSWORD], ['no\0body', PASSWORD], ['Jane Smith', PASSWORD], ['closed', PASSWORD], ['elsewhere', PASSWORD]]
      .map(([name, password]) => browser().signIn(name!, password)))
    for (const { statusCode, body, headers } of answers) {
      expect([statusCode, body, headers['set-cookie']]).toEqual([401, answers[0]!.body, undefined])
    }
    expectSchema(ErrorBody, answers[0]!.json())
    expect(answers[0]!.json<ErrorBody>().error.code).toBe('sign-in-refused')
  })

  it('takes as long for an unknown name as for a wrong password: a password is checked either way', async () => {
    await addPerson(test.db, 'timed')
    const visitor = browser()
    await visitor.signIn('timed', 'warm up the path')
    const times: Record<string, number[]> = { timed: [], unknown: [], neither: [] }
    for (let i = 0; i < 9; i++) {
      for (const [name, list] of Object.entries(times)) {
        const begun = performance.now()
        // A request that is refused before any password is looked at, to measure the rest.
        await (name === 'neither' ? visitor.send('POST', '/api/session', { name: 'x' }) : visitor.signIn(name, 'wrong words again'))
        list.push(performance.now() - begun)
      }
    }
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[4]!
    const check = median(times.timed!) - median(times.neither!)
    expect(check).toBeGreaterThan(5)
    expect(median(times.unknown!) - median(times.neither!)).toBeGreaterThan(check / 2)
    expect(median(times.unknown!) - median(times.neither!)).toBeLessThan(check * 2)
  })

  it('of an unknown name costs what a real one does', async () => {
    expect(parseOptions(decoy)).toEqual(parseOptions(await hashPassword('x')))
    expect(parseOptions(decoy)).toMatchObject({ memoryCost: cost.memoryCost, timeCost: 2, parallelism: 1 })
  })
})
