import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase, QueueFullError } from '../api/db/database.ts'
import { buildApp } from '../api/app.ts'
import { expectSchema } from './support/schema.ts'
import { ErrorBody } from '../api/schema.ts'
import { testSettings } from './support/app.ts'
import { testDatabase } from './support/database.ts'

const test = testDatabase()
const settings = { ...testSettings, cacheBytes: 1_000_000 }
const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

async function appWith(changes: Partial<typeof settings>) {
  const { server } = await buildApp({ config: { ...settings, ...changes }, db: test.db, publicDb: test.db })
  closing.push(() => server.close())
  return server
}

describe('one address', () => {
  it('is told to wait when it asks too often, while others and the health check go on', async () => {
    const server = await appWith({ requestsPerMinute: 5 })
    const ask = (remoteAddress: string, url = '/api/themes') => server.inject({ url, remoteAddress })
    for (let i = 0; i < 5; i++) expect((await ask('192.0.2.1')).statusCode).toBe(200)
    const refused = await ask('192.0.2.1')
    expectSchema(ErrorBody, refused.json())
    expect([refused.statusCode, refused.json<ErrorBody>().error.code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('192.0.2.2')).statusCode).toBe(200)
    expect((await ask('192.0.2.1', '/api/health')).statusCode).toBe(200)
  })

  it('is who it says only through a proxy that is trusted', async () => {
    const [believes, doubts] = [await appWith({ requestsPerMinute: 1, trustedProxies: 1 }), await appWith({ requestsPerMinute: 1 })]
    const ask = (server: typeof believes, client: string) => server.inject({ url: '/api/themes', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': client } })
    expect((await ask(believes, '192.0.2.1')).statusCode).toBe(200)
    expect((await ask(believes, '192.0.2.2')).statusCode).toBe(200)
    expect((await ask(doubts, '192.0.2.1')).statusCode).toBe(200)
    expect((await ask(doubts, '192.0.2.2')).statusCode).toBe(429)
  })
})

describe('more questions than the database can answer soon', () => {
  it('are refused at once instead of waiting for ever, and the next ones are answered', async () => {
    const db = await openDatabase(test.config, { attach: true, connections: 1, onError: () => undefined })
    closing.push(() => db.close())
    const results = await Promise.allSettled(Array.from({ length: 400 }, (_, i) => db.rows<{ i: number }>('select $1::int as i', [i])))
    const answered = results.filter(({ status }) => status === 'fulfilled')
    const refused = results.filter((result): result is PromiseRejectedResult => result.status === 'rejected')
    expect(answered.length).toBeGreaterThan(100)
    expect(refused.length).toBeGreaterThan(100)
    expect(refused.every(({ reason }) => reason instanceof QueueFullError)).toBe(true)
    expect(await db.rows('select 1 as i')).toEqual([{ i: 1 }])
  })

  it('are told so with 503 and when to come back', async () => {
    const full = { ...test.db, rows: () => Promise.reject(new QueueFullError()) }
    const { server } = await buildApp({ config: settings, db: full, publicDb: full })
    closing.push(() => server.close())
    const response = await server.inject('/api/themes')
    expect([response.statusCode, response.json<ErrorBody>().error.code, response.headers['retry-after']]).toEqual([503, 'overloaded', '5'])
  })
})

describe('a process that cannot keep up', () => {
  it('says so at once, is still found healthy, and serves again when it can', async () => {
    const server = await appWith({ shedAtDelayMs: 100 })
    expect((await server.inject('/api/themes')).statusCode).toBe(200)
    const blockUntil = performance.now() + 1_500
    while (performance.now() < blockUntil);
    // The delay is looked at twice a second.
    await expect.poll(async () => (await server.inject('/api/themes')).json<ErrorBody>().error?.code, { timeout: 3_000, interval: 20 }).toBe('overloaded')
    expect((await server.inject('/api/health')).statusCode).toBe(200)
    await expect.poll(async () => (await server.inject('/api/themes')).statusCode, { timeout: 10_000, interval: 200 }).toBe(200)
  })
})

describe('headers', () => {
  it('keep the page to itself', async () => {
    const { headers } = await (await appWith({})).inject('/api/health')
    expect(headers['strict-transport-security']).toMatch(/^max-age=31536000/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['permissions-policy']).toContain('camera=()')
    const policy = String(headers['content-security-policy'])
    expect(policy).not.toMatch(/unsafe-|worker-src[^;]*blob:|\*/)
    for (const part of [`default-src 'self'`, `object-src 'none'`, `frame-ancestors 'none'`, `base-uri 'none'`]) expect(policy).toContain(part)
  })

  it('stand on what the router refuses before any route is found, too', async () => {
    const { statusCode, headers } = await (await appWith({})).inject('/api/areas/%E0%A4%A')
    expect(statusCode).toBe(400)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    expect(headers['content-security-policy']).toContain(`default-src 'none'`)
    expect(headers['strict-transport-security']).toMatch(/includeSubDomains/)
  })

  it('refuse a body that no request here needs', async () => {
    const server = await appWith({})
    const response = await server.inject({ method: 'POST', url: '/api/session', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ name: 'x'.repeat(100_000) }) })
    expect(response.statusCode).toBeGreaterThanOrEqual(400)
    expect(response.statusCode).toBeLessThan(500)
  })
})
