/**
 * Which points lie near each point, found once and asked often: by rules, expectations and densities alike.
 *
 * Compressed rows: the points no farther than the radius from point i, itself among them, are `index[start[i]]` to `index[start[i + 1] - 1]`.
 * Input: metres. Output: by radius. @throws RangeError for a radius that is not above nought. Cost: some tens of nanoseconds for each pair within reach;
 * 60,000 collisions with nine within 50 m of each take some 50 ms. Checked against all pairs.
 */
import { bucketsOf, eachWithin } from './buckets.ts'
import type { Metres } from './metres.ts'

export interface NearLists { start: Int32Array; index: Int32Array }

export class NearPoints {
  private readonly known = new Map<number, NearLists>()

  constructor(private readonly points: Metres) {}

  within(radiusM: number): NearLists {
    const known = this.known.get(radiusM) ?? listsOf(this.points, radiusM)
    this.known.set(radiusM, known)
    return known
  }
}

function listsOf(points: Metres, radiusM: number): NearLists {
  const buckets = bucketsOf(points, radiusM)
  const { x, y } = points
  const start = new Int32Array(x.length + 1)
  let index = new Int32Array(16 * x.length)
  let n = 0
  const take = (j: number) => {
    if (n === index.length) index = grown(index)
    index[n++] = j
  }
  for (let i = 0; i < x.length; i++) {
    eachWithin(points, buckets, x[i]!, y[i]!, radiusM, take)
    start[i + 1] = n
  }
  return { start, index: index.subarray(0, n) }
}

function grown(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * from.length + 16)
  to.set(from)
  return to
}
