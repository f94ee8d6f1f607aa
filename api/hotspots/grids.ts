/** Study areas as a worker keeps them: cells in order, the place of each, and who is next to whom. Made once, then at hand. */
import { cellsWithin } from '../analysis/h3-grid.ts'
import { hexagonNeighbours, type Neighbours } from '../analysis/neighbours.ts'
import type { PackedValues, SeriesRow } from './packed.ts'
import type { StudyArea } from './study-area.ts'

export interface Grid {
  cells: string[]
  placeOf: Map<string, number>
  /** By steps between neighbours. */
  neighbours: Map<number, Neighbours>
  /** False where no boundary is loaded: cells without any record are then not known to exist. */
  bounded: boolean
}

/** A county at r9 with two rings is some 20 MB. */
const MOST_KEPT = 6
const kept = new Map<string, Grid>()

export function gridOf({ key, res, outlines, filled }: StudyArea): Grid {
  const known = kept.get(key)
  if (known) {
    // The one used last goes last.
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const shapes = JSON.parse(outlines) as { type: string; coordinates: unknown }[]
  const cells = [...new Set([...shapes.flatMap((shape) => cellsWithin(shape, res)), ...filled.split(',').filter(Boolean)])].sort()
  const grid = { cells, placeOf: new Map(cells.map((cell, i) => [cell, i])), neighbours: new Map<number, Neighbours>(), bounded: shapes.length > 0 }
  kept.set(key, grid)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return grid
}

export function neighboursIn(grid: Grid, ring: number): Neighbours {
  let neighbours = grid.neighbours.get(ring)
  if (!neighbours) {
    neighbours = hexagonNeighbours(grid.cells, ring)
    grid.neighbours.set(ring, neighbours)
  }
  return neighbours
}

/** Rows of cells that the grid lacks would be lost, so they are refused. */
function placeIn({ placeOf }: Grid, cell: string): number {
  const place = placeOf.get(cell)
  if (place === undefined) throw new Error(`the cell ${cell} has counts and is not in the study area`)
  return place
}

/** One value for each cell of the grid, nought where there is no row. */
export function valuesOn(grid: Grid, rows: PackedValues): Float64Array {
  const values = new Float64Array(grid.cells.length)
  if (rows.values.length > 0) rows.cells.split(',').forEach((cell, i) => { values[placeIn(grid, cell)]! += rows.values[i]! })
  return values
}

/** Counts by month and cell, month by month, from rows of a series ('month:count,...', decimal cells). */
export function monthsOn(grid: Grid, rows: readonly SeriesRow[], months: number): Float64Array {
  const n = grid.cells.length
  const counts = new Float64Array(months * n)
  for (const { cell, series } of rows) {
    const place = placeIn(grid, BigInt(cell).toString(16))
    for (const pair of series.split(',')) {
      const colon = pair.indexOf(':')
      counts[Number(pair.slice(0, colon)) * n + place]! += Number(pair.slice(colon + 1))
    }
  }
  return counts
}

/** For an answer: NaN becomes null, digits beyond the sixth go. */
export const told = (values: Float64Array): (number | null)[] => Array.from(values, (value) => (Number.isNaN(value) ? null : Number(value.toPrecision(6))))
