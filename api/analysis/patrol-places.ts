/**
 * Places for patrols: small connected groups of cells that together hold as much demand as so many places can.
 *
 * What it tells: disjoint groups of at most `mostCells` neighbouring cells, those that must be visited first, then by falling demand. What it does not: that
 * no other choice holds more; the problem (weighted packing of connected sets) is hard, and this is a search.
 * Method. One place more at a time: of all groups that still can be made the one with most demand, found exactly up to three cells and among the
 * `BEAM` best of each size beyond. After each, moves around it: a group is given up for another that shares a cell with it, if that one and the best
 * that the cells left over can then make hold more than the two it costs (the group and the weakest place). Adjacent groups merge by the same rule,
 * because one group of both is among those that can be made. A cell joins only if it holds at least `leastPart` of its group's demand: a patrol should not
 * walk a cell in which nothing is expected for the sake of a number.
 * Laws, tested: groups are connected, disjoint and within the size; never less demand than as many single best cells (each choice is at least
 * the best cell then free, so cells that were not taken are outweighed one by one); one place more never holds less, since each adds to those before.
 * Input: demand by cell (any unit, not negative), neighbours, cells that must be in a place, cells that must not. Output: groups of cell numbers.
 * Undefined: no cell with demand and none that must be visited: no groups. Ties go to the lower number, so the same input gives the same places.
 * Cost: 20 places of three among 3,000 cells 0.1 s. Source: greedy packing with local exchange (Hurkens & Schrijver 1989, doi 10.1137/0402008).
 * Checked by hand on a few cells, and against all choices of two groups on small grids.
 */
import type { Neighbours } from './neighbours.ts'

export interface PlacesAsked {
  neighbours: Neighbours
  demand: ArrayLike<number>
  /** Places, those that must be visited among them; all of these are made, even where they are more. */
  most: number
  mostCells: number
  must?: readonly number[]
  excluded?: ReadonlySet<number>
  /** Share of its group's demand that a cell must hold to belong to it. A tenth: below that it costs more steps than it covers. */
  leastPart?: number
}

export interface PatrolPlace {
  /** Ascending. */
  cells: number[]
  demand: number
  must: boolean
}

/** Groups of each size that are looked at further: all of them up to three cells, where a cell has six neighbours. */
const BEAM = 8
const LEAST_PART = 0.1
/** A gain must be more than what rounding makes. */
const GAIN = 1e-9
const PASSES = 3
/** Other groups that are tried in a place's stead, for each of its cells. */
const ALTERNATIVES = 16

export function choosePlaces(asked: PlacesAsked): PatrolPlace[] {
  const search = new PlaceSearch(asked)
  search.placeMusts(asked.must ?? [])
  while (search.chosen.length < asked.most && search.addBest()) search.improveAround(search.chosen.at(-1)!)
  return search.chosen.sort((a, b) => Number(b.must) - Number(a.must) || (a.must ? 0 : b.demand - a.demand || a.cells[0]! - b.cells[0]!))
}

class PlaceSearch {
  readonly chosen: PatrolPlace[] = []
  private readonly taken: Uint8Array
  private readonly ranked: number[]
  private readonly rank: Int32Array
  /** The best group whose greatest cell this is, as long as none of its cells is taken. */
  private readonly best = new Map<number, PatrolPlace | null>()

  constructor(private readonly asked: PlacesAsked) {
    const { demand, neighbours: { n }, excluded } = asked
    this.taken = Uint8Array.from({ length: n }, (_, i) => Number(excluded?.has(i) ?? false))
    const all = Array.from({ length: n }, (_, i) => i).sort((a, b) => demand[b]! - demand[a]! || a - b)
    this.rank = new Int32Array(n)
    all.forEach((cell, r) => { this.rank[cell] = r })
    this.ranked = all.filter((cell) => demand[cell]! > 0 && this.taken[cell] === 0)
  }

  /** In the order given; one that an earlier place took in needs none of its own. */
  placeMusts(must: readonly number[]): void {
    const wanted = new Set(must)
    for (const cell of must) {
      if (this.taken[cell] === 0) this.take({ ...this.groupsOf(cell, wanted)[0]!, must: true })
    }
  }

  /** False where no demand is left. */
  addBest(): boolean {
    const found = this.bestFree()
    if (found) this.take(found)
    return found !== null
  }

  /** Of the place just added and those beside it. */
  improveAround(added: PatrolPlace): void {
    for (let pass = 0; pass < PASSES; pass++) {
      const near = this.chosen.filter((place) => !place.must && (place === added || this.touch(place.cells, added.cells)))
      if (!near.some((place) => this.exchange(place))) return
    }
  }

  private take(place: PatrolPlace): void {
    this.chosen.push(place)
    this.mark(place, 1)
  }

  private drop(place: PatrolPlace): void {
    this.chosen.splice(this.chosen.indexOf(place), 1)
    this.mark(place, 0)
  }

  private mark({ cells }: PatrolPlace, taken: 0 | 1): void {
    for (const cell of cells) this.taken[cell] = taken
  }

  /** A group is named by its greatest cell, so none can hold more than the greatest cell's demand times the size. */
  private bestFree(): PatrolPlace | null {
    let found: PatrolPlace | null = null
    for (const cell of this.ranked) {
      if (found && this.asked.demand[cell]! * this.asked.mostCells <= found.demand) break
      if (this.taken[cell] === 1) continue
      const own = this.bestUnder(cell)
      if (own && (!found || own.demand > found.demand)) found = own
    }
    return found
  }

  private bestUnder(cell: number): PatrolPlace | null {
    const known = this.best.get(cell)
    if (known?.cells.every((one) => this.taken[one] === 0)) return known
    const made = this.groupsOf(cell, undefined, true)[0] ?? null
    this.best.set(cell, made)
    return made
  }

  /** Free groups that hold the cell, most demand first; `under`: of cells that rank after it alone. Cells of `wanted` go before all others. */
  private groupsOf(cell: number, wanted?: ReadonlySet<number>, under = false): PatrolPlace[] {
    const { demand, mostCells, leastPart = LEAST_PART, neighbours: { start, index } } = this.asked
    const whole = (cells: readonly number[]) => cells.reduce((sum, one) => sum + demand[one]!, 0)
    const extra = (cells: readonly number[]) => cells.reduce((sum, one) => sum + Number(wanted?.has(one) ?? false), 0)
    const sound = (cells: readonly number[], sum: number) => cells.every((one) => demand[one]! >= leastPart * sum || wanted?.has(one))
    const made: PatrolPlace[] = [{ cells: [cell], demand: demand[cell]!, must: false }]
    for (let [size, layer] = [1, made.slice()]; size < mostCells; size++) {
      const next = new Map<string, PatrolPlace>()
      for (const { cells } of layer.slice(0, BEAM)) {
        for (const from of cells) for (let k = start[from]!; k < start[from + 1]!; k++) {
          const one = index[k]!
          if (this.taken[one] === 1 || cells.includes(one) || (under && this.rank[one]! < this.rank[cell]!)) continue
          const grown = [...cells, one].sort((a, b) => a - b)
          const key = grown.join()
          const sum = whole(grown)
          if (!next.has(key) && sound(grown, sum)) next.set(key, { cells: grown, demand: sum, must: false })
        }
      }
      layer = [...next.values()].sort(wanted ? (a, b) => extra(b.cells) - extra(a.cells) || byDemand(a, b) : byDemand)
      made.push(...layer)
    }
    return made.sort(wanted ? (a, b) => extra(b.cells) - extra(a.cells) || byDemand(a, b) : byDemand)
  }

  /** Whether a better pair was found for a place and the weakest of the others. */
  private exchange(place: PatrolPlace): boolean {
    const weakest = this.chosen.filter((one) => !one.must && one !== place).sort((a, b) => a.demand - b.demand || b.cells[0]! - a.cells[0]!)[0]
    if (!weakest) return false
    this.drop(place)
    this.drop(weakest)
    const held = place.demand + weakest.demand
    let best: { pair: [PatrolPlace, PatrolPlace]; gain: number } | null = null
    for (const other of place.cells.flatMap((cell) => this.groupsOf(cell).slice(0, ALTERNATIVES))) {
      this.mark(other, 1)
      const second = this.bestOf([...place.cells, ...weakest.cells].filter((cell) => this.taken[cell] === 0))
      const gain = second ? other.demand + second.demand - held : 0
      if (gain > GAIN * held && (!best || gain > best.gain)) best = { pair: [other, second!], gain }
      this.mark(other, 0)
    }
    for (const one of best?.pair ?? [place, weakest]) this.take(one)
    // What was best while other cells were taken may be so no longer.
    if (best) this.best.clear()
    return best !== null
  }

  private bestOf(cells: readonly number[]): PatrolPlace | null {
    return cells.map((cell) => this.groupsOf(cell)[0]!).sort(byDemand)[0] ?? null
  }

  private touch(some: readonly number[], others: readonly number[]): boolean {
    const { start, index } = this.asked.neighbours
    const beside = new Set(others.flatMap((cell) => [...index.subarray(start[cell]!, start[cell + 1]!)]))
    return some.some((cell) => beside.has(cell))
  }
}

const byDemand = (a: PatrolPlace, b: PatrolPlace): number => b.demand - a.demand || a.cells.length - b.cells.length || compareCells(a.cells, b.cells)

function compareCells(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
