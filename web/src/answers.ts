/** What the API answers, as the web reads it. */
import type { FeatureCollection, LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson'

export interface HeldMonth {
  month: string
  total: number
  synthetic: boolean
}

export interface Theme {
  id: string
  title: string
  unit: string
  source: string
  caveat: string
  firstMonth: string | null
  lastMonth: string | null
  months: HeldMonth[]
  resolutions: number[]
  synthetic: boolean
}

export interface ThemesAnswer {
  dataVersion: string
  themes: Theme[]
}

export interface CellsQuery {
  theme: string
  from: string
  to: string
  res: number
  area: string | null
}

export interface SeriesHeader {
  query: CellsQuery
  dataVersion: string
  /** Every month of the span, held or not. */
  months: string[]
  held: (0 | 1)[]
  /** By month: not in the study area, without a location, not shown to protect people, and on the map. */
  outside: number[]
  noLocation: number[]
  withheld: number[]
  totals: number[]
  source: string
  caveat: string
  synthetic: boolean
  /** How many cells follow. */
  cells: number
}

export type LngLat = [lng: number, lat: number]
export type Bbox = [west: number, south: number, east: number, north: number]

export interface Area {
  code: string
  type: string
  name: string
  parent: string | null
  synthetic: boolean
  source: string
  centre: LngLat
  bbox: Bbox
  geometry: MultiPolygon
}

export interface AreasAnswer {
  dataVersion: string
  areas: Area[]
}

export interface Found {
  kind: string
  code: string | null
  name: string
  detail: string
  centre: LngLat
  bbox: Bbox | null
}

export interface SearchAnswer {
  results: Found[]
}

export type Settlements = FeatureCollection<Point, { name: string; rank: number; residents: number }>

export interface BasemapAnswer {
  /** The address of a style to use in place of ours. */
  style: string | null
  attribution: string
  water: FeatureCollection<Polygon | MultiPolygon>
  roads: FeatureCollection<LineString | MultiLineString, { ref: string; class: string }>
  settlements: Settlements
  neighbours: FeatureCollection<Point, { name: string }>
}

export interface Source {
  source: string
  title: string
  publisher: string
  licence: string
  caveats: string[]
  synthetic: boolean
  firstMonth: string | null
  lastMonth: string | null
  months: string[]
  read: number
  loaded: number
  rejected: number
  reasons: { reason: string; title: string; count: number }[]
  outside: number
  noLocation: number
  withheld: number
  importedAt: string | null
  files: number
}

export interface SourcesAnswer {
  dataVersion: string
  sources: Source[]
  notHeld: { title: string; why: string }[]
  attribution: string
}
