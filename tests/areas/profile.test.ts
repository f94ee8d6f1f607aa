/** Neighbourhood numbers over HTTP: counted by hand in an invented county, beside the year before, the force and similar areas; what a force's own records may tell; pages in every state. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Profile } from '../../api/areas/profile-schema.ts'
import { ratePerThousand } from '../../api/analysis/rates.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { eastmarsh, northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { neighbourhoodRows as rowsOf } from '../support/neighbourhood.ts'
import { expectSchema } from '../support/schema.ts'
import { csv } from '../support/street.ts'

const monthsOf = (year: number) => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
const households = ['lsoa21_code,households', 'E01099101,1000', 'E01099102,500', 'E01099103,2000', 'E01099104,400', ''].join('\n')
const residents = ['lsoa21_code,residents', 'E01099101,2500', 'E01099102,1200', 'E01099103,4000', 'E01099104,900', ''].join('\n')
const deciles = ['lsoa21_code,decile', 'E01099101,2', 'E01099102,8', 'E01099103,5', 'E01099104,5', ''].join('\n')
/** A ward that takes the eastern six tenths of the north-western small area and all of the north-eastern one. */
const ward = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { WD25CD: 'E05099001', WD25NM: '<script>alert(1)</script> & Fen', LAD25CD: northmarsh }, geometry: { type: 'Polygon', coordinates: [[[0.44, 51.7], [0.6, 51.7], [0.6, 51.8], [0.44, 51.8], [0.44, 51.7]]] } }] })

describe('a neighbourhood of open records', () => {
  const test = testDatabase()
  const app = testApp(test)
  const files = testFolder()
  const profile = async (code: string) => {
    const answer: unknown = await app.json(`/api/areas/${code}/profile`)
    expectSchema(Profile, answer)
    return answer
  }
  const kind = (answer: Profile, theme: string) => answer.kinds.find((one) => one.theme === theme)!

  beforeAll(async () => {
    await loadCounty(test.db, files)
    await load(test.db, 'households', files.write('homes.csv', households), files.write('people.csv', residents))
    await load(test.db, 'deprivation', files.write('deciles.csv', deciles))
    await load(test.db, 'areas', files.write('wards.geojson', ward))
    const folder = files.folder('months')
    for (const month of [...monthsOf(2024), ...monthsOf(2025)]) folder.write(`${month}-testshire-street.csv`, csv(rowsOf(month)))
    await load(test.db, 'police-uk', folder.path)
    await versionSettles()
  }, 180_000)

  it('counts both years as they were written, and says which way it went', async () => {
    const north = await profile(northmarsh)
    expect(north.span).toEqual({ from: '2025-01', to: '2025-12', told: monthsOf(2025), compared: monthsOf(2025) })
    expect(kind(north, 'burglary')).toMatchObject({ count: 72, compared: 72, lastYear: 120, difference: -48, percent: -40, changeText: '-40.0 %', direction: 'fell' })
    expect(kind(north, 'anti-social-behaviour')).toMatchObject({ count: 48, lastYear: 48, percent: 0, direction: 'level' })
    expect(kind(north, 'burglary').months).toEqual([...Array.from({ length: 12 }, () => 10), ...Array.from({ length: 12 }, () => 6)])
    expect(north.sentences).toEqual([
      'In the twelve months to December 2025, 72 offences and 48 incidents of anti-social behaviour were recorded in Northmarsh.',
      expect.stringMatching(/^All crime fell: 72, 48 fewer than in the year before \(−40\.0 %, 95 % interval −5\d\.\d to −1\d\.\d\)\.$/),
      expect.stringMatching(/^Anti-social behaviour was about the same: 48, as many as in the year before \(0\.0 %.*may be chance\)\.$/)
    ])
  })

  it('gives no percentage after nothing or on a small base, and says why', async () => {
    const answer = await profile(southmarsh)
    expect(kind(answer, 'robbery')).toMatchObject({ count: 12, lastYear: 0, percent: null, changeText: 'n/a', lower: null, direction: null })
    expect(kind(answer, 'burglary')).toMatchObject({ count: 36, lastYear: 36, percent: 0 })
    expect((await app.get(`/neighbourhood/${southmarsh}`)).body).toContain('none the year before')
  })

  it('has rates of homes for burglary and of people else, beside the force', async () => {
    const north = await profile(northmarsh)
    expect(north.facts).toMatchObject({ households: 1500, residents: 3700, ruralShare: 1, decile: expect.closeTo((1000 * 2 + 500 * 8) / 1500, 9) })
    expect(kind(north, 'burglary')).toMatchObject({ rateOf: 'households', rate: { rate: 48 }, forceRate: expect.closeTo((1000 * 108) / 3900, 2), standing: 'higher' })
    expect(kind(north, 'crime')).toMatchObject({ rateOf: 'residents', rate: { rate: Number(ratePerThousand(72, 3700)!.rate.toFixed(2)) } })
    expect(kind(await profile('E23099001'), 'burglary')).toMatchObject({ count: 108, forceRate: null, standing: null })
  })

  it('of small areas and of a ward that cuts through them', async () => {
    expect(kind(await profile('E01099101'), 'burglary')).toMatchObject({ count: 72, rate: { rate: 72 } })
    const cut = await profile('E05099001')
    expect(cut.facts).toMatchObject({ households: 1100, residents: 2700, censusYear: 2021, classYear: 2011, decileYear: 2025 })
    expect(cut.area).toMatchObject({ type: 'ward', district: { code: northmarsh, name: 'Northmarsh' }, force: 'Testshire' })
    expect(kind(cut, 'burglary').count).toBe(72)
  })

  it('names the areas most like it, in the same kind', async () => {
    const { similar } = await profile('E01099103')
    expect(similar.areas.map(({ code }) => code).sort()).toEqual(['E01099101', 'E01099102', 'E01099104'])
    expect(similar.areas[0]!.rates.find(({ theme }) => theme === 'crime')).toMatchObject({ count: expect.any(Number) })
    expect(similar.method).toContain('number of homes, homes per square kilometre, share of homes in rural areas and deprivation')
    expect((await profile(northmarsh)).similar.areas.map(({ code }) => code)).toEqual([southmarsh])
  })

  it('is the same as the page, and every number of the page\'s sentences is in the data', async () => {
    const answer = await profile(northmarsh)
    const { body, headers } = await app.get(`/neighbourhood/${northmarsh}`)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    for (const sentence of answer.sentences) expect(body).toContain(sentence)
    expect(body).not.toMatch(/<script/i)
  })

  it('comes as a table, with months and source on every line', async () => {
    const { body, headers } = await app.get(`/api/areas/${northmarsh}/profile?form=csv`)
    expect(headers['content-type']).toContain('text/csv')
    const [head, ...lines] = body.trim().split('\r\n')
    expect(head).toMatch(/^theme,title,unit,count,compared,last_year,.*,area_code,area,months,months_compared,source,synthetic,data_as_at$/)
    expect(lines.find((line) => line.startsWith('burglary,'))).toMatch(/^burglary,Burglary,offences,72,72,120,-48,-40,.*,E07099001,Northmarsh,January 2025 to December 2025,January 2025 to December 2025,.*data\.police\.uk/)
    expect((await app.get(`/api/areas/${northmarsh}/profile`, { accept: 'text/csv' })).body).toBe(body)
    expect((await app.get(`/api/areas/${northmarsh}/profile?form=geojson`)).statusCode).toBe(400)
  })

  it('writes what a file calls an area as text', async () => {
    const { body } = await app.get('/neighbourhood/E05099001')
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; Fen')
    expect(body).not.toMatch(/<script/i)
    expect((await app.get('/neighbourhood/E05099001/feed.atom')).body).not.toMatch(/<script/i)
    expect((await app.get(`/neighbourhood/${northmarsh}/compare?with=${encodeURIComponent('"><script>x</script>')}`)).body).not.toMatch(/<script/i)
  })

  it('says in words that there is no such place, or that it lies outside', async () => {
    for (const code of ['E99999999', eastmarsh]) {
      const response = await app.get(`/neighbourhood/${code}`)
      expect([response.statusCode, response.headers['content-type'], response.headers['cache-control']]).toEqual([404, 'text/html; charset=utf-8', 'no-store'])
      expect(response.body).toContain(`No area with the code “${code}” is loaded`.replace(/[“”]/g, '&quot;'))
      expect((await app.get(`/api/areas/${code}/profile`)).json()).toMatchObject({ error: { code: 'unknown-area', parameter: 'code' } })
    }
  })

  it('is worked out once for everybody, and again when the data change', async () => {
    const first = await app.get(`/neighbourhood/${southmarsh}`)
    const before = app.answers.computed
    const second = await app.get(`/neighbourhood/${southmarsh}`)
    expect(app.answers.computed).toBe(before)
    expect(second.headers.etag).toBe(first.headers.etag)
    expect((await app.get(`/neighbourhood/${southmarsh}`, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304)
    expect(first.headers['cache-control']).toBe('public, no-cache')
  })

  it('opens with whatever else an address carries, and finds places by name without a script', async () => {
    expect((await app.get(`/neighbourhood/${northmarsh}?from=a-friend`)).statusCode).toBe(200)
    expect((await app.get('/neighbourhood?q=northm')).body).toContain(`<a href="/neighbourhood/${northmarsh}">Northmarsh</a>`)
    expect((await app.get('/neighbourhood?q=zzzz')).body).toContain('Nothing here is called “zzzz”.')
    expect((await app.get('/neighbourhood?q=Nrothmarsh')).body).toMatch(/Nothing is called “Nrothmarsh”; these are close\.[\s\S]*>Northmarsh<\/a>/)
    expect((await app.get('/neighbourhood')).body).toContain('Southmarsh')
  })

  it('compares two places with intervals, and says what it cannot', async () => {
    const { body } = await app.get(`/neighbourhood/${northmarsh}/compare?with=${southmarsh}`)
    expect(body).toContain('Northmarsh and Southmarsh')
    expect(body).toMatch(/<b>More<\/b> in Northmarsh<small>\d\.\d\d times \(/)
    expect((await app.get(`/neighbourhood/${northmarsh}/compare?with=southmarsh`)).body).toContain('may mean one of these')
    expect((await app.get(`/neighbourhood/${northmarsh}/compare?with=${northmarsh}`)).body).toContain('That is the same place')
    expect((await app.get(`/neighbourhood/${northmarsh}/compare?with=zzzz`)).body).toContain('Nothing here is called “zzzz”.')
  })

  it('has a feed of its months, newest first, each with the numbers of the page', async () => {
    const { body, headers } = await app.get(`/neighbourhood/${northmarsh}/feed.atom`)
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const entries = [...body.matchAll(/<entry>(.*?)<\/entry>/g)].map(([, entry]) => entry!)
    expect(entries).toHaveLength(12)
    expect(entries[0]).toContain('December 2025: figures for Northmarsh')
    expect(entries[0]).toContain('6 offences (10 in the same month of the year before) and 4 incidents of anti-social behaviour (4 in the same month of the year before) were recorded in Northmarsh.')
    expect(new Set(entries.map((entry) => /<id>(.*?)<\/id>/.exec(entry)![1])).size).toBe(12)
    expect(body).toMatch(/<updated>20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/updated>/)
  })
})
