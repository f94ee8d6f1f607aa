/** What the planner's pages reckon by themselves: times, drafts, moves of visits, words, comparison. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeWords, timeWords } from '../../web/src/patrols/conflict-words.ts'
import { changeOf, draftOf, faultsOf, newDraft, newPlanOf, noBase, unitsOf, weekLater, withBase, withTheme } from '../../web/src/patrols/draft.ts'
import { cornersText, readCorner, readCorners } from '../../web/src/patrols/drawn-area.ts'
import { barsOf, boundSentence, effectSentences, flatSentence, headline } from '../../web/src/patrols/effect-words.ts'
import { addVisit, arrangementOf, foundAgain, moveVisit, nudge, removeVisit, setLock } from '../../web/src/patrols/moves.ts'
import { placeAt, placeRows } from '../../web/src/patrols/place-rows.ts'
import { comparedPlaces, compareRows, sharedSentence } from '../../web/src/patrols/plan-compare.ts'
import { boxOf, comparedPicture, pictureOf } from '../../web/src/patrols/plan-picture.ts'
import { moreWords, mixWords, nameOf, requestWords } from '../../web/src/patrols/request-words.ts'
import { addMinutes, clockAt, minutesBetween, presetShift, shiftOn, shiftWords, spanWords, todayIn, weekdayOf } from '../../web/src/patrols/shift-times.ts'
import { hoursOf, stretchesOf } from '../../web/src/patrols/timeline.ts'
import { MOST_ROUTES, routeMark } from '../../web/src/map/route-marks.ts'
import { cells, content, plan } from './written-plan.ts'

describe('times of a shift', () => {
  it('go round the clock into the next day, the next month and the next year', () => {
    expect(shiftOn('2026-12-31', '20:00', '04:00')).toEqual({ shiftFrom: '2026-12-31T20:00', shiftTo: '2027-01-01T04:00' })
    expect(shiftOn('2026-11-28', '07:00', '15:00').shiftTo).toBe('2026-11-28T15:00')
    expect(shiftOn('2026-11-28', '20:00', '20:00').shiftTo).toBe('2026-11-29T20:00')
    expect([clockAt('2026-11-28T20:00', 4.5 * 3600), shiftWords('2026-11-28T20:00', '2026-11-29T04:00')]).toEqual(['00:30', 'Sat 28 Nov 2026, 20:00 to 04:00'])
  })
  it('are the next on which a preset usually begins, today included', () => {
    expect(presetShift('night-time-economy', '2026-11-28')).toEqual({ shiftFrom: '2026-11-28T20:00', shiftTo: '2026-11-29T04:00' })
    expect(presetShift('night-time-economy', '2026-11-29').shiftFrom).toBe('2026-12-05T20:00')
    expect(presetShift('school-run', '2026-11-28')).toEqual({ shiftFrom: '2026-11-30T07:30', shiftTo: '2026-11-30T09:30' })
    expect([weekdayOf('2026-11-30'), weekdayOf('2026-11-29')]).toEqual([0, 6])
  })
  it('come back when minutes are added and taken away', () => {
    fc.assert(fc.property(fc.integer({ min: -100_000, max: 100_000 }), (n) => { expect(minutesBetween('2026-03-01T10:00', addMinutes('2026-03-01T10:00', n))).toBe(n) }))
  })
  it('are those of the force, not of the browser', () => expect(todayIn(new Date('2026-07-01T23:30:00Z'))).toBe('2026-07-02'))
  it('are said shortly', () => expect([120, 90, 15, 0].map(spanWords)).toEqual(['2 h', '1 h 30 min', '15 min', '0 min']))
})

describe('a draft', () => {
  it('of a plan that nobody changed asks for no change, and names what differs', () => {
    const draft = draftOf(plan())!
    expect(changeOf(plan(), draft)).toBeNull()
    expect(changeOf(plan(), { ...draft, request: { ...draft.request, visitMinutes: 15, must: [], by: 'count' } })).toBeNull()
    expect(changeOf(plan(), { ...draft, request: { ...draft.request, gapMinutes: 90 } })).toEqual({ request: { ...draft.request, gapMinutes: 90 } })
    expect(Object.keys(changeOf(plan(), { ...draft, shiftTo: '2026-11-29T03:00' })!)).toEqual(['shiftTo', 'request'])
    expect(changeOf(plan(), { ...draft, notes: 'Bring torches' })).toEqual({ notes: 'Bring torches' })
  })
  it('is new with three units that start from the nearest base, and is a week later when copied', () => {
    const draft = newDraft('E07000070', '2026-11-28')
    expect(faultsOf(draft).map(({ field }) => field)).toEqual(['units'])
    const based = withBase(draft, { name: 'Station', position: [0.47, 51.73] })
    expect([faultsOf(based), based.request.units.map(({ name }) => name)]).toEqual([[], ['Unit 1', 'Unit 2', 'Unit 3']])
    expect(newPlanOf(based, 'A name')).toMatchObject({ name: 'A name', district: 'E07000070', shiftFrom: '2026-11-28T20:00' })
    expect(weekLater(draftOf(plan())!)).toMatchObject({ name: '', shiftFrom: '2026-12-05T20:00', shiftTo: '2026-12-06T04:00' })
  })
  it('lets units travel as is usual for what it is against, unless the planner has chosen', () => {
    const { request } = newDraft('E07000070', '2026-11-28')
    const modes = ({ units }: typeof request) => units.map(({ mode }) => mode)
    expect([modes(request), modes(withTheme(request, 'burglary')), modes(withTheme(withTheme(request, 'burglary'), 'night-time-economy'))]).toEqual([['foot', 'foot', 'foot'], ['vehicle', 'vehicle', 'vehicle'], ['foot', 'foot', 'foot']])
    const own = { ...request, units: request.units.map((unit, i) => ({ ...unit, mode: i === 0 ? 'cycle' as const : unit.mode })) }
    expect(modes(withTheme(own, 'burglary'))).toEqual(['cycle', 'foot', 'foot'])
    expect(withTheme({ ...request, objective: [{ theme: 'burglary', weight: 2 }, { theme: 'violent-crime', weight: 1 }] }, 'violent-crime').objective).toEqual([{ theme: 'violent-crime', weight: 2 }])
  })
  it('gives every new unit a name that is free, and finds what cannot be', () => {
    const units = unitsOf([{ name: 'Unit 2', mode: 'foot', base: noBase }], 3, noBase)
    expect(units.map(({ name }) => name)).toEqual(['Unit 2', 'Unit 3', 'Unit 4'])
    const draft = draftOf(plan())!
    expect(faultsOf({ ...draft, shiftTo: '2026-11-30T20:00', request: { ...draft.request, units: draft.request.units.map((unit) => ({ ...unit, name: 'A' })) } }).map(({ text }) => text)).toEqual(['A shift lasts 24 hours at most.', 'Two units are called A: each needs a name of its own.'])
  })
})

describe('a request in words', () => {
  it('says what, where, when, with whom and in what dose', () => {
    expect(requestWords(draftOf(plan())!, 'Chelmsford')).toBe('Plan against night-time economy by count in Chelmsford, Sat 28 Nov 2026, 20:00 to 04:00, with 2 units, visits of 15 min, at least 2 h apart at the same place.')
    expect(mixWords([{ theme: 'burglary', weight: 3 }, { theme: 'anti-social-behaviour', weight: 1 }])).toBe('burglary (75%) and anti-social behaviour (25%)')
    expect(nameOf(draftOf(plan())!, 'Chelmsford')).toBe('Night-time economy, Chelmsford, Sat 28 Nov 20:00')
  })
  it('names of the rest only what is not as usual', () => {
    const { request } = draftOf(plan())!
    expect(moreWords(request)).toEqual([])
    expect(moreWords({ ...request, mostPlaces: 8, must: [cells.duke], travel: 'distance', randomised: true, effort: 'quick' })).toEqual(['8 places at most', '1 place must be visited', 'travel by straight lines', 'order varied by seed 7', 'quick search'])
  })
})

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

describe('what a plan reaches, in words', () => {
  it('leads with the share, and sets as many visits elsewhere beside it', () => {
    expect(headline(content())).toBe('This plan covers 62.0% of what is expected in the shift.')
    expect(effectSentences(content())).toEqual([
      'That is 6.2 of 10.0 incidents expected: at the visited places, in the hours of their visits.',
      'As many visits at the same times, travel not reckoned, would cover at the places with most records of the last year 55.0%, and at places drawn by lot 21.0% (18.0% to 24.0%).',
      'It is 80.0% of what as many visits could cover if no time went on travel.', 'No plan of this request could be more than 4.8% better.'
    ])
    expect(barsOf(content()).map(({ share }) => share.toFixed(4))).toEqual(['0.6200', '0.5500', '0.2100'])
  })
  it('claims nothing where nothing is expected, no place is visited, or the bound is reached', () => {
    const none = { ...content(), effect: { ...content().effect, shareOfAll: null, plain: null, random: null, shareOfPossible: null } }
    expect([headline(none), effectSentences(none)]).toEqual(['Nothing is expected here in this shift, so no share can be given.', ['No plan of this request could be more than 4.8% better.']])
    expect(headline({ ...content(), effect: { ...content().effect, visits: 0 } })).toBe('This plan visits no place.')
    expect(boundSentence({ ...content(), gap: 0, byHand: true })).toBe('No plan of this request could be better. It has been changed by hand.')
    expect(boundSentence({ ...content(), gap: null })).toMatch('not known')
  })
  it('says plainly when only months are known', () => {
    expect(flatSentence(content())).toBeNull()
    expect(flatSentence({ ...content(), flat: true })).toMatch('the month and not the hour')
  })
})

describe('places, pictures and two plans', () => {
  it('number places as the map does and tell their visits', () => {
    expect(placeRows(content()).map(({ number, name, expected, visits }) => [number, name, expected, visits.length])).toEqual([[1, 'Duke Street', 2, 2], [2, 'Moulsham Street', 1, 1], [3, 'Riverside', 0.5, 1]])
    expect([placeAt(content(), cells.riverside), placeAt(content(), 'x')]).toEqual([cells.riverside, null])
    expect(pictureOf(content(), [], [], cells.duke)).toMatchObject({ places: [{ label: '1', chosen: true, visited: true }, { label: '2' }, { label: '3' }], routes: [{ mark: 0 }, { mark: 1 }], bases: [{ name: 'Chelmsford police station' }] })
    expect(boxOf(pictureOf(null, [], [], null))).toBeNull()
  })
  it('are compared by number and by place, those in one alone first', () => {
    const [a, b] = [plan(), plan()]
    b.content!.units[1]!.visits = []
    const [one, other] = [{ ...a, content: a.content! }, { ...b, content: b.content! }]
    expect(sharedSentence(one, other)).toBe('2 of 3 places are visited in both plans.')
    expect(comparedPlaces(one, other)[0]).toEqual({ id: cells.riverside, name: 'Riverside', a: ['Unit 2 20:15'], b: [] })
    expect(compareRows(one, other).find(({ title }) => title === 'Places visited')).toEqual({ title: 'Places visited', a: '3', b: '2' })
    expect(comparedPicture(one.content, other.content).places.map(({ label }) => label)).toEqual(['AB', 'AB', 'A'])
  })
  it('have strokes of which no two are alike', () => {
    const marks = Array.from({ length: MOST_ROUTES }, (_, i) => JSON.stringify(routeMark(i)))
    expect(new Set(marks).size).toBe(MOST_ROUTES)
  })
})

describe('a drawn area', () => {
  it('comes back from its list of corners', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 130_000 }), fc.integer({ min: 5_150_000, max: 5_200_000 })).map(([x, y]): [number, number] => [x / 1e5, y / 1e5])
    fc.assert(fc.property(fc.uniqueArray(corner, { minLength: 3, maxLength: 3, selector: String }), (corners) => { expect(readCorners(cornersText(corners)).corners).toEqual(corners) }))
  })
  it('may be given latitude first, and is refused where it is none, too short or crosses itself', () => {
    expect([readCorner('51.7351, 0.4712'), readCorner('0.4712 51.7351'), readCorner('Chelmsford'), readCorner('0.47, 12')]).toEqual([[0.4712, 51.7351], [0.4712, 51.7351], null, null])
    expect(readCorners('0.1, 51.5\nhere').fault).toBe('Line 2 is not a longitude and a latitude, such as 0.4712, 51.7351.')
    expect(readCorners('0.1, 51.5\n0.2, 51.5').fault).toBe('An area needs three corners or more.')
    expect(readCorners('0.1, 51.5\n0.2, 51.6\n0.2, 51.5\n0.1, 51.6').fault).toMatch('crosses itself')
    expect(readCorners('0.1, 51.5\n0.2, 51.5\n0.2, 51.6\n0.1, 51.6').fault).toBeNull()
  })
})

describe('a conflict', () => {
  it('says what was wanted and when theirs was stored', () => {
    expect([changeWords({ status: 'approved' }), changeWords({ routes: [], name: 'A' }), changeWords({})]).toEqual(['set it to approved', 'change its routes and rename it', 'search for routes again'])
    expect(timeWords('2026-11-28T16:42:00Z')).toBe('on 28 Nov at 16:42')
  })
})
