/** What a place is near. */
import type { Position } from '../analysis/h3-grid.ts'

export interface Settlement { name: string; lng: number; lat: number }

/** null: none is known. */
export function nearestSettlement(settlements: readonly Settlement[], [lng, lat]: Position): string | null {
  if (settlements.length === 0) return null
  const scale = Math.cos((lat * Math.PI) / 180)
  const distance = (one: Settlement) => ((one.lng - lng) * scale) ** 2 + (one.lat - lat) ** 2
  return settlements.reduce((best, one) => (distance(one) < distance(best) ? one : best)).name
}
