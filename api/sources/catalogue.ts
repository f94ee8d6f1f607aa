/** Writes the list of what the public can take away as a catalogue that other catalogues can read: JSON-LD by W3C DCAT 3 and DCAT-AP. Pure. */
import { licenceAddress, sourceNotes, syntheticNote, syntheticSource } from '../source-vocabulary.ts'
import type { Catalogue, Dataset, Distribution } from './catalogue-schema.ts'
import type { FileForm, Offer, OfferedFile, OfferSource } from './offers.ts'

export interface CatalogueFacts {
  offers: readonly Offer[]
  /** Address of this service, without a slash at its end. */
  origin: string
  organisation: string | undefined
  contactEmail: string | undefined
  study: { name: string | null; bbox: readonly [number, number, number, number] | null }
  /** When anything was last loaded, ISO 8601. */
  modified: string | null
}

/** What the service is called where nobody has said who runs it. */
const unnamed = 'Whoever runs this service'
const context = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#', geo: 'http://www.opengis.net/ont/geosparql#', sdmx: 'http://purl.org/linked-data/sdmx/2009/attribute#'
}
const iana = (type: string) => ({ '@id': `https://www.iana.org/assignments/media-types/${type}` })
/** Media types by form; the binary form is ours alone and registered nowhere. */
export const mediaTypes: Record<FileForm, string> = { csv: 'text/csv', geojson: 'application/geo+json', json: 'application/json', series: 'application/vnd.beatwise.series' }
const frequency = (name: string) => ({ '@id': `http://publications.europa.eu/resource/authority/frequency/${name}` })
const named = (name: string) => ({ '@type': 'foaf:Agent' as const, 'foaf:name': name })
const noteOf = ({ source, synthetic }: OfferSource) => (synthetic ? { ...sourceNotes[source], ...syntheticSource } : sourceNotes[source])
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]

export function catalogueOf({ offers, origin, organisation, contactEmail, study, modified }: CatalogueFacts): Catalogue {
  const at = (path: string) => ({ '@id': `${origin}${path}` })
  const { name, bbox } = study
  const spatial = bbox ? { '@id': `${origin}/api/catalogue#area`, '@type': 'dct:Location' as const, 'rdfs:label': name ?? 'The area of the loaded boundaries', 'dcat:bbox': { '@type': 'geo:wktLiteral', '@value': wktOf(bbox) } } : undefined
  return {
    '@context': context, '@id': `${origin}/api/catalogue`, '@type': 'dcat:Catalog',
    'dct:title': `Open data of Beatwise${name ? `: ${name}` : ''}`, 'dct:description': 'Recorded crime, anti-social behaviour, road casualties and police response, as this service shows them to everybody.',
    'dct:publisher': named(organisation ?? unnamed), ...(contactEmail ? { 'dcat:contactPoint': { '@type': 'vcard:Kind' as const, 'vcard:fn': organisation ?? unnamed, 'vcard:hasEmail': { '@id': `mailto:${contactEmail}` } } } : {}),
    'foaf:homepage': at('/open-data'), 'dct:language': 'en', 'dct:conformsTo': { '@id': 'https://www.w3.org/TR/vocab-dcat-3/' }, ...(modified ? { 'dct:modified': { '@type': 'xsd:dateTime', '@value': modified } } : {}),
    ...(spatial ? { 'dct:spatial': spatial } : {}),
    'dcat:service': { '@id': `${origin}/api/catalogue#api`, '@type': 'dcat:DataService', 'dct:title': 'Beatwise API', 'dcat:endpointURL': at('/api'), 'dcat:endpointDescription': at('/api/openapi.json'), 'foaf:page': at('/api/docs') },
    'dcat:dataset': offers.map((offer) => datasetOf(offer, origin, spatial !== undefined))
  }
}

function datasetOf({ id, group, subject, aspect, description, unit, sources, months, protection, files }: Offer, origin: string, placed: boolean): Dataset {
  const notes = sources.map(noteOf)
  const synthetic = sources.some((source) => source.synthetic)
  const licences = distinct(notes.flatMap(({ licence }) => licenceAddress(licence) ?? [])).map((address) => ({ '@id': address }))
  const rights = {
    ...(licences.length > 0 ? { 'dct:license': licences } : {}),
    'dct:rights': { '@type': 'dct:RightsStatement' as const, 'rdfs:label': distinct(notes.map(({ publisher, licence }) => `${publisher}: ${licence}.`)).join(' ') || 'Nothing is loaded.' }
  }
  return {
    '@id': `${origin}/api/catalogue#${id}`, '@type': 'dcat:Dataset', 'dct:identifier': id, 'dct:title': `${subject}: ${aspect}${synthetic ? ' (synthetic demonstration data)' : ''}`,
    'dct:description': description, 'dct:publisher': distinct(notes.map(({ publisher }) => publisher)).map(named), 'dcat:keyword': [group, subject, aspect], ...rights,
    'dct:provenance': [synthetic ? syntheticNote : null, ...distinct(notes.map(({ title, publisher }) => `${title}, ${publisher}.`)), protection].filter((text) => text !== null).map((text) => ({ '@type': 'dct:ProvenanceStatement', 'rdfs:label': text })),
    'dct:accrualPeriodicity': frequency(rhythmOf(sources)), ...(months ? { 'dct:temporal': periodOf(months) } : {}), ...(placed ? { 'dct:spatial': { '@id': `${origin}/api/catalogue#area` } } : {}), ...(unit ? { 'sdmx:unitMeasure': unit } : {}),
    'dct:language': 'en', 'dcat:distribution': files.map((file) => distributionOf(file, origin, rights))
  }
}

const distributionOf = ({ form, path, label }: OfferedFile, origin: string, rights: Pick<Distribution, 'dct:license' | 'dct:rights'>): Distribution => {
  const address = { '@id': `${origin}${path}` }
  return {
    '@id': `${origin}${path}#file`, '@type': 'dcat:Distribution', 'dct:title': label, 'dcat:accessURL': address, 'dcat:downloadURL': address, 'dcat:mediaType': iana(mediaTypes[form]), ...rights,
    'dct:conformsTo': { '@id': `${origin}/api/openapi.json` }, 'dcat:accessService': { '@id': `${origin}/api/catalogue#api` }
  }
}

/** How often a publisher puts out more: boundaries and the like when there is a reason, road collisions by the year, records by the month. */
function rhythmOf(sources: readonly OfferSource[]): string {
  const ids = sources.map(({ source }) => source)
  if (ids.some((id) => id === 'police-uk' || id.startsWith('force-') || id === 'indicators')) return 'MONTHLY'
  return ids.includes('stats19') ? 'ANNUAL' : 'IRREG'
}

const day = (text: string) => ({ '@type': 'xsd:date', '@value': text })
function periodOf([first, last]: readonly [string, string]) {
  const [year, month] = last.split('-').map(Number) as [number, number]
  // The day before the first of the next month.
  const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return { '@type': 'dct:PeriodOfTime' as const, 'dcat:startDate': day(`${first}-01`), 'dcat:endDate': day(end) }
}

const wktOf = ([west, south, east, north]: readonly number[]) => `POLYGON((${[[west, south], [east, south], [east, north], [west, north], [west, south]].map((point) => point.join(' ')).join(', ')}))`
