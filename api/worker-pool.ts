/**
 * Statistics on threads of their own, so that a long computation does not keep the event loop: what does is the copying of rows and answers.
 * A thread keeps what it has prepared (grids of neighbours) until it has been idle for a while.
 */
import { availableParallelism } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { ApiError } from './errors.ts'

const IDLE_MS = 10 * 60_000
/** Longer than any statistic takes on the largest force; who waits longer is told so. */
const MOST_MS = 120_000
/** One core is left to the event loop and one to an embedded database. */
const MOST_THREADS = 2

export class WorkerPool {
  private pool: Piscina | undefined
  private running = 0

  /** `threads`: at most; for what must not wait behind another of its kind. */
  constructor(private readonly program: URL, private readonly threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1))) {}

  /** Runs an exported function of the program. Its arguments and answer are copied, so plain objects and typed arrays; ports are handed over. @throws ApiError when it takes too long. */
  async run<T>(name: string, task: unknown, ports: MessagePort[] = []): Promise<T> {
    this.pool ??= new Piscina({
      filename: this.program.href, minThreads: 1, maxThreads: this.threads, idleTimeout: IDLE_MS,
      // What a test runner or a watcher passes to its own process means nothing to a thread.
      execArgv: []
    })
    const deadline = AbortSignal.timeout(MOST_MS)
    this.running++
    try {
      return await this.pool.run(task, { name, signal: deadline, transferList: ports }) as T
    } catch (cause) {
      if (deadline.aborted) throw Object.assign(new ApiError('too-long', 'This computation took too long and was given up. Ask for a coarser hexagon or a smaller area.'), { cause })
      throw cause
    } finally {
      this.running--
    }
  }

  /** Whether nothing runs or waits. */
  get idle(): boolean { return this.running === 0 }

  async close(): Promise<void> { await this.pool?.destroy() }
}
