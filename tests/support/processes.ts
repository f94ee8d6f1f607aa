/** Child processes of tests: started with the project's TypeScript, watched, and never left behind. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export interface Ended { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string; seconds: number }
export interface TestProcess {
  child: ChildProcessWithoutNullStreams
  ended: Promise<Ended>
  /** Resolves when standard output has shown `text`. @throws when the process ends first. */
  says(text: string): Promise<void>
}

const running = new Set<ChildProcessWithoutNullStreams>()

/** Runs a TypeScript program of the project. */
export function runProgram(program: string, args: string[] = [], env: Record<string, string> = {}): TestProcess {
  return watch(spawn(process.execPath, ['--import', 'tsx', resolve(program), ...args], { env: { ...process.env, ...env } }))
}

/** Runs a command as `npm run` does. */
export function runCommand(args: string[], env: Record<string, string> = {}): TestProcess {
  return watch(spawn(process.execPath, [resolve('api/start.mjs'), ...args], { env: { ...process.env, ...env } }))
}

function watch(child: ChildProcessWithoutNullStreams): TestProcess {
  const begun = performance.now()
  let stdout = ''
  let stderr = ''
  running.add(child)
  child.stdout.on('data', (text: Buffer) => { stdout += text.toString() })
  child.stderr.on('data', (text: Buffer) => { stderr += text.toString() })
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      done({ code, signal, stdout, stderr, seconds: (performance.now() - begun) / 1000 })
    })
  })
  return {
    child,
    ended,
    async says(text) {
      while (!stdout.includes(text)) {
        const next = new Promise<void>((wake) => { child.stdout.once('data', () => wake()) })
        const over = await Promise.race([next, ended])
        if (over && !stdout.includes(text)) throw new Error(`The process ended (${over.code ?? over.signal}) without saying "${text}": ${over.stderr}`)
      }
    }
  }
}

// Files share this module: what one of them leaves running ends with the last.
process.once('exit', () => { for (const child of running) child.kill('SIGKILL') })

/** The largest memory of the program that a command started, watched while it runs. Linux only. */
export async function peakMegabytes(pid: number, ended: Promise<unknown>): Promise<number> {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      // The process ended while we looked.
      return ''
    }
  }
  let most = 0
  let running = true
  void ended.then(() => { running = false })
  while (running) {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const status = read(`/proc/${id}/status`)
      if (!new RegExp(`^PPid:\\t${pid}$`, 'm').test(status)) continue
      most = Math.max(most, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return most
}
