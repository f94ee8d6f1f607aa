/** Statements of signing in at the organisation's own provider. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** What the provider's answer must fit. */
export interface Attempt { state: string; nonce: string; codeVerifier: string }
export interface OidcAccount { accountId: number; name: string; role: string; disabled: boolean }

export const addOidcAttempt = (db: Queryable, browserHash: Buffer, { state, nonce, codeVerifier }: Attempt, minutes: number) =>
  db.run(sql('accounts/add_oidc_attempt'), [browserHash, state, nonce, codeVerifier, minutes])

export const takeOidcAttempt = async (db: Queryable, browserHash: Buffer): Promise<(Attempt & { fresh: boolean }) | undefined> =>
  (await db.rows<Attempt & { fresh: boolean }>(sql('accounts/take_oidc_attempt'), [browserHash]))[0]

export const findOidcAccount = async (inside: Queryable, subject: string): Promise<OidcAccount | undefined> =>
  (await inside.rows<OidcAccount>(sql('accounts/find_oidc_account'), [subject]))[0]

/** The number of the new account; undefined where the name is taken. */
export const addOidcAccount = async (inside: Queryable, name: string, role: string, subject: string): Promise<number | undefined> =>
  (await inside.rows<{ accountId: number }>(sql('accounts/add_oidc_account'), [name, role, subject]))[0]?.accountId
