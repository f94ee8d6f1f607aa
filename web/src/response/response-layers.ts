/** What lies over the ground on the map of attendance: outlines where there are too few, stretches of main road, and what is looked at. */
import type { Feature, FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import type { LngLat } from '../answers.ts'
import { outlineOf } from '../map/cell-shapes.ts'
import { SCALES, type MapColours } from '../map/colours.ts'
import { NOTHING } from '../map/overlay.ts'
import type { ComplianceRow } from './asks.ts'

export interface CompliancePicture {
  cells: readonly string[]
  classes: Uint8Array
  /** Hexagons that hold too few even together. */
  few: readonly (readonly string[])[]
  stretches: readonly { id: string; line: readonly LngLat[]; rank: number }[]
}

export const STRETCH_LAYER = 'stretch-reach'
const SOURCES = ['few', 'stretches', 'looked-at'] as const
type SourceName = (typeof SOURCES)[number]
/** Pale classes are dashed: what cannot be told is never a firm stroke. */
const UNSURE: ExpressionSpecification = ['match', ['get', 'rank'], [0, 4, 5], true, false]
const round = { 'line-cap': 'round', 'line-join': 'round' } as const
const wide = (far: number, near: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 8, far, 12, near]

function layersOf(colours: MapColours): LayerSpecification[] {
  const { first, size } = SCALES.compliance
  const shades = Array.from({ length: size }, (_, i) => [i + 1, colours.shades[first + i - 1]!]).flat()
  const colour = ['match', ['get', 'rank'], ...shades, colours.labelSoft] as unknown as ExpressionSpecification
  const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString']
  const isGround: ExpressionSpecification = ['!=', ['geometry-type'], 'LineString']
  return [
    { id: 'few-line', type: 'line', source: 'few', paint: { 'line-color': colours.labelSoft, 'line-width': 1, 'line-dasharray': [2, 2] } },
    { id: 'looked-road-outer', type: 'line', source: 'looked-at', filter: isLine, layout: round, paint: { 'line-color': colours.markDark, 'line-width': wide(11, 17) } },
    { id: 'looked-road-inner', type: 'line', source: 'looked-at', filter: isLine, layout: round, paint: { 'line-color': colours.markLight, 'line-width': wide(8, 13) } },
    { id: 'stretch-casing', type: 'line', source: 'stretches', layout: round, paint: { 'line-color': colours.halo, 'line-width': wide(4.5, 9) } },
    { id: 'stretch-sure', type: 'line', source: 'stretches', filter: ['!', UNSURE], layout: round, paint: { 'line-color': colour, 'line-width': wide(2.8, 6) } },
    { id: 'stretch-unsure', type: 'line', source: 'stretches', filter: UNSURE, layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': wide(2.8, 6), 'line-dasharray': [2, 1] } },
    // Wider than what is seen, so that a finger finds it.
    { id: STRETCH_LAYER, type: 'line', source: 'stretches', layout: round, paint: { 'line-color': 'transparent', 'line-width': 16 } },
    { id: 'looked-outer', type: 'line', source: 'looked-at', filter: isGround, layout: round, paint: { 'line-color': colours.markDark, 'line-width': 5 } },
    { id: 'looked-inner', type: 'line', source: 'looked-at', filter: isGround, layout: round, paint: { 'line-color': colours.markLight, 'line-width': 2 } },
  ]
}

/** Under the names of places: what is loaded of them comes first. */
export function addCompliance(map: MapLibre, colours: MapColours): void {
  for (const id of SOURCES) map.addSource(id, { type: 'geojson', data: NOTHING })
  const names = map.getStyle().layers.find(({ id, type }) => type === 'symbol' && id !== 'cell-marks')?.id
  for (const layer of layersOf(colours)) map.addLayer(layer, layer.id === 'few-line' && map.getLayer('district-border') ? 'district-border' : names)
}

export function recolourCompliance(map: MapLibre, colours: MapColours): void {
  for (const { id, paint } of layersOf(colours)) for (const [name, value] of Object.entries(paint ?? {})) map.setPaintProperty(id, name as never, value as never)
}

const put = (map: MapLibre, source: SourceName, features: Feature[]) => void (map.getSource(source) as GeoJSONSource).setData({ type: 'FeatureCollection', features } satisfies FeatureCollection)

export function showCompliance(map: MapLibre, picture: CompliancePicture): void {
  const { few, stretches } = complianceFeatures(picture)
  put(map, 'few', few)
  put(map, 'stretches', stretches)
}

export const complianceFeatures = ({ few, stretches }: Pick<CompliancePicture, 'few' | 'stretches'>): { few: Feature[]; stretches: Feature[] } => ({
  few: few.map((cells) => ({ type: 'Feature', properties: {}, geometry: outlineOf(cells) })),
  stretches: stretches.filter(({ line }) => line.length > 1).map(({ id, line, rank }) => ({ type: 'Feature', properties: { id, rank }, geometry: { type: 'LineString', coordinates: [...line] } })),
})

/** A dark and a light line are seen on any colour. */
export function lookAt(map: MapLibre, rows: readonly ComplianceRow[]): void {
  put(map, 'looked-at', rows.flatMap(({ cells, line }): Feature[] => [
    ...(cells ? [{ type: 'Feature' as const, properties: {}, geometry: outlineOf(cells) }] : []),
    ...(line && line.length > 1 ? [{ type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: line } }] : []),
  ]))
}
