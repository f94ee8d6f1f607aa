/** Signing in at the organisation's own provider: who is let in as what, and who is refused. */
import { describe, expect, it } from 'vitest'
import { listAudit } from '../../api/accounts/audit-queries.ts'
import { addAccount } from '../../api/accounts/queries.ts'
import { testDatabase } from '../support/database.ts'
import { expectRefused, oidcApp, sessionCookie } from '../support/oidc.ts'

const test = testDatabase()
const { app, provider, settings, comeBack, leave, me, signIn, whoIs } = oidcApp(test)
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
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: settings().redirectUrl, scope: 'openid profile' })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(40)
    expect(response.headers['set-cookie']).toMatch(/^__Host-beatwise-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const kept = await test.db.rows<{ row: string }>('select oidc_attempts::text as row from oidc_attempts')
    expect(kept.some(({ row }) => row.includes(response.cookies[0]!.value))).toBe(false)
  })

  it('is not taken for the local account that has their name', async () => {
    await addAccount(test.db, { name: me(), role: 'admin', passwordHash: null, mustChange: false, demonstration: false })
    expectRefused(await comeBack(await leave()), 'name-taken')
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
    expectRefused(await comeBack(await leave()), 'no-role')
    expect(await accountNamed(me())).toBeUndefined()
    expect(await acts(1)).toEqual([['sign-in-refused', null, expect.stringMatching(/^unknown:/), { by: 'oidc', why: 'no-role' }]])
  })

  it('who is in no such group any more, and loses the sessions they have', async () => {
    const before = await signIn()
    delete provider.person.groups
    expectRefused(await comeBack(await leave()), 'no-role')
    expect((await whoIs(before)).signedIn).toBe(false)
    expect((await acts(1))[0]![2]).toBe(me())
  })

  it('whose account was closed', async () => {
    await signIn()
    await test.db.run('update accounts set disabled = true where name = $1', [me()])
    expectRefused(await comeBack(await leave()), 'disabled')
  })

  it('of another tenant', async () => {
    provider.person.tid = '5c1f6c1e-0000-4000-8000-000000000002'
    expectRefused(await comeBack(await leave()), 'wrong-tenant')
    delete provider.person.tid
    expectRefused(await comeBack(await leave()), 'wrong-tenant')
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
    expectRefused(await comeBack(await leave()), 'failed')
    expect(await accountNamed(me())).toBeUndefined()
    expect(await acts(1)).toEqual([['sign-in-refused', null, null, { by: 'oidc', why: 'failed' }]])
  })

  it('whose token somebody else has signed', async () => {
    provider.forge = true
    expectRefused(await comeBack(await leave()), 'failed')
  })

  it('whose token nobody has signed', async () => {
    provider.unsigned = true
    expectRefused(await comeBack(await leave()), 'failed')
  })

  it('whom the provider refuses', async () => {
    provider.error = 'access_denied'
    expectRefused(await comeBack(await leave()), 'failed')
  })
})
