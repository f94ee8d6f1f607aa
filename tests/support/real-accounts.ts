/** The real application with people in it who have signed in by its own door: each by password, cookie and CSRF token. */
import type { Response } from 'light-my-request'
import { beforeAll } from 'vitest'
import { hashPassword } from '../../api/accounts/passwords.ts'
import { addAccount, setDistricts } from '../../api/accounts/queries.ts'
import type { Session } from '../../api/accounts/schema.ts'
import type { Role } from '../../api/vocabulary.ts'
import { testApp, type TestApp } from './app.ts'
import type { TestDatabase } from './database.ts'

export interface Person { role: Exclude<Role, 'public'>; districts: string[] }
type Headers = Record<string, string>
export interface Asker {
  ask(method: string, url: string, payload?: unknown, headers?: Headers): Promise<Response>
  get(url: string, headers?: Headers): Promise<Response>
  post(url: string, payload: unknown, headers?: Headers): Promise<Response>
  patch(url: string, payload: unknown, headers?: Headers): Promise<Response>
  delete(url: string, headers?: Headers): Promise<Response>
}

const PASSWORD = 'four quiet words together'

/** Call after `testDatabase()`. `as(name)` asks as one of `people`, `as(null)` as a visitor. */
export function signedInApp<Name extends string>(test: TestDatabase, people: Record<Name, Person>): { app: TestApp; as(who: Name | null): Asker } {
  const app = testApp(test)
  const signedIn = new Map<string, Headers>()
  beforeAll(async () => {
    const passwordHash = await hashPassword(PASSWORD)
    for (const [name, { role, districts }] of Object.entries<Person>(people)) {
      const accountId = await addAccount(test.db, { name, role, passwordHash, mustChange: false, demonstration: false })
      await setDistricts(test.db, accountId!, districts)
      const response = await app.server.inject({ method: 'POST', url: '/api/session', payload: { name, password: PASSWORD } })
      if (response.statusCode !== 200) throw new Error(`${name} cannot sign in: ${response.body}`)
      const [{ name: cookie, value }] = response.cookies as [{ name: string; value: string }]
      signedIn.set(name, { cookie: `${cookie}=${value}`, 'x-csrf-token': response.json<Session>().csrfToken! })
    }
  }, 60_000)
  const as = (who: Name | null): Asker => {
    const ask: Asker['ask'] = (method, url, payload, headers = {}) =>
      app.server.inject({ method: method as 'GET', url, headers: { ...(who ? signedIn.get(who) : {}), ...headers }, ...(payload === undefined ? {} : { payload: payload as object }) })
    return {
      ask,
      get: (url, headers) => ask('GET', url, undefined, headers),
      post: (url, payload, headers) => ask('POST', url, payload, headers),
      patch: (url, payload, headers) => ask('PATCH', url, payload, headers),
      delete: (url, headers) => ask('DELETE', url, undefined, headers)
    }
  }
  return { app, as }
}
