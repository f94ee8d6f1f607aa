/** How long it takes from points to every hexagon of the area, as a thread works it out: rows of times are kept, so that a point that stays is not worked out again. */
import { cellsWithin, centreOf, type Position } from '../analysis/h3-grid.ts'
import { RoadGraph } from '../analysis/road-graph.ts'
import { ShortestPaths } from '../analysis/road-paths.ts'
import { circuity, speedKmH, straightM } from '../analysis/travel-distance.ts'
import type { LoadedRoads } from '../patrols/road-times.ts'

export interface AreaTask { outlines: string; filled: string; res: number }
export interface AreaCells { cells: string[]; centres: Float64Array }

/** Hexagons of the area in order, and lng, lat of each one's middle. */
export function areaCells({ outlines, filled, res }: AreaTask): AreaCells {
  const geometries = JSON.parse(outlines) as { type: string; coordinates: unknown }[]
  const cells = [...new Set([...geometries.flatMap((one) => cellsWithin(one, res)), ...filled.split(',').filter(Boolean)])].sort()
  return { cells, centres: Float64Array.from(cells.flatMap((cell) => centreOf(cell))) }
}

export interface ReachGround {
  /** Another one where the hexagons or what is known of them change. */
  key: string
  centres: Float64Array
  /** 0 not known, 1 urban, 2 rural. */
  classes: Uint8Array
  /** null: by distance. */
  roads: LoadedRoads | null
  /** Rows that a routing server has told, by the name of their point. */
  told?: ReadonlyMap<string, Float32Array>
}

/** How a point is called among rows of times. */
export const pointKey = ([lng, lat]: Position): string => `${lng.toFixed(5)},${lat.toFixed(5)}`

/** From a road to the middle of a hexagon, where nothing in particular is: at the speed of a street. */
const OFF_ROAD_M_S = speedKmH.vehicle.urban / 3.6
/** A hexagon of this size may lie so far from its next road. */
const NEAR_ROAD_M = 2_000
/** Rows of some thousand numbers each. */
const MOST_ROWS = 2_000

let ground: { key: string; graph: RoadGraph | null; nodes: Int32Array; offM: Float64Array; rows: Map<string, Float32Array>; paths: ShortestPaths | null } | undefined

function prepared({ key, centres, roads }: ReachGround) {
  if (ground?.key === key) return ground
  const cells = centres.length / 2
  const nodes = new Int32Array(cells).fill(-1)
  const offM = new Float64Array(cells).fill(Infinity)
  const graph = roads ? new RoadGraph(roads.roads) : null
  if (graph) {
    for (let i = 0; i < cells; i++) {
      const near = graph.nearestNode([centres[2 * i]!, centres[2 * i + 1]!], 'vehicle', NEAR_ROAD_M)
      if (near) [nodes[i], offM[i]] = [near.node, near.metres]
    }
  }
  return ground = { key, graph, nodes, offM, rows: new Map(), paths: graph && new ShortestPaths(graph.net('vehicle')) }
}

/** Seconds of driving from a point to each hexagon, before anything observed; Infinity: no way. `rural`: of the point, where distance is asked. */
export function drivesFrom(task: ReachGround, point: Position, rural: boolean): Float32Array {
  const told = task.told?.get(pointKey(point))
  if (told) return told
  const own = prepared(task)
  const name = `${pointKey(point)} ${rural}`
  const known = own.rows.get(name)
  if (known) return known
  const row = own.graph ? byRoads(own as Required<typeof own> & { graph: RoadGraph; paths: ShortestPaths }, point) : byDistance(task, point, rural)
  if (own.rows.size >= MOST_ROWS) own.rows.delete(own.rows.keys().next().value!)
  own.rows.set(name, row)
  return row
}

function byRoads({ graph, nodes, offM, paths }: { graph: RoadGraph; nodes: Int32Array; offM: Float64Array; paths: ShortestPaths }, point: Position): Float32Array {
  const row = new Float32Array(nodes.length).fill(Infinity)
  const from = graph.nearestNode(point, 'vehicle', NEAR_ROAD_M)
  if (!from) return row
  paths.from(from.node, graph.net('vehicle').times)
  for (let i = 0; i < row.length; i++) if (nodes[i] !== -1) row[i] = paths.times[nodes[i]!]! / 1000 + (from.metres + offM[i]!) / OFF_ROAD_M_S
  return row
}

function byDistance({ centres, classes }: ReachGround, point: Position, rural: boolean): Float32Array {
  return Float32Array.from(classes, (klass, i) => {
    const kind = rural && klass === 2 ? 'rural' : 'urban'
    return (straightM(point, [centres[2 * i]!, centres[2 * i + 1]!]) * circuity[kind] * 3.6) / speedKmH.vehicle[kind]
  })
}
