/**
 * How far two orders of the same hexagons agree: of the foremost by one, how many are among the foremost by the other.
 *
 * Hexagons that are equal at the edge of the foremost could each have the last places. Nobody picks among them here: the fewest
 * and the most that any picking could give are told, and what it gives on average. Hexagons with nothing are never foremost.
 */
import type { Side } from './side.ts'

type Ordered = Pick<Side, 'cells' | 'foremost'>

export interface Cut {
  /** Foremost whatever is picked. */
  sure: ReadonlySet<string>
  /** Equal at the edge, for the places that are left. */
  tied: ReadonlySet<string>
  places: number
  /** How many are foremost: fewer than asked where fewer have anything. */
  size: number
}

export interface Overlap {
  least: number
  most: number
  /** Each tied hexagon counting with its chance of a place. */
  mean: number
}

/** How many hexagons a share of the study area is, at least one. */
export const foremostOf = (share: number, n: number): number => Math.max(1, Math.round(share * n))

/** Rows that have a place, the greatest first. */
export const inOrder = ({ cells, foremost }: Ordered): { cell: string; value: number }[] =>
  cells.flatMap((cell, row) => {
    const value = foremost(row)
    return value === null ? [] : [{ cell, value }]
  }).sort((a, b) => b.value - a.value)

export function cutAt(order: readonly { cell: string; value: number }[], k: number): Cut {
  const edge = order[k - 1]?.value ?? -Infinity
  const sure = new Set<string>()
  const tied = new Set<string>()
  for (const { cell, value } of order) {
    if (value < edge) break
    if (value > edge) sure.add(cell)
    else tied.add(cell)
  }
  const places = Math.min(k - sure.size, tied.size)
  // All that are equal have a place: then nothing is to be picked.
  if (places === tied.size) return { sure: new Set([...sure, ...tied]), tied: new Set(), places: 0, size: sure.size + places }
  return { sure, tied, places, size: sure.size + places }
}

export function overlapOf(a: Cut, b: Cut): Overlap {
  const both = (x: ReadonlySet<string>, y: ReadonlySet<string>) => [...x].filter((cell) => y.has(cell)).length
  const [sure, sureTied, tiedSure, tied] = [both(a.sure, b.sure), both(a.sure, b.tied), both(a.tied, b.sure), both(a.tied, b.tied)]
  const [chanceA, chanceB] = [chance(a), chance(b)]
  return {
    least: sure + fewest(a, b, { sureTied, tiedSure, tied }),
    most: sure + most(a.places, b.places, { sureTied, tiedSure, tied }),
    mean: sure + sureTied * chanceB + tiedSure * chanceA + tied * chanceA * chanceB,
  }
}

const chance = ({ tied, places }: Cut): number => (tied.size > 0 ? places / tied.size : 0)

interface Shared { sureTied: number; tiedSure: number; tied: number }

/** A place given to what the other holds for sure gains one; the two must spend a place each on what is tied in both. */
function most(placesA: number, placesB: number, { sureTied, tiedSure, tied }: Shared): number {
  const byB = Math.min(placesB, sureTied)
  const byA = Math.min(placesA, tiedSure)
  return byA + byB + Math.min(tied, placesA - byA, placesB - byB)
}

/** Places go first where the other has nothing, then where both are tied, last where the other is sure. */
function fewest(a: Cut, b: Cut, { sureTied, tiedSure, tied }: Shared): number {
  const spend = (cut: Cut, shared: number) => {
    const left = Math.max(0, cut.places - (cut.tied.size - shared - tied))
    return { onTied: Math.min(left, tied), onSure: left - Math.min(left, tied) }
  }
  const [byA, byB] = [spend(a, tiedSure), spend(b, sureTied)]
  return byA.onSure + byB.onSure + Math.max(0, byA.onTied + byB.onTied - tied)
}
