/** Statements from which the demand of a shift is gathered. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** Of the areas with these numbers, months both included. */
export interface Held { theme: string; from: string; to: string; res: number; areaIds: number[] }
export interface CellKind { cell: string; premises: boolean; rural: boolean | null }
export interface Landmark { at: number; place: string | null; settlement: string | null; outM: number | null; reaches: number | null; bearing: number | null; ward: string | null }

const span = ({ theme, from, to, res, areaIds }: Held) => [theme, `${from}-01`, `${to}-01`, res, areaIds]

export const listDemandTimes = (db: Queryable, held: Held, most: number) => db.rows<{ cell: string; times: string }>(sql('patrols/list_demand_times'), [...span(held), most])

export const listDemandCellKinds = (db: Queryable, res: number, areaIds: number[]) => db.rows<CellKind>(sql('patrols/list_demand_cell_kinds'), [res, areaIds])

/** In metres around each point. */
const REACH_M = 300
export const listDemandLandmarks = (db: Queryable, points: readonly (readonly [number, number])[]) =>
  db.rows<Landmark>(sql('patrols/list_demand_landmarks'), [points.map(([lng]) => lng), points.map(([, lat]) => lat), REACH_M])

export const listDemandLabels = (db: Queryable, themes: string[], { from, to, res, areaIds }: Omit<Held, 'theme'>, cells: string[]) =>
  db.rows<{ cell: string; label: string; n: number }>(sql('patrols/list_demand_labels'), [themes, `${from}-01`, `${to}-01`, res, areaIds, cells])

export interface Residents { residents: number | null; rural: number | null; deciles: number[] | null }
export const sumDemandResidents = async (db: Queryable, areaIds: number[]) => (await db.rows<Residents>(sql('patrols/sum_demand_residents'), [areaIds]))[0]!

export const decilesAt = async (db: Queryable, points: readonly (readonly [number, number])[]): Promise<(number | null)[]> =>
  (await db.rows<{ decile: number | null }>(sql('patrols/deciles_at'), [points.map(([lng]) => lng), points.map(([, lat]) => lat)])).map(({ decile }) => decile)
