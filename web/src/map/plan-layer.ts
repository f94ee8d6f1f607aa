/** A patrol plan on the map: places as outlines with their number, a stroke for each unit's route, bases, and an area that is being drawn. */
import type { Feature, FeatureCollection, Position } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre, SourceSpecification } from 'maplibre-gl'
import { cellPolygon } from './cell-shapes.ts'
import type { MapColours } from './colours.ts'
import { NOTHING } from './overlay.ts'
import { MOST_ROUTES, routeMark } from './route-marks.ts'

type LngLat = [number, number]
export interface PlanPicture {
  /** `tone`: 1 visited, 0 not; of two compared plans 1, 2 and 3 for both. */
  places: readonly { id: string; label: string; cells: readonly string[]; middle: LngLat; chosen: boolean; visited: boolean }[]
  /** `mark`: which stroke; of a compared plan all of one plan have the same. */
  routes: readonly { mark: number; path: readonly LngLat[] }[]
  bases: readonly { name: string; position: LngLat }[]
  drawn: readonly LngLat[]
}
export const emptyPicture: PlanPicture = { places: [], routes: [], bases: [], drawn: [] }

export const PLAN_SOURCES = ['plan-places', 'plan-middles', 'plan-routes', 'plan-bases', 'plan-drawn'] as const
export const planSources = (): Record<string, SourceSpecification> => Object.fromEntries(PLAN_SOURCES.map((id) => [id, { type: 'geojson', data: NOTHING }]))
export const ROUTE_LAYERS = Array.from({ length: MOST_ROUTES }, (_, i) => `plan-route-${i + 1}`)

export function planLayers(colours: MapColours): LayerSpecification[] {
  const chosen = (yes: number, no: number): ExpressionSpecification => ['case', ['get', 'chosen'], yes, no]
  return [
    { id: 'plan-place', type: 'fill', source: 'plan-places', paint: { 'fill-color': colours.label, 'fill-opacity': ['case', ['get', 'visited'], 0.16, 0.05] } },
    { id: 'plan-place-line', type: 'line', source: 'plan-places', paint: { 'line-color': colours.label, 'line-width': chosen(3, 1.4) } },
    { id: 'plan-route-casing', type: 'line', source: 'plan-routes', layout: round, paint: { 'line-color': colours.halo, 'line-width': 7 } },
    ...ROUTE_LAYERS.map((id, i) => route(id, i, colours)),
    { id: 'plan-drawn', type: 'line', source: 'plan-drawn', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': colours.label, 'line-width': 2, 'line-dasharray': [2, 2] } },
    { id: 'plan-corner', type: 'circle', source: 'plan-drawn', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 5, 'circle-color': colours.halo, 'circle-stroke-color': colours.label, 'circle-stroke-width': 2 } },
    { id: 'plan-base', type: 'circle', source: 'plan-bases', paint: { 'circle-radius': 6, 'circle-color': colours.markDark, 'circle-stroke-color': colours.markLight, 'circle-stroke-width': 2.5 } },
    { id: 'plan-base-name', type: 'symbol', source: 'plan-bases', layout: { ...lettered('name', 12), 'text-offset': [0, 1], 'text-anchor': 'top' }, paint: { 'text-color': colours.label, 'text-halo-color': colours.halo, 'text-halo-width': 1.6 } },
    { id: 'plan-middle', type: 'circle', source: 'plan-middles', paint: { 'circle-radius': chosen(13, 10), 'circle-color': ['case', ['get', 'visited'], colours.markDark, colours.halo], 'circle-stroke-color': ['case', ['get', 'visited'], colours.markLight, colours.label], 'circle-stroke-width': chosen(3, 1.5) } },
    { id: 'plan-number', type: 'symbol', source: 'plan-middles', layout: { ...lettered('label', 12), 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': ['case', ['get', 'visited'], colours.markLight, colours.label] } },
  ]
}

const round = { 'line-cap': 'butt', 'line-join': 'round' } as const
const lettered = (property: string, size: number) => ({ 'text-field': ['get', property] as ExpressionSpecification, 'text-font': ['Semibold', 'system-ui', 'sans-serif'], 'text-size': size })

function route(id: string, mark: number, colours: MapColours): LayerSpecification {
  const { dashes } = routeMark(mark)
  return {
    id, type: 'line', source: 'plan-routes', filter: ['==', ['get', 'mark'], mark], layout: round,
    paint: { 'line-color': colours.routes[mark % colours.routes.length]!, 'line-width': 4, ...(dashes.length > 0 ? { 'line-dasharray': [...dashes] } : {}) },
  }
}

export function showPlan(map: MapLibre, picture: PlanPicture): void {
  for (const [source, features] of Object.entries(planFeatures(picture))) {
    void (map.getSource(source) as GeoJSONSource).setData({ type: 'FeatureCollection', features } satisfies FeatureCollection)
  }
}

export function planFeatures({ places, routes, bases, drawn }: PlanPicture): Record<(typeof PLAN_SOURCES)[number], Feature[]> {
  const point = (coordinates: Position, properties: object): Feature => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates } })
  return {
    'plan-places': places.flatMap(({ cells, chosen, visited }) => cells.map((cell): Feature => ({ type: 'Feature', properties: { chosen, visited }, geometry: cellPolygon(cell) }))),
    'plan-middles': places.map(({ middle, label, chosen, visited }) => point(middle, { label, chosen, visited })),
    'plan-routes': routes.filter(({ path }) => path.length > 1).map(({ mark, path }): Feature => ({ type: 'Feature', properties: { mark: mark % MOST_ROUTES }, geometry: { type: 'LineString', coordinates: [...path] } })),
    'plan-bases': bases.map(({ name, position }) => point(position, { name })),
    'plan-drawn': [...outlineOf(drawn), ...drawn.map((corner) => point(corner, {}))],
  }
}

/** Closed once it has three corners. */
function outlineOf(drawn: readonly LngLat[]): Feature[] {
  if (drawn.length < 2) return []
  const coordinates = drawn.length > 2 ? [...drawn, drawn[0]!] : [...drawn]
  return [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }]
}
