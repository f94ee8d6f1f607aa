/** The numbers of a neighbourhood page. They are the public's for everybody: a page reads the same to whoever opens its address. */
import type { Reader } from '../access.ts'
import { ratePerThousand } from '../analysis/rates.ts'
import { featuresOf, similarAreas, similarityFeatures } from '../analysis/similar-areas.ts'
import { monthBack } from '../analysis/year-on-year.ts'
import { ApiError } from '../errors.ts'
import { openSources, sourceNotes, syntheticNote, type SourceId } from '../source-vocabulary.ts'
import { themes } from '../vocabulary.ts'
import { bothYearsOf, kindRow, rateBase, shortened, spanOf, type Span } from './profile-kinds.ts'
import { countAreaMonths, getPlace, listAreaFacts, listFeedMonths, type AreaFacts, type AreaMonth, type FeedMonth, type Place } from './profile-queries.ts'
import type { Profile } from './profile-schema.ts'
import { areaKinds, notShownWords, profileSentences } from './profile-words.ts'
import { nameStudyArea } from './queries.ts'
import { responseOf, type RestsOn } from './profile-response.ts'
import { roadsOf, THREE_YEARS } from './profile-roads.ts'

/** What similar areas are set beside each other by. */
const comparedThemes = ['crime', 'anti-social-behaviour', 'burglary', 'vehicle-crime', 'violent-crime']
const incidentThemes = themes.filter(({ feed }) => feed === 'incidents')

const method = 'Rise and fall are said where the 95 % interval of the change (ratio of two counts) leaves no change outside, and not on fewer than 20. A rate is of those who live here, not of those who pass through; its interval is Byar\'s; it is called more or less than the force\'s where that interval leaves the force\'s rate outside. Crime comes in runs, so true intervals are wider.'

/** Monthly totals of a theme in the whole study area; the whole force is not counted anew for every page. */
export type ForceTotals = (theme: string) => ReadonlyMap<string, number>

/** What a page rests on, before anything is counted. */
export interface PageGround { place: Place; area: Profile['area']; months: FeedMonth[]; /** Of all areas of its kind. */ all: AreaFacts[]; forces: AreaFacts[]; facts: AreaFacts | null; /** Its totals are the study area's. */ everything: boolean; /** Exact totals of a force's own records are told of it. */ whole: boolean; told: FeedMonth[]; span: Span | null }

/** @throws ApiError for an area that is not loaded, or lies outside. */
export async function pageGround({ db }: Reader, code: string): Promise<PageGround> {
  const place = await getPlace(db, code)
  if (!place) throw new ApiError('unknown-area', `No area with the code "${code}" is loaded.`, 'code')
  const [months, all, forces, force] = await Promise.all([listFeedMonths(db), listAreaFacts(db, place.type), listAreaFacts(db, 'force'), nameStudyArea(db)])
  const area: Profile['area'] = { code: place.code, type: place.type, typeTitle: areaKinds[place.type] ?? place.type, name: place.name, district: place.districtCode ? { code: place.districtCode, name: place.district! } : null, force }
  const everything = place.type === 'force' && forces.length === 1
  const whole = everything || place.type === 'district'
  const told = months.filter((one) => whole || !one.protected)
  return { place, area, months, all, forces, facts: all.find(({ area_id }) => area_id === place.area_id) ?? null, everything, whole, told, span: spanOf(monthsOf(told, 'incidents')) }
}

const monthsOf = (told: readonly FeedMonth[], feed: FeedMonth['feed']) => told.filter((one) => one.feed === feed).map(({ month }) => month)

export async function profileOf({ db }: Reader, dataVersion: string, forceTotals: ForceTotals, { place, area, months, all, forces, facts, everything, whole, told, span }: PageGround): Promise<Profile> {
  const similar = span ? similarTo(all, place.code) : []
  const recorded = told.filter(({ feed }) => feed === 'incidents')
  // A month that is protected may hold an open source as well.
  const asked = { open: recorded.some(({ sources }) => sources.some((source) => openSources.includes(source as SourceId))), own: recorded.some((one) => one.protected) }
  const [own, others, roads, { rests, ...response }] = await Promise.all([
    !span ? [] : everything ? ofForce(place, forceTotals, bothYearsOf(span)) : countAreaMonths(db, [place.area_id], bothYearsOf(span)[0]!, span.to, incidentThemes.map(({ id }) => id), asked),
    !span || similar.length === 0 ? [] : countAreaMonths(db, similar.map(({ facts: { area_id } }) => area_id), span.told[0]!, span.to, comparedThemes, asked),
    roadsOf(db, place, monthsOf(told, 'collisions')), responseOf(db, area)
  ])
  const held = new Set(monthsOf(told, 'incidents'))
  const kinds = span ? kindRows({ span, held, facts, force: place.type === 'force' ? null : forces.length === 1 ? forces[0]! : null }, own, forceTotals) : []
  const counted = told.filter(({ feed, month }) => (feed === 'incidents' ? span !== null && month >= bothYearsOf(span)[0]! && month <= span.to : roads.to !== null && month > monthBack(roads.to, THREE_YEARS) && month <= roads.to))
  const withheld = !whole && months.some((one) => one.feed === 'incidents' && one.protected && (span === null || one.month > span.to))
  return {
    query: { code: place.code }, dataVersion, area, span, sentences: span ? profileSentences(place.name, span, kinds) : [emptyText(place, withheld)], kinds,
    facts: factsOf(facts),
    similar: similarAnswer(similar, others, span, kinds, facts), roads, response, notShown: notShownWords(area, withheld), method, ...besideOf([...counted, ...rests, ...restsOnFacts(place, facts)])
  }
}

/** The study area's totals are the force's, and are at hand. */
const ofForce = ({ area_id }: Place, forceTotals: ForceTotals, months: readonly string[]): AreaMonth[] =>
  incidentThemes.flatMap(({ id }) => months.flatMap((month) => { const n = forceTotals(id).get(month); return n ? [{ area_id, theme: id, month, n }] : [] }))

const emptyText = ({ name }: Place, withheld: boolean) =>
  withheld ? `What the police record is told for districts and the whole force, and not for an area as small as ${name}.` : `No records are loaded for ${name} yet.`

function kindRows(ground: { span: Span; held: Set<string>; facts: AreaFacts | null; force: AreaFacts | null }, counts: readonly AreaMonth[], forceTotals: ForceTotals): Profile['kinds'] {
  const unknown = { households: null, residents: null }
  const months = bothYearsOf(ground.span)
  return incidentThemes.flatMap(({ id, title, unit }) => {
    const [own, force] = [new Map<string, number>(), forceTotals(id)]
    for (const { theme, month, n } of counts) if (theme === id) own.set(month, (own.get(month) ?? 0) + n)
    // A source that does not tell a kind has none of it anywhere.
    return months.some((month) => (force.get(month) ?? 0) > 0) || own.size > 0 ? [kindRow({ ...ground, facts: ground.facts ?? unknown }, { theme: id, title, unit, own, force })] : []
  })
}

interface Neighbour { facts: AreaFacts; distance: number }
function similarTo(all: readonly AreaFacts[], code: string): Neighbour[] {
  const byCode = new Map(all.map((one) => [one.code, one]))
  return similarAreas(all.map((one) => ({ id: one.code, features: featuresOf(one) })), code).map(({ id, distance }) => ({ facts: byCode.get(id)!, distance }))
}

function similarAnswer(similar: readonly Neighbour[], counts: readonly AreaMonth[], span: Span | null, kinds: Profile['kinds'], facts: AreaFacts | null): Profile['similar'] {
  const told = new Set(span?.told)
  const themesHere = comparedThemes.filter((id) => kinds.some(({ theme }) => theme === id))
  const used = similarityFeatures.filter((_, f) => facts && featuresOf(facts)[f] !== null)
  return {
    areas: similar.map(({ facts: { code, name, area_id, ...of }, distance }) => ({
      code, name, distance: Number(distance.toFixed(2)),
      rates: themesHere.map((theme) => {
        const count = counts.reduce((sum, one) => sum + (one.area_id === area_id && one.theme === theme && told.has(one.month) ? one.n : 0), 0)
        const base = rateBase(theme, of)
        const rate = base && ratePerThousand(count, of[base])
        return { theme, count, rate: rate && shortened(rate) }
      })
    })), themes: themesHere,
    method: `Areas of the same kind in this force that are nearest in ${new Intl.ListFormat('en-GB').format(used.length > 0 ? used : similarityFeatures)}: each feature is measured in standard deviations over all of them, and counts alike.`,
    note: similar.length > 0 && kinds.some(({ rate }) => rate !== null) ? null : span === null ? 'No similar areas are named, because nothing is told to compare.'
      : similar.length > 0 ? 'Similar places cannot be compared: how many people and homes they have is not loaded.' : used.length === 0 ? 'No similar areas are named: homes, rural classes and deprivation are not loaded.' : 'No similar areas are named: too few areas of this kind are loaded.'
  }
}

/** A year is told of what is known alone. */
function factsOf(facts: AreaFacts | null): Profile['facts'] {
  const { households = null, residents = null, areaKm2 = null, ruralShare = null, decile = null, censusYear = null, classYear = null, decileYear = null } = facts ?? {}
  return { households, residents, areaKm2, ruralShare, decile, censusYear: households === null && residents === null ? null : censusYear, classYear: ruralShare === null ? null : classYear, decileYear: decile === null ? null : decileYear }
}

/** What is known of the area itself, and its border. */
const restsOnFacts = ({ synthetic }: Place, facts: AreaFacts | null): RestsOn[] =>
  [{ sources: ['areas', ...(facts?.households != null || facts?.residents != null ? ['households'] : []), ...(facts?.ruralShare != null ? ['ruc'] : []), ...(facts?.decile != null ? ['deprivation'] : [])], synthetic }]

function besideOf(rests: readonly (RestsOn & { loaded?: string })[]): Pick<Profile, 'source' | 'synthetic' | 'loaded'> {
  const synthetic = rests.some((one) => one.synthetic)
  const titles = [...new Set(rests.filter((one) => !one.synthetic).flatMap(({ sources }) => sources))].map((id) => { const { title, publisher, licence } = sourceNotes[id as SourceId]; return `${title}. ${publisher}. ${licence}.` })
  return { source: [...(synthetic ? [syntheticNote] : []), ...titles].join(' '), synthetic, loaded: rests.flatMap(({ loaded }) => loaded ?? []).sort().at(-1) ?? null }
}

