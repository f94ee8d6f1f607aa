/** What a plan may ask for: shifts of a day at most, units with time, bases inside the force, areas and cells that there are. */
import { resolutionOf } from '../analysis/h3-grid.ts'
import { findArea } from '../areas/queries.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError, unstorable } from '../errors.ts'
import { shiftSeconds } from './plan-problem.ts'
import { outsideForce } from './queries.ts'
import type { PlanRequest, UnitRequest } from './request-schema.ts'

interface Shift { shiftFrom: string; shiftTo: string }
/** A shift is at most a day; the table says so too. */
const LONGEST_SHIFT_MS = 24 * 3_600_000

/** Length in wall-clock time: the night on which the clocks change has an hour more or less and is allowed it. */
export function checkShift(from: string, to: string): void {
  const [begin, end] = [instant(from, 'shiftFrom'), instant(to, 'shiftTo')]
  if (end <= begin || end - begin > LONGEST_SHIFT_MS) throw new ApiError('bad-parameter', 'A shift ends after it begins and lasts at most 24 hours.', 'shiftTo')
}

/** 31 February is read as 3 March: what comes back must be what went in. */
function instant(text: string, parameter: string): number {
  const value = Date.parse(`${text}Z`)
  if (Number.isNaN(value) || !new Date(value).toISOString().startsWith(text)) throw new ApiError('bad-parameter', `There is no such day as ${text.slice(0, 10)}.`, parameter)
  return value
}

/** @throws ApiError naming the part of the request that cannot be, `units/0` for the first unit. */
export async function checkRequest(db: Queryable, request: PlanRequest, shift: Shift): Promise<void> {
  checkUnits(request.units, shift)
  if (request.areas && request.drawn) throw new ApiError('bad-parameter', 'Choose areas or draw one, not both.', 'drawn')
  for (const code of request.areas ?? []) if (!(await findArea(db, code))) throw new ApiError('unknown-area', `No area with the code "${code}" is loaded.`, 'areas')
  for (const name of ['must', 'exclude'] as const) {
    const wrong = (request[name] ?? []).find((cell) => resolutionOf(cell) === null)
    if (wrong !== undefined) throw new ApiError('bad-parameter', `"${wrong}" is no H3 cell.`, name)
  }
  const both = (request.must ?? []).find((cell) => request.exclude?.includes(cell))
  if (both !== undefined) throw new ApiError('bad-parameter', `The cell ${both} must be visited and is left out.`, 'must')
  await checkBases(db, request.units)
}

async function checkBases(db: Queryable, units: readonly UnitRequest[]): Promise<void> {
  const [outside] = await outsideForce(db, units.map(({ base }) => base.position))
  if (outside === undefined) return
  const { name, base } = units[outside]!
  throw new ApiError('bad-parameter', `The base of "${name}", ${base.name}, lies outside the force: ${base.position.join(', ')} (longitude, latitude).`, `units/${outside}`)
}

/** @throws ApiError for units that cannot be. */
export function checkUnits(units: readonly UnitRequest[], shift: Shift): void {
  const names = new Set<string>()
  const end = Math.floor(shiftSeconds(shift) / 60)
  units.forEach((unit, i) => {
    const wrong = unstorable(unit.name + unit.base.name) ? 'A name holds a character that no text may hold.' : names.has(unit.name) ? `Two units are called "${unit.name}".` : wrongTime(unit, end)
    if (wrong) throw new ApiError('bad-parameter', wrong, `units/${i}`)
    names.add(unit.name)
  })
}

function wrongTime({ name, fromMin = 0, toMin, breaks = [] }: UnitRequest, end: number): string | undefined {
  const last = toMin ?? end
  if (last > end) return `"${name}" would end ${last - end} minutes after the shift, which lasts ${end}.`
  if (fromMin >= last) return `"${name}" has no time: it would end before it begins.`
  const rest = breaks.reduce((sum, { minutes }) => sum + minutes, 0)
  if (rest >= last - fromMin) return `"${name}" has no time: its breaks of ${rest} minutes fill its ${last - fromMin}.`
  for (const one of breaks) {
    if (one.fromMin > one.toMin) return `A break of "${name}" would have to begin before it may.`
    if (one.toMin + one.minutes > last || one.fromMin < fromMin) return `A break of "${name}" lies outside its time.`
  }
  return undefined
}
