/** From a plan and what is reported of it to visits, and to the dose that was delivered. */
import { createHash } from 'node:crypto'
import { instantAfter } from '../analysis/aoristic.ts'
import { dosage, type Dose, type Slot } from '../analysis/dosage.ts'
import { ringOf } from '../analysis/h3-grid.ts'
import { matchTrack, type Outline, type TrackFault } from '../analysis/position-matching.ts'
import type { PlanContent } from './content-schema.ts'
import type { NewVisit } from './delivery-queries.ts'
import type { Visit, VisitsBody } from './delivery-schema.ts'
import type { Made } from './plan-files.ts'
import type { UnitPoint } from './track-files.ts'

/** Reports are taken from so long before the shift to so long after it: a unit begins early, and a link ends then. */
export const MARGIN_MS = 4 * 3_600_000

export interface ShiftMs { fromMs: number; toMs: number }
export const shiftOf = ({ shiftFrom, shiftTo }: { shiftFrom: string; shiftTo: string }): ShiftMs => ({ fromMs: Date.parse(instantAfter(shiftFrom, 0)), toMs: Date.parse(instantAfter(shiftTo, 0)) })

export const slotsOf = ({ units }: Pick<PlanContent, 'units'>, { fromMs }: ShiftMs): Slot[] =>
  units.flatMap(({ name, visits }) => visits.map(({ place, startS, endS }) => ({ unit: name, place, fromMs: fromMs + startS * 1000, toMs: fromMs + endS * 1000 })))

/** Visits without an end count for nothing: nobody knows how long they were. */
export const doseOf = (plan: Made, visits: readonly Pick<Visit, 'unit' | 'place' | 'arrivedAt' | 'leftAt'>[]): Dose[] =>
  dosage(slotsOf(plan.content, shiftOf(plan)), visits.flatMap(({ unit, place, arrivedAt, leftAt }) => (leftAt === null ? [] : [{ unit, place, arrivedMs: Date.parse(arrivedAt), leftMs: Date.parse(leftAt) }])))

export const uploadFaults = ['unit-unknown', 'place-unknown', 'outside-shift', 'time-out-of-order', 'not-at-a-place', 'passed-by', 'wrong-number-of-fields'] as const
export type LeftOut = Partial<Record<TrackFault | (typeof uploadFaults)[number], number>>
export interface Reported { read: number; matched: number; leftOut: LeftOut; visits: NewVisit[] }

/** The same visit has the same id, however often it is reported. */
const idOf = (...parts: string[]): string => {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** What is wrong with the times of a visit; undefined where nothing is. */
export function wrongTimes(shift: ShiftMs, arrivedAt: string, leftAt: string | null): 'outside-shift' | 'time-out-of-order' | undefined {
  const [arrived, left] = [Date.parse(arrivedAt), leftAt === null ? null : Date.parse(leftAt)]
  if (Number.isNaN(arrived) || Number.isNaN(left ?? 0) || (left !== null && left < arrived)) return 'time-out-of-order'
  return arrived < shift.fromMs - MARGIN_MS || arrived > shift.toMs + MARGIN_MS || (left ?? arrived) > shift.toMs + MARGIN_MS ? 'outside-shift' : undefined
}

/** Visits that somebody has written down. */
export function typedVisits(plan: Made, { visits }: VisitsBody): Reported {
  const shift = shiftOf(plan)
  const [units, places] = [new Set(plan.content.units.map(({ name }) => name)), new Set(plan.content.places.map(({ id }) => id))]
  const leftOut: LeftOut = {}
  const kept = visits.flatMap(({ id, unit, place, arrivedAt, leftAt = null, note = '' }): NewVisit[] => {
    const fault = !units.has(unit) ? 'unit-unknown' as const : !places.has(place) ? 'place-unknown' as const : wrongTimes(shift, arrivedAt, leftAt)
    if (!fault) return [{ id: id ?? idOf('typed', unit, place, new Date(arrivedAt).toISOString()), unit, place, arrivedAt, leftAt, source: 'typed', note, revision: leftAt === null ? 1 : 2, undone: false }]
    leftOut[fault] = (leftOut[fault] ?? 0) + 1
    return []
  })
  return { read: visits.length, matched: kept.length, leftOut, visits: kept }
}

/** Stays in the tracks of units. `unit`: whose the positions are that name none. */
export function trackVisits(plan: Made, { points, broken }: { points: readonly UnitPoint[]; broken: number }, unit: string | null, source: 'gpx' | 'csv'): Reported {
  const names = plan.content.units.map(({ name }) => name)
  const outlines: Outline[] = plan.content.places.map(({ id, cells }) => ({ id, rings: cells.map(ringOf) }))
  const whose = points.map((point) => point.unit || unit)
  const reported: Reported = { read: points.length + broken, matched: 0, leftOut: {}, visits: [] }
  const count = (fault: keyof LeftOut, n: number) => { if (n > 0) reported.leftOut[fault] = (reported.leftOut[fault] ?? 0) + n }
  count('wrong-number-of-fields', broken)
  count('unit-unknown', whose.filter((name) => name === null || !names.includes(name)).length)
  for (const name of names) {
    const found = matchTrack(points.filter((_, i) => whose[i] === name), outlines, { shift: shiftOf(plan) })
    const matched = found.stays.reduce((sum, { positions }) => sum + positions, 0)
    reported.matched += matched
    for (const [fault, n] of Object.entries(found.leftOut)) count(fault as TrackFault, n)
    count('passed-by', found.passedPositions)
    count('not-at-a-place', found.used - matched - found.passedPositions)
    reported.visits.push(...found.stays.map(({ place, arrivedMs, leftMs }): NewVisit => {
      const [arrivedAt, leftAt] = [new Date(arrivedMs).toISOString(), new Date(leftMs).toISOString()]
      // A longer track of the same stay takes the place of the shorter one.
      return { id: idOf(source, name, place, arrivedAt), unit: name, place, arrivedAt, leftAt, source, note: '', revision: 1 + Math.round((leftMs - arrivedMs) / 1000), undone: false }
    }))
  }
  return reported
}
