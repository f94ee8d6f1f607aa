/** Gi*, its correction, Moran's I and the concentration of one map. Runs on a thread. */
import { concentration } from '../analysis/concentration.ts'
import { giStar, giStarPermuted } from '../analysis/gi-star.ts'
import { moran } from '../analysis/moran.ts'
import { adjustP } from '../analysis/multiple-testing.ts'
import { seededRandom } from '../analysis/random.ts'
import { gridOf, neighboursIn, told, valuesOn } from './grids.ts'
import type { PackedValues } from './packed.ts'
import type { HotspotsAnswer } from './schema.ts'
import type { StudyArea } from './study-area.ts'

export interface SignificanceTask {
  area: StudyArea
  /** Counts, or harm. */
  rows: PackedValues
  ring: number
  test: string
  correction: 'bh' | 'by'
}
export type Significance = Pick<HotspotsAnswer, 'n' | 'cells' | 'values' | 'z' | 'p' | 'pAdjusted' | 'hot' | 'cold' | 'moran' | 'concentration' | 'note'>

/** p can fall to 1 in 10,000: with 999, no hexagon of 39,000 could stand after the correction. */
export const PERMUTATIONS = 9_999
export const SEED = 'beatwise gi*'
/** Two-sided. */
const LEVEL = 0.05

export function significance({ area, rows, ring, test, correction }: SignificanceTask): Significance {
  const grid = gridOf(area)
  const neighbours = neighboursIn(grid, ring)
  const values = valuesOn(grid, rows)
  const { z, p: normal, note } = giStar(values, neighbours)
  const p = test === 'permutation' ? giStarPermuted(values, neighbours, { permutations: PERMUTATIONS, random: seededRandom(SEED) }).p : normal
  const pAdjusted = adjustP(p, correction)
  const whole = moran(values, neighbours)
  const tally = (sign: 1 | -1) => ({ raw: under(p, z, sign), corrected: under(pAdjusted, z, sign) })
  return {
    n: grid.cells.length, cells: grid.cells, values: Array.from(values, (value) => Number(value.toPrecision(10))),
    z: told(z), p: told(p), pAdjusted: told(pAdjusted), hot: tally(1), cold: tally(-1),
    moran: whole.note ? null : { i: whole.I, expected: whole.expected, z: whole.randomisation.z, p: whole.randomisation.p },
    concentration: concentrationOf(values),
    note: [grid.bounded ? null : 'No boundary is loaded, so hexagons without any record are not known and the test is not sound.', note ?? whyNone(z)].filter(Boolean).join(' ') || null
  }
}

/** Where a place and its neighbours are all there is, they cannot be compared with the rest. */
const whyNone = (z: Float64Array): string | null => (z.every(Number.isNaN) ? 'No pattern: every hexagon has all others as its neighbours, so there is nothing to compare it with.' : null)

function under(p: Float64Array, z: Float64Array, sign: 1 | -1): number {
  let n = 0
  for (let i = 0; i < p.length; i++) if (p[i]! <= LEVEL && z[i]! * sign > 0) n++
  return n
}

function concentrationOf(values: Float64Array): HotspotsAnswer['concentration'] {
  const { top, lorenz, gini } = concentration(values)
  if (gini === null) return null
  return { shares: top.map(({ places, events }) => ({ ofCells: places, ofEvents: events })), gini, curve: lorenz.map(({ places, events }) => [places, Number(events.toPrecision(6))]) }
}
