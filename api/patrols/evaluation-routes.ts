/** Did it work: what was delivered of a plan, and what changed at its places against comparison places. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Reader } from '../access.ts'
import { findArea } from '../areas/queries.ts'
import { seriesByCell } from '../cells/queries.ts'
import type { Database } from '../db/database.ts'
import { restsOn, type Questions } from '../questions.ts'
import { errorResponses } from '../schema.ts'
import { evaluationDefaults } from '../vocabulary.ts'
import type { CellSeries } from './comparison.ts'
import { doseOf } from './delivered.ts'
import { listTeamVisits, listVisits } from './delivery-queries.ts'
import { evaluate } from './evaluate.ts'
import { EvaluationAnswer, EvaluationQuery } from './evaluation-schema.ts'
import { made } from './output-routes.ts'
import type { Made } from './plan-files.ts'
import { asPlanner } from './queries.ts'
import { acting, neverKept } from './routes.ts'
import { PlanParams } from './schema.ts'

export interface EvaluationOptions { db: Database; questions: Questions; versions: { restricted: { current(): Promise<{ version: string }> } } }
/** What a comparison looks back on. */
const LOOK_BACK = 24

export const evaluationRoutes: FastifyPluginAsyncTypebox<EvaluationOptions> = async (app, { db, questions, versions }) => {
  const act = acting(db)
  app.addHook('onSend', neverKept)

  app.get('/patrols/plans/:id/evaluation', {
    config: { access: 'patrol-plans' },
    schema: {
      tags: ['patrols'], summary: 'What was delivered, and what changed against comparison places', description: 'Never a claim where the interval includes nought. Too little data is no error: nulls, and notes that say what is missing.',
      params: PlanParams, querystring: EvaluationQuery, response: { 200: EvaluationAnswer, ...errorResponses }
    }
  }, async (request) => {
    const { plan, visits } = await act(request, 'read-evaluation', request.params.id, async (inside) => {
      const plan = await made(inside, request.params.id)
      return { plan, visits: await listVisits(inside, plan.id) }
    })
    const theme = request.query.theme ?? themeOf(plan)
    const { months = evaluationDefaults.months, against = evaluationDefaults.against } = request.query
    const { version } = await versions.restricted.current()
    const held = (await questions.themes(request.reader, version)).find(({ id }) => id === theme)!
    const spans = spansOf(plan.shiftFrom.slice(0, 7), held.firstMonth, held.lastMonth, months, against)
    const [series, rests] = [await seriesOf(request.reader, plan, theme, spans.months), await restsOn(request.reader.db, { theme, from: spans.months[0]!, to: spans.months.at(-1)! })]
    const after = spans.after && { from: spans.months[spans.after[0]]!, to: spans.months[spans.after[1] - 1]! }
    const minutes = after ? minutesOf(await asPlanner(db, request.account!, (inside) => listTeamVisits(inside, plan.district, `${after.from}-01`, lastDay(after.to)))) : new Map<string, number>()
    const { notes, ...found } = evaluate({ places: plan.content.places, series, minutes, unit: rests.unit, ...spans })
    return {
      query: { theme, months, against }, dataVersion: version, unit: rests.unit, source: rests.source, synthetic: rests.synthetic, caveat: rests.caveat,
      dosage: doseOf(plan, visits), names: Object.fromEntries(plan.content.places.map(({ id, name }) => [id, name])),
      before: spans.before && { from: spans.months[spans.before[0]]!, to: spans.months[spans.before[1] - 1]! }, after, ...found, series: heldOnly(found.series, rests.held), notes: rests.note ? [...notes, rests.note] : notes
    }
  })
}

/** The one with the greatest weight. */
const themeOf = ({ request }: Made): string => [...request?.objective ?? []].sort((a, b) => b.weight - a.weight)[0]?.theme ?? 'crime'

export const addMonths = (month: string, n: number): string => {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + n
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`
}
const lastDay = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)

/** A month that is not loaded is no month without events. */
function heldOnly({ months, treated, comparison }: EvaluationAnswer['series'], held: readonly string[]): EvaluationAnswer['series'] {
  const kept = [...months.keys()].filter((i) => held.includes(months[i]!))
  return { months: kept.map((i) => months[i]!), treated: kept.map((i) => treated[i]!), comparison: kept.map((i) => comparison[i]!) }
}

/** Which months are looked at: from the shift's on as many as are loaded, up to `wanted`; before them as many, if loaded; and those from which places are compared. */
export function spansOf(shiftMonth: string, first: string | null, last: string | null, wanted: number, against: string) {
  const start = first !== null && first > addMonths(shiftMonth, -LOOK_BACK - wanted) ? first : addMonths(shiftMonth, -LOOK_BACK - wanted)
  const end = last === null || last < shiftMonth ? shiftMonth : last < addMonths(shiftMonth, wanted - 1) ? last : addMonths(shiftMonth, wanted - 1)
  const months: string[] = []
  for (let month = start < end ? start : end; month <= end; month = addMonths(month, 1)) months.push(month)
  const shift = months.indexOf(shiftMonth)
  const length = last === null || last < shiftMonth ? 0 : months.length - shift
  const until = against === 'year-before' ? shift + (length || wanted) - 12 : shift
  const begin = against === 'year-before' ? shift - 12 : shift - (length || wanted)
  // The months before must not reach into those after.
  const before: [number, number] | null = begin >= 0 && until > begin && until <= shift ? [begin, until] : null
  return { months, shift, before, after: length > 0 ? [shift, shift + length] as [number, number] : null }
}

/** Monthly counts of the cells of a plan's areas, or of a district. */
export async function seriesOf({ db }: Reader, { district, request, content }: Pick<Made, 'district' | 'request'> & { content: { res: number } }, theme: string, months: readonly string[]): Promise<CellSeries> {
  const series = new Map<string, number[]>()
  for (const code of request?.areas ?? [district]) {
    const area = await findArea(db, code)
    for (const { cell, series: text } of await seriesByCell(db, { theme, from: months[0]!, to: months.at(-1)!, res: content.res, area: code }, area?.area_id ?? null)) {
      const key = BigInt(cell).toString(16)
      const counts = series.get(key) ?? months.map(() => 0)
      for (const pair of text.split(',')) {
        const [m, n] = pair.split(':').map(Number) as [number, number]
        counts[m]! += n
      }
      series.set(key, counts)
    }
  }
  return series
}

function minutesOf(visits: readonly { place: string; arrivedAt: string; leftAt: string }[]): Map<string, number> {
  const minutes = new Map<string, number>()
  for (const { place, arrivedAt, leftAt } of visits) minutes.set(place, (minutes.get(place) ?? 0) + (Date.parse(leftAt) - Date.parse(arrivedAt)) / 60_000)
  return minutes
}
