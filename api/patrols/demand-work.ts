/** Expectation of a shift by cell and block, and the places worth visiting in it. Runs on a thread. */
import { cellAt, cellsWithin, centreOf, parentOf, resolutionOf, type Position } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { hexagonNeighbours, type Neighbours } from '../analysis/neighbours.ts'
import { blockHours, blockShare, mixFactors, monthHours, secondsBetween, shiftBlocks, type Block } from '../analysis/patrol-demand.ts'
import { choosePlaces, type PatrolPlace } from '../analysis/patrol-places.ts'
import { seededRandom } from '../analysis/random.ts'
import { drawnGroups } from '../analysis/random-plans.ts'
import { baseOf, type Base, type BaseTask, type ThemeBase } from './demand-base.ts'

export interface DemandTask extends BaseTask {
  shiftFrom: string
  shiftTo: string
  drawn: [number, number][] | null
  mostPlaces: number
  mostCells: number
  must: string[]
  exclude: string[]
  keep: string[]
  /** Without what a plan is compared with. */
  bare?: boolean
}
export interface FoundPlace {
  id: string
  cells: string[]
  middle: [number, number]
  rural: boolean | null
  expected: number[]
  share: number
  must: boolean
  /** For its reason, by theme: records of twelve months, how the cell with most of them ranks, expected in the month and in the shift. */
  told: { theme: string; n: number; rank: number; month: number; shift: number }[]
}
export type FoundDemand = ReturnType<typeof patrolDemand>

/** Places are looked for among these cells, the highest; far more than any plan visits. */
const MOST_CELLS = 3000
const MOST_DRAWN = 400
const FLAT = new Float64Array(168).fill(1 / 168)

export function patrolDemand(task: DemandTask) {
  const base = baseOf(task)
  const blocks = shiftBlocks(secondsBetween(task.shiftFrom, task.shiftTo))
  const inside = insideOf(base, task)
  const factors = mixFactors(base.themes.map(({ weight }) => weight), base.themes.map(({ worth }) => sumOver(worth, inside)), base.themes.map(({ harm }) => harm !== null || base.themes.every((one) => one.harm === null)))
  const parts = base.themes.map((theme) => partsOf(theme, base, task, blocks))
  const cell = (i: number): number[] => blocks.map((_, b) => base.themes.reduce((sum, { worth }, t) => sum + factors[t]! * worth[i]! * parts[t]![b]![base.parent[i]!]!, 0))
  const blocksOf = new Map(inside.map((i) => [i, cell(i)]))
  const worthOf = (i: number): number => (blocksOf.get(i) ?? []).reduce((sum, one) => sum + one, 0)
  const ranked = inside.map((i) => ({ i, worth: worthOf(i) })).filter(({ worth }) => worth > 0).sort((a, b) => b.worth - a.worth || a.i - b.i)
  const plain = (i: number): number => base.themes.reduce((sum, theme, t) => sum + (base.themes.length === 1 ? 1 : plainFactor(theme, factors[t]!)) * theme.plain[i]!, 0)
  const field = new Field(base, [...ranked.slice(0, MOST_CELLS).map(({ i }) => i), ...inside.filter((i) => base.themes.some((theme) => theme.plain[i]! > 0))], task)
  const within = (cells: readonly number[]): number[] => blocks.map((_, b) => cells.reduce((sum, i) => sum + (blocksOf.get(i)?.[b] ?? 0), 0))
  const total = blocks.map((_, b) => ranked.reduce((sum, { i }) => sum + blocksOf.get(i)![b]!, 0))
  const all = total.reduce((sum, one) => sum + one, 0)
  const groups = choosePlaces({ ...field.asked(worthOf), must: field.must, most: task.mostPlaces, mostCells: task.mostCells })
  return {
    blocks, total, lost: field.lost,
    places: groups.map((group) => placeOf(group, field, { base, worthOf, expected: within(field.indices(group.cells)), all, parts, blocks, inside })),
    cells: ranked.slice(0, MOST_CELLS).map(({ i }) => base.cells[i]!), cellExpected: ranked.slice(0, MOST_CELLS).map(({ worth }) => worth), plainCounts: ranked.slice(0, MOST_CELLS).map(({ i }) => plain(i)),
    plainPlaces: task.bare ? [] : choosePlaces({ ...field.asked(plain), most: Math.max(task.mostPlaces, groups.length), mostCells: task.mostCells }).map(({ cells }) => within(field.indices(cells))),
    anyPlaces: task.bare ? [] : drawnGroups(field.neighbours, (k) => base.recorded[field.at(k)] === 1 && !field.excluded.has(k), { most: MOST_DRAWN, mostCells: task.mostCells, random: seededRandom('beatwise any places') }).map((cells) => within(field.indices(cells))),
    themes: base.themes.map(({ theme, worth, events, harm, profiles, finer }) => ({
      theme, month: sumOver(events, inside), worth: sumOver(worth, inside), weighed: harm !== null, prior: harm?.prior ?? null, finer,
      hours: profiles && { levels: profiles.levels, heldOut: profiles.heldOut, events: profiles.events, leftOut: profiles.leftOut }
    })),
    n: inside.length, drawn: task.drawn !== null
  }
}

const sumOver = (values: Float64Array, cells: readonly number[]): number => cells.reduce((sum, i) => sum + values[i]!, 0)

/** Counts weigh as events do; where harm is counted, by the mean harm of the theme's events. */
function plainFactor({ worth, events, harm }: ThemeBase, factor: number): number {
  if (!harm) return factor
  const [w, e] = [worth, events].map((values) => values.reduce((sum, one) => sum + one, 0)) as [number, number]
  return e > 0 ? (factor * w) / e : factor
}

/** Of a month's events the part of each block, by cell of the forecast. */
function partsOf({ profiles, month }: ThemeBase, { parent }: Base, { shiftFrom }: DemandTask, blocks: readonly Block[]): Float64Array[] {
  const parents = 1 + parent.reduce((most, one) => Math.max(most, one), -1)
  const times = monthHours(month)
  return blocks.map((block) => {
    const hours = blockHours(shiftFrom, block)
    const known = new Map<Float64Array, number>()
    return Float64Array.from({ length: parents }, (_, p) => {
      const profile = profiles?.of(p) ?? FLAT
      const share = known.get(profile) ?? blockShare(profile, hours, times)
      known.set(profile, share)
      return share
    })
  })
}

function insideOf({ cells, placeOf }: Base, { drawn, res }: DemandTask): number[] {
  if (!drawn) return [...cells.keys()]
  const within = cellsWithin({ type: 'Polygon', coordinates: [[...drawn, drawn[0]!]] }, res)
  return within.flatMap((cell) => placeOf.get(cell) ?? [])
}

/** The cells among which places are looked for, numbered anew, with their neighbours. */
class Field {
  readonly neighbours: Neighbours
  /** Those that must be visited and those that are kept. */
  readonly must: number[]
  readonly visited: Set<number>
  readonly excluded: Set<number>
  /** Cells to be visited that are left out at the same time. */
  readonly lost: string[] = []
  private readonly names: string[]
  private readonly of: number[]

  constructor(private readonly base: Base, wanted: readonly number[], { res, must, exclude, keep }: DemandTask) {
    const own = [...must, ...keep].map((cell) => this.ownOf(cell, res, wanted))
    this.names = [...new Set([...wanted.map((i) => base.cells[i]!), ...own])]
    this.of = this.names.map((name) => base.placeOf.get(name) ?? -1)
    this.neighbours = hexagonNeighbours(this.names)
    const places = new Map(this.names.map((name, k) => [name, k]))
    const out = excludes(exclude, res)
    this.excluded = new Set(this.names.flatMap((name, k) => (out(name) ? [k] : [])))
    const all = [...new Set(own.map((name) => places.get(name)!))]
    this.must = all.filter((k) => !this.excluded.has(k))
    this.visited = new Set(own.slice(0, must.length).map((name) => places.get(name)!))
    this.lost.push(...all.filter((k) => this.excluded.has(k)).map((k) => this.names[k]!))
  }

  at(k: number): number { return this.of[k]! }
  name(k: number): string { return this.names[k]! }
  indices(cells: readonly number[]): number[] { return cells.map((k) => this.of[k]!).filter((i) => i >= 0) }
  asked(worth: (i: number) => number) { return { neighbours: this.neighbours, excluded: this.excluded, demand: Float64Array.from(this.of, (i) => (i < 0 ? 0 : worth(i))) } }

  /** A cell of the plan's resolution for one of any: the one around a smaller, of a larger the one with most expected. */
  private ownOf(cell: string, res: number, wanted: readonly number[]): string {
    const own = resolutionOf(cell)!
    if (own >= res) return own === res ? cell : parentOf(cell, res)
    const best = wanted.find((i) => parentOf(this.base.cells[i]!, own) === cell)
    return best === undefined ? cellAt(centreOf(cell), res) : this.base.cells[best]!
  }
}

function excludes(exclude: readonly string[], res: number): (cell: string) => boolean {
  const [fine, coarse] = [new Set<string>(), new Map<number, Set<string>>()]
  for (const cell of exclude) {
    const own = resolutionOf(cell)!
    if (own >= res) fine.add(own === res ? cell : parentOf(cell, res))
    else coarse.set(own, (coarse.get(own) ?? new Set()).add(cell))
  }
  return (cell) => fine.has(cell) || [...coarse].some(([own, cells]) => cells.has(parentOf(cell, own)))
}

interface On { base: Base; worthOf: (i: number) => number; expected: number[]; all: number; parts: Float64Array[][]; blocks: readonly Block[]; inside: readonly number[] }

function placeOf(group: PatrolPlace, field: Field, { base, worthOf, expected, all, parts, blocks, inside }: On): FoundPlace {
  const names = group.cells.map((k) => field.name(k))
  const own = field.indices(group.cells)
  const middle = middleOf(names, group.cells.map((k) => (field.at(k) < 0 ? 0 : worthOf(field.at(k)))))
  const rural = own.map((i) => base.rural[i]).filter((one): one is boolean => one !== null && one !== undefined)
  const wanted = group.cells.find((k) => field.must.includes(k))
  return {
    // A place that was asked for keeps the name by which it was.
    id: group.must && wanted !== undefined ? field.name(wanted) : middle, cells: names, middle: centreOf(middle), must: group.must && group.cells.some((k) => field.visited.has(k)),
    rural: rural.length > 0 ? rural.filter(Boolean).length * 2 > rural.length : null, expected, share: all > 0 ? expected.reduce((sum, one) => sum + one, 0) / all : 0,
    told: base.themes.map(({ theme, events, plain }, t) => {
      const top = Math.max(0, ...own.map((i) => plain[i]!))
      const shift = own.reduce((sum, i) => sum + events[i]! * blocks.reduce((part, _, b) => part + parts[t]![b]![base.parent[i]!]!, 0), 0)
      return { theme, n: sumOver(plain, own), rank: 1 + inside.reduce((more, i) => more + Number(plain[i]! > top), 0), month: sumOver(events, own), shift }
    })
  }
}

/** The cell nearest to the middle of what is expected. */
function middleOf(cells: readonly string[], worth: readonly number[]): string {
  const { x, y } = toMetres(cells.map(centreOf) satisfies Position[])
  const weights = worth.some((one) => one > 0) ? worth : worth.map(() => 1)
  const all = weights.reduce((sum, one) => sum + one, 0)
  const [east, north] = [x, y].map((values) => weights.reduce((sum, one, k) => sum + one * values[k]!, 0) / all) as [number, number]
  const away = cells.map((_, k) => Math.hypot(x[k]! - east, y[k]! - north))
  return cells[away.indexOf(Math.min(...away))]!
}
