/** Compliance as JSON and as a table: urban, rural and pooled side by side. */
import { json, typeOf, type Answer } from '../answers.ts'
import { nothing } from '../analysis/compliance.ts'
import { csv, type Field } from '../csv.ts'
import type { Compliance, ComplianceAnswer } from './schema.ts'

const head = ['attended', 'total', 'share', 'lower', 'upper', 'status', 'unjudged', 'worst', 'best', 'median_s', 'median_lower_s', 'median_upper_s', 'p90_s', 'p90_lower_s', 'p90_upper_s'] as const
const fields = ({ attended, total, share, lower, upper, status, unjudged, worst, best, medianS, p90S }: Compliance): Field[] =>
  [attended, total, share, lower, upper, status, unjudged, worst, best, medianS.value, medianS.lower, medianS.upper, p90S.value, p90S.lower, p90S.upper]

/** `hexagons`: JSON of the rows, where they are hexagons. */
export function inForm(form: 'json' | 'csv', answer: ComplianceAnswer, hexagons?: string): Answer {
  if (form === 'json') return hexagons === undefined ? json(answer) : { type: typeOf.json, body: Buffer.from(`${JSON.stringify({ ...answer, rows: undefined }).slice(0, -1)},"rows":${hexagons}}`) }
  const rows = hexagons === undefined ? answer.rows : JSON.parse(hexagons) as ComplianceAnswer['rows']
  const { whole, query: { by, from, to, area, text }, source, synthetic, note } = answer
  const parts = ['urban', 'rural', 'pooled'] as const
  const lines = [...rows, { id: 'all', title: 'All', ...whole }]
  const columns = [by, 'title', ...parts.flatMap((part) => head.map((name) => `${part}_${name}`))]
  return { type: typeOf.csv, body: Buffer.from(csv(columns, lines.length, (i) => [lines[i]!.id, lines[i]!.title, ...parts.flatMap((part) => fields(lines[i]![part] ?? nothing))], { from, to, area, clock: text, source, synthetic, note })) }
}
