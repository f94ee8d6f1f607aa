/** What is recorded, when, and that nothing is done or shown whose entry cannot be stored. */
import { beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '../../api/accounts/audit-queries.ts'
import { purposeOf, record, recordRefusedSignIn } from '../../api/accounts/audit.ts'
import { AuditAnswer } from '../../api/accounts/audit-schema.ts'
import { verifyWhole } from '../../api/accounts/audit-verify.ts'
import { roles } from '../../api/vocabulary.ts'
import { loadedApp } from '../support/loaded.ts'
import { expectSchema } from '../support/schema.ts'
import { believeHeader } from '../support/signed-in.ts'
import type { ErrorBody } from '../../api/schema.ts'

const { test, app } = loadedApp()
beforeAll(() => believeHeader(app.server))
const newest = async (count = 1) => (await listAudit(test.db, null, count)).map(({ account, role, act, subject, purpose, detail }) => ({ account, role, act, subject, purpose, detail }))
const count = async () => (await verifyWhole(test.db)).through
const analyst = { as: 'analyst' }
const cells = '/api/cells?theme=burglary&from=2025-01&to=2025-04&res=7'

/** While `work` runs, no entry can be stored. */
async function withoutTrail<T>(work: () => Promise<T>): Promise<T> {
  await test.db.run('alter table audit_head rename to audit_head_away')
  try {
    return await work()
  } finally {
    await test.db.run('alter table audit_head_away rename to audit_head')
  }
}

describe('a read of exact counts', () => {
  it('is one entry for each request, also where the answer is at hand, with what was asked and why', async () => {
    const before = await count()
    const computed = app.answers.computed
    for (let i = 0; i < 3; i++) expect((await app.get(cells, { ...analyst, 'x-purpose': 'burglary%20review%20%E2%80%93%20Harwich' })).statusCode).toBe(200)
    expect(app.answers.computed - computed).toBe(1)
    expect(await count()).toBe(before + 3)
    expect(await newest()).toEqual([{ account: 'analyst account', role: 'analyst', act: 'read-restricted-cells', subject: 'burglary', purpose: 'burglary review – Harwich', detail: { from: '2025-01', to: '2025-04', res: 7 } }])
  })

  it('is one entry also for a series, and every file is an export', async () => {
    await app.get('/api/cells/series?theme=crime&from=2025-01&to=2025-04', analyst)
    expect(await newest()).toMatchObject([{ act: 'read-restricted-series', subject: 'crime' }])
    for (const accept of ['text/csv', 'application/geo+json']) {
      const before = await count()
      expect((await app.get(cells, { ...analyst, accept })).statusCode).toBe(200)
      expect([await count(), (await newest())[0]!.act]).toEqual([before + 1, 'export-cells'])
    }
  })

  it('by a visitor, who sees only what is public, leaves no entry; a question that is refused leaves none either', async () => {
    const before = await count()
    expect((await app.get(cells)).statusCode).toBe(200)
    expect((await app.get(cells, { accept: 'text/csv' })).statusCode).toBe(200)
    expect((await app.get('/api/cells?theme=nothing', analyst)).statusCode).toBe(400)
    expect((await app.get(cells, { ...analyst, accept: 'image/png' })).statusCode).toBe(406)
    expect(await count()).toBe(before)
  })

  it('is not answered while the trail cannot be written, not even from what is at hand; a visitor is', async () => {
    expect((await app.get(cells, analyst)).statusCode).toBe(200)
    await withoutTrail(async () => {
      const refused = await app.get(cells, analyst)
      expect([refused.statusCode, refused.json<ErrorBody>().error.code, refused.headers['retry-after']]).toEqual([503, 'audit-away', '5'])
      expect(refused.body).not.toContain('counts')
      expect((await app.get(cells)).statusCode).toBe(200)
    })
    expect((await app.get(cells, analyst)).statusCode).toBe(200)
    expect((await verifyWhole(test.db)).wrong).toBeNull()
  })

  it('is refused with a purpose that is too long to keep', async () => {
    const response = await app.get(cells, { ...analyst, 'x-purpose': 'x'.repeat(201) })
    expect([response.statusCode, response.json<ErrorBody>().error.parameter]).toEqual([400, 'x-purpose'])
    expect((await app.get(cells, { ...analyst, 'x-purpose': '%C3%A9'.repeat(200) })).statusCode).toBe(200)
  })
})

describe('an act', () => {
  it('does not happen when its entry cannot be stored', async () => {
    const act = (name: string) => test.db.transaction(async (inside) => {
      await inside.run('insert into outcomes (name) values ($1)', [name])
      await record(inside, { account: 'amy', role: 'admin', act: 'account-add', subject: name })
    })
    await act('recorded')
    await withoutTrail(() => expect(act('unrecorded')).rejects.toMatchObject({ code: 'audit-away' }))
    expect(await test.db.rows(`select name from outcomes where name like '%recorded' order by name`)).toEqual([{ name: 'recorded' }])
    expect(await newest()).toMatchObject([{ act: 'account-add', subject: 'recorded' }])
  })

  it('that fails leaves no entry', async () => {
    const before = await count()
    await expect(test.db.transaction(async (inside) => {
      await record(inside, { account: 'amy', role: 'admin', act: 'account-add', subject: 'never' })
      await inside.run('select 1 / 0')
    })).rejects.toThrow('division by zero')
    expect(await count()).toBe(before)
  })
})

describe('a refused sign-in', () => {
  it('keeps the name where there is such an account, and otherwise only whether the same was typed before', async () => {
    const refuse = async (name: string, known: boolean) => {
      await recordRefusedSignIn(test.db, { name, known, by: 'password', why: 'wrong password' })
      return (await newest())[0]!.subject!
    }
    expect(await refuse('amy', true)).toBe('amy')
    const typed = await refuse('my secret password\0', false)
    expect(typed).toMatch(/^unknown:[0-9a-f]{12}$/)
    expect(await refuse('my secret password', false)).toBe(typed)
    expect(await refuse('another', false)).not.toBe(typed)
  })
})

describe('the audit trail', () => {
  it('is read by those who review it, a page at a time, and that is an entry of its own', async () => {
    const response = await app.get('/api/audit?limit=3', { as: 'admin', 'x-purpose': 'weekly review' })
    const answer = response.json<AuditAnswer>()
    expectSchema(AuditAnswer, answer)
    expect(response.headers['cache-control']).toBe('private, no-store')
    expect(answer.entries[0]).toMatchObject({ account: 'admin account', act: 'read-audit', purpose: 'weekly review', detail: { limit: 3 } })
    expect(answer.verified).toEqual({ through: answer.entries[0]!.seq, ok: true })
    const { entries } = (await app.get(`/api/audit?limit=2&before=${answer.entries[2]!.seq}`, { as: 'admin' })).json<AuditAnswer>()
    expect(entries.map(({ seq }) => seq)).toEqual([answer.entries[2]!.seq - 1, answer.entries[2]!.seq - 2])
  })

  it.each(roles)('is shown to %s as the table of access says', async (as) => {
    const headers: Record<string, string> = as === 'public' ? {} : { as }
    expect((await app.get('/api/audit', headers)).statusCode).toBe({ public: 401, planner: 403, roads: 403, analyst: 200, admin: 200 }[as])
  })

  it.each(['before=0', 'before=x', 'limit=201', 'limit=0', 'after=1'])('refuses the question %s', async (query) => {
    expect((await app.get(`/api/audit?${query}`, analyst)).statusCode).toBe(400)
  })
})

describe('a purpose', () => {
  it.each([
    [undefined, null], ['', null], ['  ', null], ['plain', 'plain'], ['100% sure', '100% sure'], ['a%00b%0Ac', 'a b c'], ['%E2%80%93', '–']
  ])('%j is kept as %j', (header, kept) => expect(purposeOf(header)).toBe(kept))
})
