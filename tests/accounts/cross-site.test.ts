import { beforeAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../api/schema.ts'
import { appOn, testApp, testSettings } from '../support/app.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const app = testApp(test)
beforeAll(async () => {
  await addPerson(test.db, 'jane')
  await addPerson(test.db, 'tom')
})
const codeOf = (response: { statusCode: number; body: string }) => [response.statusCode, (JSON.parse(response.body || '{}') as Partial<ErrorBody>).error?.code]
const refused = [403, 'cross-site']

describe('another site', () => {
  it.each([
    ['by its origin', { origin: 'https://elsewhere.example' }],
    ['by an origin without a name', { origin: 'null' }],
    ['by an origin that ends like ours', { origin: 'https://beatwise.example.elsewhere.example' }],
    ['by another port of ours', { origin: 'https://beatwise.example:8443' }],
    ['by what the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['by what the browser says of a neighbour', { 'sec-fetch-site': 'same-site', origin: undefined }]
  ])('cannot sign anybody in, nor out, told %s', async (_how, headers) => {
    const jane = new BrowserSession(app.server)
    expect(codeOf(await jane.signIn('jane', undefined, headers))).toEqual(refused)
    await jane.signIn('jane')
    expect(codeOf(await jane.send('DELETE', '/api/session', undefined, headers))).toEqual(refused)
    expect((await jane.whoAmI()).signedIn).toBe(true)
  })

  it('is told by the name that a trusted proxy passes on', async () => {
    const { server } = await appOn(test.db, { config: { ...testSettings, trustedProxies: 1 } })
    const behind = { host: 'app:3000', 'x-forwarded-host': 'beatwise.example' }
    const jane = new BrowserSession(server)
    expect((await jane.signIn('jane', undefined, behind)).statusCode).toBe(200)
    expect(codeOf(await new BrowserSession(app.server).signIn('jane', undefined, behind))).toEqual(refused)
    await server.close()
  })

  it('is no program without a browser, nor a page on a port of its own', async () => {
    const bare = { origin: undefined, 'sec-fetch-site': undefined }
    expect((await new BrowserSession(app.server).signIn('jane', undefined, bare)).statusCode).toBe(200)
    expect((await new BrowserSession(app.server).signIn('jane', undefined, { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'none' })).statusCode).toBe(200)
    expect((await new BrowserSession(app.server).signIn('jane', undefined, { host: 'beatwise.example:443' })).statusCode).toBe(200)
  })
})

describe('a request that changes something', () => {
  it('needs the token of its own session in a header', async () => {
    const [jane, tom] = [new BrowserSession(app.server), new BrowserSession(app.server)]
    await jane.signIn('jane')
    await tom.signIn('tom')
    for (const token of [undefined, '', 'x'.repeat(43), tom.csrf!, `${jane.csrf}x`]) {
      expect(codeOf(await jane.send('DELETE', '/api/session', undefined, { 'x-csrf-token': token }))).toEqual(refused)
      expect(codeOf(await jane.send('PUT', '/api/session/password', { current: 'a', next: 'b' }, { 'x-csrf-token': token }))).toEqual(refused)
    }
    expect((await jane.send('DELETE', '/api/session')).statusCode).toBe(204)
  })

  it('may use the token from any page of the session, and reading needs none', async () => {
    const jane = new BrowserSession(app.server)
    await jane.signIn('jane')
    const atSignIn = jane.csrf
    expect((await jane.whoAmI()).csrfToken).toBe(atSignIn)
    expect((await jane.send('GET', '/api/session', undefined, { 'x-csrf-token': undefined, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(200)
  })

  it('with a cookie that is over is a visitor\'s, so that one can always sign in again', async () => {
    const jane = new BrowserSession(app.server)
    await jane.signIn('jane')
    await test.db.run('delete from sessions')
    expect((await jane.send('DELETE', '/api/session', undefined, { 'x-csrf-token': undefined })).statusCode).toBe(204)
    expect((await jane.signIn('jane')).statusCode).toBe(200)
  })
})
