/** What a planner asks for: where, against what, with whom, in what dose. Stored with the plan, so that the plan can be made again from it. */
import { Type, type Static } from 'typebox'
import { AreaCode, H3Cell, OneOf, ThemeId } from '../schema.ts'
import { demandWeights, efforts, planDefaults as defaults, shiftPresetIds, travelChoices, travelModeIds } from '../vocabulary.ts'

const closed = { additionalProperties: false } as const
export const Position = Type.Unsafe<[number, number]>({ type: 'array', items: { type: 'number', minimum: -180, maximum: 180 }, minItems: 2, maxItems: 2, description: '[lng, lat], degrees, WGS 84' })
/** A shift is at most a day. */
const MinuteOfShift = Type.Integer({ minimum: 0, maximum: 1500, description: 'Minutes after the shift begins' })

export const UnitRequest = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40, description: 'What the unit is called; each another name' }),
  mode: OneOf(travelModeIds, 'How it travels'),
  base: Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }), position: Position }, { ...closed, description: 'Where it begins and ends' }),
  fromMin: Type.Optional(MinuteOfShift), toMin: Type.Optional(MinuteOfShift),
  breaks: Type.Optional(Type.Array(Type.Object({ fromMin: MinuteOfShift, toMin: MinuteOfShift, minutes: Type.Integer({ minimum: 5, maximum: 120 }) }, { ...closed, description: 'Begins from fromMin to toMin, wherever the unit is' }), { maxItems: 3 }))
}, closed)
export type UnitRequest = Static<typeof UnitRequest>

export const PlanRequest = Type.Object({
  areas: Type.Optional(Type.Array(AreaCode, { minItems: 1, maxItems: 8, uniqueItems: true, description: 'Where; absent: the district of the team' })),
  drawn: Type.Optional(Type.Array(Position, { minItems: 3, maxItems: 100, description: 'Corners of a drawn area, in place of `areas`' })),
  preset: Type.Optional(OneOf(shiftPresetIds, 'The shift preset it was begun from')),
  objective: Type.Array(Type.Object({ theme: ThemeId, weight: Type.Number({ exclusiveMinimum: 0, maximum: 100, description: 'Its share in the mix, beside the others\' weights' }) }, closed), { minItems: 1, maxItems: 5, description: 'Against what' }),
  by: Type.Optional(OneOf(demandWeights, 'Count, or harm by an edition of weights')),
  units: Type.Array(UnitRequest, { minItems: 1, maxItems: 12 }),
  visitMinutes: Type.Optional(Type.Integer({ minimum: 12, maximum: 20, description: `Length of a visit; ${defaults.visitMinutes} where absent` })),
  gapMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 720, description: `From the end of a visit to the next at the same place; ${defaults.gapMinutes} where absent` })),
  mostVisits: Type.Optional(Type.Integer({ minimum: 1, maximum: 6, description: `Visits of one place in the shift; ${defaults.mostVisits} where absent` })),
  falling: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: `What the second best visit of a place counts beside the best, the third beside the second; ${defaults.falling} where absent` })),
  mostPlaces: Type.Optional(Type.Integer({ minimum: 1, maximum: 40, description: `Places among which the routes choose; ${defaults.mostPlaces} where absent` })),
  must: Type.Optional(Type.Array(H3Cell, { maxItems: 20, uniqueItems: true, description: 'Cells whose place must be visited' })),
  exclude: Type.Optional(Type.Array(H3Cell, { maxItems: 200, uniqueItems: true, description: 'Cells that are left out' })),
  travel: Type.Optional(OneOf(travelChoices, 'Travel times: the best there is, or straight lines')),
  randomised: Type.Optional(Type.Boolean({ description: 'Vary order and times by the seed, so that no shift is like the one before' })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2147483647, description: 'Stored: the same request, seed and data give the same plan' })),
  effort: Type.Optional(OneOf(efforts, 'How long the search goes on'))
}, closed)
export type PlanRequest = Static<typeof PlanRequest>
