/** Places of road collisions on their way to a new patrol plan, in memory alone: what is asked of a plan never stands in an address. */
import { shiftPresets, type ShiftPreset } from '../../api/vocabulary.ts'
import type { LngLat } from './answers.ts'
import { cellAt } from './map/cell-shapes.ts'
import { listed } from './ui/months.ts'
import { count, withUnit } from './ui/numbers.ts'

/** As many cells as a request may name, in hexagons of about 130 m: the finest that a plan has. */
export const MOST_MUST = 20
const RES = 10
const EIGHT_HOURS = ['early', 'late', 'night'] as const
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export interface PatrolPlace { id: string; name: string; /** What was counted there, by which rule, when. */ why: string; position: LngLat; /** null: in none. */ district: { code: string; name: string } | null }
/** `hours`: KSI collisions in the district by hour of the week, Monday 00:00 first; null: not known. */
export interface PatrolPlaces { places: readonly PatrolPlace[]; hours: readonly number[] | null; span: string; synthetic: boolean }
export interface FullestShift { preset: ShiftPreset; weekday: number; n: number; all: number }
/** What a new plan takes over, and what it says of that. `district` is null where none of the places lies with these teams. */
export interface WantedPlan { district: string | null; must: string[]; names: ReadonlyMap<string, string>; notes: string; said: string[]; shift: FullestShift | null }

export interface District { code: string; name: string; geometry: { coordinates: number[][][][] } }

let waiting: PatrolPlaces | null = null
export const handOver = (places: PatrolPlaces): void => { waiting = places }
/** Once: the next new plan begins as usual. */
export function takeOver(): PatrolPlaces | null {
  const places = waiting
  waiting = null
  return places
}

export function districtAt([x, y]: LngLat, districts: readonly District[]): PatrolPlace['district'] {
  const crossings = (ring: readonly (readonly number[])[]) => ring.filter(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] as [number, number]
    return ay! > y !== by > y && x < ax! + ((y - ay!) / (by - ay!)) * (bx - ax!)
  }).length
  // Rings of holes count too, so an odd number is within.
  const found = districts.find(({ geometry }) => geometry.coordinates.some((polygon) => polygon.reduce((sum, ring) => sum + crossings(ring), 0) % 2 === 1))
  return found ? { code: found.code, name: found.name } : null
}

/** The one of these teams' districts that holds most of the places; of as many that of the first place. */
export function homeOf(places: readonly PatrolPlace[], own: readonly string[]): { code: string; name: string } | null {
  const held = places.flatMap(({ district }) => (district && own.includes(district.code) ? [district] : []))
  const n = ({ code }: { code: string }) => held.filter((one) => one.code === code).length
  return held.toSorted((a, b) => n(b) - n(a))[0] ?? null
}

/** Of the eight-hour shifts of a week the one that held most; null where nothing is known. */
export function fullestShift(hours: readonly number[] | null): FullestShift | null {
  const all = hours?.reduce((sum, n) => sum + n, 0) ?? 0
  if (!hours || all === 0) return null
  const held = (weekday: number, from: number) => Array.from({ length: 8 }, (_, h) => hours[(weekday * 24 + from + h) % 168]!).reduce((sum, n) => sum + n, 0)
  const shifts = DAYS.flatMap((_, weekday) => EIGHT_HOURS.map((preset) => ({ preset, weekday, n: held(weekday, Number(shiftPresets[preset].from.slice(0, 2))), all })))
  return shifts.toSorted((a, b) => b.n - a.n)[0]!
}

/** @param own districts of the planner's teams. */
export function wantedPlan({ places, hours, span, synthetic }: PatrolPlaces, own: readonly string[]): WantedPlan {
  const home = homeOf(places, own)
  const here = places.filter(({ district }) => district !== null && district.code === home?.code)
  const cells = new Map<string, PatrolPlace[]>()
  for (const place of here) cells.set(cellOf(place), [...(cells.get(cellOf(place)) ?? []), place])
  const must = [...cells.keys()].slice(0, MOST_MUST)
  const taken = must.flatMap((cell) => cells.get(cell)!)
  const shift = home && fullestShift(hours)
  const away = places.filter((place) => !here.includes(place))
  const said = [
    home ? `From road collisions: ${withUnit(taken.length, 'places')} in ${home.name} must be visited.` : 'From road collisions: none of the places lies in a district of your teams, so nothing was taken over but the aim.',
    ...(taken.length > must.length ? [`Some share a hexagon: ${withUnit(must.length, 'places')} to visit.`] : []),
    ...(here.length > taken.length ? [`A plan holds ${MOST_MUST} at most; left out: ${listed(here.slice(here.indexOf(taken.at(-1)!) + 1).filter((place) => !taken.includes(place)).map(({ name }) => name))}.`] : []),
    ...(home && away.length > 0 ? [`Left out, since one plan is of one team: ${listed(away.map(({ name, district }) => `${name} (${district ? district.name : 'in no district'})`))}.`] : []),
    ...(home ? [hoursWords(shift, home.name, span)] : []),
  ]
  const notes = home ? [`Places asked for from road collisions${synthetic ? ' (synthetic demonstration data)' : ''}:`, ...taken.map(({ name, why }) => `${name}: ${why}`)].join('\n').slice(0, 4000) : ''
  return { district: home?.code ?? null, must, names: new Map(must.map((cell) => [cell, listed(cells.get(cell)!.map(({ name }) => name))])), notes, said, shift }
}

const cellOf = ({ position: [lng, lat] }: PatrolPlace): string => cellAt(lng, lat, RES)

function hoursWords(shift: FullestShift | null, where: string, span: string): string {
  const follows = 'What is expected at a place follows the hours of the week in which KSI collisions happened'
  if (!shift) return `${follows}; choose the shift.`
  const { from, to } = shiftPresets[shift.preset]
  return `${follows}. Of the week’s early, late and night shifts ${DAYS[shift.weekday]} ${from} to ${to} held most in ${where}: ${count(shift.n)} of ${withUnit(shift.all, 'KSI collisions')}, ${span}. The plan begins with the next such shift; choose another above if you like.`
}
