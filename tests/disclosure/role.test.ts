/** The role of the public reaches the views made for it and nothing else: whatever a handler gets wrong, it cannot read restricted tables. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readMigrations } from '../../api/db/migrate.ts'
import { openDatabase, type Database } from '../../api/db/database.ts'
import { publicTierOf } from '../support/app.ts'
import { onServerEngine, testDatabase } from '../support/database.ts'
import { databaseUrl, onServer } from '../support/engine-setup.ts'
import { testFolder } from '../support/files.ts'
import { asCsv, forceRecords } from '../support/force-county.ts'
import { load, loadCounty } from '../support/ingest.ts'

const test = testDatabase()
const files = testFolder()
let visitor: Database
beforeAll(async () => {
  await loadCounty(test.db, files)
  await load(test.db, 'force-incidents', files.write('incidents.csv', asCsv(forceRecords())))
  visitor = await publicTierOf(test)
})
afterAll(() => visitor?.close())
const names = async (db: Database, text: string) => (await db.rows<{ name: string }>(text)).map(({ name }) => name)
const notOfAnExtension = (catalogue: string, oid: string) => `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

describe('the role of the public', () => {
  it('is what every statement of a visitor runs in, inside a transaction too', async () => {
    expect(await visitor.rows('select current_user::text as me')).toEqual([{ me: 'beatwise_public' }])
    expect(await visitor.transaction((inside) => inside.rows('select current_user::text as me'))).toEqual([{ me: 'beatwise_public' }])
    expect(await test.db.rows('select current_user::text as me')).not.toEqual([{ me: 'beatwise_public' }])
  })

  it('may read the views of its schema, and there is nothing else that it may read, write or count', async () => {
    const rights = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'].map((right) => `has_table_privilege('beatwise_public', c.oid, '${right}') or has_any_column_privilege('beatwise_public', c.oid, '${['select', 'insert', 'update', 'references'].includes(right) ? right : 'select'}')`)
    const reachable = await names(test.db, `
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)' and c.relkind in ('r', 'v', 'm', 'p', 'f')
        and ${notOfAnExtension('pg_class', 'c.oid')} and (${rights.join(' or ')}) order by 1`)
    expect(reachable.length).toBeGreaterThan(15)
    expect(reachable.filter((name) => !name.startsWith('public_tier.'))).toEqual([])
    const writable = await names(test.db, `select relname as name from pg_class c where relnamespace = 'public_tier'::regnamespace
      and (${['insert', 'update', 'delete', 'truncate', 'references', 'trigger'].map((right) => `has_table_privilege('beatwise_public', c.oid, '${right}')`).join(' or ')})`)
    expect(writable).toEqual([])
    expect(await names(test.db, `select relname as name from pg_class c where relkind = 'S' and (has_sequence_privilege('beatwise_public', c.oid, 'select') or has_sequence_privilege('beatwise_public', c.oid, 'usage'))`)).toEqual([])
  })

  it('is refused every base table by the database itself, one by one', async () => {
    const tables = await names(test.db, `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and ${notOfAnExtension('pg_class', 'c.oid')}`)
    expect(tables).toEqual(expect.arrayContaining(['incidents', 'spots', 'protected_atoms', 'protected_counts', 'disclosure_settings', 'accounts', 'sessions']))
    for (const table of tables) await expect(visitor.rows(`select count(*) from public.${table}`), table).rejects.toThrow(/permission denied/)
  })

  it('owns nothing, belongs to no other role, and may make nothing', async () => {
    expect(await test.db.rows(`select rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls from pg_roles where rolname = 'beatwise_public'`))
      .toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false, rolreplication: false, rolbypassrls: false }])
    expect(await names(test.db, `select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles me on me.oid = m.member where me.rolname = 'beatwise_public'`)).toEqual([])
    expect(await names(test.db, `select nspname as name from pg_namespace where has_schema_privilege('beatwise_public', oid, 'create') and nspname !~ '^pg_(toast_)?temp'`)).toEqual([])
  })

  it('may run no function that has the rights of somebody else', async () => {
    const borrowed = await names(test.db, `select p.oid::regprocedure::text as name from pg_proc p where p.prosecdef order by 1`)
    // The audit trail has some and so has PostGIS, by its version: the next line can fail.
    expect(borrowed.length).toBeGreaterThan(0)
    expect(await names(test.db, `select p.oid::regprocedure::text as name from pg_proc p where p.prosecdef and has_function_privilege('beatwise_public', p.oid, 'execute')`)).toEqual([])
  })

  it('sees no statistics of base tables, which hold values of their rows', async () => {
    await test.db.run('analyze')
    // Functions of PostGIS that read them for anybody: none may be left that takes the name of a table.
    for (const call of [`st_estimatedextent('public', 'area_parts', 'geom')::text`, `_postgis_stats('public.area_parts'::regclass, 'geom')`]) {
      expect((await test.db.rows<{ told: string | null }>(`select ${call} as told`))[0]!.told, call).toMatch(/\d/)
      await expect(visitor.rows(`select ${call} as told`), call).rejects.toThrow(/permission denied/)
    }
    expect(await names(test.db, `select oid::regprocedure::text as name from pg_proc where proname ~ 'postgis|^st_' and prolang = (select oid from pg_language where lanname = 'c') and 'regclass'::regtype = any(proargtypes) and has_function_privilege('beatwise_public', oid, 'execute')`)).toEqual([])
    expect(await names(visitor, `select tablename as name from pg_stats where schemaname = 'public' and tablename not in ('spatial_ref_sys')`)).toEqual([])
  })

  it('finds in its views neither a record, a person, a secret, nor a position that is not published', async () => {
    // Collisions are published one by one with their positions (STATS19): the one view that has any.
    const columns = await names(test.db, `select attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public_tier'::regnamespace and attnum > 0 and not (relname = 'collision_points' and attname in ('lng_e6', 'lat_e6'))`)
    expect(columns.filter((name) => /secret|ref$|victim|password|hash|lng|lat$|row_no|sha256|example|occurred/.test(name))).toEqual([])
    const [seen] = await visitor.rows<{ n: number; finest: number; kinds: number }>(`select
      (select count(*) from spot_areas where spot_id > 0)::int as n, (select max((h3_r10 >> 52) & 15) from theme_counts)::int as finest, (select count(*) from theme_counts)::int as kinds`)
    expect(seen).toEqual({ n: 0, finest: 8, kinds: expect.any(Number) as number })
    expect(seen!.kinds).toBeGreaterThan(0)
    expect((await test.db.rows(`select 1 as one from spots where spot_id > 0 and not open limit 1`)).length).toBe(1)
  })
})

describe.skipIf(!onServerEngine)(onServerEngine ? 'a sign-in of its own for the public' : 'a sign-in of its own for the public (on a server only)', () => {
  it('cannot lay the role down: not even a statement slipped in reaches a restricted table', async () => {
    const name = `web${process.pid}`
    await onServer(inject('serverUrl'), `create role ${name} login in role beatwise_public`)
    const url = Object.assign(new URL(test.config.databaseUrl!), { username: name }).toString()
    const own = await openDatabase(test.config, { url, role: 'beatwise_public', connections: 1, onError: () => undefined })
    try {
      expect((await own.rows('select 1 as one from theme_counts limit 1')).length).toBe(1)
      await own.run('reset role')
      await expect(own.rows('select 1 as one from public.incidents')).rejects.toThrow(/permission denied/)
      await expect(own.run('set role postgres')).rejects.toThrow(/permission denied/)
    } finally {
      await own.close()
      await onServer(inject('serverUrl'), `drop role ${name}`)
    }
  })
})

describe.skipIf(!onServerEngine)(onServerEngine ? 'two databases that are made at the same time' : 'two databases that are made at the same time (on a server only)', () => {
  it('both find the roles, although these belong to the server, and an owner who is no superuser may take them on', async () => {
    const mark = `race${process.pid}`
    const block = /do \$\$[\s\S]*?end \$\$;/.exec(readMigrations().find(({ name }) => name === '0014_public_tier')!.text)![0].replaceAll('beatwise_', `${mark}_`)
    const serverUrl = inject('serverUrl')
    await onServer(serverUrl, `create role ${mark}_owner login createrole`)
    const url = Object.assign(new URL(databaseUrl(serverUrl, 'postgres')), { username: `${mark}_owner` }).toString()
    const here = Object.assign(new URL(test.config.databaseUrl!), { username: `${mark}_owner` }).toString()
    try {
      const ends = await Promise.allSettled([url, here, url, here, url, here].map(async (connectionString) => {
        const client = new pg.Client({ connectionString })
        await client.connect()
        try {
          await client.query(block)
          await client.query(`set role ${mark}_public`)
        } finally {
          await client.end()
        }
      }))
      expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : 'made'))).toEqual(new Array(6).fill('made'))
    } finally {
      for (const role of ['importer', 'public', 'planner', 'auditor', 'owner']) await onServer(serverUrl, `drop role if exists ${mark}_${role}`)
    }
  })
})
