/** Questions and answers about the coming month, and about how well such forecasts held on months that they had not seen. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, Day, FormOf, H3Cell, Month, Nullable, OneOf, Resolution, ThemeId } from '../schema.ts'
import { shiftIds } from '../vocabulary.ts'

const DayAsked = Type.Optional(Type.Unsafe<string>({ ...Day, description: 'Day to forecast in place of a month, YYYY-MM-DD: one of the seven after the last held. For signed-in readers' }))
const ShiftAsked = Type.Optional(OneOf(shiftIds, 'Shift that begins on the day; absent: the whole day'))
export const ForecastQuery = Type.Object({
  theme: ThemeId, month: Type.Optional(Month), day: DayAsked, shift: ShiftAsked, res: Type.Optional(Resolution), area: Type.Optional(AreaCode), form: FormOf('csv', 'json')
}, { additionalProperties: false })
export type ForecastQuery = Static<typeof ForecastQuery>
export const AccuracyQuery = Type.Object({
  theme: ThemeId, month: Type.Optional(Month), day: DayAsked, shift: ShiftAsked, res: Type.Optional(Resolution), area: Type.Optional(AreaCode),
  share: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 0.5, description: 'Share of the area that is flagged; 0.01 is one hundredth' }))
}, { additionalProperties: false })
export type AccuracyQuery = Static<typeof AccuracyQuery>

const beside = { dataVersion: DataVersion, unit: Type.String(), source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(), protected: Type.Boolean(), note: Nullable(Type.String()) }
/** Where a day was asked for. */
const dayTold = { day: Type.Optional(Day), shift: Type.Optional(OneOf(shiftIds, 'Shift that begins on the day')) }
const Method = Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })

export const ForecastAnswer = Type.Object({
  query: Type.Object({ theme: Type.String(), month: Month, ...dayTold, res: Type.Integer(), area: Nullable(Type.String()) }),
  method: Nullable(Method), reason: Type.String({ description: 'Why this method' }),
  trainedOn: Type.Array(Month), n: Type.Integer({ description: 'Cells of the study area' }),
  expected: Nullable(Type.Number({ description: 'Events expected in the whole month, day or shift' })),
  cells: Type.Array(H3Cell, { description: 'Cells with any risk, highest first' }), risk: Type.Array(Type.Number(), { description: 'Expected events of the month, day or shift' }), ...beside
})
export type ForecastAnswer = Static<typeof ForecastAnswer>

const Interval = Nullable(Type.Object({ low: Type.Number(), high: Type.Number() }))
/** One method at one share of the area, over all windows. */
const Score = Type.Object({
  share: Type.Number(), cells: Type.Integer(), hits: Type.Number({ description: 'Events in the flagged cells, ties by expected value' }), events: Type.Number({ description: 'Of a shift each by the part of its time in it' }),
  hitRate: Nullable(Type.Number()), hitRateInterval: Interval, pai: Nullable(Type.Number()), paiInterval: Interval, pei: Nullable(Type.Number()), peiInterval: Interval,
  rri: Nullable(Type.Number({ description: 'Predicted by observed in the flagged cells' })), rriInterval: Interval, tieShare: Type.Number({ description: 'Share of the flagged area whose place in the order was a tie' })
})
export type Score = Static<typeof Score>

export const AccuracyAnswer = Type.Object({
  query: Type.Object({ theme: Type.String(), month: Month, ...dayTold, res: Type.Integer(), area: Nullable(Type.String()), share: Type.Number() }),
  windows: Type.Array(Type.Object({ month: Month, day: Type.Optional(Day), events: Type.Number(), method: Type.String({ description: 'Title of the method chosen from earlier months alone' }), hits: Type.Number(), plainHits: Type.Number(), bestHits: Type.Number() })),
  n: Type.Integer(), chosen: Nullable(Method), reason: Type.String(),
  /** At the asked share first. */
  nested: Type.Array(Score, { description: 'The choice as it would have been made each month' }), plain: Type.Array(Score, { description: 'The count of one year' }), best: Type.Array(Score, { description: 'The most obtainable on this grid' }),
  chance: Type.Array(Type.Object({ share: Type.Number(), hitRate: Type.Number() })),
  difference: Nullable(Type.Object({ hitRate: Type.Number(), low: Type.Number(), high: Type.Number(), text: Type.String() })),
  methods: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), hitRate: Nullable(Type.Number()), pai: Nullable(Type.Number()) }), { description: 'Every method tried, at the asked share' }),
  breaks: Type.Array(Type.Object({ before: Month, after: Month, why: Type.String() })), ...beside
})
export type AccuracyAnswer = Static<typeof AccuracyAnswer>
