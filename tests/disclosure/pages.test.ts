/**
 * Somebody opens every public page, feed and file, and reads them through: nothing in them points to a single record of the force, nothing is told of small areas or of months that
 * are not yet public, and every number that a page tells of a district is a total that the attacker of attack.test.ts holds already, so that what he cannot find stays hidden.
 */
import { latLngToCell } from 'h3-js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../api/areas/profile-schema.ts'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import { measureIds } from '../../api/performance-vocabulary.ts'
import { themes } from '../../api/vocabulary.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, months, premises, record, type ForceRecord } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { crawl, startingPaths, type CrawlPlan, type Opened } from '../support/public-crawl.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
const force = 'E23099001'
const small = ['E01099101', 'E01099102', 'E01099103', 'E01099104', 'E01098101', 'E05099001']
const codes = [force, northmarsh, southmarsh, ...small]
const ward = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { WD25CD: 'E05099001', WD25NM: 'East Fen', LAD25CD: northmarsh }, geometry: { type: 'Polygon', coordinates: [[[0.45, 51.7], [0.6, 51.7], [0.6, 51.8], [0.45, 51.8], [0.45, 51.7]]] } }] })
const thisMonth = new Date().toISOString().slice(0, 7)
/** Positions and references that can be found again, and in the month that has not passed a kind that is nowhere else. */
const marked = (records: readonly ForceRecord[]) => records.map((one) => (one.lng === '' ? { ...one, id: `mark${one.id}` } : { ...one, id: `mark${one.id}`, lng: (Number(one.lng) + 0.000417).toFixed(6), lat: (Number(one.lat) + 0.000283).toFixed(6) }))
const records = marked([...forceRecords(), ...Array.from({ length: 37 }, () => record('bicycle-theft', thisMonth, [0.45, 51.75], { at: `${thisMonth}-01T00:30` }))])
const sums = (query: string) => [query, `${query}&res=7`, ...[northmarsh, southmarsh].map((code) => `${query}&area=${code}`)]
const themed = themes.flatMap(({ id }) => sums(`?theme=${id}&from=${months[0]}&to=${months.at(-1)}`))
const plan: CrawlPlan = {
  codes, values: { id: [...measureIds, 'nothing'] }, begin: ['/neighbourhood', '/neighbourhood?q=marsh', '/neighbourhood?q=mark'],
  queries: {
    '/api/cells': themed, '/api/cells/series': themed, '/api/hotspots': themed, '/api/hotspots/change': themed.slice(0, 8), '/api/hotspots/density': themed.slice(0, 8), '/api/hotspots/classes': themed.slice(0, 8), '/api/areas/search': ['?q=marsh', '?q=E0'],
    '/api/areas': ['', ...['force', 'district', 'ward', 'lsoa21', 'lsoa11'].map((type) => `?type=${type}`)]
  }
}
let opened: Opened[]

beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'areas', files.write('wards.geojson', ward))
  await load(test.db, 'households', files.write('homes.csv', ['lsoa21_code,residents', ...small.slice(0, 4).map((code, i) => `${code},${1000 + 300 * i}`), ''].join('\n')))
  await load(test.db, 'places', files.write('places.csv', premises))
  await load(test.db, 'force-incidents', files.write('records.csv', asCsv(records)))
  await versionSettles()
  opened = await crawl(app, plan)
}, 300_000)

const profileOf = (code: string) => JSON.parse(opened.find(({ path }) => path === `/api/areas/${code}/profile`)!.body) as Profile

describe('whoever opens everything', () => {
  it('opens every public route, page and feed, and most of them answer', () => {
    for (const path of startingPaths(app, plan)) expect(opened.some((one) => one.path === path), path).toBe(true)
    const answered = opened.filter(({ status }) => status === 200)
    for (const kind of ['text/html', 'application/atom+xml', 'text/csv', 'application/geo+json', 'application/json', 'application/ld+json']) expect(answered.some(({ type }) => type.startsWith(kind)), kind).toBe(true)
    expect(answered.length).toBeGreaterThan(opened.length / 2)
    expect(opened.filter(({ status }) => status >= 500)).toEqual([])
  })

  it('finds no reference and no position of a record', () => {
    const cells = records.flatMap(({ lng, lat }) => (lng === '' ? [] : [9, 10].map((res) => latLngToCell(Number(lat), Number(lng), res))))
    const positions = records.flatMap(({ lng, lat }) => (lng === '' ? [] : [lng, lat]))
    const secrets = [...new Set([...cells, ...positions])]
    expect(secrets.length).toBeGreaterThan(30)
    for (const { path, body } of opened.filter((one) => one.path !== '/neighbourhood?q=mark')) {
      expect(/\bmarkr\d/.test(body), path).toBe(false)
      expect(secrets.filter((secret) => body.includes(secret)), path).toEqual([])
    }
  })

  it('finds nothing of a month that has not passed', () => {
    expect(profileOf(northmarsh).kinds.map(({ theme }) => theme)).not.toContain('bicycle-theft')
    expect(profileOf(force).span!.told).toEqual(months)
    for (const { path, body } of opened) expect(body.includes(`"${thisMonth}"`), path).toBe(false)
  })

  it('finds nothing of small areas', () => {
    for (const code of small) {
      const profile = profileOf(code)
      expect([code, profile.kinds, profile.similar.areas, profile.span]).toEqual([code, [], [], null])
      const pages = opened.filter(({ path }) => path.startsWith(`/neighbourhood/${code}`))
      expect(pages.length).toBeGreaterThan(2)
      for (const { body } of pages.filter(({ path }) => !path.includes('compare'))) expect(body).not.toMatch(/\d offences?|\d incidents?|class="hexagon/)
    }
  })

  it('finds of districts and the force only totals that are told by the maps as well', async () => {
    for (const code of [force, northmarsh, southmarsh]) {
      for (const { theme, months: told, count } of profileOf(code).kinds) {
        const held = profileOf(code).span!.told
        const answers = await Promise.all(held.map((month) => app.json<CellsAnswer>(`/api/cells?theme=${theme}&from=${month}&to=${month}&res=8${code === force ? '' : `&area=${code}`}`)))
        expect([code, theme, told.slice(12).filter((n) => n !== null)]).toEqual([code, theme, answers.map(({ total }) => total)])
        expect(count).toBe(answers.reduce((sum, { total }) => sum + total, 0))
      }
      expect(profileOf(code).kinds.length).toBeGreaterThan(5)
    }
    const [south] = profileOf(northmarsh).similar.areas
    for (const { theme, count } of south!.rates) expect([theme, count]).toEqual([theme, profileOf(southmarsh).kinds.find((one) => one.theme === theme)?.count])
  })

  it('finds nothing of what is told in the totals of the force alone', () => {
    const never = ['domestic-incident', 'domestic-offences', 'homicide']
    for (const { path, body } of opened.filter(({ path: one }) => /^\/neighbourhood|\/profile/.test(one))) expect([path, never.filter((kind) => body.includes(kind))]).toEqual([path, []])
  })
})
