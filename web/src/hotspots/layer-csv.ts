/** A file of what the layer shows, made in the page: a row a hexagon, and in every row what it is and whose. */
import { centreOf } from '../map/cell-shapes.ts'
import type { Reading } from './reading.ts'

/** A field is quoted where it must be, and never begins as a formula would. */
export function field(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function layerCsv({ layer, cells, columns, order, query, beside, method }: Reading, marking: string | null): string {
  const tail = { layer, method: method.title, theme: query.theme, from: query.from, to: query.to, unit: beside.unit, rounded: beside.protected, synthetic: beside.synthetic, source: beside.source, marking }
  const head = ['h3', 'lng', 'lat', ...columns.map(({ key }) => key), ...Object.keys(tail)]
  const rows = order.map((row) => {
    const position = centreOf(cells[row]!).map((degree) => Number(degree.toFixed(5)))
    return [cells[row]!, ...position, ...columns.map(({ value }) => value(row)), ...Object.values(tail)]
  })
  return [head, ...rows].map((fields) => fields.map(field).join(',')).join('\r\n') + '\r\n'
}
