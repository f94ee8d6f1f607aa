/**
 * Cells with too few cases are put together with their neighbours under the same parent, until there are enough.
 *
 * What it tells: the finest picture in which every figure rests on at least so many cases. What it does not: where inside a group the cases lie.
 * Rule: a cell with at least `least` cases stands alone. The others of one parent stand together; with too few still, together with what is left of their
 * parent's parent, and so on to `coarsest`. What is left there stands together whatever its number, and is marked as too few.
 * Input: cells of one resolution, each once, with a count of cases. Output: groups; every cell with a case in exactly one; sums preserved. Undefined: no cell, no group.
 * Cost: a pass for each resolution. Source: definitions 13 (cells under 10 merge up). Checked by hand and by laws.
 */
import { parentOf } from './h3-grid.ts'

export interface CellGroup { /** The cell that the members have in common; of those left over at the end their coarsest parent. */ id: string; res: number; cells: string[]; count: number; enough: boolean }

export function mergeUp(cells: readonly { cell: string; count: number }[], { res, coarsest, least }: { res: number; coarsest: number; least: number }): CellGroup[] {
  if (coarsest > res) throw new RangeError(`coarsest is ${coarsest}: at most ${res}`)
  const done: CellGroup[] = []
  let open: CellGroup[] = cells.filter(({ count }) => count > 0).map(({ cell, count }) => ({ id: cell, res, cells: [cell], count, enough: count >= least }))
  for (let at = res; ; at--) {
    done.push(...open.filter(({ enough }) => enough))
    const left = open.filter(({ enough }) => !enough)
    if (at === coarsest) return [...done, ...left].sort((a, b) => (a.id < b.id ? -1 : 1))
    const parents = new Map<string, CellGroup>()
    for (const group of left) {
      const id = parentOf(group.id, at - 1)
      const into = parents.get(id) ?? { id, res: at - 1, cells: [], count: 0, enough: false }
      into.cells.push(...group.cells)
      into.count += group.count
      into.enough = into.count >= least
      parents.set(id, into)
    }
    open = [...parents.values()]
  }
}
