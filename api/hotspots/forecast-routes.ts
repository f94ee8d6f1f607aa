/** The forecast of a month, or of a day (day-answers.ts), and the accuracy card: both come from one computation for a theme, an area, a resolution and a share. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import { areaOf, noted } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { DEFAULT_SHARE, type Worked } from './coming-months.ts'
import { dayAnswers } from './day-answers.ts'
import { differenceText } from './difference-text.ts'
import { formOf, inFile, inForms, readOrExport } from './finishing.ts'
import { AccuracyAnswer, AccuracyQuery, ForecastAnswer, ForecastQuery } from './forecast-schema.ts'
import type { Forecasts } from './forecasts.ts'
import type { HotspotOptions } from './routes.ts'

const tags = ['hotspots']

export const forecastRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, options) => {
  const { answers, months, pool } = options
  const days = dayAnswers(options)
  app.get('/hotspots/forecast', {
    config: { access: 'public', audit: readOrExport },
    schema: { tags, summary: 'Expected events of the coming month, day or shift by cell, by the method that held best on months or days not seen', querystring: ForecastQuery, response: { 200: inForms(ForecastAnswer), ...errorResponses } }
  }, async (request, reply) => {
    if (await days.sendForecast(request.query, request, reply)) return reply
    const form = formOf(request)
    const asked = await months.understand(request.reader, request.query)
    const { theme, res, area } = asked.question.query
    return answers.send(request, reply, `forecast ${form} ${asked.question.key} ${asked.month}`, async (version) => {
      const { found, beside } = await months.work(request.reader, version, asked, DEFAULT_SHARE)
      const answer = {
        query: { theme, month: asked.month, res, area }, dataVersion: version, method: methodOf(found), reason: found?.reason ?? '', trainedOn: found?.trainedOn ?? [], n: found?.n ?? 0,
        expected: found && Number.isFinite(found.total) ? found.total : null, cells: found?.cells ?? [], risk: found?.risk ?? [], ...stands(beside), note: noted(found ? null : beside.note, found?.note ?? null)
      } satisfies ForecastAnswer
      if (form === 'json') return json(answer)
      const described = { ...answer, query: { theme, from: asked.month, to: asked.month }, area: (await areaOf(request.reader.db, asked.question))?.name ?? null }
      return inFile(pool, { answer: described, columns: { expected: answer.risk }, method: `Forecast: ${answer.method?.title ?? 'none'}` })
    })
  })

  app.get('/hotspots/accuracy', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'How well the forecast held on months or days that it had not seen', querystring: AccuracyQuery, response: { 200: AccuracyAnswer, ...errorResponses } }
  }, async (request, reply) => {
    if (await days.sendAccuracy(request.query, request, reply)) return reply
    const share = request.query.share ?? DEFAULT_SHARE
    const asked = await months.understand(request.reader, request.query)
    const { theme, res, area } = asked.question.query
    return answers.send(request, reply, `accuracy ${asked.question.key} ${asked.month} ${share}`, async (version) => {
      const { found, beside } = await months.work(request.reader, version, asked, share)
      const { windows = [], nested = [], plain = [], best = [], chance = [], methods = [], n = 0 } = found ?? {}
      return json({
        query: { theme, month: asked.month, res, area, share }, dataVersion: version, windows, n, chosen: methodOf(found), reason: found?.reason ?? '', nested, plain, best, chance,
        difference: found?.difference ? { ...found.difference, text: differenceText(found.difference) } : null, methods,
        breaks: breaksOf(found, asked.held), ...stands(beside), note: noted(found ? null : beside.note, found?.note ?? null)
      } satisfies AccuracyAnswer)
    })
  })
}

const stands = ({ held: _, note: __, ...rest }: Worked['beside']) => rest
const methodOf = (found: Forecasts | null) => (found ? { id: found.method.id, title: found.method.title, text: found.method.what } : null)

/** Each break lies between the last month of a series and the first of the next. */
const breaksOf = (found: Forecasts | null, held: readonly string[]) =>
  (found?.segments ?? []).slice(1).map(({ from, why }) => ({ before: held[from - 1]!, after: held[from]!, why }))
