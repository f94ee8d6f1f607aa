/** Loads a path; says `begun` before the first byte, so that the moments of a kill can be chosen. argv: the path, the source (street files unless said), the force. */
import { openDatabase } from '../../api/db/database.ts'
import { loadPaths } from '../../api/ingest/load.ts'
import type { SourceId } from '../../api/source-vocabulary.ts'
import { quiet } from './ingest.ts'

const db = await openDatabase({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir: process.env.DATA_DIR ?? '' }, { attach: true })
const [path, source = 'police-uk', force = 'This force'] = process.argv.slice(2)
console.log('begun')
const { read, loaded, rejected, seconds } = await loadPaths(db, source as SourceId, [path!], quiet, { force })
console.log(JSON.stringify({ read, loaded, rejected, seconds }))
await db.close()
process.exit(0)
