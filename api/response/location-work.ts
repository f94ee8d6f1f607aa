/** Where to stand, worked out by a thread: the solver keeps its thread busy for seconds, and is told to end through memory that both share. */
import type { LocationProblem } from '../analysis/location-problem.ts'
import { coverCurve, maximalCover, setCover, type CoverStep, type LocationSolution, type SetCoverSolution } from '../analysis/solve-location.ts'
import { pCenter, pMedian, type CenterSolution, type MedianSolution } from '../analysis/solve-near.ts'
import type { WorkerPool } from '../worker-pool.ts'

/** What each model answers. */
export interface LocationAnswers {
  'maximal-cover': LocationSolution
  'set-cover': SetCoverSolution
  'p-median': MedianSolution
  'p-center': CenterSolution
  /** By 0 to p points. */
  curve: CoverStep[]
}
export type LocationModel = keyof LocationAnswers
export interface LocationTask<M extends LocationModel = LocationModel> { model: M; problem: LocationProblem; /** Not read by set-cover. */ p: number; timeLimitS?: number; gap?: number }

/** Longer than anybody waits, and well below what the pool allows to a task, with what stands before it. */
export const MOST_SECONDS = 60

/** As a thread does it. `stop`: one number; not nought: end now, with the best so far. */
export async function locate<M extends LocationModel>({ model, problem, p, timeLimitS, gap, stop }: LocationTask<M> & { stop?: Int32Array | undefined }): Promise<LocationAnswers[M]> {
  const limits = {
    ...(timeLimitS === undefined ? {} : { timeLimitS: Math.min(timeLimitS, MOST_SECONDS) }), ...(gap === undefined ? {} : { gap }),
    stopped: () => stop !== undefined && Atomics.load(stop, 0) !== 0
  }
  const solve: { [K in LocationModel]: () => Promise<LocationAnswers[K]> } = {
    'maximal-cover': () => maximalCover(problem, p, limits), 'set-cover': () => setCover(problem, limits), 'p-median': () => pMedian(problem, p, limits),
    'p-center': () => pCenter(problem, p, limits), curve: () => coverCurve(problem, p, limits)
  }
  return solve[model]()
}

/** Runs a task that looks at `stop` on a thread of the pool. @throws what the signal says once it is aborted; what the task throws; ApiError where the pool gives up. */
export async function stoppable<T>(pool: Pick<WorkerPool, 'run'>, name: string, task: object, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted()
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const end = () => { Atomics.store(stop, 0, 1) }
  signal?.addEventListener('abort', end, { once: true })
  try {
    const answer = await pool.run<T>(name, { ...task, stop })
    // Half an answer is nobody's any more.
    signal?.throwIfAborted()
    return answer
  } catch (cause) {
    // Whoever waits no longer must not keep the thread from others.
    end()
    throw cause
  } finally {
    signal?.removeEventListener('abort', end)
  }
}
