/** The real application, built in memory on the database of a test file. */
import { afterAll, beforeAll } from 'vitest'
import type { InjectOptions, Response } from 'light-my-request'
import { buildApp, type App, type Parts } from '../../api/app.ts'
import { readConfig } from '../../api/config.ts'
import { openDatabase, type Database } from '../../api/db/database.ts'

export interface TestApp extends App {
  /** A request as a browser would make it; the path begins with /api. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** The decoded JSON of a request that must succeed. */
  json<T>(path: string): Promise<T>
}

interface Opened { db: Database; config: { databaseUrl: string | undefined; dataDir: string } }

/** What a visitor's questions are read with: the same database in the role of the public. */
export const publicTierOf = ({ config }: Opened): Promise<Database> => openDatabase(config, { attach: true, role: 'beatwise_public', onError: () => undefined })

/** Call after `testDatabase()`; `database` is read when the first test runs. */
export function testApp(database: Opened): TestApp {
  const app = {} as TestApp
  let publicDb: Database | undefined
  beforeAll(async () => {
    publicDb = await publicTierOf(database)
    Object.assign(app, await appOn(database.db, { publicDb }))
  }, 120_000)
  afterAll(async () => {
    await app.server?.close()
    await publicDb?.close()
  })
  return app
}

/** What a server starts with by itself, without its limits and its log. */
export const testSettings = readConfig({ LOG_LEVEL: 'silent', REQUESTS_PER_MINUTE: '0', SHED_AT_DELAY_MS: '0' })

/** The application on an open database, for a test that needs more than one, or other settings. Visitors see what its owner sees unless `publicDb` is given. */
export async function appOn(db: Database, parts: Partial<Parts> = {}): Promise<TestApp> {
  const built = await buildApp({ config: testSettings, db, publicDb: db, ...parts })
  const get = (path: string, headers: Record<string, string> = {}) => built.server.inject({ method: 'GET', url: path, headers } satisfies InjectOptions)
  return {
    ...built,
    get,
    async json<T>(path: string) {
      const response = await get(path)
      if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}: ${response.body.slice(0, 300)}`)
      return JSON.parse(response.body) as T
    }
  }
}

/** A version is asked at most four times a second; a test that has just changed the data waits that long. */
export const versionSettles = () => new Promise((wake) => setTimeout(wake, 300))
