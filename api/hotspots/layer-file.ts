/** A layer as a table: a line a hexagon, which says what it is, over what, when and whose. */
import { centreOf } from '../analysis/h3-grid.ts'
import { csv, degrees, type Field } from '../csv.ts'

/** What a table takes from an answer. */
export interface Described {
  query: { theme: string; from: string; to: string }
  cells: readonly string[]
  unit: string
  source: string
  synthetic: boolean
  /** Whether counts are rounded. */
  protected: boolean
  area: string | null
}
export interface Tabled {
  answer: Described
  /** By name: a value for each cell. */
  columns: Record<string, readonly Field[]>
  method: string
  edition?: string | null
  /** Where it is not that of the counts. */
  unit?: string
}

export function layerFile({ answer: { query: { theme, from, to }, cells, area, source, synthetic, protected: rounded, ...answer }, columns, method, edition = null, unit = answer.unit }: Tabled): string {
  const lists = Object.values(columns)
  const line = (i: number) => [cells[i]!, ...degrees(centreOf(cells[i]!)), ...lists.map((list) => list[i])]
  return csv(['h3', 'lng', 'lat', ...Object.keys(columns)], cells.length, line, { theme, from, to, area, unit, source, synthetic, rounded, method, edition })
}
