/** Hotspots with their evidence. Everything is computed over the study area, on a thread of its own, once for each question and version of the data. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import { countByCell } from '../cells/queries.ts'
import { noted } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import type { Densities, DensityTask } from './densities.ts'
import { classText, densityText, significanceText } from './methods.ts'
import { openingsOf, type HotspotOptions } from './opening.ts'
import { ChangeAnswer, ChangeQuery, ClassesAnswer, ClassesQuery, DensityAnswer, DensityQuery, HotspotsAnswer, HotspotsQuery } from './schema.ts'
import { PERMUTATIONS, SEED } from './significance.ts'
import { changeMap, classesMap, significanceMap } from './whole-maps.ts'

export type { HotspotOptions }

const tags = ['hotspots']

export const hotspotRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, options) => {
  const { pool, questions } = options
  const open = openingsOf(options)

  app.get('/hotspots', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Gi* of every cell of the study area, with corrected p', querystring: HotspotsQuery, response: { 200: HotspotsAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { weight = 'count', ring = 1, test = 'normal', correction = 'bh', generated = false, ...asked } = request.query
    const tested = { weight, ring, test, correction, generated }
    return open(request, reply, asked, ['hotspots', weight, ring, test, correction, generated], async (opening) => {
      const { found, weights, snapPoints, beside, notes } = await significanceMap(pool, opening, tested)
      return json({
        query: { ...opening.question.query, ...tested }, dataVersion: opening.version,
        method: {
          ...significanceText(weight, ring, test, correction, found.n), permutations: test === 'permutation' ? PERMUTATIONS : null, seed: test === 'permutation' ? SEED : null,
          weights: weights?.title ?? null, edition: weights?.edition ?? null
        },
        ...found, snapPoints, ...beside, note: noted(...notes)
      } satisfies HotspotsAnswer)
    })
  })

  app.get('/hotspots/classes', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Trend class of each cell, month by month of the span', querystring: ClassesQuery, response: { 200: ClassesAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { ring = 1, mode = 'emerging', ...asked } = request.query
    return open(request, reply, asked, ['classes', ring, mode], async (opening) => {
      const { found, held, beside, notes } = await classesMap(pool, opening, { ring, mode })
      return json({ query: { ...opening.question.query, ring, mode }, dataVersion: opening.version, method: classText(mode, held.length), periods: held, ...found, ...beside, note: noted(...notes) })
    })
  })

  app.get('/hotspots/change', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Each cell\'s count beside that of the span before, with a test', querystring: ChangeQuery, response: { 200: ChangeAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { correction = 'bh', ...asked } = request.query
    return open(request, reply, asked, ['change', correction], async (opening) => {
      const { found, before, beside, notes } = await changeMap(pool, questions, opening, correction)
      return json({ query: { ...opening.question.query, correction }, dataVersion: opening.version, before, ...found, ...beside, note: noted(...notes) })
    })
  })

  app.get('/hotspots/density', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Kernel density at the middle of each cell', querystring: DensityQuery, response: { 200: DensityAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { kernel = 'quartic', bandwidth = null, ...asked } = request.query
    return open(request, reply, asked, ['density', kernel, bandwidth], async ({ version, question: { query }, ground }) => {
      const { study, rows, missing, beside } = await ground((db, areaId) => countByCell(db, query, areaId))
      const task: DensityTask = { area: study, rows, kernel, bandwidthM: bandwidth }
      const { note, bandwidthM, rule, ...found } = await pool.run<Densities>('densities', task)
      return json({ query: { ...query, kernel, bandwidthM }, dataVersion: version, method: densityText(kernel), rule, ...found, ...beside, note: noted(missing, note) })
    })
  })
}
