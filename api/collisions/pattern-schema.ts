/** Questions and answers about when and where collisions happen, and what changed. */
import { Type, type Static } from 'typebox'
import { DataVersion, Month, Nullable, OneOf } from '../schema.ts'
import { beside } from './cluster-schema.ts'

const Understood = Type.Object({ from: Month, to: Month, area: Nullable(Type.String()), by: Type.String(), road: Nullable(Type.String()), group: Nullable(Type.String()), light: Nullable(Type.String()), fromHour: Nullable(Type.Integer()), toHour: Nullable(Type.Integer()) })
const Grid = Type.Array(Type.Integer(), { description: '7 times 24, Monday 00:00 first' })

export const HoursAnswer = Type.Object({ query: Understood, dataVersion: DataVersion, ksi: Grid, all: Grid, unknown: Type.Integer({ description: 'Without a known time' }), chosen: Type.Integer(), ...beside })
export type HoursAnswer = Static<typeof HoursAnswer>

export const ChangeAnswer = Type.Object({
  query: Understood, dataVersion: DataVersion, before: Type.Object({ from: Month, to: Month, monthsHeld: Type.Integer() }),
  rows: Type.Array(Type.Object({
    id: Type.String(), title: Type.String(), before: Type.Integer(), after: Type.Integer(),
    ratio: Nullable(Type.Number({ description: 'Rate after by rate before; null where there was none before' })), lower: Nullable(Type.Number()), upper: Nullable(Type.Number({ description: 'With lower: 95 % interval' })), p: Nullable(Type.Number({ description: 'E-test, two-sided' })),
    verdict: OneOf(['more', 'fewer', 'not-distinguishable'], 'Only where the interval leaves out 1'), text: Type.String()
  })), method: Type.String(), ...beside
})
export type ChangeAnswer = Static<typeof ChangeAnswer>

export const PointsAnswer = Type.Object({
  query: Understood, dataVersion: DataVersion,
  points: Type.Array(Type.Object({ id: Type.String(), lng: Type.Number(), lat: Type.Number(), severity: Type.Integer({ description: '1 fatal, 2 serious, 3 slight' }), day: Type.Integer({ description: 'Days since 2000-01-01' }) })),
  more: Type.Integer({ description: 'In the box and not given, the least severe' }), ...beside
})
export type PointsAnswer = Static<typeof PointsAnswer>

const standings = ['far-above', 'above', 'within', 'below', 'far-below'] as const
export const DistrictsAnswer = Type.Object({
  query: Type.Object({ from: Month, to: Month }), dataVersion: DataVersion,
  rate: Nullable(Type.Number({ description: 'KSI collisions by 100,000 residents and year, all districts' })),
  districts: Type.Array(Type.Object({
    code: Type.String(), name: Type.String(), collisions: Type.Integer(), ksi: Type.Integer(), residents: Nullable(Type.Integer()), rate: Nullable(Type.Number()), expected: Nullable(Type.Number({ description: 'KSI collisions at the rate of all' })),
    standing: Nullable(OneOf(standings, 'Beside the limits of the funnel'))
  })),
  funnel: Type.Array(Type.Object({ residents: Type.Number(), lower2: Nullable(Type.Number()), upper2: Type.Number(), lower3: Nullable(Type.Number()), upper3: Type.Number() }), { description: 'Limits as rates: 95 % and 99.8 %' }),
  method: Type.String(), ...beside
})
export type DistrictsAnswer = Static<typeof DistrictsAnswer>
