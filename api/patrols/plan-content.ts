/** From tours to what a plan stores and shows: times on the clock, ways, what it reaches and what it rests on. */
import { clockAfter } from '../analysis/aoristic.ts'
import { planEffect } from '../analysis/patrol-effect.ts'
import type { TourProblem, TourRoute, Tours } from '../analysis/tour-problem.ts'
import type { PlanContent, PlannedUnit } from './content-schema.ts'
import type { Demand } from './demand.ts'
import { LONGEST_WAY, modesOf, type FullRequest } from './plan-problem.ts'
import { modeWords, type TravelTimes } from './travel.ts'

export interface Made { request: FullRequest; shiftFrom: string; shiftTo: string; demand: Demand; travel: TravelTimes; problem: TourProblem; dataVersion: string }
export interface Outcome { tours: Tours; stopped: boolean; byHand: boolean; notes: string[] }

export function contentOf(made: Made, { tours, stopped, byHand, notes }: Outcome): PlanContent {
  const { request, demand, travel, dataVersion } = made
  const units = tours.routes.map((route, i) => unitOf(made, route, i))
  const [worth, bound] = [digits(tours.worth), digits(Math.max(tours.bound, tours.worth))]
  return {
    dataVersion, seed: request.seed, res: demand.res, month: demand.month, blocks: demand.blocks.map(({ from, to }) => ({ fromS: from, toS: to })), flat: demand.flat, unit: demand.unit,
    method: demand.method, accuracy: demand.accuracy, source: demand.source, synthetic: demand.synthetic, travel: { model: travel.model, text: travel.text },
    places: demand.places.map(({ id, name, reason, cells, middle, rural, expected, share, must }) => ({ id, name, reason, cells, middle, rural, expected: expected.map(digits), share: digits(share), must })),
    units, effect: effectOf(made, units), worth, bound, gap: bound > 0 ? digits((bound - worth) / bound) : null, steps: tours.steps, stopped, byHand,
    notes: [...new Set([...demand.notes, ...travel.notes, ...notes, ...units.flatMap((unit, i) => idleNote(made, unit, i)), ...fullNote(made, units)])]
  }
}

/** Why a unit has no visit, so that nobody takes it for a fault. */
function idleNote({ problem: { places, nodes, travel, units } }: Made, { name, mode, visits }: PlannedUnit, at: number): string[] {
  if (visits.length > 0) return []
  const { mode: index, start } = units[at]!
  const near = places.some((_, q) => Number.isFinite(travel[index]![start * nodes + q]!))
  const longest = LONGEST_WAY[mode]
  if (!near) return [longest === undefined ? `${name} has no visits: no way leads from its base to any place.` : `${name} has no visits: no place lies within ${longest / 60} minutes of its base ${modeWords[mode]}.`]
  return [`${name} has no visits: the others already make all that are worth making at the places it can reach. Ask for fewer units, or for more places or visits of a place.`]
}

/** Hours without visits are no fault where no place may be visited again. */
function fullNote({ request: { mostVisits }, demand: { places } }: Made, units: readonly PlannedUnit[]): string[] {
  const visits = units.reduce((sum, unit) => sum + unit.visits.length, 0)
  if (places.length === 0 || visits < places.length * mostVisits) return []
  return [`Every place has its ${mostVisits} ${mostVisits === 1 ? 'visit' : 'visits'}, the most that were asked for: more time or units add nothing. Ask for more places, or more visits of a place.`]
}

const digits = (value: number): number => Number(value.toPrecision(6))

function unitOf({ request, shiftFrom, demand, travel, problem }: Made, route: TourRoute, at: number): PlannedUnit {
  const { name, mode, base } = request.units[at]!
  const { start, from, to } = problem.units[at]!
  const stops = [start, ...route.visits.map(({ place }) => place), start]
  const clock = (seconds: number) => clockAfter(shiftFrom, seconds).slice(11, 16)
  const legs = stops.slice(1).map((stop, i) => legOf(problem, travel, modesOf(request.units).indexOf(mode), mode, stops[i]!, stop))
  const service = (place: number) => problem.places[place]!.service
  const metres = legs.map(({ distanceM }) => distanceM)
  return {
    name, mode, base, fromS: from, toS: to, leavesS: route.leaves, backS: route.back, leaves: clock(route.leaves), back: clock(route.back),
    visits: route.visits.map((visit, i) => ({
      place: demand.places[visit.place]!.id, startS: visit.start, endS: visit.start + service(visit.place), at: clock(visit.start), until: clock(visit.start + service(visit.place)),
      worth: digits(visit.worth), locked: visit.locked, ...legs[i]!
    })),
    breaks: route.breaks.map(({ start: begins }, i) => {
      const ends = begins + problem.units[at]!.breaks[i]!.length
      return { startS: begins, endS: ends, at: clock(begins), until: clock(ends) }
    }),
    visitS: route.visits.reduce((sum, { place }) => sum + service(place), 0), travelS: route.travelTime,
    distanceM: metres.includes(null) ? null : metres.reduce<number>((sum, metre) => sum + metre!, 0), path: travel.path(mode, stops)
  }
}

function legOf({ nodes, travel: times }: TourProblem, { metres }: TravelTimes, index: number, mode: keyof TravelTimes['metres'], from: number, to: number): { travelS: number; distanceM: number | null } {
  const distance = metres[mode]?.[from * nodes + to] ?? NaN
  return { travelS: times[index]![from * nodes + to]!, distanceM: Number.isFinite(distance) ? Math.round(distance) : null }
}

function effectOf({ request, demand }: Made, units: readonly PlannedUnit[]): PlanContent['effect'] {
  const visits = units.flatMap((unit) => unit.visits.map(({ place, startS, endS }) => ({ place: demand.places.findIndex(({ id }) => id === place), startS, endS })))
  return planEffect(demand, visits, { falling: request.falling, seed: String(request.seed), unitSeconds: units.reduce((sum, { fromS, toS }) => sum + toS - fromS, 0), travelSeconds: units.reduce((sum, { travelS }) => sum + travelS, 0) })
}
