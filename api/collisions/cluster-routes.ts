/** Clusters of collisions by rule, and roads laid out straight: computed on a thread, once for each question and version of the data. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ClusterRules } from '../analysis/collision-clusters.ts'
import { collisionValues } from '../analysis/collision-values.ts'
import { formFor, json } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { ApiError } from '../errors.ts'
import { noted } from '../questions.ts'
import type { ClusterPreset } from '../road-vocabulary.ts'
import { clusterPresets } from '../road-vocabulary.ts'
import { errorResponses } from '../schema.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { inForm } from './cluster-file.ts'
import { listRoadLines } from './cluster-queries.ts'
import { ClustersAnswer, ClustersQuery, StripsAnswer, StripsQuery } from './cluster-schema.ts'
import { clusterMethod, monthsText, reasonOf, ruleText, stripMethod, stripsNote } from './cluster-text.ts'
import type { ClusterFindings, ClusterTask } from './cluster-work.ts'
import { filterOf, understoodSpan, type CollisionGround } from './opening.ts'
import type { Strip, StripTask } from './strip-work.ts'

export interface ClusterOptions extends RoomOptions { collisions: WorkerPool; ground: CollisionGround }

const forms = ['json', 'csv', 'geojson'] as const
const tags = ['collisions']

export const clusterRoutes: FastifyPluginAsyncTypebox<ClusterOptions> = async (app, { answers, questions, collisions: pool, ground }) => {
  app.get('/collisions/clusters', {
    config: { access: 'public' },
    schema: {
      tags, summary: 'Clusters of collisions by a named rule, with what chance explains', querystring: ClustersQuery,
      response: { 200: { description: '`Accept: text/csv` and `application/geo+json` give those forms', content: { 'application/json': { schema: ClustersAnswer }, 'text/csv': { schema: Type.String() }, 'application/geo+json': { schema: Type.Any() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const { preset = 'wales', fewest, radius, ruralFewest, ruralRadius, from, to, area, ...asked } = request.query
    const form = formFor(request.headers.accept, forms)
    const rules = rulesOf(preset, { fewest, radius, ruralFewest, ruralRadius })
    const filter = filterOf(asked)
    const question = await understoodSpan(questions, request.reader, { from, to, area }, preset)
    const key = ['clusters', form, question.key, preset, JSON.stringify(rules), JSON.stringify(filter)].join(' ')
    return answers.send(request, reply, key, async (version) => {
      const { collisions, settlements, beside, missing } = await ground.of(request.reader, version, question)
      const found = await pool.run<ClusterFindings>('clusterFindings', { collisions, rules, filter, settlements } satisfies ClusterTask)
      const { from, to, area } = question.query
      const clusters = found.clusters.map((one) => ({ ...one, reason: reasonOf(one, beside.monthsHeld, filter.by) }))
      return inForm(form, {
        query: { preset, from, to, area, ...rules, ...filter }, dataVersion: version, rule: ruleText(preset, filter.by, rules, beside.monthsAsked), method: clusterMethod, edition: collisionValues.edition,
        chosen: found.chosen, inClusters: clusters.reduce((sum, { collisions: own }) => sum + own, 0), clusters, dense: found.dense, ...beside, note: noted(missing, monthsText(preset, beside.monthsHeld))
      })
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
      const found = await pool.run<Strip[]>('strips', { collisions, roads: await listRoadLines(request.reader.db, areaId), refs, filter, months: beside.monthsHeld, settlements } satisfies StripTask)
      const { from, to, area } = question.query
      const { by: _, road: __, ...said } = filter
      return json({ query: { roads: refs, from, to, area, ...said }, dataVersion: version, method: stripMethod, roads: found, ...beside, note: noted(missing, stripsNote(found)) })
    })
  })
}

interface OwnRule { fewest?: number; radius?: number; ruralFewest?: number; ruralRadius?: number }

/** @throws ApiError where a named rule is changed: then it is no longer that rule. */
export function rulesOf(preset: ClusterPreset, { fewest, radius, ruralFewest, ruralRadius }: OwnRule): ClusterRules {
  const { urban, rural } = clusterPresets.find(({ id }) => id === preset)!
  const own = Object.entries({ fewest, radius, ruralFewest, ruralRadius }).find(([, value]) => value !== undefined)
  if (preset !== 'free') {
    if (own) throw new ApiError('bad-parameter', `The rule "${preset}" has its own numbers; ask for the rule "free" to set them.`, own[0])
    return { urban, rural }
  }
  const town = { fewest: fewest ?? urban.fewest, radiusM: radius ?? urban.radiusM }
  return { urban: town, rural: { fewest: ruralFewest ?? town.fewest, radiusM: ruralRadius ?? town.radiusM } }
}
