/** To the organisation's own sign-in and back. A browser comes here by links, so it is answered with pages to go to, never with JSON. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Database } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { record } from './audit.ts'
import { signInVouched } from './oidc-accounts.ts'
import { addOidcAttempt, takeOidcAttempt } from './oidc-queries.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { OidcRefusal, Provider } from './oidc.ts'
import { giveCookie, hashOf, newToken } from './session-cookie.ts'
import type { SessionSettings } from './sessions.ts'

export interface OidcOptions { db: Database; settings: SessionSettings; oidc: OidcSettings | undefined }

/** Ties the return to the browser that left: without it, a link could sign somebody in as somebody else. */
const COOKIE = '__Host-beatwise-oidc'
const MINUTES = 10
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const
/** Each beginning is a row and may be a question to the provider. */
const rateLimit = { max: 30, timeWindow: '1 minute' }

const Text = Type.Optional(Type.String({ maxLength: 8_000 }))
/** Open to more: providers add parameters of their own. */
const Returned = Type.Object({ code: Text, state: Text, error: Text, error_description: Text })
const moved = { 302: Type.Null({ description: 'Where to go next' }), ...errorResponses }

export const oidcRoutes: FastifyPluginAsyncTypebox<OidcOptions> = async (app, { db, settings, oidc }) => {
  const provider = oidc && new Provider(oidc)
  const configured = (): Provider => {
    if (!provider) throw new ApiError('not-found', 'Signing in through the organisation is not set up.')
    return provider
  }
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store') })

  app.get('/session/oidc', {
    config: { access: 'own-session', rateLimit },
    schema: { tags: ['accounts'], summary: 'Go to the sign-in of the organisation', querystring: NoQuery, response: moved }
  }, (request, reply) => orRefusal(request, reply, async () => {
    const { url, attempt } = await configured().begin()
    const browser = newToken()
    await addOidcAttempt(db, hashOf(browser), attempt, MINUTES)
    return reply.setCookie(COOKIE, browser, { ...attributes, maxAge: MINUTES * 60 }).redirect(url)
  }))

  app.get('/session/oidc/callback', {
    config: { access: 'own-session', rateLimit },
    schema: { tags: ['accounts'], summary: 'Come back from the sign-in of the organisation', querystring: Returned, response: moved }
  }, (request, reply) => orRefusal(request, reply, async () => {
    const signer = configured()
    reply.clearCookie(COOKIE, attributes)
    const browser = request.cookies[COOKIE]
    const attempt = browser ? await takeOidcAttempt(db, hashOf(browser)) : undefined
    if (!attempt?.fresh) throw new OidcRefusal('expired')
    const identity = await signer.finish(new URL(request.url, 'http://here.invalid').search, attempt).catch((cause: Error) => recordFailure(db, cause))
    const session = await signInVouched(db, request, identity, settings)
    return giveCookie(reply, session.token).redirect('/')
  }))
}

async function recordFailure(db: Database, cause: Error): Promise<never> {
  if (cause instanceof OidcRefusal) await record(db, { account: null, role: 'public', act: 'sign-in-refused', detail: { by: 'oidc', why: cause.why } })
  throw cause
}

/** A refusal becomes the sign-in page with its reason; the log has the cause, and nothing of what the provider sent. */
async function orRefusal(request: FastifyRequest, reply: FastifyReply, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (!(cause instanceof OidcRefusal)) throw cause
    request.log.warn({ why: cause.why, reason: (cause.cause as Error | undefined)?.message }, 'sign-in at the provider came to nothing')
    reply.redirect(`/sign-in?refused=${cause.why}`)
  }
}
