/** Questions and answers about hotspots: significance, classes, change, density, near repeat, repeats. Cells are the whole study area, zeros included. */
import { Type, type Static, type TProperties } from 'typebox'
import { AreaCode, DataVersion, FormOf, H3Cell, Month, Nullable, OneOf, Resolution, ThemeId } from '../schema.ts'
import { harmEditions, significanceTests, corrections, trendModes, kernels, bandwidthRules, densityBases } from '../vocabulary.ts'

const asked = {
  theme: ThemeId, from: Type.Optional(Month), to: Type.Optional(Month), res: Type.Optional(Resolution), area: Type.Optional(AreaCode), form: FormOf('csv', 'json')
}
const closed = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false })
const Switch = (description: string) => Type.Optional(Type.Boolean({ description }))

const weight = Type.Optional(OneOf(['count', ...harmEditions], 'What is summed: counts, or harm by the Cambridge Crime Harm Index (cchi) or the Crime Severity Score of the ONS (css)'))
const ring = Type.Optional(Type.Unsafe<1 | 2>({ type: 'integer', enum: [1, 2], description: 'Steps between a cell and its neighbours' }))
const correction = Type.Optional(OneOf(corrections, 'Correction for many tests: Benjamini-Hochberg (bh) or Benjamini-Yekutieli (by)'))

export const HotspotsQuery = closed({
  ...asked, weight, ring, correction,
  test: Type.Optional(OneOf(significanceTests, 'How p is found: by the normal distribution, or by conditional permutation')),
  generated: Switch('Whether offences that police work finds (drugs, weapons) count towards harm')
})
export type HotspotsQuery = Static<typeof HotspotsQuery>
export const ClassesQuery = closed({ ...asked, ring, mode: Type.Optional(OneOf(trendModes, 'Emerging hot spot classes by trend, or classes by share of months')) })
export type ClassesQuery = Static<typeof ClassesQuery>
export const ChangeQuery = closed({ ...asked, correction })
export type ChangeQuery = Static<typeof ChangeQuery>
export const DensityQuery = closed({
  ...asked, kernel: Type.Optional(OneOf(kernels, 'Shape of the kernel')),
  rule: Type.Optional(OneOf(bandwidthRules, 'How the bandwidth is chosen: two steps between the middles of hexagons, the normal reference rule, or likelihood cross-validation. Not together with a bandwidth')),
  bandwidth: Type.Optional(Type.Integer({ minimum: 50, maximum: 20_000, description: 'Bandwidth, m, instead of a rule' })),
  relative: Type.Optional(OneOf(densityBases, 'Also per 1,000 households or residents around each hexagon'))
})
export type DensityQuery = Static<typeof DensityQuery>
export const SpanQuery = closed({ theme: ThemeId, from: Type.Optional(Month), to: Type.Optional(Month), area: Type.Optional(AreaCode) })
export type SpanQuery = Static<typeof SpanQuery>

const Understood = <T extends TProperties>(more: T) => Type.Object({ theme: Type.String(), from: Month, to: Month, res: Type.Integer(), area: Nullable(Type.String()), ...more })
const Numbers = (description: string) => Type.Array(Nullable(Type.Number()), { description })
/** What stands beside every answer. */
const beside = { dataVersion: DataVersion, unit: Type.String(), source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(), protected: Type.Boolean({ description: 'Whether counts are rounded so that nobody can be recognised; every statistic rests on the rounded counts' }), note: Nullable(Type.String()) }

export const HotspotsAnswer = Type.Object({
  query: Understood({ weight: Type.String(), ring: Type.Integer(), test: Type.String(), correction: Type.String(), generated: Type.Boolean() }),
  method: Type.Object({ title: Type.String(), text: Type.String(), permutations: Nullable(Type.Integer()), seed: Nullable(Type.String()), weights: Nullable(Type.String()), edition: Nullable(Type.String()) }),
  n: Type.Integer({ description: 'Cells of the study area' }),
  cells: Type.Array(H3Cell), values: Type.Array(Type.Number(), { description: 'Count, or harm, of each cell' }),
  z: Numbers('Gi* of each cell; null: undefined'), p: Numbers('Two-sided'), pAdjusted: Numbers('After the correction'),
  hot: Type.Object({ raw: Type.Integer(), corrected: Type.Integer() }), cold: Type.Object({ raw: Type.Integer(), corrected: Type.Integer() }),
  moran: Nullable(Type.Object({ i: Type.Number(), expected: Type.Number(), z: Type.Number(), p: Type.Number() })),
  concentration: Nullable(Type.Object({
    shares: Type.Array(Type.Object({ ofCells: Type.Number(), ofEvents: Type.Number() })), gini: Type.Number(),
    curve: Type.Array(Type.Array(Type.Number()), { description: 'Share of cells, fullest first, and share of events in them' })
  })),
  snapPoints: Type.Array(Type.Object({ cell: H3Cell, label: Type.String(), n: Type.Integer(), of: Type.Integer() }), { description: 'Cells at least half of whose count lies at a map point that stands for many addresses' }),
  ...beside
})
export type HotspotsAnswer = Static<typeof HotspotsAnswer>

export const ClassesAnswer = Type.Object({
  query: Understood({ ring: Type.Integer(), mode: Type.String() }), method: Type.String(), periods: Type.Array(Month),
  n: Type.Integer(), cells: Type.Array(H3Cell, { description: 'Cells that have a class' }), classes: Type.Array(Type.String()),
  held: Type.Array(Type.Integer(), { description: 'Months in which the cell was hot, or cold where its class is a cold one' }),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'Cells of each class' }), ...beside
})
export const ChangeAnswer = Type.Object({
  query: Understood({ correction: Type.String() }), method: Type.String(), before: Type.Object({ from: Month, to: Month }), n: Type.Integer(),
  cells: Type.Array(H3Cell, { description: 'Cells with a count in either span' }), countsBefore: Type.Array(Type.Integer()), countsAfter: Type.Array(Type.Integer()),
  p: Numbers('E-test of two Poisson counts, two-sided'), pAdjusted: Numbers('After the correction'),
  total: Type.Object({ before: Type.Integer(), after: Type.Integer(), ratio: Nullable(Type.Number()), low: Nullable(Type.Number()), high: Nullable(Type.Number()), p: Nullable(Type.Number()) }), ...beside
})
export const DensityAnswer = Type.Object({
  query: Understood({ kernel: Type.String(), rule: Nullable(Type.String({ description: 'null: a bandwidth was asked for' })), bandwidthM: Nullable(Type.Number()), relative: Type.String() }),
  method: Type.String(), rule: Type.String({ description: 'How the bandwidth was chosen, in words' }), n: Type.Integer(),
  cells: Type.Array(H3Cell, { description: 'Cells with a density above nought' }), density: Type.Array(Type.Number()), densityUnit: Type.String(),
  relative: Nullable(Numbers('Of each of the cells; null: too few live there, or nobody knows how many')), relativeUnit: Nullable(Type.String()),
  tooFew: Nullable(Type.Integer({ description: 'Cells without a rate because too few live around them' })),
  base: Nullable(Type.Object({ total: Type.Integer({ description: 'Households or residents of the area' }), areas: Type.Integer({ description: 'Small areas that they are counted in' }) })), ...beside
})
export const NearRepeatAnswer = Type.Object({
  query: Type.Object({ theme: Type.String(), from: Month, to: Month, area: Nullable(Type.String()) }), method: Type.String(), n: Nullable(Type.Integer({ description: 'Dated incidents' })),
  distanceBands: Type.Array(Type.String()), timeBands: Type.Array(Type.String()),
  observed: Nullable(Type.Array(Type.Array(Type.Integer()))), ratio: Nullable(Type.Array(Numbers('Observed by mean of the permutations'))), p: Nullable(Type.Array(Numbers('One-sided'))),
  communicated: Nullable(Type.String({ description: 'Where and how long the risk is raised' })),
  signIn: Type.Boolean({ description: 'Whether there is a table for those who have signed in' }), ...beside
})
export const RepeatsAnswer = Type.Object({
  query: Type.Object({ theme: Type.String(), from: Month, to: Month, area: Nullable(Type.String()) }),
  repeats: Type.Array(Type.Object({ of: Type.String(), named: Type.Integer(), different: Type.Integer(), repeated: Type.Integer(), onRepeated: Type.Integer() })),
  locations: Type.Array(Type.Object({
    district: Type.String(), location: Type.String(), n: Type.Integer(), victims: Type.Integer(), firstDay: Type.String(), lastDay: Type.String(),
    business: Nullable(Type.Number()), lng: Type.Number(), lat: Type.Number()
  })), ...beside
})
