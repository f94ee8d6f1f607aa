/**
 * Runs HiGHS on a programme of location-models.ts: loads it, keeps its limits, and says what it found and what no solution can be below.
 *
 * What it tells: status, the value of the best solution found, a proved bound, columns and row prices by name. What it does not: anything where a limit came
 * before the first solution: then the value is null. Seconds are HiGHS's own clock; answers within the limits are the same on every machine, because it has one thread here.
 * Undefined: an infeasible programme has no value, and its bound is Infinity. Cost: the programme's. A loaded solver is replaced after so many runs, because
 * memory of WebAssembly never shrinks and older versions failed after 4,094 runs.
 * Source: HiGHS 1.15 (highs 1.15.3), Huangfu & Hall 2018, doi 10.1007/s12532-017-0130-5. Checked against exhaustive search of small problems.
 */
import loadHighs, { type Highs, type HighsCallbackMap, type Model } from 'highs'
import type { Programme } from './location-models.ts'

export interface SolverLimits {
  timeLimitS: number
  /** The search ends when value and bound are this near, in the programme's unit before scaling. */
  near?: number
  /** Columns of a known solution that are not nought. */
  start?: ReadonlyMap<string, number>
  /** Asked now and then; true ends the run. */
  stopped?: () => boolean
}
export interface Solved {
  status: 'optimal' | 'infeasible' | 'limit'
  value: number | null
  bound: number
  seconds: number
  column: (name: string) => number
  /** Price of a row; of a programme without whole numbers alone. */
  price: (row: string) => number
}
export type Solver = <T>(programme: Programme, limits: SolverLimits, read: (solved: Solved) => T) => T

const MOST_RUNS = 500
const MOST_BYTES = 512 * 1024 ** 2
let loaded: Promise<Highs> | undefined
let runs = 0

/** The package's types are of a CommonJS module, the module itself is not: its default is the function. */
const load = loadHighs as unknown as typeof loadHighs.default

/** A solver that is good for one problem. */
export async function locationSolver(): Promise<Solver> {
  if (loaded && (runs >= MOST_RUNS || (await loaded).memoryBytes > MOST_BYTES)) loaded = undefined
  if (!loaded) [loaded, runs] = [load(), 0]
  const highs = await loaded
  return (programme, limits, read) => {
    runs++
    try {
      const model = highs.createModel({ format: 'lp', data: programme.text })
      try {
        return read(solve(highs, model, programme.scale, limits))
      } finally {
        model.dispose()
      }
    } catch (cause) {
      // A solver that ran out of memory is of no use any more; the next problem gets a new one.
      loaded = undefined
      throw cause
    }
  }
}

/** Shares of a unit that are rounding. */
const ROUNDING = 1e-6

function solve(highs: Highs, model: Model, scale: number, { timeLimitS, near = 0, start, stopped }: SolverLimits): Solved {
  // Seed and gaps are said, though the seed is the usual one: answers must not change with a version's taste.
  model.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: Math.max(ROUNDING, near * scale), time_limit: Math.max(0, timeLimitS) })
  if (start) {
    const values = new Float64Array(model.getDimensions().numCols)
    for (const [name, value] of start) values[model.getColByName(name)] = value
    model.setSolution({ colValue: values })
  }
  const { modelStatus } = model.run(stopped && interrupts(highs, stopped))
  const { optimal, infeasible } = highs.constants.modelStatus
  const status = modelStatus === optimal ? 'optimal' : modelStatus === infeasible ? 'infeasible' : 'limit'
  // Where a limit came first, columns are noughts that keep nothing.
  const found = status === 'optimal' || (status === 'limit' && model.info.get('primal_solution_status') === 2)
  const value = found ? model.getObjectiveValue() / scale : null
  const solution = model.getSolution()
  return {
    status, value, bound: status === 'infeasible' ? Infinity : boundOf(model, status, value, scale, near), seconds: model.getRunTime(),
    column: (name) => solution.colValue[model.getColByName(name)]!, price: (row) => solution.rowDual[model.getRowByName(row)]!
  }
}

/** For a programme without whole numbers it is the value itself, as for one solved to the end: what presolving solves by itself may be told without a bound. */
function boundOf(model: Model, status: Solved['status'], value: number | null, scale: number, near: number): number {
  const bound = Number(model.info.get('mip_dual_bound')) / scale
  if (status === 'optimal' && value !== null && (near * scale <= ROUNDING || !Number.isFinite(bound))) return value
  return Number.isFinite(bound) ? Math.min(bound, value ?? bound) : -Infinity
}

function interrupts(highs: Highs, stopped: () => boolean): HighsCallbackMap {
  const { simplexInterrupt, mipInterrupt } = highs.constants.callbackType
  const ask = (event: { interrupt(): void }): undefined => { if (stopped()) event.interrupt() }
  return { [simplexInterrupt]: ask, [mipInterrupt]: ask }
}
