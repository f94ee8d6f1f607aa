/**
 * One process at a time may open an embedded database directory.
 *
 * The lock is a listening socket that the operating system closes when its holder dies, so a dead holder never blocks and a
 * live one, however busy or stopped, can never be robbed. On Linux and Windows the socket lives in a kernel name space and leaves
 * nothing behind; elsewhere it is a file beside the directory, replaced only when nothing answers on it.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

export class DirectoryLockedError extends Error {
  constructor(readonly directory: string, readonly pid: number | undefined) {
    super(`The embedded database in ${directory} is open in another process (PID ${pid ?? 'unknown'}). Stop it first, or set DATA_DIR to another folder.`)
  }
}

export interface DirectoryLock { release(): void }

/** Takes the lock of `directory` for this process. @throws DirectoryLockedError naming the holder's PID. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const name = lockName(directory)
  const server = await listen(name).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause
    if (isKernelName(name) || (await answers(name))) throw new DirectoryLockedError(directory, holderPid(directory))
    rmSync(name, { force: true })
    return listen(name)
  })
  server.unref()
  writeFileSync(pidFile(directory), String(process.pid))
  return {
    release() {
      rmSync(pidFile(directory), { force: true })
      server.close()
    }
  }
}

/** The PID that last took the lock, for messages only: the socket decides who holds it. */
export function holderPid(directory: string): number | undefined {
  try {
    return Number(readFileSync(pidFile(directory), 'utf8')) || undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** True when some process holds the lock of `directory` now. */
export async function isLocked(directory: string): Promise<boolean> {
  try {
    realpathSync(directory)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw cause
  }
  return answers(lockName(directory))
}

function lockName(directory: string): string {
  const id = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32)
  if (process.platform === 'linux') return `\0beatwise-${id}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\beatwise-${id}`
  return join(directory, 'lock.sock')
}

const isKernelName = (name: string) => name.startsWith('\0') || name.startsWith('\\\\.\\pipe')
const pidFile = (directory: string) => join(directory, 'embedded.pid')

function listen(name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(name, () => resolve(server))
  })
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name)
    socket.once('connect', () => { socket.destroy(); resolve(true) })
    // A full backlog (EAGAIN) means a holder too busy to accept: it is alive.
    socket.once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code === 'EAGAIN'))
  })
}
