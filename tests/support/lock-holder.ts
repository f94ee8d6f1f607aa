/** Takes the lock of the directory in argv and stays; says `locked`, or who holds it. */
import { lockDirectory } from '../../api/db/embedded-lock.ts'

lockDirectory(process.argv[2]!).then(
  () => { console.log('locked'); setInterval(() => undefined, 60_000) },
  (cause: Error) => { console.log(cause.message); process.exit(1) }
)
