/** Starts the embedded database, or finds the one that another Beatwise process is running on the same directory. */
import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DirectoryLockedError, holderPid, isLocked } from './embedded-lock.ts'

/** Where the embedded database listens: a folder with a Unix socket, or a loopback port. */
export interface EmbeddedAddress { host: string; port?: number }

export interface Embedded {
  address: EmbeddedAddress
  /** The process of the database; undefined when it belongs to another Beatwise process. */
  process: ChildProcess | undefined
  stop(): Promise<void>
}

export const addressFile = (directory: string) => join(directory, 'embedded.json')

const ATTACH_TIMEOUT_MS = 20_000
const REVIVE_AFTER_MS = 500

/** Starts the database of `directory`, and again when its process breaks down. @throws DirectoryLockedError when another process has it open. */
export async function startEmbedded(directory: string): Promise<Embedded> {
  if (await isLocked(directory)) throw new DirectoryLockedError(directory, holderPid(directory))
  const running = { ...(await launch(directory)), stopping: false }
  let reviving: Promise<void> | undefined
  const revive = (child: ChildProcess) => child.once('exit', (code, signal) => {
    if (running.stopping) return
    console.error(`The embedded database ended (${signal ?? `exit code ${code}`}) and is started again`)
    reviving = new Promise((wake) => setTimeout(wake, REVIVE_AFTER_MS))
      .then(() => (running.stopping ? undefined : launch(directory)))
      .then((next) => { if (next) { Object.assign(running, next); revive(next.child) } }, (cause: Error) => console.error('The embedded database did not come back:', cause.message))
  })
  revive(running.child)
  return {
    get address() { return running.address },
    get process() { return running.child },
    async stop() {
      running.stopping = true
      // One that is just coming back would otherwise outlive its parent's wish.
      await reviving
      await stopChild(running.child)
    }
  }
}

async function launch(directory: string): Promise<{ child: ChildProcess; address: EmbeddedAddress }> {
  const child = fork(fileURLToPath(new URL('embedded-host.ts', import.meta.url)), [directory], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--import', 'tsx', '--max-old-space-size=4096']
  })
  const address = await new Promise<EmbeddedAddress>((resolve, reject) => {
    child.once('message', (message: { ready?: EmbeddedAddress; failed?: string }) =>
      message.ready ? resolve(message.ready) : reject(new Error(message.failed)))
    child.once('exit', (code, signal) => reject(new Error(`The embedded database did not start (${signal ?? `exit code ${code}`})`)))
  })
  child.unref()
  child.channel?.unref()
  return { child, address }
}

/** The database of `directory`, started here unless a running server already holds it. */
export async function startOrAttach(directory: string): Promise<Embedded> {
  if (!(await isLocked(directory))) return startEmbedded(directory)
  const deadline = Date.now() + ATTACH_TIMEOUT_MS
  for (;;) {
    const address = readAddress(directory)
    if (address) return { address, process: undefined, stop: async () => undefined }
    // The holder is still opening its database.
    if (Date.now() > deadline) throw new DirectoryLockedError(directory, holderPid(directory))
    await new Promise((wake) => setTimeout(wake, 200))
  }
}

function readAddress(directory: string): EmbeddedAddress | undefined {
  try {
    return JSON.parse(readFileSync(addressFile(directory), 'utf8')) as EmbeddedAddress
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.ref()
    child.once('exit', () => resolve())
    if (child.connected) child.disconnect()
    else child.kill('SIGTERM')
  })
}
