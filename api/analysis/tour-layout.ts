/**
 * A problem of tours laid out for the search: everything that does not change while routes do, as flat arrays.
 *
 * What it tells: nothing about the answer; it only renames. Stops are numbered: slots of visits first (each place has as many as it can be visited
 * times), then the beginning of each unit, then its end. A run of breaks is some breaks of a unit taken one after another on one way between two
 * stops; with t the end of the stop before, d the way, L the sum of lengths, E the end of the run when begun at once, it ends no earlier than
 * max(t + d + L, E), and can be kept while t is at most R: a unit waits for a break where it is, or on its way.
 * Input: `TourProblem`. Output: `TourLayout`. Undefined: a problem that makes no sense is a RangeError (see `checkInput`).
 * Cost: nodes squared for each mode. Source: Vansteenwegen et al. 2009 for the problem, the runs are ours. Checked through tours.ts.
 */
import type { TourBreak, TourProblem } from './tour-problem.ts'

export interface TourLayout {
  problem: TourProblem
  places: number
  units: number
  slots: number
  stops: number
  nodes: number
  gap: number
  /** By stop. */
  node: Int32Array
  service: Float64Array
  /** By slot: its place; and for locked ones unit, rank in the unit's order and start (NaN: free). -1 where not locked. */
  placeOf: Int32Array
  lockUnit: Int32Array
  lockRank: Int32Array
  lockStart: Float64Array
  /** By place, one more than there are: its first slot and its first option. */
  firstSlot: Int32Array
  firstOption: Int32Array
  must: Uint8Array
  optionFrom: Float64Array
  optionTo: Float64Array
  optionWorth: Float64Array
  optionPlace: Int32Array
  /** All modes, one after another; where the unit's mode begins. */
  matrix: Float64Array
  offset: Int32Array
  /** Worth of the k-th best visit in shares of its own. */
  fading: Float64Array
  /** Room for the worths of one place's visits while they are ranked. */
  ranked: Float64Array
  runs: BreakRuns
  /** A place can be visited more than once, so that times of one unit bear on those of another. */
  coupled: boolean
  /** Visits may begin at any time, so that only the length of a route matters; and it is the same backwards. */
  plain: boolean
  /** By place, the places in order of travel from it, by the first unit's mode. */
  near: Int32Array[]
}

/** Runs of breaks: 0 is none; the others by unit, first break and number. */
export interface BreakRuns { base: Int32Array; count: Int32Array; first: Int32Array; size: Int32Array; length: Float64Array; earliest: Float64Array; latest: Float64Array }

export const runOf = (runs: BreakRuns, unit: number, first: number, size: number): number => (size === 0 ? 0 : runs.base[unit]! + first * runs.count[unit]! + size - 1)

export function layOut(problem: TourProblem): TourLayout {
  checkInput(problem)
  const { places, units, nodes } = problem
  const firstSlot = startsOf(places.map((_, q) => slotsOf(problem, q)))
  const firstOption = startsOf(places.map(({ options }) => options.length))
  const slots = firstSlot[places.length]!
  const placeOf = new Int32Array(slots)
  places.forEach((_, q) => placeOf.fill(q, firstSlot[q], firstSlot[q + 1]))
  const options = places.flatMap((place, q) => place.options.map((option) => ({ ...option, place: q })))
  const ends = units.map(({ start }) => start).concat(units.map(({ end }) => end))
  const coupled = places.some((_, q) => firstSlot[q + 1]! - firstSlot[q]! > 1)
  return {
    problem, places: places.length, units: units.length, slots, stops: slots + ends.length, nodes, gap: problem.gap,
    node: Int32Array.from([...placeOf, ...ends]),
    service: Float64Array.from([...Array.from(placeOf, (q) => places[q]!.service), ...ends.map(() => 0)]),
    placeOf, ...locksOf(problem, firstSlot, slots), firstSlot, firstOption, must: Uint8Array.from(places, ({ must }) => Number(must)),
    optionFrom: Float64Array.from(options, ({ from }) => from), optionTo: Float64Array.from(options, ({ to }) => to),
    optionWorth: Float64Array.from(options, ({ worth }) => worth), optionPlace: Int32Array.from(options, ({ place }) => place),
    matrix: Float64Array.from(problem.travel.flatMap((one) => [...one])), offset: Int32Array.from(units, ({ mode }) => mode * nodes * nodes),
    fading: Float64Array.from({ length: slots + 1 }, (_, k) => problem.falling ** k), ranked: new Float64Array(slots + 1), runs: runsOf(problem),
    coupled, plain: !coupled && isPlain(problem), near: places.map((_, q) => nearest(problem, q))
  }
}

const startsOf = (sizes: readonly number[]): Int32Array => {
  const starts = new Int32Array(sizes.length + 1)
  sizes.forEach((size, i) => { starts[i + 1] = starts[i]! + size })
  return starts
}

/** Visits of a place that can follow one another between its first and last possible beginning. */
function slotsOf({ places, gap, locks }: TourProblem, q: number): number {
  const { options, service, most } = places[q]!
  const span = options.reduce((last, { to }) => Math.max(last, to), -Infinity) - options.reduce((first, { from }) => Math.min(first, from), Infinity)
  const fit = options.length === 0 ? 0 : service + gap > 0 ? 1 + Math.floor(span / (service + gap) + 1e-9) : most
  return Math.max(Math.min(most, fit), locks.filter(({ place }) => place === q).length)
}

function locksOf({ locks, units }: TourProblem, firstSlot: Int32Array, slots: number): Pick<TourLayout, 'lockUnit' | 'lockRank' | 'lockStart'> {
  const [lockUnit, lockRank, lockStart] = [new Int32Array(slots).fill(-1), new Int32Array(slots).fill(-1), new Float64Array(slots).fill(NaN)]
  const used = new Int32Array(firstSlot.length)
  const ranks = new Int32Array(units.length)
  for (const { unit, place, start } of locks) {
    const slot = firstSlot[place]! + used[place]!++
    lockUnit[slot] = unit
    lockRank[slot] = ranks[unit]!++
    if (start !== null) lockStart[slot] = start
  }
  return { lockUnit, lockRank, lockStart }
}

function runsOf({ units }: TourProblem): BreakRuns {
  const counts = units.map(({ breaks }) => breaks.length)
  const starts = startsOf(counts.map((count) => count * count))
  const total = starts[units.length]! + 1
  const [first, size] = [new Int32Array(total), new Int32Array(total)]
  const [length, earliest, latest] = [new Float64Array(total), new Float64Array(total).fill(-Infinity), new Float64Array(total).fill(Infinity)]
  units.forEach(({ breaks }, u) => breaks.forEach((_, b) => breaks.slice(b).forEach((_one, k) => {
    const id = starts[u]! + 1 + b * counts[u]! + k
    const run = inOneGo(breaks.slice(b, b + k + 1))
    ;[first[id], size[id], length[id], earliest[id], latest[id]] = [b, k + 1, run.length, run.earliest, run.latest]
  })))
  return { base: starts.map((start) => start + 1), count: Int32Array.from(counts), first, size, length, earliest, latest }
}

function inOneGo(breaks: readonly TourBreak[]): { length: number; earliest: number; latest: number } {
  let [length, earliest, latest] = [0, -Infinity, Infinity]
  for (const one of breaks) {
    if (earliest > one.to) latest = -Infinity
    latest = Math.min(latest, one.to - length)
    earliest = Math.max(earliest, one.from) + one.length
    length += one.length
  }
  return { length, earliest, latest }
}

function isPlain({ places, units, travel, nodes, locks }: TourProblem): boolean {
  const first = Math.min(...units.map(({ from }) => from))
  const last = Math.max(...units.map(({ to }) => to))
  return units.every(({ breaks }) => breaks.length === 0) && locks.length === 0
    && places.every(({ options }) => options.length === 0 || options.length === 1 && options[0]!.from <= first && options[0]!.to >= last)
    && travel.every((times) => times.every((time, k) => time === times[(k % nodes) * nodes + Math.floor(k / nodes)]))
}

function nearest({ places, units, travel, nodes }: TourProblem, q: number): Int32Array {
  const times = travel[units[0]?.mode ?? 0]!
  const order = Int32Array.from(places, (_, r) => r)
  return order.sort((a, b) => (a === q ? -1 : b === q ? 1 : times[q * nodes + a]! - times[q * nodes + b]! || a - b))
}

/** Throws a RangeError, which names the part, where a problem makes no sense. */
export function checkInput({ places, units, nodes, travel, gap, falling, locks }: TourProblem): void {
  const must = (sound: boolean, what: string) => { if (!sound) throw new RangeError(what) }
  const isNode = (node: number) => Number.isInteger(node) && node >= 0 && node < nodes
  const atLeast0 = (value: number) => Number.isFinite(value) && value >= 0
  must(Number.isInteger(nodes) && nodes >= places.length, `nodes is ${nodes}: at least one for each place`)
  must(travel.length > 0 && travel.every((times) => times.length === nodes * nodes && times.every((time) => time >= 0)), `travel: for each mode ${nodes} x ${nodes} times that are not negative`)
  must(atLeast0(gap), `gap is ${gap}: it cannot be negative`)
  must(falling >= 0 && falling <= 1, `falling is ${falling}: it must be from 0 to 1`)
  places.forEach(({ service, most, options }, q) => {
    must(atLeast0(service), `place ${q}: service is ${service}`)
    must(Number.isInteger(most) && most >= 0, `place ${q}: most is ${most}: it must be a whole number`)
    options.forEach(({ from, to, worth }, o) => {
      must(from <= to && atLeast0(worth), `place ${q}, option ${o}: from ${from} to ${to}, worth ${worth}`)
      must(o === 0 || from >= options[o - 1]!.to, `place ${q}: options ${o - 1} and ${o} overlap or are not in order of time`)
    })
  })
  units.forEach(({ mode, start, end, from, to, breaks }, u) => {
    must(travel[mode] !== undefined && isNode(start) && isNode(end), `unit ${u}: mode ${mode}, start ${start}, end ${end}`)
    must(Number.isFinite(from) && Number.isFinite(to), `unit ${u}: from ${from} to ${to}`)
    breaks.forEach((one, b) => {
      must(one.from <= one.to && atLeast0(one.length), `unit ${u}, break ${b}: from ${one.from} to ${one.to}, length ${one.length}`)
      must(b === 0 || one.from >= breaks[b - 1]!.from, `unit ${u}: breaks ${b - 1} and ${b} are not in order of time`)
    })
  })
  locks.forEach(({ unit, place, start }, k) => must(units[unit] !== undefined && places[place] !== undefined && (start === null || Number.isFinite(start)), `lock ${k}: unit ${unit}, place ${place}, start ${start}`))
}
