/**
 * What a road is to a patrol: its class, who may use it in which direction, how quickly, and how long a piece of it is.
 *
 * What it tells: ordinary patrol speeds, as a mean over hours. What it does not: traffic, the hour, signals, gradients, blue lights: a unit that answers
 * an emergency is quicker than this.
 * Speeds, km/h. On foot: 4.8, which is 80 m a minute, as Transport for London reckons access to public transport (Assessing transport connectivity in
 * London, 2015); steps 2.4, about 0.67 m/s along the plan (Fujiyama and Tyler, Transportation Planning and Technology 33, 2010,
 * doi:10.1080/03081061003643705). By cycle: 15 on roads and cycle ways, 12 where others walk, 4 where one gets off and pushes (OSRM, profiles/bicycle.lua;
 * 12 lies between its values for tracks and paths). In a vehicle: class speeds of OSRM's profiles/car.lua times its 0.8 for junctions and bends;
 * where a limit is signed, at most 0.8 of it, by the same reasoning.
 * Lengths: on the WGS84 ellipsoid, by the radii of curvature at the middle latitude; for pieces of a road (under 50 km) within 0.001 %.
 * Source of classes and permissions: OpenStreetMap's keys highway, access, foot, bicycle, motor_vehicle, oneway, with the defaults of its page
 * "Access restrictions" for the United Kingdom.
 */
export type RoadMode = 'foot' | 'cycle' | 'vehicle'

/** Class, its speed in a vehicle and by cycle, km/h; 0: not meant for it. The place in the list is what is stored, so new ones go to the end. */
export const roadClasses = [
  { id: 'motorway', vehicle: 72, cycle: 0 }, { id: 'motorway_link', vehicle: 36, cycle: 0 }, { id: 'trunk', vehicle: 68, cycle: 15 }, { id: 'trunk_link', vehicle: 32, cycle: 15 },
  { id: 'primary', vehicle: 52, cycle: 15 }, { id: 'primary_link', vehicle: 24, cycle: 15 }, { id: 'secondary', vehicle: 44, cycle: 15 }, { id: 'secondary_link', vehicle: 20, cycle: 15 },
  { id: 'tertiary', vehicle: 32, cycle: 15 }, { id: 'tertiary_link', vehicle: 16, cycle: 15 }, { id: 'unclassified', vehicle: 20, cycle: 15 }, { id: 'residential', vehicle: 20, cycle: 15 },
  { id: 'living_street', vehicle: 8, cycle: 12 }, { id: 'service', vehicle: 12, cycle: 15 }, { id: 'road', vehicle: 20, cycle: 15 }, { id: 'busway', vehicle: 0, cycle: 15 },
  { id: 'track', vehicle: 0, cycle: 12 }, { id: 'cycleway', vehicle: 0, cycle: 15 }, { id: 'path', vehicle: 0, cycle: 12 }, { id: 'bridleway', vehicle: 0, cycle: 12 },
  { id: 'pedestrian', vehicle: 0, cycle: 0 }, { id: 'footway', vehicle: 0, cycle: 0 }, { id: 'steps', vehicle: 0, cycle: 0 }
] as const

export const classIndex: ReadonlyMap<string, number> = new Map(roadClasses.map(({ id }, i) => [id, i]))

/** Who may use an edge, in the direction of its way and against it: bits of one byte. On foot both directions are one. */
export const roadAccess = { foot: 1, cycle: 2, cycleBack: 4, vehicle: 8, vehicleBack: 16 } as const

const WALK_KMH = 4.8
const STEPS_KMH = 2.4
/** Where cycles and vehicles are allowed beyond what a class is meant for, km/h. */
const SLOWEST = { cycle: 4, vehicle: 8 } as const
const SHARE_OF_LIMIT = 0.8

/** On foot, metres a second: also from a point to its nearest road. */
export const walkMs = WALK_KMH / 3.6

/** Speed on a road of a class, metres a second. `limitKmh`: as signed; 0: not known. */
export function roadSpeed(mode: RoadMode, roadClass: number, limitKmh = 0): number {
  const { id, cycle, vehicle } = roadClasses[roadClass]!
  if (mode === 'foot') return (id === 'steps' ? STEPS_KMH : WALK_KMH) / 3.6
  if (mode === 'cycle') return (cycle || SLOWEST.cycle) / 3.6
  const usual = vehicle || SLOWEST.vehicle
  return (limitKmh > 0 ? Math.min(usual, limitKmh * SHARE_OF_LIMIT) : usual) / 3.6
}

/** WGS84: half the longer axis, metres, and the square of the eccentricity. */
const A = 6378137
const E2 = 0.0066943799901413165
const RADIANS = Math.PI / 180

/** Metres between two positions in degrees, not far apart. */
export function pieceMetres(lngA: number, latA: number, lngB: number, latB: number): number {
  const middle = ((latA + latB) / 2) * RADIANS
  const sin = Math.sin(middle)
  const w = 1 - E2 * sin * sin
  const across = A / Math.sqrt(w)
  const x = (lngB - lngA) * RADIANS * Math.cos(middle) * across
  const y = (latB - latA) * RADIANS * across * (1 - E2) / w
  return Math.sqrt(x * x + y * y)
}
