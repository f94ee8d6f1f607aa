/** The public figures of emergency attendance as JSON or as a table: a line for each month, then one for each district's twelve months. */
import { monthBack } from '../analysis/year-on-year.ts'
import { json, typeOf, type Answer } from '../answers.ts'
import { csv, type Field } from '../csv.ts'
import type { HeadlineAnswer } from './schema.ts'

type Parts = Pick<HeadlineAnswer['months'][number], 'urban' | 'rural' | 'pooled'>
const parts = ['pooled', 'urban', 'rural'] as const
const measures = ['attended', 'total', 'share', 'lower', 'upper'] as const

export function headlineInForm(form: 'json' | 'csv', answer: HeadlineAnswer): Answer {
  if (form === 'json') return json(answer)
  const { months, districts, query, forceName, clock, source, synthetic } = answer
  const lines = [
    ...months.map(({ month, ...of }): Field[] => ['month', month, month, '', forceName, ...columnsOf(of)]),
    ...districts.map(({ code, name, ...of }): Field[] => ['district', monthBack(query.month, 11), query.month, code, name, ...columnsOf(of)])
  ]
  const head = ['kind', 'from', 'to', 'code', 'name', ...parts.flatMap((part) => measures.map((measure) => `${part === 'pooled' ? 'all' : part}_${measure}`))]
  return { type: typeOf.csv, body: Buffer.from(csv(head, lines.length, (i) => lines[i]!, { clock, source, synthetic })) }
}

/** Empty where it is not told: fewer than ten emergencies. */
const columnsOf = (of: Parts): Field[] => parts.flatMap((part) => measures.map((measure) => of[part]?.[measure] ?? null))
