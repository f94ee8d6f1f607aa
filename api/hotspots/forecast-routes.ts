/** The forecast of a month and the accuracy card: both come from one computation for a theme, an area, a resolution and a share. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { json } from '../answers.ts'
import { noted } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { DEFAULT_SHARE, type Worked } from './coming-months.ts'
import { AccuracyAnswer, AccuracyQuery, ForecastAnswer, ForecastQuery } from './forecast-schema.ts'
import type { Forecasts } from './forecasts.ts'
import type { HotspotOptions } from './routes.ts'

const tags = ['hotspots']

export const forecastRoutes: FastifyPluginAsyncTypebox<HotspotOptions> = async (app, { answers, months }) => {
  app.get('/hotspots/forecast', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'Expected events of the coming month by cell, by the method that held best on months not seen', querystring: ForecastQuery, response: { 200: ForecastAnswer, ...errorResponses } }
  }, async (request, reply) => {
    const asked = await months.understand(request.reader, request.query)
    const { theme, res, area } = asked.question.query
    return answers.send(request, reply, `forecast ${asked.question.key} ${asked.month}`, async (version) => {
      const { found, beside } = await months.work(request.reader, version, asked, DEFAULT_SHARE)
      return json({
        query: { theme, month: asked.month, res, area }, dataVersion: version, method: methodOf(found), reason: found?.reason ?? '', trainedOn: found?.trainedOn ?? [], n: found?.n ?? 0,
        expected: found && Number.isFinite(found.total) ? found.total : null, cells: found?.cells ?? [], risk: found?.risk ?? [], ...stands(beside), note: noted(found ? null : beside.note, found?.note ?? null)
      } satisfies ForecastAnswer)
    })
  })

  app.get('/hotspots/accuracy', {
    config: { access: 'public', audit: 'read-hotspots' },
    schema: { tags, summary: 'How well the forecast held on months that it had not seen', querystring: AccuracyQuery, response: { 200: AccuracyAnswer, ...errorResponses } }
  }, async (request, reply) => {
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

function differenceText({ hitRate, low, high }: { hitRate: number; low: number; high: number }): string {
  const points = (value: number) => (Math.round(value * 1000) / 10 || 0).toFixed(1)
  const amount = `${points(Math.abs(hitRate))} percentage points (95 % interval ${points(low)} to ${points(high)})`
  if (low > 0) return `The choice holds ${amount} more than the plain one-year count.`
  if (high < 0) return `The choice holds ${amount} less than the plain one-year count.`
  return hitRate === 0 && low === 0 && high === 0 ? 'The choice is the plain one-year count.' : `Not distinguishable from the plain one-year count: ${amount} ${hitRate >= 0 ? 'more' : 'less'}.`
}
