/** Questions and answers about counts by cell. */
import { Type, type Static } from 'typebox'
import { AreaCode, DataVersion, FormOf, H3Cell, Month, Nullable, OneOf, Resolution, ThemeId } from '../schema.ts'

const asked = {
  theme: ThemeId,
  from: Type.Optional(Month),
  to: Type.Optional(Month),
  res: Type.Optional(Resolution),
  area: Type.Optional(AreaCode)
}
export const CellsQuery = Type.Object({ ...asked, form: FormOf('csv', 'geojson', 'json') }, { additionalProperties: false })
export type CellsQuery = Static<typeof CellsQuery>
export const SeriesQuery = Type.Object({ ...asked, form: FormOf('csv') }, { additionalProperties: false })
export type SeriesQuery = Static<typeof SeriesQuery>

/** A question as it was understood, defaults filled in. */
export const UnderstoodQuery = Type.Object({ theme: Type.String(), from: Month, to: Month, res: Type.Integer(), area: Nullable(Type.String()) })
export type UnderstoodQuery = Static<typeof UnderstoodQuery>

/** How the counts of an answer are protected, where somebody might be recognised in them. */
export const Protection = Type.Object({
  base: Type.Integer({ description: 'Counts of hexagons are whole multiples of this, rounded up or down by chance, the same whenever asked' }),
  threshold: Type.Integer({ description: 'Counts below this may not be told from none' }),
  delayMonths: Type.Integer({ description: 'Whole months after its end until a month is shown' }),
  shown: Type.Integer({ description: 'What the hexagons of the answer add up to; totals are exact' }),
  note: Type.String()
})
export type Protection = Static<typeof Protection>

export const CellsAnswer = Type.Object({
  query: UnderstoodQuery,
  dataVersion: DataVersion,
  cells: Type.Array(H3Cell),
  counts: Type.Array(Type.Integer(), { description: 'Count of each cell, in the unit of the theme' }),
  total: Type.Integer({ description: 'Exact total; the sum of the counts where these are not protected' }),
  outside: Nullable(Type.Integer({ description: 'Rows located outside the study area; null for a part of it' })),
  noLocation: Nullable(Type.Integer({ description: 'Rows without coordinates; null for a part of the force' })),
  withheld: Nullable(Type.Integer({ description: 'Rows never mapped (domestic abuse, sexual offences); null for a part of the force' })),
  recorded: Nullable(Type.Integer({ description: 'total + outside + noLocation + withheld' })),
  monthsHeld: Type.Array(Month),
  monthsMissing: Type.Array(Month),
  unit: Type.String(),
  source: Type.String(),
  caveat: Type.String(),
  synthetic: Type.Boolean({ description: 'True when any month of the answer is made up for demonstration' }),
  protection: Nullable(Protection),
  note: Nullable(Type.String())
})
export type CellsAnswer = Static<typeof CellsAnswer>

/** The header of the binary series; its form is in DECISIONS.md. */
export const SeriesHeader = Type.Object({
  query: UnderstoodQuery,
  dataVersion: DataVersion,
  months: Type.Array(Month),
  held: Type.Array(Type.Integer(), { description: '1 where the month is loaded' }),
  totals: Type.Array(Type.Integer()),
  outside: Type.Array(Type.Integer()),
  noLocation: Type.Array(Type.Integer()),
  withheld: Type.Array(Type.Integer()),
  unit: Type.String(),
  source: Type.String(),
  caveat: Type.String(),
  synthetic: Type.Boolean(),
  syntheticMonths: Type.Array(Type.Integer(), { description: '1 where the month is synthetic' }),
  protection: Nullable(Protection),
  cells: Type.Integer()
})
export type SeriesHeader = Static<typeof SeriesHeader>

export const ThemesAnswer = Type.Object({
  dataVersion: DataVersion,
  themes: Type.Array(Type.Object({
    id: Type.String(), title: Type.String(),
    unit: OneOf(['offences', 'incidents', 'casualties', 'collisions'], 'What one count is'),
    source: Type.String(), caveat: Type.String(),
    firstMonth: Nullable(Month), lastMonth: Nullable(Month),
    months: Type.Array(Type.Object({ month: Month, total: Type.Integer(), synthetic: Type.Boolean() })),
    resolutions: Type.Array(Type.Integer()),
    synthetic: Type.Boolean()
  }))
})
export type ThemesAnswer = Static<typeof ThemesAnswer>
