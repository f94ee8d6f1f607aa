/** Boots, listens and stops; nothing else. */
import { readConfig } from './config.ts'
import { openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'

const STOP_DEADLINE_MS = 9_000
const SET_UP_TIMEOUT_MS = 600_000

async function boot(): Promise<void> {
  const config = readConfig()
  say(config.databaseUrl ? 'Connecting to the database' : `Opening the embedded database in ${config.dataDir}`)
  const db = await openDatabase(config)
  // The rest is read only now, so that a second process on the same database hears of it at once.
  const [{ buildApp }, { loadWhenEmpty }, { terminalProgress }, { addWhenFirst, signInLines }, { settleDisclosure }] = await Promise.all([
    import('./app.ts'), import('./ingest/demo.ts'), import('./ingest/progress.ts'), import('./accounts/demonstration.ts'), import('./ingest/disclosure-rules.ts')
  ])
  // Setting up takes longer than a question may.
  const setUp = await openDatabase(config, { attach: true, statementTimeoutMs: SET_UP_TIMEOUT_MS })
  await migrate(setUp)
  const { base } = await settleDisclosure(setUp, config, say)
  say(`The public sees the force's own counts rounded to ${base}, and a month once ${config.publicDelayMonths === 1 ? 'another has' : `${config.publicDelayMonths} more have`} gone by`)
  await loadWhenEmpty(setUp, terminalProgress(), say)
  // Shown before anything else can fail: nobody can read them again.
  signInLines(await addWhenFirst(setUp, config.demoPassword), config.demoPassword !== undefined).forEach(say)
  await setUp.close()
  const readDb = config.databaseReadUrl ? await openDatabase(config, { url: config.databaseReadUrl }) : db
  const publicDb = await openDatabase(config, { url: config.databasePublicUrl ?? config.databaseReadUrl, attach: true, role: 'beatwise_public' })
  const { server, refit } = await buildApp({ config, db, readDb, publicDb })
  const address = await server.listen({ port: config.port, host: config.host })
  say(`Beatwise is ready: ${address}`)
  refit()

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref()
    server.log.info({ signal }, 'stopping')
    await server.close()
    await publicDb.close()
    if (readDb !== db) await readDb.close()
    await db.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal))
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

boot().catch((cause: Error) => {
  process.stderr.write(`Beatwise cannot start: ${cause.message}\n`)
  process.exit(1)
})
