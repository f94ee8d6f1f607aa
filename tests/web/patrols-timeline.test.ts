/** The timeline of a plan, and moving visits on it by hand. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addVisit, arrangementOf, foundAgain, moveVisit, nudge, removeVisit, setLock } from '../../web/src/patrols/moves.ts'
import { hoursOf, stretchesOf } from '../../web/src/patrols/timeline.ts'
import { cells, content } from './written-plan.ts'

describe('the timeline', () => {
  it('has no hole and no overlap from leaving the base until being back, and adds up to travel, visits and breaks', () => {
    for (const unit of content().units) {
      const stretches = stretchesOf(unit)
      expect([stretches[0]!.fromS, stretches.at(-1)!.toS]).toEqual([unit.leavesS, unit.backS])
      stretches.slice(1).forEach((stretch, i) => expect(stretch.fromS).toBe(stretches[i]!.toS))
      const sum = (kind: string) => stretches.filter((one) => one.kind === kind).reduce((total, { fromS, toS }) => total + toS - fromS, 0)
      expect([sum('travel'), sum('visit')]).toEqual([unit.travelS, unit.visitS])
    }
  })
  it('goes around a break: a unit travels before it where there is no time after it', () => {
    const [unit] = content().units
    const late = { ...unit!, visits: [unit!.visits[0]!, { ...unit!.visits[1]!, startS: 55 * 60, endS: 70 * 60, travelS: 20 * 60 }], breaks: [{ startS: 30 * 60, endS: 50 * 60, at: '', until: '' }], travelS: 30 * 60, backS: 70 * 60 }
    expect(stretchesOf(late).filter(({ kind, fromS }) => kind === 'travel' && fromS >= 25 * 60).map(({ fromS, toS }) => [fromS / 60, toS / 60])).toEqual([[25, 30], [50, 55]])
  })
  it('marks whole hours by the clock', () => {
    expect(hoursOf('2026-11-28T22:00', 4 * 3600).map(({ label }) => label)).toEqual(['22:00', '23:00', '00:00', '01:00', '02:00'])
    expect(hoursOf('2026-11-30T07:30', 2 * 3600)).toEqual([{ atS: 0, label: '07:30' }, { atS: 1800, label: '08:00' }, { atS: 5400, label: '09:00' }])
  })
})

describe('a visit that is moved by hand', () => {
  it('takes the new time, stands in its order, and leaves every other where it was', () => {
    const { routes, at } = moveVisit(content(), { unit: 0, visit: 0 }, { startS: 30 * 60 })!
    expect([routes[0]!.visits.map(({ startS }) => startS! / 60), at]).toEqual([[30, 60, 125], { unit: 0, visit: 0 }])
    expect(routes[1]).toEqual(arrangementOf(content())[1])
  })
  it('pushes what follows, except what is locked', () => {
    const unlocked = content()
    unlocked.units[0]!.visits[1]!.locked = false
    expect(moveVisit(unlocked, { unit: 0, visit: 0 }, { startS: 50 * 60 })!.routes[0]!.visits.map(({ startS }) => startS)).toEqual([3000, undefined, 7500])
    expect(moveVisit(content(), { unit: 0, visit: 0 }, { startS: 50 * 60 })!.routes[0]!.visits.map(({ startS }) => startS)).toEqual([3000, 3600, 7500])
  })
  it('can pass another visit and can become another unit\'s', () => {
    expect(moveVisit(content(), { unit: 0, visit: 0 }, { startS: 90 * 60 })!.routes[0]!.visits.map(({ place }) => place)).toEqual([cells.moulsham, cells.duke, cells.duke])
    const { routes, at } = moveVisit(content(), { unit: 0, visit: 1 }, { unit: 1 })!
    expect([routes.map(({ visits }) => visits.length), at, routes[1]!.visits[1]]).toEqual([[2, 2], { unit: 1, visit: 1 }, { place: cells.moulsham, locked: true, startS: 3600 }])
  })
  it('never leaves its unit\'s time, and moves by whole steps of five minutes', () => {
    fc.assert(fc.property(fc.integer({ min: -50_000, max: 90_000 }), fc.integer({ min: 0, max: 1 }), (startS, unit) => {
      const { routes, at } = moveVisit(content(), { unit: 0, visit: 2 }, { startS, unit })!
      const { startS: now } = routes[at!.unit]!.visits[at!.visit]!
      expect(now).toBeGreaterThanOrEqual(0)
      expect(now).toBeLessThanOrEqual(28_800 - 900)
      expect(routes.flatMap(({ visits }) => visits)).toHaveLength(4)
    }))
    expect(nudge(content(), { unit: 1, visit: 0 }, 1)!.routes[1]!.visits[0]!.startS).toBe(1200)
    expect(nudge(content(), { unit: 5, visit: 0 }, 1)).toBeNull()
  })
  it('is locked, removed, added in the longest free stretch, and found again by unit and place', () => {
    expect(setLock(content(), { unit: 1, visit: 0 }, true)!.routes[1]!.visits[0]!.locked).toBe(true)
    expect(removeVisit(content(), { unit: 1, visit: 0 })).toMatchObject({ at: null, routes: [{ unit: 'Unit 1' }, { unit: 'Unit 2', visits: [] }] })
    expect(addVisit(content(), cells.moulsham)).toMatchObject({ at: { unit: 1, visit: 1 }, routes: [{}, { visits: [{ place: cells.riverside }, { place: cells.moulsham, locked: false }] }] })
    expect([foundAgain(content(), 0, cells.duke, 7000), foundAgain(content(), 1, cells.duke, 0)]).toEqual([{ unit: 0, visit: 2 }, null])
  })
})
