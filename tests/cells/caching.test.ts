/** Ready-made answers: computed once, compressed once, told apart by encoding and version, and never stale after an import. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { versionSettles } from '../support/app.ts'
import { testFolder } from '../support/files.ts'
import { load } from '../support/ingest.ts'
import { loadedApp } from '../support/loaded.ts'
import { csv, row } from '../support/street.ts'

const { test, app } = loadedApp()
const files = testFolder()
const paths = ['/api/cells?theme=crime&res=9', '/api/cells/series?theme=crime&res=9', '/api/themes', '/api/sources', '/api/areas?type=district', '/api/areas/E07099001', '/api/areas/basemap', '/api/areas/search?q=north']
const encodings = { identity: (bytes: Buffer) => bytes, gzip: gunzipSync, br: brotliDecompressSync }

describe.each(paths)('%s', (path) => {
  it('is the same bytes in every encoding, each with a strong ETag of its own', async () => {
    const answers = await Promise.all(Object.entries(encodings).map(async ([name, decode]) => {
      const { rawPayload, headers, statusCode } = await app.get(path, { 'accept-encoding': name })
      expect(statusCode).toBe(200)
      expect(headers['content-encoding'] ?? 'identity').toBe(name)
      expect(headers.vary).toMatch(/accept-encoding/)
      expect(headers.etag).toMatch(/^"[\w-]+"$/)
      expect(Number(headers['content-length'])).toBe(rawPayload.length)
      return { etag: headers.etag, bytes: Buffer.from(decode(rawPayload)) }
    }))
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(3)
    for (const { bytes } of answers) expect(bytes.equals(answers[0]!.bytes)).toBe(true)
  })

  it('is 304 and empty for who has it already, and only for the same encoding', async () => {
    const { headers } = await app.get(path, { 'accept-encoding': 'gzip' })
    const again = await app.get(path, { 'accept-encoding': 'gzip', 'if-none-match': `"other", ${String(headers.etag)}` })
    expect({ status: again.statusCode, body: again.body, etag: again.headers.etag }).toEqual({ status: 304, body: '', etag: headers.etag })
    expect((await app.get(path, { 'accept-encoding': 'br', 'if-none-match': String(headers.etag) })).statusCode).toBe(200)
    expect((await app.get(path, { 'if-none-match': '"something-else"' })).statusCode).toBe(200)
  })
})

describe('an answer that is asked for a hundred times at once', () => {
  it('is computed once', async () => {
    const before = app.answers.computed
    const responses = await Promise.all(Array.from({ length: 100 }, () => app.get('/api/cells?theme=burglary&from=2024-11&to=2025-03&res=7')))
    expect(app.answers.computed - before).toBe(1)
    expect(new Set(responses.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  })

  it('is one answer however the question is put: defaults are the same as their values', async () => {
    await app.get('/api/cells?theme=robbery')
    const before = app.answers.computed
    await app.get('/api/cells?res=8&theme=robbery&to=2025-04&from=2024-10')
    expect(app.answers.computed - before).toBe(0)
  })

  it('is computed again for the next one when it failed, and not remembered', async () => {
    const before = app.answers.computed
    for (let i = 0; i < 2; i++) expect((await app.get('/api/cells?theme=crime&area=E07000000')).statusCode).toBe(404)
    expect(app.answers.computed - before).toBe(2)
  })

  it('is not mixed up with another: form, area, span and resolution are parts of the question', async () => {
    const base = '/api/cells?theme=crime&from=2024-10&to=2025-04&res=8'
    const others = [base, `${base}&area=E07099001`, base.replace('res=8', 'res=7'), base.replace('2025-04', '2025-03'), base.replace('crime', 'drugs'), base.replace('/cells', '/cells/series')]
    const bodies = await Promise.all(others.map(async (path) => (await app.get(path)).rawPayload.toString('base64')))
    for (const accept of ['text/csv', 'application/geo+json']) bodies.push((await app.get(base, { accept })).rawPayload.toString('base64'))
    expect(new Set(bodies).size).toBe(bodies.length)
  })
})

describe('after an import', () => {
  let before: Record<string, string>
  beforeAll(async () => {
    const etags = async () => Object.fromEntries(await Promise.all(paths.map(async (path) => [path, String((await app.get(path)).headers.etag)] as const)))
    before = await etags()
    await load(test.db, 'police-uk', files.write('2025-05-testshire-street.csv', csv([row({ month: '2025-05' })])))
    await versionSettles()
  })

  it('an old ETag no longer matches, and the answer carries the new version', async () => {
    for (const path of paths.slice(0, 4)) {
      const { statusCode, headers } = await app.get(path, { 'if-none-match': before[path]! })
      expect(statusCode).toBe(200)
      expect(headers.etag).not.toBe(before[path])
    }
    const version = (await app.get('/api/health')).json<{ dataVersion: string }>().dataVersion
    expect((await app.get(paths[0]!)).json<{ dataVersion: string }>().dataVersion).toBe(version)
  })
})
