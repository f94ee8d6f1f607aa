/** What cannot be answered is refused by a code from the closed list, and names the parameter. */
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../api/errors.ts'
import { ErrorBody } from '../../api/schema.ts'
import { loadedApp } from '../support/loaded.ts'
import { expectSchema } from '../support/schema.ts'

const { app } = loadedApp()

interface Refusal { status: number; code: string; parameter?: string; headers?: Record<string, string>; says?: RegExp }
const refusals: [string, Refusal][] = [
  ['/api/cells', { status: 400, code: 'bad-parameter', parameter: 'theme', says: /missing/ }],
  ['/api/cells?theme=witchcraft', { status: 400, code: 'bad-parameter', parameter: 'theme' }],
  ['/api/cells?theme=crime&theme=burglary', { status: 400, code: 'bad-parameter', parameter: 'theme' }],
  ['/api/cells?theme=crime&fom=2024-01', { status: 400, code: 'bad-parameter', parameter: 'fom', says: /no parameter "fom"/ }],
  ['/api/cells?theme=crime&form=2024-01', { status: 400, code: 'bad-parameter', parameter: 'form' }],
  ['/api/cells?theme=crime&from=2024-13', { status: 400, code: 'bad-parameter', parameter: 'from' }],
  ['/api/cells?theme=crime&from=2024-1', { status: 400, code: 'bad-parameter', parameter: 'from' }],
  ['/api/cells?theme=crime&to=January', { status: 400, code: 'bad-parameter', parameter: 'to' }],
  ['/api/cells?theme=crime&from=', { status: 400, code: 'bad-parameter', parameter: 'from' }],
  ['/api/cells?theme=crime&from=2025-02&to=2025-01', { status: 400, code: 'span-reversed', parameter: 'from' }],
  ['/api/cells?theme=crime&from=1900-01&to=2025-01', { status: 400, code: 'bad-parameter', parameter: 'from' }],
  ['/api/cells?theme=crime&res=10', { status: 400, code: 'resolution-too-fine', parameter: 'res', says: /finest is 9/ }],
  ['/api/cells?theme=crime&res=5', { status: 400, code: 'bad-parameter', parameter: 'res' }],
  ['/api/cells?theme=crime&res=8.5', { status: 400, code: 'bad-parameter', parameter: 'res' }],
  ['/api/cells?theme=crime&res=', { status: 400, code: 'bad-parameter', parameter: 'res' }],
  ['/api/cells?theme=crime&area=E07000000', { status: 404, code: 'unknown-area', parameter: 'area' }],
  [`/api/cells?theme=crime&area=${encodeURIComponent("' or 1=1 --")}`, { status: 400, code: 'bad-parameter', parameter: 'area' }],
  ['/api/cells?theme=crime', { status: 406, code: 'not-acceptable', parameter: 'accept', headers: { accept: 'image/png' } }],
  ['/api/cells/series?theme=crime&res=10', { status: 400, code: 'resolution-too-fine', parameter: 'res' }],
  ['/api/cells/series?theme=crime&area=E07000000', { status: 404, code: 'unknown-area', parameter: 'area' }],
  ['/api/cells/series?theme=crime&x=1', { status: 400, code: 'bad-parameter', parameter: 'x' }],
  ['/api/themes?x=1', { status: 400, code: 'bad-parameter', parameter: 'x' }],
  ['/api/sources?x=1', { status: 400, code: 'bad-parameter', parameter: 'x' }],
  ['/api/areas?type=parish', { status: 400, code: 'bad-parameter', parameter: 'type' }],
  ['/api/areas?tpye=ward', { status: 400, code: 'bad-parameter', parameter: 'tpye' }],
  ['/api/areas/E07000000', { status: 404, code: 'unknown-area', parameter: 'code' }],
  ['/api/areas/E07099001?x=1', { status: 400, code: 'bad-parameter', parameter: 'x' }],
  ['/api/areas/basemap?x=1', { status: 400, code: 'bad-parameter', parameter: 'x' }],
  ['/api/areas/search', { status: 400, code: 'bad-parameter', parameter: 'q' }],
  ['/api/areas/search?q=', { status: 400, code: 'bad-parameter', parameter: 'q' }],
  ['/api/health?x=1', { status: 400, code: 'bad-parameter', parameter: 'x' }],
  ['/api/nothing-here', { status: 404, code: 'not-found' }],
  ['/no-such-page', { status: 404, code: 'not-found' }]
]

describe('a question that cannot be answered', () => {
  it.each(refusals)('%s is refused', async (path, { status, code, parameter, headers, says }) => {
    const response = await app.get(path, headers)
    const body: unknown = response.json()
    expectSchema(ErrorBody, body)
    expect({ status: response.statusCode, code: body.error.code, parameter: body.error.parameter }).toEqual({ status, code, parameter })
    expect(errorCodes[body.error.code as keyof typeof errorCodes]).toBe(status)
    expect(body.error.message).toMatch(says ?? /[a-z].*\.$/)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers['content-type']).toMatch(/^application\/json/)
  })

  it('is refused whatever the method: only reading is offered', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      const response = await app.server.inject({ method, url: '/api/cells?theme=crime' })
      expect(response.statusCode).toBe(404)
      expectSchema(ErrorBody, response.json())
    }
  })

  it('never shows the inside: a broken body and an endless address are refused too', async () => {
    const broken = await app.server.inject({ method: 'POST', url: '/api/cells', headers: { 'content-type': 'application/json' }, payload: '{' })
    expect(broken.statusCode).toBeLessThan(500)
    const long = await app.get(`/api/areas/${'x'.repeat(5_000)}`)
    expect(long.statusCode).toBeLessThan(500)
    expectSchema(ErrorBody, long.json())
  })

  it('with an unknown cause is a fixed message, the cause in the log only', async () => {
    const failing = { engine: 'server' as const, rows: () => Promise.reject(new Error('the secret inside')), run: () => Promise.reject(new Error('x')), transaction: () => Promise.reject(new Error('x')), close: async () => undefined }
    const { appOn } = await import('../support/app.ts')
    const broken = await appOn(failing)
    const response = await broken.get('/api/themes')
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('secret')
    expect(response.json()).toMatchObject({ error: { code: 'internal' } })
    await broken.server.close()
  })
})
