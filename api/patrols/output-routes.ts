/** What leaves a plan: files and the printed briefing. Each is an entry in the trail; none is kept by any cache. */
import { readFileSync } from 'node:fs'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { findArea, listBasemap } from '../areas/queries.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { briefing } from './briefing.ts'
import { fileForms, planFile, type FileForm, type Made } from './plan-files.ts'
import { acting, existing, neverKept } from './routes.ts'
import { PlanParams } from './schema.ts'

export interface OutputOptions { db: Database; marking: string }
const access = { access: 'patrol-plans' } as const
const tags = ['patrols']
const styles = readFileSync(new URL('briefing.css', import.meta.url), 'utf8')

export const outputRoutes: FastifyPluginAsyncTypebox<OutputOptions> = async (app, { db, marking }) => {
  const act = acting(db)
  for (const form of Object.keys(fileForms) as FileForm[]) {
    app.get(`/patrols/plans/:id.${form}`, {
      config: access, onSend: neverKept,
      schema: { tags, summary: `One plan as ${form}`, params: PlanParams, querystring: NoQuery, response: { 200: { description: 'A file to keep', content: { [fileForms[form].split(';')[0]!]: { schema: Type.String() } } }, ...errorResponses } }
    }, async (request, reply) => {
      const plan = await act(request, 'export-plan', request.params.id, (inside) => made(inside, request.params.id))
      return reply.type(fileForms[form]).header('content-disposition', `attachment; filename="patrol-plan-${plan.shiftFrom.slice(0, 10)}-v${plan.version}.${form}"`).send(planFile[form](plan, marking))
    })
  }

  app.get('/patrols/plans/:id/briefing', {
    config: access, onSend: neverKept,
    schema: { tags, summary: 'The briefing, a page that prints on A4', params: PlanParams, querystring: NoQuery, response: { 200: { description: 'A page', content: { 'text/html': { schema: Type.String() } } }, ...errorResponses } }
  }, async (request, reply) => {
    const plan = await act(request, 'print-plan', request.params.id, (inside) => made(inside, request.params.id))
    return reply.type('text/html; charset=utf-8').send(await briefingOf(request.reader.db, plan, marking, new Map()))
  })

  app.get('/patrols/briefing.css', {
    config: { access: 'public' },
    schema: { tags, summary: 'How a briefing looks', querystring: NoQuery, response: { 200: { description: 'A style sheet', content: { 'text/css': { schema: Type.String() } } }, ...errorResponses } }
  }, async (_request, reply) => reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(styles))
}

/** With addresses of phone pages by unit, where there are any. */
export async function briefingOf(db: Queryable, plan: Made, marking: string, phones: ReadonlyMap<string, string>): Promise<string> {
  const [area, basemap] = [await findArea(db, plan.district), await listBasemap(db)]
  const printedAt = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' }).format(new Date())
  return briefing(plan, { marking, basemap, phones, district: area?.name ?? plan.district, printedAt })
}

/** @throws ApiError for a plan that has no routes yet. */
export async function made(inside: Queryable, id: string): Promise<Made> {
  const plan = await existing(inside, id)
  if (!plan.content) throw new ApiError('bad-parameter', 'This plan has no routes yet.', 'id')
  return { ...plan, content: plan.content }
}
