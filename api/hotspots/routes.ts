/** Hotspots with their evidence. Everything is computed over the study area, on a thread of its own, once for each question and version of the data. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import { countByCell, seriesByCell } from '../cells/queries.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { areaOf, noted, restsOn } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { snapPointNames } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { ChangeTask, Changes } from './change.ts'
import type { Classes, ClassesTask } from './classes.ts'
import type { Densities, DensityTask } from './densities.ts'
import { harmRows, weightsFor } from './harm.ts'
import { classText, densityText, significanceText } from './methods.ts'
import { listSnapPoints } from './queries.ts'
import { ChangeAnswer, ChangeQuery, ClassesAnswer, ClassesQuery, DensityAnswer, DensityQuery, HotspotsAnswer, HotspotsQuery } from './schema.ts'
import { PERMUTATIONS, SEED, type Significance, type SignificanceTask } from './significance.ts'
import { spanBefore } from './spans.ts'
import { StudyAreas } from './study-area.ts'

export interface HotspotOptions extends RoomOptions { pool: WorkerPool; areas: StudyAreas }

const tags = ['hotspots']

export const hotspotRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, { answers, questions, pool, areas }) => {
  app.get('/hotspots', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Gi* of every cell of the study area, with corrected p', querystring: HotspotsQuery, response: { 200: HotspotsAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { db } = request.reader
    const { weight = 'count', ring = 1, test = 'normal', correction = 'bh', generated = false, ...asked } = request.query
    const weights = weightsFor(weight, asked.theme, generated)
    const question = await questions.understand(request.reader, asked)
    return answers.send(request, reply, `hotspots ${question.key} ${weight} ${ring} ${test} ${correction} ${generated}`, async (version) => {
      const area = await areaOf(db, question)
      const areaId = area?.area_id ?? null
      const [study, rows, snapPoints, beside] = await Promise.all([
        areas.of(request.reader, version, area, question.query.res),
        weights ? harmRows(db, question.query, areaId, weights) : countByCell(db, question.query, areaId).then((counted) => ({ rows: counted, note: null })),
        listSnapPoints(db, question.query, areaId, snapPointNames), restsOn(db, question.query)
      ])
      const task: SignificanceTask = { area: study, ...rows, ring, test, correction }
      const { note, ...found } = await pool.run<Significance>('significance', task)
      const { held: _, note: missing, ...rest } = beside
      return json({
        query: { ...question.query, weight, ring, test, correction, generated }, dataVersion: version,
        method: {
          ...significanceText(weight, ring, test, correction, found.n), permutations: test === 'permutation' ? PERMUTATIONS : null, seed: test === 'permutation' ? SEED : null,
          weights: weights?.title ?? null, edition: weights?.edition ?? null
        },
        ...found, snapPoints, ...rest, note: noted(missing, rows.note, note)
      } satisfies HotspotsAnswer)
    })
  })

  app.get('/hotspots/classes', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Trend class of each cell, month by month of the span', querystring: ClassesQuery, response: { 200: ClassesAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { db } = request.reader
    const { ring = 1, mode = 'emerging', ...asked } = request.query
    const question = await questions.understand(request.reader, asked)
    return answers.send(request, reply, `classes ${question.key} ${ring} ${mode}`, async (version) => {
      const area = await areaOf(db, question)
      const [study, rows, { held, note: missing, ...rest }] = await Promise.all([
        areas.of(request.reader, version, area, question.query.res), seriesByCell(db, question.query, area?.area_id ?? null), restsOn(db, question.query)
      ])
      const task: ClassesTask = { area: study, rows, from: question.query.from, held, ring, mode }
      const { note, ...found } = await pool.run<Classes>('classes', task)
      return json({ query: { ...question.query, ring, mode }, dataVersion: version, method: classText(mode, held.length), periods: held, ...found, ...rest, note: noted(missing, note) })
    })
  })

  app.get('/hotspots/change', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Each cell\'s count beside that of the span before, with a test', querystring: ChangeQuery, response: { 200: ChangeAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { db } = request.reader
    const { correction = 'bh', ...asked } = request.query
    const question = await questions.understand(request.reader, asked)
    const before = spanBefore(question.query)
    const earlier = await questions.understand(request.reader, { ...asked, res: question.query.res, ...before })
    return answers.send(request, reply, `change ${question.key} ${correction}`, async (version) => {
      const [area] = await Promise.all([areaOf(db, question), areaOf(db, earlier)])
      const areaId = area?.area_id ?? null
      const [study, rowsBefore, rowsAfter, held, { held: heldAfter, note: missing, ...rest }] = await Promise.all([
        areas.of(request.reader, version, area, question.query.res), countByCell(db, earlier.query, areaId), countByCell(db, question.query, areaId),
        restsOn(db, earlier.query), restsOn(db, question.query)
      ])
      const task: ChangeTask = { area: study, before: rowsBefore, after: rowsAfter, months: { before: held.held.length, after: heldAfter.length }, correction, rounded: rest.protected || held.protected }
      const { note, ...found } = await pool.run<Changes>('changes', task)
      return json({
        query: { ...question.query, correction }, dataVersion: version, before, ...found, ...rest, protected: rest.protected || held.protected, synthetic: rest.synthetic || held.synthetic,
        note: noted(missing, held.note && `Before: ${held.note}`, note)
      })
    })
  })

  app.get('/hotspots/density', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Kernel density at the middle of each cell', querystring: DensityQuery, response: { 200: DensityAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { db } = request.reader
    const { kernel = 'quartic', bandwidth, ...asked } = request.query
    const question = await questions.understand(request.reader, asked)
    return answers.send(request, reply, `density ${question.key} ${kernel} ${bandwidth ?? ''}`, async (version) => {
      const area = await areaOf(db, question)
      const [study, rows, { held: _, note: missing, ...rest }] = await Promise.all([
        areas.of(request.reader, version, area, question.query.res), countByCell(db, question.query, area?.area_id ?? null), restsOn(db, question.query)
      ])
      const task: DensityTask = { area: study, rows, kernel, bandwidthM: bandwidth ?? null }
      const { note, bandwidthM, rule, ...found } = await pool.run<Densities>('densities', task)
      return json({ query: { ...question.query, kernel, bandwidthM }, dataVersion: version, method: densityText(kernel), rule, ...found, ...rest, note: noted(missing, note) })
    })
  })
}
