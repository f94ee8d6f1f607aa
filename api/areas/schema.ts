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
export const SearchResult = Type.Object({
  kind: Type.String(), code: Nullable(Type.String()), name: Type.String(), detail: Nullable(Type.String()), centre: LngLat, bbox: Nullable(Bbox)
})
export type SearchResult = Static<typeof SearchResult>
export const SearchAnswer = Type.Object({ results: Type.Array(SearchResult) })
export type SearchAnswer = Static<typeof SearchAnswer>

const Features = Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Any()) })
export const BasemapAnswer = Type.Object({
  style: Nullable(Type.String({ description: 'Address of a MapLibre style that replaces the built-in one' })),
  study: Nullable(Type.String({ description: 'What the whole study area is called: the loaded force' })),
  attribution: Type.String(), water: Features, roads: Features, settlements: Features, neighbours: Features
})
export type BasemapAnswer = Static<typeof BasemapAnswer>
