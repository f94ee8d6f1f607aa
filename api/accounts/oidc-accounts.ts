/** From somebody whom the provider vouches for to a session here: the account, made at the first time, and its role, which follows the groups. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Database, Queryable } from '../db/database.ts'
import type { SignInRefusal } from '../vocabulary.ts'
import { record, recordRefusedSignIn } from './audit.ts'
import { foldName, isName } from './names.ts'
import { addOidcAccount, findOidcAccount, type OidcAccount } from './oidc-queries.ts'
import { OidcRefusal, type Identity } from './oidc.ts'
import { endSessions, setRole } from './queries.ts'
import type { LiveSession, SessionSettings } from './sessions.ts'
import { openSession } from './sign-in.ts'

/**
 * Everything in one transaction with its entries in the audit trail. Whoever is refused loses also the sessions they have: a leaver who is in
 * no group any more has no business with them. @throws OidcRefusal.
 */
export async function signInVouched(db: Database, request: FastifyRequest, identity: Identity, settings: SessionSettings): Promise<LiveSession> {
  const result = await db.transaction(async (inside) => {
    const account = await findOidcAccount(inside, identity.subject)
    const why: SignInRefusal | undefined = identity.role === null ? 'no-role' : account?.disabled ? 'disabled' : undefined
    const admitted = why ? undefined : await admit(inside, account, identity)
    if (!admitted) return refuse(inside, account, identity, why ?? 'name-taken')
    const session = await openSession(inside, request, { accountId: admitted.accountId, passwordHash: null }, settings)
    await record(inside, { account: session.name, role: session.role, act: 'sign-in', detail: { by: 'oidc' } })
    return session
  })
  // Thrown only here: what was refused is recorded all the same.
  if (typeof result === 'string') throw new OidcRefusal(result)
  return result
}

/** The account with the role of its groups; undefined where its name belongs to somebody else, whose account nobody gets by a like name. */
async function admit(inside: Queryable, account: OidcAccount | undefined, { subject, userName, role }: Identity): Promise<Pick<OidcAccount, 'accountId'> | undefined> {
  if (account) {
    if (account.role !== role) await changeRole(inside, account, role!)
    return account
  }
  const name = nameFor(userName, subject)
  const accountId = await addOidcAccount(inside, name, role!, subject)
  if (accountId === undefined) return undefined
  await record(inside, { account: name, role: role!, act: 'account-add', subject: name, detail: { by: 'oidc', role } })
  return { accountId }
}

async function changeRole(inside: Queryable, { accountId, name }: OidcAccount, role: NonNullable<Identity['role']>): Promise<void> {
  await setRole(inside, accountId, role)
  await endSessions(inside, accountId)
  await record(inside, { account: name, role, act: 'account-role', subject: name, detail: { by: 'oidc', role } })
}

async function refuse(inside: Queryable, account: OidcAccount | undefined, { userName }: Identity, why: SignInRefusal): Promise<SignInRefusal> {
  if (account) await endSessions(inside, account.accountId)
  await recordRefusedSignIn(inside, { name: account?.name ?? userName, known: account !== undefined, by: 'oidc', why })
  return why
}

/** The name at the provider, where it can be one here. */
function nameFor(userName: string, subject: string): string {
  const name = foldName(userName)
  return isName(name) ? name : `oidc-${createHash('sha256').update(subject).digest('hex').slice(0, 12)}`
}
