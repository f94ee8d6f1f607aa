/** Questions and answers about areas and the basemap. */
import { Type, type Static } from 'typebox'
import { AreaCode, AreaTypeName, Bbox, DataVersion, FormOf, LngLat, Nullable } from '../schema.ts'

export const Area = Type.Object({
  code: Type.String(), type: Type.String(), name: Type.String(), parent: Nullable(Type.String()),
  synthetic: Type.Boolean(), source: Type.String(), inStudy: Type.Boolean({ description: 'False: a neighbour, loaded for drawing only' }),
  centre: LngLat, bbox: Bbox, geometry: Type.Any({ description: 'GeoJSON MultiPolygon, or null in a list without a type' })
})
export type Area = Static<typeof Area>

export const AreasQuery = Type.Object({ type: Type.Optional(AreaTypeName), form: FormOf('geojson', 'json') }, { additionalProperties: false })
export const AreasAnswer = Type.Object({ dataVersion: DataVersion, areas: Type.Array(Area) })
export type AreasAnswer = Static<typeof AreasAnswer>

export const AreaParams = Type.Object({ code: AreaCode })
export const AreaAnswer = Type.Object({ dataVersion: DataVersion, area: Area })
export type AreaAnswer = Static<typeof AreaAnswer>

export const SearchQuery = Type.Object({ q: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false })
export const HoldingArea = Type.Object({ code: Type.String(), type: Type.String(), name: Type.String() })
export type HoldingArea = Static<typeof HoldingArea>
const Holding = (description: string) => Type.Array(HoldingArea, { description })

export const SearchResult = Type.Object({
  kind: Type.String({ description: 'Kind of area, or place, or postcode' }), code: Nullable(Type.String()), name: Type.String(), detail: Nullable(Type.String()), centre: LngLat, bbox: Nullable(Bbox),
  areas: Type.Optional(Holding('Of a single postcode: the areas that hold it, from the largest to the smallest'))
})
export type SearchResult = Static<typeof SearchResult>
export const SearchAnswer = Type.Object({
  results: Type.Array(SearchResult), note: Nullable(Type.String({ description: 'That the results are only spelt nearly so, or why there are none' }))
})
export type SearchAnswer = Static<typeof SearchAnswer>

export const AtQuery = Type.Object({
  lng: Type.Number({ minimum: -180, maximum: 180, description: 'Degrees, WGS 84; three decimals (100 m) are enough' }), lat: Type.Number({ minimum: -90, maximum: 90 })
}, { additionalProperties: false })
export const AtAnswer = Type.Object({ areas: Holding('From the largest to the smallest; none for a position outside'), note: Nullable(Type.String()) })
export type AtAnswer = Static<typeof AtAnswer>

const Features = Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Any()) })
export const BasemapAnswer = Type.Object({
  style: Nullable(Type.String({ description: 'Address of a MapLibre style that replaces the built-in one' })),
  study: Nullable(Type.String({ description: 'What the whole study area is called: the loaded force' })),
  attribution: Type.String(), water: Features, roads: Features, settlements: Features, neighbours: Features
})
export type BasemapAnswer = Static<typeof BasemapAnswer>
