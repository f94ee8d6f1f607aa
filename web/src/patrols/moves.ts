/** Changes of a plan by hand, as arrangements: every unit's visits in order. The server schedules an arrangement as given, or says which rule it breaks. */
import type { Static } from 'typebox'
import type { PlanContent as ContentSchema } from '../../../api/patrols/content-schema.ts'
import type { Arrangement } from '../../../api/patrols/schema.ts'
import { STEP_S, stretchesOf, toStep, type PlannedUnit } from './timeline.ts'

export type PlanContent = Static<typeof ContentSchema>
type Arranged = Arrangement[number]['visits'][number]
/** Which visit of which unit. */
export interface At { unit: number; visit: number }
export interface Move { routes: Arrangement; /** Where the visit is now; null where it is gone. */ at: At | null }

export const arrangementOf = ({ units }: PlanContent): Arrangement =>
  units.map(({ name, visits }) => ({ unit: name, visits: visits.map(({ place, locked, startS }) => ({ place, locked, startS: Math.round(startS) })) }))

/** The visit begins at another time, or is another unit's. Those after it stay when they can and otherwise follow as early as they can. */
export function moveVisit(content: PlanContent, at: At, to: { unit?: number; startS?: number }): Move | null {
  const visit = content.units[at.unit]?.visits[at.visit]
  const unit = content.units[to.unit ?? at.unit]
  if (!visit || !unit) return null
  const lengthS = visit.endS - visit.startS
  const startS = Math.round(Math.max(unit.fromS, Math.min(to.startS ?? visit.startS, unit.toS - lengthS)))
  const routes = arrangementOf(content)
  const [moved] = routes[at.unit]!.visits.splice(at.visit, 1) as [Arranged]
  const lane = routes[to.unit ?? at.unit]!
  const place = lane.visits.filter((other) => other.startS! < startS).length
  lane.visits.splice(place, 0, { ...moved, startS })
  settle(lane.visits, place, startS + lengthS, unit)
  return { routes, at: { unit: to.unit ?? at.unit, visit: place } }
}

/** By a step of five minutes, on to the next whole step. */
export function nudge(content: PlanContent, at: At, steps: number): Move | null {
  const visit = content.units[at.unit]?.visits[at.visit]
  return visit ? moveVisit(content, at, { startS: toStep(visit.startS + steps * STEP_S) }) : null
}

/** Visits behind the one that was moved lose their times where those cannot be kept; what is locked keeps its own whatever happens. */
function settle(visits: Arranged[], place: number, endS: number, unit: PlannedUnit): void {
  let freeS = endS
  for (const later of visits.slice(place + 1)) {
    const known = unit.visits.find((one) => one.place === later.place && Math.round(one.startS) === later.startS)
    const travelS = known?.travelS ?? 0
    if (later.startS! >= freeS + travelS) return
    if (!later.locked) delete later.startS
    freeS += travelS + (known ? known.endS - known.startS : 0)
  }
}

export function removeVisit(content: PlanContent, at: At): Move | null {
  const routes = arrangementOf(content)
  if (!routes[at.unit]?.visits[at.visit]) return null
  routes[at.unit]!.visits.splice(at.visit, 1)
  const left = routes[at.unit]!.visits.length
  return { routes, at: left === 0 ? null : { unit: at.unit, visit: Math.min(at.visit, left - 1) } }
}

export function setLock(content: PlanContent, at: At, locked: boolean): Move | null {
  const routes = arrangementOf(content)
  const visit = routes[at.unit]?.visits[at.visit]
  if (!visit) return null
  visit.locked = locked
  return { routes, at }
}

/** Another visit, in the longest stretch of waiting that any unit has; with none, as the last of the unit that is back first. */
export function addVisit(content: PlanContent, place: string): Move | null {
  const waits = content.units.flatMap((unit, i) => [
    ...stretchesOf(unit).filter(({ kind }) => kind === 'wait').map(({ fromS, toS }) => ({ unit: i, fromS, lengthS: toS - fromS })),
    { unit: i, fromS: unit.visits.at(-1)?.endS ?? unit.fromS, lengthS: unit.toS - unit.backS },
  ])
  const best = waits.reduce<(typeof waits)[number] | null>((most, wait) => (most === null || wait.lengthS > most.lengthS ? wait : most), null)
  if (!best) return null
  const routes = arrangementOf(content)
  const lane = routes[best.unit]!.visits
  const at = lane.filter(({ startS }) => startS! < best.fromS).length
  lane.splice(at, 0, { place, locked: false })
  return { routes, at: { unit: best.unit, visit: at } }
}

/** The unit above or below, where there is one. */
export const unitBeside = (content: PlanContent, at: At, step: number): number | null => (content.units[at.unit + step] ? at.unit + step : null)

/** Finds a visit again after the server has scheduled it: by its unit and place, the nearest in time. */
export function foundAgain(content: PlanContent, unit: number, place: string, startS: number): At | null {
  const visits = content.units[unit]?.visits ?? []
  const best = visits.map((visit, i) => ({ i, visit })).filter(({ visit }) => visit.place === place).sort((a, b) => Math.abs(a.visit.startS - startS) - Math.abs(b.visit.startS - startS))[0]
  return best ? { unit, visit: best.i } : null
}
