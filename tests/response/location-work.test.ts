/** Where to stand, on a thread: the same answer, others have their turn, and it can be ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverCurve, maximalCover, setCover } from '../../api/analysis/solve-location.ts'
import { pCenter, pMedian } from '../../api/analysis/solve-near.ts'
import { stoppable, type LocationAnswers, type LocationModel, type LocationTask } from '../../api/response/location-work.ts'
import { WorkerPool } from '../../api/worker-pool.ts'
import { countyProblem, randomProblem } from '../support/location-problems.ts'

const pool = new WorkerPool(new URL('../support/location-worker.mjs', import.meta.url), 1)
const locateAside = <M extends LocationModel>(on: Pick<WorkerPool, 'run'>, asked: LocationTask<M>, { signal }: { signal?: AbortSignal } = {}) => stoppable<LocationAnswers[M]>(on, 'locate', asked, signal)
const { problem } = randomProblem('thread', { demands: 60, candidates: 12, reach: 0.3 })
const task = { model: 'maximal-cover', problem, p: 3, gap: 0 } satisfies LocationTask
/** Its proof takes far longer than any test. */
const long = { model: 'maximal-cover', problem: countyProblem({ reachKm: 5 }), p: 30, timeLimitS: 60, gap: 0 } satisfies LocationTask

beforeAll(() => locateAside(pool, task), 60_000)
afterAll(() => pool.close())

describe('a task on a thread', () => {
  it('has the same answer as at once, whatever the model', async () => {
    expect(await locateAside(pool, task)).toEqual(await maximalCover(problem, 3, { gap: 0 }))
    expect(await locateAside(pool, { ...task, model: 'set-cover' })).toEqual(await setCover(problem, { gap: 0 }))
    expect(await locateAside(pool, { ...task, model: 'p-median' })).toEqual(await pMedian(problem, 3, { gap: 0 }))
    expect(await locateAside(pool, { ...task, model: 'p-center' })).toEqual(await pCenter(problem, 3, { gap: 0 }))
    expect(await locateAside(pool, { ...task, model: 'curve' })).toEqual(await coverCurve(problem, 3, { gap: 0 }))
  })

  it('is ended by its signal while it works, and the thread is free for the next', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const begun = performance.now()
    await expect(locateAside(pool, long, { signal: AbortSignal.timeout(3000) })).rejects.toThrow(/timeout/i)
    await locateAside(pool, task)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(100)
    // A minute is what it was allowed.
    expect(performance.now() - begun).toBeLessThan(30_000)
  })

  it('is not begun for a signal that is aborted already', async () => {
    const busy = { run: () => Promise.reject(new Error('asked a thread')) }
    await expect(locateAside(busy, task, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
  })

  it('ends with its time limit, with the best so far and how far the best can be', async () => {
    const found = await locateAside(pool, { ...long, timeLimitS: 2 })
    expect(found).toMatchObject({ proved: false, method: 'greedy', note: expect.stringContaining('It is not known') as string })
    // On a busy machine even the relaxed programme is not solved in that time, and the bound is all that can be reached.
    expect(found.gap).toBeLessThan(0.2)
    expect(found.bound).toBeGreaterThan(found.covered)
  })

  it('says in words what is wrong with it', async () => {
    await expect(locateAside(pool, { ...task, p: -1 })).rejects.toThrow('-1 points: a whole number, nought or more')
    await expect(locateAside(pool, { ...task, p: -1 })).rejects.toBeInstanceOf(RangeError)
  })
})
