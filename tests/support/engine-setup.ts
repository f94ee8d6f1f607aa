/** Starts the engine under test once for a whole run: the embedded database, or a server with a migrated template. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../api/db/database.ts'
import { startEmbedded } from '../../api/db/embedded.ts'
import { migrate } from '../../api/db/migrate.ts'
import { findPostgis, startCluster } from './cluster.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    engine: 'embedded' | 'server'
    /** Folder of the embedded database; empty on a server. */
    dataDir: string
    /** Address of the server; empty when the database is embedded. */
    serverUrl: string
    /** Database to clone for each test file; empty when the database is embedded. */
    template: string
  }
}

export const databaseUrl = (serverUrl: string, database: string): string => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).toString()

export default (project: TestProject): Promise<() => Promise<void>> =>
  process.env.TEST_ENGINE === 'server' ? serverSetup(project) : embeddedSetup(project)

async function embeddedSetup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'beatwise-test-'))
  const embedded = await startEmbedded(dataDir)
  provide(project, { engine: 'embedded', dataDir, serverUrl: '', template: '' })
  return async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function serverSetup(project: TestProject) {
  const bin = process.env.TEST_DATABASE_URL ? undefined : findPostgis()
  if (!process.env.TEST_DATABASE_URL && !bin) throw new Error('There is no PostGIS server here: install postgresql-15-postgis-3 or set TEST_DATABASE_URL')
  const cluster = bin ? await startCluster(bin) : undefined
  const serverUrl = cluster?.url ?? process.env.TEST_DATABASE_URL!
  const template = `beatwise_template_${process.pid}`
  await onServer(serverUrl, `create database ${template}`)
  const db = await openDatabase({ databaseUrl: databaseUrl(serverUrl, template), dataDir: '' })
  await migrate(db)
  await db.close()
  provide(project, { engine: 'server', dataDir: '', serverUrl, template })
  return async () => {
    if (cluster) return cluster.stop()
    await onServer(serverUrl, `drop database if exists ${template} with (force)`)
  }
}

function provide(project: TestProject, values: { engine: 'embedded' | 'server'; dataDir: string; serverUrl: string; template: string }): void {
  project.provide('engine', values.engine)
  project.provide('dataDir', values.dataDir)
  project.provide('serverUrl', values.serverUrl)
  project.provide('template', values.template)
}

/** Runs one statement on the server, outside any test's database. */
export async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
