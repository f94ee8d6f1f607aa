/** Harm against count: the fullest hexagons, the most harmful ones, and which are the same. */
import type { HotspotsAnswer } from '../answers.ts'
import { hexagonWidth } from '../map/resolution.ts'
import { count, withUnit } from '../ui/numbers.ts'
import { disagreementOf, type Disagreement, type Foremost } from './disagreement.ts'
import { harmUnit, methodOfHotspots } from './read-hotspots.ts'
import { figure } from './limits.ts'
import { aboveNought, number, placed, ranked, type About, type Told, type Words } from './reading.ts'
import type { LayerSettings } from './settings.ts'

/** Shares of the area that are foremost; the first where none is chosen. */
export const FOREMOST = [0.05, 0.02, 0.01] as const
export const foremostShare = (share: number | null): number => FOREMOST.find((one) => one === share) ?? FOREMOST[0]

const STANDINGS = ['neither', 'both', 'count alone', 'harm alone']

export function readDisagreement(harm: HotspotsAnswer, counted: HotspotsAnswer, about: About, settings: LayerSettings): Told {
  const countOf = new Map(counted.cells.map((cell, row) => [cell, counted.values[row]!]))
  const harmOf = new Map(harm.cells.map((cell, row) => [cell, harm.values[row]!]))
  const cells = harm.cells.filter((cell) => countOf.get(cell)! > 0 || harmOf.get(cell)! > 0)
  const [counts, harms] = [cells.map((cell) => countOf.get(cell) ?? 0), cells.map((cell) => harmOf.get(cell)!)]
  const share = foremostShare(about.share ?? null)
  const found = disagreementOf(counts, harms, harm.n, share)
  const { standings, places } = found
  const word = (row: number) => STANDINGS[standings[row]!]!
  const apart = (row: number) => (standings[row]! < 2 ? null : Math.abs((places.count[row] ?? cells.length) - (places.harm[row] ?? cells.length)))
  const method = methodOfHotspots(harm, settings, 'harm')
  return {
    cells, flags: new Map(), listTitle: 'Hexagons where they disagree most',
    painted: {
      classes: Uint8Array.from(standings), classCount: 3, scale: 'disagreement',
      title: `Foremost ${Math.round(share * 100)}% of hexagons ${hexagonWidth(harm.query.res)} across; no colour: neither`,
      entries: ([[1, 'Both', 'both'], [2, 'Count alone', 'count'], [3, 'Harm alone', 'harm']] as const).map(([rank, label, key]) => ({ rank, label: `${label} (${count(found.sizes[key])})` })),
    },
    columns: [
      number('count', 'Count', counts, count), number('countRank', 'Rank by count', places.count, count),
      number('harm', 'Harm', harms, figure), number('harmRank', 'Rank by harm', places.harm, count),
      { marked: true, key: 'foremost', title: 'Foremost by', numeric: false, value: word, say: word },
    ],
    order: ranked(cells, (row) => apart(row) ?? -Math.min(places.count[row] ?? Infinity, places.harm[row] ?? Infinity)),
    foremost: aboveNought(harms),
    brief: (row) => `rank ${rankWords(places.count[row]!)} by count (${withUnit(counts[row]!, counted.unit)}), ${rankWords(places.harm[row]!)} by harm (${figure(harms[row]!)} ${harmUnit(harm)}): foremost by ${word(row)}`,
    words: wordsOf(found, counted.unit, about, { n: harm.n, generated: harm.query.generated }),
    method: { ...method, title: 'Harm against count', facts: [['Foremost', `${Math.round(share * 100)}% of ${count(harm.n)} hexagons`], ...method.facts], text: [
      'Hexagons are put in order twice, by the number of records and by the sum of their harm, and the foremost of both orders are compared. Hexagons equal at the edge are all taken. Nothing is tested here.',
      ...method.text,
    ] },
  }
}

const hold = (n: number): string => `${count(n)} ${n === 1 ? 'holds' : 'hold'}`
const rankWords = (place: number | null): string => (place === null ? 'none' : count(place))

function wordsOf({ byCount, byHarm, sizes }: Disagreement, unit: string, about: About, { n, generated }: { n: number; generated: boolean }): Words {
  if (byCount.rows.size === 0) return { headline: `No ${unit} recorded here in these months`, detail: [] }
  if (byHarm.rows.size === 0) return { headline: 'No harm to sum up here in these months', detail: [] }
  const chance = (byCount.rows.size * byHarm.rows.size) / n
  return {
    headline: `Of the ${count(byCount.rows.size)} fullest and the ${count(byHarm.rows.size)} most harmful hexagons${placed(about)}, ${sizes.both === 1 ? '1 is' : `${count(sizes.both)} are`} the same`,
    detail: [
      `${hold(sizes.count)} many ${unit} of little harm; ${hold(sizes.harm)} few ${unit} of much harm. Two orders that had nothing to do with each other would share ${chance < 10 ? chance.toFixed(1) : count(chance)}.`,
      ...tieWords(byCount, 'count'), ...tieWords(byHarm, 'harm'),
      ...(generated ? [] : ['Offences that police work finds, drugs and weapons, are in the count and not in the harm.']),
    ],
  }
}

const tieWords = ({ wanted, tied, rows }: Foremost, by: string): string[] =>
  (tied > 0 ? [`${count(tied)} hexagons are equal by ${by} at the edge. All are taken: ${count(rows.size)} instead of ${count(wanted)}.`] : [])
