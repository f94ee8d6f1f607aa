/** Brings the schema up to date: the numbered files of `sql/migrations`, in order, each once, each in a transaction of its own. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Database } from './database.ts'

const folder = new URL('../../sql/migrations/', import.meta.url)

interface Migration { name: string; text: string; sha256: string }

/**
 * Applies what is missing; answers the names applied.
 * @throws Error when a file applied earlier has been edited since, or when the database is ahead of this code.
 */
export async function migrate(db: Database, migrations: Migration[] = readMigrations()): Promise<string[]> {
  await db.run('create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())')
  const done = await db.rows<{ name: string; sha256: string }>('select name, sha256 from migrations order by name')
  for (const { name, sha256 } of done) {
    const file = migrations.find((migration) => migration.name === name)
    if (!file) throw new Error(`The database holds migration ${name}, which this version does not know: it was opened by a newer Beatwise`)
    if (file.sha256 !== sha256) throw new Error(`Migration ${name} was edited after it was applied; migrations only go forward`)
  }
  const missing = migrations.filter((migration) => !done.some(({ name }) => name === migration.name))
  for (const migration of missing) await apply(db, migration)
  return missing.map(({ name }) => name)
}

export function readMigrations(): Migration[] {
  return readdirSync(folder).filter((file) => file.endsWith('.sql')).sort().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    return { name: file.replace(/\.sql$/, ''), text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

async function apply(db: Database, { name, text, sha256 }: Migration): Promise<void> {
  await db.transaction(async (inside) => {
    // One migrator at a time where several servers start together; the second finds the work done.
    await inside.run('lock table migrations in exclusive mode')
    const [done] = await inside.rows<{ name: string }>('select name from migrations where name = $1', [name])
    if (done) return
    await inside.run(text)
    await inside.run('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
  })
}
