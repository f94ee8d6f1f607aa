/** One of two layers that are compared: what the picture, the table and the agreement need of it, whichever layer it is. */

export interface SideColumn {
  key: string
  title: string
  numeric: boolean
  value: (row: number) => number | string | null
  say: (row: number) => string
}

export interface Side {
  /** As the layer is called where it is chosen. */
  title: string
  cells: readonly string[]
  rowOf: ReadonlyMap<string, number>
  columns: readonly SideColumn[]
  /** Rows, the foremost first. */
  order: readonly number[]
  /** The greatest is the foremost; null: no place among them. Equal numbers are equally foremost. */
  foremost: (row: number) => number | null
  /** Theme, area, size of hexagon and version of the data: only what lies on the same ground is compared. */
  grid: string
  /** Hexagons of the study area, where the answer tells them. */
  n: number | null
}

/** "hotspots", as it stands within a sentence. */
export const named = ({ title }: Pick<Side, 'title'>): string => title.charAt(0).toLowerCase() + title.slice(1)
