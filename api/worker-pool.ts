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
/**
 * Threads stand a little behind the main thread and an embedded database, on which everybody waits: where computations keep every core busy, those have
 * their turn at once. A little only (a tenth of an equal share), so that other programs do not starve a search. Elsewhere than on Linux it would slow the whole process.
 */
const BEHIND = process.platform === 'linux' ? 10 : 0

export class WorkerPool {
  private pool: Piscina | undefined
  private running = 0

  /** `threads`: at most; for what must not wait behind another of its kind. */
  constructor(private readonly program: URL, private readonly threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1))) {}

  /** Starts the thread that is always there, if it is not; the first task does so too, and waits for it. */
  start(): Piscina {
    this.pool ??= new Piscina({
      filename: this.program.href, minThreads: 1, maxThreads: this.threads, idleTimeout: IDLE_MS,
      niceIncrement: BEHIND,
      // What a test runner or a watcher passes to its own process means nothing to a thread.
      execArgv: []
    })
    return this.pool
  }

  /** Runs an exported function of the program. Its arguments and answer are copied, so plain objects and typed arrays; ports are handed over. @throws ApiError when it takes too long. */
  async run<T>(name: string, task: unknown, ports: MessagePort[] = []): Promise<T> {
    const pool = this.start()
    const deadline = AbortSignal.timeout(MOST_MS)
    this.running++
    try {
      return await pool.run(task, { name, signal: deadline, transferList: ports }) as T
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
