/** Many clients at once: each gets the answer to its own question. */
import { expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'

const test = testDatabase()

it('a statement with megabytes of parameters never mixes with small ones on other connections', async () => {
  const long = `{${Array.from({ length: 300_000 }, (_, i) => i).join(',')}}`
  const big = async () => (await test.db.rows<{ n: number }>('select count(*)::int as n from unnest($1::int[]) as t (a)', [long]))[0]!.n
  let asking = true
  const bigs = Promise.all(Array.from({ length: 8 }, big)).finally(() => { asking = false })
  const small = async (client: number) => {
    for (let i = 0; asking; i++) {
      const [row] = await test.db.rows<{ a: number; b: string }>('select $1::int as a, $2::text as b', [client * 1_000_000 + i, `client ${client}`])
      expect(row).toEqual({ a: client * 1_000_000 + i, b: `client ${client}` })
    }
  }
  await Promise.all([bigs, ...[1, 2, 3].map(small)])
  expect(await bigs).toEqual(new Array(8).fill(300_000))
})

it('a transaction is not disturbed by other clients, and they go on when it ends', async () => {
  await test.db.run('create table moments (a int)')
  await Promise.all([
    test.db.transaction(async (inside) => {
      for (let a = 0; a < 20; a++) await inside.run('insert into moments values ($1)', [a])
    }),
    ...Array.from({ length: 20 }, async () => {
      const [row] = await test.db.rows<{ n: number }>('select count(*)::int as n from moments')
      expect([0, 20]).toContain(row!.n)
    })
  ])
  await test.db.run('drop table moments')
})
