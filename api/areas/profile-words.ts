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

/** "the twelve months to September 2014", "the 9 loaded months to September 2025 (January 2025 to September 2025)". */
export const spanWords = ({ told, to }: Span): string =>
  told.length === YEAR ? `the twelve months to ${monthText(to)}` : told.length === 1 ? monthText(to) : `the ${told.length} months that are loaded of the year to ${monthText(to)} (${monthSpans(told)})`

const unitWords = (n: number, unit: string) => `${numberText(n)} ${n === 1 ? unit.replace(/ies$/, 'y').replace(/s$/, '') : unit}`
const wasWere = (n: number) => (n === 1 ? 'was' : 'were')

/** First what was recorded, then whether it rose or fell, by the rows themselves. */
export function profileText(name: string, span: Span, kinds: readonly KindRow[]): string {
  const [crime, asb] = ['crime', 'anti-social-behaviour'].map((id) => kinds.find(({ theme }) => theme === id))
  const first = [crime, asb].flatMap((row) => (row ? [`${unitWords(row.count ?? 0, row.theme === 'crime' ? row.unit : 'incidents of anti-social behaviour')}`] : []))
  if (first.length === 0) return `Nothing is told of ${name} in ${spanWords(span)}.`
  const total = (crime?.count ?? 0) + (asb?.count ?? 0)
  return [`In ${spanWords(span)}, ${first.join(' and ')} ${first.length === 1 ? wasWere(total) : 'were'} recorded in ${name}.`, comparedWords(span), ...[crime, asb].flatMap((row) => (row && row.lastYear !== null ? [`${sentenceOf(row)}`] : []))].filter((one) => one !== '').join(' ')
}

function comparedWords({ told, compared }: Span): string {
  if (compared.length === 0) return 'The same months of the year before are not loaded, so nothing is compared.'
  return compared.length === YEAR ? '' : compared.length === told.length ? 'They are compared with the same months of the year before.' : `Of these, ${monthSpans(compared)} can be compared with the year before: the others are not loaded for both years.`
}

/** "All crime fell: 388, 52 fewer than in the same months of the year before (−11.8 %, 95 % interval −21.0 to −2.0)." A row that holds both years. */
export function sentenceOf(row: KindRow): string {
  const [now, difference] = [row.compared ?? 0, row.difference ?? 0]
  const than = difference === 0 ? 'as many as in the year before' : `${numberText(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} than in the year before`
  const how = row.direction === 'rose' || row.direction === 'fell' ? `${row.title} ${row.direction}` : row.direction === 'level' ? `${row.title} was about the same` : `${row.title}`
  const beside = row.direction === null ? ` (${row.lastYear === 0 ? 'there were none then' : 'too few to tell a rise or a fall'})` : ` (${changeWords(row)}${row.direction === 'level' ? '; so small a difference may be chance' : ''})`
  return `${how}: ${numberText(now)}, ${than}${beside}.`
}

/** "42.1 for every 1,000 people (40.0 to 44.3), more than in Essex as a whole (38.0)". A row that has a rate. */
export function rateWords({ rate, rateOf, forceRate, standing }: KindRow, force: string | null): string {
  if (!rate || !rateOf) return 'no rate: how many live here is not loaded'
  const beside = forceRate === null || standing === null ? '' : `, ${standing === 'higher' ? 'more than' : standing === 'lower' ? 'less than' : 'about as many as'} in ${force ?? 'the whole force'} as a whole (${forceRate.toFixed(1)})`
  return `${rate.rate.toFixed(1)} for every 1,000 ${rateOf === 'households' ? 'homes' : 'people'} (${rate.lower.toFixed(1)} to ${rate.upper.toFixed(1)})${beside}`
}

const always = [
  'Domestic abuse and sexual offences are never shown on a map here, to protect the people concerned.',
  'What nobody reported or recorded is not in these figures. A rise can mean that more is reported.'
]
export function notShownWords(area: Profile['area'], withheld: boolean): string[] {
  const district = area.district ? ` See ${area.district.name}, the district.` : ''
  return [...(withheld ? [`The force's own records are not told for an area this small, because single records could be recognised.${district}`] : []), ...always]
}
