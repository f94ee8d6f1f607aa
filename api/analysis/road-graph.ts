/**
 * Roads as a graph: who may go where, how long it takes, and which point of it or which name is nearest.
 *
 * What it tells: times and lengths along roads for ordinary patrols on foot, by cycle and in a vehicle. What it does not: turn restrictions, gates and
 * bollards, traffic, the hour. One-way streets bind cycles and vehicles, never people on foot.
 * Form: compressed rows. The ways on from node v are arcs `heads[v]` to `heads[v + 1] - 1`; each has a target, its edge (times two, plus one where it is gone
 * against) and its time in whole milliseconds, so that sums are exact and do not depend on their order. A place is joined to the nearest node of the
 * largest part of the graph in which every node can be reached from every other (Tarjan 1972, SIAM Journal on Computing 1, doi:10.1137/0201010): so a
 * place beside a cul-de-sac of a motorway services is not stranded. The way from the place to that node counts at walking speed, whatever the mode.
 * Input: arrays as stored (`RoadArrays`), positions in degrees. Output: nodes, metres. Undefined beyond `withinM`.
 * Cost: a mode's arcs and its largest part once, about 0.5 microseconds an edge; a nearest node a few microseconds.
 * Checked against pgRouting on a real network, and by hand on small ones.
 */
import type { Position } from './h3-grid.ts'
import { pieceMetres, roadAccess, roadSpeed, type RoadMode } from './road-classes.ts'
import { PointGrid, SegmentGrid } from './road-grid.ts'

export interface RoadArrays {
  /** Millionths of a degree. */
  nodeLng: Int32Array
  nodeLat: Int32Array
  edgeFrom: Int32Array
  edgeTo: Int32Array
  /** Length, centimetres. */
  edgeCm: Uint32Array
  edgeClass: Uint8Array
  edgeAccess: Uint8Array
  edgeLimit: Uint8Array
  /** Number of a name; -1: none. */
  edgeName: Int32Array
  /** Number of its number or numbers (A12;A120) among the names; -1: none. Empty in a graph stored before numbers were kept. */
  edgeRef: Int32Array
  /** Where an edge's points between its ends begin; one more number than edges. */
  edgeShape: Uint32Array
  shapeLng: Int32Array
  shapeLat: Int32Array
  /** UTF-8, one a line. */
  names: Uint8Array
}

/** The graph of one mode. */
export interface RoadNet {
  heads: Int32Array
  targets: Int32Array
  /** Edge times two, plus one where it is gone against its direction. */
  edges: Int32Array
  /** Milliseconds. */
  times: Uint32Array
  /** 1: in the largest part in which all reach all. */
  main: Uint8Array
}

export interface NearNode { node: number; metres: number }

const bits: Record<RoadMode, [along: number, against: number]> = {
  foot: [roadAccess.foot, roadAccess.foot], cycle: [roadAccess.cycle, roadAccess.cycleBack], vehicle: [roadAccess.vehicle, roadAccess.vehicleBack]
}

export class RoadGraph {
  readonly nodes: number
  private readonly nets = new Map<RoadMode, RoadNet>()
  private readonly grids = new Map<RoadMode, PointGrid>()
  private segments: SegmentGrid | undefined
  private names: string[] | undefined

  constructor(readonly roads: RoadArrays) { this.nodes = roads.nodeLng.length }

  net(mode: RoadMode): RoadNet {
    let net = this.nets.get(mode)
    if (!net) this.nets.set(mode, net = netOf(this.roads, mode))
    return net
  }

  /** The nearest node that the mode can use; undefined beyond `withinM`. */
  nearestNode([lng, lat]: Position, mode: RoadMode, withinM: number): NearNode | undefined {
    let grid = this.grids.get(mode)
    if (!grid) this.grids.set(mode, grid = new PointGrid(this.roads.nodeLng, this.roads.nodeLat, this.net(mode).main))
    return grid.nearest(lng, lat, withinM)
  }

  /** The name of the nearest road that has one; undefined beyond `withinM`. */
  nearestRoadName([lng, lat]: Position, withinM: number): string | undefined {
    this.names ??= new TextDecoder().decode(copied(this.roads.names)).split('\n')
    this.segments ??= new SegmentGrid(this.roads)
    const edge = this.segments.nearest(lng, lat, withinM)
    return edge === undefined ? undefined : this.names[this.roads.edgeName[edge]!]
  }

  positionOf(node: number): Position { return [this.roads.nodeLng[node]! / 1e6, this.roads.nodeLat[node]! / 1e6] }
}

/** A decoder refuses memory that threads share. */
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

/** Metres from a position in degrees to one in millionths. */
export const metresTo = (lng: number, lat: number, lngE6: number, latE6: number): number => pieceMetres(lng, lat, lngE6 / 1e6, latE6 / 1e6)

function netOf({ nodeLng, edgeFrom, edgeTo, edgeCm, edgeClass, edgeAccess, edgeLimit }: RoadArrays, mode: RoadMode): RoadNet {
  const [nodes, [along, against]] = [nodeLng.length, bits[mode]]
  const heads = new Int32Array(nodes + 1)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    if (edgeAccess[edge]! & along) heads[edgeFrom[edge]! + 1]!++
    if (edgeAccess[edge]! & against) heads[edgeTo[edge]! + 1]!++
  }
  for (let node = 0; node < nodes; node++) heads[node + 1]! += heads[node]!
  const next = heads.slice(0, nodes)
  const [targets, edges, times] = [new Int32Array(heads[nodes]!), new Int32Array(heads[nodes]!), new Uint32Array(heads[nodes]!)]
  const add = (from: number, to: number, edge: number, time: number) => {
    const arc = next[from]!++
    targets[arc] = to
    edges[arc] = edge
    times[arc] = time
  }
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const time = Math.round((edgeCm[edge]! * 10) / roadSpeed(mode, edgeClass[edge]!, edgeLimit[edge]!))
    if (edgeAccess[edge]! & along) add(edgeFrom[edge]!, edgeTo[edge]!, edge * 2, time)
    if (edgeAccess[edge]! & against) add(edgeTo[edge]!, edgeFrom[edge]!, edge * 2 + 1, time)
  }
  return { heads, targets, edges, times, main: largestPart(heads, targets) }
}

/** 1 for each node of the largest strongly connected part: Tarjan's algorithm with a stack of its own. One node alone is no part. */
export function largestPart(heads: Int32Array, targets: Int32Array): Uint8Array {
  const nodes = heads.length - 1
  const [order, low, part] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)]
  const [open, path, next] = [new Int32Array(nodes), new Int32Array(nodes), heads.slice(0, nodes)]
  let [seen, parts, opened, best, bestSize] = [0, 0, 0, 0, 1]
  for (let root = 0; root < nodes; root++) {
    if (order[root] !== 0 || heads[root] === heads[root + 1]) continue
    let depth = 1
    path[0] = root
    while (depth > 0) {
      const node = path[depth - 1]!
      if (order[node] === 0) {
        order[node] = low[node] = ++seen
        open[opened++] = node
      }
      if (next[node]! < heads[node + 1]!) {
        const to = targets[next[node]!++]!
        if (order[to] === 0) path[depth++] = to
        else if (part[to] === 0) low[node] = Math.min(low[node]!, order[to]!)
        continue
      }
      depth--
      if (depth > 0) low[path[depth - 1]!] = Math.min(low[path[depth - 1]!]!, low[node]!)
      if (low[node] !== order[node]) continue
      const before = opened
      parts++
      do part[open[--opened]!] = parts
      while (open[opened] !== node)
      if (before - opened > bestSize) [best, bestSize] = [parts, before - opened]
    }
  }
  return Uint8Array.from(part, (one) => (one !== 0 && one === best ? 1 : 0))
}
