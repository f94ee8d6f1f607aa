/** The rows of the table, from the same counts the map is painted with. */

export interface Row {
  cell: string
  count: number
  /** null: the months a year before are not held. */
  before: number | null
  /** By count; equal counts share a rank. */
  rank: number
}

export type SortKey = 'place' | 'count' | 'before'

export function rowsOf(cells: readonly string[], counts: ArrayLike<number>, before: ArrayLike<number> | null): Row[] {
  const rows: Row[] = []
  cells.forEach((cell, i) => {
    if (counts[i]! > 0) rows.push({ cell, count: counts[i]!, before: before && before[i]!, rank: 0 })
  })
  rows.sort((a, b) => b.count - a.count || (a.cell < b.cell ? -1 : 1))
  rows.forEach((row, i) => (row.rank = i > 0 && rows[i - 1]!.count === row.count ? rows[i - 1]!.rank : i + 1))
  return rows
}

/** `rows` come ranked, so equal keys stay in order of rank. */
export function sortRows(rows: readonly Row[], key: SortKey, ascending: boolean, nameOf: (cell: string) => string): Row[] {
  const sign = ascending ? 1 : -1
  if (key !== 'place') return rows.toSorted((a, b) => sign * ((a[key] ?? -1) - (b[key] ?? -1)))
  const names = new Map(rows.map(({ cell }) => [cell, nameOf(cell)]))
  const order = new Intl.Collator('en-GB')
  return rows.toSorted((a, b) => sign * order.compare(names.get(a.cell)!, names.get(b.cell)!))
}
