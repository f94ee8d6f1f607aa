/** Places stand on a line, the base at 0, a visit lasts 5: so every time below can be added up by hand. */
import { describe, expect, it } from 'vitest'
import { checkTours } from '../../api/analysis/tour-check.ts'
import type { TourProblem } from '../../api/analysis/tour-problem.ts'
import { scheduleTours } from '../../api/analysis/tour-schedule.ts'
import { onALine } from '../support/tour-problems.ts'

const always = (worth = 1) => [{ from: 0, to: 100, worth }]
const order = (...places: number[]) => places.map((place) => ({ place }))
const startsOf = (problem: TourProblem, ...orders: number[][]) => scheduleTours(problem, orders.map((places) => order(...places))).routes?.map(({ visits }) => visits.map(({ start }) => start))
const breachOf = (problem: TourProblem, ...orders: number[][]) => scheduleTours(problem, orders.map((places) => order(...places))).breach

describe('an order of visits', () => {
  it('is kept as early as it can be', () => {
    const { routes, worth, breach } = scheduleTours(onALine([10, 20], {}), [order(0, 1)])
    expect(breach).toBeNull()
    expect(routes![0]).toMatchObject({ leaves: 0, back: 50, travelTime: 40, breaks: [] })
    expect(routes![0]!.visits.map(({ start }) => start)).toEqual([10, 25])
    expect(worth).toBe(2)
  })

  it('waits for a window, and leaves its base no earlier than needed', () => {
    const problem = onALine([10, 20], { places: [{ options: [{ from: 30, to: 60, worth: 1 }] }] })
    expect(scheduleTours(problem, [order(0, 1)]).routes![0]).toMatchObject({ leaves: 20, back: 70 })
  })

  it('cannot be kept when a window is missed, and says by how much', () => {
    const problem = onALine([10, 20], { places: [{}, { options: [{ from: 0, to: 5, worth: 1 }, { from: 10, to: 20, worth: 1 }] }] })
    expect(breachOf(problem, [0, 1])).toMatchObject({ rule: 'window', unit: 0, visit: 1, place: 1, by: 5 })
    expect(startsOf(problem, [1, 0])).toEqual([[20, 35]])
  })

  it('begins in the option asked for, and where two touch in the better one', () => {
    const problem = onALine([10], { places: [{ options: [{ from: 0, to: 10, worth: 1 }, { from: 10, to: 30, worth: 3 }, { from: 40, to: 50, worth: 2 }] }] })
    expect(scheduleTours(problem, [[{ place: 0 }]]).routes![0]!.visits[0]).toMatchObject({ start: 10, option: 1, worth: 3 })
    expect(scheduleTours(problem, [[{ place: 0, option: 2 }]]).routes![0]!.visits[0]).toMatchObject({ start: 40, option: 2, worth: 2 })
    expect(scheduleTours(problem, [[{ place: 0, option: 0, start: 10 }]]).routes![0]!.visits[0]).toMatchObject({ start: 10, option: 0, worth: 1 })
  })

  it('keeps the gap between units, the later waiting for the earlier', () => {
    const problem = onALine([10], { gap: 20, falling: 0.5, places: [{ most: 2, options: [{ from: 0, to: 30, worth: 1 }, { from: 30, to: 60, worth: 4 }] }], units: [{}, { from: 1 }] })
    const { routes, worth } = scheduleTours(problem, [order(0), order(0)])
    expect(routes!.map(({ visits: [visit] }) => visit)).toMatchObject([{ start: 10, worth: 0.5 }, { start: 35, worth: 4 }])
    expect(worth).toBe(4.5)
  })

  it('lets the other unit go first where only so both can be kept', () => {
    const problem = onALine([10], { gap: 20, places: [{ most: 2 }], units: [{}, { from: 1, to: 40 }] })
    expect(startsOf(problem, [0], [0])).toEqual([[36], [11]])
  })

  it('cannot be kept when the gap makes a visit too late, and says after which', () => {
    const problem = onALine([10], { gap: 20, places: [{ most: 2, options: [{ from: 0, to: 30, worth: 1 }] }], units: [{}, {}] })
    expect(breachOf(problem, [0], [0])).toMatchObject({ rule: 'gap', unit: 1, visit: 0, by: 5, after: { unit: 0, visit: 0 } })
  })

  it('has its break between two visits, where the unit is back earliest', () => {
    const problem = onALine([10, 20], { units: [{ breaks: [{ from: 12, to: 30, length: 10 }] }] })
    expect(scheduleTours(problem, [order(0, 1)]).routes![0]).toMatchObject({ visits: [{ start: 10 }, { start: 35 }], breaks: [{ start: 15, after: 1 }], back: 60 })
  })

  it('has its break on the way while it would otherwise wait for it', () => {
    const problem = onALine([40], { units: [{ breaks: [{ from: 12, to: 12, length: 10 }] }] })
    expect(scheduleTours(problem, [order(0)]).routes![0]).toMatchObject({ leaves: 0, visits: [{ start: 50 }], breaks: [{ start: 12, after: 0 }], back: 95 })
  })

  it('cannot be kept when a break comes too late, and says which', () => {
    const problem = onALine([10], { places: [{ options: [{ from: 0, to: 15, worth: 1 }] }], units: [{ breaks: [{ from: 12, to: 13, length: 10 }] }] })
    expect(breachOf(problem, [0])).toMatchObject({ rule: 'break', unit: 0, rank: 0, by: 2 })
  })

  it('cannot be kept when the unit is back too late', () => {
    expect(breachOf(onALine([10, 20], { units: [{ to: 45 }] }), [0, 1])).toMatchObject({ rule: 'back', unit: 0, visit: null, by: 5 })
  })

  it('keeps locks at their times, and keeps those times free for them', () => {
    const lock = { unit: 1, place: 0, start: 30 }
    const problem = (gap: number) => onALine([10], { gap, places: [{ most: 2, options: always() }], units: [{}, {}], locks: [lock] })
    expect(startsOf(problem(10), [0], [0])).toEqual([[10], [30]])
    expect(startsOf(problem(20), [0], [0])).toEqual([[55], [30]])
    expect(scheduleTours(problem(10), [order(0), order(0)]).routes!.map(({ visits: [visit] }) => visit!.locked)).toEqual([false, true])
  })

  it('cannot be kept when a lock is missed or left out', () => {
    const problem = onALine([10, 20], { locks: [{ unit: 0, place: 1, start: 20 }] })
    expect(breachOf(problem, [0, 1])).toMatchObject({ rule: 'start', unit: 0, visit: 1, by: 5 })
    expect(breachOf(problem, [0])).toMatchObject({ rule: 'lock', unit: 0, place: 1, rank: 0 })
    expect(breachOf(onALine([10], { locks: [{ unit: 0, place: 0, start: 120 }] }), [0])).toMatchObject({ rule: 'window', by: 20 })
  })

  it('cannot be kept with too many visits, without a must, or where there is no way', () => {
    expect(breachOf(onALine([10], {}), [0, 0])).toMatchObject({ rule: 'most', place: 0, by: 1 })
    expect(breachOf(onALine([10, 20], { places: [{}, { must: true }] }), [0])).toMatchObject({ rule: 'must', place: 1 })
    expect(breachOf(onALine([10], { travel: [Float64Array.of(0, 9, Infinity, 0)] }), [0])).toMatchObject({ rule: 'way', unit: 0, visit: 0, by: Infinity })
  })

  it('keeps all limits at once, as one who knows none of this finds', () => {
    const problem = onALine([5, 10, 15, 20, 25, 30, 35], {
      gap: 15, falling: 0.7, places: [{ most: 3 }, {}, { must: true, options: [{ from: 40, to: 90, worth: 2 }] }, {}, { most: 2, options: [{ from: 0, to: 50, worth: 3 }, { from: 50, to: 140, worth: 1 }] }, {}, {}],
      units: [{ to: 150, breaks: [{ from: 20, to: 60, length: 8 }] }, { to: 150, from: 3 }], locks: [{ unit: 0, place: 4, start: 45 }, { unit: 1, place: 2, start: null }]
    })
    const { routes, worth } = scheduleTours(problem, [order(0, 3, 4, 0), order(5, 4, 2, 0, 1)])
    expect(routes!.map(({ visits }) => visits.map(({ start }) => start))).toEqual([[5, 33, 45, 70], [33, 65, 80, 95, 105]])
    expect(worth).toBeCloseTo(1 + 0.7 + 0.49 + 1 + 3 + 0.7 + 2 + 1 + 1, 12)
    expect(checkTours(problem, { routes: routes!, worth: worth!, bound: Infinity, steps: 0 })).toEqual([])
  })

  it('that makes no sense is an error that names the part', () => {
    expect(() => scheduleTours(onALine([10], {}), [])).toThrow('orders: 0 for 1 units')
    expect(() => scheduleTours(onALine([10], {}), [order(1)])).toThrow('place 1')
    expect(() => scheduleTours(onALine([10], { gap: -1 }), [[]])).toThrow('gap is -1')
    expect(() => scheduleTours(onALine([10], { units: [{ breaks: [{ from: 5, to: 9, length: 1 }, { from: 2, to: 3, length: 1 }] }] }), [[]])).toThrow('breaks 0 and 1 are not in order of time')
    expect(() => scheduleTours(onALine([10], { places: [{ options: [{ from: 0, to: 9, worth: 1 }, { from: 8, to: 9, worth: 1 }] }] }), [[]])).toThrow('options 0 and 1 overlap')
  })
})
