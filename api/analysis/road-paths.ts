/**
 * Shortest ways on a graph of roads: from one node to all, or to some; and the table of times between places, with the ways for drawing.
 *
 * What it tells: the quickest way by the times of the graph, in whole milliseconds, and how long that way is. What it does not: the shortest way.
 * Formula: Dijkstra (1959, Numerische Mathematik 1, doi:10.1007/BF01386390) with a binary heap that knows where each node stands, on typed arrays.
 * A place's own way to its node is walked and counts at both ends; between a place and itself there is no way to go, 0.
 * Input: nodes, or positions in degrees. Output: seconds and metres, row by row from, to; Infinity where there is no way, and from and to a place that is
 * farther from the roads than `withinM`. Of several equally quick ways one is taken, the same each time.
 * Cost: O(arcs x log nodes) for each place; about 10 ms for 30,000 nodes. A row stops when its last place is reached.
 * Checked against pgRouting on a real network (200 pairs, to the millisecond); laws: triangle inequality, on foot the same both ways.
 */
import type { Position } from './h3-grid.ts'
import { walkMs, type RoadMode } from './road-classes.ts'
import { eachStretch } from './road-grid.ts'
import type { RoadArrays, RoadGraph, RoadNet } from './road-graph.ts'

/** A place that is farther from every road has no time by road, metres. */
export const nearRoadM = 2_000

/** Keeps its arrays from one search to the next. */
export class ShortestPaths {
  /** After `from`: milliseconds to each node, Infinity where it was not reached, and the arc by which it is reached, -1 at the start. */
  readonly times: Float64Array
  readonly arcs: Int32Array
  private readonly heap: Int32Array
  /** By node: its place in the heap plus one; 0: not in it. */
  private readonly places: Int32Array
  private size = 0

  constructor(private readonly net: Pick<RoadNet, 'heads' | 'targets'>) {
    const nodes = net.heads.length - 1
    this.times = new Float64Array(nodes)
    this.arcs = new Int32Array(nodes)
    this.heap = new Int32Array(nodes)
    this.places = new Int32Array(nodes)
  }

  /** Times of ways by `weights`, an arc each. With `wanted`, ends when each of those is reached. */
  from(source: number, weights: Uint32Array, wanted?: ReadonlySet<number>): void {
    const { times, arcs, places, net: { heads, targets } } = this
    times.fill(Infinity)
    arcs.fill(-1)
    places.fill(0)
    let missing = wanted?.size ?? Infinity
    times[source] = 0
    this.size = 0
    this.put(source)
    while (this.size > 0) {
      const node = this.take()
      if (wanted?.has(node) && --missing === 0) return
      const time = times[node]!
      for (let arc = heads[node]!; arc < heads[node + 1]!; arc++) {
        const to = targets[arc]!
        const arrival = time + weights[arc]!
        if (arrival >= times[to]!) continue
        times[to] = arrival
        arcs[to] = arc
        if (places[to] === 0) this.put(to)
        else this.rise(places[to]! - 1, to)
      }
    }
  }

  private put(node: number): void { this.rise(this.size++, node) }

  private rise(at: number, node: number): void {
    const { heap, times, places } = this
    const time = times[node]!
    while (at > 0) {
      const above = (at - 1) >> 1
      const other = heap[above]!
      if (times[other]! <= time) break
      heap[at] = other
      places[other] = at + 1
      at = above
    }
    heap[at] = node
    places[node] = at + 1
  }

  /** The node with the least time; it never comes back, because no time is negative. */
  private take(): number {
    const { heap, times, places } = this
    const first = heap[0]!
    const last = heap[--this.size]!
    places[first] = 0
    if (this.size === 0) return first
    const time = times[last]!
    let at = 0
    for (let below = 1; below < this.size; below = 2 * at + 1) {
      if (below + 1 < this.size && times[heap[below + 1]!]! < times[heap[below]!]!) below++
      const other = heap[below]!
      if (times[other]! >= time) break
      heap[at] = other
      places[other] = at + 1
      at = below
    }
    heap[at] = last
    places[last] = at + 1
    return first
  }
}

/** Ways by the edges they take (times two, plus one where one is gone against): that from place i to j is `start[i * n + j]` to `start[i * n + j + 1] - 1`. */
export interface PackedWays { start: Uint32Array; edges: Int32Array }

export interface RoadTravel {
  /** Row by row: from, to. */
  seconds: Float64Array
  metres: Float64Array
  /** From each place to the node that stands for it; Infinity beyond the reach. */
  offM: Float64Array
  ways: PackedWays
}

/** Times, lengths and ways between places. */
export function roadTravel(graph: RoadGraph, points: readonly Position[], mode: RoadMode, { withinM = nearRoadM } = {}): RoadTravel {
  const n = points.length
  const near = points.map((point) => graph.nearestNode(point, mode, withinM))
  const offM = Float64Array.from(near, (one) => one?.metres ?? Infinity)
  const [seconds, metres] = [new Float64Array(n * n).fill(Infinity), new Float64Array(n * n).fill(Infinity)]
  const net = graph.net(mode)
  const paths = new ShortestPaths(net)
  const wanted = new Set(near.flatMap((one) => (one ? [one.node] : [])))
  const [start, edges] = [new Uint32Array(n * n + 1), [] as number[]]
  for (let i = 0; i < n; i++) {
    const from = near[i]
    if (from) paths.from(from.node, net.times, wanted)
    for (let j = 0; j < n; j++) {
      const to = near[j]
      const reached = i === j ? 0 : from && to ? paths.times[to.node]! : Infinity
      if (reached < Infinity) {
        const off = i === j ? 0 : offM[i]! + offM[j]!
        seconds[i * n + j] = reached / 1_000 + off / walkMs
        metres[i * n + j] = off + (i === j ? 0 : appendWay(graph.roads, net, paths, to!.node, edges)) / 100
      }
      start[i * n + j + 1] = edges.length
    }
  }
  return { seconds, metres, offM, ways: { start, edges: Int32Array.from(edges) } }
}

/** Appends the edges from the start of a search to a node that it has reached, in order. @returns their length, centimetres. */
function appendWay({ edgeFrom, edgeTo, edgeCm }: RoadArrays, { edges }: RoadNet, { arcs }: ShortestPaths, last: number, to: number[]): number {
  const first = to.length
  let length = 0
  for (let node = last, arc = arcs[node]!; arc !== -1; arc = arcs[node]!) {
    const edge = edges[arc]!
    to.push(edge)
    length += edgeCm[edge >> 1]!
    node = (edge & 1 ? edgeTo : edgeFrom)[edge >> 1]!
  }
  for (let i = first, k = to.length - 1; i < k; i++, k--) [to[i], to[k]] = [to[k]!, to[i]!]
  return length
}

/** The way from place i of n to place j for drawing: the points of the roads, or none where there is no way. */
export function wayBetween(roads: RoadArrays, { start, edges }: PackedWays, n: number, i: number, j: number): Position[] {
  const points: Position[] = []
  for (let k = start[i * n + j]!; k < start[i * n + j + 1]!; k++) {
    const stretches: Position[] = []
    const edge = edges[k]!
    eachStretch(roads, edge >> 1, (_, lngA, latA, lngB, latB) => {
      if (stretches.length === 0) stretches.push([lngA / 1e6, latA / 1e6])
      stretches.push([lngB / 1e6, latB / 1e6])
    })
    if (edge & 1) stretches.reverse()
    points.push(...(points.length === 0 ? stretches : stretches.slice(1)))
  }
  return points
}
