/** The chain of the audit trail: whole as it grows, and every way of tampering with it is found and named. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { listAudit, verifyAudit } from '../../api/accounts/audit-queries.ts'
import { record } from '../../api/accounts/audit.ts'
import { GENESIS, VerifiedSoFar, verifyWhole } from '../../api/accounts/audit-verify.ts'
import type { Queryable } from '../../api/db/database.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const entry = (subject: string) => ({ account: 'amy', role: 'analyst', act: 'read-restricted-cells', subject, purpose: 'a test', detail: { from: '2025-01', n: 1.50 } }) as const
const add = async (count: number) => { for (let i = 1; i <= count; i++) await record(test.db, entry(`entry ${i}`)) }

/** As somebody who owns the database and has turned the triggers off, and wipes the traces of that. */
const tamper = (...statements: string[]) => test.db.transaction(async (inside) => {
  for (const table of ['audit_entries', 'audit_head']) await inside.run(`alter table ${table} disable trigger user`)
  for (const statement of statements) await inside.run(statement)
  for (const table of ['audit_entries', 'audit_head']) await inside.run(`alter table ${table} enable trigger user`)
  await inside.run('alter table audit_entries enable always trigger keep, enable always trigger keep_all')
})
beforeEach(() => tamper('delete from audit_entries', `update audit_head set seq = 0, hash = decode('${GENESIS}', 'hex')`))
const wrong = async (expected?: string) => (await verifyWhole(test.db, expected)).wrong

describe('an audit trail', () => {
  it('is whole when empty, and as it grows', async () => {
    expect(await verifyWhole(test.db)).toEqual({ through: 0, hash: GENESIS, wrong: null })
    await add(3)
    const { through, hash } = await verifyWhole(test.db)
    expect([through, hash.length]).toEqual([3, 64])
    expect((await listAudit(test.db, null, 2)).map(({ seq, subject }) => [seq, subject])).toEqual([[3, 'entry 3'], [2, 'entry 2']])
    expect((await listAudit(test.db, 2, 2)).map(({ seq }) => seq)).toEqual([1])
  })

  it('tells absent from empty and says the same whatever the session\'s settings are', async () => {
    await record(test.db, { ...entry(''), purpose: null })
    await test.db.transaction(async (inside) => {
      await inside.run(`set local time zone 'Asia/Tokyo'`)
      await inside.run(`set local datestyle = 'German'`)
      expect((await verifyWhole(inside)).wrong).toBeNull()
    })
    await tamper('update audit_entries set subject = null where seq = 1')
    expect(await wrong()).toEqual({ seq: 1, fault: 'content' })
  })

  it('is checked in stretches, each from the end of the last', async () => {
    await add(5)
    const first = await verifyAudit(test.db, 0, GENESIS, 2)
    expect(first).toMatchObject({ through: 2, fault: null, more: true })
    const second = await verifyAudit(test.db, 2, first.hash, 2)
    const last = await verifyAudit(test.db, 4, second.hash, 2)
    expect(last).toMatchObject({ through: 5, fault: null, more: false })
    expect(await verifyAudit(test.db, 5, last.hash, 2)).toMatchObject({ through: 5, fault: null, more: false })
  })
})

describe('tampering', () => {
  it.each([
    ['a changed account', `update audit_entries set account_name = 'bob' where seq = 3`, 3, 'content'],
    ['a changed role', `update audit_entries set role = 'admin' where seq = 3`, 3, 'content'],
    ['a changed act', `update audit_entries set act = 'sign-in' where seq = 3`, 3, 'content'],
    ['a changed subject', `update audit_entries set subject = 'other' where seq = 5`, 5, 'content'],
    ['a purpose taken away', 'update audit_entries set purpose = null where seq = 1', 1, 'content'],
    ['a changed detail', `update audit_entries set detail = '{}' where seq = 2`, 2, 'content'],
    ['a time moved by a microsecond', `update audit_entries set at = at + interval '1 microsecond' where seq = 3`, 3, 'content'],
    ['an entry written anew with its own hash', `update audit_entries e set subject = 'other', hash = audit_hash(row(e.seq, e.at, e.account_name, e.role, e.act, 'other', e.purpose, e.detail, e.previous_hash, null)::audit_entries) where seq = 3`, 4, 'link'],
    ['the newest entry written anew with its own hash', `update audit_entries e set subject = 'other', hash = audit_hash(row(e.seq, e.at, e.account_name, e.role, e.act, 'other', e.purpose, e.detail, e.previous_hash, null)::audit_entries) where seq = 5`, 6, 'tail'],
    ['an entry taken out', 'delete from audit_entries where seq = 3', 3, 'missing'],
    ['the first entry taken out', 'delete from audit_entries where seq = 1', 1, 'missing'],
    ['the newest entry cut off', 'delete from audit_entries where seq = 5', 5, 'tail'],
    ['all entries cut off', 'delete from audit_entries', 1, 'tail'],
    ['the head turned back', `update audit_head set seq = 4, hash = (select hash from audit_entries where seq = 4)`, 6, 'tail']
  ])('is found and named: %s', async (_what, statement, seq, fault) => {
    await add(5)
    expect(await wrong()).toBeNull()
    await tamper(statement)
    expect(await wrong()).toEqual({ seq, fault })
  })

  it('of the newest entries and the head together is found by a hash written down elsewhere', async () => {
    await add(2)
    const { hash: early } = await verifyWhole(test.db)
    await add(2)
    const { hash } = await verifyWhole(test.db)
    expect(await wrong(hash)).toBeNull()
    expect(await wrong(early)).toBeNull()
    await tamper('delete from audit_entries where seq > 3', 'update audit_head set seq = 3, hash = (select hash from audit_entries where seq = 3)')
    expect(await wrong()).toBeNull()
    expect(await wrong(early)).toBeNull()
    expect(await wrong(hash)).toEqual({ seq: 4, fault: 'anchor' })
  })

  it('is seen by the page that has checked so far, and what it checked is not checked again', async () => {
    const verified = new VerifiedSoFar()
    await add(3)
    expect(await verified.advance(test.db)).toEqual({ through: 3, ok: true })
    await add(2)
    await tamper(`update audit_entries set subject = 'other' where seq = 5`)
    expect(await verified.advance(test.db)).toEqual({ through: 4, ok: false })
    await tamper('delete from audit_entries where seq > 2', 'update audit_head set seq = 2, hash = (select hash from audit_entries where seq = 2)')
    expect((await verified.advance(test.db)).ok).toBe(false)
  })
})

describe('the database', () => {
  const refusals: [string, string][] = [
    ['update', `update audit_entries set subject = 'other'`], ['delete', 'delete from audit_entries'], ['truncate', 'truncate audit_entries'],
    ['update', 'update audit_head set seq = 7'], ['delete', 'delete from audit_head'], ['truncate', 'truncate audit_head'], ['insert', `insert into audit_head (seq, hash) values (9, '')`]
  ]
  it.each(refusals)('refuses everybody the %s: %s', async (_act, statement) => {
    await add(2)
    await expect(test.db.run(statement)).rejects.toThrow('append-only')
    expect((await verifyWhole(test.db)).through).toBe(2)
  })

  it('refuses a change also to a session that calls itself a replica, where ordinary triggers are silent', async () => {
    await add(2)
    for (const statement of [`update audit_entries set subject = 'other'`, 'delete from audit_entries', 'truncate audit_entries']) {
      await expect(test.db.transaction(async (inside) => { await inside.run('set local session_replication_role = replica'); await inside.run(statement) })).rejects.toThrow('append-only')
    }
  })

  it('chains also what is inserted past the function, with its own number, time and hashes', async () => {
    await add(1)
    await test.db.run(`insert into audit_entries (seq, at, role, act, detail, previous_hash, hash) values (77, '2001-01-01', 'admin', 'sign-in', '{}', '', ''), (78, '2001-01-01', 'admin', 'sign-in', '{}', '', '')`)
    expect(await verifyWhole(test.db)).toMatchObject({ through: 3, wrong: null })
    expect((await listAudit(test.db, null, 1))[0]!.at > '2002').toBe(true)
  })

  it('lets the auditor add by the function alone, and the reviewer read alone', async () => {
    const as = (role: string, statement: string) => test.db.transaction(async (inside: Queryable) => { await inside.run(`set local role ${role}`); return inside.run(statement) })
    await as('beatwise_auditor', `select append_audit('amy', 'analyst', 'sign-in', null, null, '{}')`)
    for (const statement of ['select * from audit_entries', 'select * from audit_head', `insert into audit_entries (role, act, detail) values ('admin', 'sign-in', '{}')`]) {
      await expect(as('beatwise_auditor', statement)).rejects.toThrow('permission denied')
    }
    expect(await as('beatwise_reviewer', 'select seq, hash from audit_head')).toBe(1)
    expect(await as('beatwise_reviewer', 'select * from audit_entries')).toBe(1)
    for (const statement of ['select name_key from audit_head', `select append_audit('amy', 'analyst', 'sign-in', null, null, '{}')`, 'delete from audit_entries']) {
      await expect(as('beatwise_reviewer', statement)).rejects.toThrow('permission denied')
    }
  })
})

describe('writers at the same time', () => {
  it('never fork the chain and leave no gap, also where some roll back', async () => {
    const kept = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? undefined : randomUUID()))
    await Promise.allSettled(kept.map((subject) => test.db.transaction(async (inside) => {
      await record(inside, entry(subject ?? 'never'))
      if (!subject) throw new Error('The act failed')
    })))
    expect(await verifyWhole(test.db)).toMatchObject({ through: 20, wrong: null })
    const subjects = (await listAudit(test.db, null, 100)).map(({ subject }) => subject)
    expect(subjects.sort()).toEqual(kept.filter((subject) => subject !== undefined).sort())
  })
})
