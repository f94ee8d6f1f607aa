import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { guardRoutes, type Account } from '../api/access.ts'
import { errorHandler } from '../api/errors.ts'
import { access, mayRole, roles, tokenDoors, type AccessName, type Role } from '../api/vocabulary.ts'

const nobody = { rows: () => Promise.reject(new Error('not asked')), run: () => Promise.reject(new Error('not asked')) }

const byRole = (Object.keys(access) as AccessName[]).filter((name) => !tokenDoors.includes(name))

/** A server whose visitor has the role that the header `as` names, with one route for each entry of the table. */
function serverFor(config?: { access?: AccessName }) {
  const server = Fastify()
  guardRoutes(server, { public: nobody, restricted: nobody })
  server.setErrorHandler(errorHandler)
  server.addHook('onRequest', async (request) => {
    const role = request.headers.as as Role
    if (role !== 'public') request.account = { role, name: role, accountId: 1, districts: [] } satisfies Account
  })
  if (config) server.get('/api/undeclared', { config }, async () => 'never')
  for (const name of byRole) server.get(`/api/${name}`, { config: { access: name } }, async (request) => request.reader.tier)
  return server
}

describe('access', () => {
  it('keeps a server with a route that does not say who may use it from starting', () => {
    expect(() => serverFor({})).toThrow('/api/undeclared does not say who may use it')
    expect(() => serverFor({ access: 'everyone' as AccessName })).toThrow('does not say who may use it')
    expect(() => serverFor({ access: tokenDoors[0]! })).toThrow('opened by a token and does not look at one')
  })

  it.each(roles)('opens to %s what the table says and nothing else', async (role) => {
    const server = serverFor()
    for (const name of byRole) {
      const { statusCode, body } = await server.inject({ url: `/api/${name}`, headers: { as: role } })
      expect([name, statusCode]).toEqual([name, mayRole(role, name) ? 200 : role === 'public' ? 401 : 403])
      if (statusCode === 200) expect(body).toBe(role === 'public' ? 'public' : 'restricted')
    }
  })
})
