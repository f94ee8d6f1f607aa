/**
 * Every route of the contract, asked with what its own schema allows and with what it does not, by a visitor who has not signed in.
 * Whatever comes in: an answer that the contract declares, in the form that it declares, and never one from behind a door.
 */
import fc from 'fast-check'
import { latLngToCell } from 'h3-js'
import { Type } from 'typebox'
import { beforeAll, describe, expect, it } from 'vitest'
import { mayRole, type AccessName } from '../../api/vocabulary.ts'
import { expectSchema } from '../support/schema.ts'
import { loadedApp, loadedMonths } from '../support/loaded.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 60)
/** The same questions in every run; FUZZ_SEED asks others. */
const seed = Number(process.env.FUZZ_SEED ?? 20_140_930)

type Json = Record<string, unknown>
interface Parameter { name: string; in: 'query' | 'path'; required?: boolean; schema: Json }
interface Operation { 'x-access': AccessName; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Json }> }; responses: Record<string, { content?: Record<string, { schema?: Json }> }> }
interface Case { url: string; method: string; payload: string | undefined }

const { app } = loadedApp()
let operations: { path: string; method: string; operation: Operation }[] = []
beforeAll(async () => {
  await app.server.ready()
  const { paths } = app.server.swagger() as unknown as { paths: Record<string, Record<string, Operation>> }
  operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })))
})

const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', '-1', 'null', '[]', '{}', '../../etc/passwd', `' or 1=1 --`, '%00', '9'.repeat(400), 'á\u0000b', 'true', '2025-13', 'NaN', '1e309')
)
/** What the data of this test hold: without it nearly every question would be about nothing. */
const known: Record<string, readonly string[]> = { from: loadedMonths, to: loadedMonths, month: loadedMonths, cell: [latLngToCell(51.75, 0.45, 8)] }

function valid(name: string, schema: Json): fc.Arbitrary<unknown> {
  if (known[name]) return fc.constantFrom(...known[name])
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as string[]))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type: string) => (type === 'null' ? fc.constant(null) : valid(name, { ...schema, type }))))
  if (Array.isArray(schema.anyOf)) return fc.oneof(...(schema.anyOf as Json[]).map((one) => valid(name, one)))
  if (schema.type === 'number') return fc.double({ min: Number(schema.exclusiveMinimum ?? schema.minimum ?? -1000), max: Number(schema.maximum ?? 1000), minExcluded: schema.exclusiveMinimum !== undefined, noNaN: true })
  if (schema.type === 'integer') return fc.integer({ min: Number(schema.minimum ?? -5), max: Number(schema.maximum ?? 5_000) })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'array') return fc.array(valid(name, (schema.items ?? {}) as Json), { maxLength: 3 })
  if (schema.type === 'object') return fc.record(Object.fromEntries(Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([key, one]) => [key, valid(key, one)])))
  if (typeof schema.pattern === 'string') return fc.stringMatching(new RegExp(schema.pattern))
  return fc.string({ maxLength: 30 })
}

/** Mostly what the schema allows, sometimes nothing, sometimes anything at all. */
const some = (name: string, schema: Json, required: boolean) => fc.oneof(
  { weight: 6, arbitrary: valid(name, schema) }, { weight: required ? 1 : 4, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: junk })

function cases({ path, method, operation }: (typeof operations)[number]): fc.Arbitrary<Case> {
  const parameters = operation.parameters ?? []
  const body = operation.requestBody?.content['application/json']?.schema
  return fc.record({
    values: fc.record(Object.fromEntries(parameters.map(({ name, schema, required }) => [name, some(name, schema, required ?? false)]))),
    extra: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, fc.constantFrom('Area=x', 'theme%5B%5D=crime', '__proto__=1', 'theme=crime&theme=burglary')),
    payload: body ? fc.oneof(valid('', body).map((value) => JSON.stringify(value)), junk, fc.json()) : fc.constant(undefined)
  }).map(({ values, extra, payload }) => {
    const given = parameters.filter(({ name }) => values[name] !== undefined)
    const at = given.filter((one) => one.in === 'path').reduce((url, { name }) => url.replace(`{${name}}`, encodeURIComponent(wellFormed(values[name]))), path)
    const query = [...given.filter((one) => one.in === 'query').map(({ name }) => `${name}=${encodeURIComponent(wellFormed(values[name]))}`), extra].filter(Boolean).join('&')
    return { method, url: query ? `${at}?${query}` : at, payload }
  })
}

/** A lone surrogate cannot be written into an address. */
const wellFormed = (value: unknown) => String(value).replace(/[\ud800-\udfff]/g, '?')

function check(operation: Operation, { statusCode, headers, body }: { statusCode: number; headers: Record<string, unknown>; body: string }): void {
  expect(statusCode).toBeLessThan(500)
  const family = `${String(statusCode)[0]}xx`
  const declared = operation.responses[statusCode] ?? operation.responses[family] ?? operation.responses[family.toUpperCase()]
  expect(declared, `status ${statusCode} is not declared`).toBeDefined()
  if (statusCode < 300 && !mayRole('public', operation['x-access'])) throw new Error(`answered ${statusCode} without sign-in`)
  if (!declared!.content || body === '') return
  const type = String(headers['content-type']).split(';')[0]!
  expect(Object.keys(declared!.content)).toContain(type)
  const schema = declared!.content[type]?.schema
  if (schema && type === 'application/json') expectSchema(Type.Unsafe(schema), JSON.parse(body))
}

describe('the contract', () => {
  it('names every route with who may use it', () => {
    const declared = app.server.routeTable.filter(({ method, url }) => method !== 'HEAD' && url !== '/api/openapi.json').map(({ method, url, access }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')} ${access}`)
    expect(operations.map(({ path, method, operation }) => `${method} ${path} ${operation['x-access']}`).sort()).toEqual(declared.sort())
  })

  it('holds for whatever is asked', async () => {
    expect(operations.length).toBeGreaterThan(8)
    for (const one of operations) {
      await fc.assert(fc.asyncProperty(cases(one), async ({ url, method, payload }) => {
        const response = await app.server.inject({ method: method as 'GET', url, ...(payload === undefined ? {} : { payload, headers: { 'content-type': 'application/json' } }) })
        check(one.operation, response)
      }), { numRuns: RUNS, seed, endOnFailure: true })
    }
  }, 180_000)
})
