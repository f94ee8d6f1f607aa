/** Monthly counts of every hexagon: in the compact binary form that the map reads, or as a table. */
import { typeOf, type Answer } from '../answers.ts'
import { csv } from '../csv.ts'
import type { Queryable } from '../db/database.ts'
import { about } from '../questions.ts'
import { themes } from '../vocabulary.ts'
import { sumOf } from './answer.ts'
import { protectionOf } from './protection.ts'
import { seriesByCell, totalByMonth, type MonthTotals } from './queries.ts'
import type { SeriesHeader, UnderstoodQuery } from './schema.ts'
import { encodeSeries, seriesType, type CellSeries } from './series.ts'
import { monthsBetween } from './themes.ts'

export async function seriesAnswer(db: Queryable, query: UnderstoodQuery, areaId: number | null, dataVersion: string, table: boolean): Promise<Answer> {
  const theme = themes.find(({ id }) => id === query.theme)!
  const [rows, totals] = await Promise.all([seriesByCell(db, query, areaId), totalByMonth(db, query.theme, query.from, query.to, theme.feed)])
  const months = monthsBetween(query.from, query.to)
  const byMonth = new Map(totals.map((row) => [row.month, row]))
  const shownByMonth = sumByMonth(rows, months.length)
  const { protection, more } = await protectionOf(db, query, areaId, totals, sumOf(shownByMonth))
  const column = (of: (row: MonthTotals) => number) => months.map((month) => (byMonth.has(month) ? of(byMonth.get(month)!) : 0))
  const header: SeriesHeader = {
    query, dataVersion, months,
    held: column(() => 1),
    totals: areaId === null ? column(({ inside }) => inside) : shownByMonth.map((shown, i) => shown + (more.get(months[i]!) ?? 0)),
    outside: column(({ outside }) => outside),
    noLocation: column(({ noLocation }) => noLocation),
    withheld: column(({ withheld }) => withheld),
    ...about(theme, totals),
    syntheticMonths: column(({ synthetic }) => Number(synthetic)),
    protection,
    cells: rows.length
  }
  return table ? { type: typeOf.csv, body: Buffer.from(asTable(header, rows)) } : { type: seriesType, body: encodeSeries(header, rows) }
}

/** A line for each hexagon and month that is not zero. Months that are not loaded are told by the catalogue, not by noughts. */
function asTable({ query: { theme }, months, unit, synthetic, protection }: SeriesHeader, rows: readonly CellSeries[]): string {
  const lines = rows.flatMap(({ cell, series }) => {
    const h3 = BigInt(cell).toString(16)
    return series.split(',').map((pair): [string, string, number] => {
      const [month, count] = pair.split(':').map(Number) as [number, number]
      return [h3, months[month]!, count]
    })
  })
  return csv(['h3', 'month', 'count'], lines.length, (i) => lines[i]!, { theme, unit, synthetic, rounded_to: protection?.base ?? null })
}

function sumByMonth(rows: readonly { series: string }[], months: number): number[] {
  const sums = new Array<number>(months).fill(0)
  for (const { series } of rows) {
    for (const pair of series.split(',')) {
      const [month, count] = pair.split(':').map(Number) as [number, number]
      sums[month]! += count
    }
  }
  return sums
}
