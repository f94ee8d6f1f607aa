/** Rows by one column; what has no value stands last either way, equal rows keep the order they came in. */
export function sortedOrder(order: readonly number[], { value }: { value: (row: number) => number | string | null }, ascending: boolean): number[] {
  const sign = ascending ? 1 : -1
  return order.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en-GB'))
  })
}

/** The place of each value, the greatest first; equal values share the first of theirs, and what is not above nought has none. */
export function rankedPlaces(values: readonly number[]): (number | null)[] {
  const placeOf = new Map<number, number>()
  values.filter((value) => value > 0).sort((a, b) => b - a).forEach((value, i) => placeOf.has(value) || placeOf.set(value, i + 1))
  return values.map((value) => placeOf.get(value) ?? null)
}
