/** Boundaries, classes, households and places: what they change about rows that are loaded already, on the engine under test. */
import { describe, expect, it } from 'vitest'
import type { AreaAnswer, AreasAnswer, SearchAnswer } from '../../api/areas/schema.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { eastmarsh, lsoaChanges, northmarsh, ruralClasses, southmarsh, boundaryFiles } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { cells, load, sourceOf } from '../support/ingest.ts'
import { holds, named, shared } from '../support/shared-data.ts'
import { csv, row } from '../support/street.ts'

describe('areas and classes loaded after the crimes', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const span = 'from=2025-01&to=2025-01'

  it('maps everything, everywhere, while no area is loaded', async () => {
    await load(test.db, 'police-uk', folder.write('2025-01-testshire-street.csv', csv([
      row({ id: '1' }), row({ id: '2', lng: '0.550000', lat: '51.650000', lsoaCode: 'E01099104', lsoaName: 'Southmarsh 001B' }),
      row({ id: '3', lng: '0.650000', lat: '51.650000', lsoaCode: 'E01000001', lsoaName: 'Eastmarsh 001A' }),
      // Lies in the north, but its row names an LSOA of the south: the row's word wins.
      row({ id: '4', lng: '0.450000', lat: '51.700500', lsoaCode: 'E01099103', lsoaName: 'Southmarsh 001A' }),
      row({ id: '5', lng: '0.450000', lat: '51.760000', lsoaCode: '', lsoaName: '' })
    ])))
    expect(await cells(app, `theme=burglary&${span}`)).toMatchObject({ total: 5, outside: 0 })
  })

  it('clips to the force as soon as boundaries are there, and dissolves districts from their LSOAs', async () => {
    for (const [name, text] of Object.entries(boundaryFiles)) folder.write(`boundaries/${name}`, text)
    await load(test.db, 'areas', `${folder.path}/boundaries`)
    expect(await cells(app, `theme=burglary&${span}`)).toMatchObject({ total: 4, outside: 1 })
    expect((await cells(app, `theme=burglary&${span}&area=${northmarsh}`)).total).toBe(2)
    expect((await cells(app, `theme=burglary&${span}&area=${southmarsh}`)).total).toBe(2)
    const { areas } = await app.json<AreasAnswer>('/api/areas?type=district')
    expect(areas.map(({ code, name, inStudy, parent }) => [code, name, inStudy, parent])).toEqual([
      [northmarsh, 'Northmarsh', true, 'E23099001'], [southmarsh, 'Southmarsh', true, 'E23099001'], [eastmarsh, 'Eastmarsh', false, null]])
  })

  it('knows the rural class of an LSOA of 2021 through the one it came from', async () => {
    expect(await cells(app, `theme=rural-crime&${span}`)).toMatchObject({ total: 0 })
    await load(test.db, 'ruc', folder.write('classes.csv', ruralClasses), folder.write('changes.csv', lsoaChanges))
    expect(await cells(app, `theme=rural-crime&${span}`)).toMatchObject({ total: 2 })
  })

  it('finds an area by name and by code, and gives its outline', async () => {
    await versionSettles()
    const found = await app.json<SearchAnswer>('/api/areas/search?q=NORTHM')
    expect(found.results[0]).toMatchObject({ kind: 'district', code: northmarsh, name: 'Northmarsh' })
    const { area } = await app.json<AreaAnswer>(`/api/areas/${northmarsh}`)
    expect(area.bbox).toEqual([0.4, 51.7, 0.6, 51.8])
    // A wildcard is a character like any other.
    expect((await app.json<SearchAnswer>('/api/areas/search?q=%25')).results).toEqual([])
  })

  it('replaces an area by a newer outline of the same code', async () => {
    const smaller = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { type: 'district', code: northmarsh, name: 'Northmarsh' }, geometry: { type: 'Polygon', coordinates: [[[0.4, 51.7], [0.5, 51.7], [0.5, 51.8], [0.4, 51.8], [0.4, 51.7]]] } }] }
    await load(test.db, 'areas', folder.write('newer.geojson', JSON.stringify(smaller)))
    await versionSettles()
    expect((await app.json<AreaAnswer>(`/api/areas/${northmarsh}`)).area.bbox).toEqual([0.4, 51.7, 0.5, 51.8])
    expect((await test.db.rows(`select 1 from areas where type = 'district' and code = $1`, [northmarsh])).length).toBe(1)
  })

  it('mends a shape that crosses itself, and counts one that is no shape', async () => {
    const square = (west: number) => [[[west, 51.9], [west + 0.01, 51.9], [west + 0.01, 51.91], [west, 51.91], [west, 51.9]]]
    const feature = (code: string, geometry: unknown) => ({ type: 'Feature', properties: { type: 'ward', code, name: code }, geometry })
    const features = [
      feature('E05000001', { type: 'Polygon', coordinates: [[[0.4, 51.9], [0.41, 51.91], [0.41, 51.9], [0.4, 51.91], [0.4, 51.9]]] }),
      feature('E05000002', { type: 'Point', coordinates: [0.4, 51.9] }),
      ...Array.from({ length: 20 }, (_, i) => feature(`E0500010${i}`, { type: 'Polygon', coordinates: square(0.4 + i / 50) }))
    ]
    const summary = await load(test.db, 'areas', folder.write('wards.geojson', JSON.stringify({ type: 'FeatureCollection', features })))
    expect(summary).toMatchObject({ read: 22, loaded: 21, rejected: 1, reasons: { 'geometry-unreadable': 1 } })
    expect((await test.db.rows(`select 1 from areas where live and type = 'ward' and not st_isvalid(geom)`)).length).toBe(0)
  })

  it('refuses what is not GeoJSON', async () => {
    await expect(load(test.db, 'areas', folder.write('broken.geojson', '{"type": "FeatureColl'))).rejects.toThrow(/is not GeoJSON/)
    await expect(load(test.db, 'areas', folder.write('other.geojson', '[1, 2]'))).rejects.toThrow(/not a GeoJSON FeatureCollection/)
    await expect(load(test.db, 'areas', folder.write('none.geojson', ''))).rejects.toThrow(/the file is empty/)
  })
})

describe('households and places', () => {
  const test = testDatabase()
  const folder = testFolder()

  it('adds up the rows of an area', async () => {
    const summary = await load(test.db, 'households', folder.write('households.csv', '"lsoa21_code","dimensions","count"\n"E01099101",0,"1,295"\n"E01099101",1,254\n"E01099102",0,10\n'))
    expect(summary).toMatchObject({ read: 3, loaded: 3 })
    expect(await test.db.rows('select area_code, households from households order by 1')).toEqual([{ area_code: 'E01099101', households: 1549 }, { area_code: 'E01099102', households: 10 }])
  })

  it('counts places of an unknown kind and repeated ones', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `p${i},school,"School, No. ${i}",0.45,51.75`)
    expect(await load(test.db, 'places', folder.write('places.csv', ['place_id,kind,name,lng,lat', ...rows, 'q,castle,Keep,0.45,51.75', 'p1,school,Again,0.45,51.75'].join('\n'))))
      .toMatchObject({ read: 32, loaded: 30, reasons: { 'kind-unknown': 1, 'reference-repeated': 1 } })
  })

  it.skipIf(!holds('areas'))(named('adds up to the published households and residents of Essex', 'areas'), async () => {
    await load(test.db, 'households', shared('areas', 'census21_households_by_deprivation_lsoa21_essex.csv'))
    await load(test.db, 'households', shared('areas', 'census21_usual_residents_by_age_lsoa21_essex.csv'))
    const [sum] = await test.db.rows(`select sum(households)::int as households, sum(residents)::int as residents from households where area_code not like 'E01099%'`)
    expect(sum).toEqual({ households: 771_180, residents: 1_860_224 })
  })
})

describe('deprivation', () => {
  const test = testDatabase()
  const app = testApp(test)
  const folder = testFolder()
  const decile = 'Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)'
  const file = (name: string, year: number, rows: readonly string[]) => folder.write(name, [`LSOA code (${year}),LSOA name (${year}),"Education, Skills and Training Rank",${decile}`, ...rows, ''].join('\n'))
  const deciles = async () => Object.fromEntries((await test.db.rows<{ code: string; decile: number }>('select lsoa_code as code, decile from lsoa_deciles order by 1')).map((row) => [row.code, row.decile]))

  it('is read by the publisher\'s names of columns, and counts why a row is left out', async () => {
    const rows = Array.from({ length: 37 }, (_, i) => `E010970${String(i + 10)},Westmarsh ${i},1,${(i % 10) + 1}`)
    const bad = ['E01097099,No decile,1,0', 'E01097098,Too many,1,11', 'W1,No code,1,3', 'E01097010,Again,1,4']
    expect(await load(test.db, 'deprivation', file('2019.csv', 2011, ['E01098101,Northmarsh 001A,1,4', 'E01098103,"Southmarsh, 001A",1,7', ...rows, ...bad])))
      .toMatchObject({ read: 43, loaded: 39, reasons: { 'decile-impossible': 2, 'code-unreadable': 1, 'reference-repeated': 1 } })
    expect(await sourceOf(app, 'deprivation')).toMatchObject({ loaded: 39, rejected: 4, synthetic: false, licence: 'Open Government Licence v3.0' })
    expect(await deciles()).toMatchObject({ E01098101: 4, E01098103: 7, E01097010: 1, E01097046: 7 })
  })

  it('goes over to the areas of 2021, the mean of those that became one rounded to the more deprived', async () => {
    await load(test.db, 'ruc', folder.write('changes.csv', [lsoaChanges.trim(), 'E01097010,E01099900,E07099001', 'E01097013,E01099900,E07099001', ''].join('\n')))
    expect(await deciles()).toMatchObject({ E01099101: 4, E01099103: 7, E01099104: 7, E01099900: 2 })
  })

  it('is of the newer edition where both are loaded', async () => {
    await load(test.db, 'deprivation', file('2025.csv', 2021, ['E01099101,Northmarsh 001A,1,9']))
    expect(await deciles()).toMatchObject({ E01099101: 9, E01098101: 4, E01099103: 7 })
  })

  it('is unchanged by the same bytes while they are live, and loaded anew when they are not', async () => {
    const again = () => load(test.db, 'deprivation', file('again.csv', 2021, ['E01099101,Northmarsh 001A,1,9']))
    expect((await again()).unchanged).toBe(true)
    await test.db.run('delete from deprivation')
    expect(await deciles()).toEqual({})
    expect((await again()).unchanged).toBe(false)
    expect(await deciles()).toEqual({ E01099101: 9 })
  })

  it('refuses a file that holds a part of the index alone', async () => {
    await expect(load(test.db, 'deprivation', folder.write('income.csv', 'LSOA Code (2011),Income Domain Score,Income Domain Rank (where 1 is most deprived)\nE01098101,0.1,200\n'))).rejects.toThrow(/IMD\) Decile/)
  })

  it.skipIf(!holds('areas'))(named('counts the deciles of Essex as published, on areas of 2021 too', 'areas'), async () => {
    await test.db.run('delete from deprivation')
    expect(await load(test.db, 'deprivation', shared('areas', 'File_2_-_IoD2019_Domains_of_Deprivation_essex.csv'))).toMatchObject({ read: 1077, loaded: 1077, rejected: 0 })
    const count = async () => (await test.db.rows<{ n: number }>('select count(*)::int as n from lsoa_deciles group by decile order by decile')).map(({ n }) => n)
    expect(await count()).toEqual([43, 66, 97, 120, 130, 107, 120, 131, 137, 126])
    await test.db.run('delete from lsoa_changes')
    await load(test.db, 'ruc', shared('areas', 'lsoa11_to_county_and_lsoa21_essex.csv'))
    const [row] = await test.db.rows<{ areas: number; classed: number }>('select count(distinct c.lsoa21_code)::int as areas, count(distinct d.lsoa_code)::int as classed from lsoa_changes c left join lsoa_deciles d on d.lsoa_code = c.lsoa21_code')
    expect(row).toEqual({ areas: 1111, classed: 1111 })
    await expect(load(test.db, 'deprivation', shared('areas', 'File_7a_IoD2019_essex.csv'))).rejects.toThrow(/IMD\) Decile/)
  })
})
