/** A patrol plan: which team, which shift, in what state. */
import { Type, type Static } from 'typebox'
import { AreaCode, OneOf } from '../schema.ts'
import { planStatuses } from '../vocabulary.ts'

const LocalTime = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'Local time, Europe/London, YYYY-MM-DDThh:mm' })
const Name = Type.String({ minLength: 1, maxLength: 120, description: 'What the team calls it' })
const Notes = Type.String({ maxLength: 4000 })

export const NewPlan = Type.Object({ district: AreaCode, name: Name, shiftFrom: LocalTime, shiftTo: LocalTime, notes: Type.Optional(Notes) }, { additionalProperties: false })
export type NewPlan = Static<typeof NewPlan>

export const PlanChange = Type.Object({
  name: Type.Optional(Name), shiftFrom: Type.Optional(LocalTime), shiftTo: Type.Optional(LocalTime), notes: Type.Optional(Notes),
  status: Type.Optional(OneOf(planStatuses, 'Where the plan stands'))
}, { additionalProperties: false, minProperties: 1 })
export type PlanChange = Static<typeof PlanChange>

export const Plan = Type.Object({
  id: Type.String(), district: Type.String(), name: Type.String(), shiftFrom: Type.String(), shiftTo: Type.String(), notes: Type.String(),
  status: Type.String(), version: Type.Integer(), createdBy: Type.String(), changedBy: Type.String(), changedAt: Type.String()
})
export type Plan = Static<typeof Plan>

export const PlansAnswer = Type.Object({ plans: Type.Array(Plan) })
export const PlanParams = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'Plan' }) }, { additionalProperties: false })
