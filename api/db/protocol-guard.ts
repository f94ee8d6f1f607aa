/**
 * Makes the embedded engine's silent failures loud.
 *
 * When GEOS throws inside PGlite, the message being worked on ends with no answer at all: no rows, no error, no completion. A client
 * then waits for ever (simple query) or takes it for an empty success (prepared query). The guard watches every message of the
 * PostgreSQL protocol; one that the engine leaves unanswered is answered with an error, and what the client sent behind it is
 * passed over until its Sync, as a server does after an error.
 */
type Engine = (message: Uint8Array, emit: (bytes: Uint8Array) => void) => Promise<void>

const code = (letter: string) => letter.charCodeAt(0)
/** Parse, Bind, Describe, Execute, Close, Query: each must be answered. */
const ANSWERED = new Set(['P', 'B', 'D', 'E', 'C', 'Q'].map(code))
const SYNC = code('S')
const QUERY = code('Q')
const ERROR = code('E')
/** NoticeResponse and ParameterStatus may come at any time and answer nothing. */
const ASIDES = new Set(['N', 'S'].map(code))

/** Wraps `engine`, which takes one message and emits its answer, with the guard. */
export function guarded(engine: Engine): Engine {
  let passOver = false
  let engineSkips = false
  return async (message, emit) => {
    const type = message[0]!
    if (type === SYNC) passOver = engineSkips = false
    if (passOver) return
    const seen: number[] = []
    await engine(message, (bytes) => { seen.push(...messageTypes(bytes)); emit(bytes) })
    if (!ANSWERED.has(type) || engineSkips) return
    if (type !== QUERY) engineSkips = seen.includes(ERROR)
    if (seen.some((answer) => !ASIDES.has(answer))) return
    emit(lostStatement)
    if (type === QUERY) emit(readyForQuery)
    else passOver = true
  }
}

/** The types of the protocol messages in `bytes`, which must begin at a message border. */
function messageTypes(bytes: Uint8Array): number[] {
  const types: number[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 5 <= bytes.length; at += 1 + view.getUint32(at + 1)) types.push(bytes[at]!)
  return types
}

const readyForQuery = Uint8Array.of(code('Z'), 0, 0, 0, 5, code('I'))
const lostStatement = errorResponse('XX000', 'The embedded engine ended the statement without an answer: a geometry operation failed.')

function errorResponse(sqlState: string, message: string): Uint8Array {
  const fields = new TextEncoder().encode(`SERROR\0VERROR\0C${sqlState}\0M${message}\0\0`)
  const bytes = new Uint8Array(5 + fields.length)
  bytes[0] = ERROR
  new DataView(bytes.buffer).setUint32(1, 4 + fields.length)
  bytes.set(fields, 5)
  return bytes
}
