/** Trend classes from Gi* in each month of a span. Runs on a thread. */
import { giStar } from '../analysis/gi-star.ts'
import { emergingClasses, trendClasses } from '../analysis/hotspot-class.ts'
import { adjustP } from '../analysis/multiple-testing.ts'
import { monthNumber } from '../analysis/series-breaks.ts'
import { gridOf, monthsOn, neighboursIn } from './grids.ts'
import { seriesRows, type PackedSeries } from './packed.ts'
import type { StudyArea } from './study-area.ts'

export interface ClassesTask {
  area: StudyArea
  /** Counts by month from `from`, as the statement gives them. */
  rows: PackedSeries
  from: string
  /** Months that are loaded: others are no zeros. */
  held: string[]
  ring: number
  mode: string
}
export interface Classes {
  n: number
  cells: string[]
  classes: string[]
  /** Months in which a cell was what its class calls it: hot, or cold. */
  held: number[]
  counts: Record<string, number>
  note: string | null
}

/** As the classes themselves take it. */
const LEVEL = 0.05

export function classes({ area, rows, from, held, ring, mode }: ClassesTask): Classes {
  const grid = gridOf(area)
  const n = grid.cells.length
  const neighbours = neighboursIn(grid, ring)
  const places = held.map((month) => monthNumber(month) - monthNumber(from))
  const counts = monthsOn(grid, seriesRows(rows), Math.max(0, ...places) + 1)
  const periods = places.map((place) => {
    const { z, p } = giStar(counts.subarray(place * n, (place + 1) * n), neighbours)
    return { z, p: adjustP(p, 'bh') }
  })
  const found = mode === 'share' ? trendClasses(periods) : emergingClasses(periods)
  const tally: Record<string, number> = {}
  const named = grid.cells.flatMap((cell, i) => {
    const name = found.classes[i]
    if (!name || name === 'none') return []
    tally[name] = (tally[name] ?? 0) + 1
    const side = name.startsWith('cold') ? -1 : 1
    return [[cell, name, periods.filter(({ z, p }) => p[i]! <= LEVEL && z[i]! * side > 0).length] as const]
  })
  return { n, cells: named.map(([cell]) => cell), classes: named.map(([, name]) => name), held: named.map(([, , months]) => months), counts: tally, note: found.note }
}
