/** Local priorities and "You said, we did": what is written, decided and answered. */
import { Type, type Static, type TProperties } from 'typebox'
import { priorityActs, priorityKindIds, priorityLengths, priorityStateIds, priorityStatusIds } from '../priority-vocabulary.ts'
import { AreaCode, Nullable, OneOf } from '../schema.ts'

const closed = <T extends TProperties>(properties: T, options: object = {}) => Type.Object(properties, { additionalProperties: false, ...options })

const text = (most: number, description: string) => Type.String({ minLength: 1, maxLength: most, description: `${description}; plain text` })
const PriorityDay = Type.String({ pattern: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])$', description: 'Day, YYYY-MM-DD' })
const Evidence = Type.String({ minLength: 1, maxLength: priorityLengths.evidence, description: 'Path and query of a public page of this site, such as /?theme=burglary&area=E07000070; no other address' })

const required = {
  area: AreaCode, kind: OneOf(priorityKindIds, 'What it is'), title: text(priorityLengths.title, 'One line'), asked: text(priorityLengths.asked, 'What residents or partners said, or why it is a priority'),
  willDo: text(priorityLengths.willDo, 'What will be done, or was'), begins: PriorityDay, status: OneOf(priorityStatusIds, 'Where the work stands')
}
const optional = {
  evidence: Type.Optional(Nullable(Evidence)), ends: Type.Optional(Nullable(PriorityDay)),
  outcome: Type.Optional(Nullable(text(priorityLengths.outcome, 'What came of it; needed once it is done or stopped')))
}
export const NewPriority = closed({ ...required, ...optional })
export type NewPriority = Static<typeof NewPriority>
export const PriorityChange = closed({
  area: Type.Optional(required.area), kind: Type.Optional(required.kind), title: Type.Optional(required.title), asked: Type.Optional(required.asked), willDo: Type.Optional(required.willDo),
  begins: Type.Optional(required.begins), status: Type.Optional(required.status), ...optional
}, { minProperties: 1, description: 'It is a draft from then on; what is published of it stays until the new text is approved' })
export type PriorityChange = Static<typeof PriorityChange>
export const Returned = closed({ reason: text(priorityLengths.reason, 'What has to change before it can be published') })

const told = {
  kind: OneOf(priorityKindIds, 'What it is'), title: Type.String(), asked: Type.String(), evidence: Nullable(Type.String()), willDo: Type.String(),
  begins: Type.String({ description: 'YYYY-MM-DD' }), ends: Nullable(Type.String()), status: OneOf(priorityStatusIds, 'Where the work stands'), outcome: Nullable(Type.String())
}
/** As everybody reads it: nobody's name, and nothing that is not approved. */
export const PublishedPriority = Type.Object({
  id: Type.String(), area: Type.String(), areaName: Type.String(), ...told, synthetic: Type.Boolean({ description: 'Made up for demonstration' }),
  published: Type.String({ description: 'Since when, YYYY-MM-DD' }), changed: Type.String({ description: 'When the text that is shown was approved, UTC' })
})
export type PublishedPriority = Static<typeof PublishedPriority>
export const AreaPrioritiesAnswer = Type.Object({
  area: Type.String(), areaName: Type.String(), district: Nullable(Type.String()), priorities: Type.Array(PublishedPriority, { description: "The area's own, then those of its district" })
})
export type AreaPrioritiesAnswer = Static<typeof AreaPrioritiesAnswer>

const kept = {
  id: Type.String(), area: Type.String(), areaName: Type.String(), district: Type.String(), state: OneOf(priorityStateIds, 'Where the text stands'),
  reason: Nullable(Type.String({ description: 'Why it was returned' })), synthetic: Type.Boolean(), version: Type.Integer(), publishedVersion: Nullable(Type.Integer({ description: 'The version that everybody reads' })),
  createdBy: Type.String(), createdAt: Type.String(), changedBy: Type.String(), changedAt: Type.String()
}
/** As the list has it: without the long texts. */
export const PrioritySummary = Type.Object({ ...kept, kind: told.kind, title: told.title, status: told.status })
export type PrioritySummary = Static<typeof PrioritySummary>
export const Priority = Type.Object({ ...kept, ...told })
export type Priority = Static<typeof Priority>

const Told = Nullable(Type.String())
export const PriorityVersion = Type.Object({
  version: Type.Integer(), act: OneOf(priorityActs, 'What was done'), by: Type.String(), at: Type.String({ description: 'UTC' }), reason: Told,
  changes: Type.Array(Type.Object({ field: Type.String(), from: Told, to: Told }), { description: 'Of the text, against the version before' })
})
export type PriorityVersion = Static<typeof PriorityVersion>
export const PriorityWithHistory = Type.Object({ ...kept, ...told, published: Type.Unsafe<PublishedPriority | null>(Type.Union([PublishedPriority, Type.Null()])), history: Type.Array(PriorityVersion, { description: 'The newest first' }) })
export type PriorityWithHistory = Static<typeof PriorityWithHistory>
export const PrioritiesAnswer = Type.Object({ priorities: Type.Array(PrioritySummary) })
export const PriorityParams = closed({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'Entry' }) })
