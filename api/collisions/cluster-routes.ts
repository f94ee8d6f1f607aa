/** Clusters of collisions by rule with their sheets, and roads laid out straight: computed on a thread, once for each question and version of the data. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { formFor, json } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { ApiError } from '../errors.ts'
import { noted } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { inForm } from './cluster-file.ts'
import { listMembers } from './cluster-queries.ts'
import { ClusterListQuery, ClustersAnswer, ClustersQuery, StripsAnswer, StripsQuery } from './cluster-schema.ts'
import { stripMethod, stripsNote } from './cluster-text.ts'
import { clustersAnswered, clustersAsked } from './clusters.ts'
import { filterOf, understoodSpan, type CollisionGround } from './opening.ts'
import { SheetAnswer } from './sheet-schema.ts'
import { sheetOf } from './sheet.ts'
import type { Strip, StripTask } from './strip-work.ts'

export interface ClusterOptions extends RoomOptions { collisions: WorkerPool; ground: CollisionGround }

const forms = ['json', 'csv', 'geojson'] as const
const tags = ['collisions']

export const clusterRoutes: FastifyPluginAsyncTypebox<ClusterOptions> = async (app, options) => {
  const { answers, questions, collisions: pool, ground } = options

  app.get('/collisions/clusters', {
    config: { access: 'public' },
    schema: {
      tags, summary: 'Clusters of collisions by a named rule, with what chance explains', querystring: ClusterListQuery,
      response: { 200: { description: '`form`, or `Accept: text/csv` and `application/geo+json`, give those forms', content: { 'application/json': { schema: ClustersAnswer }, 'text/csv': { schema: Type.String() }, 'application/geo+json': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const form = formFor(request.headers.accept, forms, request.query.form)
    const asked = await clustersAsked(questions, request.reader, request.query)
    return answers.send(request, reply, `clusters ${form} ${asked.key}`, async (version) => inForm(form, await clustersAnswered(options, request.reader, version, asked)))
  })

  app.get('/collisions/clusters/:id', {
    config: { access: 'public' },
    schema: {
      tags, summary: 'The sheet of one cluster: its collisions, who was in them, when', querystring: ClustersQuery,
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40, description: 'Reference of the collision in the middle, as in the list by the same question' }) }), response: { 200: SheetAnswer, ...errorResponses }
    }
  }, async (request, reply) => {
    const { id } = request.params
    const asked = await clustersAsked(questions, request.reader, request.query)
    return answers.send(request, reply, `cluster ${JSON.stringify(id)} ${asked.key}`, async (version) => {
      const { clusters, chosen: _, inClusters: __, dense: ___, ...said } = await clustersAnswered(options, request.reader, version, asked)
      const found = clusters.find((one) => one.id === id)
      if (!found) throw new ApiError('not-found', 'No cluster of this name is in the list by this rule, these months and these choices.')
      const { members, ...cluster } = found
      return json({ ...said, cluster, of: clusters.length, ...sheetOf(await listMembers(request.reader.db, members, said.query.from, said.query.to)) })
    })
  })

  app.get('/collisions/roads', {
    config: { access: 'public' },
    schema: { tags, summary: 'Main roads laid out straight: KSI collisions by km and year, worst kilometres, and what chance explains', querystring: StripsQuery, response: { 200: StripsAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { roads, from, to, area, ...asked } = request.query
    const filter = filterOf({ ...asked, by: 'collisions' })
    const refs = [...new Set(roads.split(','))]
    const question = await understoodSpan(questions, request.reader, { from, to, area }, 'wales')
    return answers.send(request, reply, ['roads', question.key, refs.join(), JSON.stringify(filter)].join(' '), async (version) => {
      const { collisions, settlements, areaId, beside, missing } = await ground.of(request.reader, version, question)
      const [roads, onGround] = await Promise.all([ground.lines(request.reader, version, areaId), ground.roads(request.reader, question)])
      const found = await pool.run<Strip[]>('strips', { collisions, roads, refs, ground: onGround, filter, months: beside.monthsHeld, settlements } satisfies StripTask)
      const { from, to, area } = question.query
      const { by: _, road: __, ...said } = filter
      return json({ query: { roads: refs, from, to, area, ...said }, dataVersion: version, method: stripMethod, roads: found, ...beside, note: noted(missing, stripsNote(found)) })
    })
  })
}
