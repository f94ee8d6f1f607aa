/** Signing in with a name and a password, signing out, and changing the password. One refusal for every reason, in the same words and time. */
import type { FastifyRequest } from 'fastify'
import type { Database, Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import type { Role } from '../vocabulary.ts'
import { takeAttempt, type Attempt } from './attempts.ts'
import { record, recordRefusedSignIn } from './audit.ts'
import { foldName, isName } from './names.ts'
import { hashPassword, isPassword, passwordFault } from './passwords.ts'
import { beginSession, endSession, endSessions, findSession, findSignIn, purgeSessions, setPassword, type SignInAccount } from './queries.ts'
import { hashOf, newToken, tokenOf } from './session-cookie.ts'
import type { LiveSession, SessionSettings } from './sessions.ts'

/** Too many failures: nothing was looked at. */
export class TooManyAttempts extends ApiError {
  constructor(readonly waitS: number) {
    super('too-many-requests', `Too many sign-ins have failed. Try again in ${waitS > 90 ? `${Math.ceil(waitS / 60)} minutes` : `${waitS} seconds`}.`)
  }
}

const refusal = () => new ApiError('sign-in-refused', 'The name or the password is not right.')

/** @throws ApiError 'sign-in-refused', or TooManyAttempts. */
export async function signIn(db: Database, request: FastifyRequest, given: { name: string; password: string }, settings: SessionSettings): Promise<LiveSession> {
  const folded = foldName(given.name)
  // What cannot be a name is looked up as the name that nobody has.
  const name = isName(folded) ? folded : ''
  const attempt = await attemptFrom(db, request, folded)
  const account = await findSignIn(db, name)
  const fits = await isPassword(given.password, account?.passwordHash ?? null)
  if (!account || !fits || account.disabled) {
    const why = !account ? 'unknown name' : !fits ? 'wrong password' : 'disabled'
    await db.transaction((inside) => recordRefusedSignIn(inside, { name: folded, known: account !== undefined, by: 'password', why }))
    throw refusal()
  }
  return db.transaction(async (inside) => {
    await attempt.forgive(inside)
    const session = await openSession(inside, request, account, settings)
    await record(inside, { account: session.name, role: session.role, act: 'sign-in', detail: { by: 'password' } })
    return session
  })
}

async function attemptFrom(db: Database, request: FastifyRequest, name: string): Promise<Attempt> {
  const attempt = await takeAttempt(db, name, request.ip)
  if (attempt.waitS > 0) throw new TooManyAttempts(attempt.waitS)
  return attempt
}

/**
 * Begins a session with a token of its own and ends the one that the request came with. For an account whose password, or whose sign-in
 * elsewhere (`passwordHash` null), was just checked; `inside` is a transaction.
 * @throws ApiError 'sign-in-refused' when the account was closed or its password changed meanwhile.
 */
export async function openSession(
  inside: Queryable, request: FastifyRequest, { accountId, passwordHash }: Pick<SignInAccount, 'accountId' | 'passwordHash'>, { sessionHours, sessionIdleMinutes }: SessionSettings
): Promise<LiveSession> {
  const token = newToken()
  const earlier = tokenOf(request)
  if (earlier) await endSession(inside, hashOf(earlier))
  await purgeSessions(inside, sessionIdleMinutes)
  const userAgent = request.headers['user-agent']?.slice(0, 200) ?? null
  const begun = await beginSession(inside, { hash: hashOf(token), accountId, passwordHash, hours: sessionHours, userAgent })
  const found = begun ? await findSession(inside, hashOf(token), sessionIdleMinutes) : undefined
  if (!found) throw refusal()
  return { ...found, role: found.role as Role, token }
}

/**
 * Gives the account of this session the password `next`; every session of the account ends, and this browser gets a new one.
 * @throws ApiError 'password-refused' naming the parameter, or TooManyAttempts.
 */
export async function changePassword(db: Database, request: FastifyRequest, { current, next }: { current: string; next: string }, settings: SessionSettings): Promise<LiveSession> {
  const { name, accountId } = request.session!
  const fault = next === current ? 'The new password is the old one.' : passwordFault(next, name)
  if (fault) throw new ApiError('password-refused', fault, 'next')
  const attempt = await attemptFrom(db, request, name)
  const account = await findSignIn(db, name)
  if (!(await isPassword(current, account?.passwordHash ?? null))) throw new ApiError('password-refused', 'The current password is not right.', 'current')
  const passwordHash = await hashPassword(next)
  return db.transaction(async (inside) => {
    await attempt.forgive(inside)
    await setPassword(inside, accountId, passwordHash, false)
    await endSessions(inside, accountId)
    const session = await openSession(inside, request, { accountId, passwordHash }, settings)
    await record(inside, { account: name, role: session.role, act: 'password-change', subject: name })
    return session
  })
}

export const signOut = (db: Database, { token, accountId, name, role }: LiveSession, everywhere: boolean): Promise<unknown> => db.transaction(async (inside) => {
  await (everywhere ? endSessions(inside, accountId) : endSession(inside, hashOf(token)))
  await record(inside, { account: name, role, act: 'sign-out', detail: { everywhere } })
})
