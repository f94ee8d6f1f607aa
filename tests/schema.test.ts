/** What a schema lets through on its way out. */
import Fastify from 'fastify'
import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { Nullable, OneOf } from '../api/schema.ts'

const Row = Type.Object({
  text: Nullable(Type.String()), whole: Nullable(Type.Integer()), number: Nullable(Type.Number()), kind: Nullable(OneOf(['a', 'b'], 'Kind')), list: Nullable(Type.Array(Type.Number())),
  part: Nullable(Type.Object({ n: Type.Integer(), name: Nullable(Type.String()) })), either: Nullable(Type.Union([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]))
})

it.each([
  { text: null, whole: null, number: null, kind: null, list: null, part: null, either: null },
  { text: '', whole: 0, number: 1.5, kind: 'b', list: [1, 2.5], part: { n: 3, name: null }, either: { b: 'x' } }
])('nulls and what stands in their place are written as they are: %j', async (row) => {
  const app = Fastify()
  app.get('/', { schema: { response: { 200: Row } } }, () => row)
  expect((await app.inject('/')).json()).toEqual(row)
})

it('what a schema does not name is left out within a null beside it, and of its words none else is taken', async () => {
  const app = Fastify()
  app.get('/', { schema: { response: { 200: Row } } }, () => ({ text: null, whole: null, number: null, kind: null, list: null, part: { n: 1, name: 'x', secret: 'y' }, either: null }))
  app.post('/', { schema: { body: Type.Object({ kind: Nullable(OneOf(['a', 'b'], 'Kind')) }) } }, () => 'taken')
  expect((await app.inject('/')).json<{ part: object }>().part).toEqual({ n: 1, name: 'x' })
  expect(await Promise.all(['b', null, 'c'].map(async (kind) => (await app.inject({ method: 'POST', url: '/', payload: { kind } })).statusCode))).toEqual([200, 200, 400])
})
