/** Question and answer of the KSI table: twelve months beside the twelve before. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, FormOf, Month, Nullable, OneOf } from '../schema.ts'
import { userGroupIds, type UserGroup } from '../road-vocabulary.ts'

export type CountedMeasure = 'ksi-casualties' | 'fatal' | 'serious' | 'ksi-collisions' | 'all-collisions' | UserGroup
export const summaryIds = ['ksi-casualties', 'fatal', 'serious', 'adjusted-serious', 'ksi-collisions', 'all-collisions', ...userGroupIds] as const

export const SummaryQuery = Type.Object({ month: Type.Optional(Month), area: Type.Optional(AreaCode), form: FormOf('csv', 'json') }, { additionalProperties: false })
export type SummaryQuery = Static<typeof SummaryQuery>

const Count = (description: string) => Nullable(Type.Number({ description }))
export const SummaryRow = Type.Object({
  id: OneOf(summaryIds, 'Measure'), title: Type.String(), unit: OneOf(['casualties', 'collisions'], 'What is counted'),
  lastYear: Count('The twelve months before; null where one of them is not loaded, or nothing is known'), thisYear: Count('Twelve months to the month asked for'), difference: Count('thisYear less lastYear'),
  percent: Nullable(Type.Number({ description: 'Difference in percent of lastYear, one decimal; null where lastYear is under 20 or not known' })),
  percentText: Type.String({ description: 'The same in words: "+2.6 %", "n/a" where lastYear is 0, "base under 20"' }),
  changeSincePreviousMonth: Nullable(Type.Object({
    points: Type.Number({ description: 'Percentage points between this percentage and that of the table one month earlier; above 0: worsened' }), text: Type.String({ description: '"worsened 0.9", "improved 4.0", "unchanged"' })
  })),
  note: Nullable(Type.String())
})
export type SummaryRow = Static<typeof SummaryRow>

const Span = Type.Object({ from: Month, to: Month })
export const SummaryAnswer = Type.Object({
  query: Type.Object({ month: Month, area: Nullable(Type.String()) }), areaName: Nullable(Type.String()), dataVersion: DataVersion,
  thisYear: Span, lastYear: Span, previousMonth: Month, monthsMissing: Type.Array(Month, { description: 'Of both years, not loaded' }),
  rows: Type.Array(SummaryRow), method: Type.String(), source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(), note: Nullable(Type.String())
})
export type SummaryAnswer = Static<typeof SummaryAnswer>
