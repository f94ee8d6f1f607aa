/** Asks the database about cells, and shapes the answer in each of its forms. */
import { ringOf, centreOf } from '../analysis/h3-grid.ts'
import { json, typeOf, type Answer, type Form } from '../answers.ts'
import { csv, degrees } from '../csv.ts'
import type { Queryable } from '../db/database.ts'
import { about } from '../questions.ts'
import { themes } from '../vocabulary.ts'
import { protectionOf } from './protection.ts'
import { countByCell, totalByMonth, type MonthTotals } from './queries.ts'
import type { CellsAnswer, UnderstoodQuery } from './schema.ts'
import { monthsBetween } from './themes.ts'

export async function cellsAnswer(db: Queryable, query: UnderstoodQuery, areaId: number | null, dataVersion: string): Promise<CellsAnswer> {
  const theme = themes.find(({ id }) => id === query.theme)!
  const [rows, months] = await Promise.all([countByCell(db, query, areaId), totalByMonth(db, query.theme, query.from, query.to, theme.feed)])
  const shown = rows.reduce((sum, { n }) => sum + n, 0)
  const { protection, more } = await protectionOf(db, query, areaId, months, shown)
  const whole = (of: (month: MonthTotals) => number) => (areaId === null ? months.reduce((sum, month) => sum + of(month), 0) : null)
  // The hexagons of a whole force add up to its totals, unless they are protected.
  const total = protection && areaId === null ? whole(({ inside }) => inside)! : shown + sumOf(more.values())
  const held = months.map(({ month }) => month)
  return {
    query, dataVersion,
    cells: rows.map(({ cell }) => cell),
    counts: rows.map(({ n }) => n),
    total,
    outside: whole((month) => month.outside),
    noLocation: whole((month) => month.noLocation),
    withheld: whole((month) => month.withheld),
    recorded: areaId === null ? total + whole((month) => month.outside + month.noLocation + month.withheld)! : null,
    monthsHeld: held,
    monthsMissing: monthsBetween(query.from, query.to).filter((month) => !held.includes(month)),
    ...about(theme, months),
    protection,
    note: held.length === 0 ? 'No data are loaded for these months.' : null
  }
}

export const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, n) => sum + n, 0)

/** The answer as JSON, as a spreadsheet table or as GeoJSON polygons. */
export function inForm(answer: CellsAnswer, form: Form): Answer {
  if (form === 'csv') return { type: typeOf.csv, body: Buffer.from(asCsv(answer)) }
  if (form === 'geojson') return { ...json(asGeoJson(answer)), type: typeOf.geojson }
  return json(answer)
}

const asCsv = ({ query: { theme, from, to }, cells, counts, unit, source, synthetic, protection }: CellsAnswer): string =>
  csv(['h3', 'lng', 'lat', 'count'], cells.length, (i) => [cells[i]!, ...degrees(centreOf(cells[i]!)), counts[i]!], { theme, from, to, unit, synthetic, source, rounded_to: protection?.base ?? null })

function asGeoJson({ cells, counts, ...rest }: CellsAnswer) {
  return {
    type: 'FeatureCollection',
    ...rest,
    features: cells.map((cell, i) => ({
      type: 'Feature', id: cell, properties: { h3: cell, count: counts[i] },
      geometry: { type: 'Polygon', coordinates: [ringOf(cell).map(degrees)] }
    }))
  }
}
