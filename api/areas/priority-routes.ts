/** Local priorities: planners write those of their teams, an administrator publishes or returns, everybody reads what is published. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf, purposeOf, record } from '../accounts/audit.ts'
import { json, type Answers } from '../answers.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { priorityAreaTypes, priorityMoves, priorityStates, type PriorityMove } from '../priority-vocabulary.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { changedMeanwhile, versioned, versionOf } from '../versions.ts'
import type { AuditAct } from '../vocabulary.ts'
import { changedPriority, historyOf, newPriority, plainText } from './priorities.ts'
import { addPriority, asModerator, asPlanner, changePriority, findHome, getPriority, getPublished, listPriorities, listPriorityVersions, listPublished, movePriority, publishedVersion } from './priority-queries.ts'
import { AreaPrioritiesAnswer, NewPriority, PrioritiesAnswer, Priority, PriorityChange, PriorityParams, PriorityWithHistory, Returned } from './priority-schema.ts'
import { AreaParams } from './schema.ts'

export interface PriorityOptions { db: Database; answers: Answers }
const reading = { access: 'read-priorities' } as const
const writing = { access: 'write-priorities' } as const
const deciding = { access: 'moderate-priorities' } as const
const tags = ['areas']

/** What is published of an area and of its district, for everybody. */
export const publishedPriorityRoutes: FastifyPluginAsyncTypebox<PriorityOptions> = async (app, { answers }) => {
  app.get('/areas/:code/priorities', {
    config: { access: 'public' },
    schema: { tags, summary: 'Published local priorities of an area and of its district, and what became of them', params: AreaParams, querystring: NoQuery, response: { 200: AreaPrioritiesAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { db } = request.reader
    // Published texts come and go without a new version of the data.
    const question = `priorities ${await publishedVersion(db)} ${request.params.code}`
    return answers.send(request, reply, question, async () => {
      const { code, name, district } = await findHome(db, request.params.code) ?? unknownArea(request.params.code, 'code')
      const priorities = await listPublished(db, [...new Set([code, ...(district === null ? [] : [district])])])
      return json({ area: code, areaName: name, district, priorities } satisfies AreaPrioritiesAnswer)
    })
  })
}

/** Of who has signed in: never cached, never public. */
export const priorityRoutes: FastifyPluginAsyncTypebox<PriorityOptions> = async (app, { db }) => {
  const act = acting(db)
  app.addHook('onSend', async (_request, reply) => { reply.header('cache-control', 'private, no-store') })

  app.get('/priorities', {
    config: reading,
    schema: { tags, summary: 'Entries of your teams in every state, for an administrator those of all; the newest first', querystring: NoQuery, response: { 200: PrioritiesAnswer, ...errorResponses } }
  }, async (request) => ({ priorities: await act(request, 'read-priorities', undefined, listPriorities) }))

  app.post('/priorities', {
    config: writing,
    schema: { tags, summary: 'Write an entry about a district of your teams or an area inside one; it begins as a draft', querystring: NoQuery, body: NewPriority, response: { 201: Priority, ...errorResponses } }
  }, async (request, reply) => {
    const written = newPriority(request.body)
    const district = await districtOf(request, written.area)
    if (!request.account!.districts.includes(district)) throw new ApiError('forbidden', 'You can write for areas of your own teams only.', 'area')
    return versioned<Priority>(reply.code(201), await act(request, 'priority-add', ({ id }) => id, (inside) => addPriority(inside, { ...written, district }, request.account!.name)))
  })

  app.get('/priorities/:id', {
    config: reading,
    schema: { tags, summary: 'One entry with every version of it, and what is published of it', params: PriorityParams, querystring: NoQuery, response: { 200: PriorityWithHistory, ...errorResponses } }
  }, async (request, reply) => {
    const { id } = request.params
    const entry = await act(request, 'read-priority', id, async (inside) => ({ ...await existing(inside, id), history: historyOf(await listPriorityVersions(inside, id)) }))
    return versioned(reply, { ...entry, published: await getPublished(db, id) ?? null })
  })

  app.patch('/priorities/:id', {
    config: writing,
    schema: { tags, summary: 'Change an entry; If-Match names the version that was read. What is published stays until the new text is', params: PriorityParams, querystring: NoQuery, body: PriorityChange, response: { 200: Priority, ...errorResponses } }
  }, async (request, reply) => {
    const { id } = request.params
    const before = await asPlanner(db, request.account!, (inside) => existing(inside, id))
    if (before.version !== versionOf(request)) throw changedMeanwhile(reply, 'The entry', before)
    const written = changedPriority(before, request.body)
    if (written.area !== before.area && await districtOf(request, written.area) !== before.district) throw new ApiError('bad-parameter', 'An entry stays in its district. Write another one for another district.', 'area')
    return versioned<Priority>(reply, await act(request, 'priority-change', id, async (inside) =>
      await changePriority(inside, id, before.version, written, request.account!.name) ?? Promise.reject(changedMeanwhile(reply, 'The entry', await existing(inside, id)))))
  })

  /** Takes an entry from one state to the next. */
  const move = async (request: FastifyRequest, id: string, reply: FastifyReply, name: PriorityMove, reason: string | null = null): Promise<Priority> => {
    const version = versionOf(request)
    return versioned<Priority>(reply, await act(request, `priority-${name}`, id, async (inside) => {
      const entry = await existing(inside, id)
      if (entry.version !== version) throw changedMeanwhile(reply, 'The entry', entry)
      const from: readonly string[] = priorityMoves[name].from
      if (!from.includes(entry.state)) throw new ApiError('wrong-state', `This entry is in the state "${stateTitle(entry.state)}", from which one cannot ${name} it.`)
      return await movePriority(inside, id, version, { ...priorityMoves[name], reason }, request.account!.name) ?? Promise.reject(changedMeanwhile(reply, 'The entry', await existing(inside, id)))
    }))
  }
  const moving = (summary: string) => ({ tags, summary: `${summary}; If-Match names the version that was read`, params: PriorityParams, querystring: NoQuery, response: { 200: Priority, ...errorResponses } })

  app.post('/priorities/:id/submit', { config: writing, schema: moving('Ask for approval of a draft, or of an entry that was returned') }, (request, reply) => move(request, request.params.id, reply, 'submit'))
  app.post('/priorities/:id/publish', { config: deciding, schema: moving('Publish what was submitted') }, (request, reply) => move(request, request.params.id, reply, 'publish'))
  app.post('/priorities/:id/return', { config: deciding, schema: { ...moving('Return what was submitted, with a reason'), body: Returned } }, (request, reply) =>
    move(request, request.params.id, reply, 'return', plainText('reason', request.body.reason)))
  app.post('/priorities/:id/withdraw', { config: reading, schema: moving('Take an entry away from the public at once; its history stays') }, (request, reply) => move(request, request.params.id, reply, 'withdraw'))
}

/** One transaction as whoever asks, by a database role that may do no more than the route, with the audit entry in it. */
const acting = (db: Database) => <T>(request: FastifyRequest, name: AuditAct, subject: string | undefined | ((result: T) => string), work: (inside: Queryable) => Promise<T>): Promise<T> =>
  (request.account!.role === 'admin' ? asModerator : asPlanner)(db, request.account!, async (inside) => {
    const result = await work(inside)
    await record(inside, { ...actorOf(request), act: name, subject: (typeof subject === 'function' ? subject(result) : subject) ?? null, purpose: purposeOf(request.headers['x-purpose']) })
    return result
  })

const unknownArea = (code: string, parameter: string): never => { throw new ApiError('unknown-area', `No area with the code "${code}" is loaded.`, parameter) }
const stateTitle = (state: string): string => priorityStates.find(({ id }) => id === state)!.title

/** The district of an area that an entry may be about. @throws ApiError for any other. */
async function districtOf({ reader }: FastifyRequest, code: string): Promise<string> {
  const { type, district } = await findHome(reader.db, code) ?? unknownArea(code, 'area')
  const types: readonly string[] = priorityAreaTypes
  if (district === null || !types.includes(type)) throw new ApiError('bad-parameter', 'An entry is about a district, or about a ward, neighbourhood or small area inside one.', 'area')
  return district
}

/** Of another team and of nobody are the same: not there. */
const existing = async (inside: Queryable, id: string): Promise<Priority> => {
  const entry = await getPriority(inside, id)
  if (!entry) throw new ApiError('unknown-priority', 'There is no such entry among those that you may read.', 'id')
  return entry
}
