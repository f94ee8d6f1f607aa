/** Buckets find what a look at every point finds. */
import { describe, expect, it } from 'vitest'
import { bucketsOf } from '../../api/analysis/buckets.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const points = (n: number, side: number) => {
  const random = seededRandom(`buckets ${n} ${side}`)
  return { x: Float64Array.from({ length: n }, () => random.next() * side), y: Float64Array.from({ length: n }, () => random.next() * side) }
}

describe('buckets', () => {
  it('hold every point once', () => {
    const { order, start } = bucketsOf(points(500, 1000), 70)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i))
    expect(start.at(-1)).toBe(500)
  })
  it('have all points within reach in the bucket of a point and the eight around it', () => {
    const { x, y } = points(400, 1000)
    const { sizeM, columns, x0, y0, start, order } = bucketsOf({ x, y }, 90)
    const place = new Int32Array(400)
    for (let b = 0; b + 1 < start.length; b++) for (let k = start[b]!; k < start[b + 1]!; k++) place[order[k]!] = b
    let near = 0
    for (let i = 0; i < 400; i++) {
      expect(place[i]).toBe(Math.floor((y[i]! - y0) / sizeM) * columns + Math.floor((x[i]! - x0) / sizeM))
      for (let j = 0; j < 400; j++) {
        if (Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) > 90) continue
        near++
        expect(Math.abs((place[i]! % columns) - (place[j]! % columns))).toBeLessThanOrEqual(1)
        expect(Math.abs(Math.floor(place[i]! / columns) - Math.floor(place[j]! / columns))).toBeLessThanOrEqual(1)
      }
    }
    expect(near).toBeGreaterThan(1000)
  })
  it('grow wider rather than many', () => expect(bucketsOf(points(100, 1e6), 1).start.length).toBeLessThan(4.1e6))
  it('take no point at all', () => expect(bucketsOf({ x: new Float64Array(0), y: new Float64Array(0) }, 10).order).toHaveLength(0))
  it('refuse a reach of nought and a point that is not a number', () => {
    expect(() => bucketsOf(points(2, 10), 0)).toThrow(RangeError)
    expect(() => bucketsOf({ x: new Float64Array([NaN]), y: new Float64Array([0]) }, 1)).toThrow(RangeError)
  })
})
