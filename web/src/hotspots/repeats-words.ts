/** Places and victims met again and again, in words; and the way from a place to the map, by hexagon alone. */
import type { RepeatsAnswer } from '../answers.ts'
import { cellAt, centreOf } from '../map/cell-shapes.ts'
import { count, percent } from '../ui/numbers.ts'
import type { View } from '../view-url.ts'

type Counted = RepeatsAnswer['repeats'][number]
export type Location = RepeatsAnswer['locations'][number]

/** What is met again: one, more, and how it is met. */
const NAMES: Record<string, { one: string; more: string; with: string; on: string }> = {
  location: { one: 'place', more: 'places', with: 'that name a place', on: 'at' },
  person: { one: 'person', more: 'people', with: 'that name a victim', on: 'against' },
  business: { one: 'business', more: 'businesses', with: 'that name a business as victim', on: 'against' },
}

/** "Of 1,204 offences that name a place, 310 (25.7%) happened at 98 places met more than once." */
export function repeatSentence({ of, named, repeated, onRepeated }: Counted, unit: string): string {
  const name = NAMES[of] ?? { one: of, more: of, with: `that name a ${of}`, on: 'on' }
  if (repeated === 0) return `Of ${count(named)} ${unit} ${name.with}, none fell on one met before.`
  return `Of ${count(named)} ${unit} ${name.with}, ${count(onRepeated)} (${percent(onRepeated / named)}) happened ${name.on} ${count(repeated)} ${repeated === 1 ? name.one : name.more} met more than once.`
}

/** Places first. */
export const repeatSentences = ({ repeats, unit }: RepeatsAnswer): string[] =>
  ['location', 'person', 'business'].flatMap((of) => repeats.filter((one) => one.of === of)).map((one) => repeatSentence(one, unit))

/** The districts in order, each with its places, most first. */
export function byDistrict(locations: readonly Location[]): { district: string; places: Location[] }[] {
  return [...new Set(locations.map(({ district }) => district))].map((district) => ({ district: district || 'No district', places: locations.filter((one) => one.district === district) }))
}

/** Where the map shows a place: its hexagon, which is all that the address names. */
export function viewOfPlace({ lng, lat }: Location, resolutions: readonly number[]): Partial<View> {
  const res = resolutions.includes(9) ? 9 : Math.max(...resolutions)
  const cell = cellAt(lng, lat, res)
  const [east, north] = centreOf(cell)
  return { cell, res, map: { zoom: 13, lng: Number(east.toFixed(4)), lat: Number(north.toFixed(4)) }, table: false, month: null }
}
