/** How a new plan is begun: from nothing, from last week's, from a template, or from places of road collisions. */
import { asApiError } from '../api.ts'
import type { Template } from '../../../api/patrols/schema.ts'
import { takeOver, wantedPlan, type WantedPlan } from '../patrol-places.ts'
import { readPlan } from './asks.ts'
import { draftOf, newDraft, weekLater, withTheme, type Draft } from './draft.ts'
import type { Planner } from './planner.svelte.ts'
import { addDays, dayOf, presetShift, todayIn, weekdayOf } from './shift-times.ts'

/** A template on its way from the list to the new plan; nothing of it stands in the address. */
let waiting: Template | null = null
export const useTemplate = (template: Template | null): void => { waiting = template }

/** @param copied the plan whose request is taken over, for the shift a week later. */
export async function beginNew(planner: Planner, districts: readonly string[], copied: string | null): Promise<void> {
  const [district] = districts
  if (district === undefined) return
  planner.restart()
  const fresh = newDraft(district, todayIn(new Date()))
  const template = waiting
  waiting = null
  if (template) return planner.begin({ ...fresh, district: template.district, request: template.request })
  const places = takeOver()
  if (places) return beginAt(planner, fresh, wantedPlan(places, districts))
  if (copied === null) return planner.begin(fresh)
  try {
    const earlier = draftOf(await readPlan(copied))
    planner.begin(earlier ? weekLater(earlier) : fresh)
  } catch (cause) {
    planner.begin(fresh)
    planner.error = asApiError(cause)
  }
}

/** Against killed and seriously injured, at the hours that held most of them. */
function beginAt(planner: Planner, fresh: Draft, wanted: WantedPlan): void {
  planner.begin(draftAt(fresh, todayIn(new Date()), wanted))
  planner.wanted = wanted
}

export function draftAt(fresh: Draft, today: string, { district, must, notes, shift }: WantedPlan): Draft {
  const preset = shift?.preset ?? 'late'
  const ahead = shift ? (shift.weekday - weekdayOf(today) + 7) % 7 : 0
  const request = { ...withTheme(fresh.request, 'ksi-collisions'), preset, ...(must.length > 0 ? { must } : {}) }
  return { ...fresh, ...presetShift(preset, dayOf(addDays(`${today}T00:00`, ahead))), district: district ?? fresh.district, notes, request }
}
