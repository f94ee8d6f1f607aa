/** The catalogue of open data as JSON-LD, in the words of W3C DCAT 3 and DCAT-AP; and what the service's statements need to know of its settings. */
import { Type, type Static, type TSchema } from 'typebox'
import { Nullable } from '../schema.ts'

const Link = Type.Object({ '@id': Type.String() })
const typed = <T extends string, P extends Record<string, TSchema>>(type: T, properties: P) => Type.Object({ '@type': Type.Unsafe<T>({ type: 'string', enum: [type] }), ...properties })
const Day = Type.Object({ '@type': Type.String(), '@value': Type.String({ description: 'YYYY-MM-DD' }) })
const Agent = typed('foaf:Agent', { 'foaf:name': Type.String() })
const Labelled = (type: string) => typed(type, { 'rdfs:label': Type.String() })

export const Distribution = typed('dcat:Distribution', {
  '@id': Type.String(), 'dct:title': Type.String(), 'dcat:accessURL': Link, 'dcat:downloadURL': Link, 'dcat:mediaType': Link,
  'dct:license': Type.Optional(Type.Array(Link)), 'dct:rights': Labelled('dct:RightsStatement'), 'dct:conformsTo': Link, 'dcat:accessService': Link
})
export type Distribution = Static<typeof Distribution>

export const Dataset = typed('dcat:Dataset', {
  '@id': Type.String(), 'dct:identifier': Type.String(), 'dct:title': Type.String(), 'dct:description': Type.String(), 'dct:publisher': Type.Array(Agent), 'dcat:keyword': Type.Array(Type.String(), { description: 'Group, what it is of, what is told of that' }),
  'dct:license': Type.Optional(Type.Array(Link)), 'dct:rights': Labelled('dct:RightsStatement'), 'dct:provenance': Type.Array(Labelled('dct:ProvenanceStatement')), 'dct:accrualPeriodicity': Link,
  'dct:temporal': Type.Optional(typed('dct:PeriodOfTime', { 'dcat:startDate': Day, 'dcat:endDate': Day })), 'dct:spatial': Type.Optional(Type.Object({ '@id': Type.String() })), 'sdmx:unitMeasure': Type.Optional(Type.String()), 'dct:language': Type.String(), 'dcat:distribution': Type.Array(Distribution)
})
export type Dataset = Static<typeof Dataset>

export const Catalogue = Type.Object({
  '@context': Type.Record(Type.String(), Type.Any()), '@id': Type.String(), '@type': Type.String(), 'dct:title': Type.String(), 'dct:description': Type.String(), 'dct:publisher': Agent,
  'dcat:contactPoint': Type.Optional(typed('vcard:Kind', { 'vcard:fn': Type.String(), 'vcard:hasEmail': Link })), 'foaf:homepage': Link, 'dct:language': Type.String(), 'dct:conformsTo': Link, 'dct:modified': Type.Optional(Type.Object({ '@type': Type.String(), '@value': Type.String() })),
  'dct:spatial': Type.Optional(typed('dct:Location', { '@id': Type.String(), 'rdfs:label': Type.String(), 'dcat:bbox': Type.Object({ '@type': Type.String(), '@value': Type.String({ description: 'POLYGON, longitude before latitude' }) }) })),
  'dcat:service': typed('dcat:DataService', { '@id': Type.String(), 'dct:title': Type.String(), 'dcat:endpointURL': Link, 'dcat:endpointDescription': Link, 'foaf:page': Link }),
  'dcat:dataset': Type.Array(Dataset)
})
export type Catalogue = Static<typeof Catalogue>

export const AboutAnswer = Type.Object({
  organisation: Nullable(Type.String({ description: 'Who runs this service; null: it was not set' })), contactEmail: Nullable(Type.String()),
  basemapHost: Nullable(Type.String({ description: 'Who is asked for the ground of the map; null: nobody but this service' })),
  sessionIdleMinutes: Type.Integer(), sessionHours: Type.Integer(), limitsRequests: Type.Boolean(), organisationSignIn: Type.Boolean(),
  disclosureBase: Type.Integer({ description: 'To what the public sees a force\'s own counts rounded' }), publicDelayMonths: Type.Integer()
})
export type AboutAnswer = Static<typeof AboutAnswer>
