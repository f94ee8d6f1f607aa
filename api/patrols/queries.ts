/** Statements of the room `patrols`, each inside a transaction that says who asks. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { NewPlan, Plan, PlanChange } from './schema.ts'

export { asPlanner } from '../db/identity.ts'

export const listPlans = (inside: Queryable) => inside.rows<Plan>(sql('patrols/list_plans'))

export const getPlan = async (inside: Queryable, id: string): Promise<Plan | undefined> => (await inside.rows<Plan>(sql('patrols/get_plan'), [id]))[0]

export const addPlan = async (inside: Queryable, { district, name, shiftFrom, shiftTo, notes }: NewPlan, who: string): Promise<string> =>
  (await inside.rows<{ id: string }>(sql('patrols/add_plan'), [district, name, shiftFrom, shiftTo, notes ?? '', who]))[0]!.id

/** False when the plan is no longer the version that was read. */
export const changePlan = async (inside: Queryable, id: string, version: number, { name, shiftFrom, shiftTo, notes, status }: PlanChange, who: string): Promise<boolean> =>
  (await inside.rows(sql('patrols/change_plan'), [id, version, name ?? null, shiftFrom ?? null, shiftTo ?? null, notes ?? null, status ?? null, who])).length > 0

export const deletePlan = async (inside: Queryable, id: string, version: number): Promise<boolean> =>
  (await inside.rows(sql('patrols/delete_plan'), [id, version])).length > 0
