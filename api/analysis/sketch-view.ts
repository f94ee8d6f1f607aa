/**
 * A drawing of a part of a county: metres on the ground to points of a sheet.
 *
 * What it tells: where a position lies on the sheet, and how long a metre is there. Formula: a plane about the middle (metres.ts), scaled alike in both directions so
 * that all positions lie within the margins. Input: [lng, lat] in degrees; size of the sheet in its own units. Output: points from its upper left corner.
 * Undefined: no position at all: the middle of the sheet stands for 0, 0. Cost: a pass. Checked by hand.
 */
import type { Position } from './h3-grid.ts'
import { toMetres } from './metres.ts'

export interface Sheet { width: number; height: number; margin: number; /** Ground that is shown at least, each way. */ leastM: number }
export interface SketchView { points: (some: readonly Position[]) => [x: number, y: number][]; /** Units of the sheet to a metre. */ scale: number }

export function sketchView(positions: readonly Position[], { width, height, margin, leastM }: Sheet): SketchView {
  const { x, y, middle } = toMetres(positions)
  let [west, east, south, north] = positions.length > 0 ? [Infinity, -Infinity, Infinity, -Infinity] : [0, 0, 0, 0]
  for (let i = 0; i < positions.length; i++) {
    west = Math.min(west, x[i]!)
    east = Math.max(east, x[i]!)
    south = Math.min(south, y[i]!)
    north = Math.max(north, y[i]!)
  }
  const scale = Math.min((width - 2 * margin) / Math.max(leastM, east - west), (height - 2 * margin) / Math.max(leastM, north - south))
  const [centreX, centreY] = [(west + east) / 2, (south + north) / 2]
  const points = (some: readonly Position[]): [number, number][] => {
    const projected = toMetres(some, middle)
    return some.map((_, i) => [width / 2 + (projected.x[i]! - centreX) * scale, height / 2 - (projected.y[i]! - centreY) * scale])
  }
  return { points, scale }
}

const STEPS_M = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000]
/** The longest round length that is shorter than `metres`; the shortest where none is. */
export const stepWithin = (metres: number): number => STEPS_M.filter((step) => step < metres).at(-1) ?? STEPS_M[0]!

/** Lines and rings of a GeoJSON geometry, whatever its kind; of a point, none. */
export function linesOf({ type, coordinates }: { type: string; coordinates: unknown }): Position[][] {
  if (type === 'LineString') return [coordinates as Position[]]
  if (type === 'Polygon' || type === 'MultiLineString') return coordinates as Position[][]
  return type === 'MultiPolygon' ? (coordinates as Position[][][]).flat() : []
}
