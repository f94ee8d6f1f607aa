/** Patrol plans of one's own team: kept, read, changed with the version that was read, removed. Never cached, never public. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf, purposeOf, record } from '../accounts/audit.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import type { AuditAct } from '../vocabulary.ts'
import { addPlan, asPlanner, changePlan, deletePlan, getPlan, listPlans } from './queries.ts'
import { NewPlan, Plan, PlanChange, PlanParams, PlansAnswer } from './schema.ts'

/** A shift is at most a day; the table says so too. */
const LONGEST_SHIFT_MS = 24 * 3_600_000
const access = { access: 'patrol-plans' } as const

export const patrolRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  /** One transaction as whoever asks, with the audit entry in it. */
  const act = <T>(request: FastifyRequest, name: AuditAct, subject: string | undefined, work: (inside: Queryable) => Promise<T>): Promise<T> =>
    asPlanner(db, request.account!, async (inside) => {
      const result = await work(inside)
      await record(inside, { ...actorOf(request), act: name, subject: subject ?? String(result), purpose: purposeOf(request.headers['x-purpose']) })
      return result
    })
  app.addHook('onSend', async (_request, reply) => { reply.header('cache-control', 'private, no-store') })

  app.get('/patrols/plans', {
    config: access,
    schema: { tags: ['patrols'], summary: 'Plans of your teams, the latest shift first', querystring: NoQuery, response: { 200: PlansAnswer, ...errorResponses } }
  }, async (request) => ({ plans: await act(request, 'read-plans', 'own teams', listPlans) }))

  app.post('/patrols/plans', {
    config: access,
    schema: { tags: ['patrols'], summary: 'Begin a plan for one of your teams', querystring: NoQuery, body: NewPlan, response: { 201: Plan, ...errorResponses } }
  }, async (request, reply) => {
    const { district, shiftFrom, shiftTo } = request.body
    if (!request.account!.districts.includes(district)) throw new ApiError('forbidden', 'A plan can be made for your own teams only.', 'district')
    checkShift(shiftFrom, shiftTo)
    const plan = await act(request, 'plan-add', undefined, async (inside) => addPlan(inside, request.body, request.account!.name))
      .then((id) => asPlanner(db, request.account!, (inside) => getPlan(inside, id)))
    return versioned(reply.code(201), plan!)
  })

  app.get('/patrols/plans/:id', {
    config: access,
    schema: { tags: ['patrols'], summary: 'One plan', params: PlanParams, querystring: NoQuery, response: { 200: Plan, ...errorResponses } }
  }, async (request, reply) => versioned(reply, await act(request, 'read-plan', request.params.id, (inside) => existing(inside, request.params.id))))

  app.patch('/patrols/plans/:id', {
    config: access,
    schema: { tags: ['patrols'], summary: 'Change a plan; If-Match names the version that was read', params: PlanParams, querystring: NoQuery, body: PlanChange, response: { 200: Plan, ...errorResponses } }
  }, async (request, reply) => versioned(reply, await act(request, 'plan-change', request.params.id, async (inside) => {
    const plan = await existing(inside, request.params.id)
    checkShift(request.body.shiftFrom ?? plan.shiftFrom, request.body.shiftTo ?? plan.shiftTo)
    if (!(await changePlan(inside, plan.id, versionOf(request), request.body, request.account!.name))) throw changedMeanwhile(reply, plan)
    return existing(inside, plan.id)
  })))

  app.delete('/patrols/plans/:id', {
    config: access,
    schema: { tags: ['patrols'], summary: 'Remove a plan; If-Match names the version that was read', params: PlanParams, querystring: NoQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    await act(request, 'plan-remove', request.params.id, async (inside) => {
      const plan = await existing(inside, request.params.id)
      if (!(await deletePlan(inside, plan.id, versionOf(request)))) throw changedMeanwhile(reply, plan)
    })
    return reply.code(204).send(null)
  })
}

/** Of another team and of nobody are the same: not there. */
async function existing(inside: Queryable, id: string): Promise<Plan> {
  const plan = await getPlan(inside, id)
  if (!plan) throw new ApiError('unknown-plan', 'There is no such plan among those of your teams.', 'id')
  return plan
}

const versioned = (reply: FastifyReply, plan: Plan): Plan => {
  reply.header('etag', `"${plan.version}"`)
  return plan
}

function versionOf({ headers }: FastifyRequest): number {
  const version = /^"(\d{1,9})"$/.exec(headers['if-match'] ?? '')?.[1]
  if (!version) throw new ApiError('version-missing', 'Say with If-Match which version you have read.', 'if-match')
  return Number(version)
}

/** The answer carries the current version in its ETag, so that it can be read and the change made again. */
function changedMeanwhile(reply: FastifyReply, { version, changedBy }: Plan): ApiError {
  reply.header('etag', `"${version}"`)
  return new ApiError('changed-meanwhile', `The plan was changed by ${changedBy} in the meantime: it is version ${version} now. Nothing of yours was kept; read it and change it again.`)
}

/** Length in wall-clock time: the night on which the clocks change has an hour more or less and is allowed it. */
function checkShift(from: string, to: string): void {
  const [begin, end] = [instant(from, 'shiftFrom'), instant(to, 'shiftTo')]
  if (end <= begin || end - begin > LONGEST_SHIFT_MS) throw new ApiError('bad-parameter', 'A shift ends after it begins and lasts at most 24 hours.', 'shiftTo')
}

/** 31 February is read as 3 March: what comes back must be what went in. */
function instant(text: string, parameter: string): number {
  const value = Date.parse(`${text}Z`)
  if (Number.isNaN(value) || !new Date(value).toISOString().startsWith(text)) throw new ApiError('bad-parameter', `There is no such day as ${text.slice(0, 10)}.`, parameter)
  return value
}
