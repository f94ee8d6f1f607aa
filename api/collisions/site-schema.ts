/** Sites under review: what is asked, kept and answered. */
import { Type, type Static, type TProperties } from 'typebox'
import { clusterMeasureIds, clusterPresetIds, schemeTypeIds, siteKindIds, siteStatusIds } from '../road-vocabulary.ts'
import { AreaCode, DataVersion, LngLat, Month, Nullable, OneOf } from '../schema.ts'
import { RoadRef } from './cluster-schema.ts'

const closed = <T extends TProperties>(properties: T, options: object = {}) => Type.Object(properties, { additionalProperties: false, ...options })

export const MOST_POINTS = 200
const Place = Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2, description: '[lng, lat], degrees, WGS 84' })
const Line = closed({ type: Type.Literal('LineString'), coordinates: Type.Array(Place, { minItems: 2, maxItems: MOST_POINTS }) })
const Polygon = closed({ type: Type.Literal('Polygon'), coordinates: Type.Array(Type.Array(Place, { minItems: 4, maxItems: MOST_POINTS }), { minItems: 1, maxItems: 1, description: 'One ring, the first point again at its end' }) })
export const Shape = Type.Union([Line, Polygon], { description: 'GeoJSON line or area' })
export type Shape = Static<typeof Shape>

const SiteDay = Type.String({ pattern: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])$', description: 'Day, YYYY-MM-DD' })
const Name = Type.String({ minLength: 1, maxLength: 120 })
const Owner = Type.String({ maxLength: 120, description: 'Who looks after it' })
const Notes = Type.String({ maxLength: 4000, description: 'Never shown to the public' })
const RadiusM = Type.Integer({ minimum: 10, maximum: 1000, description: 'Metres about the position, or to both sides of a line; an area has none' })

const day = Type.Optional(Nullable(SiteDay))
const given = {
  kind: Type.Optional(OneOf(siteKindIds, '"site" where nothing is said')), status: Type.Optional(OneOf(siteStatusIds, 'Where it stands; "proposed" where nothing is said')),
  schemeType: Type.Optional(Nullable(OneOf(schemeTypeIds, 'null: none yet'))), owner: Type.Optional(Owner), road: Type.Optional(Nullable(RoadRef)), notes: Type.Optional(Notes),
  position: Type.Optional(Place), radiusM: Type.Optional(RadiusM), shape: Type.Optional(Shape),
  proposedOn: day, investigatedOn: day, agreedOn: day, builtOn: day, closedOn: day
}

const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Events = Nullable(Type.Number({ minimum: -1_000_000, maximum: 1_000_000 }))
/** The cluster that a site came from, as it was shown then. */
export const Origin = closed({
  preset: OneOf(clusterPresetIds, 'Rule'), by: OneOf(clusterMeasureIds, 'What it counted'), fewest: Count, radiusM: Count, from: Month, to: Month,
  cluster: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description: 'Reference of its middle collision' }),
  collisions: Count, ksi: Count, further: Nullable(Count), expected: Events, behind: Events, lower: Events, upper: Events, excess: Events,
  dataVersion: Type.String({ pattern: '^[A-Za-z0-9.:_-]{1,60}$' })
}, { description: 'As the page read it; null expectations: it had none' })
export type Origin = Static<typeof Origin>

export const NewSite = closed({ name: Name, ...given, origin: Type.Optional(Origin) }, { description: 'With position and radiusM, or with a shape; a line has a radiusM too' })
export type NewSite = Static<typeof NewSite>
export const SiteChange = closed({ name: Type.Optional(Name), ...given }, { minProperties: 1, description: 'Coming to a state dates it today, going back takes its date away, unless the change says otherwise' })
export type SiteChange = Static<typeof SiteChange>

const Day = Nullable(Type.String({ description: 'YYYY-MM-DD' }))
const summary = {
  id: Type.String(), kind: OneOf(siteKindIds, 'Kind'), name: Type.String(), status: OneOf(siteStatusIds, 'Where it stands'), schemeType: Nullable(OneOf(schemeTypeIds, 'null: none yet')), owner: Type.String(),
  road: Nullable(Type.String()), position: LngLat, radiusM: Nullable(Type.Integer()), shape: Nullable(Shape),
  proposedOn: Day, investigatedOn: Day, agreedOn: Day, builtOn: Day, closedOn: Day, origin: Nullable(Origin),
  version: Type.Integer(), createdBy: Type.String(), createdAt: Type.String(), changedBy: Type.String(), changedAt: Type.String()
}
/** As the list and its files have it: without notes. */
export const SiteSummary = Type.Object(summary)
export type SiteSummary = Static<typeof SiteSummary>
const site = { ...summary, notes: Type.String() }
export const Site = Type.Object(site)
export type Site = Static<typeof Site>

const Told = Nullable(Type.String())
export const SiteVersion = Type.Object({
  version: Type.Integer(), act: OneOf(['added', 'changed', 'removed'] as const, 'What was done'), by: Type.String(), at: Type.String({ description: 'UTC' }), status: Type.String(),
  changes: Type.Array(Type.Object({ field: Type.String(), from: Told, to: Told }), { description: 'Against the version before; of a moved place the positions' })
})
export type SiteVersion = Static<typeof SiteVersion>
export const SiteWithHistory = Type.Object({ ...site, history: Type.Array(SiteVersion, { description: 'The newest first' }) })
export const HistoryAnswer = Type.Object({ history: Type.Array(SiteVersion) })

export const SitesQuery = closed({ status: Type.Optional(OneOf(siteStatusIds, 'Where they stand')), kind: Type.Optional(OneOf(siteKindIds, 'Kind')), area: Type.Optional(AreaCode) })
export type SitesQuery = Static<typeof SitesQuery>
export const SitesAnswer = Type.Object({ sites: Type.Array(SiteSummary) })
export const SiteParams = closed({ site: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'Site' }) })

const Months = Nullable(Type.Object({ from: Month, to: Month, months: Type.Integer({ description: 'Loaded' }) }))
const Both = Type.Object({ before: Type.Integer(), after: Type.Integer() })
const Effect = Type.Object({
  counts: Both, comparison: Both,
  expected: Nullable(Type.Number({ description: 'Before, of such a place in general' })), kind: Nullable(Type.String({ description: 'What such a place is' })),
  effect: Nullable(Type.Object({
    expectedBefore: Type.Number({ description: 'Expectation behind the count before (Empirical Bayes)' }), chance: Type.Number({ description: 'What of the count before was chance' }),
    expectedAfter: Type.Number({ description: 'After, with nothing done' }), ratio: Type.Number({ description: 'After, beside that' }), lower: Nullable(Type.Number()), upper: Type.Number({ description: 'With lower: 95 % interval' }),
    verdict: OneOf(['fewer', 'more', 'not-distinguishable'] as const, 'Whether the interval excludes 1')
  })),
  text: Type.String({ description: 'The same in words' })
})
export const SiteEffectAnswer = Type.Object({
  site: Type.String(), builtOn: Day, before: Months, after: Months,
  comparedWith: Nullable(Type.String({ description: 'Which collisions are the comparison group' })),
  collisions: Nullable(Effect), ksi: Nullable(Effect),
  method: Type.String(), caveats: Type.Array(Type.String()), dataVersion: DataVersion, source: Type.String(), synthetic: Type.Boolean(), note: Nullable(Type.String({ description: 'What keeps it from being told, or weakens it' }))
})
export type SiteEffectAnswer = Static<typeof SiteEffectAnswer>
