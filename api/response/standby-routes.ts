/** Where to stand: points go in the body of a request and in no address, and answers are kept nowhere. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { record, actorOf } from '../accounts/audit.ts'
import type { Reader, Tier } from '../access.ts'
import type { Database } from '../db/database.ts'
import { NoQuery, errorResponses } from '../schema.ts'
import { standbyAnswer, type StandbyParts } from './standby.ts'
import { loadedBases } from './standby-ground.ts'
import { PlacesAnswer, StandbyAnswer, StandbyBody } from './standby-schema.ts'

export interface StandbyOptions extends StandbyParts { db: Database; versions: Record<Tier, { current(): Promise<{ version: string }> }> }

const tags = ['response']

export const standbyRoutes: FastifyPluginAsyncTypebox<StandbyOptions> = async (app, { db, versions, ...parts }) => {
  app.post('/response/standby', {
    config: { access: 'read-response' }, schema: { tags, summary: 'Where units should stand to reach emergencies within the standard, or what points come to', body: StandbyBody, response: { 200: StandbyAnswer, ...errorResponses } }
  }, async (request, reply) => {
    // That somebody planned is recorded; where, is not.
    await record(db, { ...actorOf(request), act: 'plan-standby', detail: { model: request.body.model ?? 'maximal-cover', sites: request.body.sites ?? 0 } })
    reply.header('cache-control', 'no-store')
    // Whoever has asked anew, or gone away, keeps the thread from nobody.
    const gone = new AbortController()
    reply.raw.once('close', () => { if (!reply.raw.writableEnded) gone.abort(new Error('The question was given up')) })
    return standbyAnswer(parts, request.reader, (await versions[request.reader.tier].current()).version, request.body, gone.signal)
  })

  app.get('/response/bases', {
    config: { access: 'read-response' }, schema: { tags, summary: 'Loaded police bases', querystring: NoQuery, response: { 200: PlacesAnswer, ...errorResponses } }
  }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return basesAnswer(request.reader)
  })
}

async function basesAnswer(reader: Reader): Promise<PlacesAnswer> {
  const bases = await loadedBases(reader)
  return { bases, note: bases.length === 0 ? 'No police bases are loaded (npm run ingest -- places).' : null }
}
