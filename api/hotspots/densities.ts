/** Kernel density at the middle of each cell, from counts at the middles. Runs on a thread. */
import { bandwidthNormal } from '../analysis/bandwidth.ts'
import { density, type Kernel } from '../analysis/density.ts'
import { centreOf } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { gridOf, valuesOn } from './grids.ts'
import type { StudyArea } from './study-area.ts'

export interface DensityTask { area: StudyArea; rows: { cell: string; n: number }[]; kernel: Kernel; bandwidthM: number | null }
export interface Densities { n: number; cells: string[]; density: number[]; bandwidthM: number | null; rule: string; note: string | null }

export function densities({ area, rows, kernel, bandwidthM: asked }: DensityTask): Densities {
  const grid = gridOf(area)
  const n = grid.cells.length
  const places = toMetres(grid.cells.map(centreOf))
  const weights = valuesOn(grid, rows, (i) => rows[i]!.n)
  const { bandwidthM, note } = asked === null ? bandwidthNormal(places, weights) : { bandwidthM: asked, note: null }
  const rule = asked === null ? 'Normal reference rule, both axes: 4 x 1.06 x the smaller of standard deviation and interquartile range / 1.34, x n to the power of -1/5' : 'As asked'
  if (!(bandwidthM > 0)) return { n, cells: [], density: [], bandwidthM: null, rule, note }
  const values = density(places, places, weights, { kernel, bandwidthM })
  const shown = grid.cells.map((_, i) => i).filter((i) => values[i]! > 0)
  return { n, cells: shown.map((i) => grid.cells[i]!), density: shown.map((i) => Number(values[i]!.toPrecision(6))), bandwidthM: Number(bandwidthM.toPrecision(6)), rule, note }
}
