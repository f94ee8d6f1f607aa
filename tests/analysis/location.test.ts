/** Where to stand: worked by hand, equal to exhaustive search, and the laws of cover. */
import { describe, expect, it } from 'vitest'
import { coveredBy, evaluatePoints, greedySetCover, searchCover } from '../../api/analysis/location-greedy.ts'
import { setCoverProgramme } from '../../api/analysis/location-models.ts'
import { coverLists, undominated } from '../../api/analysis/location-problem.ts'
import { locationSolver } from '../../api/analysis/location-solver.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import { coverCurve, maximalCover, setCover } from '../../api/analysis/solve-location.ts'
import { pCenter, pMedian } from '../../api/analysis/solve-near.ts'
import { bestByTrying, fiveInARow as row, hardProblem, problemOf, randomProblem, reordered } from '../support/location-problems.ts'

const exact = { gap: 0 }
const random = Array.from({ length: 200 }, (_, n) => randomProblem(`case ${n}`))
/** And twenty for which greedy and the relaxed programmes are not enough. */
const cases = [...random, ...Array.from({ length: 20 }, (_, n) => hardProblem(`case ${n}`))]

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

describe('exhaustive search of 220 problems', () => {
  it('finds no more cover, and the same bound', async () => {
    for (const [n, { problem, p }] of cases.entries()) {
      const best = bestByTrying(problem, p, ({ covered }) => covered)
      const found = await maximalCover(problem, p, exact)
      expect([n, found.covered, found.bound, found.proved]).toEqual([n, best, best, true])
      expect(evaluatePoints(problem, found.chosen).covered).toBe(found.covered)
      // With few rounds the integer programme has to find what the exchanges did not.
      expect(await maximalCover(problem, p, { ...exact, rounds: 0 })).toMatchObject({ covered: best, bound: best, proved: true })
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

  it('a solver that has run five hundred times is replaced, and goes on', async () => {
    const lists = coverLists(hardProblem('again').problem)
    const solved = new Set<number | null>()
    for (let run = 0; run < 1100; run++) solved.add((await locationSolver())(setCoverProgramme({ ...lists, reach: lists.reach.slice(0, 3) }), { timeLimitS: 5 }, ({ value }) => value))
    expect([...solved]).toEqual([1])
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
