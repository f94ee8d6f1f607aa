/** `npm run audit -- verify | list | export <file>`: the audit trail from the command line. Exit 0 whole or done, 1 broken or refused. */
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { auditActs, type AuditAct } from '../vocabulary.ts'
import { exportAudit, listAudit } from './audit-queries.ts'
import { operator, record } from './audit.ts'
import { faultWords, verifyWhole } from './audit-verify.ts'

const usage = `npm run audit -- verify [--expect <hash>]   checks the whole chain; <hash>: one that was written down elsewhere
npm run audit -- list [--limit <count>]     the newest entries
npm run audit -- export <file>              every entry as a line of JSON, with what it takes to check it elsewhere`

const HASH = /^[0-9a-f]{64}$/
const PAGE = 1_000

interface Wish { command: 'verify' | 'list' | 'export'; file: string; expect: string | undefined; limit: number }

/** Reads the command line. @throws Error with the usage. */
function readWish(args: string[]): Wish {
  const { values, positionals: [command, file, ...rest] } = parseArgs({ args, allowPositionals: true, options: { expect: { type: 'string' }, limit: { type: 'string', default: '50' } } })
  const limit = Number(values.limit)
  if (!['verify', 'list', 'export'].includes(command!) || (command === 'export') !== (file !== undefined) || rest.length > 0) throw new Error(usage)
  if (values.expect !== undefined && !HASH.test(values.expect)) throw new Error(`--expect takes the 64 hexadecimal digits that verify printed.\n\n${usage}`)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100_000) throw new Error(`--limit is a whole number from 1 to 100000.\n\n${usage}`)
  return { command: command as Wish['command'], file: file ?? '', expect: values.expect, limit }
}

async function verify(db: Database, expected: string | undefined): Promise<boolean> {
  const { through, hash, wrong } = await verifyWhole(db, expected)
  if (wrong) {
    say(`The audit trail is BROKEN at entry ${wrong.seq}: ${faultWords[wrong.fault]}. Entries 1 to ${Math.min(through, wrong.seq - 1)} follow from each other.`)
    return false
  }
  say(`The audit trail is whole: ${through} entries. Hash of the newest: ${hash}`)
  say('Write number and hash down outside this database; `verify --expect <hash>` tells later whether they still stand.')
  return true
}

async function list(db: Database, limit: number): Promise<void> {
  await record(db, { ...operator(), act: 'read-audit', detail: { by: 'command', limit } })
  for (const { seq, at, account, role, act, subject, purpose, detail } of await listAudit(db, null, limit)) {
    const title = auditActs[act as AuditAct] ?? act
    say([seq, at, account ?? '-', role, title, subject ?? '-', purpose ?? '-', JSON.stringify(detail)].map(plain).join('\t'))
  }
}

/** Recorded as an export; its own entry is the last line. Leaves no half of a file. */
async function exportTo(db: Database, path: string): Promise<void> {
  // Never over a file that is there: an export may be the only witness.
  const file = await open(path, 'wx', 0o600)
  try {
    const through = await writeAll(db, file)
    await file.sync()
    say(`${through} entries written to ${path}`)
  } catch (cause) {
    await unlink(path)
    throw cause
  } finally {
    await file.close()
  }
}

async function writeAll(db: Database, file: FileHandle): Promise<number> {
  const through = await record(db, { ...operator(), act: 'export-audit', detail: { by: 'command' } })
  let after = 0
  while (after < through) {
    const page = await exportAudit(db, after, through, PAGE)
    await file.write(page.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    after = page.at(-1)!.seq
  }
  return through
}

/** What a visitor typed may not steer the terminal. */
const plain = (value: string | number) => String(value).replace(/\p{C}/gu, ' ')
const say = (text: string) => process.stdout.write(`${text}\n`)

async function main(): Promise<number> {
  const { command, file, expect, limit } = readWish(process.argv.slice(2))
  const db = await openDatabase(readConfig(), { attach: true, statementTimeoutMs: 600_000 })
  try {
    await migrate(db)
    if (command === 'verify') return (await verify(db, expect)) ? 0 : 1
    await (command === 'list' ? list(db, limit) : exportTo(db, file))
    return 0
  } finally {
    await db.close()
  }
}

main().then((code) => process.exit(code), (cause: Error) => {
  process.stderr.write(`${cause.message}\n`)
  process.exit(1)
})
