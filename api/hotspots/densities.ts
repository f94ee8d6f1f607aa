/** Kernel density at the middle of each cell, from counts at the middles. Runs on a thread. */
import { bandwidthNormal } from '../analysis/bandwidth.ts'
import { density, type Kernel } from '../analysis/density.ts'
import { centreOf, ringOf } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { gridOf, valuesOn } from './grids.ts'
import type { PackedValues } from './packed.ts'
import type { StudyArea } from './study-area.ts'

export interface DensityTask { area: StudyArea; rows: PackedValues; kernel: Kernel; bandwidthM: number | null }
export interface Densities { n: number; cells: string[]; density: number[]; bandwidthM: number | null; rule: string; note: string | null }

export function densities({ area, rows, kernel, bandwidthM: asked }: DensityTask): Densities {
  const grid = gridOf(area)
  const n = grid.cells.length
  const places = toMetres(grid.cells.map(centreOf))
  const weights = valuesOn(grid, rows)
  const reference = bandwidthNormal(places, weights)
  const stepM = grid.cells.length > 0 ? spacingM(grid.cells[0]!) : NaN
  const bandwidthM = asked ?? STEPS * stepM
  const note = n === 0 ? 'There is no study area to spread events over.' : null
  const rule = asked !== null ? 'As asked' : `Two steps between the middles of hexagons. ${referenceText(reference.bandwidthM)}`
  if (!(bandwidthM > 0)) return { n, cells: [], density: [], bandwidthM: null, rule, note }
  const values = density(places, places, weights, { kernel, bandwidthM })
  const shown = grid.cells.map((_, i) => i).filter((i) => values[i]! > 0)
  return { n, cells: shown.map((i) => grid.cells[i]!), density: shown.map((i) => Number(values[i]!.toPrecision(6))), bandwidthM: Number(bandwidthM.toPrecision(6)), rule, note }
}

/** Wide enough to join neighbours, narrow enough to keep towns apart. */
const STEPS = 2

/** Between the middles of neighbouring hexagons: the square root of 3 times the edge. */
function spacingM(cell: string): number {
  const { x, y } = toMetres(ringOf(cell).slice(0, 2))
  return Math.sqrt(3) * Math.hypot(x[1]! - x[0]!, y[1]! - y[0]!)
}

const referenceText = (bandwidthM: number): string => (bandwidthM > 0
  ? `The normal reference rule (both axes: 4 x 1.06 x the smaller of standard deviation and interquartile range / 1.34, x n to the power of -1/5) would give ${(bandwidthM / 1000).toFixed(1)} km, which suits one town and not many.`
  : 'The normal reference rule gives none: fewer than two hexagons hold a record.')
