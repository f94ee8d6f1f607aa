/** The numbers of a neighbourhood as JSON and as a table, a kind a line. */
import { json, typeOf, type Answer } from '../answers.ts'
import { csv } from '../csv.ts'
import { monthSpans } from '../month-words.ts'
import type { Profile } from './profile-schema.ts'

const head = ['theme', 'title', 'unit', 'count', 'compared', 'last_year', 'difference', 'percent', 'change', 'lower', 'upper', 'direction', 'rate_per_1000', 'rate_lower', 'rate_upper', 'rate_of', 'force_rate_per_1000', 'beside_force']

export function inForm(form: 'json' | 'csv', profile: Profile): Answer {
  if (form === 'json') return json(profile)
  const { area, kinds, span, source, synthetic, loaded } = profile
  const body = csv(head, kinds.length, (i) => {
    const row = kinds[i]!
    return [row.theme, row.title, row.unit, row.count, row.compared, row.lastYear, row.difference, row.percent, row.changeText, row.lower, row.upper, row.direction, row.rate?.rate, row.rate?.lower, row.rate?.upper, row.rateOf, row.forceRate, row.standing]
  }, { area_code: area.code, area: area.name, months: span ? monthSpans(span.told) : null, months_compared: span ? monthSpans(span.compared) : null, source, synthetic, data_as_at: loaded })
  return { type: typeOf.csv, body: Buffer.from(body) }
}
