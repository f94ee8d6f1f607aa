/**
 * Statements on behalf of somebody: as the database role of planners, with who asks set inside the transaction, where a pooled connection
 * forgets it. Row-level security decides from there; a statement outside sees no team's rows.
 */
import type { Database, Queryable } from './database.ts'

export interface Asking { name: string; districts: readonly string[] }

const PLAIN_CODE = /^[A-Za-z0-9-]+$/

/** Runs `work` in one transaction as `asking`. @throws Error for a district code that could be read as two. */
export async function asPlanner<T>(db: Pick<Database, 'transaction'>, { name, districts }: Asking, work: (inside: Queryable) => Promise<T>): Promise<T> {
  if (!districts.every((code) => PLAIN_CODE.test(code))) throw new Error('A district code is not plain')
  return db.transaction(async (inside) => {
    await inside.rows(`select set_config('role', 'beatwise_planner', true), set_config('beatwise.account', $1, true), set_config('beatwise.districts', $2, true)`, [name, districts.join(',')])
    return work(inside)
  })
}

/** Runs `work` in one transaction as the phone whose token has this SHA-256, in hexadecimal: row-level security lets it reach its own unit's rows. */
export async function asPhone<T>(db: Pick<Database, 'transaction'>, hash: string, work: (inside: Queryable) => Promise<T>): Promise<T> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('No hash of a token')
  return db.transaction(async (inside) => {
    await inside.rows(`select set_config('role', 'beatwise_phone', true), set_config('beatwise.phone', $1, true)`, [hash])
    return work(inside)
  })
}

/** Runs `work` in one transaction as somebody who keeps the register of road sites. */
export const asRoads = <T>(db: Pick<Database, 'transaction'>, asking: Pick<Asking, 'name'>, work: (inside: Queryable) => Promise<T>): Promise<T> => named(db, 'beatwise_roads', asking, work)

/** Runs `work` in one transaction as somebody who reads that register. */
export const asSiteReader = <T>(db: Pick<Database, 'transaction'>, asking: Pick<Asking, 'name'>, work: (inside: Queryable) => Promise<T>): Promise<T> => named(db, 'beatwise_site_reader', asking, work)

/** Runs `work` in one transaction as an administrator who decides what of the teams' priorities is published. */
export const asModerator = <T>(db: Pick<Database, 'transaction'>, asking: Pick<Asking, 'name'>, work: (inside: Queryable) => Promise<T>): Promise<T> => named(db, 'beatwise_moderator', asking, work)

const named = <T>(db: Pick<Database, 'transaction'>, role: string, { name }: Pick<Asking, 'name'>, work: (inside: Queryable) => Promise<T>): Promise<T> =>
  db.transaction(async (inside) => {
    await inside.rows(`select set_config('role', $1, true), set_config('beatwise.account', $2, true)`, [role, name])
    return work(inside)
  })
