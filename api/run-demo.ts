/** `npm run demo`, `npm run demo -- --empty`, `npm run reset`: starts the database again, with or without the demonstration county and its sign-ins. */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { removeDemonstration, renewDemonstration, signInLines } from './accounts/demonstration.ts'
import { readConfig } from './config.ts'
import { openDatabase, type Database } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { sql } from './db/sql.ts'
import { settleDisclosure } from './ingest/disclosure-rules.ts'
import { loadBasemap, loadDemonstration } from './ingest/demo.ts'
import { terminalProgress } from './ingest/progress.ts'

/** Real data are only thrown away by somebody who says so. */
async function mayErase(db: Database, yes: boolean): Promise<boolean> {
  const [real] = await db.rows<{ n: number }>(`select count(*)::int as n from imports where status = 'published' and not synthetic`)
  if (real!.n === 0 || yes) return true
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`This database holds ${real!.n} imports of real data. Type "erase" to throw them away: `)
  terminal.close()
  return answer.trim() === 'erase'
}

/** Accounts that somebody made stay; those of the demonstration go with it. */
async function erase(db: Database, empty: boolean): Promise<void> {
  await db.transaction(async (inside) => {
    await inside.run(sql('db/erase_all'))
    await inside.run(sql('db/erase_demonstration_priorities'))
    await inside.run(sql('db/restore_first_rows'))
    await removeDemonstration(inside)
    await inside.run('update preferences set demo = $1', [!empty])
    await inside.run('update data_version set version = version + 1, published_at = now()')
  })
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false }, reset: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } } })
  const config = readConfig()
  const db = await openDatabase(config, { attach: true, statementTimeoutMs: 600_000 })
  try {
    await migrate(db)
    await settleDisclosure(db, { disclosureBase: config.disclosureBase }, (text) => process.stderr.write(`${text}\n`))
    if (!(await mayErase(db, values.yes))) throw new Error('Nothing was erased: the database holds real data. Add --yes to throw them away.')
    await erase(db, values.empty)
    await loadBasemap(db)
    if (!values.empty) await loadDemonstration(db, terminalProgress())
    const shown = values.empty ? [] : await renewDemonstration(db, config.demoPassword)
    const last = values.empty ? 'The database is empty.' : 'The demonstration county is loaded. Its figures are synthetic.'
    process.stdout.write(`${[last, ...signInLines(shown, config.demoPassword !== undefined)].join('\n')}\n`)
  } finally {
    await db.close()
  }
}

main().then(() => process.exit(0), (cause: Error) => {
  process.stderr.write(`${cause.message}\n`)
  process.exit(1)
})
