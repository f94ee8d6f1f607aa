/** The catalogue of open data: every address in it answers with what it promises, nothing that the public can take away is missing, and it says whose, of when and how protected. */
import { beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../../api/accounts/audit-queries.ts'
import { cellKey } from '../../api/analysis/h3-grid.ts'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import { loadPaths } from '../../api/ingest/load.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { AboutAnswer, Catalogue, type Dataset } from '../../api/sources/catalogue-schema.ts'
import { sourceNotes } from '../../api/source-vocabulary.ts'
import { appOn, publicTierOf, testApp, testSettings, versionSettles } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords } from '../support/force-county.ts'
import { load, loadCounty, quiet } from '../support/ingest.ts'
import { expectSchema } from '../support/schema.ts'
import { decodeSeries } from '../support/series-decoder.ts'
import { believeHeader } from '../support/signed-in.ts'

const collisions = ['collision_index,longitude,latitude,police_force,collision_severity,number_of_vehicles,number_of_casualties,date,time,first_road_class,first_road_number,speed_limit', ...Array.from({ length: 12 }, (_, i) => `n${i},0.45,51.75,42,${i < 3 ? 2 : 3},1,1,1${i % 3}/0${1 + (i % 4)}/2014,08:00,6,0,30`)]
const casualties = ['collision_index,vehicle_reference,casualty_reference,casualty_class,sex_of_casualty,age_of_casualty,casualty_severity,casualty_type', ...Array.from({ length: 12 }, (_, i) => `n${i},1,1,3,1,40,${i < 3 ? 2 : 3},0`)]
const responses = ['incident_id,grade,call_at,dispatched_at,arrived_at,lng,lat,call_answered_s,road,ruc', ...Array.from({ length: 40 }, (_, i) => `r${i},emergency,2014-0${1 + (i % 3)}-20T10:00:00,2014-0${1 + (i % 3)}-20T10:02:00,2014-0${1 + (i % 3)}-20T10:12:00,0.45,51.75,4,A12,urban`)]

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
let catalogue: Catalogue
beforeAll(async () => {
  believeHeader(app.server)
  await loadCounty(test.db, files)
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
  await load(test.db, 'stats19', files.write('collisions.csv', collisions.join('\n')), files.write('casualties.csv', casualties.join('\n')))
  await load(test.db, 'force-responses', files.write('responses.csv', responses.join('\n')))
  const answer: unknown = await app.json('/api/catalogue')
  expectSchema(Catalogue, answer)
  catalogue = answer
}, 180_000)

const dataset = (id: string): Dataset => catalogue['dcat:dataset'].find((one) => one['dct:identifier'] === id)!
const comesFrom = (one: Dataset) => one['dct:provenance'].map((statement) => statement['rdfs:label']).join(' ')
const filesOf = () => catalogue['dcat:dataset'].flatMap((one) => one['dcat:distribution'].map((file) => ({ id: one['dct:identifier'], url: file['dcat:downloadURL']['@id'], type: file['dcat:mediaType']['@id'].replace('https://www.iana.org/assignments/media-types/', '') })))
const pathOf = (url: string) => url.replace(/^http:\/\/[^/]+/, '')

describe('the catalogue', () => {
  it('comes as linked data, with a publisher, an area and the API that it belongs to', async () => {
    expect((await app.get('/api/catalogue')).headers['content-type']).toMatch(/^application\/ld\+json/)
    expect(catalogue).toMatchObject({ '@type': 'dcat:Catalog', 'dct:publisher': { 'foaf:name': 'Whoever runs this service' }, 'dcat:service': { '@type': 'dcat:DataService', 'dcat:endpointDescription': { '@id': 'http://localhost:80/api/openapi.json' } } })
    expect(catalogue['dct:spatial']).toMatchObject({ 'rdfs:label': 'Testshire', 'dcat:bbox': { '@value': 'POLYGON((0.4 51.6, 0.6 51.6, 0.6 51.8, 0.4 51.8, 0.4 51.6))' } })
    expect(catalogue['@context']).toMatchObject({ dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' })
    const names = catalogue['dcat:dataset'].map((one) => one['@id'])
    expect(new Set(names).size).toBe(names.length)
  })

  it('promises only what answers, in the form that it promises', async () => {
    expect(filesOf().length).toBeGreaterThan(60)
    const wrong: string[] = []
    for (const { url, type } of filesOf()) {
      // As a browser asks that follows a link.
      const { statusCode, headers, rawPayload } = await app.get(pathOf(url), { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' })
      if (statusCode !== 200 || !String(headers['content-type']).startsWith(type) || rawPayload.length < 20) wrong.push(`${url}: ${statusCode} ${String(headers['content-type'])}`)
    }
    expect(wrong).toEqual([])
  }, 180_000)

  it('leaves out no public route that gives a file, and each of them takes the form in its address', async () => {
    interface Operation { 'x-access': string; parameters?: { name: string; schema: { enum?: string[] } }[]; responses: Record<string, { content?: Record<string, unknown> }> }
    const { paths } = await app.json<{ paths: Record<string, { get?: Operation }> }>('/api/openapi.json')
    const forms = { 'text/csv': 'csv', 'application/geo+json': 'geojson' } as const
    const given = Object.entries(paths).flatMap(([path, { get }]) => (get?.['x-access'] === 'public' ? (Object.keys(forms) as (keyof typeof forms)[]).filter((type) => get.responses['200']?.content?.[type]).map((type) => ({ path, type, get })) : []))
    expect(given.length).toBeGreaterThan(10)
    const offered = new Set(filesOf().map(({ url, type }) => `${pathOf(url).split('?')[0]!.replace(/(?<=\/areas\/)[^/]+(?=\/profile)/, '{code}')} ${type}`))
    expect(given.filter(({ path, type }) => !offered.has(`${path} ${type}`)).map(({ path, type }) => `${path} ${type}`)).toEqual([])
    for (const { path, type, get } of given) expect(get.parameters?.find(({ name }) => name === 'form')?.schema.enum, path).toContain(forms[type])
  })

  it('says of when, in what unit, by whose licence, and what keeps people from being recognised', () => {
    const burglary = dataset('counts-burglary')
    // Testshire's own records: five months, all long past.
    expect(burglary).toMatchObject({
      'dct:temporal': { 'dcat:startDate': { '@value': '2014-01-01' }, 'dcat:endDate': { '@value': '2014-05-31' } }, 'sdmx:unitMeasure': 'offences', 'dct:accrualPeriodicity': { '@id': expect.stringMatching(/MONTHLY$/) as string },
      'dct:rights': { 'rdfs:label': `${sourceNotes['force-incidents'].publisher}: Not open data.` }
    })
    expect(burglary['dct:license']).toBeUndefined()
    expect(comesFrom(burglary)).toMatch(/rounded to 5.*a month late/)
    const table = dataset('ksi-table')
    expect(table['dct:license']).toEqual([{ '@id': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/' }])
    expect(table['dct:accrualPeriodicity']['@id']).toMatch(/ANNUAL$/)
    expect(comesFrom(table)).not.toMatch(/rounded|ynthetic/)
    expect(dataset('emergency-attendance')['dct:temporal']).toMatchObject({ 'dcat:startDate': { '@value': '2014-01-01' }, 'dcat:endDate': { '@value': '2014-03-31' } })
    expect(catalogue['dcat:dataset'].filter((one) => one['dct:identifier'].startsWith('areas-')).map((one) => one['dct:identifier'])).toEqual(['areas-force', 'areas-district', 'areas-lsoa21', 'areas-lsoa11'])
  })

  it('is the same for who has signed in, and names whoever runs the service', async () => {
    const { statusCode, body } = await app.get('/api/catalogue', { as: 'analyst' })
    expect([statusCode, JSON.parse(body)]).toEqual([200, catalogue])
    const publicDb = await publicTierOf(test)
    const set = await appOn(test.db, { publicDb, config: { ...testSettings, organisation: 'Testshire Police', contactEmail: 'web@testshire.example' } })
    expect(await set.json('/api/catalogue')).toMatchObject({ 'dct:publisher': { 'foaf:name': 'Testshire Police' }, 'dcat:contactPoint': { 'vcard:hasEmail': { '@id': 'mailto:web@testshire.example' } } })
    await set.server.close()
    await publicDb.close()
  })
})

describe('a file by its address', () => {
  const query = 'theme=burglary&from=2014-01&to=2014-03&res=8'

  it('is the one that the header gives', async () => {
    for (const [form, accept] of [['csv', 'text/csv'], ['geojson', 'application/geo+json']] as const) {
      const [named, asked] = [await app.get(`/api/cells?${query}&form=${form}`, { accept: 'text/html' }), await app.get(`/api/cells?${query}`, { accept })]
      expect([named.statusCode, named.headers['content-type'], named.body]).toEqual([200, asked.headers['content-type'], asked.body])
    }
  })

  it('is refused in a form that there is not', async () => {
    for (const path of [`/api/cells?${query}&form=xlsx`, '/api/performance?form=geojson', '/api/collisions/clusters/n1?form=csv', '/api/sources?form=csv']) {
      const response = await app.get(path)
      expect([path, response.statusCode, response.json<ErrorBody>().error.parameter]).toEqual([path, 400, 'form'])
    }
  })

  it('of counts by month holds what the binary form holds', async () => {
    const path = `/api/cells/series?theme=shoplifting&res=8`
    const [, ...lines] = (await app.get(`${path}&form=csv`)).body.trimEnd().split('\r\n').map((line) => line.split(','))
    const { header, keys, counts } = decodeSeries((await app.get(path)).rawPayload)
    const told = keys.flatMap((key, i) => counts[i]!.map(({ month, n }) => [String(key), header.months[month]!, String(n)]))
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.map(([h3, month, count]) => [String(cellKey(BigInt(`0x${h3!}`), 8)), month, count])).toEqual(told)
    expect(new Set(lines.map((fields) => fields.at(-1)))).toEqual(new Set(['5']))
    expect(lines.every((fields) => Number(fields[2]) % 5 === 0)).toBe(true)
  })

  it('of areas is a collection of features, with the outlines of the list', async () => {
    const collection = (await app.get('/api/areas?type=district&form=geojson')).json<{ type: string; features: { id: string; bbox: number[]; properties: { name: string }; geometry: { type: string } }[] }>()
    expect(collection.type).toBe('FeatureCollection')
    expect(collection.features.map(({ id, properties, geometry }) => [id, properties.name, geometry.type])).toEqual([['E07099001', 'Northmarsh', 'MultiPolygon'], ['E07099002', 'Southmarsh', 'MultiPolygon'], ['E07099003', 'Eastmarsh', 'MultiPolygon']])
    expect(collection.features[0]!.bbox).toEqual([0.4, 51.7, 0.6, 51.8])
  })

  it('of attendance has a line for each month and each district', async () => {
    const [head, ...lines] = (await app.get('/api/response/headline?form=csv')).body.trimEnd().split('\r\n')
    expect(head).toBe('kind,from,to,code,name,all_attended,all_total,all_share,all_lower,all_upper,urban_attended,urban_total,urban_share,urban_lower,urban_upper,rural_attended,rural_total,rural_share,rural_lower,rural_upper,clock,source,synthetic')
    expect(lines.map((line) => line.split(',').slice(0, 7))).toEqual(expect.arrayContaining([['month', '2014-01', '2014-01', '', 'Testshire', '14', '14'], ['month', '2014-03', '2014-03', '', 'Testshire', '13', '13'], ['district', '2013-04', '2014-03', 'E07099001', 'Northmarsh', '40', '40']]))
  })

  it('is entered in the audit trail where its counts are exact', async () => {
    const exact = await app.get(`/api/cells?${query}&form=csv`, { as: 'analyst', accept: '*/*' })
    expect(exact.headers['cache-control']).toBe('private, no-store')
    const [entry] = await listAudit(test.db, null, 1)
    expect(entry).toMatchObject({ act: 'export-cells', subject: 'burglary', detail: { form: 'csv' } })
    const rounded = await app.json<CellsAnswer>(`/api/cells?${query}`)
    expect(rounded.protection?.base).toBe(5)
  })
})

describe('what the statements rest on', () => {
  it('is told by the settings, and unset names are null', async () => {
    const answer: unknown = await app.json('/api/about')
    expectSchema(AboutAnswer, answer)
    expect(answer).toEqual({ organisation: null, contactEmail: null, basemapHost: null, sessionIdleMinutes: 30, sessionHours: 12, limitsRequests: false, organisationSignIn: false, disclosureBase: 5, publicDelayMonths: 1 })
    const publicDb = await publicTierOf(test)
    const set = await appOn(test.db, { publicDb, config: { ...testSettings, requestsPerMinute: 60, basemapStyle: 'https://tiles.example.org/style.json' } })
    expect(await set.json('/api/about')).toMatchObject({ limitsRequests: true, basemapHost: 'tiles.example.org' })
    await set.server.close()
    await publicDb.close()
  })
})

describe('made-up data', () => {
  it('are said to be made up, whatever they stand for, and what is not loaded is not listed', async () => {
    await loadPaths(test.db, 'stats19', [files.write('c.csv', [...collisions, 'n90,0.45,51.75,42,2,1,1,10/04/2014,08:00,6,0,30'].join('\n')), files.write('p.csv', [...casualties, 'n90,1,1,3,1,40,2,0'].join('\n'))], quiet, { synthetic: true })
    await versionSettles()
    const datasets = (await app.json<Catalogue>('/api/catalogue'))['dcat:dataset']
    const table = datasets.find((one) => one['dct:identifier'] === 'ksi-table')!
    expect(table['dct:title']).toMatch(/synthetic/)
    expect(comesFrom(table)).toMatch(/No row describes a real event/)
    expect(table['dct:publisher']).toContainEqual({ '@type': 'foaf:Agent', 'foaf:name': 'Beatwise demonstration county' })
    expect(datasets.find((one) => one['dct:identifier'] === 'counts-burglary')!['dct:title']).not.toMatch(/synthetic/)
    expect(datasets.find((one) => one['dct:identifier'] === 'counts-bicycle-theft')).toBeUndefined()
  })
})
