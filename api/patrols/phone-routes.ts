/**
 * Links for officers' phones, and what a phone may ask with one: the list of one unit of one plan, and its visits. A link is a token of 256 bits that is
 * told once and kept as a hash; it ends four hours after the shift, when it is withdrawn, or when a new one is made for the unit.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { record } from '../accounts/audit.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import type { AuditAct } from '../vocabulary.ts'
import { MARGIN_MS, shiftOf, wrongTimes } from './delivered.ts'
import { addPhone, asPhone, getPhonePlan, listPhones, listUnitVisits, putVisit, revokePhones, type FoundPhone } from './delivery-queries.ts'
import { NewPhones, NewPhonesAnswer, PhonePlan, PhonesAnswer, PhoneVisitsAnswer, PhoneVisitsBody, type PhoneVisit } from './delivery-schema.ts'
import { ownPlan } from './delivery-routes.ts'
import { briefingOf, made } from './output-routes.ts'
import { acting, existing, neverKept } from './routes.ts'
import { PlanParams } from './schema.ts'

export interface PhoneOptions { db: Database; marking: string }
const access = { access: 'patrol-plans' } as const
const byToken = { access: 'patrol-phone' } as const
const tags = ['patrols']
/** Of one unit in one shift, undone ones included. */
const MOST_VISITS = 300
/** A phone's clock may be ahead by so much. */
const AHEAD_MS = 5 * 60_000
const UnitParams = Type.Object({ ...PlanParams.properties, unit: Type.String({ minLength: 1, maxLength: 40 }) }, { additionalProperties: false })

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of the token that a phone has shown and that was found good; null elsewhere. */
    phone: string | null
  }
}

export const phoneRoutes: FastifyPluginAsyncTypebox<PhoneOptions> = async (app, { db, marking }) => {
  const act = acting(db)
  app.addHook('onSend', neverKept)
  app.decorateRequest('phone', null)

  /** Links for some units, or all; whatever links these had are withdrawn. */
  const makeLinks = (request: FastifyRequest, id: string, units?: string[]) => act(request, 'phone-add', id, async (inside) => {
    const plan = await made(inside, id)
    const names = plan.content.units.map(({ name }) => name)
    const unknown = units?.find((unit) => !names.includes(unit))
    if (unknown !== undefined) throw new ApiError('bad-parameter', `The plan has no unit "${unknown}".`, 'units')
    const expiresAt = new Date(shiftOf(plan).toMs + MARGIN_MS).toISOString()
    if (Date.parse(expiresAt) <= Date.now()) throw new ApiError('bad-parameter', 'The shift is over, so a link would open nothing.', 'id')
    const phones = []
    for (const unit of units ?? names) {
      const token = randomBytes(32).toString('base64url')
      await revokePhones(inside, plan.id, unit)
      await addPhone(inside, hashOf(token), { plan: plan.id, district: plan.district, unit }, request.account!.name, expiresAt)
      phones.push({ unit, expiresAt, token, path: `/visits#${token}` })
    }
    return { plan, phones }
  })

  app.post('/patrols/plans/:id/phones', {
    config: access, preValidation: ownPlan(db),
    schema: { tags, summary: 'Make links for the phones of a plan\'s units; those before are withdrawn', params: PlanParams, querystring: NoQuery, body: NewPhones, response: { 201: NewPhonesAnswer, ...errorResponses } }
  }, async (request, reply) => reply.code(201).send({ phones: (await makeLinks(request, request.params.id, request.body.units)).phones }))

  app.post('/patrols/plans/:id/briefing', {
    config: access, preValidation: ownPlan(db),
    schema: {
      tags, summary: 'The briefing with a code to scan on the sheet of each unit: links are made anew and told nowhere else', params: PlanParams, querystring: NoQuery,
      response: { 201: { description: 'A page', content: { 'text/html': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { plan, phones } = await makeLinks(request, request.params.id)
    const addresses = new Map(phones.map(({ unit, path }) => [unit, `${request.protocol}://${request.host}${path}`]))
    return reply.code(201).type('text/html; charset=utf-8').send(await briefingOf(request.reader.db, plan, marking, addresses))
  })

  app.get('/patrols/plans/:id/phones', {
    config: access,
    schema: { tags, summary: 'Units with a link in use', params: PlanParams, querystring: NoQuery, response: { 200: PhonesAnswer, ...errorResponses } }
  }, (request) => act(request, 'read-plan', request.params.id, async (inside) => ({ phones: await listPhones(inside, (await existing(inside, request.params.id)).id) })))

  app.delete('/patrols/plans/:id/phones/:unit', {
    config: access, preValidation: ownPlan(db),
    schema: { tags, summary: 'Withdraw the link of a unit', params: UnitParams, querystring: NoQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    const { id, unit } = request.params
    await act(request, 'phone-revoke', id, async (inside) => {
      await existing(inside, id)
      if ((await revokePhones(inside, id, unit)) === 0) throw new ApiError('not-found', `"${unit}" has no link in use.`, 'unit')
    })
    return reply.code(204).send(null)
  })

  app.get('/patrols/phone', {
    config: byToken, preValidation: checkToken(db),
    schema: { tags, summary: 'The list of the unit whose token is in the header `authorization: Bearer …`', querystring: NoQuery, response: { 200: PhonePlan, ...errorResponses } }
  }, (request) => asUnit(db, request, 'phone-read', async (inside, phone) => phonePlan(phone, await listUnitVisits(inside, phone.plan, phone.unit), marking)))

  app.post('/patrols/phone/visits', {
    config: byToken, preValidation: checkToken(db),
    schema: { tags, summary: 'Report visits of the unit; the same report twice is one', querystring: NoQuery, body: PhoneVisitsBody, response: { 200: PhoneVisitsAnswer, ...errorResponses } }
  }, (request) => asUnit(db, request, 'phone-visits', async (inside, phone) => {
    const known = new Set((await listUnitVisits(inside, phone.plan, phone.unit)).map(({ id }) => id))
    const refused: { id: string; why: string }[] = []
    for (const visit of request.body.visits) {
      const why = whyNot(phone, visit, known)
      if (why) refused.push({ id: visit.id, why })
      else if (await putVisit(inside, phone, { ...visit, unit: phone.unit, source: 'tap' }, 'phone')) known.add(visit.id)
      else if (!known.has(visit.id)) refused.push({ id: visit.id, why: 'A visit with this number belongs to another unit.' })
    }
    return { refused, visits: await listUnitVisits(inside, phone.plan, phone.unit) }
  }))
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
/** One text for whatever is wrong: a guesser learns nothing, an officer what to do. */
const over = () => new ApiError('phone-refused', 'This link is not in use: links end four hours after the shift, or when a new one is made. Ask whoever made the plan for a new one.')

/** Before the question is read, so that nothing of it is answered without a token. */
const checkToken = (db: Database) => async (request: FastifyRequest): Promise<void> => {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw over()
  const hash = hashOf(token)
  if (!(await asPhone(db, hash, getPhonePlan))) throw over()
  request.phone = hash
}

/** One transaction as the phone, with its entry in the trail: the unit's, since no account is behind it. */
const asUnit = <T>(db: Database, request: FastifyRequest, name: AuditAct, work: (inside: Queryable, phone: FoundPhone) => Promise<T>): Promise<T> =>
  asPhone(db, request.phone!, async (inside) => {
    const phone = await getPhonePlan(inside)
    if (!phone) throw over()
    const result = await work(inside, phone)
    await record(inside, { account: null, role: 'public', act: name, subject: phone.plan, detail: { unit: phone.unit } })
    return result
  })

function whyNot(phone: FoundPhone, { id, place, arrivedAt, leftAt }: PhoneVisit, known: ReadonlySet<string>): string | undefined {
  if (!phone.content?.places.some((one) => one.id === place)) return 'This place is no longer in the plan of this unit.'
  if (Date.parse(arrivedAt) > Date.now() + AHEAD_MS) return 'The clock of this phone is ahead of the server\'s.'
  const wrong = wrongTimes(shiftOf(phone), arrivedAt, leftAt)
  if (wrong) return wrong === 'outside-shift' ? 'This is more than four hours before or after the shift.' : 'The time of leaving is before that of arriving.'
  return !known.has(id) && known.size >= MOST_VISITS ? `A unit has at most ${MOST_VISITS} visits in a shift.` : undefined
}

function phonePlan({ name, unit, shiftFrom, shiftTo, expiresAt, status, version, content }: FoundPhone, visits: PhonePlan['visits'], marking: string): PhonePlan {
  const places = new Map(content?.places.map((place) => [place.id, place]))
  const planned = content?.unit
  return {
    plan: name, unit, shiftFrom, shiftTo, expiresAt, status, version, now: new Date().toISOString(), marking,
    mode: planned?.mode ?? null, base: planned?.base ?? null, leaves: planned?.leaves ?? null, back: planned?.back ?? null,
    breaks: planned?.breaks.map(({ startS, at, until }) => ({ startS, at, until })) ?? [],
    stops: planned?.visits.map(({ place, startS, endS, at, until }) => {
      const { name: placeName, reason, middle } = places.get(place)!
      return { place, name: placeName, reason, position: middle, startS, endS, at, until }
    }) ?? [],
    visits
  }
}
