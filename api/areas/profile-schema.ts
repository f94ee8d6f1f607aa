/** The numbers of a neighbourhood page: what was recorded in an area, beside the year before, its force and the areas most like it. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, Month, Nullable, OneOf, ThemeId } from '../schema.ts'

const Text = Type.String()
const Count = (description: string) => Nullable(Type.Integer({ description }))
const Number = (description: string) => Nullable(Type.Number({ description }))
export const directions = ['rose', 'fell', 'level'] as const
export const standings = ['higher', 'lower', 'level'] as const

export const Rate = Type.Object({ rate: Type.Number(), lower: Type.Number(), upper: Type.Number() }, { description: 'Per 1,000, with its 95 % interval' })
export type Rate = Static<typeof Rate>

export const KindRow = Type.Object({
  theme: ThemeId, title: Text, unit: Text,
  count: Count('In the told months of the twelve'),
  compared: Count('Of this year, in months that both years hold'), lastYear: Count('Of the year before, in the same months'), difference: Count('compared less lastYear'),
  percent: Number('The difference in per cent of lastYear, one decimal; null on a base under 20'), changeText: Type.String({ description: '"+4.3 %", "n/a" where there were none before, "base under 20", "not comparable"' }),
  lower: Number('Lower end of the 95 % interval of the change, per cent'), upper: Number('Upper end'),
  direction: Nullable(OneOf(directions, 'rose, fell: the interval leaves no change outside; level: it does not; null: too few, or nothing to compare with')),
  months: Type.Array(Nullable(Type.Integer()), { description: 'Of the span and the twelve months before it; null: not told' }),
  rate: Nullable(Rate), rateOf: Nullable(OneOf(['households', 'residents'], 'What the rate is of')), forceRate: Number('The same rate of the whole force'),
  standing: Nullable(OneOf(standings, 'Whether the rate\'s interval lies above or below the rate of the force'))
})
export type KindRow = Static<typeof KindRow>

const SimilarArea = Type.Object({ code: Text, name: Text, distance: Type.Number({ description: 'Standard deviations apart, on average over the features' }), rates: Type.Array(Type.Object({ theme: ThemeId, count: Type.Integer(), rate: Nullable(Rate) })) })
export type SimilarArea = Static<typeof SimilarArea>

const Share = Type.Object({ attended: Type.Integer(), of: Type.Integer(), share: Number('0 to 1'), lower: Number('Wilson, 95 %'), upper: Number('Upper end'), status: Nullable(Text) })
const Road = Type.Object({ killed: Type.Integer(), seriouslyInjured: Type.Integer(), pedestrians: Type.Integer(), cyclists: Type.Integer(), motorcyclists: Type.Integer(), children: Type.Integer() })

export const Profile = Type.Object({
  query: Type.Object({ code: AreaCode }), dataVersion: DataVersion,
  area: Type.Object({ code: AreaCode, type: Text, typeTitle: Text, name: Text, district: Nullable(Type.Object({ code: Text, name: Text })), force: Nullable(Text) }),
  span: Nullable(Type.Object({ from: Month, to: Month, told: Type.Array(Month, { description: 'Of the twelve' }), compared: Type.Array(Month, { description: 'Of those, months that the year before holds too' }) }, { description: 'null: no month is told' })),
  sentences: Type.Array(Text, { description: 'What was recorded, in words' }), kinds: Type.Array(KindRow),
  facts: Type.Object({ households: Count('Homes'), residents: Count('People'), areaKm2: Number('Ground'), ruralShare: Number('Share of homes in rural areas, 0 to 1'), decile: Number('Deprivation, mean decile; 1 the most deprived tenth of the nation'), censusYear: Count('Of homes and people'), classYear: Count('Of the rural-urban classes'), decileYear: Count('Of the indices of deprivation') }),
  similar: Type.Object({ areas: Type.Array(SimilarArea), themes: Type.Array(ThemeId), method: Text, note: Nullable(Text) }),
  roads: Type.Object({ from: Nullable(Month), to: Nullable(Month), text: Text, thisYear: Nullable(Road), lastYear: Nullable(Road), threeYears: Nullable(Road) }),
  response: Type.Object({ text: Text, district: Nullable(Text), from: Nullable(Month), to: Nullable(Month), pooled: Nullable(Share), urban: Nullable(Share), rural: Nullable(Share) }),
  notShown: Type.Array(Text, { description: 'What is not told here, and why' }), method: Text, source: Text, synthetic: Type.Boolean(), loaded: Nullable(Type.String({ description: 'When the newest of the files was published, ISO 8601' }))
})
export type Profile = Static<typeof Profile>
