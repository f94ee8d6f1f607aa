/** What the browser keeps of a session: a random token in a cookie that no script can read, and what the server derives from it. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The prefix makes browsers hold it to this host, to TLS (or the own machine) and to the whole path. */
export const COOKIE = '__Host-beatwise'
/** No age: it goes with the browser's session, and the server ends it earlier. */
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** What a page must repeat in a header: only one that this server has answered knows it, and the cookie cannot be had from it. */
export const csrfTokenOf = (token: string): string => createHmac('sha256', token).update('x-csrf-token').digest('base64url')

export function isCsrfTokenOf(token: string, given: unknown): boolean {
  const right = Buffer.from(csrfTokenOf(token))
  const offered = Buffer.from(typeof given === 'string' ? given : '')
  return right.length === offered.length && timingSafeEqual(right, offered)
}

/** The token of the request's cookie; undefined without one, and for anything that this server never gave out. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[COOKIE]
  return token !== undefined && TOKEN.test(token) ? token : undefined
}

export const giveCookie = (reply: FastifyReply, token: string): FastifyReply => reply.setCookie(COOKIE, token, attributes)
export const takeCookie = (reply: FastifyReply): FastifyReply => reply.clearCookie(COOKIE, attributes)
