/** Sources, their notes, and why a row was left out: the part of the vocabulary that imports and the sources page share. */
import { snapped } from './vocabulary.ts'

export const sourceIds = ['police-uk', 'stats19', 'force-incidents', 'force-responses', 'areas', 'ruc', 'households', 'deprivation', 'places', 'roads', 'indicators', 'postcodes'] as const
export type SourceId = (typeof sourceIds)[number]

/** Sources whose publisher has put out every record with its position: what they say is shown as it is. */
export const openSources: readonly SourceId[] = ['police-uk', 'stats19']

export interface SourceNote { title: string; publisher: string; licence: string; caveats: readonly string[] }
const ogl = 'Open Government Licence v3.0'

export const sourceNotes: Record<SourceId, SourceNote> = {
  'police-uk': {
    title: 'Street-level crime and anti-social behaviour', publisher: 'Home Office, data.police.uk', licence: ogl,
    caveats: [snapped, 'Only the month is published, never the day or hour.', 'The set of map points has been replaced over the years: compare areas, not points, across years.', 'The outcome is a snapshot on the day of download.']
  },
  stats19: {
    title: 'Road collisions and casualties (STATS19)', publisher: 'Department for Transport', licence: ogl,
    caveats: ['Personal-injury collisions on public roads reported to the police; damage-only collisions are not in it.', 'Severity before and after a force\'s move to injury-based reporting is not comparable.']
  },
  'force-incidents': { title: 'Recorded incidents of the force', publisher: 'The police force', licence: 'Not open data', caveats: ['Domestic abuse and sexual offences are counted in totals and never mapped.'] },
  'force-responses': { title: 'Emergency attendance', publisher: 'The police force', licence: 'Not open data', caveats: ['The clock runs from the call to the first arrival, unless another start or stop is chosen; which one is said beside every figure.'] },
  areas: { title: 'Boundaries', publisher: 'Office for National Statistics', licence: `${ogl}; contains OS data © Crown copyright and database right`, caveats: ['Generalised boundaries: a point near a border or the coast can fall in a neighbour or in none.'] },
  ruc: { title: 'Rural-urban classification', publisher: 'ONS and Defra', licence: ogl, caveats: ['The newest classification that is loaded counts, 2021 before 2011; areas drawn anew in 2021 take the class of 2011 of the area they came from where they have none of their own.'] },
  households: { title: 'Households and residents', publisher: 'Office for National Statistics, Census', licence: ogl, caveats: [] },
  deprivation: { title: 'Deprivation of small areas', publisher: 'Ministry of Housing, Communities and Local Government', licence: ogl, caveats: ['Tenths of the nation (English Indices of Deprivation): 1 is the most deprived, 10 the least. A decile is of an area, not of the people in it.', 'Areas drawn anew in 2021 take the decile of the area they came from where only the indices of 2019 are loaded.'] },
  places: { title: 'Police bases, licensed premises and other places', publisher: 'The police force', licence: 'Not open data', caveats: [] },
  postcodes: {
    title: 'Where postcodes are', publisher: 'Office for National Statistics', licence: `${ogl}; contains OS data © Crown copyright and database right, Royal Mail data © Royal Mail copyright and database right, and National Statistics data`,
    caveats: ['One position for all addresses of a postcode, which can lie in more than one small area.', 'Only postcodes of the study area are kept.']
  },
  indicators: { title: 'Indicators from surveys and systems of the force', publisher: 'The police force', licence: 'As the force publishes them', caveats: ['Figures as the force gives them, for twelve months that end with a month: Beatwise has not counted them.'] },
  roads: { title: 'Roads and paths', publisher: '© OpenStreetMap contributors', licence: 'Open Database Licence (ODbL) 1.0', caveats: ['For travel times of patrols: without turn restrictions, gates, traffic or the hour of the day.'] }
}

/** Where the words of a licence can be read; undefined for what is not open. */
export function licenceAddress(licence: string): string | undefined {
  if (licence.startsWith(ogl)) return 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'
  if (licence.startsWith('Open Database Licence')) return 'https://opendatacommons.org/licenses/odbl/1-0/'
  return licence === syntheticSource.licence ? 'https://opensource.org/license/mit' : undefined
}

/** Who made up what is synthetic, whatever source it stands for. */
export const syntheticSource = { publisher: 'Beatwise demonstration county', licence: 'MIT, as this product' } as const

/** Who a synthetic figure comes from, wherever it shows. */
export const syntheticNote = 'Synthetic demonstration data: made up by Beatwise so that its yearly totals equal published Essex figures. No row describes a real event.'

/** Sources a reader might look for here and will not find. */
export const sourcesNotHeld = [
  { title: 'Day and hour of police.uk crimes', why: 'Not published: only the month is.' },
  { title: 'Domestic abuse and sexual offences on the map', why: 'Never mapped, to protect the people concerned.' },
  { title: 'Road traffic counts', why: 'Not loaded yet, so no figure here is a rate per vehicle.' }
] as const

/** Why a row of a source file was not loaded, in words for the sources page. */
export const rejectionReasons = {
  'wrong-number-of-fields': 'The row has more or fewer fields than the header',
  'month-unreadable': 'The month is missing or not YYYY-MM',
  'time-unreadable': 'A date or time is missing or cannot be read',
  'time-out-of-order': 'An end lies before its beginning',
  'category-unknown': 'The kind of crime is not in the list',
  'force-missing': 'The row does not say which force recorded it',
  'coordinates-unreadable': 'A coordinate is not a number, or only one of the two is there',
  'coordinates-swapped': 'Longitude and latitude look swapped',
  'coordinates-abroad': 'The position is not in or near the United Kingdom',
  'coordinates-far-from-lsoa': 'The position is more than 25 km from the area that the row names, or in the sea',
  'reference-missing': 'The row has no reference number',
  'reference-repeated': 'The reference was in this file before',
  'severity-unknown': 'The severity is not fatal, serious or slight',
  'collision-unknown': 'No collision with this reference was loaded',
  'grade-unknown': 'The grade is not emergency, priority or scheduled',
  'code-unreadable': 'The area code is missing or malformed',
  'value-unreadable': 'A number is missing or cannot be read',
  'decile-impossible': 'A decile is not a whole number from 1 to 10',
  'indicator-unknown': 'The indicator is not a row of the performance update',
  'value-from-records': 'The row is counted from records, so a file may tell the position among similar forces and no value',
  'percentage-impossible': 'A percentage is over 100',
  'position-impossible': 'A position among similar forces is not a whole number from 1 to their number',
  'geometry-unreadable': 'The boundary is not a polygon or cannot be repaired',
  'kind-unknown': 'The kind of place is not in the list',
  'road-not-for-travel': 'The way is for no kind of travel: not built, private, indoors, or no road or path',
  'road-too-short': 'The way has fewer than two points',
  'road-incomplete': 'The way names points that the file does not hold',
  'coordinates-impossible': 'A position lies outside the world',
  'postcode-unreadable': 'The postcode is missing or is none',
  'postcode-elsewhere': 'The postcode lies outside the study area',
  'postcode-terminated': 'The postcode is no longer in use',
  'postcode-no-position': 'The publisher gives the postcode no position'
} as const
export type RejectionReason = keyof typeof rejectionReasons

/** Reasons that are no fault of a file: one of the whole country holds far more that belongs elsewhere than here. */
export const noFault: readonly RejectionReason[] = ['postcode-elsewhere', 'postcode-terminated', 'postcode-no-position']

/** A postcode: its district (CM1, EC1A), which may be all of it, then digit and two letters, of which the end may be missing. */
export const postcodePattern = /^([A-Z]{1,2}(?:[1-9]\d?|0|\d[A-Z]))(?:\s*(\d[A-Z]{0,2}))?$/

/** What is odd about a row that was loaded all the same, with the rule by which it was; for the sources page. */
export const remarks = {
  'code-unknown': 'A code, word or number is not in the code lists: kept as published beside the row, and not known in its column',
  'vehicle-unknown': 'A casualty names a vehicle that is not in the file: kept, as a casualty of its collision',
  'severity-disagrees': 'The severity of the collision is not that of its worst casualty: both kept as published',
  'casualty-count-disagrees': 'The collision tells another number of casualties than the file holds: the casualties of the file count',
  'clock-change': 'A time lies in the hour in which the clocks change: call, dispatch and arrival are read so that they follow each other as closely as they can',
  'district-disagrees': 'The position lies in another district than the one named: kept where the position says'
} as const
export type Remark = keyof typeof remarks
