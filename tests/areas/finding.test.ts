/** The search box over HTTP: spelling, postcodes, what it says when it guesses or finds nothing; and the areas at a position, which nobody may keep. */
import { Writable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { AtAnswer, SearchAnswer } from '../../api/areas/schema.ts'
import { loadBasemap } from '../../api/ingest/demo.ts'
import { appOn, testApp, testSettings, versionSettles } from '../support/app.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { expectSchema } from '../support/schema.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const search = async (q: string) => {
  const answer: unknown = await app.json(`/api/areas/search?q=${encodeURIComponent(q)}`)
  expectSchema(SearchAnswer, answer)
  return answer
}
const names = async (q: string) => (await search(q)).results.map(({ name }) => name)
const at = async (lng: number | string, lat: number | string) => {
  const answer: unknown = await app.json(`/api/areas/at?lng=${lng}&lat=${lat}`)
  expectSchema(AtAnswer, answer)
  return answer
}

it('with nothing loaded says so', async () => expect(await search('anything')).toEqual({ results: [], note: 'No areas or places are loaded, so there is nothing to search for.' }))

describe('the search', () => {
  beforeAll(async () => {
    await loadBasemap(test.db)
    await loadCounty(test.db, files)
    await versionSettles()
  })

  it.each([['Chelmsfrod', 'Chelmsford'], ['maldn', 'Maldon'], ['harlw', 'Harlow'], ['nortmarsh', 'Northmarsh'], ['southmrash', 'Southmarsh']])('%s finds %s and says that it guessed', async (typed, meant) => {
    const { results, note } = await search(typed)
    expect(results[0]!.name).toBe(meant)
    expect(note).toBe(`Nothing is called \u201c${typed}\u201d; these are close.`)
  })

  it.each([['southend on sea', 'Southend-on-Sea'], ['St. Osyth', 'St Osyth'], ['saint osyth', 'St Osyth'], ['  burnham  ON crouch', 'Burnham-on-Crouch']])('%s is %s, with nothing to be said', async (typed, meant) => {
    const { results, note } = await search(typed)
    expect([results[0]!.name, note]).toEqual([meant, null])
  })

  it('says where a guess lies as well as what is meant', async () => {
    const { results } = await search('nortmarsh')
    expect(results[0]).toMatchObject({ kind: 'district', code: northmarsh, bbox: [0.4, 51.7, 0.6, 51.8] })
    expect(results[1]).toMatchObject({ kind: 'lsoa21', code: 'E01099101', detail: 'Northmarsh' })
  })

  it('tells what can be searched for where it finds nothing, and that no postcodes are loaded', async () => {
    expect((await search('xyzzy')).note).toBe('Nothing here is called \u201cxyzzy\u201d. Search for a district, a town or village or a small area (LSOA) by name, or for an area by its code. No postcode file is loaded.')
    expect((await search('zm1 1aa')).note).toMatch(/^No postcode file is loaded, so ZM1 1AA cannot be found as a postcode\. Search for/)
    expect((await search('%')).results).toEqual([])
  })

  it('finds areas that were loaded a moment ago', async () => {
    expect(await names('tillingham ward')).toEqual([])
    await load(test.db, 'areas', files.write('ward.geojson', JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { WD25CD: 'E05099001', WD25NM: 'Tillingham Ward', LAD25CD: northmarsh }, geometry: { type: 'Polygon', coordinates: [[[0.41, 51.71], [0.49, 51.71], [0.49, 51.79], [0.41, 51.79], [0.41, 51.71]]] } }] })))
    await versionSettles()
    expect(await names('tilingham ward')).toEqual(['Tillingham Ward'])
    expect((await search('xyzzy')).note).toMatch(/a district, a ward, a town or village/)
  })
})

describe('postcodes', () => {
  beforeAll(async () => {
    await load(test.db, 'postcodes', 'fixtures/faults/postcodes-mixed.csv')
    await versionSettles()
  })

  it.each(['ZM1 9ZZ', 'zm19zz', ' zm1  9zz '])('%s is found however it is written, with the areas that hold it; the LSOA that its row names wins', async (typed) => {
    const { results, note } = await search(typed)
    expect(note).toBeNull()
    expect(results).toEqual([{
      kind: 'postcode', code: null, name: 'ZM1 9ZZ', detail: 'Southmarsh 001A, Southmarsh', centre: [0.45, 51.7005], bbox: null,
      areas: [{ code: 'E23099001', type: 'force', name: 'Testshire' }, { code: southmarsh, type: 'district', name: 'Southmarsh' }, { code: 'E01099103', type: 'lsoa21', name: 'Southmarsh 001A' }]
    }])
  })

  it('half a postcode finds the district that it is, and postcodes that begin so', async () => {
    const { results } = await search('zm1')
    expect(results[0]).toMatchObject({ kind: 'postcode', name: 'ZM1', detail: '15 postcodes' })
    expect(results[0]!.areas).toBeUndefined()
    expect(results).toHaveLength(4)
    const [west, south, east, north] = results[0]!.bbox as [number, number, number, number]
    expect([west >= 0.4, south >= 51.69, east <= 0.6, north <= 51.8, west < east, south < north]).toEqual(Array.from({ length: 6 }, () => true))
    expect(await names('ZM11')).toEqual(['ZM11', 'ZM11 1AA', expect.stringMatching(/^ZM1 1/), expect.stringMatching(/^ZM1 1/)])
    for (const name of await names('ZM1 1')) expect(name).toMatch(/^ZM1 1/)
  })

  it('that is whole and not loaded, or the beginning of none, is said to be that and is not guessed', async () => {
    expect(await search('YO1 1AA')).toEqual({ results: [], note: 'YO1 1AA is not in the loaded postcode file: it may be of another force, new, or no longer in use.' })
    expect((await search('YO1')).note).toMatch(/^Nothing here is called \u201cYO1\u201d, and no loaded postcode begins so\. .*; or for a postcode\.$/)
    expect((await search('xyzzy')).note).toMatch(/; or for a postcode\.$/)
  })

  it('that lies in no area of this force says so', async () => {
    const far = { type: 'Polygon', coordinates: [[[0.8, 51.9], [0.85, 51.9], [0.85, 51.95], [0.8, 51.95], [0.8, 51.9]]] }
    await load(test.db, 'areas', files.write('far.geojson', JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { WD25CD: 'E05099009', WD25NM: 'Far Ward' }, geometry: far }] })))
    await load(test.db, 'postcodes', files.write('edge.csv', 'postcode,lat,long\nZM2 9ZZ,51.85,0.7\n'))
    await versionSettles()
    expect((await search('ZM2 9ZZ')).results[0]).toMatchObject({ detail: 'Outside the loaded areas', areas: [] })
  })
})

describe('the areas at a position', () => {
  it('are those that hold it, from the largest to the smallest', async () => {
    const { areas, note } = await at(0.45, 51.75)
    expect(areas.map(({ type, code }) => `${type} ${code}`)).toEqual(['force E23099001', `district ${northmarsh}`, 'ward E05099001', 'lsoa21 E01099101'])
    expect(note).toBeNull()
  })

  it('are one of a kind on a border, and none of a neighbour that is loaded for drawing only, nor outside', async () => {
    const kinds = (await at(0.5, 51.7)).areas.map(({ type }) => type)
    expect(kinds).toEqual([...new Set(kinds)])
    expect(await at(0.65, 51.65)).toEqual({ areas: [], note: 'This position lies outside Testshire, so no figures are held for it.' })
    expect((await at(-180, -90)).areas).toEqual([])
  })

  it('are kept nowhere: not on the way, and not among ready-made answers', async () => {
    const before = app.answers.computed
    const answer = await app.get('/api/areas/at?lng=0.45&lat=51.75')
    expect(answer.headers['cache-control']).toBe('private, no-store')
    expect(answer.headers.etag).toBeUndefined()
    expect(app.answers.computed).toBe(before)
  })

  it('are asked for by numbers within the world, and a fault does not repeat what was sent', async () => {
    for (const query of ['lng=0.45', 'lng=181&lat=1', 'lng=1&lat=1e309', 'lng=-1e309&lat=1', 'lng=abc&lat=51.123', 'lng=0.45&lat=51.123&who=me']) {
      const { statusCode, body } = await app.get(`/api/areas/at?${query}`)
      expect([query, statusCode]).toEqual([query, 400])
      expect(body).not.toMatch(/51\.123|0\.45|abc/)
    }
  })

  it('leave no trace of the position in the log, when all is well, when it is refused, and when the database fails', async () => {
    let log = ''
    const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => { log += chunk.toString(); done() } })
    const failing = Object.assign(Object.create(test.db) as typeof test.db, { rows: () => Promise.reject(new Error('the disk is full')) })
    const [sound, broken] = await Promise.all([appOn(test.db, { config: { ...testSettings, logLevel: 'trace' }, log: stream }), appOn(test.db, { config: { ...testSettings, logLevel: 'trace' }, log: stream, publicDb: failing })])
    expect((await sound.get('/api/areas/at?lng=0.4321&lat=51.7654')).statusCode).toBe(200)
    expect((await sound.get('/api/areas/at?lng=0.4321&lat=517.654')).statusCode).toBe(400)
    expect((await broken.get('/api/areas/at?lng=0.4321&lat=51.7654')).statusCode).toBe(500)
    await Promise.all([sound.server.close(), broken.server.close()])
    expect(log).toMatch(/the disk is full/)
    expect(log).not.toMatch(/4321|7654|517\.654/)
  })
})
