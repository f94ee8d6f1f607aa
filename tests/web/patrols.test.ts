/** What the planner's pages reckon by themselves: times, drafts, words, comparison. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlanEffect } from '../../api/patrols/content-schema.ts'
import { changeWords, timeWords } from '../../web/src/patrols/conflict-words.ts'
import { changeOf, draftOf, faultsOf, newDraft, newPlanOf, noBase, unitsOf, weekLater, withBase, withTheme } from '../../web/src/patrols/draft.ts'
import { cornersText, readCorner, readCorners } from '../../web/src/drawn-area.ts'
import { barsOf, boundSentence, effectSentences, flatSentence, headline } from '../../web/src/patrols/effect-words.ts'
import { decileSentence, largestShare } from '../../web/src/patrols/fairness-words.ts'
import { placeAt, placeRows } from '../../web/src/patrols/place-rows.ts'
import { comparedPlaces, compareRows, sharedSentence } from '../../web/src/patrols/plan-compare.ts'
import { boxOf, comparedPicture, pictureOf } from '../../web/src/patrols/plan-picture.ts'
import { moreWords, mixWords, nameOf, requestWords } from '../../web/src/patrols/request-words.ts'
import { addMinutes, clockAt, minutesBetween, presetShift, shiftOn, shiftWords, spanWords, todayIn, weekdayOf } from '../../web/src/patrols/shift-times.ts'
import { MOST_ROUTES, routeMark } from '../../web/src/map/route-marks.ts'
import { expectSchema } from '../support/schema.ts'
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
  it('tells whom the minutes reach, and nothing where no decile is loaded', () => {
    const deciles = Array.from({ length: 10 }, (_, i) => ({ decile: i + 1, minutes: i === 0 ? 45 : i === 6 ? 15 : 0, share: i === 0 ? 0.75 : i === 6 ? 0.25 : 0, residentsShare: 0.1 }))
    expect(decileSentence(deciles)).toBe('Places in the more deprived half of the nation (deciles 1 to 5) have 75.0% of the minutes; 50.0% of the area\'s residents live in such places.')
    expect(decileSentence(deciles.map((one) => ({ ...one, residentsShare: null })))).toBe('Places in the more deprived half of the nation (deciles 1 to 5) have 75.0% of the minutes.')
    expect([decileSentence([]), decileSentence(deciles.map((one) => ({ ...one, minutes: 0, share: null })))]).toEqual(['', ''])
    expect([largestShare(deciles), largestShare([])]).toEqual([0.75, 0.01])
  })
  it('reads plans that were stored before deciles were told', () => {
    const { effect } = content()
    expectSchema(PlanEffect, effect)
    expect('deciles' in effect).toBe(false)
    expectSchema(PlanEffect, { ...effect, deciles: [{ decile: 1, minutes: 15, share: 1, residentsShare: null }] })
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
