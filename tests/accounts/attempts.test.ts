import { beforeEach, describe, expect, it } from 'vitest'
import { MOST_OF_ADDRESS, MOST_OF_NAME, networkOf, takeAttempt } from '../../api/accounts/attempts.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { appOn, testApp } from '../support/app.ts'
import { addPerson, BrowserSession, PASSWORD } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const app = testApp(test)
const from = (address: string) => new BrowserSession(app.server, address)
const wrong = 'these are the wrong words'
beforeEach(() => test.db.run('delete from sign_in_attempts'))

describe('failures', () => {
  it('for one name are limited from wherever they come, also with the right password, until a quarter of an hour has gone', async () => {
    await addPerson(test.db, 'guessed')
    for (let i = 0; i < MOST_OF_NAME; i++) expect((await from(`192.0.2.${i}`).signIn('guessed', wrong)).statusCode).toBe(401)
    const refused = await from('192.0.2.99').signIn('guessed')
    expect([refused.statusCode, refused.json<ErrorBody>().error.code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900)
    expect((await from('192.0.2.99').signIn(' GUESSED ')).statusCode).toBe(429)
    await test.db.run(`update sign_in_attempts set at = at - interval '15 minutes'`)
    expect((await from('192.0.2.99').signIn('guessed')).statusCode).toBe(200)
  })

  it('for a name that nobody has are limited alike', async () => {
    for (let i = 0; i < MOST_OF_NAME; i++) await from(`192.0.2.${i}`).signIn('nobody', wrong)
    expect((await from('192.0.2.99').signIn('nobody', wrong)).statusCode).toBe(429)
  })

  it('from one address are limited whatever the name, and others go on', async () => {
    await addPerson(test.db, 'neighbour')
    for (let i = 0; i < MOST_OF_ADDRESS; i++) expect((await from('192.0.2.1').signIn(`name${i}`, wrong)).statusCode).toBe(401)
    expect((await from('192.0.2.1').signIn('neighbour')).statusCode).toBe(429)
    expect((await from('192.0.2.2').signIn('neighbour')).statusCode).toBe(200)
  })

  it('of a name are forgotten when it signs in; those of the address with other names are not', async () => {
    await addPerson(test.db, 'typist')
    for (let i = 0; i < MOST_OF_NAME - 1; i++) await from('192.0.2.1').signIn('typist', wrong)
    expect((await from('192.0.2.1').signIn('typist')).statusCode).toBe(200)
    for (let i = 0; i < MOST_OF_NAME - 1; i++) expect((await from('192.0.2.1').signIn('typist', wrong)).statusCode).toBe(401)
    const [left] = await test.db.rows<{ n: number }>(`select count(*)::int as n from sign_in_attempts where key like 'address:%'`)
    expect(left!.n).toBe(2 * (MOST_OF_NAME - 1))
  })

  it('that were refused do not keep the door shut for longer', async () => {
    for (let i = 0; i < MOST_OF_NAME + 5; i++) await from(`192.0.2.${i}`).signIn('knocker', wrong)
    const [kept] = await test.db.rows<{ n: number }>(`select count(*)::int as n from sign_in_attempts where key like 'name:%'`)
    expect(kept!.n).toBe(MOST_OF_NAME)
  })

  it('all at once, through two processes, are no more than one after the other', async () => {
    await addPerson(test.db, 'rushed')
    const other = await appOn(test.db)
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => new BrowserSession(i % 2 ? other.server : app.server, `192.0.2.${i}`).signIn('rushed', wrong)))
    const codes = answers.map(({ statusCode }) => statusCode)
    expect([codes.filter((code) => code === 401).length, codes.filter((code) => code === 429).length]).toEqual([MOST_OF_NAME, 20])
    await other.server.close()
  })

  it('leave neither the name nor the address behind, and nothing at all after a quarter of an hour', async () => {
    await from('192.0.2.77').signIn('mistyped-password', PASSWORD)
    const [row] = await test.db.rows<{ text: string }>('select json_agg(a)::text as text from sign_in_attempts a')
    expect(row!.text).toContain('name:')
    expect(row!.text).not.toMatch(/mistyped|192\.0\.2/)
    await test.db.run(`update sign_in_attempts set at = at - interval '16 minutes'`)
    await takeAttempt(test.db, 'somebody', '192.0.2.78')
    const [left] = await test.db.rows<{ n: number }>('select count(*)::int as n from sign_in_attempts')
    expect(left!.n).toBe(2)
  })
})

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'], ['::ffff:192.0.2.1', '192.0.2.1'], ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1'], ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0db8:0:1::5', '2001:db8:0:1'], ['::1', '0:0:0:0'], ['fe80::1%eth0', 'fe80:0:0:0'], ['1::5:6:7:8:9:a', '1:0:5:6']
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))
})
