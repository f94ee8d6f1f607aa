/** Hours of the week, change between periods, districts beside each other, and single collisions for close maps. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { funnelLimits, funnelOf, funnelTails } from '../analysis/funnel.ts'
import { json } from '../answers.ts'
import { ApiError } from '../errors.ts'
import { noted, type Question } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { listDistricts, type DistrictRow } from './cluster-queries.ts'
import type { ClusterOptions } from './cluster-routes.ts'
import { MonthsQuery, PatternsQuery, PointsQuery } from './cluster-schema.ts'
import { filterOf, monthBefore, monthsIn, understoodSpan, type FilterAsked, type SpanAsked } from './opening.ts'
import { ChangeAnswer, DistrictsAnswer, HoursAnswer, PointsAnswer } from './pattern-schema.ts'
import { changeMethod, changeText, verdictOf } from './pattern-text.ts'
import type { ChangeRow, ChangeTask, Hours, HoursTask, Points, PointsTask } from './pattern-work.ts'

/** More points than that are a smear on any screen. */
const MOST_POINTS = 3_000
const PER = 100_000
const FUNNEL_STEPS = 40
const tags = ['collisions']

export const patternRoutes: FastifyPluginAsyncTypebox<ClusterOptions> = async (app, { answers, questions, collisions: pool, ground }) => {
  const opened = async ({ reader }: FastifyRequest, { from, to, area, ...asked }: SpanAsked & FilterAsked) => {
    const question = await understoodSpan(questions, reader, { from, to, area }, 'wales')
    const filter = filterOf(asked)
    return { question, filter, key: [question.key, JSON.stringify(filter)].join(' '), query: { from: question.query.from, to: question.query.to, area: question.query.area, ...filter } }
  }

  app.get('/collisions/hours', {
    config: { access: 'public' }, schema: { tags, summary: 'Collisions by weekday and hour', querystring: PatternsQuery, response: { 200: HoursAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { question, filter, key, query } = await opened(request, request.query)
    return answers.send(request, reply, `collision-hours ${key}`, async (version) => {
      const { collisions, beside, missing } = await ground.of(request.reader, version, question)
      return json({ query, dataVersion: version, ...await pool.run<Hours>('hoursOf', { collisions, filter } satisfies HoursTask), ...beside, note: missing })
    })
  })

  app.get('/collisions/change', {
    config: { access: 'public' }, schema: { tags, summary: 'Collisions of these months beside as many months before, by group, with intervals', querystring: PatternsQuery, response: { 200: ChangeAnswer, ...errorResponses } }
  }, async (request, reply) => {
    // Twelve months where nothing is said: the year and the one before.
    const { to } = (await understoodSpan(questions, request.reader, request.query, 'wales')).query
    const { question, filter, key, query } = await opened(request, { ...request.query, from: request.query.from ?? monthBefore(to, 11), to })
    return answers.send(request, reply, `collision-change ${key}`, async (version) => {
      const earlier = await earlierThan(question, request)
      const [now, old] = [await ground.of(request.reader, version, question), await ground.of(request.reader, version, earlier)]
      const found = await pool.run<ChangeRow[]>('changeOf', { before: old.collisions, after: now.collisions, monthsBefore: old.beside.monthsHeld, monthsAfter: now.beside.monthsHeld, filter } satisfies ChangeTask)
      const rows = found.map(({ ratio, ...row }) => ({ ...row, ratio: ratio?.ratio ?? null, lower: ratio?.lower ?? null, upper: ratio?.upper ?? null, verdict: verdictOf(ratio), text: changeText(row, ratio) }))
      return json({ query, dataVersion: version, before: { from: earlier.query.from, to: earlier.query.to, monthsHeld: old.beside.monthsHeld }, rows, method: changeMethod, ...now.beside, note: noted(now.missing, old.missing && `Before: ${old.missing}`) })
    })
  })

  const earlierThan = ({ query: { from, to, area } }: Question, { reader }: FastifyRequest): Promise<Question> =>
    questions.understand(reader, { theme: 'ksi-collisions', from: monthBefore(from, monthsIn(from, to)), to: monthBefore(from, 1), ...(area ? { area } : {}) })

  app.get('/collisions/points', {
    config: { access: 'public' }, schema: { tags, summary: 'Single collisions within a box, the worst first', querystring: PointsQuery, response: { 200: PointsAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const { bbox: text, ...asked } = request.query
    const bbox = text.split(',').map(Number)
    if (!(bbox[0]! <= bbox[2]! && bbox[1]! <= bbox[3]!)) throw new ApiError('bad-parameter', 'A box is west, south, east, north, in degrees.', 'bbox')
    const { question, filter, key, query } = await opened(request, asked)
    return answers.send(request, reply, `collision-points ${key} ${bbox.join()}`, async (version) => {
      const { collisions, beside, missing } = await ground.of(request.reader, version, question)
      return json({ query, dataVersion: version, ...await pool.run<Points>('pointsOf', { collisions, filter, bbox, most: MOST_POINTS } satisfies PointsTask), ...beside, note: missing })
    })
  })

  app.get('/collisions/districts', {
    config: { access: 'public' }, schema: { tags, summary: 'KSI collisions of districts by residents, with the limits of chance (funnel plot)', querystring: MonthsQuery, response: { 200: DistrictsAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const question = await understoodSpan(questions, request.reader, request.query, 'wales')
    const { from, to } = question.query
    return answers.send(request, reply, `collision-districts ${from} ${to}`, async (version) => {
      const [rows, { beside, missing }] = await Promise.all([listDistricts(request.reader.db, from, to), ground.of(request.reader, version, question)])
      const none = rows.some(({ residents }) => residents === null) ? 'Residents are not loaded for every district, so rates are not told for those.' : null
      return json({ query: { from, to }, dataVersion: version, ...besideEachOther(rows, beside.monthsHeld / 12), method: funnelMethod, ...beside, note: noted(missing, none) })
    })
  })
}

const funnelMethod = 'KSI collisions by 100,000 residents and year. Limits: where chance alone (Poisson) leaves a district of its size at the rate of all, 95 % and 99.8 % (Spiegelhalter). Residents are not those who drive through.'

function besideEachOther(rows: readonly DistrictRow[], years: number): Pick<DistrictsAnswer, 'rate' | 'districts' | 'funnel'> {
  const known = rows.filter(({ residents }) => residents !== null && residents > 0)
  if (known.length === 0 || years === 0) return { rate: null, funnel: [], districts: rows.map((row) => ({ ...row, rate: null, expected: null, standing: null })) }
  const perYear = (residents: number): number => (residents / PER) * years
  const { rate, areas } = funnelOf(known.map(({ ksi, residents }) => ({ count: ksi, size: perYear(residents!) })))
  const most = Math.max(...known.map(({ residents }) => residents!)) * 1.1
  const funnel = rate === 0 ? [] : Array.from({ length: FUNNEL_STEPS }, (_, i) => {
    const residents = (most * (i + 1)) / FUNNEL_STEPS
    const size = perYear(residents)
    const [two, three] = [funnelLimits(rate * size, funnelTails.two), funnelLimits(rate * size, funnelTails.three)]
    const low = (count: number) => (count < 0 ? null : count / size)
    return { residents, lower2: low(two.lower), upper2: two.upper / size, lower3: low(three.lower), upper3: three.upper / size }
  })
  return {
    rate, funnel, districts: rows.map((row) => {
      const found = areas[known.indexOf(row)]
      return { ...row, rate: found?.rate ?? null, expected: found?.expected ?? null, standing: found?.standing ?? null }
    })
  }
}
