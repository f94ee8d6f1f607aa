/** Smoothing by hand on seven hexagons, its width against the formula, its sum, and rings. */
import { gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { ringsOf, ringWeighted, smooth, smoothings } from '../../api/analysis/grid-smoothing.ts'
import { hexagonNeighbours, neighboursOf } from '../../api/analysis/neighbours.ts'

const centre = latLngToCell(51.73, 0.47, 8)
const disc = (k: number) => gridDisk(centre, k)

describe('smoothing', () => {
  it('spreads half of the middle of seven hexagons evenly', () => {
    const cells = disc(1)
    const after = smooth(cells.map((cell) => (cell === centre ? 12 : 0)), hexagonNeighbours(cells), 1)
    cells.forEach((cell, i) => expect(after[i]).toBeCloseTo(cell === centre ? 6 : 1, 12))
  })
  it('keeps the sum, at the border too', () => {
    const cells = disc(3)
    const values = cells.map((_, i) => (i * 7919) % 13)
    for (const field of smoothings(values, hexagonNeighbours(cells), [1, 5, 20])) expect(field.reduce((a, b) => a + b)).toBeCloseTo(values.reduce((a, b) => a + b), 9)
  })
  it('widens by 0.375 squared sides an axis and step on squares', () => {
    const side = 31
    const at = (x: number, y: number) => y * side + x
    const squares = neighboursOf(Array.from({ length: side * side }, (_, i) => [-1, 0, 1].flatMap((dy) => [-1, 0, 1].flatMap((dx) => {
      const [x, y] = [i % side + dx, Math.floor(i / side) + dy]
      return (dx === 0 && dy === 0) || x < 0 || y < 0 || x >= side || y >= side ? [] : [at(x, y)]
    }))))
    const after = smooth(Array.from({ length: side * side }, (_, i) => Number(i === at(15, 15))), squares, 8)
    expect(after.reduce((sum, value, i) => sum + value * (i % side - 15) ** 2, 0)).toBeCloseTo(8 * 0.375, 9)
  })
  it('is linear, and step by step the same as at once', () => {
    const cells = disc(2)
    const near = hexagonNeighbours(cells)
    const [a, b] = [cells.map((_, i) => i % 5), cells.map((_, i) => (i * i) % 7)]
    const together = smooth(a.map((value, i) => 2 * value + b[i]!), near, 4)
    const [sa, sb] = [smooth(smooth(a, near, 1), near, 3), smooth(b, near, 4)]
    together.forEach((value, i) => expect(value).toBeCloseTo(2 * sa[i]! + sb[i]!, 12))
  })
  it('refuses steps out of order and values of another grid', () => {
    expect(() => smoothings([1], neighboursOf([[]]), [2, 1])).toThrow(RangeError)
    expect(() => smooth([1, 2], neighboursOf([[]]), 1)).toThrow(RangeError)
  })
})

describe('rings', () => {
  it('hold 6, 12 and 18 hexagons about the middle', () => {
    const cells = disc(3)
    const i = cells.indexOf(centre)
    expect(ringsOf(hexagonNeighbours(cells), 3).map(({ start }) => start[i + 1]! - start[i]!)).toEqual([6, 12, 18])
  })
  it('weigh a place and those about it', () => {
    const line = neighboursOf([[1], [0, 2], [1]])
    expect([...ringWeighted([0, 0, 6], ringsOf(line, 2), [1, 1 / 2, 1 / 3])]).toEqual([2, 3, 6])
  })
})
