/** Positions of a force's own files: longitude and latitude, or British National Grid easting and northing. */
import proj4 from 'proj4'
import type { RejectionReason } from '../source-vocabulary.ts'
import { coordinateFault, type SpotInput } from './spots.ts'
import type { Table } from './table.ts'

// Seven-parameter shift, good to about 5 m: less than a tenth of the finest cell.
const BRITISH_GRID = '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs'
const toLngLat = proj4(BRITISH_GRID, 'WGS84')

/** How to read a row's position: a spot, null where both fields are empty or not known, or why it cannot be right. */
export type ReadPosition = (fields: string[]) => SpotInput | null | RejectionReason

const EMPTY = new Set(['', 'null', 'na', '-1'])

/** Finds the columns of a position: `lng`, `lat` (or `longitude`, `latitude`), else `easting`, `northing`. */
export function positionReader(table: Table): ReadPosition {
  const find = (...names: string[]) => names.map((name) => table.column(name)).find((at) => at !== -1) ?? -1
  const [x, y] = [find('lng', 'longitude'), find('lat', 'latitude')]
  const [easting, northing] = [find('easting', 'location_easting_osgr'), find('northing', 'location_northing_osgr')]
  const value = (fields: string[], at: number) => {
    const text = at === -1 ? '' : fields[at]!.trim()
    return EMPTY.has(text.toLowerCase()) ? undefined : Number(text)
  }
  return (fields) => {
    const [lng, lat] = [value(fields, x), value(fields, y)]
    if (lng !== undefined && lat !== undefined) return spotAt(lng, lat)
    const [east, north] = [value(fields, easting), value(fields, northing)]
    if (east !== undefined && north !== undefined) return fromGrid(east, north)
    return lng === undefined && lat === undefined && east === undefined && north === undefined ? null : 'coordinates-unreadable'
  }
}

function fromGrid(east: number, north: number): SpotInput | RejectionReason {
  if (!Number.isFinite(east) || !Number.isFinite(north)) return 'coordinates-unreadable'
  const [lng, lat] = toLngLat.forward([east, north]) as [number, number]
  return spotAt(lng, lat)
}

const spotAt = (lng: number, lat: number): SpotInput | RejectionReason =>
  coordinateFault(lng, lat) ?? { lng, lat, lsoaCode: '', lsoaPlace: '', label: '' }
