/** What local priorities hold and who reads it, over HTTP: plain text, days, links of this site, the area and its district, and a tag that follows what is published. */
import { beforeAll, describe, expect, it } from 'vitest'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { loadCounty } from '../support/ingest.ts'
import { burglary, partnershipOf, PRIORITIES as PATH } from '../support/priorities.ts'
import { errorOf } from '../support/sites.ts'

const test = testDatabase()
const folder = testFolder()
const { as, add, change, published, read, seen } = partnershipOf(test)
beforeAll(() => loadCounty(test.db, folder))
const titles = async (area?: string) => (await seen(area)).map(({ title }) => title)

describe('what everybody reads of an area', () => {
  it('is its own entries and then those of its district, and not those of the areas inside it', async () => {
    await published({ area: 'E01099102', title: 'Of the small area' })
    await published({ title: 'Of the district' })
    const small = await titles('E01099102')
    expect(small[0]).toBe('Of the small area')
    expect(small).toContain('Of the district')
    expect(await titles(northmarsh)).not.toContain('Of the small area')
    expect(await titles('E01099101')).not.toContain('Of the small area')
    expect(await titles(southmarsh)).toEqual([])
    expect(errorOf(await as(null).get('/api/areas/E00000000/priorities')).code).toBe('unknown-area')
    expect(errorOf(await as(null).get(`/api/areas/${northmarsh}/priorities?state=draft`)).parameter).toBe('state')
  })

  it('is the same for who has signed in, and is told apart by its tag without a new version of the data', async () => {
    const ask = (headers = {}) => as(null).get(`/api/areas/${northmarsh}/priorities`, headers)
    const version = async () => (await test.db.rows<{ version: string }>('select version::text from data_version'))[0]!.version
    const [first, before] = [await ask(), await version()]
    expect(first.headers['cache-control']).toBe('public, no-cache')
    expect((await ask({ 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304)
    await add()
    expect((await ask({ 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304)
    const entry = await published({ title: 'Changes the tag' })
    const second = await ask({ 'if-none-match': String(first.headers.etag) })
    expect([second.statusCode, second.json<{ priorities: { id: string }[] }>().priorities.some(({ id }) => id === entry.id)]).toEqual([200, true])
    expect(await version()).toBe(before)
    const signedIn = await as('sue').get(`/api/areas/${northmarsh}/priorities`)
    expect([signedIn.headers['cache-control'], signedIn.json<object>()]).toEqual(['private, no-store', second.json<object>()])
  })
})

describe('what is written', () => {
  it('stays text, markup and all, and keeps its lines', async () => {
    const title = '<script>alert(1)</script> & "quotes" {@html x}'
    const entry = await published({ title, asked: '<img src=x onerror=alert(1)>\r\nsecond line' })
    expect((await seen()).find(({ id }) => id === entry.id)).toMatchObject({ title, asked: '<img src=x onerror=alert(1)>\nsecond line' })
  })

  it.each([
    ['title', 'a\u0000b'], ['title', 'a\nb'], ['title', '   '], ['title', 'x'.repeat(121)], ['asked', '\ud800'], ['asked', 'a\u0000'], ['asked', 'y\u202egnihton'], ['asked', ''], ['willDo', 'a\u001bb'], ['willDo', 'x'.repeat(2001)], ['outcome', '\udfff'],
    ['begins', '2026-02-30'], ['begins', 'soon'], ['ends', '2026-11-01'], ['ends', '2027-13-01'], ['kind', 'promise'], ['status', 'draft'], ['area', 'not an area'], ['state', 'published'], ['publishedVersion', 3], ['synthetic', true], ['district', southmarsh]
  ])('is refused with the name of the field: %s %j', async (field, value) => {
    const entry = await add()
    const wrong = [await as('nora').post(PATH, { ...burglary, [field]: value }), await change(entry, { [field]: value })]
    for (const { statusCode, json } of wrong) expect([statusCode, json<{ error: { parameter: string } }>().error.parameter]).toEqual([400, field])
    expect((await read(entry.id)).version).toBe(1)
  })

  it('needs an outcome once it is done or stopped', async () => {
    for (const status of ['done', 'stopped']) expect(errorOf(await as('nora').post(PATH, { ...burglary, status }))).toMatchObject({ parameter: 'outcome' })
    const over = await add({ status: 'stopped', outcome: 'The shop closed.' })
    expect(errorOf(await change(over, { outcome: null })).parameter).toBe('outcome')
    expect((await change(over, { outcome: null, status: 'planned' })).statusCode).toBe(200)
  })

  it('links to pages of this site alone', async () => {
    for (const evidence of ['/?theme=burglary&area=E07000070&from=2025-01', '/roads?road=A12', '/performance?to=2014-09', '/', null]) expect((await add({ evidence })).evidence).toBe(evidence)
    expect((await add({ evidence: '/a/../roads?x=1' })).evidence).toBe('/roads?x=1')
    for (const evidence of ['javascript:alert(1)', '//evil.example', '/\\evil.example', 'https://evil.example/', '/..//evil.example', '/.//evil.example', ' /roads', '/ro ads', '/a\tb', '/api/session', '/patrols/plan?id=1', '/visits', '/sign-in?next=/', 'roads', '', `/${'x'.repeat(500)}`]) {
      const refused = await as('nora').post(PATH, { ...burglary, evidence })
      expect([evidence, refused.statusCode, errorOf(refused).parameter]).toEqual([evidence, 400, 'evidence'])
    }
  })
})
