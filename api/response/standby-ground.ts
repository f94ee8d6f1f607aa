/** What a question about standby points rests on: hexagons of the area with their class, roads, bases, candidates, demand. */
import type { Reader } from '../access.ts'
import { cellAt, centreOf, type Position } from '../analysis/h3-grid.ts'
import { nearestSettlement } from '../analysis/nearest-settlement.ts'
import { countByCell } from '../cells/queries.ts'
import { listSettlements } from '../collisions/cluster-queries.ts'
import { ApiError } from '../errors.ts'
import { listStudyCells, listStudyOutlines } from '../hotspots/queries.ts'
import { Kept } from '../kept.ts'
import type { LoadedRoads } from '../patrols/road-times.ts'
import { ruralAt } from '../patrols/travel-queries.ts'
import { responseMap, type StandbyCandidates } from '../response-vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { AreaCells, AreaTask } from './reach-work.ts'
import { listBases, listPlacesOf, type NamedPlace } from './queries.ts'
import type { Point } from './standby-schema.ts'
import type { Site } from './standby-work.ts'

export interface StandbyGround { key: string; cells: string[]; centres: Float64Array; classes: Uint8Array; roads: LoadedRoads | null }

/** The next larger hexagons stand for "anywhere": their middles lie about two kilometres apart. */
const CANDIDATE_RES = 7
const MOST_CANDIDATES = 300
/** Kinds of places at which a unit can wait. */
const placeKinds = ['police-base', 'town-centre']

export class StandbyGrounds {
  private readonly areas = new Kept<Omit<StandbyGround, 'roads'>>(4)

  constructor(private readonly pool: Pick<WorkerPool, 'run'>, private readonly roadsOf: (db: Reader['db']) => Promise<LoadedRoads | undefined>) {}

  /** `travel` distance: roads are left aside. */
  async of(reader: Reader, version: string, areaId: number | null, travel: 'best' | 'distance'): Promise<StandbyGround> {
    const area = await this.areas.of(`${version} ${areaId}`, () => this.areaOf(reader, version, areaId))
    const roads = travel === 'distance' ? null : (await this.roadsOf(reader.db)) ?? null
    return { ...area, key: `${area.key} ${roads?.graph ?? 'distance'}`, roads }
  }

  private async areaOf({ db }: Reader, version: string, areaId: number | null): Promise<Omit<StandbyGround, 'roads'>> {
    const [outlines, filled] = await Promise.all([listStudyOutlines(db, areaId), listStudyCells(db, responseMap.res, areaId)])
    const { cells, centres } = await this.pool.run<AreaCells>('areaCells', { outlines: JSON.stringify(outlines.map(({ geometry }) => geometry)), filled, res: responseMap.res } satisfies AreaTask)
    const rural = await ruralAt(db, cells.map((cell) => centreOf(cell)))
    return { key: `${version} ${areaId}`, cells, centres, classes: Uint8Array.from(rural, (one) => (one === null ? 0 : one ? 2 : 1)) }
  }
}

/** Places with whether each lies in the country: as its hexagon does, where that is known. */
export async function sitesAt({ db }: Reader, points: readonly Point[], { cells, classes }: Pick<StandbyGround, 'cells' | 'classes'>): Promise<Site[]> {
  const places = placesIn(cells)
  const kinds = points.map(({ position: [lng, lat] }) => { const at = places.get(cellAt([lng, lat], responseMap.res)); return at === undefined || classes[at] === 0 ? null : classes[at] === 2 })
  const open = points.filter((_, i) => kinds[i] === null)
  const asked = open.length > 0 ? await ruralAt(db, open.map(({ position }) => position)) : []
  return points.map(({ name, position }, i) => ({ name, position: position as Position, rural: kinds[i] ?? asked[open.indexOf(points[i]!)] === true }))
}

const pointOf = ({ name, lng, lat }: NamedPlace): Point => ({ name, position: [lng, lat] })

export const loadedBases = async ({ db }: Reader): Promise<Point[]> => (await listBases(db)).map(pointOf)

/** Bases by name or a part of it. @throws ApiError for a name that none has. */
export function namedBases(bases: readonly Point[], asked: 'all' | readonly string[] | undefined): Point[] {
  if (asked === undefined) return []
  if (asked === 'all') return [...bases]
  return asked.map((name) => {
    const found = bases.find((base) => base.name === name) ?? bases.find((base) => base.name.toLowerCase().includes(name.toLowerCase()))
    if (!found) throw new ApiError('bad-parameter', `No police base called "${name}" is loaded.`, 'bases')
    return found
  })
}

/** Where new points may stand: nowhere twice, and not where one stands. In order of name, so that equals are chosen the same way each time. */
export async function candidatesOf({ db }: Reader, kind: StandbyCandidates, { cells }: Pick<StandbyGround, 'cells'>, standing: readonly Point[]): Promise<{ points: Point[]; left: number }> {
  if (kind === 'cells') return middles(db, cells)
  const points = (kind === 'places' ? await listPlacesOf(db, placeKinds) : await listSettlements(db)).map(pointOf)
  const taken = new Set(standing.map(({ position }) => position.join(' ')))
  const own = points.filter(({ position }) => inside(position, cells) && !taken.has(position.join(' ')))
  return { points: own.slice(0, MOST_CANDIDATES).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.position[0] - b.position[0])), left: Math.max(0, own.length - MOST_CANDIDATES) }
}

let known: { cells: readonly string[]; places: Map<string, number> } | undefined
function placesIn(cells: readonly string[]): Map<string, number> {
  if (known?.cells !== cells) known = { cells, places: new Map(cells.map((cell, i) => [cell, i])) }
  return known.places
}

/** Settlements of the map lie in neighbouring counties too. */
const inside = ([lng, lat]: Point['position'], cells: readonly string[]): boolean => placesIn(cells).has(cellAt([lng, lat], responseMap.res))

/** Middles of larger hexagons that hold a hexagon of the area, spread evenly where there are too many; named by the next settlement. */
async function middles(db: Reader['db'], cells: readonly string[]): Promise<{ points: Point[]; left: number }> {
  const settlements = await listSettlements(db)
  const all = [...new Set(cells.map((cell) => cellAt(centreOf(cell), CANDIDATE_RES)))].sort()
  const step = Math.max(1, all.length / MOST_CANDIDATES)
  const chosen = Array.from({ length: Math.min(all.length, MOST_CANDIDATES) }, (_, i) => centreOf(all[Math.floor(i * step)]!))
  return { points: chosen.map((position, i) => ({ name: `${nearName(settlements, position)} (${i + 1})`, position })), left: all.length - chosen.length }
}

function nearName(settlements: readonly NamedPlace[], position: Position): string {
  const near = nearestSettlement(settlements, position)
  return near === null ? 'Place' : `Near ${near}`
}

export const themeCounts = ({ db }: Reader, theme: string, from: string, to: string, areaId: number | null) => countByCell(db, { theme, from, to, res: responseMap.res, area: null }, areaId)
