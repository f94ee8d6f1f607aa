/** Collisions on the map, over everything else: clusters as rings with their rank, single collisions by shape and colour of the worst injury, a stretch of road. */
import type { Feature, FeatureCollection, Position } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import type { MapColours } from './colours.ts'
import { markShapes } from './mark-shapes.ts'
import { NOTHING } from './overlay.ts'

type LngLat = [number, number]
export const severityNames = ['fatal', 'serious', 'slight'] as const
export type SeverityName = (typeof severityNames)[number]
/** All of them filled; `up` is a triangle. The same shapes stand in the legend, in strips and on the sheet. */
export const severityMarks = { fatal: 'square', serious: 'up', slight: 'ring' } as const satisfies Record<SeverityName, keyof typeof markShapes>

export interface CollisionPicture {
  clusters: readonly { id: string; rank: number; position: LngLat; collisions: number; worst: SeverityName }[]
  points: readonly { position: LngLat; severity: SeverityName }[]
  stretch: readonly LngLat[]
}
type SeverityColours = Record<SeverityName, string>

/** Single collisions are told apart from here on; before, they would be one smear. */
export const POINTS_FROM = 12
export const RING_LAYER = 'cluster-ring'
const NAMES = ['label-town', 'label-city'] as const
const SOURCES = ['clusters', 'collision-points', 'stretch'] as const

const radius: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'],
  8, ['max', 5, ['*', 2.1, ['sqrt', ['get', 'collisions']]]], 12, ['max', 10, ['*', 3.4, ['sqrt', ['get', 'collisions']]]], 15, ['max', 14, ['*', 5.4, ['sqrt', ['get', 'collisions']]]]]
const wider = (by: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'],
  8, ['+', by, ['max', 5, ['*', 2.1, ['sqrt', ['get', 'collisions']]]]], 12, ['+', by, ['max', 10, ['*', 3.4, ['sqrt', ['get', 'collisions']]]]], 15, ['+', by, ['max', 14, ['*', 5.4, ['sqrt', ['get', 'collisions']]]]]]

/** From afar the first ones alone: the names of towns need the room. */
const rankedTo = (last: number): ExpressionSpecification => ['case', ['<=', ['get', 'rank'], last], ['to-string', ['get', 'rank']], '']

function layersOf(colours: MapColours, severity: SeverityColours): LayerSpecification[] {
  const worst: ExpressionSpecification = ['match', ['get', 'worst'], 'fatal', severity.fatal, 'serious', severity.serious, severity.slight]
  const lit = (id: string, by: number, width: number, colour: string): LayerSpecification =>
    ({ id, type: 'circle', source: 'clusters', filter: ['==', ['get', 'id'], ''], paint: { 'circle-radius': wider(by), 'circle-color': 'transparent', 'circle-stroke-color': colour, 'circle-stroke-width': width } })
  return [
    { id: 'stretch', type: 'line', source: 'stretch', layout: { 'line-cap': 'round' }, paint: { 'line-color': severity.serious, 'line-width': 9, 'line-opacity': 0.45 } },
    {
      id: 'collision-point', type: 'symbol', source: 'collision-points', minzoom: POINTS_FROM,
      layout: { 'icon-image': ['concat', 'severity-', ['get', 'severity']], 'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.55, 15, 1], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': ['get', 'order'] },
    },
    {
      id: RING_LAYER, type: 'circle', source: 'clusters', layout: { 'circle-sort-key': ['-', 0, ['get', 'rank']] },
      paint: { 'circle-radius': radius, 'circle-color': colours.halo, 'circle-opacity': ['interpolate', ['linear'], ['zoom'], 11, 0.75, 13, 0.15], 'circle-stroke-color': worst, 'circle-stroke-width': ['match', ['get', 'worst'], 'slight', 1.5, 2.5] },
    },
    lit('cluster-lit-outer', 1, 5, colours.markDark),
    lit('cluster-lit', 2, 2.5, colours.markLight),
    {
      id: 'cluster-rank', type: 'symbol', source: 'clusters',
      layout: { 'text-field': ['step', ['zoom'], rankedTo(25), 10, rankedTo(80), 11.5, rankedTo(100_000)], 'text-font': ['Semibold', 'system-ui', 'sans-serif'], 'text-size': 11.5, 'text-padding': 1, 'symbol-sort-key': ['get', 'rank'] },
      paint: { 'text-color': colours.label, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
    },
  ]
}

/** After the ground of the map is loaded. */
export function addCollisions(map: MapLibre, colours: MapColours): void {
  for (const id of SOURCES) map.addSource(id, { type: 'geojson', data: NOTHING })
  drawMarks(map, colours, severityColours())
  // Rings lie under the names of towns, their ranks over them and placed first: a name has room beside its town, a rank only in its ring.
  const names = NAMES.filter((id) => map.getLayer(id))
  for (const layer of layersOf(colours, severityColours())) map.addLayer(layer, layer.id === 'cluster-rank' ? undefined : names[0])
  for (const id of names) {
    map.setLayoutProperty(id, 'text-variable-anchor', ['center', 'top', 'bottom', 'left', 'right'])
    map.setLayoutProperty(id, 'text-radial-offset', 0.9)
    map.setLayoutProperty(id, 'text-justify', 'auto')
  }
}

export function recolourCollisions(map: MapLibre, colours: MapColours): void {
  const severity = severityColours()
  drawMarks(map, colours, severity)
  for (const { id, paint } of layersOf(colours, severity)) for (const [name, value] of Object.entries(paint ?? {})) map.setPaintProperty(id, name as never, value as never)
}

export function showCollisions(map: MapLibre, picture: CollisionPicture): void {
  for (const [source, features] of Object.entries(collisionFeatures(picture))) {
    void (map.getSource(source) as GeoJSONSource).setData({ type: 'FeatureCollection', features } satisfies FeatureCollection)
  }
}

export function collisionFeatures({ clusters, points, stretch }: CollisionPicture): Record<(typeof SOURCES)[number], Feature[]> {
  const point = (coordinates: Position, properties: object): Feature => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates } })
  return {
    clusters: clusters.map(({ position, ...facts }) => point(position, facts)),
    // The worst lie on top.
    'collision-points': points.map(({ position, severity }) => point(position, { severity, order: severityNames.length - severityNames.indexOf(severity) })),
    stretch: stretch.length > 1 ? [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [...stretch] } }] : [],
  }
}

/** A dark and a light line are seen on any colour. */
export function lightCluster(map: MapLibre, ids: readonly string[]): void {
  for (const layer of ['cluster-lit-outer', 'cluster-lit']) map.setFilter(layer, ['in', ['get', 'id'], ['literal', [...ids]]])
}

function severityColours(): SeverityColours {
  const probe = document.createElement('i')
  probe.hidden = true
  document.body.append(probe)
  const found = severityNames.map((name) => {
    probe.style.color = `var(--severity-${name})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(found) as SeverityColours
}

function drawMarks(map: MapLibre, { halo }: MapColours, severity: SeverityColours): void {
  for (const name of severityNames) {
    const image = markOf(name, severity[name], halo)
    if (map.hasImage(`severity-${name}`)) map.updateImage(`severity-${name}`, image)
    else map.addImage(`severity-${name}`, image, { pixelRatio: 2 })
  }
}

function markOf(name: SeverityName, colour: string, halo: string): ImageData {
  const size = 36
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')!
  const scale = 2.4
  pen.setTransform(scale, 0, 0, scale, size / 2 - 6 * scale, size / 2 - 6 * scale)
  const shape = new Path2D(markShapes[severityMarks[name]].path)
  pen.lineJoin = 'round'
  pen.lineWidth = 2
  pen.strokeStyle = halo
  pen.stroke(shape)
  pen.fillStyle = colour
  pen.fill(shape)
  return pen.getImageData(0, 0, size, size)
}

