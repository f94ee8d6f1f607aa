/**
 * Points sorted into square buckets, so that the points near a place are found without looking at all of them.
 *
 * Compressed rows: bucket b = row * columns + column holds `order[start[b]]` to `order[start[b + 1] - 1]`, indexes of points. Buckets are
 * at least `reachM` wide: whatever is within `reachM` of a place lies in its own bucket or in the eight around it, and the three buckets
 * of one row are one run of `order`.
 * Input: metres. @throws RangeError for a reach that is not above nought, and for a point that is not a number.
 * Cost: some tens of nanoseconds a point; at most four million buckets, which grow wider instead.
 * Source: cell lists, as in molecular simulation (Allen & Tildesley 1987, Computer Simulation of Liquids, 5.3.2).
 */
import type { Metres } from './metres.ts'

export interface Buckets {
  sizeM: number
  columns: number
  rows: number
  x0: number
  y0: number
  start: Int32Array
  order: Int32Array
}

/** Each point no farther than `radiusM` from a place, with the square of its distance; the radius must not be above the reach of the buckets. */
export function eachWithin({ x: xs, y: ys }: Metres, { start, order, columns, rows, sizeM, x0, y0 }: Buckets, x: number, y: number, radiusM: number, take: (i: number, squared: number) => void): void {
  const [column, row, reach] = [Math.floor((x - x0) / sizeM), Math.floor((y - y0) / sizeM), radiusM * radiusM]
  if (column < -1 || column > columns) return
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    const to = start[r * columns + Math.min(columns - 1, column + 1) + 1]!
    for (let k = start[r * columns + Math.max(0, column - 1)]!; k < to; k++) {
      const i = order[k]!
      const squared = (xs[i]! - x) ** 2 + (ys[i]! - y) ** 2
      if (squared <= reach) take(i, squared)
    }
  }
}

const MOST_ON_A_SIDE = 2000

export function bucketsOf({ x, y }: Metres, reachM: number): Buckets {
  if (!(reachM > 0 && reachM < Infinity)) throw new RangeError(`reachM is ${reachM}: it must be above nought`)
  const [x0, x1] = extent(x)
  const [y0, y1] = extent(y)
  const sizeM = Math.max(reachM, (x1 - x0) / MOST_ON_A_SIDE, (y1 - y0) / MOST_ON_A_SIDE)
  const columns = Math.floor((x1 - x0) / sizeM) + 1
  const rows = Math.floor((y1 - y0) / sizeM) + 1
  const start = new Int32Array(columns * rows + 1)
  const bucket = Int32Array.from(x, (easting, i) => Math.floor((y[i]! - y0) / sizeM) * columns + Math.floor((easting - x0) / sizeM))
  for (const b of bucket) start[b + 1]!++
  for (let b = 0; b < columns * rows; b++) start[b + 1]! += start[b]!
  const next = start.slice()
  const order = new Int32Array(x.length)
  bucket.forEach((b, i) => { order[next[b]!++] = i })
  return { sizeM, columns, rows, x0, y0, start, order }
}

function extent(values: Float64Array): [number, number] {
  if (values.length === 0) return [0, 0]
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError('a point is not a number of metres')
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}
