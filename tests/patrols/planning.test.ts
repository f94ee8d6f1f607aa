/** From a request to routes over HTTP, and what leaves a plan: by the team alone. */
import { describe, expect, it } from 'vitest'
import type { Plan, PlanSummary } from '../../api/patrols/schema.ts'
import { southmarsh } from '../support/county.ts'
import { once } from '../support/database.ts'
import { asked, base, errorOf, path, planningApp, request } from '../support/planning.ts'

const { as, ended, read, planned, onePlan, patch } = planningApp()

describe('a plan that is asked for', () => {
  it('has places with reasons, routes in time, what it reaches and what it rests on', async () => {
    const { content, version, request: stored } = await onePlan()
    expect([version, stored!.seed]).toEqual([2, 4])
    expect(content.places.length).toBeGreaterThan(2)
    for (const { name, reason, cells, share } of content.places) {
      expect(reason).toMatch(/\d/)
      expect([name.length > 0, cells.length > 0, share >= 0 && share <= 1]).toEqual([true, true, true])
    }
    expect(content.units.map(({ name }) => name)).toEqual(['Car 1', 'Foot 2'])
    expect(content.units[0]!.visits.length).toBeGreaterThan(2)
    expect(content.units[0]!.breaks).toHaveLength(1)
    expect(content.units[1]!.leavesS).toBeGreaterThanOrEqual(3600)
    expect(content.worth).toBeGreaterThan(0)
    expect(content.bound).toBeGreaterThanOrEqual(content.worth)
    expect(content.effect.covered).toBeCloseTo(content.worth, 3)
    expect(content.effect.shareOfAll).toBeGreaterThan(0)
    expect(content.travel).toMatchObject({ model: 'distance' })
    expect([content.source.length > 0, content.dataVersion.length > 0, content.month]).toEqual([true, true, '2014-06'])
  })

  once('is the same from the same request, seed and data, and another with another seed when its order is drawn', async () => {
    const [one, two] = [await onePlan(), await planned()]
    expect(two.content).toEqual(one.content)
    const drawn = await planned({ randomised: true })
    const again = await planned({ randomised: true })
    expect(again.content).toEqual(drawn.content)
    expect(drawn.content.bound).toBeCloseTo(one.content.bound, 6)
    expect(drawn.content.worth).toBeLessThanOrEqual(drawn.content.bound)
  })

  once('stands in the list with what it reaches, and every version is kept', async () => {
    const plan = await planned()
    const listed = (await as('anna').get('/api/patrols/plans')).json<{ plans: PlanSummary[] }>().plans.find(({ id }) => id === plan.id)!
    expect(listed).toMatchObject({ objective: ['shoplifting'], units: 2, visits: plan.content.effect.visits, version: 2 })
    expect(listed.shareOfAll).toBeCloseTo(plan.content.effect.shareOfAll!, 9)
    await patch(plan, { status: 'approved' })
    const { versions } = (await as('anna').get(`${path(plan.id)}/versions`)).json<{ versions: { version: number; status: string; visits: number | null }[] }>()
    expect(versions.map(({ version, status, visits }) => [version, status, visits !== null])).toEqual([[3, 'approved', true], [2, 'draft', true], [1, 'draft', false]])
  })

  once('can be copied to another shift of the team', async () => {
    const plan = await onePlan()
    const response = await as('anna').post('/api/patrols/plans', { district: southmarsh, name: 'A week later', shiftFrom: '2014-06-11T15:00', shiftTo: '2014-06-11T21:00', copyOf: plan.id })
    expect(response.statusCode).toBe(201)
    const { id } = response.json<Plan>()
    expect((await ended(id)).state).toBe('done')
    expect((await read(id)).request).toEqual(plan.request)
    expect(errorOf(await as('ben').post('/api/patrols/plans', { district: 'E07099001', name: 'Theirs', shiftFrom: '2014-06-11T15:00', shiftTo: '2014-06-11T21:00', copyOf: plan.id })).code).toBe('unknown-plan')
  })

  it('says in words why there can be none', async () => {
    const created = await as('anna').post('/api/patrols/plans', { ...asked, request: { ...request, objective: [{ theme: 'bicycle-theft', weight: 1 }] } })
    const nothing = await ended(created.json<Plan>().id)
    expect([nothing.state, nothing.parameter]).toEqual(['failed', 'objective'])
    expect(nothing.message).toMatch(/\w{4,}/)
    const cells = (await onePlan()).content.places.map(({ id }) => id)
    const short = await as('anna').post('/api/patrols/plans', { ...asked, request: { ...request, must: cells, units: [{ name: 'Foot', mode: 'foot', base, toMin: 45 }] } })
    const late = await ended(short.json<Plan>().id)
    expect([late.state, late.parameter]).toEqual(['failed', 'must'])
    expect(late.message).toMatch(/must be visited.*minute/)
  })

  once.each([
    [{ units: [{ name: 'A', mode: 'foot', base: { name: 'London', position: [-0.1, 51.5] } }] }, 'units/0', /outside the force/],
    [{ units: [{ name: 'A\0', mode: 'foot', base }] }, 'units/0', /no text may hold/],
    [{ units: [{ name: 'A\ud800', mode: 'foot', base }] }, 'units/0', /no text may hold/],
    [{ units: [{ name: 'A', mode: 'foot', base, fromMin: 100, toMin: 100 }] }, 'units/0', /no time/],
    [{ units: [{ name: 'A', mode: 'foot', base, toMin: 1000 }] }, 'units/0', /after the shift/],
    [{ units: [{ name: 'A', mode: 'foot', base }, { name: 'A', mode: 'foot', base }] }, 'units/1', /Two units/],
    [{ areas: ['E07000000'] }, 'areas', /is loaded/], [{ must: ['xyz'] }, 'must', /no H3 cell/], [{ visitMinutes: 11 }, 'request/visitMinutes', />= 12/], [{ units: [{ name: 'A', mode: 'foot', base, colour: 'blue' }] }, 'request/units/0/colour', /no parameter/]
  ])('is refused at once for what cannot be: %j', async (changes, parameter, words) => {
    const response = await as('anna').post('/api/patrols/plans', { ...asked, request: { ...request, ...changes } })
    expect([Math.floor(response.statusCode / 100), errorOf(response).parameter]).toEqual([4, parameter])
    expect(errorOf(response).message).toMatch(words)
  })
})

describe('what leaves a plan', () => {
  once.each([['gpx', /^<\?xml/], ['geojson', /^\{"type":"FeatureCollection"/], ['ics', /^BEGIN:VCALENDAR/], ['csv', /^unit,mode/]])('as %s is a file that no cache keeps', async (form, begins) => {
    const plan = await onePlan()
    const response = await as('anna').get(`${path(plan.id)}.${form}`)
    expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'private, no-store'])
    expect(response.headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="patrol-plan-2014-06-04-v2.${form}"$`))
    expect(response.body).toMatch(begins)
    for (const [who, status] of [['ben', 404], [null, 401]] as const) expect((await as(who).get(`${path(plan.id)}.${form}`)).statusCode).toBe(status)
  })

  once('is a briefing with the marking, to the team alone', async () => {
    const plan = await onePlan()
    const page = await as('anna').get(`${path(plan.id)}/briefing`)
    expect([page.statusCode, page.headers['cache-control'], page.headers['content-type']]).toEqual([200, 'private, no-store', 'text/html; charset=utf-8'])
    expect(page.body).toContain('OFFICIAL')
    expect((await as('ben').get(`${path(plan.id)}/briefing`)).statusCode).toBe(404)
    expect((await as(null).get('/api/patrols/briefing.css')).headers['content-type']).toContain('text/css')
  })
})

describe('templates and bases', () => {
  it('are the team\'s: a request kept under a name, replaced by one of the same name, removed', async () => {
    const keep = (who: 'anna' | 'ben') => as(who).post('/api/patrols/templates', { district: southmarsh, name: 'Friday', request })
    const { id } = (await keep('anna')).json<{ id: string }>()
    expect((await keep('anna')).json<{ id: string }>().id).toBe(id)
    expect(errorOf(await keep('ben')).code).toBe('forbidden')
    expect((await as('ben').get('/api/patrols/templates')).json()).toEqual({ templates: [] })
    expect((await as('carl').get('/api/patrols/templates')).json<{ templates: { name: string }[] }>().templates.map(({ name }) => name)).toEqual(['Friday'])
    expect((await as('ben').delete(`/api/patrols/templates/${id}`)).statusCode).toBe(404)
    expect((await as('anna').delete(`/api/patrols/templates/${id}`)).statusCode).toBe(204)
  })

  it('of a district are the police bases, the nearest first', async () => {
    const { bases: found } = (await as('anna').get(`/api/patrols/bases?district=${southmarsh}`)).json<{ bases: { name: string; distanceM: number }[] }>()
    expect(found.map(({ name }) => name)).toEqual(['Southmarsh station', 'Northmarsh station'])
    expect(found[0]!.distanceM).toBeLessThan(found[1]!.distanceM)
  })
})
