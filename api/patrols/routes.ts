/** Patrol plans of one's own team: begun, searched, read, changed with the version that was read, removed. Never cached, never public. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf, purposeOf, record } from '../accounts/audit.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { changedMeanwhile, versioned, versionOf } from '../versions.ts'
import type { AuditAct } from '../vocabulary.ts'
import { arranged } from './arrange.ts'
import { checkRequest, checkShift } from './checks.ts'
import { Solving } from './content-schema.ts'
import { SILENT_S, type PlanSearches, type Searcher } from './plan-search.ts'
import { addPlan, asPlanner, beginSearch, changePlan, deletePlan, getPlan, getSearch, listPlans, listVersions, stopSearch } from './queries.ts'
import { NewPlan, Plan, PlanChange, PlanParams, PlansAnswer, VersionsAnswer } from './schema.ts'

export interface PlanOptions { db: Database; searches: PlanSearches }
const access = { access: 'patrol-plans' } as const
const tags = ['patrols']

export const patrolRoutes: FastifyPluginAsyncTypebox<PlanOptions> = async (app, { db, searches }) => {
  const act = acting(db)
  app.addHook('onSend', neverKept)
  // The first planner does not wait for a thread to start.
  app.addHook('onListen', async () => searches.ready())
  const searcher = (request: FastifyRequest): Searcher => {
    const [actor, purpose] = [actorOf(request), purposeOf(request.headers['x-purpose'])]
    return { asking: request.account!, reader: request.reader, record: (inside, name, subject) => record(inside, { ...actor, act: name, subject, purpose }) }
  }
  /** Reads the plan and begins a search of its routes; false when it is no longer that version. */
  const search = async (request: FastifyRequest, inside: Queryable, { id, version }: Pick<Plan, 'id' | 'version'>): Promise<(() => void) | undefined> => {
    const run = await beginSearch(inside, id, version)
    if (run === undefined) return undefined
    const plan = await existing(inside, id)
    return () => searches.begin(searcher(request), plan, run)
  }

  app.get('/patrols/plans', {
    config: access,
    schema: { tags, summary: 'Plans of your teams, the latest shift first', querystring: NoQuery, response: { 200: PlansAnswer, ...errorResponses } }
  }, async (request) => ({ plans: await act(request, 'read-plans', 'own teams', listPlans) }))

  app.post('/patrols/plans', {
    config: access,
    schema: { tags, summary: 'Begin a plan for one of your teams; with a request its routes are searched at once', querystring: NoQuery, body: NewPlan, response: { 201: Plan, ...errorResponses } }
  }, async (request, reply) => {
    const { district, shiftFrom, shiftTo, copyOf, ...rest } = request.body
    if (!request.account!.districts.includes(district)) throw new ApiError('forbidden', 'A plan can be made for your own teams only.', 'district')
    checkShift(shiftFrom, shiftTo)
    if (copyOf && rest.request) throw new ApiError('bad-parameter', 'Give a request or a plan to copy, not both.', 'copyOf')
    if (rest.request) await checkRequest(request.reader.db, rest.request, request.body)
    const { plan, begin } = await act(request, 'plan-add', undefined, async (inside) => {
      const wanted = copyOf ? (await existing(inside, copyOf)).request ?? undefined : rest.request
      if (copyOf && wanted) await checkRequest(request.reader.db, wanted, request.body)
      const id = await addPlan(inside, { district, shiftFrom, shiftTo, ...rest, request: wanted }, request.account!.name)
      return { subject: id, plan: await existing(inside, id), begin: wanted ? await search(request, inside, { id, version: 1 }) : undefined }
    })
    begin?.()
    return versioned(reply.code(201), plan)
  })

  app.get('/patrols/plans/:id', {
    config: access,
    schema: { tags, summary: 'One plan', params: PlanParams, querystring: NoQuery, response: { 200: Plan, ...errorResponses } }
  }, async (request, reply) => versioned(reply, await act(request, 'read-plan', request.params.id, (inside) => existing(inside, request.params.id))))

  app.get('/patrols/plans/:id/versions', {
    config: access,
    schema: { tags, summary: 'Every version of a plan, the newest first', params: PlanParams, querystring: NoQuery, response: { 200: VersionsAnswer, ...errorResponses } }
  }, async (request) => ({ versions: await act(request, 'read-plan', request.params.id, async (inside) => listVersions(inside, (await existing(inside, request.params.id)).id)) }))

  app.patch('/patrols/plans/:id', {
    config: access,
    schema: { tags, summary: 'Change a plan; If-Match names the version that was read', params: PlanParams, querystring: NoQuery, body: PlanChange, response: { 200: Plan, ...errorResponses } }
  }, async (request, reply) => {
    const { id } = request.params
    const { routes, ...change } = request.body
    const before = await asPlanner(db, request.account!, (inside) => existing(inside, id))
    if (before.version !== versionOf(request)) throw changedMeanwhile(reply, 'The plan', before)
    const after = { ...before, ...change }
    checkShift(after.shiftFrom, after.shiftTo)
    if (change.request || (before.request && (change.shiftFrom ?? change.shiftTo))) await checkRequest(request.reader.db, after.request!, after)
    const content = routes ? await arranged(searches, request.reader, after, routes) : undefined
    const { plan, begin } = await act(request, 'plan-change', id, async (inside) => {
      if (!(await changePlan(inside, id, before.version, { ...change, content }, request.account!.name))) throw changedMeanwhile(reply, 'The plan', await existing(inside, id))
      const stored = await existing(inside, id)
      const searchAnew = stored.request !== null && !routes && (change.request ?? change.shiftFrom ?? change.shiftTo) !== undefined
      return { plan: stored, begin: searchAnew ? await search(request, inside, stored) : undefined }
    })
    begin?.()
    return versioned(reply, plan)
  })

  app.delete('/patrols/plans/:id', {
    config: access,
    schema: { tags, summary: 'Remove a plan; If-Match names the version that was read', params: PlanParams, querystring: NoQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    await act(request, 'plan-remove', request.params.id, async (inside) => {
      const plan = await existing(inside, request.params.id)
      if (!(await deletePlan(inside, plan.id, versionOf(request)))) throw changedMeanwhile(reply, 'The plan', plan)
    })
    return reply.code(204).send(null)
  })

  app.post('/patrols/plans/:id/search', {
    config: access,
    schema: { tags, summary: 'Search the routes anew around the locked visits; If-Match names the version that was read', params: PlanParams, querystring: NoQuery, response: { 202: Solving, ...errorResponses } }
  }, async (request, reply) => {
    const { id } = request.params
    const begin = await act(request, 'plan-search', id, async (inside) => {
      const plan = await existing(inside, id)
      if (!plan.request) throw new ApiError('bad-parameter', 'This plan has no request, so there is nothing to search.', 'id')
      return await search(request, inside, { id, version: versionOf(request) }) ?? Promise.reject(changedMeanwhile(reply, 'The plan', plan))
    })
    begin()
    return reply.code(202).send(BEGUN)
  })

  app.get('/patrols/plans/:id/search', {
    config: access,
    schema: { tags, summary: 'How far the search is, with the best routes so far', params: PlanParams, querystring: NoQuery, response: { 200: Solving, ...errorResponses } }
  }, async (request) => {
    const { id } = request.params
    // Asked for every half second by a page that has the plan open: reading the plan is what the trail records.
    const { found, begin } = await asPlanner(db, request.account!, async (inside) => {
      const plan = await existing(inside, id)
      const now = await getSearch(inside, id)
      const left = now && now.state !== 'done' && now.state !== 'failed' && now.leftS > SILENT_S && now.planVersion === plan.version
      return { found: now, begin: left ? await search(request, inside, plan) : undefined }
    })
    begin?.()
    if (!found) return { ...BEGUN, state: 'done' as const }
    const { state, step, steps, best, message, parameter } = found
    return { state, step, steps, best, message, parameter }
  })

  app.post('/patrols/plans/:id/search/stop', {
    config: access,
    schema: { tags, summary: 'End the search with the best routes so far', params: PlanParams, querystring: NoQuery, response: { 202: Type.Object({ stopping: Type.Boolean() }), ...errorResponses } }
  }, async (request, reply) => reply.code(202).send({
    stopping: await asPlanner(db, request.account!, async (inside) => stopSearch(inside, (await existing(inside, request.params.id)).id))
  }))
}

const BEGUN: Solving = { state: 'demand', step: 0, steps: 0, best: null, message: null, parameter: null }

export const neverKept = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => { reply.header('cache-control', 'private, no-store') }

/** One transaction as whoever asks, with the audit entry in it: about `subject`, or what the work names. */
export const acting = (db: Database) => <T>(request: FastifyRequest, name: AuditAct, subject: string | undefined, work: (inside: Queryable) => Promise<T>): Promise<T> =>
  asPlanner(db, request.account!, async (inside) => {
    const result = await work(inside)
    await record(inside, { ...actorOf(request), act: name, subject: subject ?? (result as { subject?: string }).subject ?? null, purpose: purposeOf(request.headers['x-purpose']) })
    return result
  })

/** Of another team and of nobody are the same: not there. */
export async function existing(inside: Queryable, id: string): Promise<Plan> {
  const plan = await getPlan(inside, id)
  if (!plan) throw new ApiError('unknown-plan', 'There is no such plan among those of your teams.', 'id')
  return plan
}
