/** Statements of the room `patrols`, each inside a transaction that says who asks. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { PlanContent, Solving } from './content-schema.ts'

import type { NewPlan, NewTemplate, Plan, PlanChange, PlanSummary, Template } from './schema.ts'

export { asPlanner } from '../db/identity.ts'

/** Lists go to the database as text: a driver would send an array as one of its own. */
const stored = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value))

export const listPlans = (inside: Queryable) => inside.rows<PlanSummary>(sql('patrols/list_plans'))

export const getPlan = async (inside: Queryable, id: string): Promise<Plan | undefined> => (await inside.rows<Plan>(sql('patrols/get_plan'), [id]))[0]

export const addPlan = async (inside: Queryable, { district, name, shiftFrom, shiftTo, notes, request }: NewPlan, who: string): Promise<string> =>
  (await inside.rows<{ id: string }>(sql('patrols/add_plan'), [district, name, shiftFrom, shiftTo, notes ?? '', who, stored(request)]))[0]!.id

export type StoredChange = Omit<PlanChange, 'routes'> & { content?: PlanContent }

/** False when the plan is no longer the version that was read. */
export const changePlan = async (inside: Queryable, id: string, version: number, { name, shiftFrom, shiftTo, notes, status, request, content }: StoredChange, who: string): Promise<boolean> =>
  (await inside.rows(sql('patrols/change_plan'), [id, version, name ?? null, shiftFrom ?? null, shiftTo ?? null, notes ?? null, status ?? null, who, stored(request), stored(content)])).length > 0

export const deletePlan = async (inside: Queryable, id: string, version: number): Promise<boolean> =>
  (await inside.rows(sql('patrols/delete_plan'), [id, version])).length > 0

export interface PlanVersion { version: number; status: string; changedBy: string; changedAt: string; visits: number | null; shareOfAll: number | null }
export const listVersions = (inside: Queryable, id: string) => inside.rows<PlanVersion>(sql('patrols/list_versions'), [id])

/** The run's name; undefined when the plan is no longer that version. */
export const beginSearch = async (inside: Queryable, id: string, version: number): Promise<string | undefined> =>
  (await inside.rows<{ run: string }>(sql('patrols/begin_search'), [id, version]))[0]?.run

/** Whether it shall stop; undefined when another search has taken its place. */
export const noteSearch = async (inside: Queryable, run: string, { state, step, steps, best, message, parameter }: Solving): Promise<boolean | undefined> =>
  (await inside.rows<{ stop: boolean }>(sql('patrols/note_search'), [run, state, step, steps, stored(best), message, parameter]))[0]?.stop

export type FoundSearch = Solving & { run: string; planVersion: number; leftS: number }
export const getSearch = async (inside: Queryable, id: string): Promise<FoundSearch | undefined> => (await inside.rows<FoundSearch>(sql('patrols/get_search'), [id]))[0]

export const stopSearch = async (inside: Queryable, id: string): Promise<boolean> => (await inside.rows(sql('patrols/stop_search'), [id])).length > 0

export interface Base { id: string; kind: string; name: string; position: [number, number]; distanceM: number }
export const listBases = (inside: Queryable, areaId: number) => inside.rows<Base>(sql('patrols/list_bases'), [areaId])

/** Indexes of positions that lie outside every loaded force. */
export const outsideForce = async (db: Queryable, positions: readonly (readonly [number, number])[]): Promise<number[]> =>
  (await db.rows<{ at: number }>(sql('patrols/outside_force'), [positions.map(([lng]) => lng), positions.map(([, lat]) => lat)])).map(({ at }) => at - 1)

export const listTemplates = (inside: Queryable) => inside.rows<Template>(sql('patrols/list_templates'))
export const addTemplate = async (inside: Queryable, { district, name, request }: NewTemplate, who: string): Promise<string> =>
  (await inside.rows<{ id: string }>(sql('patrols/add_template'), [district, name, stored(request), who]))[0]!.id
export const deleteTemplate = async (inside: Queryable, id: string): Promise<boolean> => (await inside.rows(sql('patrols/delete_template'), [id])).length > 0
