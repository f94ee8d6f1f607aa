/** A plan as it is being asked for: what the server will be told, and how it differs from what the server has. */
import { planDefaults, type TravelMode } from '../../../api/vocabulary.ts'
import type { NewPlan, Plan, PlanChange } from '../../../api/patrols/schema.ts'
import type { PlanRequest, UnitRequest } from '../../../api/patrols/request-schema.ts'
import { addDays, minutesBetween, presetShift } from './shift-times.ts'

export interface Draft {
  district: string
  /** Empty: named after what it is against, where and when. */
  name: string
  shiftFrom: string
  shiftTo: string
  notes: string
  request: PlanRequest
}

type Place = UnitRequest['base']
const UNITS_AT_FIRST = 3
/** Until a base is chosen or given by coordinates. */
export const noBase: Place = { name: '', position: [0, 0] }
export const hasBase = ({ base }: UnitRequest): boolean => base.name !== ''

export function newDraft(district: string, today: string): Draft {
  const request: PlanRequest = { preset: 'night-time-economy', objective: [{ theme: 'night-time-economy', weight: 1 }], units: unitsOf([], UNITS_AT_FIRST, noBase) }
  return { district, name: '', notes: '', ...presetShift('night-time-economy', today), request }
}

/** So many units; a new one is like the last, under the next free name. */
export function unitsOf(units: readonly UnitRequest[], n: number, base: Place): UnitRequest[] {
  const made = units.slice(0, n)
  const like = units.at(-1) ?? { name: '', mode: 'foot' as TravelMode, base }
  while (made.length < n) made.push({ ...like, name: freeName(made) })
  return made
}

function freeName(units: readonly UnitRequest[]): string {
  let number = units.length + 1
  while (units.some(({ name }) => name === `Unit ${number}`)) number++
  return `Unit ${number}`
}

/** Nights out are walked; most else lies too far apart. */
export const usualMode = (theme: string): TravelMode => (theme === 'night-time-economy' ? 'foot' : 'vehicle')

/** Another first aim. Units that travel as is usual for the old one travel as is usual for the new. */
export function withTheme(request: PlanRequest, theme: string): PlanRequest {
  const [first, ...rest] = request.objective
  const usual = request.units.every(({ mode }) => mode === usualMode(first!.theme))
  const units = usual ? request.units.map((unit) => ({ ...unit, mode: usualMode(theme) })) : request.units
  return { ...request, units, objective: [{ ...first!, theme }, ...rest.filter((one) => one.theme !== theme)] }
}

/** Units without a base start from this one. */
export const withBase = (draft: Draft, base: Place): Draft =>
  draft.request.units.every(hasBase) ? draft : { ...draft, request: { ...draft.request, units: draft.request.units.map((unit) => (hasBase(unit) ? unit : { ...unit, base })) } }

/** null for a plan that was begun without a request. */
export function draftOf({ district, name, shiftFrom, shiftTo, notes, request }: Plan): Draft | null {
  return request && { district, name, shiftFrom, shiftTo, notes, request }
}

/** The same a week later. The name goes, since it tells a date more often than not; so does what was only meant for that shift. */
export function weekLater(draft: Draft): Draft {
  return { ...draft, name: '', notes: '', shiftFrom: addDays(draft.shiftFrom, 7), shiftTo: addDays(draft.shiftTo, 7) }
}

/** Optional parts of a request that are as good as absent are left away, so that two requests that mean the same are the same. */
export function tidied(request: PlanRequest): PlanRequest {
  const usual: Record<string, unknown> = { ...planDefaults, by: 'count', travel: 'best', randomised: false, effort: 'default' }
  const idle = ([key, value]: [string, unknown]) => value === undefined || value === usual[key] || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(request).filter((entry) => !idle(entry))) as unknown as PlanRequest
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value

export const sameRequest = (a: PlanRequest, b: PlanRequest): boolean => same(tidied(a), tidied(b))

/** What has to be told to the server; null: nothing. Another shift is searched anew as well, so it goes with its request. */
export function changeOf(plan: Plan, draft: Draft): PlanChange | null {
  const change: PlanChange = {}
  if (draft.name !== plan.name && draft.name !== '') change.name = draft.name
  if (draft.notes !== plan.notes) change.notes = draft.notes
  if (draft.shiftFrom !== plan.shiftFrom) change.shiftFrom = draft.shiftFrom
  if (draft.shiftTo !== plan.shiftTo) change.shiftTo = draft.shiftTo
  if (!plan.request || change.shiftFrom || change.shiftTo || !sameRequest(plan.request, draft.request)) change.request = tidied(draft.request)
  return Object.keys(change).length === 0 ? null : change
}

export const newPlanOf = (draft: Draft, name: string): NewPlan => ({
  district: draft.district, name: draft.name || name, shiftFrom: draft.shiftFrom, shiftTo: draft.shiftTo, request: tidied(draft.request), ...(draft.notes ? { notes: draft.notes } : {}),
})

/** What can be seen to be wrong before the server is asked. */
export function faultsOf({ shiftFrom, shiftTo, request }: Draft): { field: string; text: string }[] {
  const minutes = minutesBetween(shiftFrom, shiftTo)
  const names = request.units.map(({ name }) => name.trim())
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  return [
    ...(Number.isFinite(minutes) ? [] : [{ field: 'shift', text: 'Choose the day and the times of the shift.' }]),
    ...(minutes > 1440 ? [{ field: 'shift', text: 'A shift lasts 24 hours at most.' }] : []),
    ...(names.includes('') ? [{ field: 'units', text: 'Every unit needs a name.' }] : []),
    ...(twice ? [{ field: 'units', text: `Two units are called ${twice}: each needs a name of its own.` }] : []),
    ...(request.units.every(hasBase) ? [] : [{ field: 'units', text: 'Every unit needs a base, where it begins and ends.' }]),
  ]
}
