/** A fresh, migrated database for one test file, on the engine under test (TEST_ENGINE: embedded or server). */
import { afterAll, beforeAll, inject, it } from 'vitest'
import { openDatabase, type Database, type Engine, type OpenOptions } from '../../api/db/database.ts'
import { migrate } from '../../api/db/migrate.ts'
import { databaseUrl, onServer } from './engine-setup.ts'

export interface TestDatabase {
  db: Database
  engine: Engine
  /** What a process needs to open the same database. */
  config: { databaseUrl: string | undefined; dataDir: string }
  /** The same as environment variables, for a command. */
  env: Record<string, string>
}

/** True when the engine under test is a PostGIS server. */
export const onServerEngine = process.env.TEST_ENGINE === 'server'
/** A test of what no engine has a part in: beside one of them is enough. */
export const once = it.skipIf(!onServerEngine)

/** Call at the top of a test file; the database is there from `beforeAll` on. */
export function testDatabase(options: OpenOptions = {}): TestDatabase {
  const test = { engine: 'embedded' } as TestDatabase
  let remove: () => Promise<void> = async () => undefined
  beforeAll(async () => {
    test.engine = inject('engine')
    if (test.engine === 'server') {
      const name = `beatwise_${process.pid}_${Date.now()}`
      const serverUrl = inject('serverUrl')
      await onServer(serverUrl, `create database ${name} template ${inject('template')}`)
      test.config = { databaseUrl: databaseUrl(serverUrl, name), dataDir: '' }
      remove = () => onServer(serverUrl, `drop database if exists ${name} with (force)`)
    } else {
      test.config = { databaseUrl: undefined, dataDir: inject('dataDir') }
    }
    test.env = test.config.databaseUrl ? { DATABASE_URL: test.config.databaseUrl } : { DATABASE_URL: '', DATA_DIR: test.config.dataDir }
    test.db = await openDatabase(test.config, { attach: true, onError: () => undefined, ...options })
    if (test.engine === 'embedded') await reset(test.db)
    await renewVersion(test.db)
  }, 60_000)
  afterAll(async () => {
    await test.db?.close()
    await remove()
  }, 60_000)
  return test
}

/**
 * Empties the one embedded database and migrates it anew. PostGIS stays: creating it takes seconds, and no test changes it.
 */
export async function reset(db: Database): Promise<void> {
  const drops = await db.rows<{ statement: string }>(`
    select format('drop %s if exists %s cascade', case c.relkind when 'v' then 'view' else 'table' end, c.oid::regclass) as statement
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop routine if exists %s cascade', p.oid::regprocedure)
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`)
  await db.run('drop schema if exists public_tier cascade')
  for (const { statement } of drops) await db.run(statement)
  await migrate(db)
}

/** A cloned database keeps its template's salt, but two databases must never share a data version. */
const renewVersion = (db: Database) => db.run('update data_version set salt = substr(md5(random()::text || clock_timestamp()::text), 1, 8)')
