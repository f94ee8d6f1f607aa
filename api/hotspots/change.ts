/** Each cell's count beside that of the span before. Runs on a thread. */
import { ratioInterval, rememberedETest } from '../analysis/evaluation.ts'
import { adjustP } from '../analysis/multiple-testing.ts'
import { gridOf, told, valuesOn } from './grids.ts'
import { changeText } from './methods.ts'
import type { PackedValues } from './packed.ts'
import type { StudyArea } from './study-area.ts'

export interface ChangeTask { area: StudyArea; before: PackedValues; after: PackedValues; months: { before: number; after: number }; correction: 'bh' | 'by'; /** Rounded counts differ by chance. */ rounded: boolean }
export interface Changes {
  method: string
  n: number
  cells: string[]
  countsBefore: number[]
  countsAfter: number[]
  p: (number | null)[]
  pAdjusted: (number | null)[]
  total: { before: number; after: number; ratio: number | null; low: number | null; high: number | null; p: number | null }
  note: string | null
}

export function changes({ area, before, after, months, correction, rounded }: ChangeTask): Changes {
  const grid = gridOf(area)
  const was = valuesOn(grid, before)
  const is = valuesOn(grid, after)
  const met = grid.cells.map((_, i) => i).filter((i) => was[i]! + is[i]! > 0)
  const note = whyNoTest(months, rounded)
  const test = note ? null : rememberedETest()
  const p = Float64Array.from(met, (i) => test?.(was[i]!, is[i]!) ?? NaN)
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
  return {
    method: changeText, n: grid.cells.length, cells: met.map((i) => grid.cells[i]!), countsBefore: met.map((i) => was[i]!), countsAfter: met.map((i) => is[i]!),
    p: told(p), pAdjusted: told(adjustP(p, correction)), total: totalOf(sum(was), sum(is), test), note
  }
}

/** Undefined where the spans hold different numbers of loaded months: their counts are then no pair. */
function totalOf(was: number, is: number, test: ((a: number, b: number) => number | null) | null): Changes['total'] {
  const interval = test && ratioInterval(was, is)
  return { before: was, after: is, ratio: interval?.ratio ?? null, low: interval?.lower ?? null, high: interval?.upper ?? null, p: test ? test(was, is) : null }
}

function whyNoTest({ before, after }: ChangeTask['months'], rounded: boolean): string | null {
  if (rounded) return 'Counts of hexagons are rounded up or down by chance, so a difference between two spans may be no more than that: no test is made.'
  if (before === 0) return 'Nothing to compare with: the span before is not loaded.'
  return before === after ? null : `Of the span before ${before} ${before === 1 ? 'month is' : 'months are'} loaded, of this one ${after}: counts are shown as they are, without a test.`
}
