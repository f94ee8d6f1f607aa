/** Question and answer of the performance update: twelve months beside the twelve before, under the seven priorities. */
import { Type, type Static } from 'typebox'
import { measureIds, measureKinds } from '../performance-vocabulary.ts'
import { DataVersion, FormOf, Month, Nullable, OneOf } from '../schema.ts'

export const PerformanceQuery = Type.Object({ month: Type.Optional(Month), form: FormOf('csv', 'json') }, { additionalProperties: false })
export type PerformanceQuery = Static<typeof PerformanceQuery>
export const RowQuery = Type.Object({ month: Type.Optional(Month) }, { additionalProperties: false })
export const SeriesParams = Type.Object({ id: OneOf(measureIds, 'Row of the update') }, { additionalProperties: false })

const Value = (description: string) => Nullable(Type.Number({ description }))
const Text = Type.String()
export const PerformanceRow = Type.Object({
  id: OneOf(measureIds, 'Row'), title: Text, priority: Type.Integer({ minimum: 1, maximum: 7 }), kind: OneOf(measureKinds, 'A count or a share of records; a survey\'s percentage or a number as the force gives it'), unit: Text,
  indicator: Type.Boolean({ description: 'Among those by which the plan is judged' }),
  lastYear: Value('The twelve months before: a count, or a percentage as it is printed; null where one of them is not loaded or the source does not tell'), thisYear: Value('Twelve months to the month asked for'),
  lastYearOf: Value('Of a share: of how many'), thisYearOf: Value('The same of this year'),
  difference: Value('thisYear less lastYear; of percentages, points'), percent: Value('Of counts: the difference in per cent of lastYear, one decimal; null where lastYear is under 20'),
  differenceText: Type.String({ description: '"+0.5 %", "-0.85 points", "n/a" where lastYear is 0, "base under 20", "not comparable"' }),
  lower: Value('Lower end of the 95 % interval of the change, in per cent or points'), upper: Value('Upper end'),
  changeSincePreviousMonth: Nullable(Type.Object({ points: Type.Number({ description: 'The change printed less that of the update one month earlier, in points; above 0: worsened' }), text: Type.String({ description: '"worsened 0.6", "improved 0.9", "unchanged"' }) })),
  verdict: Nullable(OneOf(['better', 'worse', 'level'], 'Which way the figure went')), certain: Nullable(Type.Boolean({ description: 'Whether the interval leaves no change outside; null: no interval can be given' })),
  exceptional: Nullable(OneOf(['high', 'low'], 'The last month lies beyond the limits of the control chart')),
  similar: Nullable(Type.Object({ position: Type.Integer({ description: '1 the best' }), of: Type.Integer() }, { description: 'Position among the most similar forces, where it is loaded' })),
  link: Nullable(Type.String({ description: 'Where the same is shown in detail' })), monthsHeld: Type.Integer({ description: 'Of the twenty-four, loaded' }), note: Nullable(Text)
})
export type PerformanceRow = Static<typeof PerformanceRow>

const Span = Type.Object({ from: Month, to: Month })
const beside = { source: Text, synthetic: Type.Boolean(), caveat: Text, dataAsAt: Nullable(Type.String({ description: 'When the newest of the files was loaded, YYYY-MM-DD' })) }
export const PerformanceAnswer = Type.Object({
  query: Type.Object({ month: Month }), forceName: Nullable(Text), dataVersion: DataVersion, thisYear: Span, lastYear: Span, previousMonth: Month, months: Type.Array(Month, { description: 'Loaded, in order' }),
  priorities: Type.Array(Type.Object({ number: Type.Integer(), title: Text })), rows: Type.Array(PerformanceRow), text: Type.String({ description: 'What stands out, in a sentence or two' }), method: Text, note: Nullable(Text), ...beside
})
export type PerformanceAnswer = Static<typeof PerformanceAnswer>

export const SeriesAnswer = Type.Object({
  query: Type.Object({ id: OneOf(measureIds, 'Row'), month: Month }), dataVersion: DataVersion, title: Text, kind: OneOf(measureKinds, 'Kind'), unit: Text,
  months: Type.Array(Type.Object({
    month: Month, value: Value('A count, or a percentage; null where the month is not loaded'), lower: Value('Lower limit of the control chart'), upper: Value('Upper limit'), exceptional: Nullable(OneOf(['high', 'low'], 'Beyond the limits'))
  })), text: Text, method: Text, ...beside, note: Nullable(Text)
})
export type SeriesAnswer = Static<typeof SeriesAnswer>
