/** Loads a folder of street files; says `begun` before the first byte, so that the moments of a kill can be chosen. argv: the folder. */
import { openDatabase } from '../../api/db/database.ts'
import { loadPaths } from '../../api/ingest/load.ts'
import { quiet } from './ingest.ts'

const db = await openDatabase({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir: process.env.DATA_DIR ?? '' }, { attach: true })
console.log('begun')
const { read, loaded, rejected, seconds } = await loadPaths(db, 'police-uk', [process.argv[2]!], quiet)
console.log(JSON.stringify({ read, loaded, rejected, seconds }))
await db.close()
process.exit(0)
