/** Where to stand, at the edges: nothing to reach, more points than places, islands, no time, and senseless input. */
import { describe, expect, it } from 'vitest'
import { evaluatePoints } from '../../api/analysis/location-greedy.ts'
import type { LocationProblem } from '../../api/analysis/location-problem.ts'
import { coverCurve, maximalCover, setCover } from '../../api/analysis/solve-location.ts'
import { pCenter, pMedian } from '../../api/analysis/solve-near.ts'
import { fiveInARow as row, problemOf, randomProblem } from '../support/location-problems.ts'

const exact = { gap: 0 }

describe('edges', () => {
  const nothing: LocationProblem = { weights: new Float64Array(), limitsS: new Float64Array(), times: new Float32Array(), candidates: 0, fixed: [] }
  const solvers = { maximalCover, pMedian, pCenter }

  it('no demand, no candidates or no weight come to nought, without a share', async () => {
    for (const problem of [nothing, problemOf([0, 0], [[1, 2]]), problemOf([], [[], []])]) {
      expect(await maximalCover(problem, 1)).toMatchObject({ covered: 0, total: 0, share: null, bound: 0, gap: 0, proved: true })
      expect(await setCover(problem)).toMatchObject({ chosen: [], covered: 0, share: null, gap: 0, proved: true })
      expect(await pMedian(problem, 1)).toMatchObject({ cost: 0, meanS: null, gap: 0, proved: true })
      expect(await pCenter(problem, 1)).toMatchObject({ worstS: null, boundS: null, gap: 0 })
      expect(evaluatePoints(problem, [])).toMatchObject({ covered: 0, share: null, meanS: null, worstS: null })
      expect((await coverCurve(problem, 3)).every(({ covered, share }) => covered === 0 && share === null)).toBe(true)
    }
    expect(await maximalCover(problemOf([1], []), 1)).toMatchObject({ chosen: [], covered: 0, share: 0, unreachable: { weight: 1, demands: [0] } })
  })

  it.each(Object.entries(solvers))('%s: of more points than candidates all are chosen, with a note', async (name, solve) => {
    expect(await solve(row, 9)).toMatchObject({ chosen: [0, 1, 2], note: 'There are 3 candidates for 9 points: all are chosen.', proved: true })
    expect(await solve(row, 0)).toMatchObject({ chosen: [], note: name === 'pCenter' ? '0 points cannot get to all demand.' : null })
  })

  it('where points cannot get to everybody there is no worst time', async () => {
    const islands = problemOf([5, 1], [[100, Infinity], [Infinity, 100]])
    expect(await pCenter(islands, 1)).toMatchObject({ chosen: [0], worstS: null, note: '1 point cannot get to all demand.' })
    expect(await pMedian(islands, 1, exact)).toMatchObject({ chosen: [0], meanS: 100, cutOff: 1, cost: 500 + 200 })
  })

  it('without any time the best points found are told, with a bound and why', async () => {
    const { problem } = randomProblem('large', { demands: 300, candidates: 40, reach: 0.08 })
    for (const limits of [{ timeLimitS: 0, gap: 0 }, { stopped: () => true, gap: 0 }]) {
      const found = await maximalCover(problem, 5, limits)
      expect(found).toMatchObject({ proved: false, method: 'greedy', note: expect.stringMatching(/^(It is not known|It was stopped)/) as string })
      expect(found.bound).toBeGreaterThan(found.covered)
      expect(found.gap).toBeCloseTo((found.bound - found.covered) / found.bound, 12)
      expect(found.covered).toBeGreaterThan(0)
    }
  })

  it('senseless input is refused in words', async () => {
    const wrong: [Partial<LocationProblem>, RegExp][] = [
      [{ weights: Float64Array.of(1, NaN, 1, 1, 1) }, /weight of demand 1 is NaN/], [{ weights: Float64Array.of(-1, 1, 1, 1, 1) }, /weight of demand 0 is -1/], [{ weights: Float64Array.of(1) }, /1 weights and 5 limits/],
      [{ limitsS: Float64Array.of(1, 1, 1, 1, NaN) }, /limit of demand 4 is NaN/], [{ times: new Float32Array(3) }, /3 times for 5 demands and 3 candidates/], [{ times: new Float32Array(15).fill(-1) }, /from candidate 0 to demand 0 is -1/],
      [{ fixed: [3] }, /point 3 is not among the 3/], [{ candidates: 1.5 }, /candidates is 1.5/]
    ]
    for (const [part, words] of wrong) await expect(maximalCover({ ...row, ...part }, 1)).rejects.toThrow(words)
    for (const p of [-1, 1.5, NaN]) for (const solve of Object.values(solvers)) await expect(solve(row, p)).rejects.toThrow(RangeError)
    expect(() => evaluatePoints(row, [7])).toThrow(RangeError)
    expect(() => evaluatePoints(row, [1], { classOf: [1] })).toThrow(/1 classes for 5 demands/)
  })
})
