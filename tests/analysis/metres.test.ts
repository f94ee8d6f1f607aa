/** Distances on the plane against geodesics of the WGS84 ellipsoid, by Vincenty's inverse formula to a tenth of a millimetre. */
import { describe, expect, it } from 'vitest'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { toMetres } from '../../api/analysis/metres.ts'

const middleOfEssex: Position = [0.635, 51.77]
const geodesics: [Position, Position, number][] = [
  [[0.1, 51.5], [1.25, 52.05], 100223.6407],
  [[0.47, 51.73], [0.9, 51.89], 34589.2314],
  [[-0.02, 51.45], [1.29, 51.45], 91065.3677],
  [[-0.02, 52.09], [1.29, 52.09], 89786.449],
  [[0.5, 51.45], [0.5, 52.09], 71208.3049],
  [[1.2, 52.0], [1.202, 52.001], 176.7673],
  [[0.0, 51.7], [0.002, 51.7], 138.2723]
]
const between = (a: Position, b: Position, middle?: Position): number => {
  const { x, y } = toMetres([a, b], middle)
  return Math.hypot(x[1]! - x[0]!, y[1]! - y[0]!)
}

describe('positions in metres', () => {
  it.each(geodesics)('keep the distance from %j to %j within 0.005 percent', (a, b, metres) => {
    expect(Math.abs(between(a, b, middleOfEssex) / metres - 1)).toBeLessThan(5e-5)
  })
  it('keep the published distance from Flinders Peak to Buninyong, 54,972.271 m', () => {
    const distance = between([144.42486788888888, -37.95103341666667], [143.92649552777777, -37.65282113888889])
    expect(Math.abs(distance / 54972.271 - 1)).toBeLessThan(1e-5)
  })
  it('have the exact length along the middle meridian', () => expect(between([0.5, 51.45], [0.5, 52.09], [0.5, 51.7])).toBeCloseTo(71208.3049, 2))
  it('run east and north from the middle of the outermost positions', () => {
    const { x, y, middle } = toMetres([[0, 51], [1, 52], [0.2, 51.9]])
    expect(middle).toEqual([0.5, 51.5])
    expect(x[0]).toBeLessThan(0)
    expect(x[1]).toBeGreaterThan(0)
    expect(y[1]).toBeGreaterThan(y[0]!)
    const origin = toMetres([middle], middle)
    expect([origin.x[0], origin.y[0]]).toEqual([0, 0])
  })
  it('are none where there is no position', () => expect(toMetres([]).x).toHaveLength(0))
  it('refuse what is no longitude and latitude', () => {
    expect(() => toMetres([[NaN, 51]])).toThrow(RangeError)
    expect(() => toMetres([[0.5, 91]])).toThrow(RangeError)
  })
})
