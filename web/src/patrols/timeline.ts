/** A shift as a line: where each stretch of a unit's time begins and ends. Seconds count from the beginning of the shift. */
import type { PlannedUnit as UnitSchema } from '../../../api/patrols/content-schema.ts'
import type { Static } from 'typebox'

export type PlannedUnit = Static<typeof UnitSchema>
export interface Stretch { kind: 'travel' | 'visit' | 'break' | 'wait'; fromS: number; toS: number; /** Of a visit: which one of its unit. */ visit?: number }
interface Span { fromS: number; toS: number }

/** Everything a unit does from leaving its base until it is back, in order, without a hole. */
export function stretchesOf(unit: PlannedUnit): Stretch[] {
  const stretches: Stretch[] = unit.breaks.map(({ startS, endS }) => ({ kind: 'break', fromS: startS, toS: endS }))
  let before = unit.leavesS
  for (const [i, visit] of unit.visits.entries()) {
    stretches.push(...between(unit, { fromS: before, toS: visit.startS }, visit.travelS), { kind: 'visit', fromS: visit.startS, toS: visit.endS, visit: i })
    before = visit.endS
  }
  const wayBackS = unit.travelS - unit.visits.reduce((sum, { travelS }) => sum + travelS, 0)
  if (unit.visits.length > 0) stretches.push(...between(unit, { fromS: before, toS: unit.backS }, wayBackS))
  return stretches.sort((a, b) => a.fromS - b.fromS)
}

/** Travel comes last, so that a unit arrives when its visit begins; what neither travel nor a break takes is waiting. */
function between({ breaks }: PlannedUnit, span: Span, travelS: number): Stretch[] {
  const made: Stretch[] = []
  let left = Math.max(0, travelS)
  for (const { fromS, toS } of freeOf(span, breaks).reverse()) {
    const travelling = Math.min(left, toS - fromS)
    left -= travelling
    if (travelling > 0) made.push({ kind: 'travel', fromS: toS - travelling, toS })
    if (toS - travelling - fromS > 0) made.push({ kind: 'wait', fromS, toS: toS - travelling })
  }
  return made
}

function freeOf(span: Span, breaks: PlannedUnit['breaks']): Span[] {
  const free: Span[] = []
  let from = span.fromS
  for (const { startS, endS } of breaks.toSorted((a, b) => a.startS - b.startS)) {
    if (endS <= from || startS >= span.toS) continue
    if (startS > from) free.push({ fromS: from, toS: startS })
    from = Math.max(from, endS)
  }
  if (from < span.toS) free.push({ fromS: from, toS: span.toS })
  return free
}

/** Where a time lies on the line, 0 to 100. */
export const percentAt = (seconds: number, lengthS: number): number => Math.min(100, Math.max(0, (100 * seconds) / lengthS))

/** Hours by the clock, each so many seconds after the beginning; the beginning of the shift is the first even where it is no whole hour. */
export function hoursOf(shiftFrom: string, lengthS: number): { atS: number; label: string }[] {
  const [hour, minute] = [Number(shiftFrom.slice(11, 13)), Number(shiftFrom.slice(14, 16))]
  const first = minute === 0 ? 0 : 60 - minute
  const ticks = Array.from({ length: Math.max(0, Math.floor((lengthS / 60 - first) / 60) + 1) }, (_, i) => ({
    atS: (first + 60 * i) * 60, label: `${String((hour + i + (minute === 0 ? 0 : 1)) % 24).padStart(2, '0')}:00`,
  }))
  return minute === 0 ? ticks : [{ atS: 0, label: shiftFrom.slice(11, 16) }, ...ticks]
}

/** Times are moved in steps that can be said on a radio. */
export const STEP_S = 300
export const toStep = (seconds: number): number => Math.round(seconds / STEP_S) * STEP_S
