/** Places of road collisions as a new patrol plan: whose district, which hexagons, what is left out and said, and the shift. */
import { describe, expect, it } from 'vitest'
import { draftAt } from '../../web/src/patrols/new-plan.ts'
import { newDraft } from '../../web/src/patrols/draft.ts'
import { districtAt, fullestShift, handOver, homeOf, MOST_MUST, takeOver, wantedPlan, type PatrolPlace } from '../../web/src/patrol-places.ts'

const CHELMSFORD = { code: 'E07000070', name: 'Chelmsford' }
const MALDON = { code: 'E07000074', name: 'Maldon' }
const place = (id: string, lng: number, district: PatrolPlace['district'] = CHELMSFORD): PatrolPlace => ({ id, name: `Corner ${id}`, why: '9 collisions', position: [lng, 51.735], district })
const asked = (places: PatrolPlace[], hours: number[] | null = null) => ({ places, hours, span: 'Oct 2011 to Sep 2014', synthetic: true })
const week = (busy: Record<number, number>) => Array.from({ length: 168 }, (_, hour) => busy[hour] ?? 0)

describe('a district', () => {
  const square = (west: number, size: number) => [[west, 0], [west + size, 0], [west + size, size], [west, size], [west, 0]]
  const areas = [{ ...CHELMSFORD, geometry: { coordinates: [[square(0, 4), square(1, 2).map(([x, y]) => [x!, y! + 1])]] } }, { ...MALDON, geometry: { coordinates: [[square(10, 1)], [square(20, 1)]] } }]
  it('holds a place within any of its parts, and none within a hole or outside', () => {
    expect([[0.5, 0.5], [20.5, 0.5], [2, 2], [9, 0.5]].map((at) => districtAt(at as [number, number], areas)?.name)).toEqual(['Chelmsford', 'Maldon', undefined, undefined])
  })
  it('is that of most places among those of the planner’s teams, of as many that of the first', () => {
    expect(homeOf([place('a', 0.4, MALDON), place('b', 0.5), place('c', 0.6)], [MALDON.code, CHELMSFORD.code])).toEqual(CHELMSFORD)
    expect(homeOf([place('a', 0.4, MALDON), place('b', 0.5)], [CHELMSFORD.code, MALDON.code])).toEqual(MALDON)
    expect(homeOf([place('a', 0.4, MALDON), place('b', 0.5, null)], [CHELMSFORD.code])).toBeNull()
  })
})

describe('the fullest shift of a week', () => {
  it('is the eight hours with most, over midnight and over the end of the week', () => {
    expect(fullestShift(week({ [4 * 24 + 17]: 3, [24]: 1 }))).toEqual({ preset: 'late', weekday: 4, n: 3, all: 4 })
    expect(fullestShift(week({ [6 * 24 + 23]: 2, 0: 2, 30: 3 }))).toEqual({ preset: 'night', weekday: 6, n: 4, all: 7 })
  })
  it('is none where nothing is known', () => expect([fullestShift(null), fullestShift(week({}))]).toEqual([null, null]))
})

describe('a wanted plan', () => {
  it('must visit the places of one team, names those of others, and says what it rests on', () => {
    const wanted = wantedPlan(asked([place('a', 0.4), place('b', 0.5), place('c', 0.6, MALDON)], week({ [4 * 24 + 17]: 3 })), [CHELMSFORD.code])
    expect([wanted.district, wanted.must.length, [...wanted.names.values()]]).toEqual([CHELMSFORD.code, 2, ['Corner a', 'Corner b']])
    expect(wanted.said.join(' ')).toMatch(/^From road collisions: 2 places in Chelmsford must be visited\. Left out, since one plan is of one team: Corner c \(Maldon\)\..* Friday 15:00 to 23:00 held most in Chelmsford: 3 of 3 KSI collisions, Oct 2011 to Sep 2014\./)
    expect(wanted.notes).toBe('Places asked for from road collisions (synthetic demonstration data):\nCorner a: 9 collisions\nCorner b: 9 collisions')
  })
  it('counts places in one hexagon as one, and keeps both names', () => {
    const wanted = wantedPlan(asked([place('a', 0.4), place('b', 0.40001)]), [CHELMSFORD.code])
    expect([wanted.must.length, [...wanted.names.values()]]).toEqual([1, ['Corner a and Corner b']])
    expect(wanted.said[1]).toBe('Some share a hexagon: 1 place to visit.')
  })
  it('holds no more than a request may name, and names the rest', () => {
    const wanted = wantedPlan(asked(Array.from({ length: MOST_MUST + 2 }, (_, i) => place(`${i}`, 0.4 + i * 0.01))), [CHELMSFORD.code])
    expect(wanted.must).toHaveLength(MOST_MUST)
    expect(wanted.said[1]).toBe('A plan holds 20 at most; left out: Corner 20 and Corner 21.')
  })
  it('takes nothing but the aim where no place is of these teams', () => {
    const wanted = wantedPlan(asked([place('c', 0.6, MALDON)]), [CHELMSFORD.code])
    expect([wanted.district, wanted.must, wanted.notes, wanted.said.length]).toEqual([null, [], '', 1])
  })
  it('becomes a draft against killed and seriously injured, by vehicle, on the next such day', () => {
    const wanted = wantedPlan(asked([place('a', 0.4)], week({ [4 * 24 + 17]: 3 })), [CHELMSFORD.code])
    const draft = draftAt(newDraft('E07000066', '2026-11-29'), '2026-11-29', wanted)
    expect(draft).toMatchObject({ district: CHELMSFORD.code, shiftFrom: '2026-12-04T15:00', shiftTo: '2026-12-04T23:00', notes: wanted.notes, request: { preset: 'late', objective: [{ theme: 'ksi-collisions', weight: 1 }], must: wanted.must } })
    expect(draft.request.units.map(({ mode }) => mode)).toEqual(['vehicle', 'vehicle', 'vehicle'])
    expect(draftAt(newDraft('E07000066', '2026-11-29'), '2026-11-29', { ...wanted, shift: null, must: [] }).request.must).toBeUndefined()
  })
  it('is handed over once', () => {
    handOver(asked([place('a', 0.4)]))
    expect([takeOver()?.places.length, takeOver()]).toEqual([1, null])
  })
})
