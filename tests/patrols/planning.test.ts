/** From a request to routes over HTTP: searched, changed by hand, searched anew around locks, stopped, shown, printed, exported; by the team alone. */
import { beforeAll, describe, expect, it } from 'vitest'
import { settleDisclosure } from '../../api/ingest/disclosure-rules.ts'
import type { PlanContent, Solving } from '../../api/patrols/content-schema.ts'
import type { PlanRequest } from '../../api/patrols/request-schema.ts'
import type { NewPlan, Plan, PlanSummary } from '../../api/patrols/schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { southmarsh } from '../support/county.ts'
import { once, testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords, premises } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'
import { signedInApp } from '../support/real-accounts.ts'

const test = testDatabase()
const files = testFolder()
const { as } = signedInApp(test, { anna: { role: 'planner', districts: [southmarsh] }, carl: { role: 'planner', districts: [southmarsh] }, ben: { role: 'planner', districts: ['E07099001'] } })
const bases = 'place_id,kind,name,lng,lat\nbase-1,police-base,Southmarsh station,0.46,51.65\nbase-2,police-base,Northmarsh station,0.45,51.75\n'

beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'places', files.write('places.csv', premises + bases.split('\n').slice(1).join('\n')))
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
  await settleDisclosure(test.db, { disclosureBase: 5, publicDelayMonths: 1 }, () => undefined)
}, 90_000)

const base = { name: 'Southmarsh station', position: [0.46, 51.65] as [number, number] }
const request: PlanRequest = {
  objective: [{ theme: 'shoplifting', weight: 1 }], mostPlaces: 6, seed: 4, gapMinutes: 60, effort: 'quick',
  units: [{ name: 'Car 1', mode: 'vehicle', base, breaks: [{ fromMin: 120, toMin: 240, minutes: 30 }] }, { name: 'Foot 2', mode: 'foot', base, fromMin: 60 }]
}
const asked: NewPlan = { district: southmarsh, name: 'Late', shiftFrom: '2014-06-04T15:00', shiftTo: '2014-06-04T21:00', request }
const path = (id: string) => `/api/patrols/plans/${id}`
const errorOf = (response: { json: <T>() => T }) => response.json<ErrorBody>().error
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

async function ended(id: string): Promise<Solving> {
  for (let tries = 0; tries < 300; tries++) {
    const now = (await as('anna').get(`${path(id)}/search`)).json<Solving>()
    if (now.state === 'done' || now.state === 'failed') return now
    await pause(100)
  }
  throw new Error('The search does not end')
}
const read = async (id: string) => (await as('anna').get(path(id))).json<Plan>()
async function planned(changes: Partial<PlanRequest> = {}, more: Partial<NewPlan> = {}): Promise<Plan & { content: PlanContent }> {
  const response = await as('anna').post('/api/patrols/plans', { ...asked, ...more, request: { ...request, ...changes } })
  expect(response.statusCode, response.body).toBe(201)
  const { id } = response.json<Plan>()
  const found = await ended(id)
  expect(found, found.message ?? '').toMatchObject({ state: 'done', message: null })
  const plan = await read(id)
  return { ...plan, content: plan.content! }
}
/** For those that change nothing of it. */
let ready: Promise<Plan & { content: PlanContent }> | undefined
const onePlan = () => (ready ??= planned())
const routesOf = ({ content }: { content: PlanContent }) => content.units.map(({ name, visits }) => ({ unit: name, visits: visits.map(({ place, locked, startS }) => (locked ? { place, locked, startS } : { place, locked })) }))
const patch = (plan: Pick<Plan, 'id' | 'version'>, change: object, who: 'anna' | 'carl' = 'anna') => as(who).patch(path(plan.id), change, { 'if-match': `"${plan.version}"` })

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

describe('a plan changed by hand', () => {
  it('keeps what is put there, and says that it was', async () => {
    const plan = await planned()
    const routes = routesOf(plan)
    const moved = routes[0]!.visits.pop()!
    const response = await patch(plan, { routes })
    expect(response.statusCode, response.body).toBe(200)
    const after = response.json<Plan>()
    expect(after.content).toMatchObject({ byHand: true, effect: { visits: plan.content.effect.visits - 1 } })
    expect(after.content!.units[0]!.visits.map(({ place }) => place)).toEqual(routes[0]!.visits.map(({ place }) => place))
    expect(after.content!.worth).toBeLessThan(plan.content.worth)
    expect(moved.locked).toBe(false)
  })

  it('is refused with the rule that it breaks, and stays as it was', async () => {
    const plan = await planned()
    const { place } = routesOf(plan)[0]!.visits[0]!
    const refused = await patch(plan, { routes: [{ unit: 'Car 1', visits: [2400, 4800].map((startS) => ({ place, locked: false, startS })) }] })
    expect([refused.statusCode, errorOf(refused).code]).toEqual([400, 'cannot-be-kept'])
    expect(errorOf(refused).message).toMatch(/^"Car 1" would be .* 35 minutes too soon after its own visit: visits of a place are 60 minutes apart/)
    const [stranger] = [await patch(plan, { routes: [{ unit: 'Car 9', visits: [] }] })]
    expect(errorOf(stranger).message).toContain('Car 9')
    expect(await read(plan.id)).toEqual({ ...plan })
  })

  it('is searched anew around what is locked', async () => {
    const plan = await planned()
    const routes = routesOf(plan)
    const { place, startS } = plan.content.units[0]!.visits.at(-1)!
    routes[0]!.visits = [{ place, locked: true, startS }]
    routes[1]!.visits = []
    const locked = (await patch(plan, { routes })).json<Plan>()
    const begun = await as('anna').post(`${path(plan.id)}/search`, undefined, { 'if-match': `"${locked.version}"` })
    expect(begun.statusCode, begun.body).toBe(202)
    expect((await ended(plan.id)).state).toBe('done')
    const again = await read(plan.id)
    expect(again.version).toBe(locked.version + 1)
    expect(again.content!.units[0]!.visits).toContainEqual(expect.objectContaining({ place, startS, locked: true }))
    expect(again.content!.worth).toBeGreaterThan(locked.content!.worth)
  })

  once('by two planners at once keeps one change and tells the other', async () => {
    const plan = await planned()
    const both = await Promise.all([patch(plan, { routes: routesOf(plan).map((route) => ({ ...route, visits: route.visits.slice(1) })) }), patch(plan, { notes: 'Bring keys' }, 'carl')])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412])
    const lost = both.find(({ statusCode }) => statusCode === 412)!
    expect([errorOf(lost).code, lost.headers.etag]).toEqual(['changed-meanwhile', '"3"'])
  })

  it('while its routes are searched is not overwritten by them', async () => {
    const created = await as('anna').post('/api/patrols/plans', { ...asked, request: { ...request, effort: 'default' } })
    const { id } = created.json<Plan>()
    expect((await as('carl').patch(path(id), { name: 'Renamed' }, { 'if-match': '"1"' })).statusCode).toBe(200)
    const found = await ended(id)
    expect([found.state, (await read(id)).content]).toEqual(['failed', null])
    expect(found.message).toContain('changed while its routes were searched')
  })
})

describe('a search', () => {
  once('can be ended early with the best so far', async () => {
    const created = await as('anna').post('/api/patrols/plans', { ...asked, request: { ...request, effort: 'thorough', mostPlaces: 12 } })
    const { id } = created.json<Plan>()
    while ((await as('anna').get(`${path(id)}/search`)).json<Solving>().state !== 'search') await pause(20)
    expect((await as('anna').post(`${path(id)}/search/stop`, undefined)).json()).toEqual({ stopping: true })
    expect((await ended(id)).state).toBe('done')
    expect((await read(id)).content!.effect.visits).toBeGreaterThan(0)
  })

  it('whose process has died is taken over by whoever looks next', async () => {
    const plan = await planned()
    await test.db.run(`update patrol_searches set state = 'search', best = null, beat = now() - interval '1 minute' where plan_id = $1`, [plan.id])
    await test.db.run('update patrol_plans set version = version + 1 where plan_id = $1', [plan.id])
    await test.db.run('update patrol_searches set plan_version = plan_version + 2 where plan_id = $1', [plan.id])
    await as('anna').get(`${path(plan.id)}/search`)
    expect((await ended(plan.id)).state).toBe('done')
    expect((await read(plan.id)).version).toBe(plan.version + 2)
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
