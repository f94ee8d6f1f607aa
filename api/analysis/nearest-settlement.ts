/**
 * What a place is near.
 *
 * What it tells: the settlement whose middle is nearest. What it does not: whether the place lies in it. Formula: Pythagoras on degrees, longitudes shortened by the cosine
 * of the latitude, which orders neighbours rightly within a county. Input: degrees. Output: a name. Undefined: no settlement, null. Cost: a pass. Checked by hand.
 */
import type { Position } from './h3-grid.ts'

export interface Settlement { name: string; lng: number; lat: number }

/** null: none is known. */
export function nearestSettlement(settlements: readonly Settlement[], [lng, lat]: Position): string | null {
  if (settlements.length === 0) return null
  const scale = Math.cos((lat * Math.PI) / 180)
  const distance = (one: Settlement) => ((one.lng - lng) * scale) ** 2 + (one.lat - lat) ** 2
  return settlements.reduce((best, one) => (distance(one) < distance(best) ? one : best)).name
}
