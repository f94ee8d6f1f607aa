/** What a plan holds once it is made: places, routes, what they reach, and what it all rests on. Seconds count from the beginning of the shift. */
import { Type, type Static } from 'typebox'
import { Nullable, OneOf } from '../schema.ts'
import { travelModeIds } from '../vocabulary.ts'
import { Position } from './request-schema.ts'

const Seconds = Type.Number({ description: 'Seconds after the shift begins' })
const Interval = Nullable(Type.Object({ low: Type.Number(), high: Type.Number() }))

export const PlannedPlace = Type.Object({
  id: Type.String({ description: 'The cell in its middle: the same place has the same id in every plan' }), name: Type.String(), reason: Type.String({ description: 'Why this place, in one sentence' }),
  cells: Type.Array(Type.String()), middle: Position, rural: Nullable(Type.Boolean()),
  expected: Type.Array(Type.Number(), { description: 'Expected in each block of the shift, in the plan\'s unit' }), share: Type.Number({ description: 'Of what is expected in the whole area' }), must: Type.Boolean()
})
export type PlannedPlace = Static<typeof PlannedPlace>

export const PlannedVisit = Type.Object({
  place: Type.String(), startS: Seconds, endS: Seconds, at: Type.String({ description: 'Local time, hh:mm' }), until: Type.String(), worth: Type.Number(), locked: Type.Boolean(),
  travelS: Type.Number({ description: 'From the stop before' }), distanceM: Nullable(Type.Number())
})
export const PlannedUnit = Type.Object({
  name: Type.String(), mode: OneOf(travelModeIds, 'How it travels'), base: Type.Object({ name: Type.String(), position: Position }),
  fromS: Seconds, toS: Seconds, leavesS: Seconds, backS: Seconds, leaves: Type.String(), back: Type.String(),
  visits: Type.Array(PlannedVisit), breaks: Type.Array(Type.Object({ startS: Seconds, endS: Seconds, at: Type.String(), until: Type.String() })),
  visitS: Type.Number(), travelS: Type.Number(), distanceM: Nullable(Type.Number()),
  path: Type.Array(Position, { description: 'For drawing: along roads where they are known, else straight from stop to stop' })
})
export type PlannedUnit = Static<typeof PlannedUnit>

export const PlanEffect = Type.Object({
  expected: Type.Number({ description: 'In the whole area in the shift' }), covered: Type.Number({ description: 'At the visited places, in the blocks of their visits: the best of a place in full, further ones less' }),
  shareOfAll: Nullable(Type.Number()), shareOfPossible: Nullable(Type.Number({ description: 'Of what as many visits would cover without any travel' })),
  plain: Nullable(Type.Object({ covered: Type.Number(), shareOfAll: Nullable(Type.Number()) }, { description: 'As many visits at the places with the most records of the last year' })),
  random: Nullable(Type.Object({ covered: Type.Number(), interval: Interval }, { description: 'As many visits at places drawn by lot' })),
  travelShare: Nullable(Type.Number({ description: 'Of the units\' time' })), visitMinutes: Type.Number(), visits: Type.Integer(),
  fairness: Type.Array(Type.Object({ group: Type.String(), minutes: Type.Number(), share: Nullable(Type.Number()), residentsShare: Nullable(Type.Number()) })),
  deciles: Type.Optional(Type.Array(Type.Object({ decile: Type.Integer({ minimum: 1, maximum: 10 }), minutes: Type.Number(), share: Nullable(Type.Number()), residentsShare: Nullable(Type.Number()) }), { description: 'By deprivation of the place, 1 the most deprived tenth of the nation; empty where none is loaded, absent in plans made before it was told' })),
  fairnessNote: Nullable(Type.String())
})
export type PlanEffect = Static<typeof PlanEffect>

export const PlanContent = Type.Object({
  dataVersion: Type.String(), seed: Type.Integer(), res: Type.Integer(), month: Type.String({ description: 'The month whose forecast is used' }), blocks: Type.Array(Type.Object({ fromS: Seconds, toS: Seconds })), flat: Type.Boolean({ description: 'Hours are not known: every hour counts alike' }),
  unit: Type.String(), method: Nullable(Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })), accuracy: Type.String({ description: 'How well the forecast held on months not seen' }), source: Type.String(), synthetic: Type.Boolean(),
  travel: Type.Object({ model: Type.String(), text: Type.String() }),
  places: Type.Array(PlannedPlace), units: Type.Array(PlannedUnit), effect: PlanEffect,
  worth: Type.Number(), bound: Type.Number({ description: 'No plan of this request can be worth more' }), gap: Nullable(Type.Number({ description: '(bound - worth) / bound' })), steps: Type.Integer(),
  stopped: Type.Boolean({ description: 'The search was ended early' }), byHand: Type.Boolean({ description: 'Changed by hand since it was searched' }), notes: Type.Array(Type.String())
})
export type PlanContent = Static<typeof PlanContent>

export const solveStates = ['demand', 'travel', 'search', 'done', 'failed'] as const
export const Solving = Type.Object({
  state: OneOf(solveStates, 'What is being done'), step: Type.Integer(), steps: Type.Integer(), best: Nullable(PlanContent), message: Nullable(Type.String({ description: 'Why it failed, or what was left out' })), parameter: Nullable(Type.String())
})
export type Solving = Static<typeof Solving>
