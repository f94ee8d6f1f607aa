/** The places of a plan as rows: what the map says of them, in words. */
import type { PlanContent } from './moves.ts'

export interface PlaceRow {
  id: string
  /** As on the map: the most expected first. */
  number: number
  name: string
  reason: string
  cells: string[]
  middle: [number, number]
  /** In the whole shift. */
  expected: number
  share: number
  must: boolean
  visits: { unit: number; visit: number; at: string; until: string; unitName: string; locked: boolean }[]
}

export function placeRows(content: PlanContent): PlaceRow[] {
  return content.places.map((place, i) => ({
    ...place, number: i + 1, expected: place.expected.reduce((sum, one) => sum + one, 0),
    visits: content.units.flatMap(({ name, visits }, unit) => visits.flatMap((visit, n) => (visit.place === place.id ? [{ unit, visit: n, at: visit.at, until: visit.until, unitName: name, locked: visit.locked }] : []))),
  }))
}

export const numbersOf = (content: PlanContent): Map<string, number> => new Map(content.places.map(({ id }, i) => [id, i + 1]))

/** The place that a hexagon belongs to. */
export const placeAt = (content: PlanContent, cell: string): string | null => content.places.find(({ cells }) => cells.includes(cell))?.id ?? null
