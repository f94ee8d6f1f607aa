/** Migrations go forward, whole, once. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { migrate, readMigrations } from '../../api/db/migrate.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const migration = (name: string, text: string) => ({ name, text, sha256: createHash('sha256').update(text).digest('hex') })
const exists = async (table: string) => (await test.db.rows<{ found: string | null }>('select to_regclass($1)::text as found', [table]))[0]!.found !== null

describe('migrations', () => {
  it('are all there in a migrated database, in the order of their numbers', async () => {
    const done = await test.db.rows<{ name: string }>('select name from migrations order by name')
    expect(done.map(({ name }) => name)).toEqual(readMigrations().map(({ name }) => name))
    expect(done.length).toBeGreaterThan(0)
  })

  it('run a second time without touching anything', async () => {
    await test.db.run(`insert into outcomes (name) values ('kept')`)
    expect(await migrate(test.db)).toEqual([])
    expect(await test.db.rows(`select name from outcomes`)).toEqual([{ name: 'kept' }])
  })

  it('are refused when one was edited after it was applied', async () => {
    const edited = readMigrations().map((file, i) => (i === 1 ? migration(file.name, `${file.text}\n-- edited`) : file))
    await expect(migrate(test.db, edited)).rejects.toThrow(/0002_imports was edited/)
  })

  it('are refused when the database is ahead of the code', async () => {
    await expect(migrate(test.db, readMigrations().slice(0, -1))).rejects.toThrow(/newer Beatwise/)
  })

  it('leave nothing behind when one fails half-way', async () => {
    const broken = migration('9000_broken', 'create table half_done (a int); insert into half_done values (1); select 1 / 0;')
    await expect(migrate(test.db, [...readMigrations(), broken])).rejects.toThrow(/division by zero/)
    expect(await exists('half_done')).toBe(false)
    expect(await migrate(test.db)).toEqual([])
  })

  it('run once when two processes start at the same time', async () => {
    const slow = [...readMigrations(), migration('9001_together', 'create table together (a int); insert into together values (1);')]
    const applied = await Promise.all([migrate(test.db, slow), migrate(test.db, slow)])
    expect(applied.flat()).toContain('9001_together')
    expect(await test.db.rows('select a from together')).toEqual([{ a: 1 }])
    await test.db.run(`drop table together`)
    await test.db.run(`delete from migrations where name = '9001_together'`)
  })
})
