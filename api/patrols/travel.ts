/**
 * Travel times between the stops of a plan: by a routing server where one is named, else along imported roads, else by distance. Each way to travel
 * takes the first of them that can answer for it, and the answer says which and why.
 */
import type { Reader } from '../access.ts'
import type { Position } from '../analysis/h3-grid.ts'
import { nearRoadM, wayBetween } from '../analysis/road-paths.ts'
import { circuity, distanceTimes, speedKmH } from '../analysis/travel-distance.ts'
import type { TravelMode } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { RoadsInMemory } from './loaded-roads.ts'
import { NoTableError, osrmTable, type OsrmLimits } from './osrm.ts'
import { osrmRows } from './osrm-rows.ts'
import { roadNames, roadTimes, type LoadedRoads, type NameTask, type RoadTask } from './road-times.ts'
import { ruralAt } from './travel-queries.ts'

export type TravelModel = 'osrm' | 'roads' | 'distance'

export interface TravelTimes {
  /** Of several ways to travel, the roughest of their models. */
  model: TravelModel
  models: Partial<Record<TravelMode, TravelModel>>
  /** By mode, points x points, row by row: from, to. Infinity: no way. NaN in `metres`: not known. */
  seconds: Partial<Record<TravelMode, Float64Array>>
  metres: Partial<Record<TravelMode, Float64Array>>
  /** Which model, and what it assumes, in plain sentences. */
  text: string
  notes: string[]
  /** Positions of a way over points by their numbers, for drawing: along roads where they are known. */
  path: (mode: TravelMode, stops: readonly number[]) => Position[]
}

export interface TravelAsked {
  choice: 'best' | 'distance'
  reader: Pick<Reader, 'db'>
  /** Whether each point is rural; absent or null: asked of the database. */
  rural?: readonly (boolean | null)[]
}

export interface TravelParts {
  /** Address of an OSRM server; `{profile}` in it becomes foot, bike or car. */
  routingUrl?: string | undefined
  /** Threads that run `worker.mjs`; without them it is worked out here, one way to travel after the other. */
  pool?: Pick<WorkerPool, 'run'>
  limits?: OsrmLimits
  /** How long a server that did not answer is left alone, so that not every plan waits for it. */
  pauseMs?: number
}

interface Found { model: TravelModel; seconds: Float64Array; metres: Float64Array; /** Points of the roads between two places. */ way?: (from: number, to: number) => Position[] }
type FoundBy = Map<TravelMode, Found>
interface Asked { points: readonly Position[]; found: FoundBy; notes: string[]; missing: () => TravelMode[] }

export const modeWords: Record<TravelMode, string> = { foot: 'on foot', cycle: 'by cycle', vehicle: 'in a vehicle' }
const roughness: readonly TravelModel[] = ['osrm', 'roads', 'distance']

export class Travel {
  private readonly roads = new RoadsInMemory()
  private quietUntil = 0

  constructor(private readonly parts: TravelParts = {}) {}

  /** The imported roads, for whoever needs their lengths; undefined where none are loaded. */
  loadedRoads(db: Reader['db']): Promise<LoadedRoads | undefined> { return this.roads.current(db) }

  async times(points: readonly Position[], modes: readonly TravelMode[], { choice, reader, rural = [] }: TravelAsked): Promise<TravelTimes> {
    const found: FoundBy = new Map()
    const asked: Asked = { points, found, notes: [], missing: () => modes.filter((mode) => !found.has(mode)) }
    let loaded: LoadedRoads | undefined
    if (choice === 'best' && points.length > 0) {
      if (this.parts.routingUrl) await this.byServer(asked)
      if (asked.missing().length > 0) loaded = await this.byRoads(asked, reader)
    }
    if (asked.missing().length > 0) await byDistance(asked, reader, rural)
    return answer(points, asked, loaded, choice)
  }

  /** The names of the nearest roads, null where there is none within so many metres or no roads are loaded. */
  async roadNames(points: readonly Position[], withinM: number, { reader }: Pick<TravelAsked, 'reader'>): Promise<(string | null)[]> {
    const loaded = points.length > 0 ? await this.roads.current(reader.db) : undefined
    if (!loaded) return points.map(() => null)
    const task: NameTask = { ...loaded, points, withinM }
    return this.parts.pool ? this.parts.pool.run('roadNames', task) : roadNames(task)
  }

  /** Seconds by vehicle from a few points to many by the routing server; null where none is named, with a note where it could not answer. */
  async rowsByServer(starts: readonly Position[], targets: readonly Position[]): Promise<{ rows: Float32Array[] | null; note: string | null }> {
    if (!this.parts.routingUrl) return { rows: null, note: null }
    try {
      return { rows: await osrmRows(this.parts.routingUrl, starts, targets, this.parts.limits), note: null }
    } catch (cause) {
      if (!(cause instanceof NoTableError)) throw cause
      return { rows: null, note: `The routing server ${cause.message}; times are worked out without it.` }
    }
  }

  private async byServer({ points, found, notes, missing }: Asked): Promise<void> {
    if (Date.now() < this.quietUntil) return void notes.push('The routing server did not answer a moment ago and was not asked again.')
    for (const mode of missing()) {
      try {
        found.set(mode, { model: 'osrm', ...await osrmTable(this.parts.routingUrl!, mode, points, this.parts.limits) })
      } catch (cause) {
        if (!(cause instanceof NoTableError)) throw cause
        notes.push(`The routing server ${cause.message}; ways ${modeWords[mode]} are worked out without it.`)
        if (/reached|in time|429/.test(cause.message)) {
          this.quietUntil = Date.now() + (this.parts.pauseMs ?? 30_000)
          return
        }
      }
    }
  }

  private async byRoads({ points, found, notes, missing }: Asked, reader: TravelAsked['reader']): Promise<LoadedRoads | undefined> {
    const loaded = await this.roads.current(reader.db)
    if (!loaded) return undefined
    const modes = missing()
    const task: RoadTask = { ...loaded, points, modes }
    const answers = await (this.parts.pool?.run<ReturnType<typeof roadTimes>>('roadTimes', task) ?? roadTimes(task))
    answers.forEach(({ seconds, metres, offM, ways }, i) => {
      const far = offM.filter((off) => off === Infinity).length
      if (far > 0) notes.push(`${far} of ${points.length} places lie more than ${nearRoadM / 1_000} km from the imported roads that can be used ${modeWords[modes[i]!]}, so these ways are estimates from straight lines.`)
      else found.set(modes[i]!, { model: 'roads', seconds, metres, way: (from, to) => wayBetween(loaded.roads, ways, points.length, from, to) })
    })
    return loaded
  }
}

async function byDistance({ points, found, missing }: Asked, { db }: TravelAsked['reader'], told: readonly (boolean | null)[]): Promise<void> {
  const open = points.flatMap((_, i) => (typeof told[i] === 'boolean' ? [] : [i]))
  const known = open.length > 0 ? await ruralAt(db, open.map((i) => points[i]!)) : []
  const rural = points.map((_, i) => told[i] ?? known[open.indexOf(i)] ?? null)
  for (const mode of missing()) found.set(mode, { model: 'distance', ...distanceTimes(points, rural, mode) })
}

function answer(points: readonly Position[], { found, notes }: Asked, loaded: LoadedRoads | undefined, choice: TravelAsked['choice']): TravelTimes {
  const all = [...found]
  const by = <T>(of: (one: Found) => T) => Object.fromEntries(all.map(([mode, one]) => [mode, of(one)])) as Partial<Record<TravelMode, T>>
  const used = roughness.filter((model) => all.some(([, one]) => one.model === model))
  const modesOf = (model: TravelModel) => all.flatMap(([mode, one]) => (one.model === model ? [mode] : []))
  return {
    model: used.at(-1) ?? 'distance', models: by(({ model }) => model), seconds: by(({ seconds }) => seconds), metres: by(({ metres }) => metres), notes,
    text: used.map((model) => sentence(model, modesOf(model), used.length > 1, loaded, choice)).join(' '),
    path: (mode, stops) => (stops.length > 2 ? drawn(points, found.get(mode), stops) : [])
  }
}

function drawn(points: readonly Position[], found: Found | undefined, stops: readonly number[]): Position[] {
  return stops.flatMap((stop, i) => (i === 0 ? [] : found?.way?.(stops[i - 1]!, stop) ?? []).concat([[...points[stop]!] as Position]))
}

function sentence(model: TravelModel, modes: readonly TravelMode[], several: boolean, loaded: LoadedRoads | undefined, choice: TravelAsked['choice']): string {
  const which = several ? `Travel times ${modes.map((mode) => modeWords[mode]).join(' and ')}` : 'Travel times'
  if (model === 'osrm') return `${which} come from the routing server (OSRM), by its own speeds, without the hour's traffic.`
  if (model === 'roads') return `${which} follow the roads of OpenStreetMap as loaded on ${loaded!.madeOn}, at ordinary patrol speeds of each kind of road, without turn restrictions, gates or traffic; from a road to the place itself at walking speed. © OpenStreetMap contributors.`
  const speeds = modes.map((mode) => `${modeWords[mode]} at ${[...new Set([speedKmH[mode].urban, speedKmH[mode].rural])].join(' km/h in towns and ')} km/h`).join(', ')
  return `${which} are estimates from straight lines, lengthened by ${circuity.urban} in towns and ${circuity.rural} in the country, ${speeds}${loaded ? '' : choice === 'distance' ? ', as was asked for' : ': no roads are loaded'}.`
}
