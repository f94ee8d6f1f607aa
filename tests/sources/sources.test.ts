/** What is loaded, from whom, and what became of every row; and the contract that is served. */
import { describe, expect, it } from 'vitest'
import { Health } from '../../api/health.ts'
import { SourcesAnswer } from '../../api/sources/schema.ts'
import { rejectionReasons } from '../../api/source-vocabulary.ts'
import { testFolder } from '../support/files.ts'
import { accounts, load, sourceOf } from '../support/ingest.ts'
import { loadedApp, loadedMonths, rowsAMonth } from '../support/loaded.ts'
import { expectSchema } from '../support/schema.ts'
import { csv, row } from '../support/street.ts'

const { test, app } = loadedApp()
const files = testFolder()

describe('the sources', () => {
  it('are listed with publisher, licence, caveats, months and every row accounted for', async () => {
    const answer: unknown = await app.json('/api/sources')
    expectSchema(SourcesAnswer, answer)
    expect(answer.sources.map(({ source }) => source).sort()).toEqual(['areas', 'police-uk', 'ruc'])
    const police = await sourceOf(app, 'police-uk')
    expect(police).toMatchObject({ publisher: 'Home Office, data.police.uk', licence: 'Open Government Licence v3.0', synthetic: false, forces: ['Testshire Police'], firstMonth: '2024-10', lastMonth: '2025-04', months: loadedMonths, files: 6, read: 6 * rowsAMonth })
    expect(police.importedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(await accounts(app, 'police-uk')).toMatchObject({ read: 2_400, loaded: 2_400, mapped: 2_400 })
    expect(answer.notHeld.length).toBeGreaterThan(0)
    expect(answer.attribution).toMatch(/Open Government Licence/)
  })

  it('tell why rows were left out, in words', async () => {
    const rows = [...Array.from({ length: 40 }, (_, i) => row({ month: '2025-06', id: `s${i}` })), row({ month: '2025-06', type: 'Witchcraft' }), row({ month: '2025-06', lng: '51.7', lat: '0.5' }), row({ month: '2025-06', lng: '51.7', lat: '0.5' })]
    await load(test.db, 'police-uk', files.write('2025-06-testshire-street.csv', csv(rows)))
    const { reasons, rejected } = await sourceOf(app, 'police-uk')
    expect(rejected).toBe(3)
    expect(reasons).toEqual([
      { reason: 'coordinates-swapped', title: rejectionReasons['coordinates-swapped'], count: 2 }, { reason: 'category-unknown', title: rejectionReasons['category-unknown'], count: 1 }
    ])
  })
})

describe('health', () => {
  it('says which engine answers and which version of the data is live', async () => {
    const answer: unknown = await app.json('/api/health')
    expectSchema(Health, answer)
    expect(answer.engine).toBe(test.engine)
    const [row] = await test.db.rows<{ version: string }>(`select salt || '.' || version as version from data_version`)
    expect(answer.dataVersion).toBe(row!.version)
  })
})

interface OpenApi { openapi: string; info: { title: string; version: string }; paths: Record<string, Record<string, { 'x-access'?: string; summary?: string; parameters?: { name: string; in: string; schema: object; required?: boolean }[]; responses: Record<string, { description: string; content?: Record<string, { schema: object }> }> }>> }

describe('the contract', () => {
  const routes = ['/api/health', '/api/themes', '/api/cells', '/api/cells/series', '/api/areas', '/api/areas/search', '/api/areas/basemap', '/api/areas/{code}', '/api/sources']

  it('names every route with what it asks and answers, and every route that it names is there', async () => {
    const { openapi, info, paths } = await app.json<OpenApi>('/api/openapi.json')
    expect(openapi).toMatch(/^3\.1/)
    expect(info.title).toBe('Beatwise')
    expect(Object.keys(paths).map((path) => path.replace(/\/$/, '')).sort()).toEqual(expect.arrayContaining([...routes].sort()))
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        expect(operation.summary, `${method} ${path}`).toBeTruthy()
        const declared = Object.keys(operation.responses).map((key) => key.toUpperCase())
        expect(declared.some((code) => /^[23]/.test(code)), `${method} ${path}`).toBe(true)
        for (const code of ['4XX', '5XX']) expect(declared, `${method} ${path}`).toContain(code)
        for (const { name, in: place, schema, required } of operation.parameters ?? []) expect({ name, place, schema: typeof schema, required: place === 'path' ? required : true }).toEqual({ name, place: expect.stringMatching(/query|path/) as string, schema: 'object', required: true })
        // A route may know no thing of that name; the address must lead to it.
        if (method === 'get' && operation['x-access'] === 'public') expect((await app.get(path.replace('{code}', 'E07099001').replace('{id}', 'x'))).body, path).not.toMatch('There is nothing at this address')
      }
    }
  })

  it('has no reference that leads nowhere', async () => {
    const text = (await app.get('/api/openapi.json')).body
    const document: unknown = JSON.parse(text)
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = pointer!.split('/').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
      expect(found, pointer).toBeDefined()
    }
  })

  it('has pages to read it, within the content policy', async () => {
    const page = await app.get('/api/docs', { accept: 'text/html' })
    const { statusCode, headers } = page.statusCode === 302 ? await app.get(String(page.headers.location), { accept: 'text/html' }) : page
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toMatch(/html/)
    expect(headers['content-security-policy']).toMatch(/default-src 'self'/)
  })
})

describe('every answer', () => {
  it('forbids framing, sniffing and foreign scripts', async () => {
    for (const path of ['/api/themes', '/api/health', '/api/nothing']) {
      const { headers } = await app.get(path)
      expect(headers['content-security-policy']).toMatch(/script-src 'self'.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
    }
  })
})
