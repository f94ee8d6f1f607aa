/** Neighbourhood numbers where little may be told: nothing loaded, years that are not whole, and a force's own records. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../api/areas/profile-schema.ts'
import { testApp, versionSettles } from '../support/app.ts'
import { northmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, months as forceMonths } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { neighbourhoodRows as rowsOf } from '../support/neighbourhood.ts'
import { csv } from '../support/street.ts'

describe('a neighbourhood of which little is loaded', () => {
  const test = testDatabase()
  const app = testApp(test)
  const files = testFolder()
  const profile = (code: string) => app.json<Profile>(`/api/areas/${code}/profile`)
  beforeAll(() => loadCounty(test.db, files))

  it('says that nothing is loaded, and still shows the place', async () => {
    await versionSettles()
    const answer = await profile(northmarsh)
    expect(answer).toMatchObject({ sentences: ['No records are loaded for Northmarsh yet.'], kinds: [], similar: { areas: [], note: expect.stringContaining('nothing is told') }, source: expect.stringMatching(/^Boundaries\. .*Rural-urban classification/) })
    const { statusCode, body } = await app.get(`/neighbourhood/${northmarsh}`)
    expect(statusCode).toBe(200)
    expect(body).toContain('No road collisions are loaded.')
  })

  it('compares like months with like where years are not whole, and nothing where none is', async () => {
    const folder = files.folder('some')
    for (const month of ['2024-02', '2025-01', '2025-02', '2025-03']) folder.write(`${month}-testshire-street.csv`, csv(rowsOf(month)))
    await load(test.db, 'police-uk', folder.path)
    await versionSettles()
    const answer = await profile(northmarsh)
    expect(answer.span).toMatchObject({ told: ['2025-01', '2025-02', '2025-03'], compared: ['2025-02'] })
    expect(answer.kinds.find(({ theme }) => theme === 'burglary')).toMatchObject({ count: 18, compared: 6, lastYear: 10, percent: null, changeText: 'base under 20', direction: null, rate: null })
    expect(answer.sentences[1]).toBe('These are 3 of the twelve months to March 2025; the others are not loaded. Only February 2025 can be compared with the same months of the year before.')
    expect(answer.sentences[2]).toBe('All crime: 6 in February 2025, 4 fewer than in the year before (too few to tell a rise or a fall).')
    const { body } = await app.get(`/neighbourhood/${northmarsh}`)
    expect(body).toContain('No rates are told')
    expect(body).toContain('Similar places cannot be compared')
  })
})

describe('a neighbourhood of a force\'s own records', () => {
  const test = testDatabase()
  const app = testApp(test)
  const files = testFolder()
  const records = forceRecords()
  beforeAll(async () => {
    await loadCounty(test.db, files)
    await load(test.db, 'force-incidents', files.write('records.csv', asCsv(records)))
    await versionSettles()
  })

  it('is told of districts exactly, and not of smaller areas', async () => {
    const north = await app.json<Profile>(`/api/areas/${northmarsh}/profile`)
    const shoplifting = records.filter(({ category, lat }) => category === 'shoplifting' && Number(lat) > 51.7 && Number(lat) < 51.8)
    expect(north.span!.told).toEqual(forceMonths)
    expect(north.kinds.find(({ theme }) => theme === 'shoplifting')!.count).toBe(shoplifting.length)
    const small = await app.json<Profile>('/api/areas/E01099101/profile')
    expect(small).toMatchObject({ kinds: [], similar: { areas: [] }, sentences: [expect.stringContaining('not for an area as small as Northmarsh 001A')] })
    expect(small.notShown[0]).toContain('single records could be recognised')
    const { body } = await app.get('/neighbourhood/E01099101')
    expect(body).not.toContain('class="kinds"')
    // The map has no figures of it either: its district's are shown.
    expect(body).toContain(`<a href="/?theme=crime&amp;area=${northmarsh}">Open the map</a>`)
    expect([small.source, north.source].map((source) => source.includes('Recorded incidents of the force'))).toEqual([false, true])
  })
})
