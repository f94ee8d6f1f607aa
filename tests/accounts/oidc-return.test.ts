/** What the provider's answer must fit, and a provider that gives none. */
import { describe, expect, it } from 'vitest'
import type { Session } from '../../api/accounts/schema.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { expectRefused, oidcApp, type Trip } from '../support/oidc.ts'

const test = testDatabase()
const plain = testApp(test)
const { app, provider, freshApp, comeBack, leave } = oidcApp(test)

describe('an answer of the provider', () => {
  it('is good once', async () => {
    const trip = await leave()
    expect((await comeBack(trip)).headers.location).toBe('/')
    expectRefused(await comeBack(trip), 'expired')
  })

  it('is good in the browser that left, and in no other', async () => {
    const trip = await leave()
    expectRefused(await app.get(trip.callback), 'expired')
    const other = await leave()
    expectRefused(await comeBack({ cookie: other.cookie, callback: trip.callback }), 'failed')
  })

  it('with a state that was changed is refused, and so is the right one after it', async () => {
    const trip = await leave()
    expectRefused(await comeBack({ ...trip, callback: trip.callback.replace(/state=.{5}/, 'state=other') }), 'failed')
    expectRefused(await comeBack(trip), 'expired')
  })

  it('with a code of another sign-in is refused: its verifier does not fit', async () => {
    const [one, other] = [await leave(), await leave()]
    const codeOf = (trip: Trip) => /code=([\w-]+)/.exec(trip.callback)![1]!
    expectRefused(await comeBack({ ...one, callback: one.callback.replace(codeOf(one), codeOf(other)) }), 'failed')
  })

  it('that comes after ten minutes is refused, and what never came back is swept away', async () => {
    const trip = await leave()
    await test.db.run(`update oidc_attempts set expires_at = expires_at - interval '10 minutes'`)
    expectRefused(await comeBack(trip), 'expired')
    await leave()
    expect(await test.db.rows('select state from oidc_attempts')).toHaveLength(1)
  })

  it('without anything in it is refused', async () => expectRefused(await comeBack({ ...(await leave()), callback: '/api/session/oidc/callback' }), 'failed'))
})

describe('a provider', () => {
  it('that cannot be reached is asked again the next time', async () => {
    const fresh = await freshApp()
    provider.away = true
    expectRefused(await fresh.get('/api/session/oidc'), 'provider-away')
    provider.away = false
    await leave(fresh)
    await fresh.server.close()
  })

  it('that calls itself another is not believed', async () => {
    const fresh = await freshApp()
    provider.named = 'http://127.0.0.1:1'
    expectRefused(await fresh.get('/api/session/oidc'), 'provider-away')
    await fresh.server.close()
  })

  it('that is not set up leaves nothing at its addresses', async () => {
    for (const path of ['/api/session/oidc', '/api/session/oidc/callback?code=a&state=b']) expect((await plain.get(path)).statusCode).toBe(404)
    expect((await plain.get('/api/session')).json<Session>().oidc).toBe(false)
  })
})
