/** Counts by cell: as JSON, CSV or GeoJSON, as a binary series of months, and the list of themes. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { formFor, json, type Answers } from '../answers.ts'
import { areaOf, type Questions } from '../questions.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { cellsAnswer, inForm } from './answer.ts'
import { CellsAnswer, CellsQuery, SeriesQuery, ThemesAnswer } from './schema.ts'
import { seriesAnswer } from './series-answer.ts'

export interface RoomOptions { answers: Answers; questions: Questions }

const forms = ['json', 'csv', 'geojson'] as const
const formOf = ({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>) => formFor(headers.accept, forms, (query as CellsQuery).form)
/** Who does not ask for the table gets the binary form, whatever else is accepted. */
const asTable = ({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>) => (query as SeriesQuery).form === 'csv' || (headers.accept ?? '').toLowerCase().includes('text/csv')

export const cellRoutes: FastifyPluginAsyncTypebox<RoomOptions> = async (app, { answers, questions }) => {
  app.get('/themes', {
    config: { access: 'public' },
    schema: { tags: ['cells'], summary: 'Themes and the months held of each', querystring: NoQuery, response: { 200: ThemesAnswer, ...errorResponses } }
  }, (request, reply) => answers.send(request, reply, 'themes', async (version) =>
    json({ dataVersion: version, themes: (await questions.themes(request.reader, version)).map(({ dated: _, protected: __, ...theme }) => theme) })))

  app.get('/cells', {
    config: { access: 'public', audit: (request) => (formOf(request) === 'json' ? 'read-restricted-cells' : 'export-cells') },
    schema: {
      tags: ['cells'], summary: 'Counts of a theme by H3 cell', querystring: CellsQuery,
      description: 'Zero cells are left out. `form`, or `Accept: text/csv` and `application/geo+json`, give those forms.',
      response: { 200: { description: 'Counts', content: { 'application/json': { schema: CellsAnswer }, 'text/csv': { schema: Type.String() }, 'application/geo+json': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const form = formOf(request)
    const { db } = request.reader
    const question = await questions.understand(request.reader, request.query)
    return answers.send(request, reply, `cells ${form} ${question.key}`, async (version) =>
      inForm(await cellsAnswer(db, question.query, (await areaOf(db, question))?.area_id ?? null, version), form))
  })

  app.get('/cells/series', {
    config: { access: 'public', audit: (request) => (asTable(request) ? 'export-cells' : 'read-restricted-series') },
    schema: {
      tags: ['cells'], summary: 'Monthly counts of every non-empty cell, in a compact binary form or as a table', querystring: SeriesQuery,
      response: { 200: { description: 'See DECISIONS.md for the binary form. `form=csv` or `Accept: text/csv` gives a line for each cell and month that is not zero', content: { 'application/vnd.beatwise.series': { schema: Type.Any() }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { db } = request.reader
    const question = await questions.understand(request.reader, request.query)
    const table = asTable(request)
    return answers.send(request, reply, `series ${table} ${question.key}`, async (version) => seriesAnswer(db, question.query, (await areaOf(db, question))?.area_id ?? null, version, table))
  })
}
