/** Small problems of tours: by hand, at random, and every way to solve them. */
import fc from 'fast-check'
import { seededRandom } from '../../api/analysis/random.ts'
import type { TourLock, TourOption, TourPlace, TourProblem, TourUnit } from '../../api/analysis/tour-problem.ts'

/** Places on a line, so that the way between two is the difference of their positions; the base stands at 0. */
export function onALine(positions: readonly number[], rest: Partial<Omit<TourProblem, 'places' | 'units'>> & { places?: Partial<TourPlace>[]; units?: Partial<TourUnit>[] }): TourProblem {
  const at = [...positions, 0]
  const base = positions.length
  const end = rest.units?.reduce((last, { to = 100 }) => Math.max(last, to), 0) ?? 100
  return {
    gap: 0, falling: 1, locks: [], ...rest, nodes: at.length,
    travel: rest.travel ?? [Float64Array.from({ length: at.length ** 2 }, (_, k) => Math.abs(at[Math.floor(k / at.length)]! - at[k % at.length]!))],
    places: positions.map((_, q) => ({ service: 5, options: [{ from: 0, to: end, worth: 1 }], most: 1, must: false, ...rest.places?.[q] })),
    units: (rest.units ?? [{}]).map((unit) => ({ mode: 0, start: base, end: base, from: 0, to: 100, breaks: [], ...unit }))
  }
}

export interface Sizes { places: number; units: number; options: number; breaks: number; locks: number; most: number; musts: boolean }

const time = (most: number) => fc.integer({ min: 0, max: most })
const DAY = 200

const optionsOf = (most: number): fc.Arbitrary<TourOption[]> => fc.array(fc.record({ cut: time(DAY), next: time(DAY), worth: fc.integer({ min: 0, max: 9 }) }), { minLength: 1, maxLength: most }).map((drawn) => {
  const cuts = drawn.flatMap(({ cut, next }) => [cut, next]).sort((a, b) => a - b)
  return drawn.map(({ worth }, o) => ({ from: cuts[2 * o]!, to: cuts[2 * o + 1]!, worth }))
})

const unitOf = (places: number, breaks: number): fc.Arbitrary<TourUnit> => fc.record({
  mode: time(1), start: fc.constant(places), end: fc.constantFrom(places, places + 1), from: time(20), to: fc.integer({ min: 120, max: DAY }),
  breaks: fc.array(fc.record({ from: time(120), span: time(60), length: fc.integer({ min: 1, max: 15 }) }), { maxLength: breaks }).map((drawn) => drawn.sort((a, b) => a.from - b.from).map(({ from, span, length }) => ({ from, to: from + span, length })))
})

/** Whole numbers throughout, so that times are exact; ways keep the triangle inequality. */
export function problems({ places, units, options, breaks, locks, most, musts }: Sizes): fc.Arbitrary<TourProblem> {
  const point = fc.tuple(time(30), time(30))
  return fc.record({
    at: fc.array(point, { minLength: places + 2, maxLength: places + 2 }),
    places: fc.array(fc.record({ service: fc.integer({ min: 1, max: 15 }), options: optionsOf(options), most: fc.integer({ min: 1, max: most }), must: musts ? fc.integer({ min: 0, max: 9 }).map((n) => n === 0) : fc.constant(false) }), { minLength: places, maxLength: places }),
    units: fc.array(unitOf(places, breaks), { minLength: 1, maxLength: units }),
    gap: time(30), falling: fc.constantFrom(0, 0.5, 0.7, 1),
    locks: fc.array(fc.record({ unit: fc.nat(), place: time(places - 1), start: fc.option(time(DAY)) }), { maxLength: locks })
  }).map(({ at, ...rest }) => {
    const nodes = places + 2
    const way = (speed: number) => Float64Array.from({ length: nodes ** 2 }, (_, k) => { const [a, b] = [at[Math.floor(k / nodes)]!, at[k % nodes]!]; return speed * (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])) })
    return { ...rest, nodes, travel: [way(1), way(2)], locks: rest.locks.map(({ unit, ...lock }): TourLock => ({ ...lock, unit: unit % rest.units.length })) }
  })
}

/** As a planner asks: four units, twenty places within 8 km of each other, 10 h, 15 minutes a visit, up to three visits 2 h apart; so many windows a place. */
export function typicalPatrol(windows: number): TourProblem {
  const random = seededRandom('typical patrol')
  const [n, nodes, shift] = [20, 21, 36_000]
  const at = Array.from({ length: nodes }, (_, q): [number, number] => (q === n ? [4000, 4000] : [random.next() * 8000, random.next() * 8000]))
  const way = (metresASecond: number) => Float64Array.from({ length: nodes ** 2 }, (_, k) => { const [a, b] = [at[Math.floor(k / nodes)]!, at[k % nodes]!]; return 1.3 * Math.hypot(a[0] - b[0], a[1] - b[1]) / metresASecond })
  const options = (level: number) => Array.from({ length: windows }, (_, o) => ({ from: o * shift / windows, to: (o + 1) * shift / windows, worth: level * (0.3 + random.next()) }))
  return {
    places: Array.from({ length: n }, () => ({ service: 900, most: 3, must: false, options: options(random.gamma(1.5)) })),
    units: Array.from({ length: 4 }, (_, u) => ({ mode: u % 2, start: n, end: n, from: 0, to: shift, breaks: [{ from: 12_000, to: 20_000, length: 2_700 }] })),
    nodes, travel: [way(8), way(1.4)], gap: 7_200, falling: 0.7, locks: []
  }
}

interface Begun { node: number; done: number; breaks: number }

/** The most that any set of tours is worth, by trying every order of visits, options and breaks of all units in time. No locks, no musts. */
export function bestWorth(problem: TourProblem): number {
  const { places, units, gap, falling } = problem
  const potential = places.map(({ options, most }) => most * Math.max(...options.map(({ worth }) => worth)))
  const now: Begun[] = units.map(({ start, from }) => ({ node: start, done: from, breaks: 0 }))
  const [made, free, gained] = [places.map((): number[] => []), places.map(() => -Infinity), places.map(() => 0)]
  const ranked = (worths: readonly number[]) => worths.toSorted((a, b) => b - a).reduce((sum, one, k) => sum + one * falling ** k, 0)
  let best = -Infinity
  const go = (since: number, worth: number): void => {
    if (units.every((unit, u) => arrivals(problem, unit, now[u]!, unit.end, true).some(([time]) => time <= unit.to))) best = Math.max(best, worth)
    if (worth + potential.reduce((sum, most, q) => sum + Math.max(0, most - gained[q]!), 0) <= best) return
    units.forEach((unit, u) => places.forEach(({ options, service, most }, q) => {
      if (made[q]!.length >= most) return
      for (const [arrival, breaks] of arrivals(problem, unit, now[u]!, q, false)) for (const option of options) {
        const start = Math.max(arrival, free[q]!, option.from)
        if (start > option.to || start < since || option.worth === 0) continue
        const [before, freed, had] = [now[u]!, free[q]!, gained[q]!]
        now[u] = { node: q, done: start + service, breaks }
        free[q] = start + service + gap
        made[q]!.push(option.worth)
        gained[q] = ranked(made[q]!)
        go(start, worth + gained[q]! - had)
        gained[q] = had
        made[q]!.pop()
        free[q] = freed
        now[u] = before
      }
    }))
  }
  go(-Infinity, 0)
  return best
}

/** Each number of further breaks on the way, with the arrival. `all`: none may be left. */
function arrivals({ travel, nodes }: TourProblem, unit: TourUnit, { node, done, breaks }: Begun, to: number, all: boolean): [number, number][] {
  const found: [number, number][] = []
  let [time, free] = [done + travel[unit.mode]![node * nodes + to]!, done]
  for (let b = breaks; ; b++) {
    if (!all || b === unit.breaks.length) found.push([time, b])
    const next = unit.breaks[b]
    if (!next || Math.max(free, next.from) > next.to) return found
    free = Math.max(free, next.from) + next.length
    time = Math.max(time, next.from) + next.length
  }
}
