/** Sites under review on the map: a mark by state, framed for Community Speed Watch, with the outline of what belongs to it; and one that is being drawn. */
import type { Feature, FeatureCollection } from 'geojson'
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { siteKindIds, siteStatusIds, type SiteKind, type SiteStatus } from '../../../api/road-vocabulary.ts'
import type { LngLat } from '../answers.ts'
import type { MapColours } from '../map/colours.ts'
import { markShapes, type MarkName } from '../map/mark-shapes.ts'
import type { SiteSummary } from './site-asks.ts'
import { circleOf, drawnOf, type DrawnSite } from './site-place.ts'

/** Shape and hue of a state; hues are those that tell routes apart, safe for colour blindness. */
export const siteMarks: Record<SiteStatus, { mark: MarkName; token: string }> = {
  proposed: { mark: 'diamond-open', token: '--route-5' }, investigating: { mark: 'diamond', token: '--route-4' }, 'scheme-agreed': { mark: 'down', token: '--route-2' },
  built: { mark: 'plus', token: '--route-3' }, monitoring: { mark: 'star', token: '--route-1' }, closed: { mark: 'cross', token: '--ink-soft' },
}
export const SITE_LAYER = 'site-mark'
const SOURCES = ['sites', 'site-grounds', 'site-drawn'] as const
export interface SitePicture { sites: readonly SiteSummary[]; chosen: string | null; drawn: DrawnSite | null }

export function addSites(map: MapLibre, colours: MapColours): void {
  // A circle of few metres stays round.
  for (const id of SOURCES) map.addSource(id, { type: 'geojson', tolerance: 0.02, data: { type: 'FeatureCollection', features: [] } })
  drawSiteMarks(map, colours)
  for (const layer of siteLayers(colours)) map.addLayer(layer)
}

export function recolourSites(map: MapLibre, colours: MapColours): void {
  drawSiteMarks(map, colours)
  for (const { id, paint } of siteLayers(colours)) for (const [name, value] of Object.entries(paint ?? {})) map.setPaintProperty(id, name as never, value as never)
}

export function showSites(map: MapLibre, picture: SitePicture): void {
  for (const [source, features] of Object.entries(siteFeatures(picture))) void (map.getSource(source) as GeoJSONSource).setData({ type: 'FeatureCollection', features } satisfies FeatureCollection)
}

function siteLayers(colours: MapColours): LayerSpecification[] {
  const line = { 'line-color': colours.label, 'line-width': ['case', ['get', 'chosen'], 3, 1.4] } as const
  return [
    { id: 'site-ground', type: 'fill', source: 'site-grounds', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colours.label, 'fill-opacity': 0.08 } },
    { id: 'site-outline', type: 'line', source: 'site-grounds', layout: { 'line-join': 'round' }, paint: { ...line, 'line-width': ['case', ['==', ['get', 'form'], 'line'], ['case', ['get', 'chosen'], 6, 4], ['case', ['get', 'chosen'], 3, 1.4]], 'line-opacity': 0.75 } },
    // Beside its place, so that the rank of the cluster it came from stays to be read.
    { id: SITE_LAYER, type: 'symbol', source: 'sites', layout: { 'icon-image': ['concat', 'site-', ['get', 'kind'], '-', ['get', 'status']], 'icon-size': ['interpolate', ['linear'], ['zoom'], 8, ['case', ['get', 'chosen'], 0.9, 0.6], 12, ['case', ['get', 'chosen'], 1.3, 1]], 'icon-anchor': 'bottom-left', 'icon-offset': [2, -2], 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
    { id: 'site-drawn-line', type: 'line', source: 'site-drawn', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': colours.label, 'line-width': 2.5, 'line-dasharray': [2, 2] } },
    { id: 'site-drawn-corner', type: 'circle', source: 'site-drawn', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 5, 'circle-color': colours.halo, 'circle-stroke-color': colours.label, 'circle-stroke-width': 2 } },
  ]
}

export function siteFeatures({ sites, chosen, drawn }: SitePicture): Record<(typeof SOURCES)[number], Feature[]> {
  return {
    sites: sites.map(({ id, kind, status, position }) => ({ type: 'Feature', properties: { id, kind, status, chosen: id === chosen }, geometry: { type: 'Point', coordinates: position } })),
    'site-grounds': sites.flatMap((site) => groundOf(drawnOf(site), { form: drawnOf(site).form, chosen: site.id === chosen })),
    'site-drawn': drawn ? [...groundOf(drawn, {}), ...drawn.corners.map((corner): Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: corner } }))] : [],
  }
}

function groundOf({ form, corners, radiusM }: DrawnSite, properties: object): Feature[] {
  const [first] = corners
  if (!first) return []
  const ring = form === 'point' ? circleOf(first, radiusM) : [...corners, first]
  if (form !== 'line' && ring.length > 3) return [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring as LngLat[]] } }]
  return corners.length > 1 ? [{ type: 'Feature', properties, geometry: { type: 'LineString', coordinates: corners as LngLat[] } }] : []
}

function drawSiteMarks(map: MapLibre, { halo, label }: MapColours): void {
  for (const kind of siteKindIds) for (const status of siteStatusIds) {
    const [id, image] = [`site-${kind}-${status}`, markImage(kind, status, halo, label)]
    if (map.hasImage(id)) map.updateImage(id, image)
    else map.addImage(id, image, { pixelRatio: 2 })
  }
}

/** On a plate of the ground's colour, so that it is told from rings and collisions under it. */
function markImage(kind: SiteKind, status: SiteStatus, halo: string, label: string): ImageData {
  const [size, scale] = [52, 2.3]
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')!
  pen.lineJoin = pen.lineCap = 'round'
  pen.fillStyle = halo
  pen.strokeStyle = label
  pen.lineWidth = kind === 'speed-watch' ? 4 : 1.5
  pen.beginPath()
  if (kind === 'speed-watch') pen.arc(size / 2, size / 2, 22, 0, 2 * Math.PI)
  else pen.roundRect(6, 6, size - 12, size - 12, 8)
  pen.fill()
  pen.stroke()
  const { mark, token } = siteMarks[status]
  const { path, kind: drawn } = markShapes[mark]
  pen.setTransform(scale, 0, 0, scale, size / 2 - 6 * scale, size / 2 - 6 * scale)
  pen.fillStyle = pen.strokeStyle = colourOf(token)
  pen.lineWidth = drawn === 'solid' ? 0.5 : 1.8
  const shape = new Path2D(path)
  if (drawn === 'solid') pen.fill(shape)
  pen.stroke(shape)
  return pen.getImageData(0, 0, size, size)
}

function colourOf(token: string): string {
  const probe = document.createElement('i')
  probe.hidden = true
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
