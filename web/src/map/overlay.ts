/** What lies over any basemap: hexagons, borders, the chosen area and the marked hexagons. */
import type { FeatureCollection, Point } from 'geojson'
import type { DataDrivenPropertyValueSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { Area, BasemapAnswer } from '../answers.ts'
import type { MapColours } from './colours.ts'
import { planLayers, planSources } from './plan-layer.ts'

export interface Ground {
  basemap: BasemapAnswer
  districts: Area[]
}

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
export const CELL_OPACITY = 0.78

export function overlaySources({ basemap, districts }: Ground): Record<string, SourceSpecification> {
  const empty = (): SourceSpecification => ({ type: 'geojson', data: NOTHING })
  // Tiles beyond zoom 12 would hold the same few hexagons again; a small buffer is enough where nothing is stroked.
  const cells = (): SourceSpecification => ({ type: 'geojson', data: NOTHING, maxzoom: 12, buffer: 8, tolerance: 0.2 })
  return {
    'cells-a': cells(), 'cells-b': cells(), 'cell-marks': empty(), mark: empty(), area: empty(), ...planSources(),
    districts: { type: 'geojson', data: districtFeatures(districts) },
    settlements: { type: 'geojson', data: basemap.settlements },
    neighbours: { type: 'geojson', data: basemap.neighbours },
    'district-names': { type: 'geojson', data: districtNames({ basemap, districts }) },
  }
}

export function districtFeatures(districts: readonly Area[]): FeatureCollection {
  const feature = ({ code, name, geometry }: Area) => ({ type: 'Feature' as const, properties: { code, name }, geometry })
  return { type: 'FeatureCollection', features: districts.map(feature) }
}

/** A district is lettered only where no town of its own says the same name already. */
function districtNames({ basemap, districts }: Ground): FeatureCollection<Point> {
  const towns = new Set(basemap.settlements.features.map((feature) => feature.properties.name))
  const named = districts.filter((district) => !towns.has(district.name))
  const feature = ({ name, centre }: (typeof named)[number]) => ({
    type: 'Feature' as const, properties: { name }, geometry: { type: 'Point' as const, coordinates: centre },
  })
  return { type: 'FeatureCollection', features: named.map(feature) }
}

export function overlayLayers(colours: MapColours): LayerSpecification[] {
  return [
    cells('cells-a', colours),
    cells('cells-b', colours),
    line('district-border', 'districts', colours.border, ['interpolate', ['linear'], ['zoom'], 8, 0.6, 11, 1]),
    line('area-casing', 'area', colours.halo, 4.5),
    line('area-border', 'area', colours.label, 2),
    // Never left out for each other's sake: nothing then needs to be placed anew.
    { id: 'cell-marks', type: 'symbol', source: 'cell-marks', layout: { 'icon-image': ['get', 'mark'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-padding': 0 } },
    line('mark-outer', 'mark', colours.markDark, ['case', ['get', 'pinned'], 5, 3.5]),
    line('mark-inner', 'mark', colours.markLight, ['case', ['get', 'pinned'], 2, 1.2]),
    ...planLayers(colours),
  ]
}

function cells(id: string, colours: MapColours): LayerSpecification {
  return {
    id, type: 'fill', source: id,
    paint: { 'fill-color': cellColours(colours), 'fill-opacity': 0, 'fill-opacity-transition': { duration: 0 }, 'fill-antialias': true },
  }
}

/** The colour of a shade; no shade, no colour: zero leaves the ground to be seen. */
export function cellColours(colours: MapColours): DataDrivenPropertyValueSpecification<string> {
  const steps = colours.shades.flatMap((colour, i) => [i + 1, colour])
  return ['match', ['feature-state', 'c'], ...steps, 'rgba(0, 0, 0, 0)'] as unknown as DataDrivenPropertyValueSpecification<string>
}

function line(id: string, source: string, colour: string, width: DataDrivenPropertyValueSpecification<number>): LayerSpecification {
  return { id, type: 'line', source, layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width } }
}
