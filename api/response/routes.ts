/** Emergency attendance by any split, for those signed in; the force's headline figures, for everybody. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { formFor, json } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { errorResponses } from '../schema.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { complianceAnswer } from './compliance.ts'
import { inForm } from './compliance-file.ts'
import type { ComplianceTask, Found } from './compliance-work.ts'
import { headlineInForm } from './headline-file.ts'
import { headlineAnswer } from './headline.ts'
import { lateAnswer } from './late.ts'
import type { LateFound, LateTask } from './late-work.ts'
import { clockOf, judging, type ResponseGround } from './opening.ts'
import { listBases, listDistrictNames } from './queries.ts'
import { ComplianceAnswer, ComplianceQuery, HeadlineAnswer, HeadlineQuery, LateAnswer, LateQuery } from './schema.ts'

export interface ResponseOptions extends RoomOptions { responses: WorkerPool; ground: ResponseGround }

const tags = ['response']
const forms = ['json', 'csv'] as const

export const responseRoutes: FastifyPluginAsyncTypebox<ResponseOptions> = async (app, { answers, responses: pool, ground }) => {
  app.get('/response/compliance', {
    config: { access: 'read-response', audit: (request) => (formFor(request.headers.accept, forms) === 'json' ? 'read-response' : 'export-response') },
    schema: {
      tags, summary: 'Emergencies attended within 15 minutes in towns and 20 in the country, with intervals, by a split', querystring: ComplianceQuery,
      response: { 200: { description: '`Accept: text/csv` gives that form', content: { 'application/json': { schema: ComplianceAnswer }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { from, to, area, by = 'month', ...asked } = request.query
    const [form, clock] = [formFor(request.headers.accept, forms), clockOf(asked)]
    return answers.send(request, reply, `compliance ${form} ${JSON.stringify([from, to, area, by, clock])}`, async (version) => {
      const opened = await ground.open(request.reader, version, { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(area ? { area } : {}) })
      const task: ComplianceTask = { key: JSON.stringify([version, opened.query, clock]), ...opened.chosen, columns: opened.packed.columns, clock: judging(clock), by, before: opened.before, roads: by === 'stretch' ? await ground.stretches(request.reader, version, opened.packed) : null }
      const [found, districts] = await Promise.all([pool.run<Found>('compliance', task), listDistrictNames(request.reader.db)])
      return inForm(form, complianceAnswer(opened, clock, by, found, districts, version), found.hexagons)
    })
  })

  app.get('/response/late', {
    config: { access: 'read-response', audit: 'read-response' }, schema: { tags, summary: 'Why emergencies are reached late: dispatch and drive, hours, distance, and the places with most minutes beyond the standard', querystring: LateQuery, response: { 200: LateAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { from, to, area, ...asked } = request.query
    const clock = clockOf(asked)
    return answers.send(request, reply, `late ${JSON.stringify([from, to, area, clock])}`, async (version) => {
      const opened = await ground.open(request.reader, version, { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(area ? { area } : {}) })
      const [roads, bases, districts] = await Promise.all([ground.stretches(request.reader, version, opened.packed), listBases(request.reader.db), listDistrictNames(request.reader.db)])
      const task: LateTask = { ...opened.chosen, columns: opened.packed.columns, clock: judging(clock), roads, bases: bases.map(({ lng, lat }) => [lng, lat]) }
      return json(lateAnswer(opened, clock, await pool.run<LateFound>('whyLate', task), districts, version))
    })
  })

  app.get('/response/headline', {
    config: { access: 'public' },
    schema: {
      tags, summary: 'Emergency attendance of the force in twelve months, by month and district', querystring: HeadlineQuery,
      response: { 200: { description: '`form=csv` or `Accept: text/csv` gives a table', content: { 'application/json': { schema: HeadlineAnswer }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { month, form: named } = request.query
    const form = formFor(request.headers.accept, forms, named)
    return answers.send(request, reply, `response-headline ${form} ${month ?? ''}`, async (version) => headlineInForm(form, await headlineAnswer(request.reader, version, month)))
  })
}
