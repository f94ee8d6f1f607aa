/** Statements of accounts, sessions and attempts to sign in. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

export interface SignInAccount { accountId: number; name: string; role: string; passwordHash: string | null; disabled: boolean }
export interface FoundSession { accountId: number; name: string; role: string; districts: string[]; mustChange: boolean; expiresAt: string }
export interface NewSession { hash: Buffer; accountId: number; passwordHash: string | null; hours: number; userAgent: string | null }
export interface NewAccount { name: string; role: string; passwordHash: string | null; mustChange: boolean; demonstration: boolean }
export interface ListedAccount {
  name: string; role: string; districts: string[]; disabled: boolean; mustChange: boolean; demonstration: boolean; elsewhere: boolean; seen: string | null
}

export const findSignIn = async (db: Queryable, name: string): Promise<SignInAccount | undefined> =>
  (await db.rows<SignInAccount>(sql('accounts/find_sign_in'), [name]))[0]

/** Whether it began: not when the account was disabled or its password changed since it was checked. */
export const beginSession = async (db: Queryable, { hash, accountId, passwordHash, hours, userAgent }: NewSession): Promise<boolean> =>
  (await db.run(sql('accounts/begin_session'), [hash, accountId, passwordHash, hours, userAgent])) === 1

export const findSession = async (db: Queryable, hash: Buffer, idleMinutes: number): Promise<FoundSession | undefined> =>
  (await db.rows<FoundSession>(sql('accounts/find_session'), [hash, idleMinutes]))[0]

export const endSession = (db: Queryable, hash: Buffer) => db.run(sql('accounts/end_session'), [hash])
export const endSessions = (db: Queryable, accountId: number) => db.run(sql('accounts/end_sessions'), [accountId])
export const purgeSessions = (db: Queryable, idleMinutes: number) => db.run(sql('accounts/purge_sessions'), [idleMinutes])

export const lockAttempts = (db: Queryable, keys: string[]) => db.run(sql('accounts/lock_attempts'), [keys])
export const purgeAttempts = (db: Queryable, spanS: number) => db.run(sql('accounts/purge_attempts'), [spanS])
export const addAttempts = (db: Queryable, keys: string[]) => db.rows<{ attemptId: string; key: string }>(sql('accounts/add_attempts'), [keys])
export const forgiveAttempts = (db: Queryable, nameKey: string, ids: string[]) => db.run(sql('accounts/forgive_attempts'), [nameKey, ids])
/** Seconds until each key has an attempt left of its limit; 0: now. */
export const waitForAttempt = async (db: Queryable, keys: string[], limits: number[], spanS: number): Promise<number> =>
  (await db.rows<{ waitS: number }>(sql('accounts/wait_for_attempt'), [keys, limits, spanS]))[0]!.waitS

/** The number of the new account; undefined where the name is taken. */
export const addAccount = async (db: Queryable, { name, role, passwordHash, mustChange, demonstration }: NewAccount): Promise<number | undefined> =>
  (await db.rows<{ accountId: number }>(sql('accounts/add_account'), [name, role, passwordHash, mustChange, demonstration]))[0]?.accountId

/** Ends no session: whoever calls it does, in the same transaction and after it. */
export const setPassword = (db: Queryable, accountId: number, passwordHash: string, mustChange: boolean) =>
  db.run(sql('accounts/set_password'), [accountId, passwordHash, mustChange])
export const setDisabled = (db: Queryable, accountId: number, disabled: boolean) => db.run(sql('accounts/set_disabled'), [accountId, disabled])
export const setRole = (db: Queryable, accountId: number, role: string) => db.run(sql('accounts/set_role'), [accountId, role])
export const setDistricts = (db: Queryable, accountId: number, codes: string[]) => db.run(sql('accounts/set_districts'), [accountId, codes])
export const listAccounts = (db: Queryable) => db.rows<ListedAccount>(sql('accounts/list_accounts'))

export const lockAccounts = (db: Queryable) => db.run(sql('accounts/lock_accounts'))
export const wantDemonstration = async (db: Queryable): Promise<boolean> =>
  (await db.rows<{ wanted: boolean }>(sql('accounts/want_demonstration')))[0]!.wanted
export const removeDemonstration = (db: Queryable) => db.run(sql('accounts/remove_demonstration'))
