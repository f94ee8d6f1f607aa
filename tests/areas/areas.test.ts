/** Areas over HTTP, the search by name, and how boundaries become areas. */
import { beforeAll, describe, expect, it } from 'vitest'
import { AreaAnswer, AreasAnswer, BasemapAnswer, SearchAnswer } from '../../api/areas/schema.ts'
import { loadBasemap } from '../../api/ingest/demo.ts'
import { areaTypes } from '../../api/vocabulary.ts'
import { boundaryFiles, eastmarsh, lsoas21, northmarsh, southmarsh } from '../support/county.ts'
import { testFolder } from '../support/files.ts'
import { cells, load } from '../support/ingest.ts'
import { loadedApp } from '../support/loaded.ts'
import { versionSettles } from '../support/app.ts'
import { expectSchema } from '../support/schema.ts'

const { test, app } = loadedApp()
const files = testFolder()
const list = async (type = '') => {
  await versionSettles()
  const answer: unknown = await app.json(`/api/areas${type && `?type=${type}`}`)
  expectSchema(AreasAnswer, answer)
  return answer.areas
}
const search = async (q: string) => {
  const answer: unknown = await app.json(`/api/areas/search?q=${encodeURIComponent(q)}`)
  expectSchema(SearchAnswer, answer)
  return answer.results
}
beforeAll(() => loadBasemap(test.db))

describe('the list of areas', () => {
  it.each(areaTypes)('of the kind %s is sound, with outlines', async (type) => {
    for (const area of await list(type)) {
      expect(area.type).toBe(type)
      expect(area.geometry.type).toBe('MultiPolygon')
      const [lng, lat] = area.centre as [number, number]
      const [west, south, east, north] = area.bbox as [number, number, number, number]
      expect(lng > west && lng < east && lat > south && lat < north).toBe(true)
    }
  })

  it('without a kind is all of them, without outlines', async () => {
    const areas = await list()
    expect(areas.every(({ geometry }) => geometry === null)).toBe(true)
    expect(areas.map(({ code }) => code)).toEqual(expect.arrayContaining(['E23099001', northmarsh, southmarsh, eastmarsh, 'E01099101', 'E01098103']))
    expect(areas.length).toBe(1 + 3 + 4 + 3)
  })

  it('has districts dissolved from their LSOAs, named after them, inside their force; a neighbour is for drawing only', async () => {
    const districts = await list('district')
    expect(districts.map(({ code, name, parent, inStudy }) => ({ code, name, parent, inStudy }))).toEqual([
      { code: northmarsh, name: 'Northmarsh', parent: 'E23099001', inStudy: true },
      { code: southmarsh, name: 'Southmarsh', parent: 'E23099001', inStudy: true },
      { code: eastmarsh, name: 'Eastmarsh', parent: null, inStudy: false }
    ])
    expect(districts[0]!.bbox).toEqual([0.4, 51.7, 0.6, 51.8])
  })
})

describe('one area', () => {
  it('comes by its code with its outline', async () => {
    const answer: unknown = await app.json(`/api/areas/${northmarsh}`)
    expectSchema(AreaAnswer, answer)
    expect(answer.area).toMatchObject({ code: northmarsh, type: 'district', name: 'Northmarsh', synthetic: false, source: 'areas' })
    expect(answer.area.geometry.coordinates[0][0].length).toBeGreaterThan(3)
  })
})

describe('the search', () => {
  it('finds areas by the beginning of their name first, whatever the case', async () => {
    const [first, ...rest] = await search('NORTHM')
    expect(first).toMatchObject({ kind: 'district', code: northmarsh, name: 'Northmarsh' })
    expect(rest.map(({ name }) => name)).toEqual(expect.arrayContaining(['Northmarsh 001A']))
  })
  it('finds areas by code, and an LSOA says in which district it lies', async () =>
    expect(await search('e01099104')).toEqual([expect.objectContaining({ code: 'E01099104', name: 'Southmarsh 001B', detail: 'Southmarsh' })]))
  it('finds settlements of the basemap', async () => expect((await search('colchester')).map(({ kind }) => kind)).toContain('place'))
  it('offers no neighbour that is loaded for drawing only', async () => expect(await search('eastmarsh')).toEqual([]))
  it('takes wildcards literally', async () => {
    for (const q of ['%', '_', '\\', '100%', '%%%']) expect(await search(q)).toEqual([])
  })
  it('finds nothing as an empty list, and at most twelve', async () => {
    expect(await search('zzzz')).toEqual([])
    expect((await search('a')).length).toBeLessThanOrEqual(12)
  })
})

describe('the built-in basemap', () => {
  it('has water, roads and place names, asks nothing of the outside, and names its source', async () => {
    await versionSettles()
    const answer: unknown = await app.json('/api/areas/basemap')
    expectSchema(BasemapAnswer, answer)
    expect(answer.style).toBeNull()
    expect(answer.attribution).toMatch(/Crown copyright/)
    for (const layer of [answer.water, answer.roads, answer.settlements, answer.neighbours]) expect(layer.features.length).toBeGreaterThan(0)
    expect(JSON.stringify(answer)).not.toMatch(/https?:/)
  })
})

describe('boundary files', () => {
  const areas = (name: string, text: string) => load(test.db, 'areas', files.write(name, text))
  const square = (properties: object, coordinates: unknown, type = 'Polygon') => JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry: { type, coordinates } }] })
  const ring = [[0.4, 51.6], [0.6, 51.6], [0.6, 51.8], [0.4, 51.8], [0.4, 51.6]]

  it('again are unchanged', async () => expect((await areas('same/lsoa21.geojson', boundaryFiles['lsoa21.geojson']!)).unchanged).toBe(true))

  it('with a ring that crosses itself are mended', async () => {
    await areas('bow-tie.geojson', square({ WD25CD: 'E05099001', WD25NM: 'Bow Ward' }, [[[0.4, 51.6], [0.5, 51.7], [0.5, 51.6], [0.4, 51.7], [0.4, 51.6]]]))
    expect((await list('ward'))[0]).toMatchObject({ name: 'Bow Ward' })
    const [valid] = await test.db.rows<{ valid: boolean }>(`select bool_and(st_isvalid(geom) and st_isvalid(outline)) as valid from areas where live`)
    expect(valid!.valid).toBe(true)
  })

  it.each([
    ['that are empty', '', /empty/], ['that are no JSON', '{"type":', /not GeoJSON/], ['that are other JSON', '{"a":1}', /not a GeoJSON FeatureCollection/],
    ['that are a web page', '<!doctype html><p>Sign in</p>', /not GeoJSON/], ['without features', '{"type":"FeatureCollection","features":[]}', /no rows|holds no/],
    ['without a code', square({ name: 'Somewhere' }, [ring]), /code-unreadable/], ['of points', square({ WD25CD: 'E05099002' }, [0.5, 51.7], 'Point'), /geometry-unreadable/],
    ['with coordinates that are not numbers', square({ WD25CD: 'E05099004' }, [[['a', 'b'], ['c', 'd'], ['e', 'f'], ['a', 'b']]]), /geometry-unreadable/],
    ['in metres', square({ WD25CD: 'E05099005' }, [[[550_000, 190_000], [560_000, 190_000], [560_000, 200_000], [550_000, 190_000]]]), /geometry-unreadable/],
    ['with a ring of two points', square({ WD25CD: 'E05099003' }, [[[0.4, 51.6], [0.5, 51.7]]]), /geometry-unreadable/],
    ['with a ring that encloses nothing', square({ WD25CD: 'E05099006' }, [[[0.4, 51.6], [0.5, 51.7], [0.4, 51.6], [0.5, 51.7], [0.4, 51.6]]]), /geometry-unreadable/]
  ])('%s are refused by name, and nothing changes', async (_name, text, reason) => {
    const before = await list()
    await expect(areas('bad.geojson', text)).rejects.toThrow(reason)
    expect(await list()).toEqual(before)
  })

  it('of a new version replace areas of the same code and move what lies in them', async () => {
    const before = await cells(app, `theme=crime&area=${northmarsh}`)
    const swapped = boundaryFiles['lsoa21.geojson']!.replaceAll(northmarsh, 'x').replaceAll(southmarsh, northmarsh).replaceAll('"x"', `"${southmarsh}"`)
    await areas('swapped/lsoa21.geojson', swapped)
    expect((await cells(app, `theme=crime&area=${southmarsh}`)).total).toBe(before.total)
    await areas('back/lsoa21.geojson', `${boundaryFiles['lsoa21.geojson']}\n`)
    expect({ ...await cells(app, `theme=crime&area=${northmarsh}`), dataVersion: '' }).toEqual({ ...before, dataVersion: '' })
    expect((await list('lsoa21')).length).toBe(lsoas21.length)
  })
})
