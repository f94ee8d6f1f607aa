/**
 * Smoothing of a field of counts on any grid, and rings around a place.
 *
 * What it tells: the field as it looks when every event may as well have fallen next door. What it does not tell: where exactly the event
 * was, and nothing about roads or rivers between two neighbours.
 * Formula of one step: y_i = x_i + (a / D) * sum over the neighbours j of (x_j - x_i), with D the most neighbours that any place has (6 for
 * hexagons, 8 for squares touching at corners) and a = 1/2 the share that leaves a place all of whose neighbours exist. Steps repeated come
 * near a Gaussian: on hexagons each step adds a / 2 = 0.25 squared cell distances of variance an axis (standard deviation 0.5, 0.71, 1, 1.41
 * cell distances after 1, 2, 4, 8 steps); on squares 0.75 a = 0.375 squared sides.
 * What leaves one place arrives at another, and nothing leaves the grid: the sum is kept, at the border too. Smoothing is linear, so a
 * weighted sum of months is smoothed once and not month by month.
 * Input: values by place. Output: values by place in the same unit. No place: nothing. NaN spreads to the neighbours.
 * Cost: a step reads each pair of neighbours once from either side, about 0.05 ms for 5,600 hexagons.
 * Source: explicit scheme of the heat equation on a graph (the matrix I - a L / D with L the graph's Laplacian); general knowledge. Checked by
 * hand on seven hexagons, by the kept sum, and against the variance above.
 */
import { neighboursOf, sumAround, type Neighbours } from './neighbours.ts'

/** Share of a place that one step spreads; 1/2 keeps every weight positive and one step narrower than a cell. */
const LEAVING = 0.5

/** The values after each of the wanted numbers of steps, ascending; step 0 is a copy. */
export function smoothings(values: ArrayLike<number>, neighbours: Neighbours, steps: readonly number[]): Float64Array[] {
  if (values.length !== neighbours.n) throw new RangeError(`values: ${values.length} for ${neighbours.n} places`)
  if (steps.some((step, i) => !Number.isInteger(step) || step < 0 || (i > 0 && step <= steps[i - 1]!))) throw new RangeError('steps: whole numbers, ascending')
  const kept: Float64Array[] = []
  let field = Float64Array.from(values)
  let done = 0
  for (const step of steps) {
    for (; done < step; done++) field = spread(field, neighbours)
    kept.push(field)
  }
  return kept
}

/** One smoothing. */
export const smooth = (values: ArrayLike<number>, neighbours: Neighbours, steps: number): Float64Array => smoothings(values, neighbours, [steps])[0]!

function spread(field: Float64Array, neighbours: Neighbours): Float64Array<ArrayBuffer> {
  const { n, start, index } = neighbours
  const a = LEAVING / mostNeighbours(neighbours)
  const after = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const own = field[i]!
    let sum = 0
    for (let k = start[i]!; k < start[i + 1]!; k++) sum += field[index[k]!]! - own
    after[i] = own + a * sum
  }
  return after
}

function mostNeighbours({ n, start }: Neighbours): number {
  let most = 1
  for (let i = 0; i < n; i++) most = Math.max(most, start[i + 1]! - start[i]!)
  return most
}

/** Places exactly 1, 2 .. `rings` steps away, one neighbourhood for each distance. */
export function ringsOf(neighbours: Neighbours, rings: number): Neighbours[] {
  const lists = Array.from({ length: rings }, (): number[][] => [])
  // The step at which a place was last met, and from where: cheaper than a set for each place.
  const metFrom = new Int32Array(neighbours.n).fill(-1)
  for (let i = 0; i < neighbours.n; i++) {
    metFrom[i] = i
    let front = [i]
    for (let ring = 0; ring < rings; ring++) {
      front = nextFront(front, neighbours, metFrom, i)
      lists[ring]!.push(front)
    }
  }
  return lists.map((list) => neighboursOf(list))
}

function nextFront(front: readonly number[], { start, index }: Neighbours, metFrom: Int32Array, from: number): number[] {
  const next: number[] = []
  for (const j of front) {
    for (let k = start[j]!; k < start[j + 1]!; k++) {
      const there = index[k]!
      if (metFrom[there] === from) continue
      metFrom[there] = from
      next.push(there)
    }
  }
  return next
}

/** Own value in full and each ring's sum at its weight: `weights[0]` for the place itself, `weights[d]` for ring d. */
export function ringWeighted(values: ArrayLike<number>, rings: readonly Neighbours[], weights: readonly number[]): Float64Array {
  const total = Float64Array.from(values, (value) => value * weights[0]!)
  rings.forEach((ring, d) => sumAround(values, ring, false).forEach((sum, i) => { total[i]! += weights[d + 1]! * sum }))
  return total
}
