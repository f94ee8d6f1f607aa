/** The board of a shift: where each unit is, where it goes next, and how late it is. */
import { clockAfter } from '../analysis/aoristic.ts'
import type { PlannedUnit } from './content-schema.ts'
import { shiftOf } from './delivered.ts'
import type { BoardUnit, Visit } from './delivery-schema.ts'
import type { Made } from './plan-files.ts'

const MINUTE_MS = 60_000

/** `nowMs`: of the server's clock. */
export function boardOf(plan: Made, visits: readonly Visit[], nowMs: number): BoardUnit[] {
  const { fromMs, toMs } = shiftOf(plan)
  const names = new Map(plan.content.places.map(({ id, name }) => [id, name]))
  const clock = (ms: number) => clockAfter(plan.shiftFrom, Math.round((ms - fromMs) / 1000)).slice(11, 16)
  return plan.content.units.map((unit) => {
    const own = visits.filter((visit) => visit.unit === unit.name)
    const last = own.at(-1)
    const there = last?.leftAt === null ? last : undefined
    const { done, missed, next } = progress(unit, own, fromMs, nowMs > toMs)
    const dueMs = next ? fromMs + next.startS * 1000 : 0
    return {
      name: unit.name, state: there ? 'at-place' : !last && nowMs < fromMs + unit.leavesS * 1000 ? 'before' : next ? 'under-way' : 'done',
      place: there ? names.get(there.place) ?? there.place : null, since: there ? clock(Date.parse(there.arrivedAt)) : null,
      minutes: there ? Math.max(0, Math.floor((nowMs - Date.parse(there.arrivedAt)) / MINUTE_MS)) : null,
      next: next ? { place: next.place, name: names.get(next.place) ?? next.place, at: next.at, lateMin: Math.max(0, Math.floor((nowMs - dueMs) / MINUTE_MS)) } : null,
      done, missed, planned: unit.visits.length, heard: last ? last.leftAt ?? last.arrivedAt : null, note: own.findLast(({ note }) => note !== '')?.note ?? null
    }
  })
}

/** Which planned visits are done: each visit stands for the first open one of its place; what lies before the last of them and is open was passed over. */
function progress({ visits: planned }: PlannedUnit, own: readonly Visit[], fromMs: number, over: boolean) {
  const open = planned.map((slot) => ({ slot, done: false }))
  for (const { place, arrivedAt } of own) {
    const atS = (Date.parse(arrivedAt) - fromMs) / 1000
    const candidates = open.filter(({ slot, done }) => !done && slot.place === place)
    const nearest = candidates.reduce<(typeof open)[number] | undefined>((best, one) => (best && Math.abs(best.slot.startS - atS) <= Math.abs(one.slot.startS - atS) ? best : one), undefined)
    if (nearest) nearest.done = true
  }
  // When the shift is over nothing comes next, and what was not done was passed over.
  const lastDone = over ? open.length - 1 : open.findLastIndex(({ done }) => done)
  return { done: open.filter(({ done }) => done).length, missed: open.slice(0, lastDone + 1).filter(({ done }) => !done).length, next: open.slice(lastDone + 1)[0]?.slot }
}
