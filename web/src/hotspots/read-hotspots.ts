/** Hotspots and harm: which hexagons hold more, with those around them, than chance would put there. */
import type { HotspotsAnswer } from '../answers.ts'
import { hexagonWidth } from '../map/resolution.ts'
import { count, percent } from '../ui/numbers.ts'
import { figure, limitLabels, limitsOf, rankOf } from './limits.ts'
import { aboveNought, hexagons, number, pWords, placed, ranked, within, type About, type Column, type Method, type Painted, type Told, type Words } from './reading.ts'
import { settingFacts } from './setting-words.ts'
import type { LayerSettings } from './settings.ts'
import { strengthOf, strengthWords } from './strengths.ts'

/** What harm is summed in. */
export const harmUnit = ({ query }: HotspotsAnswer): string => (query.weight === 'css' ? 'points of severity' : 'days of sentence')

export function readHotspots(answer: HotspotsAnswer, about: About, settings: LayerSettings, harm: boolean): Told {
  const { cells, values, z, p, pAdjusted } = answer
  const ranks = cells.map((_, row) => strengthOf(z[row] ?? null, pAdjusted[row] ?? null))
  const verdict = (row: number) => strengthWords(ranks[row]!, 'coldspot', 'hotspot')
  const flags = new Map(answer.snapPoints.map(({ cell, label, n, of }) => [cell, `half or more at one published map point: ${label} (${count(n)} of ${count(of)})`]))
  const value = harm ? figure : count
  const columns: Column[] = [
    number('value', harm ? 'Harm' : 'Count', values, value),
    number('z', 'z (Gi*)', z, (n) => n.toFixed(2).replace('-', '\u2212')),
    number('p', 'p', p, pWords),
    number('pAdjusted', 'p, corrected', pAdjusted, pWords),
    { marked: true, key: 'verdict', title: 'Verdict', numeric: false, value: verdict, say: verdict },
    { key: 'flag', title: 'Map point', numeric: false, value: (row) => flags.get(cells[row]!) ?? '', say: (row) => flags.get(cells[row]!) ?? '' },
  ]
  return {
    cells, columns, flags,
    painted: harm ? paintedHarm(answer) : paintedTest(answer, ranks),
    order: ranked(cells, (row) => (harm ? values[row]! : (z[row] ?? null))),
    foremost: harm ? aboveNought(values) : (row) => z[row] ?? null,
    listTitle: harm ? 'Hexagons with the most harm' : 'Hexagons that stand out most',
    brief: (row) => `${harm ? 'harm' : 'count'} ${value(values[row]!)}, z ${columns[1]!.say(row)}, p ${pWords(pAdjusted[row] ?? null)} after correction: ${verdict(row)}`,
    words: harm ? harmWords(answer, about) : testWords(answer, about),
    method: methodOfHotspots(answer, settings, harm ? 'harm' : 'significance'),
  }
}

function paintedTest({ query }: HotspotsAnswer, ranks: number[]): Painted {
  return {
    classes: Uint8Array.from(ranks), classCount: 7, scale: 'significance',
    title: `Hexagons ${hexagonWidth(query.res)} across against chance, p after correction`,
    entries: [1, 2, 3, 4, 5, 6, 7].map((rank) => ({ rank, label: strengthWords(rank, 'cold', 'hot') })),
  }
}

function paintedHarm(answer: HotspotsAnswer): Painted {
  const { values, query } = answer
  const limits = limitsOf(values)
  return {
    classes: Uint8Array.from(values, (value) => rankOf(value, limits)), classCount: limits.length, scale: 'count',
    title: `Harm (${harmUnit(answer)}) in a hexagon ${hexagonWidth(query.res)} across; no colour: none`,
    entries: limitLabels(limits).map((label, i) => ({ rank: i + 1, label })),
  }
}

function testWords({ n, hot, cold, z, values, concentration, moran, unit }: HotspotsAnswer, about: About): Words {
  const what = within(about.title)
  if (!z.some((score) => score !== null)) {
    return { headline: values.some((value) => value > 0) ? 'Too little to tell hotspots from chance' : `No ${unit} recorded here in these months`, detail: [] }
  }
  const detail = [`${hexagons(cold.corrected)} ${cold.corrected === 1 ? 'holds' : 'hold'} less (${count(cold.raw)} before correction). The rest cannot be told from chance at 95%.`]
  const share = concentration?.shares[0]
  if (share) detail.push(`The fullest ${percent(share.ofCells)} of hexagons hold ${percent(share.ofEvents)} of all ${unit}.`)
  if (moran) detail.push(moran.p < 0.05 && moran.z > 0 ? 'On the whole, full hexagons lie beside full ones.' : 'On the whole, full hexagons do not clearly lie beside full ones.')
  return {
    headline: `${count(hot.corrected)} of ${hexagons(n)} ${hot.corrected === 1 ? 'holds' : 'hold'} more ${what} than chance would put there${placed(about)}`,
    detail: [`After correction for ${count(n)} tests; ${count(hot.raw)} before.`, ...detail],
  }
}

function harmWords(answer: HotspotsAnswer, about: About): Words {
  const { n, hot, values, query, method } = answer
  const sum = values.reduce((total, value) => total + value, 0)
  if (sum === 0) return { headline: 'No harm to sum up here in these months', detail: [] }
  const sorted = values.toSorted((a, b) => b - a)
  let half = 0
  for (let held = 0; held < sum / 2; half++) held += sorted[half]!
  return {
    headline: `Half of the harm of ${within(about.title)}${placed(about)} lies in ${count(half)} of ${hexagons(n)}`,
    detail: [
      `Each offence is weighted by ${method.weights ?? query.weight}; the whole comes to ${figure(sum)} ${harmUnit(answer)}.`,
      `${hexagons(hot.corrected)} ${hot.corrected === 1 ? 'stands' : 'stand'} out from chance after correction (${count(hot.raw)} before).`,
    ],
  }
}

export function methodOfHotspots({ method, n, moran, concentration }: HotspotsAnswer, settings: LayerSettings, layer: 'significance' | 'harm'): Method {
  const facts: [string, string | null][] = [
    ['Hexagons tested', count(n)],
    ...settingFacts(layer, settings),
    ['Permutations', method.permutations === null ? null : `${count(method.permutations)}${method.seed ? `, seed ${method.seed}` : ''}`],
    ['Edition', method.edition],
    ['Moran\u2019s I', moran && `${moran.i.toFixed(3).replace('-', '\u2212')} (z ${moran.z.toFixed(1).replace('-', '\u2212')}, p ${pWords(moran.p)})`],
    ['Gini', concentration && concentration.gini.toFixed(3)],
  ]
  return { title: method.title, text: [method.text], facts: facts.filter((fact): fact is [string, string] => fact[1] !== null) }
}
