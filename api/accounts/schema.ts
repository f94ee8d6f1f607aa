/** Questions and answers about signing in and out. */
import { Type, type Static } from 'typebox'
import { Nullable, OneOf } from '../schema.ts'
import { roles } from '../vocabulary.ts'

const closed = { additionalProperties: false }
/** The longest password, in characters, at sign-in as at its making. */
export const MOST_PASSWORD = 200
const Password = Type.String({ minLength: 1, maxLength: MOST_PASSWORD })

export const SignIn = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), password: Password }, closed)
export type SignIn = Static<typeof SignIn>

export const SignOutQuery = Type.Object({ everywhere: Type.Optional(Type.Boolean({ description: 'End every session of the account, on every device' })) }, closed)

export const PasswordChange = Type.Object({ current: Password, next: Password }, closed)

export const Session = Type.Object({
  signedIn: Type.Boolean(),
  name: Nullable(Type.String()),
  role: OneOf(roles, 'Role of the account; public for a visitor'),
  districts: Type.Array(Type.String({ description: 'Codes of the districts whose team the account belongs to' })),
  may: Type.Array(Type.String(), { description: 'Entries of the access table that are open now' }),
  csrfToken: Nullable(Type.String({ description: 'To be sent as x-csrf-token with every request that changes something' })),
  expiresAt: Nullable(Type.String({ description: 'When the session ends, however busy it is; ISO 8601, UTC' })),
  idleSeconds: Nullable(Type.Integer({ description: 'Seconds without a request after which the session ends' })),
  mustChangePassword: Type.Boolean({ description: 'True: until the password is changed, the session opens no more than a visitor sees' }),
  marking: Type.String({ description: 'Protective marking of what a signed-in reader sees' }),
  oidc: Type.Boolean({ description: 'Whether signing in through the organisation is set up' })
})
export type Session = Static<typeof Session>
