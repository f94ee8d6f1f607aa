/** A patrol plan: which team, which shift, in what state. */
import { Type, type Static } from 'typebox'
import { AreaCode, Nullable, OneOf } from '../schema.ts'
import { planStatuses } from '../vocabulary.ts'
import { PlanContent } from './content-schema.ts'
import { PlanRequest, Position } from './request-schema.ts'

const LocalTime = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'Local time, Europe/London, YYYY-MM-DDThh:mm' })
const Name = Type.String({ minLength: 1, maxLength: 120, description: 'What the team calls it' })
const Notes = Type.String({ maxLength: 4000 })

const PlanId = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'Plan' })
const closed = { additionalProperties: false } as const

export const NewPlan = Type.Object({
  district: AreaCode, name: Name, shiftFrom: LocalTime, shiftTo: LocalTime, notes: Type.Optional(Notes),
  request: Type.Optional(PlanRequest), copyOf: Type.Optional(Type.Unsafe<string>({ ...PlanId, description: 'Plan of the same team whose request is taken over, in place of `request`' }))
}, closed)
export type NewPlan = Static<typeof NewPlan>

/** Routes as a planner has put them: every unit of the plan, its visits in order. */
export const Arrangement = Type.Array(Type.Object({
  unit: Type.String({ maxLength: 40 }),
  visits: Type.Array(Type.Object({ place: Type.String({ maxLength: 20 }), locked: Type.Boolean(), startS: Type.Optional(Type.Integer({ minimum: 0, maximum: 90_000, description: 'Begins then; absent: as early as it can' })) }, closed), { maxItems: 80 })
}, closed), { maxItems: 12 })
export type Arrangement = Static<typeof Arrangement>

export const PlanChange = Type.Object({
  name: Type.Optional(Name), shiftFrom: Type.Optional(LocalTime), shiftTo: Type.Optional(LocalTime), notes: Type.Optional(Notes),
  status: Type.Optional(OneOf(planStatuses, 'Where the plan stands')),
  request: Type.Optional(PlanRequest), routes: Type.Optional(Arrangement)
}, { ...closed, minProperties: 1, description: 'With a new request the routes are searched anew around the locked visits; with routes they are kept as given, if that can be' })
export type PlanChange = Static<typeof PlanChange>

const planHead = {
  id: Type.String(), district: Type.String(), name: Type.String(), shiftFrom: Type.String(), shiftTo: Type.String(), notes: Type.String(),
  status: Type.String(), version: Type.Integer(), createdBy: Type.String(), changedBy: Type.String(), changedAt: Type.String()
}
/** As the list has it. */
export const PlanSummary = Type.Object({
  ...planHead, objective: Nullable(Type.Array(Type.String(), { description: 'Themes; null for a plan without routes' })),
  units: Nullable(Type.Integer()), visits: Nullable(Type.Integer()), shareOfAll: Nullable(Type.Number({ description: 'Of the expected demand, covered' }))
})
export type PlanSummary = Static<typeof PlanSummary>
export const Plan = Type.Object({ ...planHead, request: Nullable(PlanRequest), content: Nullable(PlanContent) })
export type Plan = Static<typeof Plan>
export const PlansAnswer = Type.Object({ plans: Type.Array(PlanSummary) })
export const VersionsAnswer = Type.Object({ versions: Type.Array(Type.Object({ version: Type.Integer(), status: Type.String(), changedBy: Type.String(), changedAt: Type.String(), visits: Nullable(Type.Integer()), shareOfAll: Nullable(Type.Number()) })) })

export const Template = Type.Object({ id: Type.String(), district: Type.String(), name: Type.String(), request: PlanRequest, createdBy: Type.String() })
export type Template = Static<typeof Template>
export const NewTemplate = Type.Object({ district: AreaCode, name: Name, request: PlanRequest }, closed)
export type NewTemplate = Static<typeof NewTemplate>
export const TemplatesAnswer = Type.Object({ templates: Type.Array(Template) })

/** Where units of a district can be based, the nearest to its middle first. */
export const BasesAnswer = Type.Object({ bases: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String(), position: Position, distanceM: Type.Number() })) })
export const BasesQuery = Type.Object({ district: AreaCode }, closed)

export const PlanParams = Type.Object({ id: PlanId }, closed)
