/** Demand by hexagon and class, how long a dispatch takes, and how observed drives compare with those of the model. */
import { judge, NOT_STAMPED, stateNo, type JudgeOptions, type ResponseColumns } from '../analysis/compliance.ts'
import { hourClasses, hourClassOf, type HourClass } from '../response-vocabulary.ts'
import { chosenRows, type Chosen } from './compliance-work.ts'

export interface DemandTask extends Chosen { columns: ResponseColumns; clock: JudgeOptions; hours: HourClass | null }

export interface Demand {
  /** Number of the hexagon, 0 urban or 1 rural, and how much; hexagons with none are left out. */
  cells: Int32Array
  classes: Uint8Array
  weights: Float64Array
}
export interface Drives { drives: number; factor: number | null; dispatchS: number | null }

/** Fewer drives say little about a speed. */
const LEAST_DRIVES = 30
const median = (values: number[]): number | null => (values.length === 0 ? null : values.sort((a, b) => a - b)[(values.length - 1) >> 1]!)

/** Numbers of hexagons in the area by their numbers in the columns; -1: not of the area. */
export function cellNumbers(cells: readonly string[], { hexagons }: Pick<ResponseColumns, 'hexagons'>): (number: number) => number {
  const places = new Map(cells.map((cell, i) => [cell, i]))
  const own = Int32Array.from(hexagons, (cell) => places.get(cell) ?? -1)
  return (number) => own[number]!
}

/** Emergencies of the months, whether their times can be judged or not: they happened. `left`: without a place or class. */
export function emergencyDemand({ columns, clock, hours, ...chosen }: DemandTask, numberOf: (packed: number) => number): { demand: Demand; left: number } {
  const inside = chosenRows(columns, chosen)
  const { state, klass } = judge(columns, clock)
  const wanted = hours === null ? null : Object.keys(hourClasses).indexOf(hours)
  const sums = new Map<number, number>()
  let left = 0
  for (let i = 0; i < columns.rows; i++) {
    if (inside[i] === -1 || state[i] === 0 || (wanted !== null && hourClassOf(columns.hours[i]!) !== wanted)) continue
    const cell = numberOf(columns.cells[i]!)
    if (cell === -1 || klass[i] === 0) { left++; continue }
    const key = 2 * cell + klass[i]! - 1
    sums.set(key, (sums.get(key) ?? 0) + 1)
  }
  return { demand: demandOf(sums), left }
}

export function demandOf(sums: ReadonlyMap<number, number>): Demand {
  const keys = [...sums.keys()].sort((a, b) => a - b)
  return { cells: Int32Array.from(keys, (key) => key >> 1), classes: Uint8Array.from(keys, (key) => key & 1), weights: Float64Array.from(keys, (key) => sums.get(key)!) }
}

/** By part of the week, and after those for all of it: observed drives over those of the model from the nearest base, and the time until dispatch. `nearest`: model seconds by hexagon; null: no base. */
export function observedDrives({ columns, clock, ...chosen }: Omit<DemandTask, 'hours'>, numberOf: (packed: number) => number, nearest: Float32Array | null): Drives[] {
  const inside = chosenRows(columns, chosen)
  const { state } = judge(columns, clock)
  const ratios = Object.keys(hourClasses).map((): number[] => [])
  const dispatches = ratios.map((): number[] => [])
  for (let i = 0; i < columns.rows; i++) {
    if (inside[i] === -1 || (state[i] !== stateNo.attended && state[i] !== stateNo.late) || columns.dispatchS[i] === NOT_STAMPED) continue
    const part = hourClassOf(columns.hours[i]!)
    dispatches[part]!.push(columns.dispatchS[i]!)
    const cell = numberOf(columns.cells[i]!)
    const model = nearest && cell !== -1 ? nearest[cell]! : 0
    if (model > 0 && model < Infinity) ratios[part]!.push((columns.arrivalS[i]! - columns.dispatchS[i]!) / model)
  }
  const told = (own: number[], dispatched: number[]): Drives => ({ drives: own.length, factor: own.length < LEAST_DRIVES ? null : median(own), dispatchS: median(dispatched) })
  return [...ratios.map((own, part) => told(own, dispatches[part]!)), told(ratios.flat(), dispatches.flat())]
}
