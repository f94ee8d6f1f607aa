/** Rows as they cross to a thread: long texts and typed arrays are copied in a moment, tens of thousands of objects are not. */

export interface PackedValues {
  /** H3 indexes joined by commas. */
  cells: string
  values: Float64Array
}

export const packed = <Row extends { cell: string }>(rows: readonly Row[], value: (row: Row, i: number) => number): PackedValues =>
  ({ cells: rows.map(({ cell }) => cell).join(','), values: Float64Array.from(rows, value) })

/** The same of monthly counts: decimal cells joined by commas, their series by semicolons. */
export interface PackedSeries { cells: string; series: string }
export interface SeriesRow { cell: string; series: string }

export const packedSeries = (rows: readonly SeriesRow[]): PackedSeries =>
  ({ cells: rows.map(({ cell }) => cell).join(','), series: rows.map(({ series }) => series).join(';') })

export function seriesRows({ cells, series }: PackedSeries): SeriesRow[] {
  const each = series.split(';')
  return cells === '' ? [] : cells.split(',').map((cell, i) => ({ cell, series: each[i]! }))
}
