/** Roads laid out straight, as a thread works them out: chainage of each collision, kilometres, worst windows and what chance makes of them. */
import type { Position } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { poissonInterval } from '../analysis/poisson-intervals.ts'
import { footOn, lengthOf, windowChance, worstWindows, type Line } from '../analysis/road-strip.ts'
import { chosenOf, type CollisionFilter } from './cluster-work.ts'
import type { RoadGround } from './length-work.ts'
import { nearestSettlement, type Settlement } from '../analysis/nearest-settlement.ts'
import { lineOf } from './numbered-roads.ts'
import { isKsi, picked, readCollisions, roadName, type Collisions } from './packed-collisions.ts'

export interface RoadLines { ref: string; lines: Position[][] }
export interface StripTask { collisions: string; roads: readonly RoadLines[]; refs: readonly string[]; /** null: none are loaded. */ ground: RoadGround | null; filter: CollisionFilter; months: number; settlements: readonly Settlement[] }

export interface StripWindow { fromKm: number; toKm: number; ksi: number; perKmYear: number; lower: number; upper: number; chance: number | null; from: Position; to: Position; middle: Position; near: string | null }
export interface Strip {
  ref: string
  /** null: the road is neither drawn nor among the imported ones here, so its length is not known. */
  lengthKm: number | null
  collisions: number
  ksi: number
  /** Casualties. */
  killed: number
  seriouslyInjured: number
  /** KSI collisions a km and year, and its 95 % interval. */
  rate: { perKmYear: number; lower: number; upper: number } | null
  /** Too far from the drawn line to be laid on it. */
  away: number
  points: { id: string; km: number; severity: number }[]
  /** By whole kilometres from the road's beginning. */
  kilometres: { ksi: number; collisions: number }[]
  windows: StripWindow[]
  /** Settlements along it, for the axis. */
  marks: { km: number; name: string }[]
}

/** The drawn lines are right within 300 m; a second carriageway lies beside that of an imported one. */
const ON_ROAD_M = 600
const BESIDE_M = 2_500
const WINDOW_M = 1_000
const MOST_WINDOWS = 3

export function strips({ collisions, roads, refs, ground, filter, months, settlements }: StripTask): Strip[] {
  const all = chosenOf(readCollisions(collisions), filter)
  return refs.map((ref) => {
    const own = picked(all, Array.from(all.index, (_, i) => i).filter((i) => roadName(all.roadClass[i]!, all.roadNumber[i]!) === ref))
    const lines = roads.find((road) => road.ref === ref)?.lines ?? (ground ? lineOf(ground, ref) : [])
    return stripOf(ref, own, lines, months / 12, settlements)
  })
}

function stripOf(ref: string, own: Collisions, lines: readonly Position[][], years: number, settlements: StripTask['settlements']): Strip {
  const points = Array.from(own.index, (_, i) => i)
  const sum = (of: (i: number) => number) => points.reduce((total, i) => total + of(i), 0)
  const known = { ref, collisions: points.length, ksi: sum((i) => Number(isKsi(own, i))), killed: sum((i) => own.fatal[i]!), seriouslyInjured: sum((i) => own.serious[i]!) }
  const flat = lines.flat()
  if (flat.length < 2) return { ...known, lengthKm: null, rate: null, away: 0, points: [], kilometres: [], windows: [], marks: [] }
  const { x, y, middle } = toMetres(flat)
  let at = 0
  const metres: Line[] = lines.map((line) => line.map(() => [x[at]!, y[at++]!] as const))
  const lengthM = lengthOf(metres)
  const on = (positions: readonly Position[], withinM: number) => {
    const points = toMetres(positions, middle)
    return positions.map((_, i) => footOn(metres, points.x[i]!, points.y[i]!)!).map((foot, i) => ({ i, km: foot.alongM / 1000, near: foot.awayM <= withinM })).filter(({ near }) => near)
  }
  const placed = on(points.map((i) => [own.lng[i]!, own.lat[i]!]), ON_ROAD_M)
  const ksiAlong = placed.filter(({ i }) => isKsi(own, i)).map(({ km }) => km * 1000)
  const kilometres = Array.from({ length: Math.max(1, Math.ceil(lengthM / 1000)) }, () => ({ ksi: 0, collisions: 0 }))
  for (const { i, km } of placed) {
    const one = kilometres[Math.min(kilometres.length - 1, Math.floor(km))]!
    one.collisions++
    if (isKsi(own, i)) one.ksi++
  }
  const rateOf = (count: number, m: number) => {
    const size = (m / 1000) * years
    const { lower, upper } = poissonInterval(count)
    return { perKmYear: count / size, lower: lower / size, upper: upper / size }
  }
  const back = (alongM: number): Position => degreesAt(metres, alongM, lines)
  const windows = worstWindows(ksiAlong, lengthM, WINDOW_M, MOST_WINDOWS).filter(({ count }) => count > 1).map(({ fromM, toM, count }): StripWindow => ({
    fromKm: fromM / 1000, toKm: toM / 1000, ksi: count, ...rateOf(count, toM - fromM), chance: windowChance(ksiAlong.length, count, lengthM, WINDOW_M, ref),
    from: back(fromM), to: back(toM), middle: back((fromM + toM) / 2), near: nearestSettlement(settlements, back((fromM + toM) / 2))
  }))
  const marks = on(settlements.map(({ lng, lat }) => [lng, lat]), BESIDE_M).map(({ i, km }) => ({ km, name: settlements[i]!.name })).sort((a, b) => a.km - b.km)
  return {
    ...known, lengthKm: lengthM / 1000, rate: years > 0 ? rateOf(ksiAlong.length, lengthM) : null, away: points.length - placed.length,
    points: placed.map(({ i, km }) => ({ id: own.index[i]!, km, severity: own.severity[i]! })), kilometres, windows, marks
  }
}

/** The same point in degrees: the same share of the same stretch. */
function degreesAt(metres: readonly Line[], alongM: number, lines: readonly Position[][]): Position {
  let left = alongM
  for (const [l, line] of metres.entries()) {
    for (let k = 1; k < line.length; k++) {
      const length = Math.hypot(line[k]![0] - line[k - 1]![0], line[k]![1] - line[k - 1]![1])
      if (left <= length && length > 0) {
        const [a, b] = [lines[l]![k - 1]!, lines[l]![k]!]
        return [a[0] + (left / length) * (b[0] - a[0]), a[1] + (left / length) * (b[1] - a[1])]
      }
      left -= length
    }
  }
  return lines.at(-1)!.at(-1)!
}
