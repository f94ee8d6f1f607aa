/** Questions and answers about clusters of collisions. */
import { Type, type Static, type TProperties } from 'typebox'
import { AreaCode, DataVersion, FormOf, LngLat, Month, Nullable, OneOf } from '../schema.ts'
import { clusterMeasureIds, clusterPresetIds, expectationBases, lightChoices, userGroupIds } from '../road-vocabulary.ts'

const Hour = (which: string) => Type.Integer({ minimum: 0, maximum: 24, description: which })
const Fewest = Type.Integer({ minimum: 2, maximum: 50, description: 'Fewest collisions in a circle; preset "free" alone' })
const Radius = (where: string) => Type.Integer({ minimum: 10, maximum: 500, description: `Radius of the circle ${where}, metres; preset "free" alone` })
export const RoadRef = Type.String({ pattern: '^[ABM][0-9]{1,4}(\\(M\\))?$', description: 'Number of a road as on signs, A12' })

/** Which collisions are meant, beside months and area. */
const hurt = {
  group: Type.Optional(OneOf(userGroupIds, 'Collisions in which somebody of this group was hurt')),
  light: Type.Optional(OneOf(lightChoices, 'By daylight or in the dark')),
  fromHour: Type.Optional(Hour('From this full hour, local time; with toHour')),
  toHour: Type.Optional(Hour('Until before this full hour; over midnight where it is not after fromHour'))
}
const filters = { road: Type.Optional(RoadRef), ...hurt }
const span = { from: Type.Optional(Month), to: Type.Optional(Month), area: Type.Optional(AreaCode) }
const rule = {
  preset: Type.Optional(OneOf(clusterPresetIds, 'Rule; "wales" where nothing is said')), by: Type.Optional(OneOf(clusterMeasureIds, 'What the rule counts; "collisions" where nothing is said')),
  fewest: Type.Optional(Fewest), radius: Type.Optional(Radius('in towns')), ruralFewest: Type.Optional(Fewest), ruralRadius: Type.Optional(Radius('in the country; that of towns where nothing is said'))
}
const closed = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false })

export const ClustersQuery = closed({ ...rule, ...span, ...filters })
export type ClustersQuery = Static<typeof ClustersQuery>
export const ClusterListQuery = closed({ ...rule, ...span, ...filters, form: FormOf('csv', 'geojson', 'json') })
export const PatternsQuery = closed({ ...span, ...filters, by: rule.by })
export type PatternsQuery = Static<typeof PatternsQuery>
export const PointsQuery = closed({ ...span, ...filters, by: rule.by, bbox: Type.String({ pattern: '^-?[0-9.]{1,12}(,-?[0-9.]{1,12}){3}$', description: 'west,south,east,north in degrees' }) })
export const MonthsQuery = closed({ from: span.from, to: span.to })

const Circle = Type.Object({ fewest: Type.Integer(), radiusM: Type.Integer() })
const Count = Type.Integer({ minimum: 0 })
export const Groups = Type.Object(Object.fromEntries(userGroupIds.map((id) => [id, Count])), { description: 'Collisions in which somebody of the group was hurt' })

/** What stands beside every answer about collisions. */
export const beside = {
  source: Type.String(), caveat: Type.String(), synthetic: Type.Boolean(), monthsHeld: Type.Integer({ description: 'Months of the span that are loaded' }), monthsAsked: Type.Integer(), note: Nullable(Type.String())
}

export const ClusterAnswer = Type.Object({
  id: Type.String({ description: 'Reference of the collision in the middle' }), rank: Type.Integer(), position: LngLat,
  road: Nullable(Type.String({ description: 'Number of the road of at least half of them' })), near: Nullable(Type.String({ description: 'Nearest settlement' })), rural: Type.Boolean(),
  collisions: Count, ksi: Type.Integer({ description: 'Collisions in which somebody was killed or seriously injured' }), fatal: Type.Integer({ description: 'Casualties killed' }),
  serious: Type.Integer({ description: 'Casualties seriously injured' }), slight: Count, casualties: Count, value: Type.Integer({ description: 'Value of prevention, pounds of the edition named' }),
  within: Type.Integer({ description: 'Collisions in the circle about the middle' }), radiusM: Type.Integer(), extentM: Type.Number({ description: 'Greatest distance between two of them, metres' }),
  groups: Groups, dark: Count,
  expectation: Nullable(Type.Object({
    basis: OneOf(expectationBases, 'By the lengths of loaded roads, or by further collisions around collisions'),
    held: Type.Integer({ description: 'Collisions in the circle; by surroundings those beside the one in the middle' }), expected: Type.Number({ description: 'The same on such roads, in the same months' }),
    behind: Type.Number({ description: 'Expectation behind the count (Empirical Bayes)' }), lower: Type.Number(), upper: Type.Number({ description: 'With lower: 95 % interval of it' }),
    excess: Type.Number({ description: 'behind less expected' }), kind: Type.String(), places: Type.Integer({ description: 'Collisions, or sections of road, that the expectation was taken from' }), own: Type.Boolean()
  })),
  reason: Type.String({ description: 'The same in one sentence' })
})
export type ClusterAnswer = Static<typeof ClusterAnswer>

export const ClustersAnswer = Type.Object({
  query: Type.Object({ preset: Type.String(), by: Type.String(), from: Month, to: Month, area: Nullable(Type.String()), urban: Circle, rural: Circle, road: Nullable(Type.String()), group: Nullable(Type.String()), light: Nullable(Type.String()), fromHour: Nullable(Type.Integer()), toHour: Nullable(Type.Integer()) }),
  dataVersion: DataVersion,
  rule: Type.String({ description: 'The rule in one sentence' }), method: Type.String(), edition: Type.String({ description: 'Edition of the values of prevention' }),
  chosen: Type.Integer({ description: 'Located collisions that the question means' }),
  snapped: Nullable(Type.Object({ moved: Count, farthestM: Type.Number({ description: 'Metres' }), away: Type.Integer({ description: 'Too far from every road: they stay where the file has them' }) }, { description: 'Collisions moved to the nearest loaded road before they were clustered; null: no roads are loaded there' })), inClusters: Type.Integer(),
  clusters: Type.Array(ClusterAnswer),
  dense: Type.Object({ groups: Type.Integer(), members: Type.Integer(), alone: Type.Integer() }, { description: 'DBSCAN with the rule of towns, for comparison' }),
  ...beside
})
export type ClustersAnswer = Static<typeof ClustersAnswer>
/** With the references of the collisions of each, which the sheet and the map file tell. */
export type ClustersFound = Omit<ClustersAnswer, 'clusters'> & { clusters: (ClusterAnswer & { members: string[] })[] }

export const StripsQuery = closed({ roads: Type.String({ pattern: '^[ABM][0-9]{1,4}(\\(M\\))?(,[ABM][0-9]{1,4}(\\(M\\))?){0,19}$', description: 'Numbers of roads, joined by commas' }), ...span, ...hurt })
export type StripsQuery = Static<typeof StripsQuery>

const Rate = { perKmYear: Type.Number(), lower: Type.Number(), upper: Type.Number({ description: 'With lower: 95 % Poisson interval' }) }
export const StripAnswer = Type.Object({
  ref: Type.String(), lengthKm: Nullable(Type.Number({ description: 'Within the area; null: the road is neither drawn nor imported here' })), collisions: Count, ksi: Count,
  killed: Count, seriouslyInjured: Type.Integer({ description: 'Casualties' }), rate: Nullable(Type.Object(Rate, { description: 'KSI collisions a km and year' })),
  away: Type.Integer({ description: 'Collisions of the road too far from its drawn line to be laid on it' }),
  points: Type.Array(Type.Object({ id: Type.String(), km: Type.Number(), severity: Type.Integer({ description: '1 fatal, 2 serious, 3 slight' }) })),
  kilometres: Type.Array(Type.Object({ ksi: Count, collisions: Count })),
  windows: Type.Array(Type.Object({
    fromKm: Type.Number(), toKm: Type.Number(), ksi: Count, ...Rate, chance: Nullable(Type.Number({ description: 'Share of roads with as many KSI collisions by lot whose fullest kilometre is as full' })),
    from: LngLat, to: LngLat, middle: LngLat, near: Nullable(Type.String())
  }), { description: 'Worst kilometres by KSI collisions, none of which meets another' }),
  marks: Type.Array(Type.Object({ km: Type.Number(), name: Type.String() }), { description: 'Settlements along the road' })
})
export type StripAnswer = Static<typeof StripAnswer>
export const StripsAnswer = Type.Object({
  query: Type.Object({ roads: Type.Array(Type.String()), from: Month, to: Month, area: Nullable(Type.String()), group: Nullable(Type.String()), light: Nullable(Type.String()), fromHour: Nullable(Type.Integer()), toHour: Nullable(Type.Integer()) }),
  dataVersion: DataVersion, method: Type.String(), roads: Type.Array(StripAnswer), ...beside
})
export type StripsAnswer = Static<typeof StripsAnswer>
