/** The nearest place to a hexagon, in words: "Chelmsford", "1.4 km north-east". */
import type { Settlements } from '../answers.ts'
import { centreOf } from './cell-shapes.ts'

export interface NearestPlace {
  name: string
  distanceKm: number
  /** Empty when the hexagon lies on the middle of the place. */
  where: string
}

const COMPASS = ['east', 'north-east', 'north', 'north-west', 'west', 'south-west', 'south', 'south-east']
const KM_PER_LAT = 111.25

/** Nearness to the edge of a place counts, not to its middle: a large town reaches further than a village. */
const reachKm = (residents: number): number => 0.35 * Math.sqrt(residents / 1000)

export function nearestPlace(cell: string, settlements: Settlements): NearestPlace | null {
  const [lng, lat] = centreOf(cell)
  const kmPerLng = 111.32 * Math.cos((lat * Math.PI) / 180)
  let best: { name: string; east: number; north: number; gap: number } | null = null
  for (const { geometry, properties } of settlements.features) {
    const east = (lng - geometry.coordinates[0]!) * kmPerLng
    const north = (lat - geometry.coordinates[1]!) * KM_PER_LAT
    const gap = Math.hypot(east, north) - reachKm(properties.residents)
    if (best === null || gap < best.gap) best = { name: properties.name, east, north, gap }
  }
  if (best === null) return null
  const distanceKm = Math.hypot(best.east, best.north)
  return { name: best.name, distanceKm, where: wording(best.east, best.north, distanceKm) }
}

function wording(east: number, north: number, distanceKm: number): string {
  if (distanceKm < 0.25) return 'centre'
  const eighth = Math.round(Math.atan2(north, east) / (Math.PI / 4))
  return `${distanceKm.toFixed(1)} km ${COMPASS[(eighth + 8) % 8]}`
}
