/** Lines of numbered roads from the imported graph, for roads that nobody has drawn. */
import { cellAt, type Position } from '../analysis/h3-grid.ts'
import { roadClasses } from '../analysis/road-classes.ts'
import { roadLine } from '../analysis/road-lines.ts'
import { STUDY_RES, studyCells, type RoadGround } from './length-work.ts'

/** British roads are numbered outwards from London: a line begins at its end nearest Charing Cross. */
const BEGINNING: Position = [-0.1276, 51.5072]
const isRoad = roadClasses.map(({ id, vehicle }) => vehicle > 0 && !/_link$/.test(id))

/** As far as it lies in the area; no part where the graph has no road of this number (A12, B1008, A1(M)). */
export function lineOf(ground: RoadGround, ref: string): Position[][] {
  const { roads } = ground
  const cells = studyCells(ground)
  const inside = (node: number) => cells.has(cellAt([roads.nodeLng[node]! / 1e6, roads.nodeLat[node]! / 1e6], STUDY_RES))
  return roadLine(roads, (edgesByNumber(ground).get(ref) ?? []).filter((edge) => inside(roads.edgeFrom[edge]!) && inside(roads.edgeTo[edge]!)), BEGINNING)
}

let kept: { graph: string; edges: ReadonlyMap<string, number[]> } | undefined

/** Slip roads left out; a piece that belongs to several roads is in the list of each. */
function edgesByNumber({ graph, roads }: RoadGround): ReadonlyMap<string, number[]> {
  if (kept?.graph === graph) return kept.edges
  // A decoder refuses memory that threads share.
  const numbers = new TextDecoder().decode(new Uint8Array(roads.names)).split('\n').map((name) => name.split(';'))
  const edges = new Map<string, number[]>()
  roads.edgeRef.forEach((name, edge) => {
    if (name < 0 || !isRoad[roads.edgeClass[edge]!]) return
    for (const number of numbers[name]!) {
      const own = edges.get(number)
      if (own) own.push(edge)
      else edges.set(number, [edge])
    }
  })
  kept = { graph, edges }
  return edges
}
