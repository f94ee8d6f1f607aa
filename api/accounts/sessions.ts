/**
 * Who is asking: the session behind the cookie, found anew for each request, so that it ends the moment it is ended anywhere.
 * A request without the cookie asks the database nothing.
 */
import fastifyCookie from '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { access, mayRole, type AccessName, type Role } from '../vocabulary.ts'
import { isUnsafe, refuseOtherSites } from './cross-site.ts'
import { findSession } from './queries.ts'
import type { Session } from './schema.ts'
import { csrfTokenOf, hashOf, isCsrfTokenOf, tokenOf } from './session-cookie.ts'

export interface LiveSession { token: string; accountId: number; name: string; role: Role; districts: string[]; mustChange: boolean; expiresAt: string }
export interface SessionSettings { sessionIdleMinutes: number; sessionHours: number; marking: string }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for the route that hands out a session: whoever calls it cannot know a token yet. */
    startsSession?: boolean
  }
  interface FastifyRequest {
    /** The session that the request's cookie names; null without one, and for one that is over. */
    session: LiveSession | null
  }
}

/**
 * Sets `request.account` and refuses what other sites ask. Call after the limits of an address, whose hooks come first, and before routes are
 * registered. It runs before the body is read.
 */
export async function recallSessions(server: FastifyInstance, db: Database, idleMinutes: number): Promise<void> {
  await server.register(fastifyCookie)
  server.decorateRequest('session', null)
  server.addHook('preParsing', async (request) => {
    // Files of the page are the same for everybody.
    if (!request.url.startsWith('/api/')) return
    if (isUnsafe(request)) refuseOtherSites(request)
    const token = tokenOf(request)
    const found = token && (await findSession(db, hashOf(token), idleMinutes))
    if (!found) return refuseEnded(request)
    const session = { ...found, role: found.role as Role, token }
    if (isUnsafe(request) && !request.routeOptions.config?.startsSession && !isCsrfTokenOf(token, request.headers['x-csrf-token'])) {
      throw new ApiError('cross-site', 'The header x-csrf-token is missing or belongs to another session. Load the page again.')
    }
    request.session = session
    request.account = accountOf(session)
  })
}

/**
 * A page that sends its token believes to be signed in: to answer it as a visitor would pass rounded counts for exact ones. What is about the
 * session itself is answered, or nobody could sign in again.
 */
function refuseEnded({ headers, routeOptions }: FastifyRequest): void {
  const name = routeOptions.config?.access
  if (headers['x-csrf-token'] !== undefined && name && name !== 'own-session') throw new ApiError('sign-in-needed', 'Your session has ended. Sign in again.')
}

/** With a password that somebody else made, one may do no more than a visitor until it is changed. */
function accountOf({ accountId, name, role, districts, mustChange }: LiveSession): NonNullable<FastifyRequest['account']> {
  return mustChange ? { accountId, name, role: 'public', districts: [] } : { accountId, name, role, districts }
}

/** What a page is told about its session; null is a visitor. */
export function sessionAnswer(session: LiveSession | null, { sessionIdleMinutes, marking }: SessionSettings, oidc: boolean): Session {
  const opens = session ? accountOf(session).role : 'public'
  const may = (Object.keys(access) as AccessName[]).filter((name) => mayRole(opens, name))
  if (!session) return { signedIn: false, name: null, role: 'public', districts: [], may, csrfToken: null, expiresAt: null, idleSeconds: null, mustChangePassword: false, marking, oidc }
  const { name, role, districts, mustChange, expiresAt, token } = session
  return { signedIn: true, name, role, districts, may, csrfToken: csrfTokenOf(token), expiresAt, idleSeconds: sessionIdleMinutes * 60, mustChangePassword: mustChange, marking, oidc }
}
