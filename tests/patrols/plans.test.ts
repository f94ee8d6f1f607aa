/** Plans belong to a team: shown over HTTP with real sign-ins and, below, at the database itself with the real role. */
import { describe, expect, it } from 'vitest'
import { asPlanner } from '../../api/db/identity.ts'
import type { ErrorBody } from '../../api/schema.ts'
import type { Plan } from '../../api/patrols/schema.ts'
import { signedInApp } from '../support/real-accounts.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const { as } = signedInApp(test, { anna: { role: 'planner', districts: ['E07000070'] }, ben: { role: 'planner', districts: ['E07000066'] }, rita: { role: 'analyst', districts: [] }, eve: { role: 'admin', districts: ['E07000070'] } })
const shift = { district: 'E07000070', name: 'Saturday night', shiftFrom: '2026-11-28T20:00', shiftTo: '2026-11-29T04:00' }
const begin = async (): Promise<Plan> => (await as('anna').post('/api/patrols/plans', shift)).json<Plan>()
const codeOf = (response: { json: <T>() => T }) => response.json<ErrorBody>().error.code

describe('a plan', () => {
  it('is kept, read, changed with the version that was read, and removed', async () => {
    const created = await as('anna').post('/api/patrols/plans', shift)
    expect([created.statusCode, created.headers.etag, created.headers['cache-control']]).toEqual([201, '"1"', 'private, no-store'])
    const { id } = created.json<Plan>()
    expect(created.json()).toMatchObject({ ...shift, status: 'draft', version: 1, createdBy: 'anna' })
    const changed = await as('anna').patch(`/api/patrols/plans/${id}`, { status: 'approved' }, { 'if-match': '"1"' })
    expect([changed.statusCode, changed.headers.etag, changed.json<Plan>().status]).toEqual([200, '"2"', 'approved'])
    expect((await as('anna').get('/api/patrols/plans')).json<{ plans: Plan[] }>().plans.map((plan) => plan.id)).toContain(id)
    expect((await as('anna').delete(`/api/patrols/plans/${id}`, { 'if-match': '"2"' })).statusCode).toBe(204)
    expect(codeOf(await as('anna').get(`/api/patrols/plans/${id}`))).toBe('unknown-plan')
  })

  it('changed by two at once keeps one change and tells the other the version it is now', async () => {
    const { id } = await begin()
    const both = await Promise.all(['One', 'Two'].map((name) => as('anna').patch(`/api/patrols/plans/${id}`, { name }, { 'if-match': '"1"' })))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412])
    const lost = both.find(({ statusCode }) => statusCode === 412)!
    expect([codeOf(lost), lost.headers.etag]).toEqual(['changed-meanwhile', '"2"'])
    expect(codeOf(await as('anna').patch(`/api/patrols/plans/${id}`, { name: 'Three' }))).toBe('version-missing')
  })

  it('does not exist for another team, for other roles and for the public, by whatever verb', async () => {
    const { id } = await begin()
    const path = `/api/patrols/plans/${id}`
    for (const verb of ['get', 'patch', 'delete'] as const) {
      const ask = (who: Parameters<typeof as>[0]) => (verb === 'patch' ? as(who).patch(path, { name: 'Mine' }, { 'if-match': '"1"' }) : verb === 'delete' ? as(who).delete(path, { 'if-match': '"1"' }) : as(who).get(path))
      expect(codeOf(await ask('ben')), `${verb} by another team`).toBe('unknown-plan')
      for (const other of ['rita', 'eve'] as const) expect(codeOf(await ask(other)), `${verb} by ${other}`).toBe('forbidden')
      expect((await ask(null)).statusCode, `${verb} by nobody`).toBe(401)
    }
    expect((await as('ben').get('/api/patrols/plans')).json<{ plans: Plan[] }>().plans).toEqual([])
    expect(codeOf(await as('ben').post('/api/patrols/plans', shift))).toBe('forbidden')
    expect((await as('anna').get(path)).json<Plan>().version).toBe(1)
  })

  it.each([
    [{ ...shift, shiftTo: '2026-11-28T19:00' }, 'shiftTo'], [{ ...shift, shiftTo: '2026-11-30T20:01' }, 'shiftTo'],
    [{ ...shift, shiftFrom: '2026-02-31T20:00' }, 'shiftFrom'], [{ ...shift, name: '' }, 'name'], [{ ...shift, owner: 'ben' }, 'owner']
  ])('that cannot be is refused: %j', async (body, parameter) => {
    const response = await as('anna').post('/api/patrols/plans', body)
    expect([response.statusCode, response.json<ErrorBody>().error.parameter]).toEqual([400, parameter])
  })

  it('leaves an entry for everything done with it, and none for what was refused', async () => {
    const { id } = await begin()
    await as('anna').get(`/api/patrols/plans/${id}`, { 'x-purpose': 'Briefing' })
    await as('anna').patch(`/api/patrols/plans/${id}`, { name: 'Late' }, { 'if-match': '"9"' })
    const acts = await test.db.rows<{ act: string; purpose: string | null }>('select act, purpose from audit_entries where subject = $1 order by seq', [id])
    expect(acts).toEqual([{ act: 'plan-add', purpose: null }, { act: 'read-plan', purpose: 'Briefing' }])
  })
})

describe('the database itself', () => {
  const count = (districts: string[]) => asPlanner(test.db, { name: 'anna', districts }, async (inside) => (await inside.rows<{ n: number }>('select count(*)::int as n from patrol_plans'))[0]!.n)

  it('shows a planner the rows of the teams that the transaction names, and none where it names none', async () => {
    await begin()
    expect(await count(['E07000070'])).toBeGreaterThan(0)
    expect(await count(['E07000066'])).toBe(0)
    expect(await count([])).toBe(0)
    await test.db.transaction(async (inside) => {
      await inside.run('set local role beatwise_planner')
      expect(await inside.rows('select plan_id from patrol_plans')).toEqual([])
    })
  })

  it('refuses a row for another team, whatever the statement says', async () => {
    await expect(asPlanner(test.db, { name: 'anna', districts: ['E07000070'] }, (inside) => inside.run(`
      insert into patrol_plans (district_code, name, shift_from, shift_to, created_by, changed_by) values ('E07000066', 'x', '2026-01-01', '2026-01-02', 'a', 'a')`))).rejects.toThrow('row-level security')
    await expect(count(['E07000070,E07000066'])).rejects.toThrow('not plain')
  })

  it('shows the public nothing at all', async () => {
    await expect(test.db.transaction(async (inside) => {
      await inside.run('set local role beatwise_public')
      return inside.rows('select plan_id from patrol_plans')
    })).rejects.toThrow('permission denied')
  })
})
