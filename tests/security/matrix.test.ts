/**
 * Who gets what: every route of the table x every role x whose it is, each asked over HTTP by somebody who signed in at the real door.
 * The cells come from the route table itself, so a new route is in the matrix on the day it is written.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { DeclaredRoute } from '../../api/access.ts'
import type { Site } from '../../api/collisions/site-schema.ts'
import type { Plan } from '../../api/patrols/schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { mayRole, roles, tokenDoors, type Role } from '../../api/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { signedInApp } from '../support/real-accounts.ts'

const OWN = 'E07000070'
const test = testDatabase()
const { app, as } = signedInApp(test, {
  planner: { role: 'planner', districts: [OWN] }, roads: { role: 'roads', districts: [OWN] }, analyst: { role: 'analyst', districts: [OWN] }, admin: { role: 'admin', districts: [OWN] },
  stranger: { role: 'planner', districts: ['E07000066'] }
})
const asRole = (role: Role) => as(role === 'public' ? null : role)
let plan: Plan
let site: Site
beforeAll(async () => {
  const created = await as('planner').post('/api/patrols/plans', { district: OWN, name: 'Evening', shiftFrom: '2026-11-28T18:00', shiftTo: '2026-11-28T22:00' })
  plan = created.json<Plan>()
  site = (await as('roads').post('/api/collisions/sites', { name: 'Junction', position: [0.48, 51.73], radiusM: 50 })).json<Site>()
})

/** A body that no route accepts: the door is tried, and nothing behind it is changed. */
const nothing = { 'no-such-field': true }
const addressOf = ({ url }: DeclaredRoute) => url.replace(':id', plan.id).replace(':site', site.id).replace(/:\w+/g, 'E07000070')
const changes = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)

describe('every route and every role', () => {
  it('opens as the table says and stays shut otherwise', async () => {
    expect(app.server.routeTable.length).toBeGreaterThan(15)
    const wrong: string[] = []
    // Signing out would end the session that the next cell needs; tests/accounts holds what it does.
    for (const route of app.server.routeTable.filter(({ method, url }) => !(method === 'DELETE' && url === '/api/session'))) {
      for (const role of roles) {
        const { statusCode } = await asRole(role).ask(route.method, addressOf(route), changes(route.method) ? nothing : undefined)
        // Where a token opens, a role is no reason to stay out, and none to come in.
        const shut = role === 'public' || tokenDoors.includes(route.access) ? 401 : 403
        const right = mayRole(role, route.access) ? ![401, 403].includes(statusCode) && statusCode < 500 : statusCode === shut
        if (!right) wrong.push(`${route.method} ${route.url} as ${role}: ${statusCode}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('shows what a team owns to that team alone', async () => {
    const owned = app.server.routeTable.filter(({ url }) => url.includes('/patrols/plans/:id'))
    expect(owned.length).toBeGreaterThan(2)
    for (const route of owned) {
      const theirs = await as('stranger').ask(route.method, addressOf(route), changes(route.method) ? { name: 'Taken over' } : undefined, { 'if-match': '"1"' })
      expect([route.method, theirs.statusCode]).toEqual([route.method, 404])
      if (route.method !== 'HEAD') expect(theirs.json<ErrorBody>().error.code).toBe('unknown-plan')
    }
    expect((await as('planner').get(`/api/patrols/plans/${plan.id}`)).json<Plan>()).toEqual(plan)
  })

  it('lets everybody who has signed in read the register of road sites, and the roads role alone write in it', async () => {
    const address = `/api/collisions/sites/${site.id}`
    for (const role of roles) {
      const codes = await Promise.all([asRole(role).get(address), asRole(role).patch(address, { name: role }, { 'if-match': '"9"' }), asRole(role).delete(address, { 'if-match': '"9"' })])
      expect(codes.map(({ statusCode }) => statusCode), role).toEqual(role === 'public' ? [401, 401, 401] : role === 'roads' ? [200, 412, 412] : [200, 403, 403])
    }
    expect((await as('planner').get(address)).json<Site>()).toMatchObject(site)
  })
})
