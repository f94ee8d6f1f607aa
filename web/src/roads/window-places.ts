/** Where a stretch of road lies: its line on the map, and what lies at it. */
import type { BasemapAnswer, Bbox, LngLat } from '../answers.ts'
import type { StripWindow } from './asks.ts'

const METRES = 111_195
const BESIDE_M = 150
/** Ends farther from the drawn line than this together are not of it. */
const ASTRAY_M = 2_000

/** Metres between two places, by a flat earth: within a county that is enough. */
export function metresBetween(a: LngLat, b: LngLat): number {
  return Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * METRES
}

/** Whether a place is as near to the middle of the stretch as its ends are, and a little more. */
export function inWindow(position: LngLat, { from, to, middle }: StripWindow): boolean {
  const reach = Math.max(metresBetween(middle as LngLat, from as LngLat), metresBetween(middle as LngLat, to as LngLat))
  return metresBetween(position, middle as LngLat) <= reach + BESIDE_M
}

/** Along the drawn road where it is known, else straight by the middle. */
export function lineBetween(stretch: StripWindow, roads: BasemapAnswer['roads'] | null, ref: string): LngLat[] {
  const straight = [stretch.from, stretch.middle, stretch.to] as LngLat[]
  const placed = nearestLine(stretch.from as LngLat, stretch.to as LngLat, roads, ref)
  if (!placed || placed.a.away + placed.b.away > ASTRAY_M) return straight
  return [stretch.from as LngLat, ...cornersBetween(placed), stretch.to as LngLat]
}

/** From where the road is nearest to one place to where it is nearest to another; null where the road is not drawn. */
export function alongRoad(from: LngLat, to: LngLat, roads: BasemapAnswer['roads'] | null, ref: string): LngLat[] | null {
  const placed = nearestLine(from, to, roads, ref)
  return placed && [pointAt(placed.line, placed.a.at), ...cornersBetween(placed), pointAt(placed.line, placed.b.at)]
}

/** null: the road is not drawn. */
export function boxOfRoad(roads: BasemapAnswer['roads'] | null, ref: string): Bbox | null {
  const corners = linesOf(roads, ref).flat()
  if (corners.length === 0) return null
  const [lngs, lats] = [corners.map(([lng]) => lng), corners.map(([, lat]) => lat)]
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
}

const linesOf = (roads: BasemapAnswer['roads'] | null, ref: string): LngLat[][] =>
  (roads?.features ?? []).filter(({ properties }) => properties.ref === ref).flatMap(({ geometry }) => (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) as LngLat[][])

interface Placed { line: LngLat[]; a: Foot; b: Foot }
/** Of the lines of a road the one that both places are nearest to. */
function nearestLine(from: LngLat, to: LngLat, roads: BasemapAnswer['roads'] | null, ref: string): Placed | null {
  return linesOf(roads, ref).map((line) => ({ line, a: footOf(from, line), b: footOf(to, line) })).sort((x, y) => x.a.away + x.b.away - y.a.away - y.b.away)[0] ?? null
}

function cornersBetween({ line, a, b }: Placed): LngLat[] {
  const [first, last] = [Math.min(a.at, b.at), Math.max(a.at, b.at)]
  const between = line.filter((_, i) => i > first && i < last)
  return a.at <= b.at ? between : between.toReversed()
}

function pointAt(line: readonly LngLat[], at: number): LngLat {
  const [a, b] = [line[Math.floor(at)]!, line[Math.min(line.length - 1, Math.floor(at) + 1)]!]
  const part = at - Math.floor(at)
  return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]
}

interface Foot { at: number; away: number }

/** Where on the line a place is nearest: the corner before and the part of the way to the next; and how many metres away. */
function footOf(place: LngLat, line: readonly LngLat[]): Foot {
  let best = { at: 0, away: Infinity }
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const narrow = Math.cos((place[1] * Math.PI) / 180) ** 2
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
    const part = Math.max(0, Math.min(1, ((place[0] - a[0]) * dx * narrow + (place[1] - a[1]) * dy) / Math.max(1e-18, dx * dx * narrow + dy * dy)))
    const away = metresBetween(place, [a[0] + part * dx, a[1] + part * dy])
    if (away < best.away) best = { at: i - 1 + part, away }
  }
  return best
}
