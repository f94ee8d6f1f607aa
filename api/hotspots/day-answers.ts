/** The forecast of a day or a shift and its card, in the form of those of a month. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { json } from '../answers.ts'
import { ApiError } from '../errors.ts'
import { areaOf, noted } from '../questions.ts'
import { shifts } from '../vocabulary.ts'
import { ComingDays, type ComingDay, type DayWorked } from './coming-days.ts'
import { DEFAULT_SHARE } from './coming-months.ts'
import { differenceText } from './difference-text.ts'
import { formOf, inFile } from './finishing.ts'
import type { AccuracyAnswer, AccuracyQuery, ForecastAnswer, ForecastQuery } from './forecast-schema.ts'
import type { HotspotOptions } from './opening.ts'

/** `send...` answers a request that names a day; @returns false for one that does not. @throws ApiError for a shift without a day. */
export function dayAnswers(options: HotspotOptions) {
  const { answers, pool } = options
  const days = new ComingDays(options)

  async function sendForecast(query: ForecastQuery, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (!namesDay(query)) return false
    const form = formOf(request)
    const asked = await days.understand(request.reader, query)
    await answers.send(request, reply, `forecast ${form} ${keyOf(asked)}`, async (version) => {
      const worked = await days.work(request.reader, version, asked, DEFAULT_SHARE)
      const { found } = worked
      const answer = {
        query: queryOf(asked), dataVersion: version, method: methodOf(found), reason: found?.reason ?? '', trainedOn: found ? worked.beside.held : [], n: found?.n ?? 0,
        expected: found && Number.isFinite(found.total) ? found.total : null, cells: found?.cells ?? [], risk: found?.risk ?? [], ...stands(worked)
      } satisfies ForecastAnswer
      if (form === 'json') return json(answer)
      const described = { ...answer, query: { theme: answer.query.theme, from: answer.query.month, to: answer.query.month }, area: (await areaOf(request.reader.db, asked.question))?.name ?? null }
      return inFile(pool, { answer: described, columns: { expected: answer.risk }, method: `Forecast of ${asked.day}${asked.shift ? `, ${shifts[asked.shift].title} shift` : ''}: ${answer.method?.title ?? 'none'}` })
    })
    return true
  }

  async function sendAccuracy(query: AccuracyQuery, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (!namesDay(query)) return false
    const share = query.share ?? DEFAULT_SHARE
    const asked = await days.understand(request.reader, query)
    await answers.send(request, reply, `accuracy ${keyOf(asked)} ${share}`, async (version) => {
      const worked = await days.work(request.reader, version, asked, share)
      const { windows = [], nested = [], plain = [], best = [], chance = [], methods = [], n = 0, reason = '', difference = null } = worked.found ?? {}
      return json({
        query: { ...queryOf(asked), share }, dataVersion: version, windows, n, chosen: methodOf(worked.found), reason, nested, plain, best, chance,
        difference: difference && { ...difference, text: differenceText(difference) }, methods, breaks: [], ...stands(worked)
      } satisfies AccuracyAnswer)
    })
    return true
  }

  return { sendForecast, sendAccuracy }
}

function namesDay<Query extends ForecastQuery>(query: Query): query is Query & { day: string } {
  if (query.day === undefined && query.shift !== undefined) throw new ApiError('bad-parameter', 'A shift is forecast of a day: name the day it begins on.', 'shift')
  return query.day !== undefined
}

const keyOf = ({ question, day, shift }: ComingDay): string => `${question.key} ${day} ${shift ?? ''}`

function queryOf({ question: { query: { theme, res, area } }, day, shift }: ComingDay) {
  return { theme, month: day.slice(0, 7), day, ...(shift ? { shift } : {}), res, area }
}

const methodOf = (found: DayWorked['found']) => (found ? { id: found.method.id, title: found.method.title, text: found.method.what } : null)

const stands = ({ beside: { held: _, note, ...rest }, found, why }: DayWorked) => ({ ...rest, note: noted(found ? null : note, why, found?.note ?? null) })
