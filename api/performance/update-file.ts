/** The performance update as JSON and as a table. */
import { json, typeOf, type Answer } from '../answers.ts'
import { csv } from '../csv.ts'
import type { PerformanceAnswer } from './schema.ts'

const head = ['id', 'priority', 'title', 'unit', 'last_year', 'this_year', 'last_year_of', 'this_year_of', 'difference', 'percent', 'change', 'lower', 'upper', 'since_previous_month_points', 'since_previous_month', 'verdict', 'beyond_chance', 'exceptional', 'position', 'position_of', 'note']

export function inForm(form: 'json' | 'csv', answer: PerformanceAnswer): Answer {
  if (form === 'json') return json(answer)
  const { rows, query: { month }, thisYear, lastYear, source, synthetic, dataAsAt, note } = answer
  const body = csv(head, rows.length, (i) => {
    const row = rows[i]!
    return [
      row.id, row.priority, row.title, row.unit, row.lastYear, row.thisYear, row.lastYearOf, row.thisYearOf, row.difference, row.percent, row.differenceText, row.lower, row.upper, row.changeSincePreviousMonth?.points,
      row.changeSincePreviousMonth?.text, row.verdict, row.certain === null ? null : String(row.certain), row.exceptional, row.similar?.position, row.similar?.of, row.note
    ]
  }, { month, months_this_year: `${thisYear.from} to ${thisYear.to}`, months_last_year: `${lastYear.from} to ${lastYear.to}`, source, synthetic, data_as_at: dataAsAt, note })
  return { type: typeOf.csv, body: Buffer.from(body) }
}
