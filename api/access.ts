/**
 * The doors of the house: every route says who may pass, the server does not start with one that does not, and every request carries
 * who asks and the database that may answer.
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Queryable } from './db/database.ts'
import { ApiError } from './errors.ts'
import { access, mayRole, tokenDoors, type AccessName, type Role } from './vocabulary.ts'

export interface Account {
  accountId: number
  name: string
  role: Role
  /** Codes of the districts whose team the account belongs to. */
  districts: string[]
}

/** public: what anybody may see, by a database role that reaches nothing else. restricted: exact counts, for those signed in. */
export type Tier = 'public' | 'restricted'
export interface Reader { tier: Tier; db: Queryable }

declare module 'fastify' {
  interface FastifyContextConfig { access?: AccessName }
  interface FastifyRequest {
    /** Who has signed in; null for a visitor. */
    account: Account | null
    reader: Reader
  }
  interface FastifyInstance {
    /** Every route of the contract with who may use it, in the order of registration. */
    routeTable: DeclaredRoute[]
  }
}

export interface DeclaredRoute { method: string; url: string; access: AccessName }

/** Routes of plugins that declare nothing themselves: the pages of the product and of its contract. */
const openToAll = (url: string) => url.startsWith('/api/docs') || !url.startsWith('/api/')

export const roleOf = (request: FastifyRequest): Role => request.account?.role ?? 'public'

/** Call before any route is registered. `readers` are the databases of the two tiers. */
export function guardRoutes(server: FastifyInstance, readers: Record<Tier, Queryable>): void {
  server.decorate('routeTable', [])
  server.addHook('onRoute', (route) => { server.routeTable.push(...declared(route)) })
  server.decorateRequest('account', null)
  server.decorateRequest('reader', {
    getter(this: FastifyRequest): Reader {
      const tier = mayRole(roleOf(this), 'restricted-maps') ? 'restricted' : 'public'
      return { tier, db: readers[tier] }
    }
  })
  server.addHook('preValidation', async (request) => {
    const name = request.routeOptions.config.access
    if (!name || mayRole(roleOf(request), name) || tokenDoors.includes(name)) return
    if (!request.account) throw new ApiError('sign-in-needed', 'Sign in to read this.')
    throw new ApiError('forbidden', `This is not open to the role "${request.account.role}".`)
  })
}

/** @throws Error that keeps the server from starting. */
function declared({ method, url, config, preValidation }: RouteOptions): DeclaredRoute[] {
  if (openToAll(url)) return []
  const name = config?.access
  if (!name || !(name in access)) throw new Error(`The route ${String(method)} ${url} does not say who may use it`)
  if (tokenDoors.includes(name) && !preValidation) throw new Error(`The route ${String(method)} ${url} is opened by a token and does not look at one`)
  return [method].flat().map((one) => ({ method: String(one), url, access: name }))
}
