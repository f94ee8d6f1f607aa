/** A neighbourhood page in words: what was recorded, whether it rose or fell, and what is not told. Numbers in words come from the rows they speak of. */
import { monthSpans, monthText } from '../month-words.ts'
import type { Span } from './profile-kinds.ts'
import type { KindRow, Profile } from './profile-schema.ts'

const YEAR = 12
export const areaKinds: Record<string, string> = {
  force: 'Police force area', district: 'District', ward: 'Ward', msoa21: 'Neighbourhood of some thousand homes (MSOA)', lsoa21: 'Small area of some hundred homes (LSOA)', lsoa11: 'Small area of 2011 (LSOA)', neighbourhood: 'Police neighbourhood'
}

export const numberText = (n: number): string => n.toLocaleString('en-GB')
const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`
/** "−11.8 %, 95 % interval −21.0 to −2.0"; the reason where there is no percentage. */
export const changeWords = ({ percent, changeText, lower, upper }: KindRow): string =>
  percent === null ? changeText : `${signed(percent)} %${lower === null || upper === null ? '' : `, 95 % interval ${signed(lower)} to ${signed(upper)}`}`

/** "In the twelve months to September 2014", "From January 2025 to September 2025". */
function spanWords({ told, to }: Span): string {
  if (told.length === YEAR) return `In the twelve months to ${monthText(to)}`
  const spans = monthSpans(told)
  return told.length > 1 && !spans.includes(',') ? `From ${spans}` : `In ${spans}`
}

/** One of a unit loses its s, in "incidents of …" that of the first word. */
const unitWords = (n: number, unit: string) => `${numberText(n)} ${n === 1 ? unit.replace(/s(?= of |$)/, '') : unit}`

/** Sentences: first what was recorded, then whether it rose or fell, by the rows themselves. */
export function profileSentences(name: string, span: Span, kinds: readonly KindRow[]): string[] {
  const [crime, asb] = ['crime', 'anti-social-behaviour'].map((id) => kinds.find(({ theme }) => theme === id))
  const first = [crime, asb].flatMap((row) => (row ? [unitWords(row.count ?? 0, row.theme === 'crime' ? row.unit : 'incidents of anti-social behaviour')] : []))
  if (first.length === 0) return [`${spanWords(span)}, nothing was recorded in ${name}.`]
  const was = first.length === 1 && (crime?.count ?? asb?.count) === 1 ? 'was' : 'were'
  return [`${spanWords(span)}, ${first.join(' and ')} ${was} recorded in ${name}.`, ...[comparedWords(span)].filter((one) => one !== ''), ...[crime, asb].flatMap((row) => (row && row.lastYear !== null ? [sentenceOf(row, span)] : []))]
}

/** Nothing where both years are whole. */
function comparedWords({ told, compared, to }: Span): string {
  const loaded = told.length === YEAR ? '' : `These are ${told.length} of the twelve months to ${monthText(to)}; the others are not loaded. `
  if (compared.length === 0) return `${loaded}The same months of the year before are not loaded, so nothing is compared.`
  return compared.length === YEAR ? '' : `${loaded}${compared.length === told.length ? 'They are' : `Only ${monthSpans(compared)} can be`} compared with the same months of the year before.`
}

/** "All crime fell: 388, 52 fewer than in the same months of the year before (−11.8 %, 95 % interval −21.0 to −2.0)." A row that holds both years. */
export function sentenceOf(row: KindRow, { told, compared }: Pick<Span, 'told' | 'compared'>): string {
  const [now, difference] = [row.compared ?? 0, row.difference ?? 0]
  const than = difference === 0 ? 'as many as in the year before' : `${numberText(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} than in the year before`
  const how = row.direction === 'rose' || row.direction === 'fell' ? `${row.title} ${row.direction}` : row.direction === 'level' ? `${row.title} was about the same` : `${row.title}`
  const beside = row.direction === null ? ` (${row.lastYear === 0 ? 'there were none then' : 'too few to tell a rise or a fall'})` : ` (${changeWords(row)}${row.direction === 'level' ? '; so small a difference may be chance' : ''})`
  const months = compared.length < told.length ? ` in ${monthSpans(compared)}` : ''
  return `${how}: ${numberText(now)}${months}, ${than}${beside}.`
}

const always = [
  'Domestic abuse and sexual offences in the force\'s own records are never shown on a map, to protect the people concerned. Published records count sexual offences among violence, and do not say which is which.',
  'What nobody reported or recorded is not in these figures. A rise can mean that more is reported.'
]
export function notShownWords(area: Profile['area'], withheld: boolean): string[] {
  const district = area.district ? ` See ${area.district.name}, the district.` : ''
  return [...(withheld ? [`The force's own records are not told for an area this small, because single records could be recognised.${district}`] : []), ...always]
}
