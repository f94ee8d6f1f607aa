/** Statements on what was delivered of plans, as a planner or as the phone of one unit. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { PlannedPlace, PlannedUnit } from './content-schema.ts'
import type { KeptVisit, Visit } from './delivery-schema.ts'

export { asPhone } from '../db/identity.ts'

export interface NewVisit { id: string; unit: string; place: string; arrivedAt: string; leftAt: string | null; source: Visit['source']; note: string; revision: number; undone: boolean }

/** False where a visit of that id is known already in this or a later state. */
export const putVisit = async (inside: Queryable, { plan, district }: { plan: string; district: string }, { id, unit, place, arrivedAt, leftAt, source, note, revision, undone }: NewVisit, by: string): Promise<boolean> =>
  (await inside.rows(sql('patrols/put_visit'), [plan, id, district, unit, place, arrivedAt, leftAt, source, note, revision, undone, by])).length > 0

export const listVisits = (inside: Queryable, plan: string) => inside.rows<Visit>(sql('patrols/list_visits'), [plan])
export const countVisits = async (inside: Queryable, plan: string): Promise<number> => (await inside.rows<{ n: number }>(sql('patrols/count_visits'), [plan]))[0]!.n
export const listUnitVisits = (inside: Queryable, plan: string, unit: string) => inside.rows<KeptVisit>(sql('patrols/list_unit_visits'), [plan, unit])

export interface TeamVisit { plan: string; unit: string; place: string; arrivedAt: string; leftAt: string }
/** Of all plans of a team, between two days, both included. */
export const listTeamVisits = (inside: Queryable, district: string, firstDay: string, lastDay: string) => inside.rows<TeamVisit>(sql('patrols/list_team_visits'), [district, firstDay, lastDay])

export interface Phone { unit: string; madeBy: string; expiresAt: string }
export const listPhones = (inside: Queryable, plan: string) => inside.rows<Phone>(sql('patrols/list_phones'), [plan])
export const addPhone = (inside: Queryable, hash: string, { plan, district, unit }: { plan: string; district: string; unit: string }, by: string, expiresAt: string) =>
  inside.rows(sql('patrols/add_phone'), [hash, plan, district, unit, by, expiresAt])
/** How many were withdrawn. */
export const revokePhones = async (inside: Queryable, plan: string, unit: string | null): Promise<number> => (await inside.rows(sql('patrols/revoke_phones'), [plan, unit])).length

export interface FoundPhone {
  plan: string; district: string; unit: string; expiresAt: string; name: string; shiftFrom: string; shiftTo: string; status: string; version: number
  /** Null for a plan without routes, or one that no longer has this unit. */
  content: { unit: PlannedUnit; places: PlannedPlace[] } | null
}
/** As a phone: the plan of its token; undefined where the token is unknown, over or withdrawn. */
export const getPhonePlan = async (inside: Queryable): Promise<FoundPhone | undefined> => (await inside.rows<FoundPhone>(sql('patrols/get_phone_plan')))[0]
