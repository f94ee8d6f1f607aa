/** Where a stretch of road lies: its line on the map, and what lies at it. */
import type { BasemapAnswer, LngLat } from '../answers.ts'
import type { StripWindow } from './asks.ts'

const METRES = 111_195
const BESIDE_M = 150

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
  const lines = (roads?.features ?? []).filter(({ properties }) => properties.ref === ref)
    .flatMap(({ geometry }) => (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) as LngLat[][])
  const placed = lines.map((line) => ({ line, a: nearest(line, stretch.from as LngLat), b: nearest(line, stretch.to as LngLat) })).sort((x, y) => x.a.away + x.b.away - y.a.away - y.b.away)[0]
  if (!placed || placed.a.away + placed.b.away > 2000) return straight
  const between = placed.a.at <= placed.b.at ? placed.line.slice(placed.a.at + 1, placed.b.at + 1) : placed.line.slice(placed.b.at + 1, placed.a.at + 1).reverse()
  return [stretch.from as LngLat, ...between.filter((corner) => inWindow(corner, stretch)), stretch.to as LngLat]
}

function nearest(line: readonly LngLat[], place: LngLat): { at: number; away: number } {
  return line.reduce((best, corner, at) => {
    const away = metresBetween(corner, place)
    return away < best.away ? { at, away } : best
  }, { at: 0, away: Infinity })
}
