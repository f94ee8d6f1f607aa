/** Requests kept as templates by a team, and where its units can be based. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { findArea } from '../areas/queries.ts'
import type { Database } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { addTemplate, deleteTemplate, listBases, listTemplates } from './queries.ts'
import { acting, neverKept } from './routes.ts'
import { BasesAnswer, BasesQuery, NewTemplate, PlanParams, TemplatesAnswer } from './schema.ts'

const access = { access: 'patrol-plans' } as const
const tags = ['patrols']

export const templateRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  const act = acting(db)
  app.addHook('onSend', neverKept)

  app.get('/patrols/templates', {
    config: access,
    schema: { tags, summary: 'Templates of your teams', querystring: NoQuery, response: { 200: TemplatesAnswer, ...errorResponses } }
  }, async (request) => ({ templates: await act(request, 'read-plans', 'templates', listTemplates) }))

  app.post('/patrols/templates', {
    config: access,
    schema: { tags, summary: 'Keep a request as a template; one of the same name is replaced', querystring: NoQuery, body: NewTemplate, response: { 201: Type.Object({ id: Type.String() }), ...errorResponses } }
  }, async (request, reply) => {
    if (!request.account!.districts.includes(request.body.district)) throw new ApiError('forbidden', 'A template can be kept for your own teams only.', 'district')
    const { subject: id } = await act(request, 'template-add', undefined, async (inside) => ({ subject: await addTemplate(inside, request.body, request.account!.name) }))
    return reply.code(201).send({ id })
  })

  app.delete('/patrols/templates/:id', {
    config: access,
    schema: { tags, summary: 'Remove a template', params: PlanParams, querystring: NoQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    await act(request, 'template-remove', request.params.id, async (inside) => {
      if (!(await deleteTemplate(inside, request.params.id))) throw new ApiError('unknown-plan', 'There is no such template among those of your teams.', 'id')
    })
    return reply.code(204).send(null)
  })

  app.get('/patrols/bases', {
    config: access,
    schema: { tags, summary: 'Police bases, the nearest to the middle of a district first', querystring: BasesQuery, response: { 200: BasesAnswer, ...errorResponses } }
  }, async (request) => {
    const area = await findArea(request.reader.db, request.query.district)
    if (!area) throw new ApiError('unknown-area', `No area with the code "${request.query.district}" is loaded.`, 'district')
    return { bases: await listBases(request.reader.db, area.area_id) }
  })
}
