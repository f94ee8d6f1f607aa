/** The ground of the map, drawn from what the server holds: no request leaves it. */
import type { FeatureCollection } from 'geojson'
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { MapColours } from './colours.ts'
import { labelLayers } from './labels.ts'
import { LAYERS } from './layer-order.ts'
import { districtFeatures, overlayLayers, overlaySources, type Ground } from './overlay.ts'

const geojson = (data: FeatureCollection): SourceSpecification => ({ type: 'geojson', data })

/** Our own style. Text needs no glyph files: without a `glyphs` address MapLibre draws letters from the reader's own fonts. */
export function ownStyle(ground: Ground, colours: MapColours): StyleSpecification {
  const { basemap, districts } = ground
  const sources = {
    land: geojson(districtFeatures(districts)),
    water: geojson(basemap.water),
    roads: geojson(basemap.roads),
    ...overlaySources(ground),
  }
  return { version: 8, transition: { duration: 0 }, sources, layers: ownLayers(colours) }
}

export function ownLayers(colours: MapColours): LayerSpecification[] {
  const layers = [...groundLayers(colours), ...overlayLayers(colours), ...labelLayers(colours)]
  return LAYERS.flatMap((id) => layers.find((layer) => layer.id === id) ?? [])
}

function groundLayers(colours: MapColours): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land, 'fill-antialias': false } },
    { id: 'water', type: 'fill', source: 'water', paint: { 'fill-color': colours.water } },
    { id: 'coast', type: 'line', source: 'water', paint: { 'line-color': colours.coast, 'line-width': 0.8 } },
    road('road-primary', 'primary', colours, [0.5, 0.8, 2]),
    road('road-trunk', 'trunk', colours, [0.9, 1.4, 3]),
    road('road-motorway', 'motorway', colours, [1.4, 2.2, 4.5]),
  ]
}

function road(id: string, kind: string, colours: MapColours, [far, middle, near]: [number, number, number]): LayerSpecification {
  return {
    id, type: 'line', source: 'roads', filter: ['==', ['get', 'class'], kind],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colours.road, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, far, 10, middle, 13, near] },
  }
}

/** A style from elsewhere keeps its ground and its labels; ours lies between them. */
export function withOverlay(style: StyleSpecification, ground: Ground, colours: MapColours): StyleSpecification {
  const firstLabel = style.layers.findIndex((layer) => layer.type === 'symbol')
  const at = firstLabel < 0 ? style.layers.length : firstLabel
  const layers = [...style.layers.slice(0, at), ...overlayLayers(colours), ...style.layers.slice(at)]
  return { ...style, sources: { ...style.sources, ...overlaySources(ground) }, layers }
}
