/** Hexagons of the small map: all crime as the public sees it; none where an area is too small to be told of in hexagons. */
import { countByCell } from '../cells/queries.ts'
import type { Queryable } from '../db/database.ts'
import { monthSpans } from '../month-words.ts'
import type { PageGround } from './profile.ts'

/** Square kilometres from which hexagons of a size are fine enough: 5.2, 0.74 and 0.105 km2. The last is the finest that open data can bear. */
const sizes = [{ fromKm2: 1_000, res: 7 }, { fromKm2: 8, res: 8 }, { fromKm2: 0, res: 9 }] as const
const none = { cells: [], counted: null }

export async function cellsOf(db: Queryable, { place, span, facts, whole }: PageGround): Promise<{ cells: { cell: string; n: number }[]; counted: string | null }> {
  if (!span) return none
  const res = Math.min(whole ? 8 : 9, sizes.find(({ fromKm2 }) => (facts?.areaKm2 ?? 0) >= fromKm2)!.res)
  const cells = await countByCell(db, { theme: 'crime', from: span.told[0]!, to: span.told.at(-1)!, res, area: place.code }, place.area_id)
  return cells.length === 0 ? none : { cells, counted: `all crime, ${monthSpans(span.told)}` }
}
