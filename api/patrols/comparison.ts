/** Comparison places for places of patrols: groups of as many cells elsewhere in the same areas, like them in count and trend. And the rings around both. */
import { comparisonPlaces, type SeriesPlace } from '../analysis/comparison-places.ts'
import { centreOf, diskOf, type Position } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'

export interface CellGroup { id: string; cells: string[]; middle: Position }
export interface Comparison { matches: Map<string, CellGroup>; difference: number | null; /** Everywhere that could have been chosen, treated places included. */ all: CellGroup[] }
/** Monthly counts by cell. */
export type CellSeries = ReadonlyMap<string, readonly number[]>

export const sumOver = (series: CellSeries, cells: readonly string[], from: number, to: number): number =>
  cells.reduce((sum, cell) => sum + (series.get(cell)?.slice(from, to).reduce((total, n) => total + n, 0) ?? 0), 0)

const monthsOf = (series: CellSeries, cells: readonly string[], from: number, to: number): number[] => Array.from({ length: to - from }, (_, m) => sumOver(series, cells, from + m, from + m + 1))

/** Months `from` to `to` (not included) are those before the patrols; there must be at least twelve. */
export function compare(treated: readonly CellGroup[], series: CellSeries, from: number, to: number): Comparison {
  const taken = new Set(treated.flatMap(({ cells }) => cells))
  // Rings of one step around both must not meet: three cells and a little between the middles.
  const ringM = treated[0] ? 3.2 * stepM(treated[0].cells[0]!) : 0
  const scored = ({ id, middle, cells }: CellGroup): SeriesPlace => ({ id, middle, months: monthsOf(series, cells, from, to) })
  const matches = new Map<string, CellGroup>()
  const all: CellGroup[] = [...treated]
  const differences: number[] = []
  for (const size of [...new Set(treated.map(({ cells }) => cells.length))].sort((a, b) => b - a)) {
    const own = treated.filter(({ cells }) => cells.length === size)
    const groups = groupsOf(size, series, from, to, taken)
    // Every treated place keeps its ring free, also from matches of places of another size.
    const far = awayFrom(groups, treated, ringM)
    const { pairs, difference } = comparisonPlaces(own.map(scored), far.map(scored), { ringM })
    for (const { id, match } of pairs) {
      const group = far.find((one) => one.id === match)
      if (!group) continue
      matches.set(id, group)
      for (const cell of group.cells) taken.add(cell)
    }
    all.push(...groups)
    if (difference !== null) differences.push(difference)
  }
  return { matches, all, difference: differences.length === 0 ? null : differences.reduce((sum, one) => sum + one, 0) / differences.length }
}

/** Metres from the middle of a cell to that of its neighbour. */
function stepM(cell: string): number {
  const { x, y } = toMetres([centreOf(cell), centreOf(diskOf(cell, 1).find((one) => one !== cell)!)])
  return Math.hypot(x[0]! - x[1]!, y[0]! - y[1]!)
}

function awayFrom(groups: readonly CellGroup[], from: readonly CellGroup[], ringM: number): CellGroup[] {
  const { x, y } = toMetres([...from, ...groups].map(({ middle }) => middle))
  return groups.filter((_, i) => from.every((_one, t) => Math.hypot(x[t]! - x[from.length + i]!, y[t]! - y[from.length + i]!) > ringM))
}

/** Groups that do not meet: the cell with most events that is free, with its free neighbours that have most, and so on. */
function groupsOf(size: number, series: CellSeries, from: number, to: number, taken: ReadonlySet<string>): CellGroup[] {
  const used = new Set(taken)
  const total = (cell: string) => sumOver(series, [cell], from, to)
  const groups: CellGroup[] = []
  for (const cell of [...series.keys()].sort((a, b) => total(b) - total(a) || (a < b ? -1 : 1))) {
    if (used.has(cell)) continue
    const around = diskOf(cell, 1).filter((one) => one !== cell && !used.has(one)).sort((a, b) => total(b) - total(a) || (a < b ? -1 : 1))
    if (around.length < size - 1) continue
    const cells = [cell, ...around.slice(0, size - 1)]
    for (const one of cells) used.add(one)
    groups.push({ id: cell, cells, middle: centreOf(cell) })
  }
  return groups
}

/** Cells one step around some groups that are in none of the groups given. */
export function ringAround(groups: readonly CellGroup[], outside: readonly CellGroup[]): string[] {
  const inside = new Set([...groups, ...outside].flatMap(({ cells }) => cells))
  return [...new Set(groups.flatMap(({ cells }) => cells.flatMap((cell) => diskOf(cell, 1))))].filter((cell) => !inside.has(cell)).sort()
}
