/** Plans changed by hand and searched anew: around locks, ended early, by two planners at once, taken over from a process that died. */
import { describe, expect, it } from 'vitest'
import type { Solving } from '../../api/patrols/content-schema.ts'
import type { Plan } from '../../api/patrols/schema.ts'
import { once } from '../support/database.ts'
import { asked, errorOf, path, pause, planningApp, request, type MadePlan } from '../support/planning.ts'

const { test, as, ended, read, planned, patch } = planningApp()
const routesOf = ({ content }: MadePlan) => content.units.map(({ name, visits }) => ({ unit: name, visits: visits.map(({ place, locked, startS }) => (locked ? { place, locked, startS } : { place, locked })) }))

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
