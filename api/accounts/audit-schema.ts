/** Questions and answers about the audit trail. */
import { Type, type Static } from 'typebox'
import { Nullable } from '../schema.ts'

export const AuditQuery = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Only entries with smaller numbers' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'How many at most; 50 unless told' }))
}, { additionalProperties: false })
export type AuditQuery = Static<typeof AuditQuery>

export const AuditEntry = Type.Object({
  seq: Type.Integer({ description: 'Number in the chain, from 1 without a gap' }),
  at: Type.String({ description: 'ISO 8601, UTC' }),
  account: Nullable(Type.String({ description: 'null: nobody was signed in' })),
  role: Type.String(),
  act: Type.String(),
  subject: Nullable(Type.String()),
  purpose: Nullable(Type.String({ description: 'As given in the header x-purpose' })),
  detail: Type.Record(Type.String(), Type.Any())
})
export type AuditEntry = Static<typeof AuditEntry>

export const AuditAnswer = Type.Object({
  entries: Type.Array(AuditEntry),
  verified: Type.Object({
    through: Type.Integer({ description: 'Up to which entry the chain has been checked and found whole; `npm run audit -- verify` checks all anew' }),
    ok: Type.Boolean({ description: 'False: the next entry is not what was written' })
  })
})
export type AuditAnswer = Static<typeof AuditAnswer>
