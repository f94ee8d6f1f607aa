/** The performance update of any month, and the chart behind each of its rows. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { formFor, json } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { errorResponses } from '../schema.ts'
import { performanceAnswer, seriesAnswer } from './answer.ts'
import { inForm } from './update-file.ts'
import { PerformanceAnswer, PerformanceQuery, RowQuery, SeriesAnswer, SeriesParams } from './schema.ts'

const tags = ['performance']
const forms = ['json', 'csv'] as const

export const performanceRoutes: FastifyPluginAsyncTypebox<RoomOptions> = async (app, { answers }) => {
  app.get('/performance', {
    config: { access: 'public' },
    schema: {
      tags, summary: 'Twelve months to a month beside the twelve before, under the seven priorities of the plan', querystring: PerformanceQuery, description: 'Without a month, the last that is loaded. `form=csv` or `Accept: text/csv` gives a table.',
      response: { 200: { description: 'The update', content: { 'application/json': { schema: PerformanceAnswer }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const form = formFor(request.headers.accept, forms, request.query.form)
    const { month } = request.query
    return answers.send(request, reply, `performance ${form} ${month ?? ''}`, async (version) => inForm(form, await performanceAnswer(request.reader, version, month)))
  })

  app.get('/performance/:id', {
    config: { access: 'public' }, schema: { tags, summary: 'The twenty-four months behind a row of the update, with the limits of its control chart', params: SeriesParams, querystring: RowQuery, response: { 200: SeriesAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { params: { id }, query: { month } } = request
    return answers.send(request, reply, `performance-series ${id} ${month ?? ''}`, async (version) => json(await seriesAnswer(request.reader, version, id, month)))
  })
}
