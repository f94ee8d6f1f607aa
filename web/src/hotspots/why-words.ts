/** Why a hexagon stands out, or does not: a sentence that answers, one on its course, then a line for each thing that is known. */
import type { WhyAnswer } from '../answers.ts'
import { listed, monthLabel, spanLabel } from '../ui/months.ts'
import { count, percent, singular, withUnit } from '../ui/numbers.ts'
import { className } from './class-slots.ts'
import { figure } from './limits.ts'
import { pWords } from './reading.ts'

export interface Why {
  /** The answer. */
  sentence: string
  /** What was and what is expected; may be empty. */
  course: string
  rows: [name: string, value: string][]
}

/** What kinds of places are called: one, and more. */
const KINDS: Record<WhyAnswer['nearby'][number]['kind'], [one: string, more: string]> = {
  'police-base': ['police base', 'police bases'], 'licensed-premises': ['licensed premises', 'licensed premises'], 'town-centre': ['town centre', 'town centres'],
  'heritage-site': ['heritage site', 'heritage sites'], 'farm-watch': ['Farm Watch', 'Farm Watches'], school: ['school', 'schools'],
}
/** Of each kind; the rest is a number. */
const NAMED = 2

/** `exact`: in the terms of the field, for those who work with them. */
export function whyWords(answer: WhyAnswer, areaName: string, exact: boolean): Why {
  const rows: [string, string | null][] = [
    ['Rank', rankRow(answer)], ['Test', testRow(answer, exact)], ['Change', changeRow(answer, exact)], ['Trend', trendRow(answer)], ['Forecast', forecastRow(answer)],
    ['Harm', harmRow(answer)], ['Map point', pointRow(answer)], ['Nearby', nearbyRow(answer)],
  ]
  return { sentence: sentenceOf(answer, areaName), course: courseOf(answer), rows: rows.filter((row): row is [string, string] => row[1] !== null) }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const minus = (text: string): string => text.replace('-', '\u2212')
/** Small averages keep a figure that tells. */
const average = (n: number): string => (n >= 10 ? count(n) : figure(Number(n.toPrecision(2))))

/** The verdict in the words of somebody who asks. */
function lead({ significance: { verdict }, count: n }: WhyAnswer): string {
  if (verdict === 'no test') return 'Too little to tell from chance'
  if (verdict === 'not significant') return 'Not told from chance'
  if (verdict.endsWith('90%')) return verdict.startsWith('hot') ? 'Stands out, but not clearly' : 'Quieter than chance would have it, but not clearly'
  if (verdict.startsWith('cold')) return 'Quieter than chance would have it'
  return n > 0 ? 'Stands out' : 'Stands out by what lies around it'
}

function sentenceOf(answer: WhyAnswer, areaName: string): string {
  const { count: n, unit, mean, neighbours } = answer
  const around = neighbours.cells.length
  const beside = around === 0 ? '' : `; the ${around === 6 ? 'six' : count(around)} around it ${around === 1 ? 'holds' : 'hold'} ${count(neighbours.total)}`
  return `${lead(answer)}: ${n > 0 ? withUnit(n, unit) : `no ${singular(unit)}`} where the average hexagon of ${areaName} has ${average(mean)}${beside}.`
}

function courseOf({ trend, forecast: { expected, rank, month }, n }: WhyAnswer): string {
  const parts = [
    trend.class ? `${className(trend.class)}, ${trend.held} of ${trend.of} months` : null,
    expected !== null && rank !== null && expected > 0 ? `forecast ${figure(expected)} for ${monthLabel(month)}, rank ${count(rank)} of ${count(n)}` : null,
  ].filter((part): part is string => part !== null)
  return parts.length > 0 ? `${capital(parts.join('; '))}.` : ''
}

const tiedWords = (tied: number): string => (tied === 0 ? '' : `, shared with ${count(tied)} ${tied === 1 ? 'other' : 'others'}`)

const rankRow = ({ rank, tied, n }: WhyAnswer): string => `${count(rank)} of ${count(n)} hexagons${tiedWords(tied)}`

function testRow({ significance: { z, p, pAdjusted, verdict }, query, n }: WhyAnswer, exact: boolean): string {
  if (z === null) return 'No test: there is no pattern to judge'
  const side = verdict.startsWith('cold') ? 'less' : 'more'
  const sure = /\d+%/.exec(verdict)?.[0]
  if (!exact) return sure ? `${capital(side)} here and around it than chance would put there: ${sure} sure` : 'What lies here and around it could be chance'
  return `${capital(verdict)}: Gi* z ${minus(z.toFixed(2))}, p ${pWords(p)}, after correction for ${count(n)} tests ${pWords(pAdjusted)}${query.ring === 2 ? ' (two rings)' : ''}`
}

function changeRow({ change: { before, countBefore, countAfter, pAdjusted, note }, protected: rounded }: WhyAnswer, exact: boolean): string | null {
  if (countBefore === null) return note
  if (countBefore === 0 && countAfter === 0) return 'None before and none now'
  const numbers = `${count(countBefore)} in ${spanLabel(before.from, before.to)}, ${count(countAfter)} now`
  if (pAdjusted === null) return rounded ? `${numbers}; not tested, because counts are rounded` : (note ?? numbers)
  const clear = pAdjusted <= 0.05 ? (countAfter > countBefore ? 'more than chance would explain' : 'fewer than chance would explain') : 'no more than chance would explain'
  return `${numbers}: ${clear}${exact ? ` (p ${pWords(pAdjusted)} after correction)` : ''}`
}

function trendRow({ trend: { class: name, held, of, note } }: WhyAnswer): string {
  if (name === null) return note ?? 'No class: not hot at the end, and not hot long enough before'
  return `${className(name)}: ${name.startsWith('cold') ? 'cold' : 'hot'} in ${held} of ${of} months`
}

function forecastRow({ forecast: { month, expected, rank, tied, method, note } }: WhyAnswer): string | null {
  if (expected === null || rank === null) return note
  if (expected === 0) return `None expected in ${monthLabel(month)}`
  return `${figure(expected)} in ${monthLabel(month)}, rank ${count(rank)}${tiedWords(tied ?? 0)}${method ? `; by ${method.title.charAt(0).toLowerCase()}${method.title.slice(1)}` : ''}`
}

function harmRow({ harm }: WhyAnswer): string | null {
  if (!harm) return null
  return `${figure(harm.value)} days of sentence${harm.share === null ? '' : ` (${percent(harm.share)})`}, rank ${count(harm.rank)}${harm.value === 0 ? '' : tiedWords(harm.tied)}; ${harm.title}`
}

function pointRow({ snapPoint }: WhyAnswer): string | null {
  return snapPoint && `Half or more lies at one published map point: ${snapPoint.label} (${count(snapPoint.n)} of ${count(snapPoint.of)})`
}

function nearbyRow({ nearby }: WhyAnswer): string | null {
  if (nearby.length === 0) return null
  return nearby.map(({ kind, n, places }) => {
    const named = places.slice(0, NAMED).map(({ name, distanceM }) => `${name} (${count(distanceM)} m)`)
    const rest = n - named.length
    return `${n === 1 ? '' : `${count(n)} `}${n === 1 ? KINDS[kind][0] : KINDS[kind][1]}: ${rest > 0 ? `${named.join(', ')} and ${count(rest)} more` : listed(named)}`
  }).map(capital).join('; ')
}
