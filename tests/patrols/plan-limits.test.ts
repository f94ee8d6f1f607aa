/** Whatever is asked for, no plan breaks a hard limit: read from the finished plan alone, by rules written down a second time here. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../api/analysis/random.ts'
import { shiftBlocks } from '../../api/analysis/patrol-demand.ts'
import { distanceTimes } from '../../api/analysis/travel-distance.ts'
import { solveTours, ToursImpossible } from '../../api/analysis/tours.ts'
import type { PlanContent } from '../../api/patrols/content-schema.ts'
import type { Demand } from '../../api/patrols/demand.ts'
import { contentOf, type Made } from '../../api/patrols/plan-content.ts'
import { filled, locksOf, modesOf, pointsOf, problemOf, shiftSeconds, whereTheyWere } from '../../api/patrols/plan-problem.ts'
import { checkUnits } from '../../api/patrols/checks.ts'
import type { PlanRequest } from '../../api/patrols/request-schema.ts'
import type { TravelTimes } from '../../api/patrols/travel.ts'
import { travelModeIds, type TravelMode } from '../../api/vocabulary.ts'

const MINUTE = 60
const near = (one: number) => fc.double({ min: one - 0.06, max: one + 0.06, noNaN: true })
const position = fc.tuple(near(0.47), near(51.73))
/** Shifts, two of them over a change of the clocks. */
const shift = fc.constantFrom<[string, string]>(['2026-11-28T20:00', '2026-11-29T04:00'], ['2026-03-28T22:00', '2026-03-29T06:00'], ['2026-10-24T22:00', '2026-10-25T06:00'], ['2026-06-01T07:30', '2026-06-01T09:30'], ['2026-06-01T07:00', '2026-06-02T07:00'])
const unit = fc.record({ mode: fc.constantFrom(...travelModeIds), base: position, fromMin: fc.integer({ min: 0, max: 60 }), rest: fc.constantFrom(0, 15, 30) })
const request = fc.record({
  shift, units: fc.array(unit, { minLength: 1, maxLength: 4 }), places: fc.array(fc.record({ middle: position, worth: fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 12, maxLength: 12 }), must: fc.boolean() }), { minLength: 1, maxLength: 9 }),
  visitMinutes: fc.integer({ min: 12, max: 20 }), gapMinutes: fc.integer({ min: 0, max: 240 }), mostVisits: fc.integer({ min: 1, max: 4 }), falling: fc.constantFrom(0, 0.5, 1), seed: fc.integer({ min: 0, max: 999 })
})
type Asked = typeof request extends fc.Arbitrary<infer T> ? T : never

function travelOf(points: [number, number][], modes: TravelMode[]): TravelTimes {
  // Every second point lies in the country, where vehicles are quicker: so the straight way is not always the quickest.
  const found = modes.map((mode) => [mode, distanceTimes(points, points.map((_, i) => i % 2 === 0), mode)] as const)
  const part = (name: 'seconds' | 'metres') => Object.fromEntries(found.map(([mode, times]) => [mode, times[name]]))
  return { model: 'distance', models: {}, seconds: part('seconds'), metres: part('metres'), text: '', notes: [], path: () => [] }
}

function made({ shift: [shiftFrom, shiftTo], units, places, ...asked }: Asked, before: PlanContent | null = null): Made {
  const end = shiftSeconds({ shiftFrom: shiftFrom, shiftTo: shiftTo })
  const plain: PlanRequest = {
    objective: [{ theme: 'burglary', weight: 1 }], ...asked,
    units: units.map(({ mode, base, fromMin, rest }, i) => ({ name: `Unit ${i + 1}`, mode, base: { name: 'Base', position: base }, fromMin, breaks: rest > 0 ? [{ fromMin: fromMin + 10, toMin: end / MINUTE - 30, minutes: rest }] : [] }))
  }
  checkUnits(plain.units, { shiftFrom: shiftFrom, shiftTo: shiftTo })
  const full = filled(plain, 'E07000070', asked.seed)
  const blocks = shiftBlocks(end)
  const demand = {
    res: 9, month: '2026-11', blocks, flat: false, total: blocks.map(() => 50), cells: [], cellExpected: [], plainCounts: [], unit: 'offences', method: null, accuracy: '', notes: [], source: '', synthetic: true, plainPlaces: [], anyPlaces: [], ruralResidentsShare: null,
    places: places.map(({ middle, worth, must }, i) => ({ id: `place ${i}`, name: `Place ${i}`, reason: '', cells: [], middle, rural: false, expected: blocks.map((_, b) => worth[b]!), share: 0.1, must: must && i < 2 }))
  } satisfies Demand
  const travel = travelOf(pointsOf(demand, full), modesOf(full.units))
  const { locks } = locksOf(before, full, demand.places)
  return { request: full, shiftFrom: shiftFrom, shiftTo: shiftTo, demand, travel, problem: problemOf(full, { shiftFrom: shiftFrom, shiftTo: shiftTo }, demand, travel, locks), dataVersion: '1' }
}

const solved = (one: Made): PlanContent | null => {
  try {
    const tours = solveTours(one.problem, { random: seededRandom(`tours ${one.request.seed}`), steps: 150 })
    return contentOf(one, { tours, stopped: false, byHand: false, notes: [] })
  } catch (cause) {
    if (cause instanceof ToursImpossible) return null
    throw cause
  }
}

/** The quickest way over any points, by trying again and again until none is quicker. */
function overOthers(seconds: Float64Array, n: number): Float64Array {
  const ways = Float64Array.from(seconds)
  for (let better = true; better;) {
    better = false
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) for (let via = 0; via < n; via++) {
      if (ways[a * n + via]! + ways[via * n + b]! < ways[a * n + b]! - 1e-9) [ways[a * n + b], better] = [ways[a * n + via]! + ways[via * n + b]!, true]
    }
  }
  return ways
}

/** What is wrong with a plan, in words. */
function wrongs({ request: asked, demand, travel, problem }: Made, { units }: PlanContent): string[] {
  const wrong: string[] = []
  const visitsOf = new Map<string, { startS: number; endS: number }[]>()
  units.forEach(({ name, mode, fromS, toS, leavesS, backS, visits, breaks }, u) => {
    const say = (what: string) => wrong.push(`${name}: ${what}`)
    if (leavesS < fromS || backS > toS) say('outside its time')
    if (breaks.length !== (asked.units[u]!.breaks ?? []).length) say('a break is missing')
    breaks.forEach(({ startS, endS }, i) => {
      const { fromMin, toMin, minutes } = asked.units[u]!.breaks![i]!
      if (startS < fromMin * MINUTE || startS > toMin * MINUTE || endS - startS !== minutes * MINUTE) say('a break at the wrong time')
      if (visits.some((visit) => visit.startS < endS && visit.endS > startS)) say('a visit during a break')
    })
    const n = demand.places.length + asked.units.length
    const ways = overOthers(travel.seconds[mode]!, n)
    const base = demand.places.length + u
    let [at, free] = [base, leavesS]
    for (const { place, startS, endS } of visits) {
      const to = demand.places.findIndex(({ id }) => id === place)
      const rest = breaks.filter((one) => one.startS >= free && one.endS <= startS).reduce((sum, one) => sum + one.endS - one.startS, 0)
      if (startS < free + ways[at * n + to]! - 1e-6 + rest) say('arrives before it can')
      if (endS - startS !== asked.visitMinutes * MINUTE) say('not the dose')
      if (!problem.places[to]!.options.some(({ from, to: last }) => startS >= from && startS <= last)) say('outside its window')
      visitsOf.set(place, [...(visitsOf.get(place) ?? []), { startS, endS }])
      at = to
      free = endS
    }
    if (visits.length > 0 && backS < free + ways[at * n + base]! - 1e-6) say('is back before it can')
  })
  for (const [place, all] of visitsOf) {
    all.sort((a, b) => a.startS - b.startS)
    if (all.length > asked.mostVisits) wrong.push(`${place}: too often`)
    all.slice(1).forEach((one, i) => { if (one.startS < all[i]!.endS + asked.gapMinutes * MINUTE) wrong.push(`${place}: too soon again`) })
  }
  for (const { id } of demand.places.filter(({ must }) => must)) if (!visitsOf.has(id)) wrong.push(`${id}: must be visited`)
  return wrong
}

describe('a plan of any request', () => {
  it('keeps time, breaks, dose, gaps, windows, musts and the most visits of a place', () => {
    let plans = 0
    fc.assert(fc.property(request, (asked) => {
      const one = made(asked)
      const content = solved(one)
      if (!content) return
      plans++
      expect(wrongs(one, content)).toEqual([])
      expect(content.worth).toBeLessThanOrEqual(content.bound * (1 + 1e-9))
    }), { numRuns: 120, seed: 5 })
    expect(plans).toBeGreaterThan(80)
  })

  it('keeps locked visits at their unit, place and time when it is searched anew', () => {
    fc.assert(fc.property(request, fc.integer({ min: 0, max: 5 }), (asked, rank) => {
      const first = solved(made(asked))
      const visits = first?.units.flatMap(({ visits: own }, u) => own.map((visit) => ({ u, visit }))) ?? []
      if (!first || visits.length === 0) return
      const kept = visits.filter((_, i) => i % 6 === rank || i === 0)
      for (const { visit } of kept) visit.locked = true
      const again = made({ ...asked, seed: asked.seed + 1 }, first)
      const content = solved(again)
      expect(content).not.toBeNull()
      expect(wrongs(again, content!)).toEqual([])
      for (const { u, visit } of kept) expect(content!.units[u]!.visits).toContainEqual(expect.objectContaining({ place: visit.place, startS: visit.startS, locked: true }))
    }), { numRuns: 60, seed: 6 })
  })

  it('goes the quickest way, over another place where that is quicker, and on foot no way of more than forty minutes but to what must be visited', () => {
    const [places, units] = [[0, 1].map((i) => ({ middle: [0.47 + i / 100, 51.73] as [number, number], worth: new Array<number>(12).fill(1), must: i === 1 })), ['vehicle', 'foot'].map((mode) => ({ mode: mode as TravelMode, base: [0.47, 51.73] as [number, number], fromMin: 0, rest: 0 as const }))]
    const { request: full, shiftFrom, shiftTo, demand, travel } = made({ shift: ['2026-11-28T20:00', '2026-11-29T04:00'], units, places, visitMinutes: 15, gapMinutes: 0, mostVisits: 1, falling: 0.5, seed: 1 })
    // From, to: two places and two bases, minutes. Straight from the first base to the second place takes 50, over the first place 10 and 20.
    const minutes = Float64Array.from([0, 20, 10, 45, 20, 0, 50, 60, 10, 50, 0, 0, 45, 60, 0, 0], (one) => one * MINUTE)
    const problem = problemOf(full, { shiftFrom, shiftTo }, demand, { ...travel, seconds: { vehicle: minutes, foot: minutes.map((one) => one * 4) } })
    expect(Array.from(problem.travel[0]!, (one) => one / MINUTE)).toEqual([0, 20, 10, 10, 20, 0, 30, 30, 10, 30, 0, 0, 10, 30, 0, 0])
    expect(Array.from(problem.travel[1]!, (one) => one / MINUTE)).toEqual([0, 80, 40, 40, 80, 0, 120, 120, 40, 120, 0, 0, 40, 120, 0, 0])
    const optional = problemOf(full, { shiftFrom, shiftTo }, { ...demand, places: demand.places.map((place) => ({ ...place, must: false })) }, { ...travel, seconds: { vehicle: minutes, foot: minutes.map((one) => one * 4) } })
    expect(Array.from(optional.travel[1]!, (one) => one / MINUTE)).toEqual([0, Infinity, 40, 40, Infinity, 0, Infinity, Infinity, 40, Infinity, 0, 0, 40, Infinity, 0, 0])
  })

  it('has the places of locked visits where they were, and no others', () => {
    const [places, units] = [[0, 1].map((i) => ({ middle: [0.47 + i / 100, 51.73] as [number, number], worth: new Array<number>(12).fill(1), must: true })), [{ mode: 'vehicle' as const, base: [0.47, 51.73] as [number, number], fromMin: 0, rest: 0 as const }]]
    const one = made({ shift: ['2026-11-28T20:00', '2026-11-29T04:00'], units, places, visitMinutes: 15, gapMinutes: 0, mostVisits: 1, falling: 0.5, seed: 1 })
    const content = solved(one)!
    content.units[0]!.visits.find(({ place }) => place === 'place 0')!.locked = true
    const moved = { ...one.demand, places: one.demand.places.map((place) => ({ ...place, middle: [0.6, 51.8] as [number, number], rural: true })) }
    expect(whereTheyWere(moved, content).places).toMatchObject([{ middle: [0.47, 51.73], rural: false }, { middle: [0.6, 51.8], rural: true }])
    expect(whereTheyWere(moved, null)).toEqual(moved)
  })

  it('is the same for the same request and seed', () => {
    fc.assert(fc.property(request, (asked) => { expect(solved(made(asked))).toEqual(solved(made(asked))) }), { numRuns: 15, seed: 7 })
  })
})
