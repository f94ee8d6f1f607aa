/** Where to stand: worked by hand, equal to exhaustive search, and the laws of cover. */
import { describe, expect, it } from 'vitest'
import { coveredBy, evaluatePoints, greedySetCover, searchCover } from '../../api/analysis/location-greedy.ts'
import { coverLists, undominated, type LocationProblem } from '../../api/analysis/location-problem.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { coverCurve, maximalCover, setCover } from '../../api/analysis/solve-location.ts'
import { pCenter, pMedian } from '../../api/analysis/solve-near.ts'
import { bestByTrying, problemOf, randomProblem, reordered } from '../support/location-problems.ts'

const exact = { gap: 0 }
const cases = Array.from({ length: 200 }, (_, n) => randomProblem(`case ${n}`))

/** Five demands in a row, 10 minutes apart; candidates at the first, third and fifth. */
const row = problemOf([5, 1, 2, 1, 4], [0, 2, 4].map((at) => [0, 1, 2, 3, 4].map((i) => 600 * Math.abs(i - at))))

describe('by hand', () => {
  it('one point of three in a row stands in the middle, two at the ends of most weight', async () => {
    expect(await maximalCover(row, 1, exact)).toMatchObject({ chosen: [0], covered: 6, total: 13, bound: 6, gap: 0, proved: true, method: 'exact', note: null })
    expect(await maximalCover(row, 2, exact)).toMatchObject({ chosen: [0, 2], covered: 11, share: 11 / 13 })
    expect(await setCover(row, exact)).toMatchObject({ chosen: [0, 1, 2], bound: 3, covered: 13, proved: true })
    // 600 + 2 x 1,200 + 600 seconds for the weights 1, 2, 1.
    expect(await pMedian(row, 2, exact)).toMatchObject({ chosen: [0, 2], cost: 3600, meanS: 3600 / 13, bound: 3600, proved: true })
    expect(await pCenter(row, 1, exact)).toMatchObject({ chosen: [1], worstS: 1200, boundS: 1200, proved: true })
  })

  it('the same time is in time in the country and too late in towns', async () => {
    const problem = { ...problemOf([1, 1], [[1000, 1000]]), limitsS: Float64Array.of(900, 1200) }
    const { covered, byClass } = evaluatePoints(problem, [0], { classOf: [0, 1] })
    expect(covered).toBe(1)
    expect(byClass).toEqual([{ total: 1, covered: 0, share: 0 }, { total: 1, covered: 1, share: 1 }])
    expect((await maximalCover(problem, 1)).unreachable).toEqual({ weight: 1, demands: [0] })
  })

  it('backup is what two points reach, and the mean is of the nearer', () => {
    expect(evaluatePoints(row, [0, 1])).toMatchObject({ covered: 9, backup: 1, meanS: (0 + 600 + 0 + 600 + 4 * 1200) / 13, worstS: 1200, cutOff: 0 })
  })

  it('a further point that reaches nothing more stands where it lowers the mean', async () => {
    const problem = problemOf([3, 1], [[0, 800], [900, 100], [900, 700]])
    expect(await maximalCover(problem, 2, exact)).toMatchObject({ chosen: [0, 1], covered: 4, note: expect.stringContaining('1 points reach all') as string })
  })

  it('whoever reaches no more than another is not looked at', () => {
    expect(undominated(coverLists(problemOf([1, 1, 1], [[0, 0, 9999], [0, 9999, 9999], [9999, 0, 0], [0, 0, 9999], [9999, 9999, 9999]])))).toEqual([0, 2])
  })
})

describe('exhaustive search of 200 problems', () => {
  it('finds no more cover, and the same bound', async () => {
    for (const [n, { problem, p }] of cases.entries()) {
      const best = bestByTrying(problem, p, ({ covered }) => covered)
      const found = await maximalCover(problem, p, exact)
      expect([n, found.covered, found.bound, found.proved]).toEqual([n, best, best, true])
      expect(evaluatePoints(problem, found.chosen).covered).toBe(found.covered)
    }
  })

  it('finds no fewer points that reach all', async () => {
    for (const [n, { problem }] of cases.entries()) {
      const found = await setCover(problem)
      const most = found.total - found.unreachable.weight
      expect(found.covered, `case ${n}`).toBeCloseTo(most, 9)
      expect(found).toMatchObject({ proved: true, bound: found.chosen.length })
      if (found.chosen.length > 0) expect(bestByTrying(problem, found.chosen.length - 1, ({ covered }) => covered), `case ${n}`).toBeLessThan(most - 1e-9)
    }
  })

  it('finds no less weighted time, and the same bound', async () => {
    for (const [n, { problem, p, farS }] of cases.entries()) {
      const { unreachable, ...found } = await pMedian(problem, p, exact)
      const best = -bestByTrying(problem, p, ({ meanS, total, cutOff }) => -((meanS ?? 0) * (total - cutOff) + farS * (cutOff - unreachable.weight)))
      expect(found.cost / (best || 1), `case ${n}`).toBeCloseTo(best > 0 ? 1 : 0, 9)
      expect(found.proved, `case ${n}`).toBe(true)
    }
  })

  it('finds no better worst time', async () => {
    for (const [n, { problem, p }] of cases.entries()) {
      const found = await pCenter(problem, p)
      const best = -bestByTrying(problem, p, ({ worstS, cutOff }) => (cutOff > found.unreachable.weight + 1e-9 || worstS === null ? -Infinity : -worstS))
      expect([n, found.worstS, found.boundS]).toEqual([n, best === Infinity ? null : best, best === Infinity ? null : best])
      expect(found.proved).toBe(true)
    }
  })
})

describe('laws', () => {
  it('cover never falls as p grows, bounds neither, and no bound is below its cover', async () => {
    for (const { problem } of cases.slice(0, 40)) {
      const curve = await coverCurve(problem, 6, exact)
      curve.forEach(({ p, covered, bound, proved }, n) => {
        expect(p).toBe(n)
        expect(bound).toBeGreaterThanOrEqual(covered)
        expect(proved).toBe(true)
        if (n > 0) expect(covered).toBeGreaterThanOrEqual(curve[n - 1]!.covered)
      })
      const last = curve.at(-1)!
      expect(last.covered).toBe((await maximalCover(problem, last.p, exact)).covered)
    }
  })

  it('greedy is never above the best, and exchanges never make it worse', async () => {
    for (const { problem, p } of cases.slice(0, 60)) {
      const lists = coverLists(problem)
      const value = (rounds: number) => coveredBy(lists, searchCover(lists, p, { random: seededRandom('law'), rounds }))
      const best = (await maximalCover(problem, p, exact)).covered
      expect(value(0)).toBeLessThanOrEqual(value(10))
      expect(value(10)).toBeLessThanOrEqual(best + 1e-9)
      expect(greedySetCover(lists).length).toBeGreaterThanOrEqual((await setCover(problem)).chosen.length)
    }
  })

  it('the order of demands changes nothing, that of candidates no value', async () => {
    for (const { problem, p } of cases.slice(0, 60)) {
      const [cover, median, center] = [await maximalCover(problem, p, exact), await pMedian(problem, p, exact), await pCenter(problem, p)]
      const rows = reordered(problem, 'demands')
      const same = await maximalCover(rows, p, exact)
      expect({ ...same, unreachable: same.unreachable.weight }).toEqual({ ...cover, unreachable: cover.unreachable.weight })
      expect(await pMedian(rows, p, exact)).toMatchObject({ chosen: median.chosen, cost: median.cost })
      expect(await pCenter(rows, p)).toMatchObject({ chosen: center.chosen, worstS: center.worstS })
      const columns = reordered(problem, 'candidates')
      expect((await maximalCover(columns, p, exact)).covered).toBe(cover.covered)
      expect((await setCover(columns)).chosen).toHaveLength((await setCover(problem)).chosen.length)
      expect((await pMedian(columns, p, exact)).cost).toBeCloseTo(median.cost, 6)
      expect((await pCenter(columns, p)).worstS).toBe(center.worstS)
    }
  })

  it('the same problem has the same answer again', async () => {
    for (const { problem, p } of cases.slice(0, 20)) expect(await maximalCover(problem, p)).toEqual(await maximalCover(problem, p))
  })

  it('who stands already is kept, never chosen again, and not counted', async () => {
    for (const { problem, p } of cases.filter((one) => one.problem.fixed.length > 0).slice(0, 40)) {
      const alone = evaluatePoints(problem, []).covered
      for (const found of [await maximalCover(problem, p), await pMedian(problem, p), await pCenter(problem, p)]) {
        expect(found.chosen.filter((j) => problem.fixed.includes(j))).toEqual([])
        expect(found.chosen).toHaveLength(Math.min(p, problem.candidates - problem.fixed.length))
      }
      expect((await maximalCover(problem, p)).covered).toBeGreaterThanOrEqual(alone)
      expect(await maximalCover(problem, 0)).toMatchObject({ chosen: [], covered: alone, proved: true })
    }
  })
})

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

  it.each(Object.entries(solvers))('%s: of more points than candidates all are chosen, with a note', async (_name, solve) => {
    expect(await solve(row, 9)).toMatchObject({ chosen: [0, 1, 2], note: 'There are 3 candidates for 9 points: all are chosen.', proved: true })
    expect(await solve(row, 0)).toMatchObject({ chosen: [], note: _name === 'pCenter' ? '0 points cannot get to all demand.' : null })
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
