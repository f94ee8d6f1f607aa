/** Hexagons as GeoJSON. Feature ids are row numbers, so that values can be set by feature state and geometry stays loaded. */
import { cellToBoundary, cellToLatLng, cellsToMultiPolygon, latLngToCell } from 'h3-js'
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'

/** Drawn a little smaller than they are, so that a thin line of ground parts them at any zoom without a layer of its own. */
const SHRINK = 0.95

/** Middle of a hexagon, [lng, lat]. Only this file speaks latitude first, as h3-js does. */
export function centreOf(cell: string): [lng: number, lat: number] {
  const [lat, lng] = cellToLatLng(cell)
  return [lng, lat]
}

export const cellAt = (lng: number, lat: number, res: number): string => latLngToCell(lat, lng, res)

export function cellPolygon(cell: string, scale = 1): Polygon {
  const ring = cellToBoundary(cell, true) as Position[]
  if (scale === 1) return { type: 'Polygon', coordinates: [ring] }
  const [lng, lat] = centreOf(cell)
  const towards = (from: number, to: number) => from + (to - from) * scale
  return { type: 'Polygon', coordinates: [ring.map(([x, y]) => [towards(lng, x!), towards(lat, y!)])] }
}

/** The border around hexagons that stand together. */
export const outlineOf = (cells: readonly string[]): MultiPolygon => ({ type: 'MultiPolygon', coordinates: cellsToMultiPolygon([...cells], true) })

export function cellFeatures(cells: readonly string[]): FeatureCollection<Polygon> {
  const feature = (cell: string, id: number): Feature<Polygon> => ({
    type: 'Feature', id, properties: null, geometry: cellPolygon(cell, SHRINK),
  })
  return { type: 'FeatureCollection', features: cells.map(feature) }
}

/** Outlines of the hexagons that are pinned or pointed at. */
export function markFeatures(marks: readonly { cell: string; pinned: boolean }[]): FeatureCollection<Polygon> {
  const feature = ({ cell, pinned }: { cell: string; pinned: boolean }): Feature<Polygon> => ({
    type: 'Feature', properties: { pinned }, geometry: cellPolygon(cell),
  })
  return { type: 'FeatureCollection', features: marks.map(feature) }
}
