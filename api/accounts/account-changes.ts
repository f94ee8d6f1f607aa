/** What an operator does to accounts. Each is one transaction, and ends the sessions that it makes wrong. */
import type { Database, Queryable } from '../db/database.ts'
import type { Role } from '../vocabulary.ts'
import { hashPassword, oneTimePassword } from './passwords.ts'
import { addAccount, endSessions, findSignIn, setDisabled, setDistricts, setPassword, setRole } from './queries.ts'

export type AccountRole = Exclude<Role, 'public'>

/** A wish that cannot be granted, in words for whoever wished it. */
export class AccountError extends Error {}

/** Answers the one-time password. @throws AccountError where the name is taken. */
export async function createAccount(db: Database, name: string, role: AccountRole, districts: string[]): Promise<string> {
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  await db.transaction(async (inside) => {
    const accountId = await addAccount(inside, { name, role, passwordHash, mustChange: true, demonstration: false })
    if (accountId === undefined) throw new AccountError(`There is an account "${name}" already.`)
    await setDistricts(inside, accountId, districts)
  })
  return password
}

/** Answers the one-time password. @throws AccountError for an unknown name. */
export async function resetPassword(db: Database, name: string): Promise<string> {
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  await change(db, name, (inside, accountId) => setPassword(inside, accountId, passwordHash, true))
  return password
}

export const disableAccount = (db: Database, name: string, disabled: boolean) => change(db, name, (inside, accountId) => setDisabled(inside, accountId, disabled))
export const changeRole = (db: Database, name: string, role: AccountRole) => change(db, name, (inside, accountId) => setRole(inside, accountId, role))
/** Sessions go on: each request asks anew for its districts. */
export const changeDistricts = (db: Database, name: string, codes: string[]) => change(db, name, (inside, accountId) => setDistricts(inside, accountId, codes), false)

/** The account first, then its sessions: a sign-in at the same moment waits for the account, and is refused or ended. @throws AccountError for an unknown name. */
async function change(db: Database, name: string, act: (inside: Queryable, accountId: number) => Promise<unknown>, endsSessions = true): Promise<void> {
  await db.transaction(async (inside) => {
    const account = await findSignIn(inside, name)
    if (!account) throw new AccountError(`There is no account "${name}".`)
    await act(inside, account.accountId)
    if (endsSessions) await endSessions(inside, account.accountId)
  })
}
