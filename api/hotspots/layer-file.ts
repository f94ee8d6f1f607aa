/** A layer as a table: a line a hexagon, which says what it is, over what, when and whose. */
import { centreOf } from '../analysis/h3-grid.ts'
import { csv, degrees, type Field } from '../csv.ts'

export interface Described {
  query: { theme: string; from: string; to: string }
  cells: readonly string[]
  unit: string
  source: string
  synthetic: boolean
  /** Whether counts are rounded. */
  protected: boolean
  area: string | null
  method?: unknown
  edition?: string | null
}

/** `columns` by name: a value for each cell. */
export function layerFile({ query: { theme, from, to }, cells, area, unit, source, synthetic, protected: rounded, method, edition = null }: Described & { method: string }, columns: Record<string, ArrayLike<Field>>): string {
  const lists = Object.values(columns)
  return csv(['h3', 'lng', 'lat', ...Object.keys(columns)], cells.length, (i) => [cells[i]!, ...degrees(centreOf(cells[i]!)), ...lists.map((list) => list[i])],
    { theme, from, to, area, unit, source, synthetic, rounded, method, edition })
}
