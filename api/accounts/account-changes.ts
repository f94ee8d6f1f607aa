/** What an operator does to accounts. Each is one transaction with its entry in the audit trail, and ends the sessions that it makes wrong. */
import type { Database, Queryable } from '../db/database.ts'
import type { AuditAct, Role } from '../vocabulary.ts'
import { operator, record } from './audit.ts'
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
    await record(inside, { ...operator(), act: 'account-add', subject: name, detail: { role, districts: districts.join(' ') } })
  })
  return password
}

/** Answers the one-time password. @throws AccountError for an unknown name. */
export async function resetPassword(db: Database, name: string): Promise<string> {
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  await change(db, name, 'account-reset', {}, (inside, accountId) => setPassword(inside, accountId, passwordHash, true))
  return password
}

export const disableAccount = (db: Database, name: string) => change(db, name, 'account-disable', {}, (inside, accountId) => setDisabled(inside, accountId, true))
export const enableAccount = (db: Database, name: string) => change(db, name, 'account-enable', {}, (inside, accountId) => setDisabled(inside, accountId, false))
export const changeRole = (db: Database, name: string, role: AccountRole) => change(db, name, 'account-role', { role }, (inside, accountId) => setRole(inside, accountId, role))
/** Sessions go on: each request asks anew for its districts. */
export const changeDistricts = (db: Database, name: string, codes: string[]) =>
  change(db, name, 'account-districts', { districts: codes.join(' ') }, (inside, accountId) => setDistricts(inside, accountId, codes))

/** The account first, then its sessions: a sign-in at the same moment waits for the account, and is refused or ended. @throws AccountError for an unknown name. */
async function change(db: Database, name: string, act: AuditAct, detail: Record<string, string>, work: (inside: Queryable, accountId: number) => Promise<unknown>): Promise<void> {
  await db.transaction(async (inside) => {
    const account = await findSignIn(inside, name)
    if (!account) throw new AccountError(`There is no account "${name}".`)
    await work(inside, account.accountId)
    if (act !== 'account-districts') await endSessions(inside, account.accountId)
    await record(inside, { ...operator(), act, subject: name, detail })
  })
}
