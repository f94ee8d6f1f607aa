/**
 * A small invented county for tests: one force, two districts of it and a neighbour, each district of two LSOAs. In 2011 the south
 * was one LSOA. Squares a tenth of a degree wide, so that a row's place can be read off its position.
 */
interface Square { west: number; south: number; east: number; north: number }
type Properties = Record<string, string>

export const northmarsh = 'E07099001'
export const southmarsh = 'E07099002'
export const eastmarsh = 'E07099003'

export const lsoas21 = [
  { code: 'E01099101', name: 'Northmarsh 001A', parent: northmarsh, west: 0.4, south: 51.7, east: 0.5, north: 51.8 },
  { code: 'E01099102', name: 'Northmarsh 001B', parent: northmarsh, west: 0.5, south: 51.7, east: 0.6, north: 51.8 },
  { code: 'E01099103', name: 'Southmarsh 001A', parent: southmarsh, west: 0.4, south: 51.6, east: 0.5, north: 51.7 },
  { code: 'E01099104', name: 'Southmarsh 001B', parent: southmarsh, west: 0.5, south: 51.6, east: 0.6, north: 51.7 }
] as const

export const lsoas11 = [
  { code: 'E01098101', name: 'Northmarsh 001A', parent: northmarsh, west: 0.4, south: 51.7, east: 0.5, north: 51.8 },
  { code: 'E01098102', name: 'Northmarsh 001B', parent: northmarsh, west: 0.5, south: 51.7, east: 0.6, north: 51.8 },
  { code: 'E01098103', name: 'Southmarsh 001A', parent: southmarsh, west: 0.4, south: 51.6, east: 0.6, north: 51.7 }
] as const

const ring = ({ west, south, east, north }: Square) => [[[west, south], [east, south], [east, north], [west, north], [west, south]]]
const feature = (square: Square, properties: Properties) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: ring(square) } })
const collection = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })

/** Boundary files as a publisher names their properties; ready to be written to a folder. */
export const boundaryFiles: Record<string, string> = {
  'lsoa21.geojson': collection(lsoas21.map((lsoa) => feature(lsoa, { LSOA21CD: lsoa.code, LSOA21NM: lsoa.name, LAD22CD: lsoa.parent }))),
  'lsoa11.geojson': collection(lsoas11.map((lsoa) => feature(lsoa, { LSOA11CD: lsoa.code, LSOA11NM: lsoa.name, LAD11CD: lsoa.parent }))),
  'districts.geojson': collection([feature({ west: 0.6, south: 51.6, east: 0.7, north: 51.8 }, { lad17cd: eastmarsh, lad17nm: 'Eastmarsh' })]),
  'force.geojson': collection([feature({ west: 0.4, south: 51.6, east: 0.6, north: 51.8 }, { pfa16cd: 'E23099001', pfa16nm: 'Testshire' })])
}

/** Rural-urban classes: the north is rural. */
export const ruralClasses = ['LSOA11CD,LSOA11NM,RUC11CD,RUC11', 'E01098101,Northmarsh 001A,D1,Rural town and fringe', 'E01098102,Northmarsh 001B,E1,Rural village and dispersed', 'E01098103,Southmarsh 001A,C1,Urban city and town', ''].join('\n')
export const lsoaChanges = ['LSOA11CD,LSOA21CD,LAD22CD', 'E01098101,E01099101,E07099001', 'E01098102,E01099102,E07099001', 'E01098103,E01099103,E07099002', 'E01098103,E01099104,E07099002', ''].join('\n')
