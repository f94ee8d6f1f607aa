/** Main roads in stretches: along which of them an incident on a road lies. */
import type { Position } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { nearestSettlement, type Settlement } from '../analysis/nearest-settlement.ts'
import { footOn, lengthOf, type Line } from '../analysis/road-strip.ts'
import { stretchKm } from '../response-vocabulary.ts'

export interface StretchTask {
  /** Another one with other roads or spots. */
  key: string
  /** Roads by number; none where it is not drawn. */
  names: readonly string[]
  lines: readonly { ref: string; lines: Position[][] }[]
  /** Positions of the spots of incidents on roads. */
  spots: readonly { spot_id: number; lng: number; lat: number }[]
  settlements: readonly Settlement[]
}
export interface RoadStretches {
  stretches: { road: string; fromKm: number; toKm: number; line: Position[]; nearFrom: string | null; nearTo: string | null }[]
  /** The stretch of an incident by the number of its road and its spot; -1: on none. */
  of: (road: number, spot: number) => number
}

/** An incident farther from its road's line than that is laid on none of its stretches. */
const ON_ROAD_M = 1_000

/** The layout of the last question: the next one of the same data finds it, and where each spot lies. */
let kept: { key: string; laid: RoadStretches } | undefined

export function stretchesOf(task: StretchTask): RoadStretches {
  if (kept?.key !== task.key) kept = { key: task.key, laid: laidOut(task, stretchKm) }
  return kept.laid
}

function laidOut({ names, lines, spots, settlements }: StretchTask, km: number): RoadStretches {
  const stretches: RoadStretches['stretches'] = []
  const near = (end: Position | undefined) => (end ? nearestSettlement(settlements, end) : null)
  const laid = names.map((name) => {
    const road = lines.find(({ ref }) => ref === name)
    if (!road || road.lines.flat().length < 2) return null
    const { x, y, middle } = toMetres(road.lines.flat())
    let at = 0
    const metres: Line[] = road.lines.map((line) => line.map(() => [x[at]!, y[at++]!] as const))
    const lengthKm = lengthOf(metres) / 1000
    const count = Math.max(1, Math.round(lengthKm / km))
    const first = stretches.length
    for (let s = 0; s < count; s++) {
      const [fromKm, toKm] = [(s * lengthKm) / count, ((s + 1) * lengthKm) / count]
      const line = cut(metres, road.lines, fromKm * 1000, toKm * 1000)
      stretches.push({ road: name, fromKm, toKm, line, nearFrom: near(line[0]), nearTo: near(line.at(-1)) })
    }
    return { metres, middle, first, count, lengthKm }
  })
  const positions = new Map(spots.map(({ spot_id, lng, lat }) => [spot_id, [lng, lat] as Position]))
  const known = names.map(() => new Map<number, number>())
  const place = (road: number, spot: number): number => {
    const [own, position] = [laid[road], positions.get(spot)]
    if (!own || !position) return -1
    const { x, y } = toMetres([position], own.middle)
    const foot = footOn(own.metres, x[0]!, y[0]!)!
    return foot.awayM > ON_ROAD_M ? -1 : own.first + Math.min(own.count - 1, Math.floor((foot.alongM / 1000 / own.lengthKm) * own.count))
  }
  return {
    stretches,
    of(road, spot) {
      let found = known[road]?.get(spot)
      if (found === undefined) known[road]?.set(spot, found = place(road, spot))
      return found ?? -1
    }
  }
}

/** Points of the road between two distances along it. */
function cut(metres: readonly Line[], degrees: readonly Position[][], fromM: number, toM: number): Position[] {
  const points: Position[] = []
  let before = 0
  for (const [l, line] of metres.entries()) {
    for (let k = 1; k < line.length; k++) {
      const length = Math.hypot(line[k]![0] - line[k - 1]![0], line[k]![1] - line[k - 1]![1])
      const [a, b] = [degrees[l]![k - 1]!, degrees[l]![k]!]
      const at = (m: number): Position => { const share = length === 0 ? 0 : (m - before) / length; return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])] }
      if (before + length >= fromM && before <= toM) {
        if (points.length === 0) points.push(at(Math.max(fromM, before)))
        points.push(at(Math.min(toM, before + length)))
      }
      before += length
    }
  }
  return points
}
