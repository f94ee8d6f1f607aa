/** Opens the embedded database of argv as the server does; says `open` and how to reach it, or exits 1 with the reason. */
import { openDatabase } from '../../api/db/database.ts'
import { holderPid } from '../../api/db/embedded-lock.ts'

const dataDir = process.argv[2]!

openDatabase({ databaseUrl: undefined, dataDir }).then(
  () => { console.log(`open ${holderPid(dataDir)}`); setInterval(() => undefined, 60_000) },
  (cause: Error) => { console.log(cause.message); process.exit(1) }
)
