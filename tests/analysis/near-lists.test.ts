import { expect, it } from 'vitest'
import { NearPoints } from '../../api/analysis/near-lists.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const random = seededRandom('near lists')
const scattered = (n: number, side: number) => ({ x: Float64Array.from({ length: n }, () => side * random.next()), y: Float64Array.from({ length: n }, () => side * random.next()) })
const pairs = ({ x, y }: { x: Float64Array; y: Float64Array }, radiusM: number) =>
  Array.from(x, (_, i) => [...x.keys()].filter((j) => (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 <= radiusM * radiusM))

it.each([[300, 1000, 50], [300, 1000, 400], [200, 10, 50], [1, 10, 5], [0, 10, 5]])('%i points on a side of %i m have within %i m what all pairs have', (n, side, radiusM) => {
  const points = scattered(n, side)
  const { start, index } = new NearPoints(points).within(radiusM)
  expect(Array.from(points.x, (_, i) => [...index.subarray(start[i], start[i + 1])].sort((a, b) => a - b))).toEqual(pairs(points, radiusM))
})

it('are found once for a radius, and refused for none', () => {
  const near = new NearPoints(scattered(20, 100))
  expect(near.within(10)).toBe(near.within(10))
  expect(() => near.within(0)).toThrow('reachM is 0')
})
