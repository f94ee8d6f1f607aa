/** The sign-ins that come with the demonstration county: one for each role, each with a password of chance that is shown once. */
import type { Database, Queryable } from '../db/database.ts'
import { roleTitles } from '../vocabulary.ts'
import type { AccountRole } from './account-changes.ts'
import { operator, record } from './audit.ts'
import { hashPassword, oneTimePassword } from './passwords.ts'
import { addAccount, lockAccounts, removeDemonstration, setDistricts, wantDemonstration } from './queries.ts'

/** Name and role are one. The planner belongs to the teams of Chelmsford and Basildon. */
const signIns: readonly { role: AccountRole; districts: string[] }[] = [
  { role: 'planner', districts: ['E07000070', 'E07000066'] }, { role: 'roads', districts: [] }, { role: 'analyst', districts: [] }, { role: 'admin', districts: [] }
]

export interface ShownSignIn { name: string; password: string; title: string }

/** Makes them where only the demonstration county is loaded and no account was ever made; answers those made. @param password of all of them, instead of chance. */
export async function addWhenFirst(db: Database, password: string | undefined): Promise<ShownSignIn[]> {
  if (!(await wantDemonstration(db))) return []
  return withPasswords(password, (made) => db.transaction(async (inside) => {
    await lockAccounts(inside)
    // Another process may have been first.
    return (await wantDemonstration(inside)) ? addAll(inside, made) : []
  }))
}

/** Throws the earlier ones away and makes them anew. */
export const renewDemonstration = (db: Database, password: string | undefined): Promise<ShownSignIn[]> =>
  withPasswords(password, (made) => db.transaction(async (inside) => {
    await lockAccounts(inside)
    await removeDemonstration(inside)
    return addAll(inside, made)
  }))

export { removeDemonstration } from './queries.ts'

type Made = (typeof signIns)[number] & { password: string; passwordHash: string }

async function withPasswords(given: string | undefined, work: (made: Made[]) => Promise<ShownSignIn[]>): Promise<ShownSignIn[]> {
  return work(await Promise.all(signIns.map(async (one) => {
    const password = given ?? oneTimePassword()
    return { ...one, password, passwordHash: await hashPassword(password) }
  })))
}

/** A name that somebody's own account has already is left to them. */
async function addAll(inside: Queryable, made: Made[]): Promise<ShownSignIn[]> {
  const shown: ShownSignIn[] = []
  for (const { role, districts, password, passwordHash } of made) {
    const accountId = await addAccount(inside, { name: role, role, passwordHash, mustChange: false, demonstration: true })
    if (accountId === undefined) continue
    await setDistricts(inside, accountId, districts)
    await record(inside, { ...operator(), act: 'account-add', subject: role, detail: { role, districts: districts.join(' '), demonstration: true } })
    shown.push({ name: role, password, title: roleTitles[role] })
  }
  return shown
}

/** A small block for the terminal; empty when there is nothing to show. @param known true where whoever started it has chosen the password. */
export function signInLines(shown: readonly ShownSignIn[], known: boolean): string[] {
  if (shown.length === 0) return []
  const width = Math.max(...shown.map(({ name }) => name.length))
  const lines = shown.map(({ name, password, title }) => `  ${name.padEnd(width)}  ${known ? '(DEMO_PASSWORD)' : password}  ${title}`)
  return ['Demonstration sign-ins, shown this once (npm run reset makes new ones):', ...lines]
}
