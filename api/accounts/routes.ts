/** Sign in, who am I, sign out, and the password of one's own account. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Database } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { errorResponses, NoQuery } from '../schema.ts'
import { PasswordChange, Session, SignIn, SignOutQuery } from './schema.ts'
import { giveCookie, takeCookie } from './session-cookie.ts'
import { sessionAnswer, type LiveSession, type SessionSettings } from './sessions.ts'
import { changePassword, signIn, signOut, TooManyAttempts } from './sign-in.ts'

export interface AccountOptions { db: Database; settings: SessionSettings; oidc: boolean }

/** The longest name and password fit, at four bytes a character of the password; for a change of password, two of them. */
const SIGN_IN_BYTES = 1024
const PASSWORD_BYTES = 2048

export const accountRoutes: FastifyPluginAsyncTypebox<AccountOptions> = async (app, { db, settings, oidc }) => {
  const common = { tags: ['accounts'], querystring: NoQuery }
  const answer = (session: LiveSession | null) => sessionAnswer(session, settings, oidc)
  const withSession = async (reply: FastifyReply, work: Promise<LiveSession>) => {
    const session = await work.catch((cause: Error) => {
      if (cause instanceof TooManyAttempts) reply.header('retry-after', String(cause.waitS))
      throw cause
    })
    giveCookie(reply, session.token)
    return answer(session)
  }
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store') })

  app.get('/session', {
    config: { access: 'own-session' },
    schema: { ...common, summary: 'Who is asking, and what is open to them', response: { 200: Session, ...errorResponses } }
  }, async (request) => answer(request.session))

  app.post('/session', {
    config: { access: 'own-session', startsSession: true }, bodyLimit: SIGN_IN_BYTES,
    schema: { ...common, summary: 'Sign in', body: SignIn, response: { 200: Session, ...errorResponses } }
  }, (request, reply) => withSession(reply, signIn(db, request, request.body, settings)))

  app.delete('/session', {
    config: { access: 'own-session' },
    schema: { tags: ['accounts'], summary: 'Sign out, here or on every device', querystring: SignOutQuery, response: { 204: Type.Null(), ...errorResponses } }
  }, async (request, reply) => {
    const { session } = request
    if (session) await signOut(db, session, request.query.everywhere ?? false)
    return takeCookie(reply).code(204).send(null)
  })

  app.put('/session/password', {
    config: { access: 'own-session' }, bodyLimit: PASSWORD_BYTES,
    schema: { ...common, summary: 'Change the own password; every other session of the account ends', body: PasswordChange, response: { 200: Session, ...errorResponses } }
  }, async (request, reply) => {
    if (!request.session) throw new ApiError('sign-in-needed', 'Sign in to change your password.')
    return withSession(reply, changePassword(db, request, request.body, settings))
  })
}
