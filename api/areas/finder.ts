/** What a typed text means: names of areas and places, spelt so or nearly so, codes, and postcodes; and which areas hold a position. */
import type { Reader } from '../access.ts'
import { findNames, indexNames, type NameIndex } from '../analysis/name-search.ts'
import type { Queryable } from '../db/database.ts'
import { ApiError } from '../errors.ts'
import { Kept } from '../kept.ts'
import { postcodePattern } from '../source-vocabulary.ts'
import { findPostcodes, holdPostcodes, listAreasAt, listNames, locateAreas, nameStudyArea, type FoundPostcode, type ListedName } from './queries.ts'
import type { AtAnswer, HoldingArea, SearchAnswer, SearchResult } from './schema.ts'

/** The version before is still asked for while a newer one is noticed, by visitors and by those signed in. */
const VERSIONS_KEPT = 4
const MOST = 12
/** What can be searched for, in words, as far as it is loaded; from the largest. */
const kindWords = [['district', 'a district'], ['ward', 'a ward'], ['neighbourhood', 'a neighbourhood'], ['place', 'a town or village'], ['lsoa21', 'a small area (LSOA)']] as const
const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

interface Held { index: NameIndex<ListedName>; postcodes: boolean }
interface TypedPostcode { text: string; beginning: string; district: string | null; whole: boolean }

/** One text for what is asked in the same words. */
export const tidy = (text: string) => text.trim().replace(/\s+/g, ' ')

export class Finder {
  /** All names, read once for a version of the data. */
  private readonly held = new Kept<Held>(VERSIONS_KEPT)

  async find({ tier, db }: Reader, version: string, text: string): Promise<SearchAnswer> {
    const held = await this.held.of(`${version} ${tier}`, () => holding(db))
    const typed = typedPostcode(text)
    const { found, close } = findNames(held.index, text)
    // A postcode is not a name that is misspelt.
    const named = close && typed ? [] : found
    const [codes, places] = await Promise.all([typed && held.postcodes ? postcodeResults(db, typed) : [], located(db, named)])
    const results = [...codes, ...places].slice(0, MOST)
    if (results.length > 0) return { results, note: close && codes.length === 0 ? `Nothing is called \u201c${text}\u201d; these are close.` : null }
    return { results, note: nothingNote(text, typed, held) }
  }
}

async function holding(db: Queryable): Promise<Held> {
  const [names, postcodes] = await Promise.all([listNames(db), holdPostcodes(db)])
  return { index: indexNames(names), postcodes }
}

async function located(db: Queryable, names: readonly ListedName[]): Promise<SearchResult[]> {
  const areaIds = names.flatMap(({ areaId }) => areaId ?? [])
  const areas = new Map((areaIds.length > 0 ? await locateAreas(db, areaIds) : []).map((area) => [area.areaId, area]))
  return names.flatMap(({ kind, code, name, detail, areaId, centre }) => {
    const { centre: point, bbox } = areas.get(areaId ?? -1) ?? { centre, bbox: null }
    // An area that was replaced a moment ago is found again with the next version.
    return point ? [{ kind, code, name, detail, centre: point, bbox }] : []
  })
}

/** A whole postcode or the beginning of one, at least up to its first digit; null for anything else. */
function typedPostcode(text: string): TypedPostcode | null {
  const capitals = text.toUpperCase()
  const match = postcodePattern.exec(capitals)
  if (!match) return null
  const [, district, rest = ''] = match as unknown as [string, string, string | undefined]
  // Without a space, CM11 is a district of its own as well as the beginning of CM1 1.
  const certain = capitals.includes(' ') || rest.length === 3
  return { text: rest ? `${district} ${rest}` : district, beginning: district + rest, district: certain ? district : null, whole: rest.length === 3 }
}

async function postcodeResults(db: Queryable, { beginning, district }: TypedPostcode): Promise<SearchResult[]> {
  const found = await findPostcodes(db, beginning, district)
  const single = found.filter(({ postcodes }) => postcodes === null)
  const holders = single.length > 0 ? await listAreasAt(db, single.map(({ centre: [lng, lat], lsoa21Code }) => ({ lng, lat, lsoa21Code }))) : []
  return found.map((code) => postcodeResult(code, holders[single.indexOf(code)]))
}

function postcodeResult({ name, postcodes, centre, bbox }: FoundPostcode, areas: HoldingArea[] | undefined): SearchResult {
  const result = { kind: 'postcode', code: null, name, centre, bbox }
  if (!areas) return { ...result, detail: postcodes === 1 ? 'One postcode' : `${postcodes!.toLocaleString('en-GB')} postcodes` }
  // The smallest first; the force goes without saying.
  const detail = areas.filter(({ type }) => ['district', 'ward', 'neighbourhood', 'lsoa21'].includes(type)).map((area) => area.name).reverse().join(', ')
  return { ...result, detail: detail || areas.at(-1)?.name || 'Outside the loaded areas', areas }
}

function nothingNote(text: string, typed: TypedPostcode | null, { index, postcodes }: Held): string {
  if (typed?.whole && postcodes) return `${typed.text} is not in the loaded postcode file: it may be of another force, new, or no longer in use.`
  const kinds = kindWords.filter(([kind]) => index.names.some((name) => name.kind === kind)).map(([, word]) => word)
  if (kinds.length === 0) return 'No areas or places are loaded, so there is nothing to search for.'
  const names = `Search for ${either.format(kinds)} by name, or for an area by its code`
  if (typed && !postcodes) return `No postcode file is loaded, so ${typed.text} cannot be found as a postcode. ${names}.`
  const nothing = typed ? `Nothing here is called \u201c${text}\u201d, and no loaded postcode begins so.` : `Nothing here is called \u201c${text}\u201d.`
  return postcodes ? `${nothing} ${names}; or for a postcode.` : `${nothing} ${names}. No postcode file is loaded.`
}

/** The areas that hold a position, with a note where there are none. @throws ApiError for a number too large to be one, which the schema lets through. */
export async function areasAt(db: Queryable, { lng, lat }: { lng: number; lat: number }): Promise<AtAnswer> {
  if (!Number.isFinite(lng)) throw new ApiError('bad-parameter', 'The parameter "lng" is not between -180 and 180.', 'lng')
  if (!Number.isFinite(lat)) throw new ApiError('bad-parameter', 'The parameter "lat" is not between -90 and 90.', 'lat')
  const [areas] = await listAreasAt(db, [{ lng, lat, lsoa21Code: null }])
  if (areas!.length > 0) return { areas: areas!, note: null }
  const study = await nameStudyArea(db)
  return { areas: [], note: study ? `This position lies outside ${study}, so no figures are held for it.` : 'This position lies in none of the loaded areas.' }
}
