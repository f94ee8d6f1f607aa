/** Where a site lies, as it is drawn or typed: a point with metres about it, a line with metres to both sides, an area. */
import type { LngLat } from '../answers.ts'
import { CROSSED, crosses } from '../drawn-area.ts'
import { count, withUnit } from '../ui/numbers.ts'
import type { NewSite, SiteSummary } from './site-asks.ts'
import { metresBetween } from './window-places.ts'
import { tenth } from './words.ts'

export type SiteForm = 'point' | 'line' | 'area'
export const siteForms: { key: SiteForm; label: string }[] = [{ key: 'point', label: 'Point' }, { key: 'line', label: 'Line' }, { key: 'area', label: 'Area' }]
export interface DrawnSite { form: SiteForm; corners: readonly LngLat[]; radiusM: number }
export const RADIUS = { least: 10, usual: 50, most: 1000 } as const
const MOST_POINTS = 200
const EARTH_M = 111_195

export type SitePlace = Pick<NewSite, 'position' | 'radiusM' | 'shape'>
const written = ([lng, lat]: LngLat): number[] => [Number(lng.toFixed(6)), Number(lat.toFixed(6))]

/** What the register is told. Null while there is a fault. */
export function placeTold(drawn: DrawnSite): SitePlace | null {
  if (placeFault(drawn) !== null) return null
  const corners = drawn.corners.map(written)
  if (drawn.form === 'point') return { position: corners[0]!, radiusM: drawn.radiusM }
  if (drawn.form === 'line') return { shape: { type: 'LineString', coordinates: corners }, radiusM: drawn.radiusM }
  return { shape: { type: 'Polygon', coordinates: [[...corners, corners[0]!]] } }
}

export function placeFault({ form, corners, radiusM }: DrawnSite): string | null {
  if (corners.length === 0) return 'Say where it is.'
  if (form === 'line' && corners.length < 2) return 'A line needs two places or more.'
  if (form === 'area' && corners.length < 3) return 'An area needs three corners or more.'
  if (corners.length + 1 > MOST_POINTS) return `A site has fewer than ${MOST_POINTS} corners; these are ${count(corners.length)}.`
  if (form === 'area' && crosses(corners as LngLat[])) return CROSSED
  return form !== 'area' && !(Number.isInteger(radiusM) && radiusM >= RADIUS.least && radiusM <= RADIUS.most) ? `Metres are whole, from ${RADIUS.least} to ${count(RADIUS.most)}.` : null
}

/** A stored site as it can be drawn anew. */
export function drawnOf({ position, shape, radiusM }: Pick<SiteSummary, 'position' | 'shape' | 'radiusM'>): DrawnSite {
  const ring = shape?.type === 'Polygon' ? shape.coordinates[0]!.slice(0, -1) : shape?.coordinates
  return { form: shape === null ? 'point' : shape.type === 'Polygon' ? 'area' : 'line', corners: (ring ?? [position]) as LngLat[], radiusM: radiusM ?? RADIUS.usual }
}

/** "A line of 2.1 km, 50 m to both sides" */
export function placeWords({ form, corners, radiusM }: DrawnSite): string {
  if (corners.length === 0) return 'Nothing is drawn yet.'
  if (form === 'point') return `A point, ${radiusM} m about it.`
  if (form === 'line') return `A line of ${tenth(lengthM(corners) / 1000)} km, ${radiusM} m to both sides.`
  return `An area of ${withUnit(corners.length, 'corners')}${corners.length > 2 ? `, about ${count(Math.round(areaM2(corners) / 100) * 100)} square metres` : ''}.`
}
const lengthM = (corners: readonly LngLat[]): number => corners.slice(1).reduce((sum, corner, i) => sum + metresBetween(corners[i]!, corner), 0)

function areaM2(corners: readonly LngLat[]): number {
  const [lng0, lat0] = corners[0]!
  const flat = corners.map(([lng, lat]) => [(lng - lng0) * EARTH_M * Math.cos((lat0 * Math.PI) / 180), (lat - lat0) * EARTH_M] as const)
  return Math.abs(flat.reduce((sum, [x, y], i) => sum + x * flat[(i + 1) % flat.length]![1] - flat[(i + 1) % flat.length]![0] * y, 0)) / 2
}

/** The circle about a point, to be drawn. */
export function circleOf([lng, lat]: LngLat, radiusM: number): LngLat[] {
  const narrow = Math.cos((lat * Math.PI) / 180)
  return Array.from({ length: 49 }, (_, i) => [lng + (Math.cos((i * Math.PI) / 24) * radiusM) / EARTH_M / narrow, lat + (Math.sin((i * Math.PI) / 24) * radiusM) / EARTH_M])
}
