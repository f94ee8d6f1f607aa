/** Harm instead of counts: which weights, of which edition, and what they leave out. */
import { harmCaveat, harmEdition, harmWeights } from '../analysis/harm.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { themes, type HarmEdition } from '../vocabulary.ts'
import { packed } from './packed.ts'
import { harmByCell, type Asked, type Weights } from './queries.ts'

export interface HarmWeights extends Weights { title: string; edition: string; caveat: string }

/** Null for counts. @throws ApiError where the theme counts no offences. */
export function weightsFor(weight: 'count' | HarmEdition, themeId: string, generated: boolean): HarmWeights | null {
  if (weight === 'count') return null
  if (themes.find(({ id }) => id === themeId)!.feed !== 'incidents') throw new ApiError('bad-parameter', 'Weights of harm are of offences: this theme counts none.', 'weight')
  const { title, id, date } = harmEdition(weight)
  const rows = harmWeights(weight, { policeGenerated: generated })
  return {
    title, edition: `${id}, ${date}`, caveat: harmCaveat(weight, { policeGenerated: generated }),
    categories: rows.map(({ category }) => category), subcategories: rows.map(({ subcategory }) => subcategory ?? ''), weights: rows.map((row) => row.weight)
  }
}

export async function harmRows(db: Queryable, asked: Asked, areaId: number | null, weights: HarmWeights) {
  const found = await harmByCell(db, asked, areaId === null ? null : [areaId], weights)
  const unweighted = found.reduce((sum, row) => sum + row.unweighted, 0)
  const all = found.reduce((sum, row) => sum + row.n, 0)
  const none = unweighted > 0 ? ` ${unweighted.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} records have no weight in this edition and add nothing.` : ''
  return { rows: packed(found, ({ harm }) => harm), note: `${weights.caveat}${none}` }
}
