/**
 * Ways become the edges of a graph: cut where they meet and, so that a place finds a point of the road near it, after 200 m at their next point.
 * A way of which a point is missing is left out as a whole.
 */
import { pieceMetres } from '../analysis/road-classes.ts'
import { int32s, uint32s, uint8s } from './road-pages.ts'
import { impossible, unknown, type RoadReader, type WayFault } from './road-reader.ts'

const LONGEST_PIECE_M = 200

/** The graph by its parts, as they are stored. */
export class RoadEdges {
  readonly parts = {
    nodeLng: int32s(), nodeLat: int32s(), edgeFrom: int32s(), edgeTo: int32s(), edgeCm: uint32s(), edgeClass: uint8s(), edgeAccess: uint8s(), edgeLimit: uint8s(), edgeName: int32s(), edgeRef: int32s(),
    /** Where an edge's points between its ends begin; one more number than edges. */
    edgeShape: uint32s(), shapeLng: int32s(), shapeLat: int32s()
  }
  readonly names: string[]
  /** Ways that are in it. */
  loaded = 0
  /** By point of a way: its node; -1: none yet. */
  private readonly nodes: Int32Array

  constructor(private readonly roads: RoadReader) {
    this.names = roads.names
    this.nodes = roads.takeIds()
    for (let way = 0; way < roads.ways.start.length; way++) {
      this.addWay(way)
      roads.points.release(roads.ways.start.at(way))
    }
    this.parts.edgeShape.push(this.parts.shapeLng.length)
  }

  private addWay(way: number): void {
    const { ways, points, uses, lng, lat } = this.roads
    const [first, end] = [ways.start.at(way), this.roads.endOf(way)]
    const fault = this.faultOf(first, end)
    if (fault) return this.roads.tell(fault, ways.number.at(way), this.names[ways.name.at(way)] ?? 'a road without a name')
    this.loaded++
    let [from, metres] = [first, 0]
    for (let i = first + 1; i < end; i++) {
      const [a, b] = [points.at(i - 1), points.at(i)]
      metres += pieceMetres(lng[a]! / 1e6, lat[a]! / 1e6, lng[b]! / 1e6, lat[b]! / 1e6)
      if (i < end - 1 && uses[b]! < 2 && metres < LONGEST_PIECE_M) continue
      if (metres > 0) this.addEdge(way, from, i, metres)
      from = i
      metres = 0
    }
  }

  private faultOf(first: number, end: number): WayFault | undefined {
    const { points, lng } = this.roads
    let fault: WayFault | undefined
    for (let i = first; i < end; i++) {
      const at = lng[points.at(i)]!
      if (at === unknown) return 'road-incomplete'
      if (at === impossible) fault = 'coordinates-impossible'
    }
    return fault
  }

  /** From the `from`th point of all ways to the `to`th. */
  private addEdge(way: number, from: number, to: number, metres: number): void {
    const { parts, roads: { ways, points, lng, lat } } = this
    parts.edgeFrom.push(this.nodeOf(points.at(from)))
    parts.edgeTo.push(this.nodeOf(points.at(to)))
    parts.edgeCm.push(Math.round(metres * 100))
    parts.edgeClass.push(ways.class.at(way))
    parts.edgeAccess.push(ways.access.at(way))
    parts.edgeLimit.push(ways.limit.at(way))
    parts.edgeName.push(ways.name.at(way))
    parts.edgeRef.push(ways.ref.at(way))
    parts.edgeShape.push(parts.shapeLng.length)
    for (let i = from + 1; i < to; i++) {
      parts.shapeLng.push(lng[points.at(i)]!)
      parts.shapeLat.push(lat[points.at(i)]!)
    }
  }

  private nodeOf(point: number): number {
    const { parts, nodes, roads: { lng, lat } } = this
    if (nodes[point] === -1) {
      nodes[point] = parts.nodeLng.length
      parts.nodeLng.push(lng[point]!)
      parts.nodeLat.push(lat[point]!)
    }
    return nodes[point]!
  }
}
