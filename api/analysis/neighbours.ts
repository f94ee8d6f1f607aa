/**
 * Who is next to whom on a grid: the one form of neighbourhood that every statistic here takes.
 *
 * Compressed rows: the neighbours of place i are `index[start[i]]` to `index[start[i + 1] - 1]`, ascending, without i itself. All weights
 * are 1 (binary); a statistic that includes the place itself (Gi*) adds it. A hexagon inside the grid has 6 neighbours at k = 1 and 18 at
 * k = 2, one at the border fewer: places outside the grid do not exist, they are not zeros.
 * Any grid serves: hexagons by `hexagonNeighbours`, squares of a benchmark by `neighboursOf` and a list for each place.
 * Cost: about 20 microseconds a hexagon at k = 1; keep the answer, it depends on the study area alone.
 */
import { gridDisk } from 'h3-js'

export interface Neighbours {
  /** Places. */
  n: number
  /** n + 1 offsets into `index`. */
  start: Int32Array
  index: Int32Array
}

/** Neighbours from one list a place. @throws RangeError where a list names its own place, a place twice, or one that is not there. */
export function neighboursOf(lists: readonly (readonly number[])[]): Neighbours {
  const n = lists.length
  const start = new Int32Array(n + 1)
  for (let i = 0; i < n; i++) start[i + 1] = start[i]! + lists[i]!.length
  const index = new Int32Array(start[n]!)
  for (let i = 0; i < n; i++) {
    const sorted = Int32Array.from(lists[i]!).sort()
    for (let k = 0; k < sorted.length; k++) {
      const j = sorted[k]!
      if (j === i || j < 0 || j >= n || (k > 0 && j === sorted[k - 1])) throw new RangeError(`place ${i} names ${j} as its neighbour`)
    }
    index.set(sorted, start[i])
  }
  return { n, start, index }
}

/** Neighbours of hexagons within k steps, among the cells given. Cells are H3 indexes of one resolution, each once. */
export function hexagonNeighbours(cells: readonly string[], k = 1): Neighbours {
  const places = new Map(cells.map((cell, i) => [cell, i]))
  return neighboursOf(cells.map((cell, i) => gridDisk(cell, k).flatMap((near) => {
    const j = places.get(near)
    return j === undefined || j === i ? [] : [j]
  })))
}

/** For each place the sum of the values of its neighbours and, where `self`, its own. */
export function sumAround(values: ArrayLike<number>, { n, start, index }: Neighbours, self: boolean): Float64Array {
  const sums = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = self ? values[i]! : 0
    for (let k = start[i]!; k < start[i + 1]!; k++) sum += values[index[k]!]!
    sums[i] = sum
  }
  return sums
}
