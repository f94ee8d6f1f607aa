/**
 * Where count and harm disagree: which hexagons are foremost by one, by the other, by both.
 *
 * Hexagons equal at the edge of the foremost are all taken, so that nobody picks among them; there may then be more than were asked for.
 */
import { rankedPlaces } from '../ui/sorted-order.ts'

export interface Foremost {
  rows: ReadonlySet<number>
  /** How many were asked for. */
  wanted: number
  /** Equal at the edge, where that made more than were asked for; else none. */
  tied: number
}

/** 1 both, 2 the count alone, 3 the harm alone; 0 neither. */
export type Standing = 0 | 1 | 2 | 3

export interface Disagreement {
  byCount: Foremost
  byHarm: Foremost
  standings: Standing[]
  /** Places, the greatest first; equal values share one. null: nothing there. */
  places: { count: (number | null)[]; harm: (number | null)[] }
  sizes: Record<'both' | 'count' | 'harm', number>
}

export function foremostBy(values: readonly number[], wanted: number): Foremost {
  const above = values.filter((value) => value > 0).sort((a, b) => b - a)
  const edge = above[Math.min(wanted, above.length) - 1] ?? Infinity
  const rows = new Set(values.flatMap((value, row) => (value >= edge ? [row] : [])))
  return { rows, wanted, tied: rows.size > wanted ? above.filter((value) => value === edge).length : 0 }
}

/** `n`: hexagons of the study area, of which the share is. */
export function disagreementOf(counts: readonly number[], harm: readonly number[], n: number, share: number): Disagreement {
  const wanted = Math.max(1, Math.round(share * n))
  const [byCount, byHarm] = [foremostBy(counts, wanted), foremostBy(harm, wanted)]
  const standings = counts.map((_, row): Standing => {
    if (!byCount.rows.has(row)) return byHarm.rows.has(row) ? 3 : 0
    return byHarm.rows.has(row) ? 1 : 2
  })
  const held = (standing: Standing) => standings.filter((one) => one === standing).length
  return {
    byCount, byHarm, standings, sizes: { both: held(1), count: held(2), harm: held(3) },
    places: { count: rankedPlaces(counts), harm: rankedPlaces(harm) },
  }
}
