/** The checker is shown one fault at a time: a check that finds nothing guards nothing. */
import { describe, expect, it } from 'vitest'
import { checkTours } from '../../api/analysis/tour-check.ts'
import type { TourProblem, Tours } from '../../api/analysis/tour-problem.ts'
import { scheduleTours } from '../../api/analysis/tour-schedule.ts'
import { onALine } from '../support/tour-problems.ts'

const problem: TourProblem = onALine([10, 20, 30], {
  gap: 20, falling: 0.5, places: [{ most: 2, must: true }], units: [{ breaks: [{ from: 12, to: 30, length: 10 }, { from: 30, to: 80, length: 2 }] }, { from: 40 }], locks: [{ unit: 0, place: 1, start: null }, { unit: 1, place: 0, start: 60 }]
})
const { routes, worth } = scheduleTours(problem, [[{ place: 0 }, { place: 1 }], [{ place: 0 }]])
const sound: Tours = { routes: routes!, worth: worth!, bound: 3, steps: 0 }

/** The tours with something else at one place of them. */
function changed(change: (tours: Tours) => void): Tours {
  const tours = structuredClone(sound)
  change(tours)
  return tours
}

const faults: [string, Partial<TourProblem>, (tours: Tours) => void, RegExp][] = [
  ['a visit outside its window', {}, ({ routes: [, other] }) => { other!.visits[0]!.start = 101; other!.back = 120 }, /begins at 101, not within 0 to 100/],
  ['too little time for the way', {}, ({ routes: [one] }) => { one!.visits[1]!.start = 30 }, /stop 1: 15 for a way of 10 and breaks of 12/],
  ['a return that takes no time', {}, ({ routes: [one] }) => { one!.back = 40 }, /stop 2/],
  ['a return too late', {}, ({ routes: [, other] }) => { other!.back = 101 }, /is back at 101, after 100/],
  ['leaving too early', {}, ({ routes: [, other] }) => { other!.leaves = 39 }, /leaves at 39, before 40/],
  ['leaving too late', {}, ({ routes: [, other] }) => { other!.leaves = 51 }, /too late for its first visit/],
  ['travel that is not the ways', {}, ({ routes: [one] }) => { one!.travelTime = 39 }, /travels 40, not 39/],
  ['visits too near each other', {}, ({ routes: [, other] }) => { other!.visits[0]!.start = 50; other!.visits[0]!.locked = true }, /35 after the visit before|lock 0 is at 60/],
  ['a gap not kept', { gap: 50 }, () => {}, /place 0, visit 1: 45 after the visit before, at least 50/],
  ['a break outside its window', {}, ({ routes: [one] }) => { one!.breaks[0]!.start = 31 }, /break 0 begins at 31/],
  ['a break during a visit', {}, ({ routes: [one] }) => { one!.breaks[0]!.start = 14 }, /break 0 from 14 to 24 is not between 15/],
  ['breaks at once', {}, ({ routes: [one] }) => { one!.breaks[1] = { start: 20, after: 1 } }, /breaks 0 and 1 overlap/],
  ['a break left out', {}, ({ routes: [one] }) => { one!.breaks.pop() }, /has 1 breaks of 2/],
  ['a lock left out', {}, ({ routes: [one] }) => { one!.visits[1]!.locked = false }, /has 0 locked visits, not 1/],
  ['another place locked', {}, ({ routes: [one] }) => { one!.visits[1]!.locked = false; one!.visits[0]!.locked = true }, /lock 0 is of place 1, not 0/],
  ['a lock at another time', { locks: [problem.locks[0]!, { unit: 1, place: 0, start: 61 }] }, () => {}, /lock 0 is at 61, not 60/],
  ['too many visits', { places: problem.places.map((place) => ({ ...place, most: 1 })) }, () => {}, /place 0: 2 visits, at most 1/],
  ['a must left out', { places: problem.places.map((place) => ({ ...place, must: true })) }, () => {}, /place 2: must be visited/],
  ['a second visit at full worth', {}, (tours) => { tours.routes[1]!.visits[0]!.worth = 1; tours.worth = 3 }, /worth 1, not 0.5/],
  ['a worth that is not the sum', {}, (tours) => { tours.worth = 2 }, /worth is 2, its visits' 2.5/],
  ['a worth above the bound', {}, (tours) => { tours.bound = 2 }, /above the bound 2/],
  ['a route too few', {}, (tours) => { tours.routes.pop() }, /there are 1 routes for 2 units/]
]

describe('the checker of tours', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(checkTours(problem, sound)).toEqual([])
    expect(worth).toBe(2.5)
  })
  it.each(faults)('finds %s', (_name, other, change, said) => expect(checkTours({ ...problem, ...other }, changed(change)).join('\n')).toMatch(said))
})
