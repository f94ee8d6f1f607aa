/** Postcodes: every form that is published, what is kept of a whole country, what becomes of every row, and files that cannot be right. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '../../api/areas/schema.ts'
import { isPostcodeFile } from '../../api/ingest/postcodes.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty, sourceOf } from '../support/ingest.ts'
import { filesOf, holds, named, shared } from '../support/shared-data.ts'

const fault = (name: string) => `fixtures/faults/${name}.csv`
const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const held = async () => (await test.db.rows<{ postcode: string }>('select postcode from postcodes order by 1')).map(({ postcode }) => postcode)
const table = (name: string, ...lines: string[]) => files.write(name, [...lines, ''].join('\n'))

it('cannot be told apart before areas are loaded', async () =>
  expect(load(test.db, 'postcodes', fault('postcodes-mixed'))).rejects.toThrow(/load areas first/))

describe('postcodes', () => {
  beforeAll(() => loadCounty(test.db, files))

  it('of a whole directory are kept where they belong here, and every other row is counted with its reason', async () => {
    const summary = await load(test.db, 'postcodes', fault('postcodes-mixed'))
    expect(summary).toMatchObject({ read: 48, loaded: 30, rejected: 18, reasons: { 'postcode-elsewhere': 12, 'postcode-terminated': 2, 'postcode-no-position': 2, 'postcode-unreadable': 1, 'reference-repeated': 1 } })
    expect(await held()).toHaveLength(30)
    expect(await sourceOf(app, 'postcodes')).toMatchObject({ read: 48, loaded: 30, rejected: 18, synthetic: false, publisher: 'Office for National Statistics', licence: expect.stringMatching(/^Open Government Licence v3.0; .*Royal Mail/) as string })
    expect((await load(test.db, 'postcodes', fault('postcodes-mixed'))).unchanged).toBe(true)
  })

  it('of a newer file replace those of the same name, and those that it has ended go', async () => {
    await load(test.db, 'postcodes', table('newer.csv', 'pcds,doterm,lat,long', 'ZM1 9ZZ,,51.72,0.42', 'ZM11 1AA,202401,51.75,0.46'))
    const now = await held()
    expect(now).toHaveLength(29)
    expect(now).not.toContain('ZM111AA')
    expect(await test.db.rows(`select round(st_y(geom)::numeric, 4)::float8 as lat, lsoa21_code from postcodes where postcode = 'ZM19ZZ'`)).toEqual([{ lat: 51.72, lsoa21_code: null }])
    // The older file still holds the rest, and is listed for as long as it does.
    expect(await sourceOf(app, 'postcodes')).toMatchObject({ files: 2 })
  })

  it.each([
    ['capitals or not, with or without its space', 'Postcode,Latitude,Longitude', 'zm5 1aa,51.75,0.45'], ['lng before lat', 'postcode,lng,lat', 'ZM51AA,0.45,51.75'], ['pcd of seven letters', 'pcd,lat,long', 'ZM5 1AA,51.75,0.45'],
    ['a spelling that was published', 'LSOA Name,LSOA Code,Lat,Long,Postdocde', 'Northmarsh001A,E01099101,51.75,0.45,ZM5 1AA'], ['an LSOA of 2021', 'PCD7,lsoa21,LAT,LONG', 'ZM5 1AA,E01099101,51.75,0.45']
  ])('are read with %s', async (name, header, row) => {
    await test.db.run(`delete from postcodes where postcode = 'ZM51AA'`)
    expect(await load(test.db, 'postcodes', table(`${name}.csv`, header, row))).toMatchObject({ read: 1, loaded: 1 })
    expect(await test.db.rows(`select st_x(geom) as lng, st_y(geom) as lat from postcodes where postcode = 'ZM51AA'`)).toEqual([{ lng: 0.45, lat: 51.75 }])
  })

  it('on the British grid lie where they lie in degrees, and Northern Ireland is not taken for Britain', async () => {
    const [grid] = await test.db.rows<{ e: number; n: number }>('select round(st_x(p))::int as e, round(st_y(p))::int as n from (select st_transform(st_setsrid(st_point(0.45, 51.75), 4326), 27700) as p) x')
    // Great Baddow and Maldon lie at about these numbers.
    expect([grid!.e, grid!.n].map((metres) => Math.round(metres / 1000))).toEqual([569, 209])
    const summary = await load(test.db, 'postcodes', table('grid.csv', 'pcds,oseast1m,osnrth1m', `ZM6 1AA,${grid!.e},${grid!.n}`, `BT1 1AA,${grid!.e},${grid!.n}`, 'YO1 1AA,460000,452000', 'ZM6 1AB,,'))
    expect(summary).toMatchObject({ loaded: 1, reasons: { 'postcode-elsewhere': 2, 'postcode-no-position': 1 } })
    const [found] = await test.db.rows<{ away: number }>(`select st_distance(geom::geography, st_setsrid(st_point(0.45, 51.75), 4326)::geography) as away from postcodes where postcode = 'ZM61AA'`)
    expect(found!.away).toBeLessThan(2)
  })

  it('that name an LSOA far from where they are said to be are counted, not believed', async () => {
    const sound = Array.from({ length: 20 }, (_, i) => `ZM7 1${String.fromCharCode(65 + i)}A,51.75,0.45,E01099101`)
    const summary = await load(test.db, 'postcodes', table('far.csv', 'pcds,lat,long,lsoa21cd', ...sound, 'ZM7 9AA,53.9,-1.1,E01099101'))
    expect(summary).toMatchObject({ loaded: 20, reasons: { 'coordinates-far-from-lsoa': 1 } })
  })

  it.each([
    ['postcodes-swapped', /5 of 5 rows.*coordinates-swapped/], ['postcodes-without-place', /line 1: does not say where/], ['postcodes-elsewhere', /none of its 2 rows belongs to the study area/], ['missing-column', /has no column of postcodes/]
  ])('of the faulty file %s are refused, and nothing changes', async (name, reason) => {
    const before = await held()
    await expect(load(test.db, 'postcodes', fault(name))).rejects.toThrow(reason)
    expect(await held()).toEqual(before)
  })

  it('are judged by the rows that should belong here: faults do not hide behind a whole country', async () => {
    const elsewhere = Array.from({ length: 90 }, (_, i) => `YO1 ${Math.floor(i / 10)}${String.fromCharCode(65 + (i % 10))}A,53.9,-1.1`)
    const lines = [...elsewhere, ...Array.from({ length: 8 }, (_, i) => `ZM8 1A${String.fromCharCode(65 + i)},51.75,0.45`), 'ZM8,51.75,0.45', ',51.75,0.45']
    await expect(load(test.db, 'postcodes', table('hidden.csv', 'postcode,lat,long', ...lines))).rejects.toThrow(/2 of 10 rows.*postcode-unreadable/)
  })

  it('a folder of parts may hold parts without a row of this county', async () => {
    const folder = files.folder('parts')
    folder.write('postcodes-a.csv', 'postcode,lat,long\nYO1 1AA,53.9,-1.1\n')
    folder.write('postcodes-b.csv', 'postcode,lat,long\nZM9 1AA,51.75,0.45\n')
    expect(await load(test.db, 'postcodes', folder.path)).toMatchObject({ loaded: 1, rejected: 1 })
  })
})

it('in an archive of the publisher the whole file is taken once', () =>
  expect(['ONSPD_FEB_2025_UK.csv', 'ONSPD_FEB_2025_UK_CM.csv', 'NSPL21_AUG_2024_UK.csv', 'NSPL21_AUG_2024_UK_E.csv', 'LAD23_LAU121_ITL321_ITL221_ITL121_UK_LU.csv', 'postcodes.csv', 'postcodes.xlsx'].filter(isPostcodeFile)).toEqual(['ONSPD_FEB_2025_UK.csv', 'NSPL21_AUG_2024_UK.csv', 'postcodes.csv']))

describe.skipIf(!holds('areas') || !holds('boundaries', 'lsoa21'))(named('postcodes of Essex as published', 'areas'), () => {
  it('are kept, found, and lie in the small area that the file names', async () => {
    const path = shared('areas', 'lsoa_lat_long_postcodes_essex.csv')
    await load(test.db, 'areas', ...filesOf('boundaries/lsoa21'))
    const { read, loaded, reasons } = await load(test.db, 'postcodes', path)
    const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
    expect({ read, loaded, reasons }).toEqual({ read: rows.length, loaded: new Set(rows.map((line) => line.split(',')[4]!.replace(/\s/g, ''))).size, reasons: { 'reference-repeated': 2 } })
    await versionSettles()
    const [, code, , , postcode] = rows[0]!.trim().split(',') as [string, string, string, string, string]
    const { results } = await app.json<SearchAnswer>(`/api/areas/search?q=${encodeURIComponent(postcode.toLowerCase())}`)
    expect(results[0]).toMatchObject({ kind: 'postcode', name: postcode })
    expect(results[0]!.areas!.at(-1)).toMatchObject({ type: 'lsoa21', code })
  })
})
