/**
 * Loads one endless file as an import would, in a process of its own, and tells how much memory it took at most.
 * argv: what to load. The file is made while it is read: nothing of it is ever stored.
 */
import { existsSync, readFileSync } from 'node:fs'
import { openDatabase } from '../../api/db/database.ts'
import type { SourceFile } from '../../api/ingest/files.ts'
import { loadFiles } from '../../api/ingest/load.ts'
import { quiet } from './ingest.ts'
import { csv, publishedHeader, row } from './street.ts'

const MEGABYTE = 1024 * 1024
const line = csv([row()]).split('\n')[1]!

async function* bytes(head: string, block: Buffer, times: number): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  for (let i = 0; i < times; i++) yield block
}

const bodies: Record<string, () => AsyncIterable<Buffer>> = {
  'a line of 1 GB': () => bytes(`${publishedHeader}\n`, Buffer.alloc(MEGABYTE, 'x'), 1024),
  'a header of 1 GB': () => bytes('Crime ID,', Buffer.alloc(MEGABYTE, 'x'), 1024),
  'a quoted field of 1 GB': () => bytes(`${publishedHeader}\nc1,2025-01,"`, Buffer.alloc(MEGABYTE, 'many short lines\n'), 1024),
  'many empty lines': () => bytes(`${publishedHeader}\n${line}\n`, Buffer.alloc(MEGABYTE, '\n'), 96),
  'a million rows': () => bytes(`${publishedHeader}\n`, Buffer.from(`${line}\n`.repeat(5_000)), 200)
}
const what = process.argv[2]!
const file: SourceFile = { name: 'made.csv', bytes: 1024 * MEGABYTE, sha256: async () => `made ${what}`, open: bodies[what]! }

const db = await openDatabase({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir: process.env.DATA_DIR ?? '' }, { attach: true })
const result = await loadFiles(db, 'police-uk', [file], quiet).then(({ read }) => `${read} rows read`, (cause: Error) => cause.message)
await db.close()
// The system counts the most a process ever held from before it began, when it still was a copy of whoever started it; its own status does not.
const peakKb = existsSync('/proc/self/status') ? Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) : process.resourceUsage().maxRSS
console.log(JSON.stringify({ result, megabytes: Math.round(peakKb / 1024) }))
process.exit(0)
