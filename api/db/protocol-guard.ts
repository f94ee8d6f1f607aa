/**
 * Makes the embedded engine's silent failures loud.
 *
 * When GEOS throws inside PGlite, nothing catches it: the message being worked on ends with no answer, with part of its rows, or as if it
 * had found none, and what it wrote until then is committed. But the engine counts the exceptions that nobody caught. The guard
 * holds back the answer to each message of the PostgreSQL protocol until it knows; where an exception was lost, the client gets an error
 * in its place, the transaction is made to fail, and what the client sent behind is passed over until its Sync, as a server does.
 *
 * And the engine says that it is ready after every error, and again at the Sync. A server says it once, at the Sync: a client that hears it
 * early sends its next statement, takes the second word for the end of that, and its answer then belongs to nobody. The early word is left out.
 *
 * A plain Query outside a transaction has committed before the guard can know: `database.ts` therefore sends none.
 */
type Engine = (message: Uint8Array, emit: (bytes: Uint8Array) => void) => Promise<void>

const code = (letter: string) => letter.charCodeAt(0)
const SYNC = code('S')
const QUERY = code('Q')
/** Parse, Bind, Describe, Execute, Close, Flush: the answer to none of them is ready. */
const unready = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map(code))

/** Wraps `engine`, which takes one message and emits its answer; `exceptions` tells how many were lost since the start. */
export function guarded(engine: Engine, exceptions: () => number): Engine {
  let passOver = false
  return async (message, emit) => {
    const type = message[0]!
    if (type === SYNC) passOver = false
    if (passOver) return
    const before = exceptions()
    const answer: Uint8Array[] = []
    await engine(message, (bytes) => answer.push(bytes.slice()))
    if (exceptions() === before) return (unready.has(type) ? withoutReady(answer) : answer).forEach(emit)
    emit(lostStatement)
    const ready = await failTransaction(engine)
    if (type === QUERY || type === SYNC) emit(ready)
    else passOver = true
  }
}

/** An answer whose last message is ReadyForQuery, without it. No other message that ends an answer can look like it: all end with a zero or a format. */
function withoutReady(answer: Uint8Array[]): Uint8Array[] {
  const last = answer.at(-1)
  const from = (last?.length ?? 0) - READY_LENGTH
  if (!last || from < 0 || ![code('Z'), 0, 0, 0, 5].every((byte, i) => last[from + i] === byte)) return answer
  return from === 0 ? answer.slice(0, -1) : [...answer.slice(0, -1), last.subarray(0, from)]
}

/** Rolls back what the lost statement began, or marks the transaction around it as failed. Answers ReadyForQuery, which says which. */
async function failTransaction(engine: Engine): Promise<Uint8Array> {
  let end = new Uint8Array()
  await engine(failingQuery, (bytes) => { end = Uint8Array.from([...end, ...bytes.slice(-READY_LENGTH)]).slice(-READY_LENGTH) })
  return end
}

/** ReadyForQuery is the last message of every answer to a Query. */
const READY_LENGTH = 6
const failingQuery = message('Q', 'select 1 / 0\0')
const lostStatement = message('E', 'SERROR\0VERROR\0CXX000\0MThe embedded engine lost an exception: a geometry operation failed.\0\0')

function message(type: string, text: string): Uint8Array {
  const body = new TextEncoder().encode(text)
  const bytes = new Uint8Array(5 + body.length)
  bytes[0] = code(type)
  new DataView(bytes.buffer).setUint32(1, 4 + body.length)
  bytes.set(body, 5)
  return bytes
}
