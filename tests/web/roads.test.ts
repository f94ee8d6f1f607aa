/** Pages of road safety, as far as they are pure: the address, the words, the strip, the funnel, the sheet and the board. */
import { describe, expect, it } from 'vitest'
import type { ClusterAnswer, ClustersAnswer, StripAnswer } from '../../web/src/roads/asks.ts'
import { collisionFeatures } from '../../web/src/map/collision-layer.ts'
import { funnelShape } from '../../web/src/roads/funnel-shape.ts'
import { clustersQuestion, patternsQuestion, stripsQuestion, summaryQuestion } from '../../web/src/roads/road-questions.ts'
import { emptyRoads, parseRoads, roadsParts, type RoadsView } from '../../web/src/roads/roads-view.ts'
import { atOnePlace, movementPath, movementsOf, offsetOf, reachOf, roadsThrough } from '../../web/src/roads/sheet-shape.ts'
import { casualtyWords, footWords, lightWords, vehicleWords } from '../../web/src/roads/sheet-words.ts'
import { boardOf, changeWords, nextOf, siteFrom, versionWords } from '../../web/src/roads/site-words.ts'
import { namesOf, scaleOf, stepsOf, STRIP } from '../../web/src/roads/strip-shape.ts'
import { inWindow, lineBetween, metresBetween } from '../../web/src/roads/window-places.ts'
import { byRate, chanceWords, clustersWords, hourName, hoursWords, hurtWords, placeOf, stripsWords, unknownWords, worstOf } from '../../web/src/roads/words.ts'
import { apart, roundSteps } from '../../web/src/ui/plot-labels.ts'
import { emptyView, parseAddress, viewToUrl } from '../../web/src/view-url.ts'

const cluster = (patch: Partial<ClusterAnswer> = {}): ClusterAnswer => ({
  id: '2014420001021', rank: 1, position: [0.5, 51.75], road: 'A12', near: 'Boreham', rural: true, collisions: 9, ksi: 3, fatal: 1, serious: 2, slight: 8, casualties: 11, value: 1_000, within: 8, radiusM: 50, extentM: 143.2,
  groups: { pedestrians: 2 }, dark: 3, expectation: { basis: 'surroundings', held: 7, expected: 1.8, behind: 5.1, lower: 2.4, upper: 8.8, excess: 3.3, kind: 'A roads', places: 90, own: true }, reason: 'r', ...patch,
})
const answer = (patch: Partial<ClustersAnswer> = {}): ClustersAnswer => ({
  query: { preset: 'somerset', by: 'collisions', from: '2011-10', to: '2014-09', area: null, urban: { fewest: 7, radiusM: 50 }, rural: { fewest: 7, radiusM: 100 }, road: null, group: null, light: null, fromHour: null, toHour: null },
  dataVersion: 'v1', rule: '', method: '', edition: '', chosen: 6845, snapped: null, inClusters: 9, clusters: [cluster()], dense: { groups: 0, members: 0, alone: 0 }, source: '', caveat: '', synthetic: true, monthsHeld: 36, monthsAsked: 36, note: null, ...patch,
})

describe('the address', () => {
  const roads: RoadsView = { ...emptyRoads, tab: 'roads', preset: 'free', by: 'ksi', fewest: 3, radius: 80, road: 'A12', group: 'cyclists', light: 'dark', fromHour: 22, toHour: 4, cluster: '2014420001021' }
  it('holds everything that is asked, and gives it back', () => {
    const view = { ...emptyView, page: 'roads' as const, from: '2012-01', to: '2014-09', area: 'E07000070', roads }
    expect(parseAddress(viewToUrl(view))).toEqual(view)
  })
  it('is short while nothing is chosen', () => expect(viewToUrl({ ...emptyView, page: 'roads' })).toBe('/roads'))
  it('drops what is none: a road, half a span of hours, an own rule of a preset', () => {
    expect(parseRoads(new URLSearchParams('road=B%2012&fromHour=3&preset=wales&fewest=9&cluster=a%20b&group=everybody'))).toEqual(emptyRoads)
  })
  it('is not carried to other pages', () => expect(viewToUrl({ ...emptyView, page: 'help', roads })).toBe('/help'))
  it('becomes only the part of a question that the answer goes by', () => {
    const view = { ...emptyView, roads, to: '2014-09' }
    expect(clustersQuestion(view)).toBe('preset=free&by=ksi&fewest=3&radius=80&road=A12&group=cyclists&light=dark&fromHour=22&toHour=4&to=2014-09')
    expect(patternsQuestion(view)).toBe('by=ksi&road=A12&group=cyclists&light=dark&fromHour=22&toHour=4&to=2014-09')
    expect(summaryQuestion(view)).toBe('month=2014-09')
    expect(clustersQuestion({ ...view, roads: { ...roads, tab: 'change', cluster: null } })).toBe(clustersQuestion(view))
  })
  it('asks for the main routes, and for another road beside them', () => {
    expect(new URLSearchParams(stripsQuestion({ ...emptyView, roads: { ...emptyRoads, road: 'A12' } })).get('roads')!.split(',')).toHaveLength(10)
    expect(stripsQuestion({ ...emptyView, roads: { ...emptyRoads, road: 'B1022' } })).toContain('M25%2CB1022')
  })
  it('names what differs from the usual', () => expect(roadsParts(emptyRoads)).toEqual([]))
})

describe('the words', () => {
  it('tell clusters, how many collisions they hold, and where chance does not explain it', () => {
    expect(clustersWords(answer())).toBe('1 cluster holds 9 of 6,845 collisions in Oct 2011 to Sep 2014; at 1 of them chance alone does not explain the number.')
    expect(clustersWords(answer({ clusters: [] }))).toMatch(/^No place meets the rule: 6,845 collisions/)
    expect(clustersWords(answer({ chosen: 0, clusters: [] }))).toMatch(/^No collisions of this kind are recorded here/)
  })
  it('tell no noughts where no file covers the months', () => {
    const nothing = answer({ chosen: 0, clusters: [], monthsHeld: 0 })
    expect([clustersWords(nothing), unknownWords(nothing), unknownWords(answer())]).toEqual([...Array<string>(2).fill('What happened here in Oct 2011 to Sep 2014 is not known.'), null])
  })
  it('tell places and people', () => {
    expect([placeOf(cluster()), placeOf(cluster({ road: null })), placeOf(cluster({ road: null, near: null }))]).toEqual(['A12 near Boreham', 'Near Boreham', 'Away from any named place'])
    expect(hurtWords(cluster({ serious: 0 }))).toBe('1 killed and 8 slightly injured')
    expect([worstOf({ fatal: 1, ksi: 1 }), worstOf({ fatal: 0, ksi: 2 }), worstOf({ fatal: 0, ksi: 0 })]).toEqual(['fatal', 'serious', 'slight'])
  })
  it('tell hours of the week', () => {
    expect(hourName(4 * 24 + 17)).toBe('Friday, 17:00 to 18:00')
    const grid = Array.from({ length: 168 }, (_, i) => (i === 113 ? 5 : 0))
    expect(hoursWords({ all: grid, ksi: grid, chosen: 6, unknown: 1 } as never, 'ksi')).toBe('Most in one hour of the week: Friday, 17:00 to 18:00, 5 KSI collisions. 1 collision has no known time.')
  })
  it('put roads by their rate, those without one last, and say what chance makes of a full kilometre', () => {
    const road = (ref: string, perKmYear: number | null) => ({ ref, ksi: 4, lengthKm: 10, rate: perKmYear === null ? null : { perKmYear, lower: 0.1, upper: 0.9 } }) as StripAnswer
    expect(byRate([road('A1', null), road('A2', 0.2), road('A3', 0.4)]).map(({ ref }) => ref)).toEqual(['A3', 'A2', 'A1'])
    expect(stripsWords({ roads: [road('A2', 0.2), road('A3', 0.4)], query: { from: '2014-09', to: '2014-09' } } as never)).toMatch(/^Highest rate: A3, 0\.40 KSI collisions a kilometre and year \(95% interval 0\.10 to 0\.90\), 4 on 10\.0 km/)
    expect([chanceWords({ chance: 0.02 } as never), chanceWords({ chance: 0.5 } as never), chanceWords({ chance: null } as never)]).toEqual(['so full by chance on only 2.0% of such roads', 'as full by chance on 50.0% of such roads', ''])
  })
})

describe('the strip', () => {
  const x = scaleOf(70, 636)
  it('begins and ends within its picture', () => expect([x(0), x(70), x(90)]).toEqual([STRIP.left, 636 - STRIP.right, 636 - STRIP.right]))
  it('letters round kilometres that do not touch', () => expect([stepsOf(70, 600)[1], stepsOf(70, 300)[1]]).toEqual([5, 10]))
  it('leaves out names that would run into another', () => {
    const names = namesOf([{ km: 10, name: 'Chelmsford' }, { km: 11, name: 'Boreham' }, { km: 40, name: 'Colchester' }], x, 636)
    expect(names.map(({ name }) => name)).toEqual(['Chelmsford', 'Colchester'])
  })
  const stretch = { fromKm: 0, toKm: 1, from: [0.5, 51.75], middle: [0.5072, 51.75], to: [0.5145, 51.75] } as never
  it('finds what lies at a stretch', () => {
    expect(metresBetween([0.5, 51.75], [0.5145, 51.75])).toBeCloseTo(998, 0)
    expect([inWindow([0.513, 51.751], stretch), inWindow([0.53, 51.75], stretch)]).toEqual([true, false])
  })
  it('follows the drawn road, else goes straight', () => {
    const roads = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { ref: 'A12', class: 'trunk' }, geometry: { type: 'LineString', coordinates: [[0.49, 51.75], [0.507, 51.7512], [0.52, 51.75]] } }] } as never
    expect(lineBetween(stretch, roads, 'A12')).toEqual([[0.5, 51.75], [0.507, 51.7512], [0.5145, 51.75]])
    expect(lineBetween(stretch, roads, 'A13')).toEqual([[0.5, 51.75], [0.5072, 51.75], [0.5145, 51.75]])
  })
})

describe('the map', () => {
  it('puts the worst injuries on top and needs two ends for a stretch', () => {
    const { 'collision-points': points, stretch } = collisionFeatures({ clusters: [], points: [{ position: [0, 0], severity: 'fatal' }, { position: [0, 0], severity: 'slight' }], stretch: [[0, 0]] })
    expect(points.map(({ properties }) => properties!.order)).toEqual([3, 1])
    expect(stretch).toEqual([])
  })
})

describe('the funnel', () => {
  const districts = [{ residents: 90_000, rate: 40 }, { residents: 190_000, rate: 20 }] as never
  const funnel = [{ residents: 5_000, lower2: null, upper2: 90, lower3: null, upper3: 120 }, { residents: 100_000, lower2: 20, upper2: 42, lower3: 15, upper3: 50 }, { residents: 200_000, lower2: 25, upper2: 38, lower3: 22, upper3: 42 }] as never
  it('is as high as its districts need, not as the limits of nobody', () => {
    const shape = funnelShape({ funnel, districts }, 600)
    expect(shape.mostRate).toBeCloseTo(52.5)
    expect(shape.path('upper3').match(/[ML]/g)).toEqual(['M', 'L'])
    expect(shape.x(200_000)).toBe(588)
  })
  it('letters round steps', () => expect(roundSteps(52.5, 5)).toEqual([0, 20, 40]))
  it('moves a name down that would lie on another', () => expect(apart([{ x: 10, y: 50, name: 'a' }, { x: 20, y: 52, name: 'b' }, { x: 400, y: 52, name: 'c' }]).map(({ y }) => y)).toEqual([50, 63, 52]))
})

describe('the sheet', () => {
  it('measures from the middle, east and south', () => {
    const { x, y } = offsetOf([0.5, 51.749], [0.5, 51.75])
    expect([Math.round(x), Math.round(y)]).toEqual([0, 111])
    expect([reachOf([], 50), reachOf([{ x: -200, y: 3 }], 50)]).toEqual([69, 230])
  })
  it('shows the worst of several at one place, with their number, and the worst on top', () => {
    const at = (x: number, severity: 'fatal' | 'serious' | 'slight') => ({ x, y: 0, severity })
    expect(atOnePlace([at(0, 'slight'), at(0.2, 'fatal'), at(30, 'slight')])).toEqual([{ ...at(30, 'slight'), several: 1 }, { ...at(0.2, 'fatal'), several: 2 }])
  })
  it('draws a main road that passes, even with its corners far away', () => {
    const roads = (lat: number) => ({ features: [{ properties: { ref: 'A12' }, geometry: { type: 'LineString', coordinates: [[0.4, lat], [0.6, lat]] } }] }) as never
    expect([roadsThrough(roads(51.7501), [0.5, 51.75], 100).length, roadsThrough(roads(51.76), [0.5, 51.75], 100).length]).toEqual([1, 0])
  })
  it('counts ways of vehicles, the unknown and the parked apart', () => {
    const vehicle = (from: string | null, to: string | null) => ({ from, to }) as never
    expect(movementsOf([{ vehicles: [vehicle('1', '5'), vehicle('1', '5'), vehicle('3', '1')] }, { vehicles: [vehicle(null, '2'), vehicle('0', '0')] }])).toEqual({ known: [{ from: 1, to: 5, vehicles: 2 }, { from: 3, to: 1, vehicles: 1 }], unknown: 2 })
    expect(movementPath({ from: 1, to: 5 })).toMatch(/^M90\.5 22\.6Q100\.0 100\.0 90\.5 177\.4$/)
  })
  it('says at the foot of every printed page what it rests on, and that it is not real', () => {
    const sheet = { cluster: cluster(), of: 9, query: answer().query, rule: 'Seven in 60 months.', source: 'STATS19, DfT.', dataVersion: 'v1' }
    expect(footWords({ ...sheet, synthetic: true })).toBe('SYNTHETIC demonstration data. A12 near Boreham, cluster 1 of 9, Oct 2011 to Sep 2014. Seven in 60 months. Source: STATS19, DfT. Data version v1.')
    expect(footWords({ ...sheet, synthetic: false })).not.toContain('SYNTHETIC')
  })
  it('tells codes, vehicles and people in words', () => {
    expect([lightWords('4'), lightWords(null), lightWords('99')]).toEqual(['Darkness - lights lit', 'not known', '99'])
    expect(vehicleWords([{ type: '9' }, { type: '8' }, { type: '1' }, { type: '90' }] as never)).toBe('2 cars, 1 pedal cycle, 1 other vehicle')
    expect(casualtyWords([{ severity: 'slight' }, { severity: 'fatal' }, { severity: 'slight' }] as never)).toBe('1 killed, 2 slightly')
  })
})

describe('sites', () => {
  it('take from a cluster its place, its rule and its numbers', () => {
    expect(siteFrom(answer(), cluster(), { name: 'A12', owner: '', notes: '' })).toMatchObject({ position: [0.5, 51.75], radiusM: 72, road: 'A12', origin: { preset: 'somerset', fewest: 7, radiusM: 100, cluster: '2014420001021', further: 7, expected: 1.8, dataVersion: 'v1' } })
    expect(siteFrom(answer(), cluster({ expectation: null, road: null }), { name: 'x' }).origin).toMatchObject({ further: null, behind: null })
  })
  it('stand on a board that keeps its six states', () => {
    expect(boardOf([{ status: 'built' }] as never).map(({ id, sites }) => [id, sites.length])).toEqual([['proposed', 0], ['investigating', 0], ['scheme-agreed', 0], ['built', 1], ['monitoring', 0], ['closed', 0]])
    expect(nextOf('proposed')).toEqual(['investigating', 'closed'])
  })
  it('say what somebody wanted and what was done, but of notes only that they changed', () => {
    expect(changeWords({ status: 'built', notes: 'n', owner: 'o' })).toBe('move it to “Built or begun” and change notes, owner')
    expect(versionWords({ version: 2, act: 'changed', by: 'roads', at: '2026-09-01T10:11:12Z', status: 'built', changes: [{ field: 'status', from: 'proposed', to: 'investigating' }, { field: 'notes', from: null, to: 'secret' }] }))
      .toBe('roads changed it 2026-09-01 10:11 UTC: state: Proposed → Investigating; notes')
  })
})
