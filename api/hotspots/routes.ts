/** Hotspots with their evidence. Everything is computed over the study area, on a thread of its own, once for each question and version of the data. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import { countByCell, seriesByCell } from '../cells/queries.ts'
import { areaOf, noted, restsOn } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { snapPointNames } from '../vocabulary.ts'
import type { ChangeTask, Changes } from './change.ts'
import type { Classes, ClassesTask } from './classes.ts'
import type { Densities, DensityTask } from './densities.ts'
import { harmRows, weightsFor } from './harm.ts'
import { classText, densityText, significanceText } from './methods.ts'
import { openingsOf, type HotspotOptions } from './opening.ts'
import { listSnapPoints } from './queries.ts'
import { ChangeAnswer, ChangeQuery, ClassesAnswer, ClassesQuery, DensityAnswer, DensityQuery, HotspotsAnswer, HotspotsQuery } from './schema.ts'
import { PERMUTATIONS, SEED, type Significance, type SignificanceTask } from './significance.ts'
import { spanBefore } from './spans.ts'

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
    const weights = weightsFor(weight, asked.theme, generated)
    return open(request, reply, asked, ['hotspots', weight, ring, test, correction, generated], async ({ version, question: { query }, ground }) => {
      const { study, rows: [counted, snapPoints], missing, beside } = await ground((db, areaId) => Promise.all([
        weights ? harmRows(db, query, areaId, weights) : countByCell(db, query, areaId).then((rows) => ({ rows, note: null })), listSnapPoints(db, query, areaId, snapPointNames)
      ]))
      const task: SignificanceTask = { area: study, ...counted, ring, test, correction }
      const { note, ...found } = await pool.run<Significance>('significance', task)
      return json({
        query: { ...query, weight, ring, test, correction, generated }, dataVersion: version,
        method: {
          ...significanceText(weight, ring, test, correction, found.n), permutations: test === 'permutation' ? PERMUTATIONS : null, seed: test === 'permutation' ? SEED : null,
          weights: weights?.title ?? null, edition: weights?.edition ?? null
        },
        ...found, snapPoints, ...beside, note: noted(missing, counted.note, note)
      } satisfies HotspotsAnswer)
    })
  })

  app.get('/hotspots/classes', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Trend class of each cell, month by month of the span', querystring: ClassesQuery, response: { 200: ClassesAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { ring = 1, mode = 'emerging', ...asked } = request.query
    return open(request, reply, asked, ['classes', ring, mode], async ({ version, question: { query }, ground }) => {
      const { study, rows, held, missing, beside } = await ground((db, areaId) => seriesByCell(db, query, areaId))
      const task: ClassesTask = { area: study, rows, from: query.from, held, ring, mode }
      const { note, ...found } = await pool.run<Classes>('classes', task)
      return json({ query: { ...query, ring, mode }, dataVersion: version, method: classText(mode, held.length), periods: held, ...found, ...beside, note: noted(missing, note) })
    })
  })

  app.get('/hotspots/change', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Each cell\'s count beside that of the span before, with a test', querystring: ChangeQuery, response: { 200: ChangeAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { correction = 'bh', ...asked } = request.query
    return open(request, reply, asked, ['change', correction], async ({ reader, version, question: { query }, ground }) => {
      const before = spanBefore(query)
      const earlier = await questions.understand(reader, { ...asked, res: query.res, ...before })
      const { study, rows: [, rowsBefore, rowsAfter, was], held, missing, beside } = await ground((db, areaId) => Promise.all([
        areaOf(db, earlier), countByCell(db, earlier.query, areaId), countByCell(db, query, areaId), restsOn(db, earlier.query)
      ]))
      const seen = { protected: beside.protected || was.protected, synthetic: beside.synthetic || was.synthetic }
      const task: ChangeTask = { area: study, before: rowsBefore, after: rowsAfter, months: { before: was.held.length, after: held.length }, correction, rounded: seen.protected }
      const { note, ...found } = await pool.run<Changes>('changes', task)
      return json({ query: { ...query, correction }, dataVersion: version, before, ...found, ...beside, ...seen, note: noted(missing, was.note && `Before: ${was.note}`, note) })
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
