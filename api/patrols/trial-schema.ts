/** A trial of patrols drawn by lot: which places, which days, what could be seen, and what was. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, Day, H3Cell, Nullable, OneOf, ThemeId } from '../schema.ts'
import { effectStates } from '../vocabulary.ts'
import { Position } from './request-schema.ts'
import { PlanParams } from './schema.ts'

const closed = { additionalProperties: false } as const
const Minute = (description: string) => Type.Integer({ minimum: 0, maximum: 2880, description })

export const NewTrial = Type.Object({
  district: AreaCode, name: Type.String({ minLength: 1, maxLength: 120 }), theme: ThemeId, firstDay: Day,
  days: Type.Integer({ minimum: 7, maximum: 366, description: 'Days from the first to the last' }), each: Type.Integer({ minimum: 1, maximum: 99, description: 'Places patrolled on each day' }),
  restWeekdays: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { maxItems: 6, uniqueItems: true, description: 'Weekdays without patrols, Monday 0: neither treated nor compared' })),
  hoursFrom: Type.Optional(Minute('Minutes after midnight at which a day of the trial begins; 0 where absent')), hoursTo: Type.Optional(Minute('And ends; 1440 where absent, after 1440 on the next day')),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  plan: Type.Optional(Type.Unsafe<string>({ ...PlanParams.properties.id, description: 'Plan whose places take part' })),
  cells: Type.Optional(Type.Array(Type.Array(H3Cell, { minItems: 1, maxItems: 7 }), { minItems: 2, maxItems: 100, description: 'Places as groups of cells of one resolution' })),
  highest: Type.Optional(Type.Integer({ minimum: 2, maximum: 100, description: 'So many cells of the district with the most records of the last year, none beside another' }))
}, { ...closed, description: 'Places come from a plan, from cells, or are the highest: one of the three' })
export type NewTrial = Static<typeof NewTrial>

export const TrialPlace = Type.Object({
  id: Type.String(), name: Type.String(), cells: Type.Array(Type.String()), middle: Position, lastYear: Type.Integer({ description: 'Records in the last 12 months that are loaded' }),
  match: Nullable(Type.Object({ id: Type.String(), middle: Position, lastYear: Type.Integer() }, { description: 'A place outside the trial that was like it, for looking at both from month to month' }))
})
export type TrialPlace = Static<typeof TrialPlace>
const design = {
  district: Type.String(), name: Type.String(), theme: Type.String(), res: Type.Integer(), firstDay: Type.String(), each: Type.Integer(), hoursFrom: Type.Integer(), hoursTo: Type.Integer(), seed: Type.Integer(),
  restDays: Type.Array(Type.Integer()), places: Type.Array(TrialPlace), calendar: Type.Array(Type.String({ description: 'A digit a place: 1 patrolled' }), { description: 'Day by day' }),
  least: Type.String({ description: 'The smallest effect that could be seen' }), dataVersion: DataVersion
}
const told = { placeDays: Type.Object({ treated: Type.Integer(), control: Type.Integer() }) }
export const TrialDraft = Type.Object({ ...design, ...told })
export type TrialDraft = Static<typeof TrialDraft>
export const Trial = Type.Object({ id: Type.String(), ...design, ...told, createdBy: Type.String(), createdAt: Type.String() })
export type Trial = Static<typeof Trial>
export type StoredTrial = Omit<Trial, 'placeDays'>
export const TrialSummary = Type.Object({ id: Type.String(), district: Type.String(), name: Type.String(), theme: Type.String(), firstDay: Type.String(), days: Type.Integer(), places: Type.Integer(), each: Type.Integer(), createdBy: Type.String() })
export type TrialSummary = Static<typeof TrialSummary>
export const TrialsAnswer = Type.Object({ trials: Type.Array(TrialSummary) })

const Side = Type.Object({ events: Type.Integer(), placeDays: Type.Integer(), rate: Nullable(Type.Number({ description: 'Events a place-day' })) })
export const TrialEvaluationQuery = Type.Object({ carryOver: Type.Optional(Type.Integer({ minimum: 0, maximum: 7, description: 'Days after patrols that are not compared, because these may still work; 0 where absent' })) }, closed)
export const TrialEvaluation = Type.Object({
  dataVersion: DataVersion, unit: Type.String(), days: Type.Integer({ description: 'Days of the trial whose records are loaded' }), of: Type.Integer(), carryOverDays: Type.Integer(),
  treated: Side, control: Side, left: Type.Object({ events: Type.Integer(), placeDays: Type.Integer() }, { description: 'Left out as carry-over' }),
  ratio: Nullable(Type.Number()), lower: Nullable(Type.Number()), upper: Nullable(Type.Number()), interval: Nullable(Type.String({ description: 'randomisation or poisson' })), p: Nullable(Type.Number()), draws: Type.Integer(),
  verdict: Type.Object({ state: OneOf(effectStates, 'What may be said'), text: Type.String() }), notes: Type.Array(Type.String())
})
export type TrialEvaluation = Static<typeof TrialEvaluation>
export const TrialParams = Type.Object({ trial: Type.Unsafe<string>({ ...PlanParams.properties.id, description: 'Trial' }) }, closed)
