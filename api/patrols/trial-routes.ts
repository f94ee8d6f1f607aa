/** Trials of patrols drawn by lot: drafted with what they could show, begun, read, evaluated, removed. Never changed: that would be another trial. */
import { randomInt } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { resolutionOf } from '../analysis/h3-grid.ts'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { lastDatedDay } from '../hotspots/queries.ts'
import type { Questions } from '../questions.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { themes } from '../vocabulary.ts'
import type { CellGroup } from './comparison.ts'
import { addMonths, seriesOf } from './evaluation-routes.ts'
import { made } from './output-routes.ts'
import { asPlanner } from './queries.ts'
import { acting, neverKept } from './routes.ts'
import { addTrial, countPlaceDays, deleteTrial, getTrial, listTrials } from './trial-queries.ts'
import { NewTrial, Trial, TrialDraft, TrialEvaluation, TrialEvaluationQuery, TrialParams, TrialsAnswer, type StoredTrial } from './trial-schema.ts'
import { dayAfter, draftTrial, evaluateTrial, groupsOfCells, highestCells, sidesOf, trialPlaces } from './trials.ts'

export interface TrialOptions { db: Database; questions: Questions; versions: { restricted: { current(): Promise<{ version: string }> } } }
const access = { access: 'patrol-plans' } as const
const tags = ['patrols']
const [LOOK_BACK, YEAR_DAYS, FINE] = [24, 365, 9]

export const trialRoutes: FastifyPluginAsyncTypebox<TrialOptions> = async (app, { db, questions, versions }) => {
  const act = acting(db)
  app.addHook('onSend', neverKept)

  /** Places, what is expected at them, and a calendar. */
  const drafted = async (request: FastifyRequest, asked: NewTrial): Promise<TrialDraft> => {
    if (!request.account!.districts.includes(asked.district)) throw new ApiError('forbidden', 'A trial can be made for your own teams only.', 'district')
    if (!new Date(`${asked.firstDay}T00:00:00Z`).toJSON()?.startsWith(asked.firstDay)) throw new ApiError('bad-parameter', `There is no such day as ${asked.firstDay}.`, 'firstDay')
    if ([asked.plan, asked.cells, asked.highest].filter((one) => one !== undefined).length !== 1) throw new ApiError('bad-parameter', 'Places come from a plan, from cells, or are the highest: give one of the three.', 'plan')
    const { version } = await versions.restricted.current()
    const held = (await questions.themes(request.reader, version)).find(({ id }) => id === asked.theme)!
    const last = held.lastMonth ?? asked.firstDay.slice(0, 7)
    const months: string[] = []
    for (let month = [held.firstMonth ?? last, addMonths(last, 1 - LOOK_BACK)].sort().at(-1)!; month <= last; month = addMonths(month, 1)) months.push(month)
    const plan = asked.plan === undefined ? null : await asPlanner(db, request.account!, (inside) => made(inside, asked.plan!))
    const given = plan ? plan.content.places.map(({ id, cells, middle }): CellGroup => ({ id, cells, middle })) : asked.cells ? groupsOfCells(asked.cells) : null
    const res = plan?.content.res ?? (given ? resolutionOf(given[0]!.cells[0]!)! : Math.min(FINE, Math.max(...held.resolutions)))
    const series = await seriesOf(request.reader, { district: asked.district, request: plan?.request ?? null, content: { res } }, asked.theme, months)
    const places = trialPlaces(given ?? highestCells(series, months.length, asked.highest!), new Map(plan?.content.places.map(({ id, name }) => [id, name])), series, months.length)
    const { hoursFrom = 0, hoursTo = 1440 } = asked
    const to = held.dated.has(last) ? await lastDatedDay(request.reader.db, last) : null
    const counted = to && await countPlaceDays(request.reader.db, { theme: asked.theme, firstDay: dayAfter(to, 1 - YEAR_DAYS), days: YEAR_DAYS, res, cells: places.flatMap(({ cells }) => cells), hoursFrom, hoursTo })
    const yearly = counted ? counted.reduce((sum, { n }) => sum + n, 0) : places.reduce((sum, { lastYear }) => sum + lastYear, 0) * (hoursTo - hoursFrom) / 1440
    return draftTrial({ asked, seed: asked.seed ?? randomInt(2 ** 31 - 1), places, res, perDay: yearly / YEAR_DAYS, unit: themes.find(({ id }) => id === asked.theme)!.unit, dataVersion: version })
  }

  app.post('/patrols/trials/draft', {
    config: access,
    schema: { tags, summary: 'What a trial would be and the smallest effect it could show; nothing is kept', querystring: NoQuery, body: NewTrial, response: { 200: TrialDraft, ...errorResponses } }
  }, async (request) => {
    const draft = await drafted(request, request.body)
    // Exact counts were read for it, though nothing is kept: of the places of a plan, or of a district.
    return act(request, 'trial-draft', request.body.plan ?? request.body.district, () => Promise.resolve(draft))
  })

  app.get('/patrols/trials', {
    config: access,
    schema: { tags, summary: 'Trials of your teams, the latest first', querystring: NoQuery, response: { 200: TrialsAnswer, ...errorResponses } }
  }, async (request) => ({ trials: await act(request, 'read-trial', 'own teams', listTrials) }))

  app.post('/patrols/trials', {
    config: access,
    schema: { tags, summary: 'Begin a trial: its calendar is drawn and kept', querystring: NoQuery, body: NewTrial, response: { 201: Trial, ...errorResponses } }
  }, async (request, reply) => {
    const draft = await drafted(request, request.body)
    const { trial } = await act(request, 'trial-add', undefined, async (inside) => {
      const subject = await addTrial(inside, draft, request.account!.name)
      return { subject, trial: await known(inside, subject) }
    })
    return reply.code(201).send(told(trial))
  })

  app.get('/patrols/trials/:trial', {
    config: access,
    schema: { tags, summary: 'One trial with its calendar', params: TrialParams, querystring: NoQuery, response: { 200: Trial, ...errorResponses } }
  }, async (request) => told(await act(request, 'read-trial', request.params.trial, (inside) => known(inside, request.params.trial))))

  app.delete('/patrols/trials/:trial', {
    config: access,
    schema: { tags, summary: 'Remove a trial', params: TrialParams, querystring: NoQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    await act(request, 'trial-remove', request.params.trial, async (inside) => { if (!(await deleteTrial(inside, request.params.trial))) throw missing() })
    return reply.code(204).send(null)
  })

  app.get('/patrols/trials/:trial/evaluation', {
    config: access,
    schema: { tags, summary: 'Days with patrols planned beside days without, by intention to treat', params: TrialParams, querystring: TrialEvaluationQuery, response: { 200: TrialEvaluation, ...errorResponses } }
  }, async (request) => {
    const trial = await act(request, 'read-trial', request.params.trial, (inside) => known(inside, request.params.trial))
    const { theme, firstDay, calendar: { length: days }, res, places, hoursFrom, hoursTo } = trial
    const { db: records } = request.reader
    const { version } = await versions.restricted.current()
    const held = (await questions.themes(request.reader, version)).find(({ id }) => id === theme)!
    const end = held.lastMonth !== null && held.dated.has(held.lastMonth) ? await lastDatedDay(records, held.lastMonth) : null
    // The last day held may not be over; and one that ends after midnight needs the next.
    const through = end === null ? 0 : Math.floor((Date.parse(end) - Date.parse(firstDay)) / 86_400_000) + (hoursTo > 1440 ? 0 : 1)
    const loaded = Math.max(0, Math.min(days, through))
    const counted = loaded === 0 ? [] : await countPlaceDays(records, { theme, firstDay, days, res, cells: places.flatMap(({ cells }) => cells), hoursFrom, hoursTo })
    const unit = themes.find(({ id }) => id === theme)!.unit
    const found = await evaluateTrial(trial, counted, loaded, request.query.carryOver ?? 0, unit)
    const monthly = held.lastMonth !== null && end === null ? ['Only the month of these records is known, so days cannot be compared.'] : []
    return { dataVersion: version, unit, ...found, notes: [...monthly, ...found.notes] }
  })
}

const missing = () => new ApiError('unknown-trial', 'There is no such trial among those of your teams.', 'trial')
async function known(inside: Queryable, id: string): Promise<StoredTrial> {
  const trial = await getTrial(inside, id)
  if (!trial) throw missing()
  return trial
}
const told = (trial: StoredTrial) => ({ ...trial, placeDays: sidesOf(trial) })
