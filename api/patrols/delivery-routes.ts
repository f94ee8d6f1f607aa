/** What was delivered of a plan: visits by hand, from tracks and tables; the dose they came to; the board of the shift. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { boardOf } from './board.ts'
import { doseOf, shiftOf, typedVisits, type Reported } from './delivered.ts'
import { countVisits, listVisits, putVisit } from './delivery-queries.ts'
import { BoardAnswer, DosageAnswer, UploadAnswer, UploadQuery, VisitsBody } from './delivery-schema.ts'
import { made } from './output-routes.ts'
import type { Made } from './plan-files.ts'
import { asPlanner } from './queries.ts'
import { acting, existing, neverKept } from './routes.ts'
import { PlanParams } from './schema.ts'
import { readTrackAside, trackFiles, type TrackType } from './track-work.ts'

const access = { access: 'patrol-plans' } as const
const tags = ['patrols']
/** A receiver that speaks every second for a shift of ten hours. */
const MOST_TRACK_BYTES = 8 * 1024 * 1024
/** More is no shift's work. */
const MOST_VISITS = 2000

export interface DeliveryOptions { db: Database; pool: WorkerPool }

export const deliveryRoutes: FastifyPluginAsyncTypebox<DeliveryOptions> = async (app, { db, pool }) => {
  const act = acting(db)
  app.addHook('onSend', neverKept)
  for (const type of Object.keys(trackFiles)) app.addContentTypeParser(type, { parseAs: 'string', bodyLimit: MOST_TRACK_BYTES }, (_request, body, done) => done(null, body))

  app.post('/patrols/plans/:id/visits', {
    config: access, preValidation: ownPlan(db), bodyLimit: MOST_TRACK_BYTES,
    schema: {
      tags, summary: 'Report visits of a plan', description: 'A list; or positions as GPX (`application/gpx+xml`) or as a table with time, lng, lat and, if need be, unit (`text/csv`), which are matched to the places.',
      params: PlanParams, querystring: UploadQuery, response: { 200: UploadAnswer, ...errorResponses },
      body: { content: { 'application/json': { schema: VisitsBody }, 'application/gpx+xml': { schema: Type.String() }, 'text/csv': { schema: Type.String() } } }
    }
  }, async (request) => {
    const { id } = request.params
    const plan = await asPlanner(db, request.account!, (inside) => made(inside, id))
    const reported = await reportedIn(pool, request, plan, request.query.unit)
    const stored = await act(request, 'visits-add', id, async (inside) => {
      await existing(inside, id)
      if (await countVisits(inside, id) + reported.visits.length > MOST_VISITS) throw new ApiError('bad-parameter', `A plan has at most ${MOST_VISITS} visits.`, 'visits')
      return storeAll(inside, plan, reported, request.account!.name)
    })
    const { read, matched, leftOut, visits } = reported
    return { read, matched, leftOut, stored, visits: visits.map(({ unit, place, arrivedAt, leftAt }) => ({ unit, place, arrivedAt, leftAt })) }
  })

  app.get('/patrols/plans/:id/visits', {
    config: access,
    schema: { tags, summary: 'Visits of a plan, and the dose they came to by unit and place', params: PlanParams, querystring: NoQuery, response: { 200: DosageAnswer, ...errorResponses } }
  }, (request) => act(request, 'read-visits', request.params.id, async (inside) => {
    const plan = await made(inside, request.params.id)
    const visits = await listVisits(inside, plan.id)
    return { visits, dosage: doseOf(plan, visits), places: Object.fromEntries(plan.content.places.map(({ id, name }) => [id, name])) }
  }))

  app.get('/patrols/plans/:id/board', {
    config: access,
    schema: { tags, summary: 'Where each unit is, where it goes next, and how late it is', params: PlanParams, querystring: NoQuery, response: { 200: BoardAnswer, ...errorResponses } }
  }, (request) => act(request, 'read-visits', request.params.id, async (inside) => {
    const plan = await made(inside, request.params.id)
    const [now, { fromMs, toMs }] = [Date.now(), shiftOf(plan)]
    return { now: new Date(now).toISOString(), running: now >= fromMs && now <= toMs, units: boardOf(plan, await listVisits(inside, plan.id), now) }
  }))
}

/** Looked at before the question is read: of another team, a plan is not there, whatever is asked of it. */
export const ownPlan = (db: Database) => async (request: FastifyRequest): Promise<void> => {
  const { id } = request.params as { id: string }
  // What is no id at all is refused by the schema.
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) await asPlanner(db, request.account!, (inside) => existing(inside, id))
}

async function reportedIn(pool: WorkerPool, { headers, body }: FastifyRequest, plan: Made, unit: string | undefined): Promise<Reported> {
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (!(type in trackFiles)) return typedVisits(plan, body as VisitsBody)
  return readTrackAside(pool, { plan, type: type as TrackType, text: body as string, unit: unit ?? null })
}

/** How many were new or changed. */
async function storeAll(inside: Queryable, { id: plan, district }: Made, { visits }: Reported, by: string): Promise<number> {
  let stored = 0
  for (const visit of visits) if (await putVisit(inside, { plan, district }, visit, by)) stored++
  return stored
}
