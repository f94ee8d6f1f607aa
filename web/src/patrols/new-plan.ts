/** How a new plan is begun: from nothing, from last week's, or from a template. */
import type { Template } from '../../../api/patrols/schema.ts'
import { readPlan } from './asks.ts'
import { draftOf, newDraft, weekLater } from './draft.ts'
import type { Planner } from './planner.svelte.ts'
import { asApiError } from './plan-store.svelte.ts'
import { todayIn } from './shift-times.ts'

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
  if (copied === null) return planner.begin(fresh)
  try {
    const earlier = draftOf(await readPlan(copied))
    planner.begin(earlier ? weekLater(earlier) : fresh)
  } catch (cause) {
    planner.begin(fresh)
    planner.error = asApiError(cause)
  }
}
