/** The question about one hexagon, and all that is known of it. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, H3Cell, Month, Nullable, OneOf, Resolution, ThemeId } from '../schema.ts'
import { corrections, harmEditions, placeKinds, significanceTests, trendModes } from '../vocabulary.ts'

export const WhyQuery = Type.Object({
  theme: ThemeId, from: Type.Optional(Month), to: Type.Optional(Month), res: Type.Optional(Resolution), area: Type.Optional(AreaCode),
  cell: Type.String({ pattern: '^[0-9a-f]{15}$', description: 'H3 index of a cell of the study area, at the resolution asked' }),
  ring: Type.Optional(Type.Unsafe<1 | 2>({ type: 'integer', enum: [1, 2], description: 'Steps between a cell and its neighbours' })),
  test: Type.Optional(OneOf(significanceTests, 'How p is found')), correction: Type.Optional(OneOf(corrections, 'Correction for many tests')),
  mode: Type.Optional(OneOf(trendModes, 'Kind of trend classes')), weight: Type.Optional(OneOf(harmEditions, 'Weights of harm')),
  generated: Type.Optional(Type.Boolean({ description: 'Whether offences that police work finds count towards harm' }))
}, { additionalProperties: false })
export type WhyQuery = Static<typeof WhyQuery>

const place = { rank: Type.Integer({ description: 'One more than the cells that have more' }), tied: Type.Integer({ description: 'Other cells that have as much' }) }
const test = {
  z: Nullable(Type.Number({ description: 'Gi*' })), p: Nullable(Type.Number({ description: 'Two-sided' })), pAdjusted: Nullable(Type.Number({ description: 'After the correction' })),
  verdict: Type.String({ description: 'In words, by the corrected p' })
}

export const WhyAnswer = Type.Object({
  query: Type.Object({
    theme: Type.String(), from: Month, to: Month, res: Type.Integer(), area: Nullable(Type.String()), cell: H3Cell,
    ring: Type.Integer(), test: Type.String(), correction: Type.String(), mode: Type.String(), weight: Type.String(), generated: Type.Boolean()
  }),
  n: Type.Integer({ description: 'Cells of the study area' }),
  count: Type.Integer(), total: Type.Integer({ description: 'What all cells add up to' }), mean: Type.Number({ description: 'Of a cell of the study area' }), share: Nullable(Type.Number()), ...place,
  months: Type.Array(Month), counts: Type.Array(Nullable(Type.Integer()), { description: 'By month; null: not loaded' }),
  neighbours: Type.Object({ cells: Type.Array(H3Cell, { description: 'Those of the study area' }), counts: Type.Array(Type.Integer()), total: Type.Integer() }),
  significance: Type.Object(test),
  change: Type.Object({
    before: Type.Object({ from: Month, to: Month }), countBefore: Nullable(Type.Integer()), countAfter: Type.Integer(),
    p: Nullable(Type.Number()), pAdjusted: Nullable(Type.Number()), note: Nullable(Type.String())
  }),
  trend: Type.Object({ class: Nullable(Type.String()), held: Type.Integer({ description: 'Months in which it was hot, or cold where its class is a cold one; 0 without a class' }), of: Type.Integer(), note: Nullable(Type.String()) }),
  forecast: Type.Object({
    month: Month, expected: Nullable(Type.Number()), rank: Nullable(Type.Integer()), tied: Nullable(Type.Integer()),
    method: Nullable(Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })), note: Nullable(Type.String())
  }),
  harm: Nullable(Type.Object({ value: Type.Number(), share: Nullable(Type.Number()), ...place, ...test, title: Type.String(), edition: Type.String(), note: Nullable(Type.String()) })),
  snapPoint: Nullable(Type.Object({ label: Type.String(), n: Type.Integer(), of: Type.Integer() })),
  nearby: Type.Array(Type.Object({
    kind: OneOf(placeKinds, 'Kind of place'), n: Type.Integer({ description: 'In the cell and the six around it' }),
    places: Type.Array(Type.Object({ name: Type.String(), distanceM: Type.Integer({ description: 'From the middle of the cell, m' }), inside: Type.Boolean({ description: 'In the cell itself' }) }), { description: 'The nearest, ten at most' })
  })),
  dataVersion: DataVersion, unit: Type.String(), source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(),
  protected: Type.Boolean({ description: 'Whether counts are rounded so that nobody can be recognised; every statistic rests on the rounded counts' }), note: Nullable(Type.String())
})
export type WhyAnswer = Static<typeof WhyAnswer>
