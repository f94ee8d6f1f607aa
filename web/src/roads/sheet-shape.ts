/** The pictures of a cluster's sheet: where its collisions lie, in metres about its middle, and how the vehicles were moving. */
import type { BasemapAnswer, LngLat } from '../answers.ts'
import type { SheetCollision } from './asks.ts'

const METRES = 111_195
export interface Offset { x: number; y: number }

/** Metres to the east and to the south of the middle. */
export const offsetOf = ([lng, lat]: LngLat, [midLng, midLat]: LngLat): Offset =>
  ({ x: (lng - midLng) * METRES * Math.cos((midLat * Math.PI) / 180), y: (midLat - lat) * METRES })

/** The half side of the sketch, m: everything lies in it, and not less than a street around. */
export const reachOf = (offsets: readonly Offset[], radiusM: number): number =>
  Math.ceil(Math.max(radiusM, 60, ...offsets.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)])) * 1.15)

const WORST_FIRST = ['fatal', 'serious', 'slight']
/** Collisions at one place, to the metre, as one mark: the worst of them and how many they are. The worst come last, to lie on top. */
export function atOnePlace<Place extends Offset & { severity: SheetCollision['severity'] }>(places: readonly Place[]): (Place & { several: number })[] {
  const found = new Map<string, Place & { several: number }>()
  for (const place of places) {
    const key = `${Math.round(place.x)} ${Math.round(place.y)}`
    const there = found.get(key)
    const worse = !there || WORST_FIRST.indexOf(place.severity) < WORST_FIRST.indexOf(there.severity)
    found.set(key, { ...(worse ? place : there), several: (there?.several ?? 0) + 1 })
  }
  return [...found.values()].sort((a, b) => WORST_FIRST.indexOf(b.severity) - WORST_FIRST.indexOf(a.severity))
}

/** Main roads that pass through the sketch, as points in metres. */
export function roadsThrough(roads: BasemapAnswer['roads'] | null, middle: LngLat, reach: number): { ref: string; points: Offset[] }[] {
  const lines = (roads?.features ?? []).flatMap(({ properties, geometry }) =>
    ((geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) as LngLat[][]).map((line) => ({ ref: properties.ref, points: line.map((corner) => offsetOf(corner, middle)) })))
  return lines.filter(({ points }) => points.some((point, i) => i > 0 && away(points[i - 1]!, point) < reach))
}

/** Metres from the middle to the stretch between two points. */
function away(a: Offset, b: Offset): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const along = Math.max(0, Math.min(1, -(a.x * dx + a.y * dy) / Math.max(1e-9, dx * dx + dy * dy)))
  return Math.hypot(a.x + along * dx, a.y + along * dy)
}

export interface Movement { from: number; to: number; vehicles: number }
/** By compass, 1 north to 8 north-west, as published; parked and unknown ones have no way. The most frequent first. */
export function movementsOf(collisions: readonly Pick<SheetCollision, 'vehicles'>[]): { known: Movement[]; unknown: number } {
  const counted = new Map<string, Movement>()
  let unknown = 0
  for (const { from, to } of collisions.flatMap(({ vehicles }) => vehicles)) {
    const [a, b] = [compass(from), compass(to)]
    if (a === null || b === null) { unknown++; continue }
    const key = `${a} ${b}`
    counted.set(key, { from: a, to: b, vehicles: (counted.get(key)?.vehicles ?? 0) + 1 })
  }
  return { known: [...counted.values()].sort((a, b) => b.vehicles - a.vehicles || a.from - b.from || a.to - b.to), unknown }
}

function compass(code: string | null): number | null {
  const n = Number(code)
  return code !== null && Number.isInteger(n) && n >= 1 && n <= 8 ? n : null
}

/** In a square of 200: from the side it came from over the middle to the side it went to; ways in and out of a side are kept apart. */
export function movementPath({ from, to }: Pick<Movement, 'from' | 'to'>): string {
  const [a, b] = [side(from, -7), side(to, 7)]
  const middle = from === to ? side(from, 0, 18) : { x: 100, y: 100 }
  return `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${middle.x.toFixed(1)} ${middle.y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`
}

export function side(code: number, turned: number, out = 78): { x: number; y: number } {
  const angle = (((code - 1) * 45 + turned) * Math.PI) / 180
  return { x: 100 + out * Math.sin(angle), y: 100 - out * Math.cos(angle) }
}
