/** From the answer of any layer to its reading. */
import type { ChangeAnswer, ClassesAnswer, DensityAnswer, ForecastAnswer } from '../answers.ts'
import { shifts } from '../../../api/vocabulary.ts'
import { hexagonWidth } from '../map/resolution.ts'
import { dayLabel, monthLabel, runsLabel, spanLabel } from '../ui/months.ts'
import { count, percent, signed, signedPercent } from '../ui/numbers.ts'
import { className, isCold, LAST_SLOT, orderOf, slotOf, slotsOf } from './class-slots.ts'
import { settingsOf, type LayerAnswer } from './layer-asks.ts'
import { figure, limitLabels, limitsOf, LIMITS_METHOD, rankOf } from './limits.ts'
import { readDisagreement } from './read-disagreement.ts'
import { readHotspots } from './read-hotspots.ts'
import { aboveNought, hexagons, number, pWords, placed, ranked, within, type About, type Painted, type Reading, type Told } from './reading.ts'
import { settingFacts } from './setting-words.ts'
import type { LayerSettings } from './settings.ts'
import { MIDDLE, strengthOf, strengthWords } from './strengths.ts'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const NO_FLAGS: ReadonlyMap<string, string> = new Map()

export function readingOf(given: LayerAnswer, about: About): Reading {
  const told = tell(given, about)
  const { answer, layer } = given
  const query = layer === 'forecast' ? { ...answer.query, from: answer.query.month, to: answer.query.month } : answer.query
  return { ...told, layer, query, about, n: answer.n, beside: answer, rowOf: new Map(told.cells.map((cell, row) => [cell, row])) }
}

function tell(given: LayerAnswer, about: About): Told {
  const settings = settingsOf(given)
  switch (given.layer) {
    case 'class': return readClasses(given.answer, about, settings)
    case 'change': return readChange(given.answer, about, settings)
    case 'density': return readDensity(given.answer, about, settings)
    case 'forecast': return readForecast(given.answer, about)
    case 'harm': return given.counts ? readDisagreement(given.answer, given.counts, about, settings) : readHotspots(given.answer, about, settings, true)
    default: return readHotspots(given.answer, about, settings, false)
  }
}

function readClasses({ cells, classes, counts, n, method, periods, query }: ClassesAnswer, about: About, settings: LayerSettings): Told {
  const slots = slotsOf(counts)
  const said = (row: number) => className(classes[row]!)
  const parts = slots.flatMap(({ names }) => names.map((name) => `${count(counts[name]!)} ${within(className(name))}${counts[name] !== 1 && className(name).endsWith('spot') ? 's' : ''}`))
  return {
    cells, flags: NO_FLAGS, brief: said, listTitle: 'Hexagons with a class, hot ones first',
    painted: {
      classes: Uint8Array.from(classes, slotOf), classCount: LAST_SLOT, scale: 'class',
      title: `Class of a hexagon ${hexagonWidth(query.res)} across; no colour: none`,
      entries: slots.map(({ slot, names, n: held }) => ({ rank: slot, label: `${names.map(className).join(' or ')} (${count(held)})` })),
    },
    columns: [{ marked: true, key: 'class', title: 'Class', numeric: false, value: said, say: said }],
    order: ranked(cells, (row) => -orderOf(classes[row]!)),
    foremost: (row) => (isCold(classes[row]!) ? null : -orderOf(classes[row]!)),
    words: {
      headline: cells.length > 0 ? `${count(cells.length)} of ${hexagons(n)} ${cells.length === 1 ? 'has' : 'have'} a class of hotspot${placed(about)}` : `No hexagon has a class of hotspot${placed(about)}`,
      detail: parts.length > 0 ? [`By how ${within(about.title)} came and went: ${parts.join(', ')}.`] : [],
    },
    method: { title: 'Classes of hotspots', text: [method], facts: [['Hexagons tested', count(n)], ['Periods', `${count(periods.length)}: ${runsLabel(periods)}`], ...settingFacts('class', settings)] },
  }
}

function readChange({ cells, countsBefore, countsAfter, p, pAdjusted, total, before, n, method, query }: ChangeAnswer, about: About, settings: LayerSettings): Told {
  const step = cells.map((_, row) => countsAfter[row]! - countsBefore[row]!)
  const ranks = cells.map((_, row) => strengthOf(step[row]!, pAdjusted[row] ?? null))
  // Rounded counts, and spans of different lengths, come without a test.
  const tested = p.some((one) => one !== null)
  const clearest = (row: number) => (p[row] == null ? null : -p[row]!)
  const verdict = (row: number) => strengthWords(ranks[row]!, 'fewer', 'more')
  const clear = (side: 1 | -1) => ranks.filter((rank) => (rank - MIDDLE) * side >= 2 && rank > 0).length
  const between = `${spanLabel(query.from, query.to)} against ${spanLabel(before.from, before.to)}`
  const interval = total.low === null || total.high === null ? '' : ` (95% interval ${signedPercent(total.low - 1)} to ${signedPercent(total.high - 1)})`
  return {
    cells, flags: NO_FLAGS, listTitle: tested ? 'Hexagons that changed most clearly' : 'Hexagons whose counts differ most, not tested',
    painted: {
      classes: Uint8Array.from(ranks), classCount: 7, scale: 'change', title: tested ? `${between}, p after correction` : `${between}: not tested, so no colour`,
      entries: (tested ? [1, 2, 3, 4, 5, 6, 7] : []).map((rank) => ({ rank, label: strengthWords(rank, 'fewer', 'more') })),
    },
    columns: [
      number('before', spanLabel(before.from, before.to), countsBefore, count), number('after', spanLabel(query.from, query.to), countsAfter, count),
      number('step', 'Difference', step, signed), number('p', 'p', p, pWords), number('pAdjusted', 'p, corrected', pAdjusted, pWords),
      { marked: true, key: 'verdict', title: 'Verdict', numeric: false, value: verdict, say: verdict },
    ],
    order: ranked(cells, tested ? clearest : (row) => Math.abs(step[row]!)),
    foremost: clearest,
    brief: (row) => `${count(countsBefore[row]!)} before, ${count(countsAfter[row]!)} after${tested ? `, p ${pWords(pAdjusted[row] ?? null)} after correction: ${verdict(row)}` : ''}`,
    words: {
      headline: cells.length > 0 && !tested ? `Change was not tested here${placed(about)}` : clear(1) + clear(-1) === 0 ? `No hexagon changed more than chance would explain${placed(about)}` : `${hexagons(clear(1))} rose and ${count(clear(-1))} fell more than chance would explain${placed(about)}`,
      detail: [
        `${between}, ${hexagons(cells.length)} with any ${within(about.title)} in either${tested ? ', after correction, at 95%' : ''}.`,
        `Altogether ${count(total.before)} before and ${count(total.after)} after${total.ratio === null ? '' : `: ${signedPercent(total.ratio - 1)}${interval}`}.`,
      ],
    },
    method: { title: 'Change between two spans', text: [method], facts: [['Hexagons of the area', count(n)], ['Hexagons tested', count(tested ? cells.length : 0)], ['Compared with', spanLabel(before.from, before.to)], ...settingFacts('change', settings), ['p of the whole', pWords(total.p)]] },
  }
}

function readDensity(answer: DensityAnswer, about: About, settings: LayerSettings): Told {
  const { cells, density, tooFew, base, n, method, rule, query, unit } = answer
  // By who lives there, where that was asked for and can be told of any hexagon; else per square kilometre, and the note says why.
  const relative = answer.relative?.some((rate) => rate !== null) ? answer.relative : null
  const values = relative ?? density
  const per = relative ? answer.relativeUnit! : `${unit} per km²`
  const [most, shown] = [ranked(cells, (row) => values[row]!), values.map((value) => value ?? 0)]
  const top = most.length > 0 ? values[most[0]!]! : null
  const wide = query.bandwidthM === null ? 'none' : `${count(query.bandwidthM)} m`
  return {
    cells, flags: NO_FLAGS, listTitle: relative ? 'Hexagons with the highest rate' : 'Hexagons with the highest density', order: most, foremost: aboveNought(shown),
    painted: sequential(shown, `${capital(per)} around a hexagon ${hexagonWidth(query.res)} across; no colour: none${relative ? ' or no rate' : ''}`),
    columns: [...(relative ? [number('relative', capital(per), relative, figure)] : []), number('density', `${capital(unit)} per km²`, density, figure)],
    brief: (row) => `${values[row] == null ? 'no rate' : `${figure(values[row]!)} ${per}`}${relative ? `; ${figure(density[row]!)} ${unit} per km²` : ''}`,
    words: {
      headline: top != null ? `At most ${figure(top)} ${per}${placed(about)}` : `Nothing to spread out${placed(about)}`,
      detail: [
        `Counts of ${within(about.title)} spread over ${query.bandwidthM === null ? 'no' : wide} around each hexagon: a picture of where it gathers, not a test.`,
        ...(tooFew ? [`${hexagons(tooFew)} ${tooFew === 1 ? 'has' : 'have'} no rate: too few live around ${tooFew === 1 ? 'it' : 'them'}.`] : []),
      ],
    },
    method: { title: 'Kernel density', text: [method, LIMITS_METHOD], facts: [
      ['Hexagons of the area', count(n)], ...settingFacts('density', settings), ['Width', `${wide}. ${rule}`],
      ...(base ? [['Lives there', `${count(base.total)} ${query.relative}, counted in ${count(base.areas)} small areas`] as [string, string]] : []),
    ] },
  }
}

/** What is forecast, as it stands within a sentence. */
const whenWords = ({ month, day, shift }: ForecastAnswer['query']): string =>
  day === undefined ? monthLabel(month) : `${shift ? `the shift \u201c${shifts[shift].title}\u201d of ` : ''}${dayLabel(day)}`

function readForecast({ cells, risk, n, expected, method, reason, trainedOn, query, unit }: ForecastAnswer, about: About): Told {
  const when = whenWords(query)
  const held = risk.slice(0, 10).reduce((sum, one) => sum + one, 0)
  return {
    cells, flags: NO_FLAGS, listTitle: 'Hexagons where most is expected', order: cells.map((_, row) => row), foremost: aboveNought(risk),
    painted: sequential(risk, `Expected ${unit} in ${when} in a hexagon ${hexagonWidth(query.res)} across; no colour: none`),
    columns: [number('risk', 'Expected', risk, figure)],
    brief: (row) => `${figure(risk[row]!)} expected`,
    words: {
      headline: expected === null ? `No forecast of ${within(about.title)}${placed(about)} for ${when}` : `About ${query.day === undefined ? count(expected) : figure(expected)} ${unit} expected${placed(about)} in ${when}`,
      detail: [reason, ...(expected !== null && expected > 0 ? [`${percent(held / expected)} of them in the ten foremost of ${hexagons(n)}. Expected is what ${query.day === undefined ? 'months' : 'days'} like this brought; it says nothing of any person.`] : [])],
    },
    method: { title: method?.title ?? 'No method', text: [...(method ? [method.text] : []), LIMITS_METHOD], facts: [['Hexagons of the area', count(n)], ['Months learnt from', trainedOn.length > 0 ? `${count(trainedOn.length)}: ${runsLabel(trainedOn)}` : 'none']] },
  }
}

function sequential(values: readonly number[], title: string): Painted {
  const limits = limitsOf(values)
  return {
    classes: Uint8Array.from(values, (value) => rankOf(value, limits)), classCount: limits.length, scale: 'count', title,
    entries: limitLabels(limits).map((label, i) => ({ rank: i + 1, label })),
  }
}
