import { describe, expect, it } from 'vitest'
import { resetPassword } from '../../api/accounts/account-changes.ts'
import { isPassword, hashPassword, oneTimePassword, passwordFault } from '../../api/accounts/passwords.ts'
import type { Session } from '../../api/accounts/schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { testApp } from '../support/app.ts'
import { addPerson, BrowserSession, PASSWORD } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const app = testApp(test)
let lastAddress = 0
const browser = () => new BrowserSession(app.server, `198.51.100.${++lastAddress}`)
const next = 'eight other quiet words'
const change = (one: BrowserSession, current: string, to: string) => one.send('PUT', '/api/session/password', { current, next: to })
const errorOf = (response: { json<T>(): T }) => response.json<ErrorBody>().error

describe('a new password', () => {
  it.each([
    ['short', 'elevenchars', /at least 12/], ['long', 'ab cd ef '.repeat(23), /at most 200/], ['longer than it looks', 'ﷺ'.repeat(20), /at most 200/],
    ['the name', 'Jane.Smith lives here', /name of the account/], ['one of the commonest', 'Password1234!', /commonest/], ['one in disguise', 'P@ssw0rd2024!!', /commonest/],
    ['common twice over', 'passwordpassword', /commonest/], ['repeated', 'abcabcabcabcabc', /repeats/], ['one character', '🙂'.repeat(12), /repeats/], ['digits in order', '123456789012', /commonest/], ['keys in order', '1q2w3e4r5t6y', /commonest/]
  ])('may not be %s', (_what, password, words) => expect(passwordFault(password, 'jane.smith')).toMatch(words))

  it.each(['four quiet words together', 'all lower case letters', 'tür und angel quer', '正しい馬のバッテリーの定番です', 'xk4m-9hty-qw2p-vb7r', '839201748593'])('may be of any characters: %s', (password) =>
    expect(passwordFault(password, 'jane.smith')).toBeUndefined())

  it('is the same however its accents and widths are written', async () => {
    expect(await isPassword('Ｃafe\u0301 am Fluss dort', await hashPassword('Caf\u00e9 am Fluss dort'))).toBe(true)
    expect(await isPassword('cafe am fluss dort', await hashPassword('Caf\u00e9 am Fluss dort'))).toBe(false)
  })

  it('made by chance is good enough, and never the same', () => {
    const made = Array.from({ length: 200 }, oneTimePassword)
    expect(new Set(made).size).toBe(200)
    for (const one of made) expect([one, passwordFault(one, 'jane')]).toEqual([expect.stringMatching(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/), undefined])
  })
})

describe('changing the own password', () => {
  it('ends every other session, gives this one another token, and the old password is worth nothing', async () => {
    await addPerson(test.db, 'jane')
    const [one, other] = [browser(), browser()]
    await one.signIn('jane')
    await other.signIn('jane')
    const [cookie, csrf] = [one.cookie, one.csrf]
    const response = await change(one, PASSWORD, next)
    expect(response.statusCode).toBe(200)
    expect(one.cookie).not.toBe(cookie)
    expect(response.json<Session>().csrfToken).not.toBe(csrf)
    expect((await one.whoAmI()).name).toBe('jane')
    expect((await other.whoAmI()).signedIn).toBe(false)
    other.cookie = cookie
    expect((await other.whoAmI()).signedIn).toBe(false)
    expect((await browser().signIn('jane')).statusCode).toBe(401)
    expect((await browser().signIn('jane', next)).statusCode).toBe(200)
  })

  it('needs the current one, a session, and a new one that is new and good', async () => {
    await addPerson(test.db, 'tom')
    const one = browser()
    await one.signIn('tom')
    expect(errorOf(await change(one, 'not the current words', next))).toMatchObject({ code: 'password-refused', parameter: 'current' })
    expect(errorOf(await change(one, PASSWORD, PASSWORD))).toMatchObject({ code: 'password-refused', parameter: 'next', message: 'The new password is the old one.' })
    expect(errorOf(await change(one, PASSWORD, 'short'))).toMatchObject({ code: 'password-refused', parameter: 'next' })
    expect((await change(browser(), PASSWORD, next)).statusCode).toBe(401)
    expect((await one.whoAmI()).signedIn).toBe(true)
  })

  it('is no way to guess it: failures count as those of signing in', async () => {
    await addPerson(test.db, 'held')
    const one = browser()
    await one.signIn('held')
    for (let i = 0; i < 10; i++) expect((await change(one, `wrong guess number ${i}`, next)).statusCode).toBe(400)
    const refused = await change(one, PASSWORD, next)
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true])
  })
})

describe('a one-time password', () => {
  it('opens nothing but its own change', async () => {
    await addPerson(test.db, 'fresh', { role: 'admin', districts: ['E07000070'] })
    const given = await resetPassword(test.db, 'fresh')
    const one = browser()
    const session = (await one.signIn('fresh', given)).json<Session>()
    expect(session).toMatchObject({ signedIn: true, role: 'admin', mustChangePassword: true })
    expect(session.may).toEqual((await browser().whoAmI()).may)
    expect((await one.send('GET', '/api/audit')).statusCode).toBe(403)
    const changed = (await change(one, given, next)).json<Session>()
    expect(changed.mustChangePassword).toBe(false)
    expect(changed.may).toContain('read-audit')
    expect((await one.send('GET', '/api/audit')).statusCode).toBe(200)
    expect((await browser().signIn('fresh', given)).statusCode).toBe(401)
  })
})
