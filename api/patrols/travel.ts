/** Travel times between the stops of a plan: by a routing server, else by imported roads, else by distance; the answer says which. */
import type { Reader } from '../access.ts'
import type { Position } from '../analysis/h3-grid.ts'
import { circuity, distanceTimes, speedKmH } from '../analysis/travel-distance.ts'
import type { TravelMode } from '../vocabulary.ts'

export interface TravelTimes {
  model: 'osrm' | 'roads' | 'distance'
  /** By mode, points x points, row by row: from, to. Infinity: no way. NaN in `metres`: not known. */
  seconds: Partial<Record<TravelMode, Float64Array>>
  metres: Partial<Record<TravelMode, Float64Array>>
  /** Which model, and what it assumes, in one plain sentence. */
  text: string
  notes: string[]
  /** Positions of a way over points by their numbers, for drawing: along roads where they are known. */
  path: (mode: TravelMode, stops: readonly number[]) => Position[]
}

export interface TravelAsked {
  choice: 'best' | 'distance'
  reader: Reader
  /** Whether each point is rural; absent: not known. */
  rural?: readonly (boolean | null)[]
}

export class Travel {
  async times(points: readonly Position[], modes: readonly TravelMode[], { rural = points.map(() => null) }: TravelAsked): Promise<TravelTimes> {
    return byDistance(points, modes, rural)
  }
}

function byDistance(points: readonly Position[], modes: readonly TravelMode[], rural: readonly (boolean | null)[]): TravelTimes {
  const found = modes.map((mode) => [mode, distanceTimes(points, rural, mode)] as const)
  const speeds = modes.map((mode) => `${mode} ${[...new Set([speedKmH[mode].urban, speedKmH[mode].rural])].join(' in towns and ')} km/h`).join(', ')
  return {
    model: 'distance', notes: [], seconds: Object.fromEntries(found.map(([mode, { seconds }]) => [mode, seconds])), metres: Object.fromEntries(found.map(([mode, { metres }]) => [mode, metres])),
    text: `Travel times are estimates from straight lines, lengthened by ${circuity.urban} in towns and ${circuity.rural} in the country, at ${speeds}: no roads are loaded.`,
    path: (_mode, stops) => (stops.length > 2 ? stops.map((stop) => [...points[stop]!] as Position) : [])
  }
}
