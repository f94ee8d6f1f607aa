/** What the API answers: its own schemas, with the forms of GeoJSON that the schemas leave open. */
import type { FeatureCollection, LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson'
import type { AuditAnswer, AuditEntry } from '../../api/accounts/audit-schema.ts'
import type { Session } from '../../api/accounts/schema.ts'
import type { Area as AnyArea, AtAnswer, BasemapAnswer as AnyBasemap, HoldingArea, SearchResult } from '../../api/areas/schema.ts'
import type { SeriesHeader, ThemesAnswer, UnderstoodQuery } from '../../api/cells/schema.ts'
import type { AccuracyAnswer, ForecastAnswer } from '../../api/hotspots/forecast-schema.ts'
import type { ChangeAnswer as AnyChange, ClassesAnswer as AnyClasses, DensityAnswer as AnyDensity, HotspotsAnswer, NearRepeatAnswer as AnyNearRepeat, RepeatsAnswer as AnyRepeats } from '../../api/hotspots/schema.ts'
import type { WhyAnswer } from '../../api/hotspots/why-schema.ts'
import type { Static } from 'typebox'
import type { AboutAnswer, Catalogue, Dataset } from '../../api/sources/catalogue-schema.ts'
import type { SourcesAnswer } from '../../api/sources/schema.ts'

export type { AboutAnswer, Catalogue, Dataset, AccuracyAnswer, AtAnswer, AuditAnswer, AuditEntry, ForecastAnswer, HoldingArea, HotspotsAnswer, SeriesHeader, Session, SourcesAnswer, ThemesAnswer, WhyAnswer }
export type ClassesAnswer = Static<typeof AnyClasses>
export type ChangeAnswer = Static<typeof AnyChange>
export type DensityAnswer = Static<typeof AnyDensity>
export type NearRepeatAnswer = Static<typeof AnyNearRepeat>
export type RepeatsAnswer = Static<typeof AnyRepeats>
export type CellsQuery = UnderstoodQuery
export type Theme = ThemesAnswer['themes'][number]
export type Source = SourcesAnswer['sources'][number]

export type LngLat = [lng: number, lat: number]
export type Bbox = [west: number, south: number, east: number, north: number]
interface Placed { centre: LngLat; bbox: Bbox }
export type Area = Omit<AnyArea, keyof Placed> & Placed & { geometry: MultiPolygon }
export type Found = Omit<SearchResult, keyof Placed> & { centre: LngLat; bbox: Bbox | null }

export interface AreasAnswer {
  dataVersion: string
  areas: Area[]
}

export interface SearchAnswer {
  results: Found[]
  /** That these are a guess, or why there are none. */
  note: string | null
}

export interface AreaAnswer {
  dataVersion: string
  area: Area
}

export type Settlements = FeatureCollection<Point, { name: string; rank: number; residents: number }>

export interface BasemapAnswer extends Pick<AnyBasemap, 'style' | 'study' | 'attribution'> {
  water: FeatureCollection<Polygon | MultiPolygon>
  roads: FeatureCollection<LineString | MultiLineString, { ref: string; class: string }>
  settlements: Settlements
  neighbours: FeatureCollection<Point, { name: string }>
}
