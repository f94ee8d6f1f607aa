import { describe, expect, it } from 'vitest'
import { testApp } from '../support/app.ts'
import { addPerson, BrowserSession } from '../support/browser-session.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const app = testApp(test)

/** A page that was opened by somebody signed in, and repeats its token with every request. */
async function pageOf(name: string) {
  await addPerson(test.db, name)
  const browser = new BrowserSession(app.server, '192.0.2.77')
  await browser.signIn(name)
  const token = browser.csrf!
  return { browser, ask: (url: string) => browser.send('GET', url, undefined, { 'x-csrf-token': token }) }
}

describe('a page whose session has ended', () => {
  it('is never answered as a visitor, whose counts are rounded, while it believes to be signed in', async () => {
    const { browser, ask } = await pageOf('believes')
    expect((await ask('/api/themes')).statusCode).toBe(200)
    const { cookie } = browser
    await browser.send('DELETE', '/api/session')
    for (const kept of [cookie, '']) {
      browser.cookie = kept
      const refused = await ask('/api/themes')
      expect([refused.statusCode, refused.json().error.code]).toEqual([401, 'sign-in-needed'])
    }
  })

  it('can still ask who it is, sign in again, and read as a visitor once it knows that it is one', async () => {
    const { browser, ask } = await pageOf('returns')
    await browser.send('DELETE', '/api/session?everywhere=true')
    expect((await ask('/api/session')).json()).toMatchObject({ signedIn: false })
    expect((await browser.send('GET', '/api/themes')).statusCode).toBe(200)
    expect((await browser.signIn('returns', undefined, { 'x-csrf-token': 'of the session before' })).statusCode).toBe(200)
    expect((await ask('/api/nowhere')).statusCode).toBe(404)
  })
})
