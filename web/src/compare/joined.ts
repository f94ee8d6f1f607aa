/** Two layers as one table: a row for every hexagon of either, in the order of the first, the second's own hexagons after them. */
import type { Cut } from './agreement.ts'
import type { Side, SideColumn } from './side.ts'

export interface Joined {
  cells: string[]
  groups: { title: string; side: 'left' | 'right'; columns: SideColumn[] }[]
  /** Whether a hexagon is among the foremost of one, of both or of none. null: nothing was ranked. */
  placing: SideColumn | null
}

export function join(left: Side, right: Side, cuts: readonly [Cut, Cut] | null): Joined {
  const [first, second] = [left, right].map((side) => side.order.map((row) => side.cells[row]!)) as [string[], string[]]
  const cells = [...new Set([...first, ...second])]
  return {
    cells,
    groups: [{ title: left.title, side: 'left', columns: within(left, cells) }, { title: right.title, side: 'right', columns: within(right, cells) }],
    placing: cuts && placingOf(left, right, cells, cuts),
  }
}

/** The columns of one layer by the rows of the whole table. */
const within = (side: Side, cells: readonly string[]): SideColumn[] => side.columns.map((column) => ({
  ...column,
  value: (at) => whereHeld(side, cells[at]!, column.value, null),
  say: (at) => whereHeld(side, cells[at]!, column.say, 'none'),
}))

function whereHeld<T>(side: Side, cell: string, tell: (row: number) => T, otherwise: T): T {
  const row = side.rowOf.get(cell)
  return row === undefined ? otherwise : tell(row)
}

function placingOf(left: Side, right: Side, cells: readonly string[], [a, b]: readonly [Cut, Cut]): SideColumn {
  const rank = (cut: Cut, cell: string) => (cut.sure.has(cell) ? 2 : cut.tied.has(cell) ? 1 : 0)
  const word = (rank: number, { title }: Side) => (rank === 2 ? [title] : rank === 1 ? [`${title} (equal at the edge)`] : [])
  return {
    key: 'placing', title: 'Foremost by', numeric: false,
    // Both before one, the sure before the tied.
    value: (at) => { const [x, y] = [rank(a, cells[at]!), rank(b, cells[at]!)]; return x * y * 10 + x + y },
    say: (at) => {
      const ranks = [rank(a, cells[at]!), rank(b, cells[at]!)] as const
      if (ranks[0] === 2 && ranks[1] === 2) return 'both'
      return [...word(ranks[0], left), ...word(ranks[1], right)].join(', ') || 'neither'
    },
  }
}
