/** Runs the product's own commands from outside, as a user would, and watches their memory. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export const root = process.cwd()

export interface Ran { output: string; seconds: number; peakMb: number }

/** Runs `node api/start.mjs <args>`; the peak memory is that of the largest Node process below it, apart from the database's own. */
export async function runCommand(args: string[], environment: Record<string, string>, cwd = root): Promise<Ran> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['api/start.mjs', ...args], { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (text) => { output += text })
  let peakKb = 0
  const watch = setInterval(() => { peakKb = Math.max(peakKb, importerKb(child.pid!)) }, 100)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${output}`)
  return { output, seconds: (performance.now() - begun) / 1000, peakMb: peakKb / 1024 }
}

/** Peak resident memory of the importer among the children of `pid`, kB; 0 where the system does not tell. */
function importerKb(pid: number): number {
  if (!existsSync('/proc/self/status')) return 0
  return childrenOf(pid).map((child) => {
    try {
      if (!readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('api/ingest/run.ts')) return 0
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0)
    } catch (cause) {
      // The process ended between the listing and the look.
      if (['ENOENT', 'ESRCH'].includes((cause as NodeJS.ErrnoException).code ?? '')) return 0
      throw cause
    }
  }).reduce((a, b) => Math.max(a, b), 0)
}

function childrenOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    const file = join('/proc', String(pid), 'task', task, 'children')
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean) : []
  })
}

export interface Service { address: string; child: ChildProcess; readyMs: number; stop(): Promise<void> }

/** Starts the web server and waits until it is healthy. */
export async function startService(environment: Record<string, string>, cwd = root, patienceMs = 300_000): Promise<Service> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, ['api/start.mjs'], { cwd, env: { ...process.env, LOG_LEVEL: 'error', REQUESTS_PER_MINUTE: '0', ...environment, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'] })
  const address = `http://127.0.0.1:${port}`
  while (!(await healthy(address))) {
    if (child.exitCode !== null || performance.now() - begun > patienceMs) throw new Error('The service did not start')
    await new Promise((wake) => setTimeout(wake, 100))
  }
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
  return { address, child, readyMs: performance.now() - begun, stop }
}

const healthy = (address: string): Promise<boolean> => fetch(`${address}/api/health`).then(({ ok }) => ok, () => false)

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Whether a program is installed. */
export function onPath(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch (cause) {
    if ((cause as { status?: number }).status) return false
    throw cause
  }
}

const QUIET_MS = 60_000
/** What a start or a raised version sets going in the background is done by then. */
export const quiet = (): Promise<unknown> => new Promise((wake) => setTimeout(wake, QUIET_MS))
