/** Statements on trials drawn by lot. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { StoredTrial, TrialDraft, TrialSummary } from './trial-schema.ts'

export const listTrials = (inside: Queryable) => inside.rows<TrialSummary>(sql('patrols/list_trials'))
export const getTrial = async (inside: Queryable, id: string): Promise<StoredTrial | undefined> => (await inside.rows<StoredTrial>(sql('patrols/get_trial'), [id]))[0]
export const addTrial = async (inside: Queryable, { district, name, theme, res, firstDay, each, hoursFrom, hoursTo, seed, restDays, places, calendar, least, dataVersion }: TrialDraft, by: string): Promise<string> =>
  (await inside.rows<{ id: string }>(sql('patrols/add_trial'), [district, name, theme, res, firstDay, each, hoursFrom, hoursTo, seed, JSON.stringify(restDays), JSON.stringify(places), calendar, least, dataVersion, by]))[0]!.id
export const deleteTrial = async (inside: Queryable, id: string): Promise<boolean> => (await inside.rows(sql('patrols/delete_trial'), [id])).length > 0

export interface PlaceDaysAsked { theme: string; firstDay: string; days: number; res: number; cells: string[]; hoursFrom: number; hoursTo: number }
/** Of signed-in readers' records; days count from 0. */
export const countPlaceDays = (db: Queryable, { theme, firstDay, days, res, cells, hoursFrom, hoursTo }: PlaceDaysAsked) =>
  db.rows<{ day: number; cell: string; n: number }>(sql('patrols/count_place_days'), [theme, firstDay, days, res, cells, hoursFrom, hoursTo])
