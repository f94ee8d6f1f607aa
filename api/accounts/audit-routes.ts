/** The audit trail, for those who review it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Queryable } from '../db/database.ts'
import { errorResponses } from '../schema.ts'
import { listAudit } from './audit-queries.ts'
import { AuditAnswer, AuditQuery } from './audit-schema.ts'
import { VerifiedSoFar } from './audit-verify.ts'

const DEFAULT_LIMIT = 50

export const auditRoutes: FastifyPluginAsyncTypebox<{ db: Queryable }> = async (app, { db }) => {
  const verified = new VerifiedSoFar()
  app.get('/audit', {
    config: { access: 'read-audit', audit: 'read-audit' },
    schema: {
      tags: ['accounts'], summary: 'The audit trail, newest first', querystring: AuditQuery,
      description: 'Reading it is an entry of its own. The header `x-purpose` (at most 200 characters, percent-encoded where it is not plain) says why.',
      response: { 200: AuditAnswer, ...errorResponses }
    }
  }, async ({ query }, reply) => {
    const entries = await listAudit(db, query.before ?? null, query.limit ?? DEFAULT_LIMIT)
    reply.header('cache-control', 'private, no-store')
    return { entries, verified: await verified.advance(db) }
  })
}
