/** Why emergencies are reached late, as a thread works it out. */
import { judge, stateNo, type Judged } from '../analysis/compliance.ts'
import { centreOf, type Position } from '../analysis/h3-grid.ts'
import { missedMinutes, waitSplits, type MissedPlace, type WaitSplits } from '../analysis/lateness.ts'
import { straightM } from '../analysis/travel-distance.ts'
import { hourClasses, hourClassOf } from '../response-vocabulary.ts'
import { chosenRows, type ComplianceTask } from './compliance-work.ts'
import { stretchesOf, type RoadStretches } from './stretch-work.ts'

export interface LateTask extends Omit<ComplianceTask, 'by' | 'before' | 'key'> { bases: readonly Position[] }
export interface LatePlace extends MissedPlace { stretch: RoadStretches['stretches'][number] | null; district: number | null; rural: boolean | null }
export interface Band { id: string; total: number; late: number; splits: WaitSplits }
export interface LateFound { urban: WaitSplits; rural: WaitSplits; places: LatePlace[]; hours: Band[]; distances: Band[] | null; missedMinutes: number }

/** Straight kilometres from the nearest base to the hexagon of the incident. */
export const distanceBands = [2, 5, 10, 15, Infinity]

export function whyLate(task: LateTask): LateFound {
  const { columns, clock, bases } = task
  const inside = chosenRows(columns, task)
  const judged = judge(columns, clock)
  const counted = Array.from(inside, (_, i) => i).filter((i) => inside[i] === 0 && (judged.state[i] === stateNo.attended || judged.state[i] === stateNo.late))
  const bands = (ids: readonly string[], of: (i: number) => number): Band[] => {
    const rows = ids.map((): number[] => [])
    for (const i of counted) rows[of(i)]?.push(i)
    return ids.map((id, b) => ({ id, total: rows[b]!.length, late: rows[b]!.filter((i) => judged.state[i] === stateNo.late).length, splits: waitSplits(columns, judged, rows[b]!) }))
  }
  const places = placesOf(task, judged, inside)
  return {
    urban: waitSplits(columns, judged, counted.filter((i) => judged.klass[i] === 1)), rural: waitSplits(columns, judged, counted.filter((i) => judged.klass[i] === 2)),
    places, missedMinutes: places.reduce((sum, one) => sum + one.missedMinutes, 0), hours: bands(Object.keys(hourClasses), (i) => hourClassOf(columns.hours[i]!)),
    distances: bases.length === 0 ? null : bands(distanceBands.map(String), bandOf(task))
  }
}

/** By cell, because incidents of a hexagon lie within half a kilometre of each other. */
function bandOf({ columns, bases }: LateTask): (i: number) => number {
  const known = new Map<number, number>()
  return (i) => {
    const cell = columns.cells[i]!
    if (cell === 0) return -1
    let band = known.get(cell)
    if (band === undefined) {
      const centre = centreOf(columns.hexagons[cell]!)
      const km = Math.min(...bases.map((base) => straightM(base, centre))) / 1000
      known.set(cell, band = distanceBands.findIndex((to) => km < to))
    }
    return band
  }
}

/** Stretches of main road, and for what lies on none the urban and the rural part of each district: each emergency in one place. */
function placesOf({ columns, roads, clock }: LateTask, judged: Judged, inside: Int32Array): LatePlace[] {
  const laid = roads ? stretchesOf(roads) : null
  const stretches = laid?.stretches ?? []
  const rest = new Map<string, { key: number; district: number; rural: boolean }>()
  const keys = new Int32Array(inside.length).fill(-1)
  for (let i = 0; i < keys.length; i++) {
    if (inside[i] === -1 || judged.state[i] === stateNo.out) continue
    const on = columns.roads[i] === 0 || !laid ? -1 : laid.of(columns.roads[i]!, columns.spots[i]!)
    if (on !== -1) { keys[i] = on; continue }
    const [district, rural] = [columns.districts[i]!, judged.klass[i] === 2]
    const name = `${district} ${rural}`
    const known = rest.get(name) ?? { key: stretches.length + rest.size, district, rural }
    rest.set(name, known)
    keys[i] = known.key
  }
  const others = [...rest.values()]
  return missedMinutes(judged, keys, stretches.length + rest.size, clock.limitS).map((place) => {
    const other = others[place.key - stretches.length]
    return { ...place, stretch: stretches[place.key] ?? null, district: other?.district ?? null, rural: other?.rural ?? null }
  })
}
