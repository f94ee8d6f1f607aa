/**
 * Weights that turn counts of offences into harm, under a named edition of an index.
 *
 * What it tells: harm = sum over offences of the weight of their kind, in the edition's unit (days). What it does not: the harm of a single
 * offence. Weights are those of harm-editions.ts, where sources and doubts stand beside each.
 * The row of a subcategory goes before the row of its category (subcategory null), which stands for all that have none of their own.
 * Offences found by police themselves (drugs, weapons) weigh nothing unless asked for: their number shows where officers look, and the index's
 * authors leave them out (Sherman, Neyroud & Neyroud 2016, doi 10.1093/police/paw003). Anti-social behaviour has no value: nought, and said.
 * Input: an edition, or an index for its latest one. Output: a flat list, ready for a join. Undefined: weight null where the edition gives
 * no value; such records are to be counted beside the sum, never taken as nought. Cost: none.
 */
import { harmEditionList, type HarmEditionOf, type HarmWeight } from './harm-editions.ts'

export type HarmIndex = HarmEditionOf['index']

export interface HarmOptions {
  /** Whether offences found by police themselves count. Off: the index's own advice. */
  policeGenerated?: boolean
}

/** The edition of this id ('cchi-2026'), or the latest of an index ('cchi', 'css'). @throws RangeError for one that is not there. */
export function harmEdition(edition: string): HarmEditionOf {
  const found = harmEditionList.findLast(({ id, index }) => id === edition || index === edition)
  if (!found) throw new RangeError(`edition is ${edition}: there are ${harmEditionList.map(({ id }) => id).join(', ')}`)
  return found
}

/** Every weight of the edition, categories and subcategories in one list. */
export const harmWeights = (edition: string, { policeGenerated = false }: HarmOptions = {}): HarmWeight[] =>
  harmEdition(edition).weights.map((row) => (row.policeGenerated && !policeGenerated ? { ...row, weight: 0, range: null, approximate: false, note: 'Left out: found by police themselves, so that it shows where officers look.' } : row))

/** What a reader must know of a map of harm: edition, date, unit, what is left out, and the index's own limits. */
export function harmCaveat(edition: string, { policeGenerated = false }: HarmOptions = {}): string {
  const { title, date, unit, caveat } = harmEdition(edition)
  const left = policeGenerated ? 'Drugs and weapons offences, which police find themselves, are counted.' : 'Drugs and weapons offences, which police find themselves, are left out.'
  return `${title} (${date}), in ${unit}. ${left} Anti-social behaviour has no value and counts as nought. ${caveat}`
}
