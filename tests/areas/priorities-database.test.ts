/** Local priorities below HTTP, with the real database roles: what a team, an administrator, the owner and the public can reach whatever a handler gets wrong. */
import { beforeAll, describe, expect, it } from 'vitest'
import { listPublished, publishedVersion } from '../../api/areas/priority-queries.ts'
import type { Priority } from '../../api/areas/priority-schema.ts'
import { asModerator, asPlanner } from '../../api/db/identity.ts'
import { loadPriorities } from '../../api/ingest/demo.ts'
import { sql } from '../../api/db/sql.ts'
import { publicTierOf } from '../support/app.ts'
import { northmarsh, southmarsh } from '../support/county.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { loadCounty } from '../support/ingest.ts'
import { partnershipOf } from '../support/priorities.ts'

const test = testDatabase()
const folder = testFolder()
const { add, change, move, published, submitted } = partnershipOf(test)
const [nora, sue, adam] = [{ name: 'nora', districts: [northmarsh] }, { name: 'sue', districts: [southmarsh] }, { name: 'adam', districts: [] }]
beforeAll(() => loadCounty(test.db, folder))

const insert = (given: Record<string, string>) => {
  const row: Record<string, string> = { district_code: `'${northmarsh}'`, area_code: `'${northmarsh}'`, kind: `'priority'`, title: `'x'`, asked: `'x'`, will_do: `'x'`, begins: `'2026-01-01'`, status: `'planned'`, state: `'draft'`, created_by: `'nora'`, changed_by: `'nora'`, ...given }
  return `insert into priorities (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}

describe('the database itself', () => {
  it('shows a team its own entries with their history, an administrator all, and nobody anything where nobody is named', async () => {
    const { id } = await add()
    const seen = (inside: { rows: (text: string, values: unknown[]) => Promise<unknown[]> }) => Promise.all(['priorities', 'priority_history'].map(async (table) => (await inside.rows(`select 1 from ${table} where priority_id = $1`, [id])).length))
    expect(await asPlanner(test.db, nora, seen)).toEqual([1, 1])
    expect(await asPlanner(test.db, sue, seen)).toEqual([0, 0])
    expect(await asModerator(test.db, adam, seen)).toEqual([1, 1])
    for (const role of ['beatwise_planner', 'beatwise_moderator']) {
      expect(await test.db.transaction(async (inside) => {
        await inside.run(`set local role ${role}`)
        return seen(inside)
      })).toEqual([0, 0])
    }
  })

  it('lets no planner write for another team, in another name, as published or as synthetic', async () => {
    expect(await asPlanner(test.db, nora, (inside) => inside.run(insert({})))).toBe(1)
    const others: Record<string, string>[] = [{ district_code: `'${southmarsh}'` }, { created_by: `'ned'` }, { changed_by: `'adam'` }, { state: `'published'`, published_version: '1' }, { synthetic: 'true' }]
    for (const given of others) {
      await expect(asPlanner(test.db, nora, (inside) => inside.run(insert(given))), JSON.stringify(given)).rejects.toThrow('row-level security')
    }
    const { id } = await submitted()
    for (const set of [`state = 'published', published_version = version`, `state = 'returned', reason = 'x'`, `changed_by = 'adam'`]) {
      await expect(asPlanner(test.db, nora, (inside) => inside.run(`update priorities set ${set} where priority_id = '${id}'`)), set).rejects.toThrow('row-level security')
    }
    for (const set of [`district_code = '${southmarsh}'`, `created_by = 'ned'`, 'synthetic = true']) await expect(asPlanner(test.db, nora, (inside) => inside.run(`update priorities set ${set}`)), set).rejects.toThrow('permission denied')
    expect(await asPlanner(test.db, sue, (inside) => inside.run(`update priorities set title = 'x'`))).toBe(0)
  })

  it('lets no administrator write or change a text, and nobody delete an entry', async () => {
    await submitted()
    await expect(asModerator(test.db, adam, (inside) => inside.run(insert({ created_by: `'adam'`, changed_by: `'adam'` })))).rejects.toThrow('permission denied')
    for (const set of [`title = 'x'`, `asked = 'x'`, `area_code = 'x'`]) await expect(asModerator(test.db, adam, (inside) => inside.run(`update priorities set ${set}`)), set).rejects.toThrow('permission denied')
    await expect(asPlanner(test.db, nora, (inside) => inside.run('delete from priorities'))).rejects.toThrow('permission denied')
    await expect(asModerator(test.db, adam, (inside) => inside.run('delete from priorities'))).rejects.toThrow('permission denied')
  })

  it('lets nobody who signs in add to history, rewrite it, or write what the public reads', async () => {
    const { id } = await published()
    const statements = [
      `update priority_history set done_by = 'ned'`, 'delete from priority_history', `insert into priority_history (priority_id, version, act, entry, done_by) values ('${id}', 99, 'changed', '{}', 'nora')`,
      `update published_priorities set title = 'x'`, 'delete from published_priorities', `insert into published_priorities select * from published_priorities`, 'select * from published_priorities', 'update priorities_version set version = 0', 'truncate priorities cascade'
    ]
    for (const statement of statements) {
      await expect(asPlanner(test.db, nora, (inside) => inside.run(statement)), statement).rejects.toThrow('permission denied')
      await expect(asModerator(test.db, adam, (inside) => inside.run(statement)), statement).rejects.toThrow('permission denied')
    }
  })

  it('keeps every version that was ever stored, as it was then', async () => {
    const entry = await submitted({ title: 'One' })
    await change(entry, { title: 'Two' })
    const versions = await asPlanner(test.db, nora, (inside) => inside.rows<{ version: number; entry: Priority }>('select version, entry from priority_history where priority_id = $1 order by version', [entry.id]))
    expect(versions.map(({ version, entry: { title, state } }) => [version, title, state])).toEqual([[1, 'One', 'draft'], [2, 'One', 'submitted'], [3, 'Two', 'draft']])
  })
})

describe('the public', () => {
  it('reads by its own role the published text, and no draft, name, reason or history', async () => {
    const visitor = await publicTierOf(test)
    try {
      const live = await published({ title: 'Public text' })
      await change(live, { title: 'Hidden draft' })
      const hidden = await submitted({ title: 'Hidden submission' })
      await move(hidden, 'return', 'adam', { reason: 'Hidden reason' })
      const rows = await listPublished(visitor, [northmarsh])
      expect(rows.map(({ title }) => title)).toContain('Public text')
      expect(JSON.stringify(await visitor.rows('select * from priorities'))).not.toMatch(/Hidden|nora|adam/)
      const columns = await test.db.rows<{ name: string }>(`select attname as name from pg_attribute where attrelid = 'public_tier.priorities'::regclass and attnum > 0`)
      expect(columns.map(({ name }) => name).filter((name) => /_by$|reason|state|version/.test(name))).toEqual([])
      for (const table of ['public.priorities', 'public.priority_history', 'public.published_priorities', 'public.priorities_version']) await expect(visitor.rows(`select 1 as one from ${table}`), table).rejects.toThrow('permission denied')
      for (const name of ['told_priority', 'keep_priority_version', 'tell_priority']) {
        const [{ may } = { may: true }] = await test.db.rows<{ may: boolean }>(`select p.prosecdef and has_function_privilege('beatwise_public', p.oid, 'execute') as may from pg_proc p where proname = $1`, [name])
        expect([name, may]).toEqual([name, false])
      }
      expect(await listPublished(test.db, [northmarsh])).toEqual(await listPublished(visitor, [northmarsh]))
      expect(await publishedVersion(visitor)).toBe(await publishedVersion(test.db))
    } finally {
      await visitor.close()
    }
  })

  it('has a version that grows with what is published and with nothing else', async () => {
    const version = () => publishedVersion(test.db)
    const before = await version()
    const entry = await submitted()
    expect(await version()).toBe(before)
    const live = (await move(entry, 'publish', 'adam')).json<Priority>()
    const after = await version()
    expect(after).not.toBe(before)
    const draft = (await change(live, { title: 'Not yet' })).json<Priority>()
    expect(await version()).toBe(after)
    await move(draft, 'withdraw', 'nora')
    expect(await version()).not.toBe(after)
    const quiet = await version()
    await move(await add(), 'withdraw', 'nora')
    expect(await version()).toBe(quiet)
  })
})

describe('the demonstration', () => {
  it('brings published entries that say that they are synthetic, once however often it is loaded, and they go with it while what people wrote stays', async () => {
    const written = await published({ title: 'Written by a person' })
    await loadPriorities(test.db)
    await loadPriorities(test.db)
    const places = ['E07000070', 'E06000033']
    const rows = await listPublished(test.db, places)
    expect(rows.map(({ area, kind }) => [area, kind])).toEqual([['E07000070', 'priority'], ['E07000070', 'you-said-we-did'], ['E06000033', 'priority']])
    expect(rows.every(({ synthetic, asked }) => synthetic && asked.startsWith('Synthetic, for demonstration.'))).toBe(true)
    const before = await publishedVersion(test.db)
    await test.db.run(sql('db/erase_all'))
    await test.db.run(sql('db/restore_first_rows'))
    await test.db.run(sql('db/erase_demonstration_priorities'))
    expect(await listPublished(test.db, places)).toEqual([])
    expect(await publishedVersion(test.db)).not.toBe(before)
    expect((await listPublished(test.db, [northmarsh])).map(({ id }) => id)).toContain(written.id)
    const [left] = await asModerator(test.db, adam, (inside) => inside.rows<{ n: number }>(`select count(*)::int as n from priority_history where done_by = 'demonstration'`))
    expect(left).toEqual({ n: 0 })
  })
})
