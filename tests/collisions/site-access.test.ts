/** Who may do what with the register of sites: over HTTP by role, and below at the database itself with the real database roles. */
import fc from 'fast-check'
import type { Static } from 'typebox'
import { beforeAll, describe, expect, it } from 'vitest'
import { SitesAnswer } from '../../api/collisions/site-schema.ts'
import { asRoads, asSiteReader } from '../../api/db/identity.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { loadCounty } from '../support/ingest.ts'
import { expectSchema } from '../support/schema.ts'
import { errorOf, junction, registerOf, secret, SITES as PATH } from '../support/sites.ts'

const test = testDatabase()
const folder = testFolder()
const { as, add, change, changed } = registerOf(test)
beforeAll(() => loadCounty(test.db, folder))

describe('the register', () => {
  it('is read by every role that has signed in, kept by the roads role alone, and shut to the public', async () => {
    const { id } = await add({ notes: secret })
    const asks = (who: Parameters<typeof as>[0]) => [as(who).get(PATH), as(who).get(`${PATH}/${id}`), as(who).get(`${PATH}/${id}/history`), as(who).get(`${PATH}/${id}/effect`), as(who).post(PATH, junction), as(who).patch(`${PATH}/${id}`, { name: 'Mine' }, { 'if-match': '"9"' }), as(who).delete(`${PATH}/${id}`, { 'if-match': '"9"' })]
    const codes = async (who: Parameters<typeof as>[0]) => (await Promise.all(asks(who))).map(({ statusCode }) => statusCode)
    for (const reader of ['paul', 'ann', 'adam'] as const) expect(await codes(reader), reader).toEqual([200, 200, 200, 200, 403, 403, 403])
    expect(await codes('rick')).toEqual([200, 200, 200, 200, 201, 412, 412])
    const shut = await Promise.all(asks(null))
    expect(shut.map(({ statusCode }) => statusCode)).toEqual(new Array(7).fill(401))
    expect(shut.map(({ body }) => body).join()).not.toContain('Mrs Hale')
  })

  it('is listed by status, kind and area, those under way before those closed, without notes', async () => {
    const watch = await add({ name: 'Aaa watch', kind: 'speed-watch', notes: secret, position: [0.55, 51.65] })
    const closed = await changed(await add({ name: 'Aaa closed' }), { status: 'closed' })
    const list = async (query: string) => (await as('paul').get(`${PATH}?${query}`)).json<Static<typeof SitesAnswer>>().sites
    const all = await list('')
    expectSchema(SitesAnswer, { sites: all })
    expect(all.findIndex(({ id }) => id === watch.id)).toBe(0)
    expect(all.slice(all.findIndex(({ status }) => status === 'closed')).every(({ status }) => status === 'closed')).toBe(true)
    expect(JSON.stringify(all)).not.toContain('Mrs Hale')
    const watches = await list('kind=speed-watch&status=proposed')
    expect(watches.map(({ id }) => id)).toContain(watch.id)
    expect(new Set(watches.map(({ kind, status }) => `${kind} ${status}`))).toEqual(new Set(['speed-watch proposed']))
    expect((await list('status=closed')).map(({ id }) => id)).toContain(closed.id)
    expect((await list('area=E07099002')).map(({ id }) => id)).toEqual([watch.id])
    expect(errorOf(await as('paul').get(`${PATH}?area=E00000000`)).code).toBe('unknown-area')
    expect(errorOf(await as('paul').get(`${PATH}?owner=x`)).parameter).toBe('owner')
  })

  it('comes as a table and as a map, which are exports and have no notes', async () => {
    const { id } = await add({ name: '=HYPERLINK("x")', notes: secret, builtOn: '2014-01-20', status: 'built' })
    const [table, map] = await Promise.all(['text/csv', 'application/geo+json'].map((accept) => as('ann').get(`${PATH}?status=built`, { accept })))
    expect(table!.headers['content-type']).toMatch('text/csv')
    expect(table!.headers['cache-control']).toBe('private, no-store')
    expect(table!.body.split('\r\n').find((line) => line.startsWith(id))).toMatch(`${id},site,"'=HYPERLINK(""x"")",built,,,,0.45,51.75,50,Circle,,,,2014-01-20,`)
    const { features } = map!.json<{ features: { geometry: object; properties: { id: string } }[] }>()
    expect(features.find(({ properties }) => properties.id === id)!.geometry).toEqual({ type: 'Point', coordinates: [0.45, 51.75] })
    expect(table!.body + map!.body).not.toContain('Mrs Hale')
    const exports = await test.db.rows<{ form: string }>(`select detail ->> 'form' as form from audit_entries where act = 'export-sites' order by seq`)
    expect(exports.map(({ form }) => form).sort()).toEqual(['csv', 'geojson'])
  })
})

describe('the database itself', () => {
  const insert = (name: string) => `insert into road_sites (kind, name, status, owner, notes, geom, radius_m, created_by, changed_by) values ('site', 'x', 'proposed', '', '', st_setsrid(st_point(0.45, 51.75), 4326), 50, '${name}', '${name}')`
  const rosa = { name: 'rosa' }

  it('shows sites to whoever the transaction names, and nothing where it names nobody', async () => {
    await add()
    for (const role of ['beatwise_roads', 'beatwise_site_reader']) {
      await test.db.transaction(async (inside) => {
        await inside.run(`set local role ${role}`)
        for (const table of ['road_sites', 'road_site_history']) expect(await inside.rows(`select * from ${table}`)).toEqual([])
      })
    }
    expect((await asSiteReader(test.db, rosa, (inside) => inside.rows('select * from road_sites'))).length).toBeGreaterThan(0)
  })

  it('lets readers write nothing, nobody write as another, and nobody rewrite history', async () => {
    await expect(asSiteReader(test.db, rosa, (inside) => inside.run(insert('rosa')))).rejects.toThrow('permission denied')
    await expect(asSiteReader(test.db, rosa, (inside) => inside.run(`update road_sites set name = 'x'`))).rejects.toThrow('permission denied')
    await expect(asRoads(test.db, rosa, (inside) => inside.run(insert('rick')))).rejects.toThrow('row-level security')
    expect(await asRoads(test.db, rosa, (inside) => inside.run(insert('rosa')))).toBe(1)
    for (const statement of [`update road_site_history set done_by = 'rick'`, 'delete from road_site_history']) await expect(asRoads(test.db, rosa, (inside) => inside.run(statement))).rejects.toThrow('permission denied')
    await expect(asRoads(test.db, rosa, (inside) => inside.rows('select * from accounts'))).rejects.toThrow('permission denied')
  })

  it('shows the public nothing at all', async () => {
    for (const table of ['road_sites', 'road_site_history']) {
      await expect(test.db.transaction(async (inside) => {
        await inside.run('set local role beatwise_public')
        return inside.rows(`select site_id from ${table}`)
      })).rejects.toThrow('permission denied')
    }
  })
})

describe('whatever comes in', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', 'a\u0000b', '\ud800', '2024-02-31', '0000-00-00', '9'.repeat(300), '[]', 'null'))
  const place = fc.array(fc.oneof(fc.double({ min: 0.4, max: 0.6, noNaN: true }), fc.double(), fc.constantFrom(51.7, 1e308, -0)), { maxLength: 3 })
  const anything = fc.oneof(text, place, fc.constantFrom(null, 0, -1, true), fc.record({ type: fc.constantFrom('LineString', 'Polygon', 'Point'), coordinates: fc.oneof(fc.array(place, { maxLength: 4 }), fc.array(fc.array(place, { maxLength: 5 }), { maxLength: 2 })) }))
  const fields = ['name', 'kind', 'status', 'schemeType', 'owner', 'road', 'notes', 'position', 'radiusM', 'shape', 'proposedOn', 'investigatedOn', 'agreedOn', 'builtOn', 'closedOn', 'origin', '__proto__']

  it('is kept or refused with a declared error, never a fault of the server', async () => {
    const site = await add()
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...fields), anything), { minLength: 1, maxLength: 3 }), async (given) => {
      const body = JSON.stringify({ ...junction, ...Object.fromEntries(given) })
      const answers = [await as('rosa').ask('POST', PATH, body, { 'content-type': 'application/json' }), await change(site, Object.fromEntries(given))]
      for (const { statusCode, body: answer } of answers) if (![200, 201, 400, 412].includes(statusCode)) throw new Error(`${statusCode} ${answer}`)
    }), { numRuns: 150, seed: 6 })
  })
})
