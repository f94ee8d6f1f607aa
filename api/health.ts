/** Whether the service can answer: 200 with the data version, or 503 while the database is away. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Database } from './db/database.ts'
import { sql } from './db/sql.ts'
import { ApiError } from './errors.ts'
import { errorResponses, NoQuery } from './schema.ts'

const PATIENCE_MS = 2_000
/** Whoever asks waits no longer than that for a busy database that answered within the last moment. */
const BUSY_MS = 35
const MOMENT_MS = 400

export const Health = Type.Object({ status: Type.Literal('ok'), engine: Type.Union([Type.Literal('embedded'), Type.Literal('server')]), dataVersion: Type.String() })

export const healthRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  let last: { version: string; at: number } | undefined
  app.get('/health', { config: { access: 'public' }, schema: { tags: ['health'], summary: 'Whether the service can answer', querystring: NoQuery, response: { 200: Health, ...errorResponses } } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const question = db.rows<{ version: string }>(sql('db/data_version')).then(([row]) => (last = { version: row!.version, at: Date.now() }))
    question.catch(() => undefined)
    const late = new Promise<never>((_resolve, reject) => { setTimeout(() => reject(new ApiError('database-away', 'The database does not answer.')), PATIENCE_MS).unref() })
    // The embedded database takes one statement after another: with a long one before this it is busy, and not away. A server has no such queue.
    const moment = new Promise<typeof last>((resolve) => { if (db.engine === 'embedded') setTimeout(() => { if (last && Date.now() - last.at <= MOMENT_MS) resolve(last) }, BUSY_MS).unref() })
    const found = await Promise.race([question, moment, late]).catch((cause: Error) => {
      throw cause instanceof ApiError ? cause : Object.assign(new ApiError('database-away', 'The database cannot be reached.'), { cause })
    })
    return { status: 'ok' as const, engine: db.engine, dataVersion: found!.version }
  })
}
