/** The search for routes as a thread does it: says each better set of tours, and ends early when it is told to. */
import type { MessagePort } from 'node:worker_threads'
import { seededRandom } from '../analysis/random.ts'
import type { TourProblem, Tours } from '../analysis/tour-problem.ts'
import { solveTours, ToursImpossible, type ToursReason } from '../analysis/tours.ts'

export interface SearchTask { problem: TourProblem; seed: string; steps: number; said: MessagePort; /** One number; not nought: end now. */ stop: Int32Array }
export interface Better { tours: Tours; step: number }
/** Why no tours exist, in the problem's numbers. */
export interface Impossible { impossible: ToursReason }

export function search({ problem, seed, steps, said, stop }: SearchTask): Tours | Impossible {
  try {
    return solveTours(problem, { random: seededRandom(seed), steps, better: (tours, step) => said.postMessage({ tours, step } satisfies Better), stopped: () => Atomics.load(stop, 0) !== 0 })
  } catch (cause) {
    // A class does not survive the way between threads.
    if (cause instanceof ToursImpossible) return { impossible: cause.reason }
    throw cause
  } finally {
    said.close()
  }
}
