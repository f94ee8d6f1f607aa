/** A geometry operation that throws is an error on both engines, never an empty success. */
import { beforeAll, describe, expect, it } from 'vitest'
import { LostStatementError } from '../../api/db/database.ts'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()
const bowTie = 'POLYGON((0 0,1 1,1 0,0 1,0 0))'
const other = 'POLYGON((0 0,2 0,2 2,0 0.3,0 0))'
const FAILS = /TopologyException|a geometry operation failed/
const simple = `select st_area(st_intersection('${bowTie}'::geometry, '${other}'::geometry)) as area`
const withValues = 'select st_area(st_intersection($1::text::geometry, $2::text::geometry)) as area'
const kept = async () => (await test.db.rows<{ n: number }>('select count(*)::int as n from witnesses'))[0]!.n

beforeAll(async () => { await test.db.run('create table witnesses (a int, geom geometry)') })

describe('a statement in which GEOS throws', () => {
  it('is an error without parameters', () => expect(test.db.rows(simple)).rejects.toThrow(FAILS))
  it('is an error with parameters', () => expect(test.db.rows(withValues, [bowTie, other])).rejects.toThrow(FAILS))

  it.each([['insert', 'insert into witnesses select 1, st_intersection($1::text::geometry, $2::text::geometry)'], ['update', 'update witnesses set geom = st_intersection($1::text::geometry, $2::text::geometry)']])(
    'is an error in an %s, which otherwise answers with no columns at all', async (_name, statement) => {
      await test.db.run('insert into witnesses values (7, null)')
      await expect(test.db.run(statement, [bowTie, other])).rejects.toThrow(FAILS)
      expect(await test.db.rows('select a, geom from witnesses')).toEqual([{ a: 7, geom: null }])
      await test.db.run('delete from witnesses')
    })

  it.each([['without parameters', simple, []], ['with parameters', withValues, [bowTie, other]]] as const)('ends its transaction with nothing committed, %s', async (_name, text, values) => {
    const work = test.db.transaction(async (inside) => {
      await inside.run('insert into witnesses values (1, null)')
      await inside.rows(text, [...values])
    })
    await expect(work).rejects.toThrow(FAILS)
    expect(await kept()).toBe(0)
  })

  it('poisons its transaction: what is swallowed cannot be committed afterwards', async () => {
    const work = test.db.transaction(async (inside) => {
      await inside.run('insert into witnesses values (2, null)')
      await inside.rows(withValues, [bowTie, other]).catch(() => undefined)
      await inside.run('insert into witnesses values (3, null)')
    })
    await expect(work).rejects.toThrow(/aborted/)
    expect(await kept()).toBe(0)
  })

  it('is an error when one bad row stands among good ones, whose answers were sent already', async () => {
    const rows = `select st_area(st_intersection(t.g::geometry, $2::text::geometry)) as area from unnest($1::text[]) as t (g)`
    await expect(test.db.rows(rows, [[other, other, bowTie, other], other])).rejects.toThrow(FAILS)
    const literal = rows.replace('$2', `'${other}'`).replace('$1', `'{"${other}","${other}","${bowTie}"}'`)
    await expect(test.db.rows(literal)).rejects.toThrow(FAILS)
  })

  it.each([['with', (text: string) => [text, [[other, other, bowTie], other]]], ['without', (text: string) => [text.replace('$2', `'${other}'`).replace('$1', `'{"${other}","${other}","${bowTie}"}'`), []]]] as const)(
    'writes none of its rows, %s parameters: not even those before the bad one', async (_name, form) => {
      const [text, values] = form('insert into witnesses select 5, st_intersection(t.g::geometry, $2::text::geometry) from unnest($1::text[]) as t (g)') as [string, unknown[]]
      await expect(test.db.run(text, values)).rejects.toThrow(FAILS)
      await test.db.run('insert into witnesses values (6, null)')
      expect(await test.db.rows('select a from witnesses')).toEqual([{ a: 6 }])
      await test.db.run('delete from witnesses')
    })

  it.each([
    ['the first row', `select st_area(st_intersection(t.g::geometry, '${other}'::geometry)) from unnest('{"${bowTie}"}'::text[]) as t (g)`],
    ['a sum', `select sum(st_area(st_intersection(t.g::geometry, '${other}'::geometry))) from unnest('{"${other}","${bowTie}"}'::text[]) as t (g)`],
    ['a common table expression', `with a as materialized (select st_area(st_intersection(t.g::geometry, '${other}'::geometry)) as v from unnest('{"${other}","${bowTie}"}'::text[]) as t (g)) select count(*) from a where v > 0`],
    ['rows returned by an insert', `insert into witnesses select st_area(st_intersection(t.g::geometry, '${other}'::geometry))::int from unnest('{"${other}","${bowTie}"}'::text[]) as t (g) returning a`]
  ])('is an error in %s, inside and outside a transaction', async (_name, text) => {
    await expect(test.db.rows(text)).rejects.toThrow(FAILS)
    await expect(test.db.transaction((inside) => inside.rows(text))).rejects.toThrow(FAILS)
    expect(await kept()).toBe(0)
  })

  it('is an error after more rows than one chunk of the answer holds', async () => {
    const many = `select repeat('x', 500) as text, case when i = 900 then st_area(st_intersection('${bowTie}'::geometry, '${other}'::geometry)) end as area from generate_series(1, 1000) as t (i)`
    await expect(test.db.rows(many)).rejects.toThrow(FAILS)
    expect((await test.db.rows(many.replace('i = 900', 'false'))).length).toBe(1_000)
  })

  it('leaves the next statements sound, on this connection and on others', async () => {
    const mixed = Array.from({ length: 24 }, (_, i) => i % 3 === 0
      ? test.db.rows(withValues, [bowTie, other]).then(() => 'wrong', () => 'refused')
      : test.db.rows<{ i: number }>('select $1::int as i', [i]).then(([row]) => row!.i))
    expect(await Promise.all(mixed)).toEqual(Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? 'refused' : i)))
  })
})

describe('a transaction', () => {
  it('whose last error was swallowed does not pass for committed', async () => {
    const work = test.db.transaction(async (inside) => {
      await inside.run('insert into witnesses values (4, null)')
      await inside.rows(withValues, [bowTie, other]).catch(() => undefined)
    })
    await expect(work).rejects.toThrow(/rolled back/)
    expect(await kept()).toBe(0)
  })
})

describe('an honest answer', () => {
  it('without rows is an empty list', async () => expect(await test.db.rows('select a from witnesses where a = $1', [99])).toEqual([]))
  it('to a statement that changes is the number of rows', async () => {
    expect(await test.db.run('insert into witnesses values (1, null), (2, null)')).toBe(2)
    expect(await test.db.run('delete from witnesses where a < 3')).toBe(2)
  })
  it('is not expected of a statement that has no columns: asking rows of it is an error', () =>
    expect(test.db.rows('delete from witnesses where false')).rejects.toThrow(LostStatementError))
  it('to a wrong statement is its own error', async () => {
    await expect(test.db.rows('selct 1')).rejects.toThrow(/syntax error/)
    await expect(test.db.rows('select * from nowhere_to_be_found where a = $1', [1])).rejects.toThrow(/does not exist/)
    expect(await test.db.rows('select 1 as a')).toEqual([{ a: 1 }])
  })
  it('to a position that is not a number is an error or no point, never a place', async () => {
    const [row] = await test.db.rows<{ n: number }>(`select count(*)::int as n from (select st_point('NaN', 51) as p) t where st_covers(st_makeenvelope(-180, -90, 180, 90), p)`)
    expect(row!.n).toBe(0)
  })
})
