/** Street-level files of an invented force, in every dress that police.uk has given them. */
import type { Random } from './random.ts'

export interface StreetRow { id: string; month: string; reportedBy: string; fallsWithin: string; lng: string; lat: string; location: string; lsoaCode: string; lsoaName: string; type: string; outcome: string; context: string }

const published = ['Crime ID', 'Month', 'Reported by', 'Falls within', 'Longitude', 'Latitude', 'Location', 'LSOA code', 'LSOA name', 'Crime type', 'Last outcome category', 'Context']
export const publishedHeader = published.join(',')
export const snakeHeader = published.map((name) => name.toLowerCase().replaceAll(' ', '_')).join(',')
export const force = 'Testshire Police'

/** A burglary in the west of Northmarsh, unless told otherwise. */
export const row = (change: Partial<StreetRow> = {}): StreetRow => ({
  id: 'c1', month: '2025-01', reportedBy: force, fallsWithin: force, lng: '0.450000', lat: '51.750000', location: 'On or near Mill Lane',
  lsoaCode: 'E01099101', lsoaName: 'Northmarsh 001A', type: 'Burglary', outcome: 'Under investigation', context: '', ...change
})

/** Anti-social behaviour as published: without an ID and an outcome. */
export const asb = (change: Partial<StreetRow> = {}): StreetRow => row({ id: '', type: 'Anti-social behaviour', outcome: '', ...change })

export const nowhere = { lng: '', lat: '', location: 'No Location', lsoaCode: '', lsoaName: '' } as const

export interface Dress { header?: string; lineEnd?: string; mark?: boolean; lastLineEnds?: boolean }

const quoted = (field: string) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
export const line = (fields: StreetRow): string => Object.values(fields).map(quoted).join(',')

export function csv(rows: readonly StreetRow[], { header = publishedHeader, lineEnd = '\n', mark = false, lastLineEnds = true }: Dress = {}): string {
  return (mark ? '\uFEFF' : '') + [header, ...rows.map(line)].join(lineEnd) + (lastLineEnds ? lineEnd : '')
}

const places = [
  { lsoaCode: 'E01099101', lsoaName: 'Northmarsh 001A', west: 0.4, south: 51.7 }, { lsoaCode: 'E01099102', lsoaName: 'Northmarsh 001B', west: 0.5, south: 51.7 },
  { lsoaCode: 'E01099103', lsoaName: 'Southmarsh 001A', west: 0.4, south: 51.6 }, { lsoaCode: 'E01099104', lsoaName: 'Southmarsh 001B', west: 0.5, south: 51.6 }
]
const types = ['Anti-social behaviour', 'Burglary', 'Drugs', 'Robbery', 'Shoplifting', 'Vehicle crime', 'Violence and sexual offences']

/** `count` rows of a month, spread over the county: one in 40 without a position, one in 40 beyond the border. */
export function monthOf(month: string, count: number, random: Random): StreetRow[] {
  const spots = Array.from({ length: Math.ceil(count / 8) }, () => {
    const { west, south, ...place } = places[random.below(places.length)]!
    return { ...place, lng: (west + 0.001 + random.below(98_000) / 1e6).toFixed(6), lat: (south + 0.001 + random.below(98_000) / 1e6).toFixed(6), location: `On or near Road ${random.below(999)}` }
  })
  return Array.from({ length: count }, (_, i) => {
    const type = types[random.below(types.length)]!
    const fate = random.below(40)
    const spot = fate === 0 ? nowhere : fate === 1 ? { lng: '0.650000', lat: '51.650000', location: 'On or near East Road', lsoaCode: '', lsoaName: '' } : spots[random.below(spots.length)]!
    return type === 'Anti-social behaviour' ? asb({ month, ...spot }) : row({ id: `${month}-${i}`, month, type, ...spot })
  })
}
