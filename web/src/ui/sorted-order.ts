/** Rows by one column; what has no value stands last either way, equal rows keep the order they came in. */
export function sortedOrder(order: readonly number[], { value }: { value: (row: number) => number | string | null }, ascending: boolean): number[] {
  const sign = ascending ? 1 : -1
  return order.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en-GB'))
  })
}
