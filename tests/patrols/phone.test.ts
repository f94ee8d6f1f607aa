/** A phone with the link of one unit: what it may do, and that it may do nothing else, over HTTP and at the database itself. */
import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asPhone } from '../../api/db/identity.ts'
import type { PhonePlan, KeptVisit } from '../../api/patrols/delivery-schema.ts'
import type { ErrorBody } from '../../api/schema.ts'
import { testDatabase } from '../support/database.ts'
import { deliveredPlan, highStreet, station } from '../support/delivered-plan.ts'
import { signedInApp } from '../support/real-accounts.ts'

const test = testDatabase()
const { as } = signedInApp(test, { anna: { role: 'planner', districts: ['E07000070'] }, ben: { role: 'planner', districts: ['E07000066'] } })
interface Link { unit: string; token: string; path: string; expiresAt: string }
const links = async (path: string, body: object = {}) => (await as('anna').post(`${path}/phones`, body)).json<{ phones: Link[] }>().phones
const withLink = async (fromMs?: number) => {
  const plan = await deliveredPlan(test.db, as('anna'), fromMs)
  const [foot, car] = await links(plan.path) as [Link, Link]
  return { ...plan, foot, car }
}
const show = (token: string) => ({ authorization: `Bearer ${token}` })
const list = (token: string) => as(null).get('/api/patrols/phone', show(token))
const report = (token: string, ...visits: object[]) => as(null).post('/api/patrols/phone/visits', { visits }, show(token))
const codeOf = (response: { json: <T>() => T }) => response.json<ErrorBody>().error.code
const visit = (at: (minutes: number) => string, changes: object = {}) => ({ id: randomUUID(), place: highStreet, arrivedAt: at(6), leftAt: null, note: '', revision: 1, undone: false, ...changes })
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

describe('a phone with the link of its unit', () => {
  it('has the list of that unit, in order, and nothing of the others', async () => {
    const { foot, car, fromMs } = await withLink()
    const response = await list(foot.token)
    expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'private, no-store'])
    const plan = response.json<PhonePlan>()
    expect(plan).toMatchObject({ plan: 'Saturday night', unit: 'Foot 1', expiresAt: new Date(fromMs + 12 * 3_600_000).toISOString().replace('.000', ''), visits: [] })
    expect(plan.stops.map(({ name, at }) => [name, at])).toEqual([['High Street & "Bank" <corner>', '20:05'], ['Station', '20:30']])
    expect(response.body).not.toMatch(/Car 2|anna|effect|random/)
    expect((await list(car.token)).json<PhonePlan>()).toMatchObject({ unit: 'Car 2', stops: [] })
  })

  it('ticks arrived and left; the same tap twice is one visit, and a late report does not undo a later one', async () => {
    const { foot, path, at } = await withLink()
    const tap = visit(at)
    const left = { ...tap, leftAt: at(20), revision: 2 }
    await Promise.all([report(foot.token, tap), report(foot.token, tap)])
    await report(foot.token, left)
    const again = await report(foot.token, tap, left)
    expect(again.json<{ refused: unknown[]; visits: KeptVisit[] }>()).toMatchObject({ refused: [], visits: [{ id: tap.id, place: highStreet, source: 'tap', revision: 2 }] })
    const seen = (await as('anna').get(`${path}/visits`)).json<{ visits: object[]; dosage: object[] }>()
    expect(seen.visits).toMatchObject([{ unit: 'Foot 1', reportedBy: 'phone' }])
    expect(seen.dosage[0]).toMatchObject({ met: 1, deliveredMin: 14 })
    await report(foot.token, { ...left, undone: true, revision: 3 })
    expect((await as('anna').get(`${path}/visits`)).json<{ visits: object[] }>().visits).toEqual([])
  })

  it('is told in words what cannot be, and the rest is kept', async () => {
    const { foot, at } = await withLink()
    const good = visit(at, { place: station })
    const answer = (await report(foot.token, good, visit(at, { place: 'nowhere' }), visit(at, { arrivedAt: at(75) }), visit(at, { leftAt: at(5) }), visit(at, { arrivedAt: at(-300) }))).json<{ refused: { why: string }[]; visits: KeptVisit[] }>()
    expect(answer.refused.map(({ why }) => why)).toEqual([
      'This place is no longer in the plan of this unit.', 'The clock of this phone is ahead of the server\'s.', 'The time of leaving is before that of arriving.', 'This is more than four hours before or after the shift.'
    ])
    expect(answer.visits.map(({ id }) => id)).toEqual([good.id])
  })

  it('cannot reach the visits of another unit, even by their id', async () => {
    const { foot, car, at, path } = await withLink()
    await test.db.run(`update patrol_plans set content = jsonb_set(content, '{units,1,visits}', content -> 'units' -> 0 -> 'visits'), version = version + 1 where plan_id = $1`, [path.split('/').at(-1)])
    const own = visit(at)
    await report(foot.token, own)
    const theirs = await report(car.token, { ...own, undone: true, revision: 9 })
    expect(theirs.json<{ refused: object[]; visits: object[] }>()).toEqual({ refused: [{ id: own.id, why: 'A visit with this number belongs to another unit.' }], visits: [] })
    expect((await list(foot.token)).json<PhonePlan>().visits).toMatchObject([{ id: own.id, undone: false }])
  })

  it('leaves entries in the trail that name the unit and never the token', async () => {
    const { foot, id, at } = await withLink()
    await list(foot.token)
    await report(foot.token, visit(at))
    const entries = await test.db.rows<{ act: string; detail: { unit?: string } }>('select act, detail, account_name, role from audit_entries where subject = $1 order by seq', [id])
    expect(entries.map(({ act, detail }) => [act, detail.unit])).toEqual([['plan-add', undefined], ['phone-add', undefined], ['phone-read', 'Foot 1'], ['phone-visits', 'Foot 1']])
    expect(JSON.stringify(await test.db.rows('select * from patrol_phones')) + JSON.stringify(entries)).not.toContain(foot.token)
  })
})

describe('without a good link', () => {
  it('there is nothing: not with none, a wrong one, one in the address, one that is withdrawn, replaced or over', async () => {
    const { foot, car, path, at, id } = await withLink()
    const refused = async (token: string) => {
      for (const response of [await list(token), await report(token, visit(at)), await as(null).post('/api/patrols/phone/visits', { nonsense: 1 }, show(token))]) expect([response.statusCode, codeOf(response)]).toEqual([401, 'phone-refused'])
    }
    expect((await as(null).get('/api/patrols/phone')).statusCode).toBe(401)
    expect((await as('anna').get('/api/patrols/phone')).statusCode).toBe(401)
    expect((await as(null).get(`/api/patrols/phone?token=${foot.token}`)).statusCode).toBe(401)
    for (const token of ['', 'x', 'A'.repeat(43), `${foot.token}A`, foot.token.slice(1)]) await refused(token)
    expect((await as('anna').delete(`${path}/phones/Car%202`)).statusCode).toBe(204)
    await refused(car.token)
    expect(codeOf(await as('anna').delete(`${path}/phones/Car%202`))).toBe('not-found')
    const [again] = await links(path, { units: ['Foot 1'] })
    await refused(foot.token)
    expect((await list(again!.token)).statusCode).toBe(200)
    await test.db.run(`update patrol_phones set expires_at = now() - interval '1 second' where plan_id = $1 and revoked_at is null`, [id])
    await refused(again!.token)
    const [last] = await links(path, { units: ['Foot 1'] })
    await test.db.run('delete from patrol_plans where plan_id = $1', [id])
    await refused(last!.token)
  })

  it('none is made for a shift that is over, a unit that there is not, or by another team', async () => {
    const past = await deliveredPlan(test.db, as('anna'), Date.now() - 13 * 3_600_000)
    expect((await as('anna').post(`${past.path}/phones`, {})).json<ErrorBody>().error.message).toMatch(/shift is over/)
    const { path } = await withLink()
    expect((await as('anna').post(`${path}/phones`, { units: ['Nobody'] })).json<ErrorBody>().error.parameter).toBe('units')
    for (const response of [await as('ben').post(`${path}/phones`, {}), await as('ben').get(`${path}/phones`), await as('ben').delete(`${path}/phones/Foot%201`)]) expect(codeOf(response)).toBe('unknown-plan')
    expect((await as('anna').get(`${path}/phones`)).json<{ phones: object[] }>().phones).toMatchObject([{ unit: 'Car 2', madeBy: 'anna' }, { unit: 'Foot 1', madeBy: 'anna' }])
  })

  it('the briefing carries a code for each unit, made anew, and the token is nowhere in its text', async () => {
    const { path, foot } = await withLink()
    const page = await as('anna').ask('POST', `${path}/briefing`)
    expect([page.statusCode, page.headers['content-type']]).toEqual([201, 'text/html; charset=utf-8'])
    expect(page.body.match(/Scan to tick visits/g)).toHaveLength(2)
    expect((await list(foot.token)).statusCode).toBe(401)
  })
})

describe('the database itself', () => {
  it('shows a phone the one plan and the visits of the one unit that its token names', async () => {
    const { foot, car, at, id } = await withLink()
    await deliveredPlan(test.db, as('anna'))
    await as('anna').post(`/api/patrols/plans/${id}/visits`, { visits: [{ unit: 'Foot 1', place: station, arrivedAt: at(1) }, { unit: 'Car 2', place: station, arrivedAt: at(2) }] })
    const seen = (token: string) => asPhone(test.db, hashOf(token), async (inside) => [await inside.rows('select plan_id from patrol_plans'), await inside.rows('select unit from patrol_visits'), await inside.rows('select unit from patrol_phones')])
    expect(await seen(foot.token)).toEqual([[{ plan_id: id }], [{ unit: 'Foot 1' }], [{ unit: 'Foot 1' }]])
    expect(await seen(car.token)).toEqual([[{ plan_id: id }], [{ unit: 'Car 2' }], [{ unit: 'Car 2' }]])
    expect(await seen('A'.repeat(43))).toEqual([[], [], []])
  })

  it('refuses a phone everything else, whatever the statement says', async () => {
    const { foot, id } = await withLink()
    const insert = `insert into patrol_visits (plan_id, visit_id, district_code, unit, place, arrived_at, source, reported_by) values ($1, gen_random_uuid(), $2, $3, 'x', now(), $4, 'phone')`
    const run = (statement: string, values: unknown[] = []) => asPhone(test.db, hashOf(foot.token), (inside) => inside.run(statement, values))
    for (const values of [[id, 'E07000070', 'Car 2', 'tap'], [id, 'E07000066', 'Foot 1', 'tap'], [id, 'E07000070', 'Foot 1', 'typed']]) await expect(run(insert, values)).rejects.toThrow('row-level security')
    for (const table of ['accounts', 'sessions', 'audit_entries', 'incidents', 'patrol_plan_versions', 'patrol_templates', 'patrol_trials']) await expect(run(`select 1 from ${table}`), table).rejects.toThrow('permission denied')
    for (const statement of ['select notes from patrol_plans', 'delete from patrol_visits', `update patrol_plans set name = 'x'`, 'update patrol_phones set expires_at = now()']) await expect(run(statement), statement).rejects.toThrow('permission denied')
    await expect(asPhone(test.db, 'x', () => Promise.resolve())).rejects.toThrow('No hash')
  })

  it('shows nobody anything without a token in the transaction', async () => {
    await withLink()
    await test.db.transaction(async (inside) => {
      await inside.run('set local role beatwise_phone')
      for (const table of ['patrol_phones', 'patrol_visits']) expect(await inside.rows(`select 1 from ${table}`)).toEqual([])
      expect(await inside.rows('select plan_id from patrol_plans')).toEqual([])
    })
  })
})
