/** A browser as the server sees one: it keeps the cookie it is given, repeats the token of its page, and says where it comes from. */
import type { FastifyInstance } from 'fastify'
import type { Response } from 'light-my-request'
import { hashPassword } from '../../api/accounts/passwords.ts'
import { addAccount, setDistricts } from '../../api/accounts/queries.ts'
import type { Session } from '../../api/accounts/schema.ts'
import type { Database } from '../../api/db/database.ts'
import type { Role } from '../../api/vocabulary.ts'

export const PASSWORD = 'four quiet words together'
let hashed: Promise<string> | undefined

/** An account with the password above. Answers its number. */
export async function addPerson(db: Database, name: string, { role = 'planner' as Role, districts = [] as string[], mustChange = false } = {}): Promise<number> {
  hashed ??= hashPassword(PASSWORD)
  const accountId = await addAccount(db, { name, role, passwordHash: await hashed, mustChange, demonstration: false })
  await setDistricts(db, accountId!, districts)
  return accountId!
}

export class BrowserSession {
  cookie = ''
  csrf: string | null = null

  constructor(private readonly server: FastifyInstance, private readonly address = '192.0.2.10') {}

  async send(method: string, url: string, payload?: object, headers: Record<string, string | undefined> = {}): Promise<Response> {
    const own = { host: 'beatwise.example', cookie: this.cookie || undefined, ...(method === 'GET' ? {} : { origin: 'https://beatwise.example', 'sec-fetch-site': 'same-origin', 'x-csrf-token': this.csrf ?? undefined }) }
    const given = Object.fromEntries(Object.entries({ ...own, ...headers }).filter(([, value]) => value !== undefined))
    const response = await this.server.inject({ method: method as 'GET', url, remoteAddress: this.address, headers: given as Record<string, string>, ...(payload ? { payload } : {}) })
    const [set] = response.cookies as { name: string; value: string; expires?: Date }[]
    if (set) this.cookie = set.value ? `${set.name}=${set.value}` : ''
    if (response.statusCode === 200 && url.startsWith('/api/session')) this.csrf = response.json<Session>().csrfToken
    return response
  }

  signIn(name: string, password = PASSWORD, headers: Record<string, string | undefined> = {}): Promise<Response> {
    return this.send('POST', '/api/session', { name, password }, headers)
  }

  async whoAmI(): Promise<Session> {
    return (await this.send('GET', '/api/session')).json<Session>()
  }
}
