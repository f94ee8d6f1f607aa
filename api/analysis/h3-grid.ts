/**
 * The hexagon grid: positions to H3 cells and back. The only file that speaks latitude first, because h3-js does.
 *
 * A cell is a 64-bit index; the database keeps it as bigint, HTTP as 15 hexadecimal digits. Nesting is exact for indexes (each cell
 * has one parent) and only near enough for shapes, so counts are summed by index and never by area.
 * Source: H3, Uber Technologies, h3geo.org. Checked against h3-js itself and, for the parent, against the SQL function h3_parent.
 */
import { cellToBoundary, cellToChildren, cellToLatLng, cellToParent, getResolution, gridDisk, isValidCell, latLngToCell, polygonToCells } from 'h3-js'

export type Position = [lng: number, lat: number]

/** The cell at `res` that holds the position, as a decimal string ready for a bigint column. */
export const cellOf = (lng: number, lat: number, res: number): string => BigInt(`0x${latLngToCell(lat, lng, res)}`).toString()

/** Boundary of a cell as a closed GeoJSON ring, [lng, lat]. */
export const ringOf = (cell: string): Position[] => cellToBoundary(cell, true) as Position[]

/** Centre of a cell, [lng, lat]. */
export function centreOf(cell: string): Position {
  const [lat, lng] = cellToLatLng(cell)
  return [lng, lat]
}

/** The resolution of a cell; null for a text that is no cell. */
export const resolutionOf = (cell: string): number | null => (isValidCell(cell) ? getResolution(cell) : null)

/** A cell and those within so many steps of it. */
export const diskOf = (cell: string, steps: number): string[] => gridDisk(cell, steps)

/** The cell at `res` that holds the position, as HTTP has it. */
export const cellAt = ([lng, lat]: Position, res: number): string => latLngToCell(lat, lng, res)

export const parentOf = (cell: string, res: number): string => cellToParent(cell, res)

export const childrenOf = (cell: string, res: number): string[] => cellToChildren(cell, res)

/**
 * The digits of a cell index that differ between cells of one resolution: 7 bits of base cell and 3 per resolution step.
 * @returns a number below 2^53 for every resolution up to 15.
 */
export const cellKey = (cell: bigint, res: number): number =>
  Number((cell >> BigInt(3 * (15 - res))) & ((1n << BigInt(7 + 3 * res)) - 1n))

/** Cells at `res` whose centre lies in a GeoJSON polygon or multipolygon ([lng, lat]), in ascending order, each once. */
export function cellsWithin(geometry: { type: string; coordinates: unknown }, res: number): string[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates as unknown[]
  return [...new Set(polygons.flatMap((rings) => {
    const [outer, ...holes] = rings as Position[][]
    // A part that rounding has folded to a line holds nothing, and h3-js breaks off at it.
    return outer && hasArea(outer) ? polygonToCells([outer, ...holes.filter(hasArea)], res, true) : []
  }))].sort()
}

/** Whether a ring encloses more than a thousandth of a square metre. */
function hasArea(ring: readonly Position[]): boolean {
  const [east, north] = ring[0] ?? [0, 0]
  const twice = ring.reduce((sum, [lng, lat], i) => {
    const [nextLng, nextLat] = ring[(i + 1) % ring.length]!
    return sum + (lng - east) * (nextLat - north) - (nextLng - east) * (lat - north)
  }, 0)
  return Math.abs(twice) > 1e-13
}
