/** What changed at the places of a plan, against comparison places: numbers with intervals, and words that claim no more. */
import { Type, type Static } from 'typebox'
import { DataVersion, Nullable, OneOf, ThemeId } from '../schema.ts'
import { effectStates, evaluationPeriods } from '../vocabulary.ts'
import { DoseRow } from './delivery-schema.ts'
import { Position } from './request-schema.ts'

export const EvaluationQuery = Type.Object({
  theme: Type.Optional(ThemeId), months: Type.Optional(Type.Integer({ minimum: 1, maximum: 24, description: 'Months from the shift\'s on, and as many before; 6 where absent, fewer where fewer are loaded' })),
  against: Type.Optional(OneOf(evaluationPeriods, 'The months before, or the same months a year before'))
}, { additionalProperties: false })

const Span = Type.Object({ from: Type.String(), to: Type.String() })
const Counts = Type.Object({ before: Type.Integer(), after: Type.Integer() })
const VerdictBody = Type.Object({ state: OneOf(effectStates, 'What may be said'), text: Type.String() })
export const WddBody = Type.Object({
  treated: Counts, comparison: Counts, rings: Nullable(Type.Object({ treated: Counts, comparison: Counts }, { description: 'Around both, where crime that was driven out would go' })),
  wdd: Type.Number({ description: 'Events beyond what the comparison leads to expect' }), se: Type.Number(), lower: Type.Number(), upper: Type.Number(), level: Type.Integer({ description: 'Of the interval, per cent' })
})
export type WddBody = Static<typeof WddBody>
export const DoseBody = Type.Object({
  bins: Type.Array(Type.Object({ fromMin: Type.Number(), toMin: Nullable(Type.Number()), places: Type.Integer(), events: Type.Integer(), baseline: Type.Number(), ratio: Nullable(Type.Number({ description: 'Events beside those before' })), lower: Nullable(Type.Number()), upper: Nullable(Type.Number()) })),
  slope: Nullable(Type.Object({ ratio: Type.Number({ description: 'For one more hour' }), lower: Type.Number(), upper: Type.Number(), dispersion: Type.Number() })), note: Nullable(Type.String())
})
export const EvaluatedPlace = Type.Object({
  id: Type.String(), name: Type.String(), before: Type.Integer(), after: Type.Integer(), minutes: Type.Number({ description: 'Delivered in the months after, over all plans of the team' }),
  match: Nullable(Type.Object({ id: Type.String(), middle: Position, cells: Type.Array(Type.String()), before: Type.Integer(), after: Type.Integer() }))
})
export type EvaluatedPlace = Static<typeof EvaluatedPlace>

export const EvaluationAnswer = Type.Object({
  query: Type.Object({ theme: Type.String(), months: Type.Integer(), against: Type.String() }), dataVersion: DataVersion, unit: Type.String(), source: Type.String(), synthetic: Type.Boolean(), caveat: Type.String(),
  dosage: Type.Array(DoseRow), names: Type.Record(Type.String(), Type.String()),
  before: Nullable(Span), after: Nullable(Span), least: Nullable(Type.String({ description: 'The smallest fall that could be told from chance' })),
  wdd: Nullable(WddBody), withRings: Nullable(WddBody), verdict: Nullable(VerdictBody),
  regression: Nullable(Type.Object({ observed: Type.Integer(), expected: Type.Number(), fall: Type.Number(), share: Type.Number(), text: Type.String() }, { description: 'The fall to be expected from having chosen high places' })),
  difference: Nullable(Type.Number({ description: 'Of counts over the pairs, in standard deviations; a good match is under 0.25' })),
  series: Type.Object({ months: Type.Array(Type.String()), treated: Type.Array(Type.Integer()), comparison: Type.Array(Type.Integer()) }),
  places: Type.Array(EvaluatedPlace), dose: Nullable(DoseBody), notes: Type.Array(Type.String())
})
export type EvaluationAnswer = Static<typeof EvaluationAnswer>
