/** What officers did of a plan: visits reported by tap, track, table or hand; the board of a shift; links for phones and what a phone is told. */
import { Type, type Static } from 'typebox'
import { Nullable, OneOf } from '../schema.ts'
import { visitSources } from '../vocabulary.ts'
import { Position } from './request-schema.ts'

const closed = { additionalProperties: false } as const
export const Instant = Type.String({ pattern: '^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?(Z|[+-][0-1][0-9]:[0-5][0-9])$', description: 'Instant, ISO 8601 with its zone' })
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const UnitName = Type.String({ minLength: 1, maxLength: 40, description: 'Unit of the plan' })
const PlaceId = Type.String({ minLength: 1, maxLength: 20, description: 'Place of the plan' })
const Note = Type.String({ maxLength: 500 })
const Source = OneOf(visitSources, 'How it is known')

export const VisitsBody = Type.Object({
  visits: Type.Array(Type.Object({ id: Type.Optional(Uuid), unit: UnitName, place: PlaceId, arrivedAt: Instant, leftAt: Type.Optional(Nullable(Instant)), note: Type.Optional(Note) }, closed), { minItems: 1, maxItems: 500 })
}, { ...closed, description: 'With an `id` a visit that is reported twice is one; without, the same unit, place and arrival are' })
export type VisitsBody = Static<typeof VisitsBody>
export const UploadQuery = Type.Object({ unit: Type.Optional(Type.Unsafe<string>({ ...UnitName, description: 'Whose track a file is; a table may have a column `unit` instead' })) }, closed)

export const Visit = Type.Object({
  id: Type.String(), unit: Type.String(), place: Type.String(), arrivedAt: Type.String(), leftAt: Nullable(Type.String({ description: 'Null: still there, or not reported' })),
  source: Source, note: Type.String(), revision: Type.Integer(), reportedBy: Type.String()
})
export type Visit = Static<typeof Visit>
export const DoseRow = Type.Object({
  unit: Type.String(), place: Type.String(), slots: Type.Integer(), met: Type.Integer({ description: 'Planned visits that had one of 12 to 20 minutes' }), overlong: Type.Integer({ description: 'Planned visits that had only longer ones' }),
  visits: Type.Integer(), unplanned: Type.Integer(), plannedMin: Type.Number(), deliveredMin: Type.Number(), excessMin: Type.Number({ description: 'Beyond 20 minutes of a visit' })
})
export const DosageAnswer = Type.Object({ visits: Type.Array(Visit), dosage: Type.Array(DoseRow, { description: 'By unit and place' }), places: Type.Record(Type.String(), Type.String(), { description: 'Names by place' }) })
export const UploadAnswer = Type.Object({
  read: Type.Integer({ description: 'Positions of a track, lines of a table, visits of a list' }), matched: Type.Integer(), leftOut: Type.Record(Type.String(), Type.Integer(), { description: 'By reason; with `matched` they add up to `read`' }),
  stored: Type.Integer({ description: 'Visits that were new or changed' }), visits: Type.Array(Type.Object({ unit: Type.String(), place: Type.String(), arrivedAt: Type.String(), leftAt: Nullable(Type.String()) }))
})
export type UploadAnswer = Static<typeof UploadAnswer>

export const boardStates = ['before', 'at-place', 'under-way', 'done'] as const
export const BoardUnit = Type.Object({
  name: Type.String(), state: OneOf(boardStates, 'What it does'), place: Nullable(Type.String({ description: 'Name of the place it is at' })), since: Nullable(Type.String({ description: 'Local time, hh:mm' })), minutes: Nullable(Type.Number()),
  next: Nullable(Type.Object({ place: Type.String(), name: Type.String(), at: Type.String(), lateMin: Type.Number({ description: 'Minutes after it was planned to begin; 0 when it is not late' }) })),
  done: Type.Integer(), missed: Type.Integer({ description: 'Planned visits passed over' }), planned: Type.Integer(), heard: Nullable(Type.String({ description: 'Instant of the last report' })), note: Nullable(Type.String())
})
export type BoardUnit = Static<typeof BoardUnit>
export const BoardAnswer = Type.Object({ now: Type.String(), running: Type.Boolean({ description: 'Whether the shift is on' }), units: Type.Array(BoardUnit) })

const PhoneLink = { unit: Type.String(), expiresAt: Type.String() }
export const NewPhones = Type.Object({ units: Type.Optional(Type.Array(UnitName, { minItems: 1, maxItems: 12, uniqueItems: true, description: 'Absent: every unit of the plan' })) }, closed)
export const NewPhonesAnswer = Type.Object({ phones: Type.Array(Type.Object({ ...PhoneLink, token: Type.String({ description: 'Told once; kept nowhere' }), path: Type.String({ description: 'Of the phone page, with the token after #' }) })) })
export const PhonesAnswer = Type.Object({ phones: Type.Array(Type.Object({ ...PhoneLink, madeBy: Type.String() })) })

export const PhoneVisit = Type.Object({
  id: Uuid, place: PlaceId, arrivedAt: Instant, leftAt: Nullable(Instant), note: Note, revision: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Counts up with each change of the visit' }), undone: Type.Boolean()
}, closed)
export type PhoneVisit = Static<typeof PhoneVisit>
export const PhoneVisitsBody = Type.Object({ visits: Type.Array(PhoneVisit, { minItems: 1, maxItems: 50 }) }, closed)
const KeptVisit = Type.Object({ id: Type.String(), place: Type.String(), arrivedAt: Type.String(), leftAt: Nullable(Type.String()), source: Source, note: Type.String(), revision: Type.Integer(), undone: Type.Boolean() })
export type KeptVisit = Static<typeof KeptVisit>
export const PhoneVisitsAnswer = Type.Object({ refused: Type.Array(Type.Object({ id: Type.String(), why: Type.String() })), visits: Type.Array(KeptVisit) })

export const PhonePlan = Type.Object({
  plan: Type.String(), unit: Type.String(), shiftFrom: Type.String(), shiftTo: Type.String(), expiresAt: Type.String(), status: Type.String(), version: Type.Integer(), now: Type.String(), marking: Type.String(),
  mode: Nullable(Type.String()), base: Nullable(Type.Object({ name: Type.String(), position: Position })), leaves: Nullable(Type.String()), back: Nullable(Type.String()),
  breaks: Type.Array(Type.Object({ startS: Type.Number(), at: Type.String(), until: Type.String() })),
  stops: Type.Array(Type.Object({ place: Type.String(), name: Type.String(), reason: Type.String(), position: Position, startS: Type.Number(), endS: Type.Number(), at: Type.String(), until: Type.String() })),
  visits: Type.Array(KeptVisit)
})
export type PhonePlan = Static<typeof PhonePlan>
