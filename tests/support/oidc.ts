/** The real application with a provider to sign in at, and a person who goes there and comes back. */
import { beforeAll, beforeEach, expect } from 'vitest'
import type { Response } from 'light-my-request'
import type { Session } from '../../api/accounts/schema.ts'
import type { SignInRefusal } from '../../api/vocabulary.ts'
import { appOn, testSettings, type TestApp } from './app.ts'
import type { TestDatabase } from './database.ts'
import { openidProvider } from './openid-provider.ts'

const TENANT = '5c1f6c1e-0000-4000-8000-000000000001'

export interface Trip { cookie: string; callback: string }

/** Call after `testDatabase()`. Each test has a person of its own, who is in the group `planners`. */
export function oidcApp(test: TestDatabase) {
  const provider = openidProvider()
  const settings = () => ({
    issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, tenant: TENANT, redirectUrl: 'https://beatwise.example.org/api/session/oidc/callback',
    roleGroups: [{ group: 'analysts', role: 'analyst' }, { group: 'planners', role: 'planner' }, { group: 'roads-app-role', role: 'roads' }], allowHttp: true
  }) as const
  const freshApp = () => appOn(test.db, { config: { ...testSettings, oidc: settings() } })
  const app = {} as TestApp
  beforeAll(async () => { Object.assign(app, await freshApp()) })
  let people = 0
  beforeEach(() => {
    const name = `person-${++people}`
    Object.assign(provider, { person: { sub: `sub-${people}`, preferred_username: `${name}@Force.example`, tid: TENANT, groups: ['everybody', 'planners'] }, distort: (claims: unknown) => claims, forge: false, unsigned: false, named: undefined, error: undefined, away: false })
  })
  const comeBack = ({ cookie, callback }: Trip) => app.get(callback, { cookie })
  return {
    app, provider, settings, freshApp, comeBack,
    me: () => `person-${people}@force.example`,
    leave: (on: TestApp = app) => leave(on),
    whoIs: async (cookie: string) => (await app.get('/api/session', { cookie })).json<Session>(),
    /** There and back; answers the cookie of the session. */
    async signIn(): Promise<string> {
      const response = await comeBack(await leave(app))
      expect([response.statusCode, response.headers.location]).toEqual([302, '/'])
      return sessionCookie(response)!
    }
  }
}

/** To the provider and back as far as the address that its answer leads to. */
async function leave(app: TestApp): Promise<Trip> {
  const response = await app.get('/api/session/oidc')
  expect(response.statusCode).toBe(302)
  const [{ name, value }] = response.cookies as [{ name: string; value: string }]
  const answer = await fetch(response.headers.location!, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location')!)
  return { cookie: `${name}=${value}`, callback: back.pathname + back.search }
}

export const sessionCookie = (response: Response) => response.cookies.filter(({ name }) => name === '__Host-beatwise').map(({ name, value }) => `${name}=${value}`)[0]

export function expectRefused(response: Response, why: SignInRefusal): void {
  expect([response.statusCode, response.headers.location]).toEqual([302, `/sign-in?refused=${why}`])
  expect(sessionCookie(response)).toBeUndefined()
}
