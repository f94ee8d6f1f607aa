/** Hotspots with their evidence. Everything is computed over the study area, on a thread of its own, once for each question and version of the data. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses } from '../schema.ts'
import type { ChangeWork, ClassesWork, DensityWork, HotspotsWork } from './finished.ts'
import { finishing, formOf, inForms, readOrExport } from './finishing.ts'
import { Kept } from '../kept.ts'
import { openingsOf, type HotspotOptions } from './opening.ts'
import { listBase } from './queries.ts'
import { ChangeAnswer, ChangeQuery, ClassesAnswer, ClassesQuery, DensityAnswer, DensityQuery, HotspotsAnswer, HotspotsQuery } from './schema.ts'
import { changeAsked, classesAsked, densityAsked, significanceAsked } from './whole-maps.ts'

export type { HotspotOptions }

/** Outlines of a county's small areas are a megabyte or two. */
const MOST_BASES = 6
const tags = ['hotspots']
const config = { access: 'public', audit: readOrExport } as const

export const hotspotRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, options) => {
  const { pool, questions } = options
  const open = openingsOf(options)
  const finish = finishing(pool)
  const bases = new Kept<string | null>(MOST_BASES)

  app.get('/hotspots', {
    config,
    schema: { tags, summary: 'Gi* of every cell of the study area, with corrected p', querystring: HotspotsQuery, response: { 200: inForms(HotspotsAnswer), ...errorResponses } }
  }, async (request, reply) => {
    const { weight = 'count', ring = 1, test = 'normal', correction = 'bh', generated = false, ...asked } = request.query
    const tested = { weight, ring, test, correction, generated }
    const form = formOf(request)
    return open(request, reply, asked, ['hotspots', form, ...Object.values(tested)], async (opening) => {
      const { task, weights, snapPoints, ...rest } = await significanceAsked(opening, tested)
      return finish<HotspotsWork>('hotspotsAnswer', { task, weights, snapPoints, said: { ...rest, form, query: { ...opening.question.query, ...tested }, dataVersion: opening.version } })
    })
  })

  app.get('/hotspots/classes', {
    config,
    schema: { tags, summary: 'Trend class of each cell, month by month of the span', querystring: ClassesQuery, response: { 200: inForms(ClassesAnswer), ...errorResponses } }
  }, async (request, reply) => {
    const { ring = 1, mode = 'emerging', ...asked } = request.query
    const form = formOf(request)
    return open(request, reply, asked, ['classes', form, ring, mode], async (opening) => {
      const { task, rows: _, ...rest } = await classesAsked(opening, { ring, mode })
      return finish<ClassesWork>('classesAnswer', { task, said: { ...rest, form, query: { ...opening.question.query, ring, mode }, dataVersion: opening.version } })
    })
  })

  app.get('/hotspots/change', {
    config,
    schema: { tags, summary: 'Each cell\'s count beside that of the span before, with a test', querystring: ChangeQuery, response: { 200: inForms(ChangeAnswer), ...errorResponses } }
  }, async (request, reply) => {
    const { correction = 'bh', ...asked } = request.query
    const form = formOf(request)
    return open(request, reply, asked, ['change', form, correction], async (opening) => {
      const { task, before, ...rest } = await changeAsked(questions, opening, correction)
      return finish<ChangeWork>('changeAnswer', { task, before, said: { ...rest, form, query: { ...opening.question.query, correction }, dataVersion: opening.version } })
    })
  })

  app.get('/hotspots/density', {
    config,
    schema: { tags, summary: 'Kernel density at the middle of each cell', querystring: DensityQuery, response: { 200: inForms(DensityAnswer), ...errorResponses } }
  }, async (request, reply) => {
    const { kernel = 'quartic', bandwidth = null, rule = 'steps', relative = 'none', ...asked } = request.query
    if (bandwidth !== null && request.query.rule) throw new ApiError('bad-parameter', 'A bandwidth is asked for in metres or by a rule, not both.', 'rule')
    const form = formOf(request)
    return open(request, reply, asked, ['density', form, kernel, bandwidth ?? rule, relative], async (opening) => {
      const { reader: { tier }, version, question: { query } } = opening
      const baseOf = async (db: Queryable, areaId: number | null) =>
        (relative === 'none' ? null : { what: relative, areas: await bases.of(`${version} ${tier} ${areaId} ${relative}`, () => listBase(db, areaId, relative)) })
      const { task, ...rest } = await densityAsked(opening, { kernel, bandwidthM: bandwidth, rule, baseOf })
      return finish<DensityWork>('densityAnswer', { task, said: { ...rest, form, query: { ...query, kernel, rule: bandwidth === null ? rule : null, relative }, dataVersion: version } })
    })
  })
}
