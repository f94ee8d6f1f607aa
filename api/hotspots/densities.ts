/** Kernel density at the middle of each cell, from counts at the middles; alone, or relative to who lives there. Runs on a thread. */
import { spreadOver, type CountedArea } from '../analysis/areal-interpolation.ts'
import { density, dual, shapeOf, type DensityOptions, type Kernel } from '../analysis/density.ts'
import { centreOf, ringOf } from '../analysis/h3-grid.ts'
import { toMetres, type Metres } from '../analysis/metres.ts'
import { widthBy, type BandwidthRule, type Width } from './bandwidths.ts'
import { gridOf, told, valuesOn, type Grid } from './grids.ts'
import type { PackedValues } from './packed.ts'
import type { StudyArea } from './study-area.ts'

/** Who lives where: `areas` is JSON of CountedArea, null where none is loaded. */
export interface Base { what: 'households' | 'residents'; areas: string | null }
export interface DensityTask { area: StudyArea; rows: PackedValues; kernel: Kernel; /** Null: by the rule. */ bandwidthM: number | null; rule: BandwidthRule; base: Base | null }
export interface Relative { relative: (number | null)[] | null; tooFew: number | null; base: { total: number; areas: number } | null }
export interface Densities extends Relative { n: number; cells: string[]; density: number[]; bandwidthM: number | null; rule: string; note: string | null }

/** Of households or residents under the middle of the kernel: one record alone then makes at most 20 per 1,000 households, 10 per 1,000 residents. */
const FEWEST = { households: 50, residents: 100 }
const PER_KM2 = 1e6

export function densities({ area, rows, kernel, bandwidthM: asked, rule, base }: DensityTask): Densities {
  const grid = gridOf(area)
  const n = grid.cells.length
  const places = toMetres(grid.cells.map(centreOf))
  const weights = valuesOn(grid, rows)
  const width: Width = asked !== null ? { bandwidthM: asked, text: 'As asked', note: null } : widthBy(places, weights, { rule, kernel, stepM: n > 0 ? spacingM(grid.cells[0]!) : NaN })
  const { bandwidthM } = width
  const values = bandwidthM > 0 ? density(places, places, weights, { kernel, bandwidthM }) : new Float64Array(n)
  const shown = Int32Array.from(values.keys()).filter((i) => values[i]! > 0)
  const relative = relativeTo(base, { grid, res: area.res, places, shown, values }, { kernel, bandwidthM })
  const notes = [n === 0 ? 'There is no study area to spread events over.' : null, width.note, relative.note].filter((note) => note !== null)
  return {
    n, cells: Array.from(shown, (i) => grid.cells[i]!), density: Array.from(shown, (i) => Number(values[i]!.toPrecision(6))), bandwidthM: bandwidthM > 0 ? Number(bandwidthM.toPrecision(6)) : null, rule: width.text,
    ...relative, note: notes.join(' ') || null
  }
}

interface Map { grid: Grid; res: number; places: Metres; shown: Int32Array; values: Float64Array }
const none = { relative: null, tooFew: null, base: null, note: null }

function relativeTo(base: Base | null, { grid, res, places, shown, values }: Map, { kernel = 'quartic', bandwidthM = NaN }: DensityOptions): Relative & { note: string | null } {
  if (!base) return none
  const areas = base.areas === null ? [] : JSON.parse(base.areas) as CountedArea[]
  if (areas.length === 0) return { ...none, relative: Array.from(shown, () => null), note: `No ${base.what} are loaded for this area, so there is no density relative to them.` }
  const { values: living, lost } = spreadOver(areas, grid.placeOf, res)
  const total = areas.reduce((sum, { n }) => sum + n, 0)
  const outside = lost > 0 ? `${lost.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} ${base.what} lie outside the hexagons.` : null
  if (shown.length === 0) return { relative: [], tooFew: 0, base: { total, areas: areas.length }, note: outside }
  const at: Metres = { ...places, x: Float64Array.from(shown, (i) => places.x[i]!), y: Float64Array.from(shown, (i) => places.y[i]!) }
  const floorPerKm2 = Number((FEWEST[base.what] * shapeOf(kernel, bandwidthM).at(0) * PER_KM2).toPrecision(2))
  const { values: rates } = dual(Float64Array.from(shown, (i) => values[i]!), density(at, places, living, { kernel, bandwidthM }), { floorPerKm2 })
  const tooFew = rates.filter(Number.isNaN).length
  const few = tooFew > 0 ? `${tooFew.toLocaleString('en-GB')} of ${shown.length.toLocaleString('en-GB')} hexagons have no rate: fewer than ${floorPerKm2} ${base.what} per km2 around them.` : null
  return { relative: told(rates), tooFew, base: { total, areas: areas.length }, note: [few, outside].filter((one) => one !== null).join(' ') || null }
}

/** Between the middles of neighbouring hexagons: the square root of 3 times the edge. */
function spacingM(cell: string): number {
  const { x, y } = toMetres(ringOf(cell).slice(0, 2))
  return Math.sqrt(3) * Math.hypot(x[1]! - x[0]!, y[1]! - y[0]!)
}
