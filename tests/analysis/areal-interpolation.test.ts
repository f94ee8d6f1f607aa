/** Numbers of areas on hexagons: by hand, with their sum kept. */
import { describe, expect, it } from 'vitest'
import { cellToLatLng } from 'h3-js'
import { spreadOver, type CountedArea } from '../../api/analysis/areal-interpolation.ts'
import { cellsWithin } from '../../api/analysis/h3-grid.ts'

const square = (west: number, south: number, side: number) => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] })
const area = (n: number, west: number, south: number, side: number): CountedArea => ({ n, middle: [west + side / 2, south + side / 2], geometry: square(west, south, side) })
const grid = cellsWithin(square(0.4, 51.6, 0.1), 8)
const placeOf = new Map(grid.map((cell, i) => [cell, i]))
const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)

describe('areal interpolation', () => {
  const halves = [area(900, 0.4, 51.6, 0.05), area(100, 0.45, 51.6, 0.05)]
  it('shares the number of an area evenly among the hexagons whose middle lies in it', () => {
    const { values, lost } = spreadOver(halves, placeOf, 8)
    const west = grid.filter((cell) => { const [lat, lng] = cellToLatLng(cell); return lng < 0.45 && lat < 51.65 })
    expect(west.length).toBeGreaterThan(5)
    for (const cell of west) expect(values[placeOf.get(cell)!]).toBeCloseTo(900 / west.length, 9)
    expect(sum(values)).toBeCloseTo(1000, 9)
    expect(lost).toBe(0)
  })
  it('gives an area without a middle of a hexagon to the one that holds it, on top of what is there', () => {
    const [lat, lng] = cellToLatLng(grid[10]!)
    const { values } = spreadOver([...halves, area(7, lng + 0.001, lat + 0.001, 0.0004)], placeOf, 8)
    const without = spreadOver(halves, placeOf, 8).values
    expect(values[10]! - without[10]!).toBeCloseTo(7, 9)
    expect(sum(values)).toBeCloseTo(1007, 9)
  })
  it('keeps what lies just beside the grid and counts what lies far from it', () => {
    const { values, lost } = spreadOver([area(5, 0.399, 51.65, 0.0004), area(3, 0.9, 51.65, 0.0004)], placeOf, 8)
    expect([sum(values), lost]).toEqual([5, 3])
  })
  it('passes over a part that rounding has folded to a line', () => {
    const folded = [[[0.3, 51.5], [0.3001, 51.5], [0.3, 51.5], [0.3, 51.5]]]
    const whole = { type: 'MultiPolygon', coordinates: [folded, square(0.4, 51.6, 0.1).coordinates] }
    expect(cellsWithin(whole, 8)).toEqual(grid)
  })
  it('is nought everywhere without an area, and has nothing without a grid', () => {
    expect(sum(spreadOver([], placeOf, 8).values)).toBe(0)
    expect(spreadOver(halves, new Map(), 8)).toEqual({ values: new Float64Array(0), lost: 1000 })
  })
})
