/**
 * The audit trail. An act and its entry are stored together or not at all; a read is answered only when its entry is stored.
 * Nothing secret belongs in an entry: no password, token or plan, only who did what, to what, when and why.
 */
import { userInfo } from 'node:os'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { roleOf } from '../access.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import type { AuditAct, Role } from '../vocabulary.ts'
import { appendAudit, markUnknownName } from './audit-queries.ts'

/** Who acts. `operator`: whoever may run commands on the server, under the name that the system knows. */
export interface Actor { account: string | null; role: Role | 'operator' }

export interface Entry extends Actor {
  act: AuditAct
  /** What was acted on: an account, a theme. */
  subject?: string | null
  purpose?: string | null
  detail?: Record<string, string | number | boolean | null>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request of somebody signed in to this route is in the audit trail. A visitor's leaves no entry. */
    audit?: AuditAct | ((request: FastifyRequest) => AuditAct)
  }
}

const MOST_PURPOSE = 200

/**
 * Adds an entry; `inside` is the transaction of the act. Best called last in it: writers wait for each other from here to the commit.
 * @throws ApiError 'audit-away', upon which the transaction must not commit.
 */
export const record = (inside: Queryable, { account, role, act, subject = null, purpose = null, detail = {} }: Entry): Promise<number> =>
  orAway(appendAudit(inside, { account, role, act, subject, purpose, detail }))

async function orAway<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw Object.assign(new ApiError('audit-away', 'The audit trail cannot be written at the moment, so this was not done. Try again in a few seconds.'), { cause })
  }
}

/** A sign-in that was refused. `name` is kept as typed only where an account of that name exists. */
export async function recordRefusedSignIn(inside: Queryable, { name, known, by, why }: { name: string; known: boolean; by: 'password' | 'oidc'; why: string }): Promise<void> {
  // Asked also where it is not needed, so that the time tells nobody which names there are.
  const mark = await orAway(markUnknownName(inside, name.replaceAll('\0', '')))
  await record(inside, { account: null, role: 'public', act: 'sign-in-refused', subject: known ? name : mark, detail: { by, why } })
}

/** Whoever runs a command on this machine. */
export const operator = (): Actor => ({ account: userInfo().username, role: 'operator' })

export const actorOf = (request: FastifyRequest): Actor => ({ account: request.account?.name ?? null, role: roleOf(request) })

/** Call before routes are registered: requests of routes that name an act are recorded before they are answered. */
export function auditRequests(server: FastifyInstance, db: Queryable): void {
  server.addHook('preHandler', async (request) => {
    const { audit } = request.routeOptions.config
    // Who may read no more than a visitor leaves no more than a visitor.
    if (!audit || roleOf(request) === 'public') return
    const act = typeof audit === 'function' ? audit(request) : audit
    await record(db, { ...actorOf(request), act, purpose: purposeOf(request.headers['x-purpose']), ...askedOf(request.query) })
  })
}

/** What was asked, as it was checked by the schema of the route. */
function askedOf(query: unknown): Pick<Required<Entry>, 'subject' | 'detail'> {
  const { theme = null, ...detail } = query as Record<string, string | number> & { theme?: string }
  return { subject: theme, detail }
}

/** Headers are bytes, so a purpose in other than plain letters comes percent-encoded. @throws ApiError when it is too long. */
export function purposeOf(header: string | string[] | undefined): string | null {
  const text = decoded([header ?? ''].flat().join(', ')).replace(/\p{C}/gu, ' ').trim()
  if (text.length > MOST_PURPOSE) throw new ApiError('bad-parameter', `A purpose has at most ${MOST_PURPOSE} characters.`, 'x-purpose')
  return text || null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    if (cause instanceof URIError) return text
    throw cause
  }
}
