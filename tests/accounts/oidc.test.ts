/** Signing in at the organisation's own provider: who is let in as what, and every way of being refused. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '../../api/accounts/audit-queries.ts'
import { addAccount } from '../../api/accounts/queries.ts'
import type { Session } from '../../api/accounts/schema.ts'
import { signInRefusals } from '../../api/vocabulary.ts'
import { appOn, testApp, testSettings, type TestApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { openidProvider } from '../support/openid-provider.ts'

const TENANT = '5c1f6c1e-0000-4000-8000-000000000001'
const test = testDatabase()
const plain = testApp(test)
const provider = openidProvider()
let app: TestApp
const oidc = () => ({
  issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, tenant: TENANT, redirectUrl: 'https://beatwise.example.org/api/session/oidc/callback',
  roleGroups: [{ group: 'analysts', role: 'analyst' }, { group: 'planners', role: 'planner' }, { group: 'roads-app-role', role: 'roads' }], allowHttp: true
}) as const
const freshApp = () => appOn(test.db, { config: { ...testSettings, oidc: oidc() } })
beforeAll(async () => { app = await freshApp() })

let people = 0
beforeEach(() => {
  const name = `person-${++people}`
  Object.assign(provider, { person: { sub: `sub-${people}`, preferred_username: `${name}@Force.example`, tid: TENANT, groups: ['everybody', 'planners'] }, distort: (claims: unknown) => claims, forge: false, unsigned: false, named: undefined, error: undefined, away: false })
})
const me = () => `person-${people}@force.example`

interface Trip { cookie: string; callback: string }
/** To the provider and back as far as the address that its answer leads to. */
async function leave(on: TestApp = app): Promise<Trip> {
  const response = await on.get('/api/session/oidc')
  expect(response.statusCode).toBe(302)
  const [{ name, value }] = response.cookies as [{ name: string; value: string }]
  const answer = await fetch(response.headers.location!, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location')!)
  return { cookie: `${name}=${value}`, callback: back.pathname + back.search }
}
const comeBack = ({ cookie, callback }: Trip) => app.get(callback, { cookie })
const sessionCookie = (response: Awaited<ReturnType<typeof comeBack>>) => response.cookies.filter(({ name }) => name === '__Host-beatwise').map(({ name, value }) => `${name}=${value}`)[0]
const whoIs = async (cookie: string) => (await app.get('/api/session', { cookie })).json<Session>()
const signIn = async () => {
  const response = await comeBack(await leave())
  expect([response.statusCode, response.headers.location]).toEqual([302, '/'])
  return sessionCookie(response)!
}
async function expectRefused(response: Awaited<ReturnType<typeof comeBack>>, why: keyof typeof signInRefusals) {
  expect([response.statusCode, response.headers.location]).toEqual([302, `/sign-in?refused=${why}`])
  expect(sessionCookie(response)).toBeUndefined()
}
const accountNamed = async (name: string) => (await test.db.rows<{ role: string; account_id: number }>('select role, account_id from accounts where name = $1', [name]))[0]
const acts = async (count: number) => (await listAudit(test.db, null, count)).map(({ act, account, subject, detail }) => [act, account, subject, detail])

describe('a person whose groups have a role here', () => {
  it('is signed in with it, gets an account at the first time, and both are recorded', async () => {
    const cookie = await signIn()
    expect(await whoIs(cookie)).toMatchObject({ signedIn: true, name: me(), role: 'planner', oidc: true, mustChangePassword: false })
    expect(await acts(2)).toEqual([['sign-in', me(), null, { by: 'oidc' }], ['account-add', me(), me(), { by: 'oidc', role: 'planner' }]])
    const again = await signIn()
    expect((await whoIs(again)).name).toBe(me())
    expect((await acts(2)).map(([act]) => act)).toEqual(['sign-in', 'sign-in'])
  })

  it('has the highest role of all their groups, also of an application role, and a change ends the sessions of before', async () => {
    const before = await signIn()
    provider.person.groups = ['planners', 'analysts']
    provider.person.roles = ['roads-app-role']
    const after = await signIn()
    expect((await whoIs(after)).role).toBe('analyst')
    expect((await whoIs(before)).signedIn).toBe(false)
    expect((await acts(2)).map(([act]) => act)).toEqual(['sign-in', 'account-role'])
  })

  it('leaves with PKCE, state and nonce, a cookie for this browser alone, and comes back to the agreed address', async () => {
    const response = await app.get('/api/session/oidc', { host: 'elsewhere.example' })
    const asked = new URL(response.headers.location!).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: oidc().redirectUrl, scope: 'openid profile' })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(40)
    expect(response.headers['set-cookie']).toMatch(/^__Host-beatwise-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const kept = await test.db.rows<{ row: string }>('select oidc_attempts::text as row from oidc_attempts')
    expect(kept.some(({ row }) => row.includes(response.cookies[0]!.value))).toBe(false)
  })

  it('is not taken for the local account that has their name', async () => {
    await addAccount(test.db, { name: me(), role: 'admin', passwordHash: null, mustChange: false, demonstration: false })
    await expectRefused(await comeBack(await leave()), 'name-taken')
    expect(await accountNamed(me())).toMatchObject({ role: 'admin' })
  })

  it('gets another name where theirs cannot be one here', async () => {
    provider.person.preferred_username = 'Zoë O\'Neil'
    expect((await whoIs(await signIn())).name).toMatch(/^oidc-[0-9a-f]{12}$/)
  })

  it('is not signed in, and has no account, while the audit trail cannot be written', async () => {
    const trip = await leave()
    await test.db.run('alter table audit_head rename to audit_head_away')
    const response = await comeBack(trip)
    await test.db.run('alter table audit_head_away rename to audit_head')
    expect([response.statusCode, sessionCookie(response)]).toEqual([503, undefined])
    expect(await accountNamed(me())).toBeUndefined()
  })
})

describe('a person is refused', () => {
  it('who is in no group with a role: no account is made, and the refusal is recorded without their name', async () => {
    provider.person.groups = ['everybody']
    await expectRefused(await comeBack(await leave()), 'no-role')
    expect(await accountNamed(me())).toBeUndefined()
    expect(await acts(1)).toEqual([['sign-in-refused', null, expect.stringMatching(/^unknown:/), { by: 'oidc', why: 'no-role' }]])
  })

  it('who is in no such group any more, and loses the sessions they have', async () => {
    const before = await signIn()
    delete provider.person.groups
    await expectRefused(await comeBack(await leave()), 'no-role')
    expect((await whoIs(before)).signedIn).toBe(false)
    expect((await acts(1))[0]![2]).toBe(me())
  })

  it('whose account was closed', async () => {
    await signIn()
    await test.db.run('update accounts set disabled = true where name = $1', [me()])
    await expectRefused(await comeBack(await leave()), 'disabled')
  })

  it('of another tenant', async () => {
    provider.person.tid = '5c1f6c1e-0000-4000-8000-000000000002'
    await expectRefused(await comeBack(await leave()), 'wrong-tenant')
    delete provider.person.tid
    await expectRefused(await comeBack(await leave()), 'wrong-tenant')
    expect(await acts(1)).toEqual([['sign-in-refused', null, null, { by: 'oidc', why: 'wrong-tenant' }]])
  })

  it.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['another nonce', (claims) => ({ ...claims, nonce: 'another' })],
    ['no nonce', ({ nonce: _, ...claims }) => claims],
    ['another issuer', (claims) => ({ ...claims, iss: 'https://login.elsewhere.example' })],
    ['another audience', (claims) => ({ ...claims, aud: 'another-client' })],
    ['an end that is past', (claims) => ({ ...claims, exp: 1_000_000 })]
  ])('whose token has %s', async (_what, distort) => {
    provider.distort = distort
    await expectRefused(await comeBack(await leave()), 'failed')
    expect(await accountNamed(me())).toBeUndefined()
    expect(await acts(1)).toEqual([['sign-in-refused', null, null, { by: 'oidc', why: 'failed' }]])
  })

  it('whose token somebody else has signed', async () => {
    provider.forge = true
    await expectRefused(await comeBack(await leave()), 'failed')
  })

  it('whose token nobody has signed', async () => {
    provider.unsigned = true
    await expectRefused(await comeBack(await leave()), 'failed')
  })

  it('whom the provider refuses', async () => {
    provider.error = 'access_denied'
    await expectRefused(await comeBack(await leave()), 'failed')
  })
})

describe('an answer of the provider', () => {
  it('is good once', async () => {
    const trip = await leave()
    expect((await comeBack(trip)).headers.location).toBe('/')
    await expectRefused(await comeBack(trip), 'expired')
  })

  it('is good in the browser that left, and in no other', async () => {
    const trip = await leave()
    await expectRefused(await app.get(trip.callback), 'expired')
    const other = await leave()
    await expectRefused(await comeBack({ cookie: other.cookie, callback: trip.callback }), 'failed')
  })

  it('with a state that was changed is refused, and so is the right one after it', async () => {
    const trip = await leave()
    await expectRefused(await comeBack({ ...trip, callback: trip.callback.replace(/state=.{5}/, 'state=other') }), 'failed')
    await expectRefused(await comeBack(trip), 'expired')
  })

  it('with a code of another sign-in is refused: its verifier does not fit', async () => {
    const [one, other] = [await leave(), await leave()]
    const codeOf = (trip: Trip) => /code=([\w-]+)/.exec(trip.callback)![1]!
    await expectRefused(await comeBack({ ...one, callback: one.callback.replace(codeOf(one), codeOf(other)) }), 'failed')
  })

  it('that comes after ten minutes is refused, and what never came back is swept away', async () => {
    const trip = await leave()
    await test.db.run(`update oidc_attempts set expires_at = expires_at - interval '10 minutes'`)
    await expectRefused(await comeBack(trip), 'expired')
    await leave()
    expect(await test.db.rows('select state from oidc_attempts')).toHaveLength(1)
  })

  it('without anything in it is refused', async () => expectRefused(await comeBack({ ...(await leave()), callback: '/api/session/oidc/callback' }), 'failed'))
})

describe('a provider', () => {
  it('that cannot be reached is asked again the next time', async () => {
    const fresh = await freshApp()
    provider.away = true
    await expectRefused(await fresh.get('/api/session/oidc'), 'provider-away')
    provider.away = false
    await leave(fresh)
    await fresh.server.close()
  })

  it('that calls itself another is not believed', async () => {
    const fresh = await freshApp()
    provider.named = 'http://127.0.0.1:1'
    await expectRefused(await fresh.get('/api/session/oidc'), 'provider-away')
    await fresh.server.close()
  })

  it('that is not set up leaves nothing at its addresses', async () => {
    for (const path of ['/api/session/oidc', '/api/session/oidc/callback?code=a&state=b']) expect((await plain.get(path)).statusCode).toBe(404)
    expect((await plain.get('/api/session')).json<Session>().oidc).toBe(false)
  })
})
