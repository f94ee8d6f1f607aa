/** The KSI table of any month, for the force or an area. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Reader } from '../access.ts'
import { formFor, json, typeOf, type Answer } from '../answers.ts'
import type { RoomOptions } from '../cells/routes.ts'
import { csv } from '../csv.ts'
import { areaOf, noted, restsOn, type Questions } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { countMonths } from './queries.ts'
import { SummaryAnswer, SummaryQuery } from './schema.ts'
import { missingNote, summaryMethod, summaryOf, summarySpan } from './summary.ts'

const forms = ['json', 'csv'] as const

export const collisionRoutes: FastifyPluginAsyncTypebox<RoomOptions> = async (app, { answers, questions }) => {
  app.get('/collisions/summary', {
    config: { access: 'public' },
    schema: {
      tags: ['collisions'], summary: 'Killed and seriously injured: twelve months to a month beside the twelve before, by group', querystring: SummaryQuery,
      description: 'Without a month, the last that is loaded. `form=csv` or `Accept: text/csv` gives a table.',
      response: { 200: { description: 'The table', content: { 'application/json': { schema: SummaryAnswer }, 'text/csv': { schema: Type.String() } } }, ...errorResponses }
    }
  }, async (request, reply) => {
    const form = formFor(request.headers.accept, forms, request.query.form)
    const question = await understood(questions, request.reader, request.query)
    return answers.send(request, reply, `ksi-summary ${form} ${question.query.to} ${question.query.area ?? ''}`, async (version) => inForm(form, await summaryAnswer(request.reader, version, question)))
  })
}

type Understood = Awaited<ReturnType<Questions['understand']>>

const understood = async (questions: Questions, reader: Reader, { month, area }: SummaryQuery): Promise<Understood> => {
  const asked = { theme: 'ksi-casualties' as const, ...(area ? { area } : {}) }
  const last = month ?? (await questions.understand(reader, asked)).query.to
  return questions.understand(reader, { ...asked, ...summarySpan(last) })
}

async function summaryAnswer({ db }: Reader, dataVersion: string, question: Understood): Promise<SummaryAnswer> {
  const { from, to, area: code } = question.query
  const area = await areaOf(db, question)
  const [months, { source, caveat, synthetic, held, note }] = await Promise.all([countMonths(db, from, to, area?.area_id ?? null), restsOn(db, question.query)])
  const elsewhere = months.length > 0 && held.length === 0
  const table = summaryOf(elsewhere ? [] : months, to)
  return { query: { month: to, area: code }, areaName: area?.name ?? null, dataVersion, ...table, method: summaryMethod, source, caveat, synthetic, note: elsewhere ? note : noted(missingNote(table), table.note) }
}

function inForm(form: 'json' | 'csv', answer: SummaryAnswer): Answer {
  if (form === 'json') return json(answer)
  const { rows, query: { month, area }, source, synthetic, note } = answer
  const head = ['measure', 'title', 'unit', 'last_year', 'this_year', 'difference', 'percent', 'percent_text', 'change_points', 'change', 'row_note']
  const body = csv(head, rows.length, (i) => {
    const { id, title, unit, lastYear, thisYear, difference, percent, percentText, changeSincePreviousMonth: change, note: rowNote } = rows[i]!
    return [id, title, unit, lastYear, thisYear, difference, percent, percentText, change?.points, change?.text, rowNote]
  }, { month, area, source, synthetic, note })
  return { type: typeOf.csv, body: Buffer.from(body) }
}
