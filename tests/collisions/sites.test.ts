/** Sites of the register over HTTP with real sign-ins: what is kept, in what states, with what history; what is refused. */
import type { Static } from 'typebox'
import { beforeAll, describe, expect, it } from 'vitest'
import { SiteWithHistory, type HistoryAnswer, type Site } from '../../api/collisions/site-schema.ts'
import { dayOf } from '../../api/collisions/sites.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { loadCounty } from '../support/ingest.ts'
import { expectSchema } from '../support/schema.ts'
import { errorOf, junction, registerOf, secret, SITES as PATH } from '../support/sites.ts'

const test = testDatabase()
const folder = testFolder()
const { as, add, change, changed } = registerOf(test)
const today = dayOf(new Date())
const STEP = 0.0001
beforeAll(() => loadCounty(test.db, folder))

describe('a site', () => {
  const origin = { preset: 'wales', by: 'collisions', fewest: 4, radiusM: 50, from: '2012-01', to: '2014-12', cluster: 'x0', collisions: 8, ksi: 3, further: 7, expected: 1.2, behind: 5.4, lower: 2.5, upper: 9.6, excess: 4.2, dataVersion: 'abc.12' }

  it('is kept as it was given, with the cluster that it came from, and read with its history', async () => {
    const created = await as('rosa').post(PATH, { ...junction, road: 'A12', owner: 'Roads team', notes: secret, origin })
    expect([created.statusCode, created.headers.etag, created.headers['cache-control']]).toEqual([201, '"1"', 'private, no-store'])
    expect(created.json()).toMatchObject({ ...junction, kind: 'site', status: 'proposed', schemeType: null, road: 'A12', owner: 'Roads team', notes: secret, shape: null, proposedOn: today, builtOn: null, origin, version: 1, createdBy: 'rosa' })
    const read = (await as('paul').get(`${PATH}/${created.json<Site>().id}`)).json<Static<typeof SiteWithHistory>>()
    expectSchema(SiteWithHistory, read)
    expect(read).toEqual({ ...created.json<Site>(), history: [{ version: 1, act: 'added', by: 'rosa', at: read.changedAt, status: 'proposed', changes: [] }] })
  })

  it('goes through its states one by one, each dated, and each change is kept', async () => {
    let site = await add()
    for (const status of ['investigating', 'scheme-agreed', 'built', 'monitoring', 'closed']) site = await changed(site, { status, ...(status === 'scheme-agreed' ? { schemeType: 'engineering', notes: 'Signals' } : {}) })
    expect(site).toMatchObject({ status: 'closed', schemeType: 'engineering', proposedOn: today, investigatedOn: today, agreedOn: today, builtOn: today, closedOn: today, version: 6 })
    site = await changed(site, { status: 'monitoring' })
    expect([site.closedOn, site.builtOn]).toEqual([null, today])
    const { history } = (await as('rosa').get(`${PATH}/${site.id}`)).json<Static<typeof SiteWithHistory>>()
    expect(history.map(({ version, status }) => [version, status])).toEqual([[7, 'monitoring'], [6, 'closed'], [5, 'monitoring'], [4, 'built'], [3, 'scheme-agreed'], [2, 'investigating'], [1, 'proposed']])
    expect(history[4]!.changes).toEqual([{ field: 'status', from: 'investigating', to: 'scheme-agreed' }, { field: 'schemeType', from: null, to: 'engineering' }, { field: 'notes', from: '', to: 'Signals' }, { field: 'agreedOn', from: null, to: today }])
  })

  it('leaps no state, and loses the date of one that it goes back from', async () => {
    const site = await add()
    const leap = await change(site, { status: 'built' })
    expect([leap.statusCode, errorOf(leap)]).toEqual([400, { code: 'bad-parameter', parameter: 'status', message: 'From "Proposed" a site can go to "Investigating" or "Closed", not to "Built or begun".' }])
    const back = await changed(await changed(site, { status: 'investigating' }), { status: 'proposed' })
    expect([back.status, back.investigatedOn, back.proposedOn]).toEqual(['proposed', null, today])
  })

  it('may be a drawn line with a width or a drawn area, and changes from one into the other', async () => {
    const line = { type: 'LineString', coordinates: [[0.45, 51.75], [0.46, 51.75], [0.46, 51.76]] }
    const area = { type: 'Polygon', coordinates: [[[0.45, 51.75], [0.46, 51.75], [0.46, 51.76], [0.45, 51.75]]] }
    const drawn = await as('rosa').post(PATH, { name: 'Marsh Lane', kind: 'speed-watch', shape: line, radiusM: 30 })
    expect(drawn.json()).toMatchObject({ kind: 'speed-watch', shape: line, radiusM: 30, position: [expect.closeTo(0.46, 2), 51.75] })
    const asArea = await changed(drawn.json<Site>(), { shape: area })
    expect(asArea).toMatchObject({ shape: area, radiusM: null })
    expect(errorOf(await change(asArea, { radiusM: 20 })).parameter).toBe('radiusM')
    const asCircle = await changed(asArea, { position: [0.45, 51.75], radiusM: 80 })
    expect(asCircle).toMatchObject({ shape: null, position: [0.45, 51.75], radiusM: 80 })
    expect((await changed(asCircle, { radiusM: 90 })).position).toEqual([0.45, 51.75])
    const { history } = (await as('rosa').get(`${PATH}/${asCircle.id}`)).json<Static<typeof SiteWithHistory>>()
    expect(history[0]!.changes).toEqual([{ field: 'radiusM', from: '80', to: '90' }])
  })

  it.each<[object, string, string]>([
    [{ position: [0.2, 51.75] }, 'position', 'outside the area of the force'], [{ position: undefined, shape: { type: 'LineString', coordinates: [[0.45, 51.75], [0.9, 51.75]] } }, 'shape', 'outside'],
    [{ position: undefined, radiusM: undefined, shape: { type: 'Polygon', coordinates: [[[0.45, 51.75], [0.46, 51.76], [0.46, 51.75], [0.45, 51.76], [0.45, 51.75]]] } }, 'shape', 'self-intersection'],
    [{ position: undefined, radiusM: undefined, shape: { type: 'Polygon', coordinates: [[[0.45, 51.75], [0.46, 51.76], [0.46, 51.75], [0.45, 51.76]]] } }, 'shape', 'does not close'],
    [{ position: undefined, shape: { type: 'LineString', coordinates: [[0.45, 51.75], [0.45, 51.75]] } }, 'shape', 'cannot be one'],
    [{ position: undefined, shape: { type: 'LineString', coordinates: Array.from({ length: 201 }, (_, i) => [0.45 + i * STEP, 51.75]) } }, 'shape/coordinates', '200'],
    [{ shape: { type: 'LineString', coordinates: [[0.45, 51.75], [0.46, 51.75]] } }, 'shape', 'not both'], [{ position: undefined }, 'position', 'Say where it is'], [{ radiusM: undefined }, 'radiusM', 'how many metres'],
    [{ builtOn: '2024-03-01', agreedOn: '2024-04-01' }, 'builtOn', 'Built (2024-03-01) cannot be before scheme agreed (2024-04-01)'], [{ proposedOn: '2024-02-30' }, 'proposedOn', 'no such day'], [{ proposedOn: '0000-01-01' }, 'proposedOn', 'pattern'],
    [{ name: 'a\u0000b' }, 'name', 'no text may hold'], [{ notes: '\ud800' }, 'notes', 'no text may hold'],
    [{ name: '' }, 'name', ''], [{ name: 'x'.repeat(121) }, 'name', ''], [{ notes: 'x'.repeat(4001) }, 'notes', ''], [{ owner: 'x'.repeat(121) }, 'owner', ''], [{ radiusM: 5 }, 'radiusM', ''], [{ road: 'Main Street' }, 'road', ''],
    [{ priority: 1 }, 'priority', 'no parameter'], [{ version: 3 }, 'version', 'no parameter'], [{ origin: { ...origin, remark: 'x' } }, 'origin/remark', 'no parameter'], [{ status: 'done' }, 'status', ''], [{ kind: 'camera' }, 'kind', '']
  ])('that cannot be is refused, and the field named (%#)', async (given, parameter, message) => {
    const response = await as('rosa').post(PATH, { ...junction, ...given })
    expect([response.statusCode, errorOf(response).code]).toEqual([400, 'bad-parameter'])
    expect(errorOf(response).parameter).toMatch(parameter)
    expect(errorOf(response).message.toLowerCase()).toContain(message.toLowerCase())
  })

  it('refuses dates out of order and a place outside when it is changed too, and may lose what it had', async () => {
    const site = await add({ status: 'built', schemeType: 'education', road: 'A12', proposedOn: '2013-01-05', builtOn: '2014-01-20' })
    expect(errorOf(await change(site, { agreedOn: '2014-02-01' }))).toMatchObject({ parameter: 'builtOn', message: 'Built (2014-01-20) cannot be before scheme agreed (2014-02-01).' })
    expect(errorOf(await change(site, { position: [0.3, 51.7] })).parameter).toBe('position')
    expect(errorOf(await change(site, {})).code).toBe('bad-parameter')
    expect(await changed(site, { builtOn: null, schemeType: null, road: null })).toMatchObject({ builtOn: null, schemeType: null, road: null, proposedOn: '2013-01-05', version: 2 })
  })

  it('moved by two at once keeps one move and tells the other the version it is now', async () => {
    const site = await add()
    const both = await Promise.all((['rosa', 'rick'] as const).map((who, i) => change(site, { position: [0.46 + i / 100, 51.75] }, who)))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412])
    const [kept, lost] = [both.find(({ statusCode }) => statusCode === 200)!.json<Site>(), both.find(({ statusCode }) => statusCode === 412)!]
    expect([errorOf(lost).code, lost.headers.etag]).toEqual(['changed-meanwhile', '"2"'])
    expect(errorOf(lost).message).toContain(`changed by ${kept.changedBy} in the meantime: it is version 2 now`)
    expect((await as('ann').get(`${PATH}/${site.id}`)).json()).toMatchObject({ position: kept.position, version: 2 })
    const blind = await as('rosa').patch(`${PATH}/${site.id}`, { name: 'Mine' })
    expect([blind.statusCode, errorOf(blind).code]).toEqual([428, 'version-missing'])
    expect((await as('rosa').delete(`${PATH}/${site.id}`, { 'if-match': '"1"' })).statusCode).toBe(412)
    expect((await as('rosa').delete(`${PATH}/${site.id}`)).statusCode).toBe(428)
  })

  it('that is removed is gone, and what was done with it can still be read', async () => {
    const site = await add()
    expect((await as('rick').delete(`${PATH}/${site.id}`, { 'if-match': '"1"' })).statusCode).toBe(204)
    for (const address of ['', '/effect']) expect(errorOf(await as('rosa').get(`${PATH}/${site.id}${address}`)).code).toBe('unknown-site')
    expect(errorOf(await change(site, { name: 'Back' })).code).toBe('unknown-site')
    const { history } = (await as('paul').get(`${PATH}/${site.id}/history`)).json<Static<typeof HistoryAnswer>>()
    expect(history.map(({ version, act, by }) => [version, act, by])).toEqual([[2, 'removed', 'rick'], [1, 'added', 'rosa']])
    expect((await as('paul').get(`${PATH}/00000000-0000-4000-8000-000000000000/history`)).statusCode).toBe(404)
  })

  it('leaves an entry for everything done with it, without a word of its notes, and none for what was refused', async () => {
    const { id } = await add({ notes: secret })
    await as('paul').get(`${PATH}/${id}`, { 'x-purpose': 'Patrol briefing' })
    await change({ id, version: 9 }, { name: 'Late' })
    await change({ id, version: 1 }, { name: 'In time' })
    await as('rosa').delete(`${PATH}/${id}`, { 'if-match': '"2"' })
    const entries = await test.db.rows<{ act: string; account_name: string; purpose: string | null; detail: object }>('select act, account_name, purpose, detail from audit_entries where subject = $1 order by seq', [id])
    expect(entries.map(({ act, account_name, purpose }) => [act, account_name, purpose])).toEqual([['site-add', 'rosa', null], ['read-site', 'paul', 'Patrol briefing'], ['site-change', 'rosa', null], ['site-remove', 'rosa', null]])
    expect(JSON.stringify(await test.db.rows('select * from audit_entries'))).not.toContain('Mrs Hale')
  })
})
