/** `npm run ingest -- <source> <path ...>`: loads one source and tells what became of every row. Exit 0 loaded or unchanged, 1 refused. */
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { rejectionReasons, remarks as remarkTexts, sourceIds, type RejectionReason, type Remark, type SourceId } from '../source-vocabulary.ts'
import { archivedMonths, policeArchive } from './download.ts'
import { settleDisclosure } from './disclosure-rules.ts'
import { loadFiles, loadPaths, type Summary } from './load.ts'
import { terminalProgress } from './progress.ts'

const usage = `npm run ingest -- <source> <path ...> [--json] [--force <name>]
npm run ingest -- police-uk --force essex --from 2023-01 --to 2025-12

Sources: ${sourceIds.join(', ')}
A path is a file, a folder, a .csv, .csv.gz, .zip or (roads) .osm.pbf, or an https:// address.
--force names whose incidents a force's own file holds, or, without a path, the force to fetch from data.police.uk.`

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

interface Wish { source: SourceId; paths: string[]; json: boolean; force: string | undefined; from: string | undefined; to: string | undefined; archive: string }

/** Reads the command line. @throws Error with the usage. */
function readWish(args: string[]): Wish {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, force: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, archive: { type: 'string', default: policeArchive } }
  })
  const [source, ...paths] = positionals
  if (!sourceIds.includes(source as SourceId)) throw new Error(`${source ? `There is no source "${source}".` : 'Name a source.'}\n\n${usage}`)
  const fetches = source === 'police-uk' && paths.length === 0
  if (fetches && !(values.force && MONTH.test(values.from ?? '') && MONTH.test(values.to ?? ''))) throw new Error(`Name a path, or --force, --from and --to (YYYY-MM) to fetch the published archive.\n\n${usage}`)
  if (!fetches && paths.length === 0) throw new Error(`Name at least one path.\n\n${usage}`)
  return { source: source as SourceId, paths, json: values.json, force: values.force, from: values.from, to: values.to, archive: values.archive }
}

async function load(db: Database, { source, paths, force, from, to, archive }: Wish): Promise<Summary> {
  const progress = terminalProgress()
  if (paths.length > 0) return loadPaths(db, source, paths, progress, force ? { force } : {})
  return loadFiles(db, source, await archivedMonths(force!, from!, to!, archive), progress)
}

function tell({ read, loaded, rejected, reasons, remarks, unchanged, seconds, files }: Summary): string {
  if (unchanged) return 'Unchanged: these files are loaded already.'
  const lines = [`${read.toLocaleString('en-GB')} rows read, ${loaded.toLocaleString('en-GB')} loaded, ${rejected.toLocaleString('en-GB')} rejected, from ${files.read} file${files.read === 1 ? '' : 's'} in ${seconds} s.`]
  if (files.unchanged > 0) lines.push(`${files.unchanged} more file${files.unchanged === 1 ? ' was' : 's were'} loaded already and left as they are.`)
  for (const [reason, count] of Object.entries(reasons)) lines.push(`  ${count.toLocaleString('en-GB').padStart(9)}  ${rejectionReasons[reason as RejectionReason]}`)
  for (const [remark, count] of Object.entries(remarks)) lines.push(`  ${count.toLocaleString('en-GB').padStart(9)}  loaded with a remark: ${remarkTexts[remark as Remark]}`)
  return lines.join('\n')
}

async function main(): Promise<void> {
  const wish = readWish(process.argv.slice(2))
  const config = readConfig()
  const db = await openDatabase(config, { attach: true, statementTimeoutMs: 600_000, lazyCommits: true })
  try {
    await migrate(db)
    await settleDisclosure(db, { disclosureBase: config.disclosureBase }, (text) => process.stderr.write(`${text}\n`))
    const summary = await load(db, wish)
    const { files: _, ...line } = summary
    process.stdout.write(`${wish.json ? JSON.stringify(line) : tell(summary)}\n`)
  } finally {
    await db.close()
  }
}

main().then(() => process.exit(0), (cause: Error) => {
  process.stderr.write(`Refused, nothing was changed. ${cause.message}\n`)
  process.exit(1)
})
