/** What the map draws of a plan, or of two that are compared. */
import type { Bbox } from '../answers.ts'
import { centreOf } from '../map/cell-shapes.ts'
import type { PlanPicture } from '../map/plan-layer.ts'
import type { Corner } from '../drawn-area.ts'
import type { PlanContent } from './moves.ts'
import { placeRows } from './place-rows.ts'

const basesOf = (units: readonly { base: { name: string; position: [number, number] } }[]) =>
  [...new Map(units.filter(({ base }) => base.name !== '').map(({ base }) => [base.name, base])).values()]

export function pictureOf(content: PlanContent | null, bases: readonly { base: { name: string; position: [number, number] } }[], drawn: readonly Corner[], chosen: string | null, must: readonly string[] = []): PlanPicture {
  const rows = content ? placeRows(content) : []
  return {
    // Before routes are found, what must be visited.
    places: content ? rows.map(({ id, number, cells, middle, visits }) => ({ id, label: String(number), cells, middle, chosen: id === chosen, visited: visits.length > 0 })) : must.map((cell, i) => ({ id: cell, label: String(i + 1), cells: [cell], middle: centreOf(cell), chosen: false, visited: false })),
    routes: content?.units.map(({ path }, mark) => ({ mark, path })) ?? [],
    bases: basesOf(content?.units ?? bases), drawn,
  }
}

/** All routes of the first plan have the first stroke, those of the second the second. Places are marked A, B or AB, as their table says. */
export function comparedPicture(a: PlanContent, b: PlanContent): PlanPicture {
  const seen = new Map<string, { cells: string[]; middle: [number, number]; in: string }>()
  for (const [content, letter] of [[a, 'A'], [b, 'B']] as const) {
    for (const { id, cells, middle, visits } of placeRows(content)) {
      if (visits.length > 0) seen.set(id, { cells, middle, in: (seen.get(id)?.in ?? '') + letter })
    }
  }
  return {
    places: [...seen].map(([id, place]) => ({ id, label: place.in, cells: place.cells, middle: place.middle, chosen: place.in === 'AB', visited: true })),
    routes: [...a.units.map(({ path }) => ({ mark: 0, path })), ...b.units.map(({ path }) => ({ mark: 1, path }))],
    bases: basesOf([...a.units, ...b.units]), drawn: [],
  }
}

/** The box around what a plan visits, with some air, or around all its places where it visits none; null where there is nothing. */
export function boxOf({ places, routes, bases, drawn }: PlanPicture): Bbox | null {
  const visited = places.filter((place) => place.visited)
  const points = [...(visited.length > 0 ? visited : places).map(({ middle }) => middle), ...(visited.length > 0 ? routes.flatMap(({ path }) => path) : []), ...(places.length > 0 ? bases.map(({ position }) => position) : []), ...(drawn.length > 2 ? drawn : [])]
  if (points.length === 0) return null
  const [lngs, lats] = [points.map(([lng]) => lng), points.map(([, lat]) => lat)]
  const air = 0.002
  return [Math.min(...lngs) - air, Math.min(...lats) - air, Math.max(...lngs) + air, Math.max(...lats) + air]
}
