/** From what a planner asks for and what is expected where to the problem of the tours: places, units, times, locks. */
import type { TourBreak, TourLock, TourPlace, TourProblem, TourUnit } from '../analysis/tour-problem.ts'
import { secondsBetween, visitOptions } from '../analysis/patrol-demand.ts'
import { seededRandom } from '../analysis/random.ts'
import { planDefaults, type TravelMode } from '../vocabulary.ts'
import type { PlanContent } from './content-schema.ts'
import type { Demand, DemandAsked } from './demand.ts'
import type { PlanRequest, UnitRequest } from './request-schema.ts'
import type { Plan } from './schema.ts'
import type { TravelTimes } from './travel.ts'

type Shift = { shiftFrom: string; shiftTo: string }
/** With everything filled in that the planner left open. */
export type FullRequest = Required<Pick<PlanRequest, 'areas' | 'by' | 'visitMinutes' | 'gapMinutes' | 'mostVisits' | 'falling' | 'mostPlaces' | 'must' | 'exclude' | 'travel' | 'randomised' | 'seed' | 'effort'>> & PlanRequest

export const filled = (request: PlanRequest, district: string, seed: number): FullRequest => ({
  by: 'count', travel: 'best', randomised: false, effort: 'default', must: [], exclude: [], seed, ...planDefaults, ...request, areas: request.areas ?? [district]
})

/** What a plan asks for; its seed comes from the plan itself where none was given, so that a plan made again is the same. */
export const askedBy = ({ id, district, request }: Pick<Plan, 'id' | 'district' | 'request'>): FullRequest => filled(request!, district, request!.seed ?? Number.parseInt(id.slice(0, 8), 16) % 2_147_483_647)

export const demandAsked = ({ areas, drawn, objective, by, mostPlaces, must, exclude }: FullRequest, { shiftFrom, shiftTo, content }: Pick<Plan, 'shiftFrom' | 'shiftTo' | 'content'>, version: string): DemandAsked =>
  ({ areas, drawn, objective, by, mostPlaces, must, exclude, shiftFrom, shiftTo, version, keep: lockedPlaces(content) })

export const shiftSeconds = ({ shiftFrom, shiftTo }: Shift): number => secondsBetween(shiftFrom, shiftTo)

export const modesOf = (units: readonly UnitRequest[]): TravelMode[] => [...new Set(units.map(({ mode }) => mode))]

/** Places first, then each unit's base: the points between which travel times are asked for. */
export const pointsOf = ({ places }: Pick<Demand, 'places'>, { units }: Pick<PlanRequest, 'units'>): [number, number][] => [...places.map(({ middle }) => middle), ...units.map(({ base }) => base.position)]

const breakOf = ({ fromMin, toMin, minutes }: NonNullable<UnitRequest['breaks']>[number]): TourBreak => ({ from: fromMin * 60, to: toMin * 60, length: minutes * 60 })

/** Nobody walks or rides longer than this from one stop to the next, seconds: they would be on the way all night, and nowhere. */
export const LONGEST_WAY: Readonly<Partial<Record<TravelMode, number>>> = { foot: 2_400, cycle: 2_400 }

/** Each way by whatever other points make it quicker (Floyd 1962): where town and country have speeds of their own, the straight way is not always the quickest, and a plan with one visit less must not need more time. */
function quickest(seconds: Float64Array, nodes: number): Float64Array {
  const ways = Float64Array.from(seconds)
  for (let via = 0; via < nodes; via++) for (let a = 0; a < nodes; a++) for (let b = 0; b < nodes; b++) ways[a * nodes + b] = Math.min(ways[a * nodes + b]!, ways[a * nodes + via]! + ways[via * nodes + b]!)
  return ways
}

/** Ways are counted in whole minutes, rounded up: a plan is read and kept by the minute. Infinity: none, or too long; to `wanted` nodes any way is taken. */
function waysOf(seconds: Float64Array, mode: TravelMode, nodes: number, wanted: (node: number) => boolean): Float64Array {
  const longest = LONGEST_WAY[mode] ?? Infinity
  return quickest(seconds, nodes).map((one, i) => (one > longest && !wanted(Math.floor(i / nodes)) && !wanted(i % nodes) ? Infinity : Math.ceil(one / 60) * 60))
}

/** To be on the way all the time would cost this share of one visit to every place: visits are hardly ever given up for it, detours are. */
const THRIFT = 0.05
/** Half of the units at places all the time and half never, instead of all half the time, would cost a quarter of this share: a visit that one cannot make is not given up for it, but no unit stands about while another has its work. */
const EVENNESS = 0.2

/** `jitter` gives factors for worths, so that a randomised plan chooses among nearly equal ones; it is asked for each option in order. */
export function problemOf(request: FullRequest, shift: Shift, demand: Demand, travel: TravelTimes, locks: readonly TourLock[] = [], jitter: () => number = () => 1): TourProblem {
  const end = shiftSeconds(shift)
  const modes = modesOf(request.units)
  const service = request.visitMinutes * 60
  const places: TourPlace[] = demand.places.map((place) => ({
    service, must: place.must, most: request.mostVisits, options: visitOptions(place.expected, demand.blocks).map((option) => ({ ...option, worth: option.worth * jitter() }))
  }))
  const units: TourUnit[] = request.units.map(({ mode, fromMin = 0, toMin = end / 60, breaks = [] }, i) => {
    const base = places.length + i
    return { mode: modes.indexOf(mode), start: base, end: base, from: fromMin * 60, to: toMin * 60, breaks: breaks.map(breakOf).sort((a, b) => a.from - b.from) }
  })
  const nodes = places.length + units.length
  const wanted = (node: number): boolean => places[node]?.must === true || locks.some(({ place }) => place === node)
  const seconds = units.reduce((sum, { from, to }) => sum + to - from, 0)
  const worth = places.reduce((sum, { options }) => sum + Math.max(0, ...options.map((option) => option.worth)), 0)
  return {
    places, units, nodes, travel: modes.map((mode) => waysOf(travel.seconds[mode]!, mode, nodes, wanted)), gap: request.gapMinutes * 60, falling: request.falling, locks, thrift: (THRIFT * worth) / seconds, evenness: EVENNESS * worth
  }
}

/** A drive for a hundredth of an incident helps nobody: places with less than this share of what the foremost holds are not driven to. */
const TRIFLE = 0.05

/** Places that must be visited or hold a locked visit stay whatever they hold. */
export function withoutTrifles(demand: Demand, locked: readonly string[]): Demand {
  const worth = (place: Demand['places'][number]) => place.expected.reduce((sum, one) => sum + one, 0)
  const most = Math.max(...demand.places.map(worth))
  const places = demand.places.filter((place) => place.must || locked.includes(place.id) || worth(place) >= TRIFLE * most)
  const left = demand.places.length - places.length
  return left === 0 ? demand : { ...demand, places, notes: [...demand.notes, `${left} more ${left === 1 ? 'place holds' : 'places hold'} less than a twentieth of what is expected at the foremost one, and ${left === 1 ? 'is' : 'are'} left out.`] }
}

/** A randomised plan weighs each visit anew by up to this share, so that it takes another of the nearly equal ones each time. */
const JITTER = 0.15

/** The problem of a randomised plan, by its seed. */
export function drawnProblem({ problem, request, demand, travel, ...shift }: Shift & { problem: TourProblem; request: FullRequest; demand: Demand; travel: TravelTimes }): TourProblem {
  const random = seededRandom(`order ${request.seed}`)
  return problemOf(request, shift, demand, travel, problem.locks, () => 1 + JITTER * (2 * random.next() - 1))
}

/** Places of locked visits. */
export const lockedPlaces = (content: PlanContent | null): string[] => (content?.units ?? []).flatMap(({ visits }) => visits.filter(({ locked }) => locked).map(({ place }) => place))

/** Places of locked visits stay where they were: formed anew, their middle may lie a hexagon farther, and a visit locked to the minute could not be reached. */
export function whereTheyWere(demand: Demand, content: PlanContent | null): Demand {
  const locked = new Set(lockedPlaces(content))
  const before = new Map(content?.places.filter(({ id }) => locked.has(id)).map((place) => [place.id, place]))
  return { ...demand, places: demand.places.map((place) => { const was = before.get(place.id); return was ? { ...place, middle: was.middle as [number, number], rural: was.rural } : place }) }
}

/** Locked visits of a plan, at their places in the new one; those whose place or unit is gone are named. */
export function locksOf(content: PlanContent | null, { units }: PlanRequest, places: readonly { id: string }[]): { locks: TourLock[]; lost: string[] } {
  const [locks, lost] = [[] as TourLock[], [] as string[]]
  const nameOf = new Map(content?.places.map(({ id, name }) => [id, name]))
  for (const { name, visits } of content?.units ?? []) {
    for (const { place, startS } of visits.filter(({ locked }) => locked)) {
      const [unit, at] = [units.findIndex((one) => one.name === name), places.findIndex(({ id }) => id === place)]
      if (unit >= 0 && at >= 0) locks.push({ unit, place: at, start: startS })
      else lost.push(`${name} at ${nameOf.get(place) ?? place}`)
    }
  }
  return { locks, lost }
}

/** Locks from visits by unit. */
export const locksIn = (visits: readonly (readonly { place: number; start: number | null }[])[]): TourLock[] => visits.flatMap((own, unit) => own.map(({ place, start }) => ({ unit, place, start })))
