/**
 * The routes of a search as they stand: who follows whom, when everything begins at the earliest and may begin at the latest.
 *
 * What it tells: times of given routes, and the worth of their visits. What it does not: which routes are good (tour-search.ts).
 * Formulas: a stop begins at the latest of: the way from the stop before and the breaks on it, the opening of its window, and, at a place that was
 * visited before, the end of that visit and the gap. Backwards the same gives the latest beginning that harms nothing after it. So whether
 * one more visit fits is told by its two or four neighbours alone (Savelsbergh 1985, doi 10.1007/BF02022044; with visits of one place in a
 * fixed order the gap is one more arc of the same kind).
 * Input: `TourLayout`. Output: `TourState`, whose arrays are views into two blocks so that a copy is two moves of memory. Lateness above nought:
 * the routes cannot be kept. Cost: of a pass, the stops of a route, or of all routes where visits of one place are tied together.
 * Checked against tour-check.ts by random problems.
 */
import { runOf, type TourLayout } from './tour-layout.ts'

export interface TourState {
  layout: TourLayout
  whole: Int32Array
  times: Float64Array
  /** By stop. -1: none. */
  next: Int32Array
  prev: Int32Array
  unit: Int32Array
  /** By slot: the option it is to begin in. */
  option: Int32Array
  /** Run of breaks between this stop and the next. */
  run: Int32Array
  /** Visits of one place in order of time. */
  chainNext: Int32Array
  chainPrev: Int32Array
  /** By place: its first visit in time and how many there are. */
  chainHead: Int32Array
  count: Int32Array
  /** By stop. */
  begins: Float64Array
  latest: Float64Array
  opens: Float64Array
  closes: Float64Array
  /** By place: worth of its visits. By unit: how much its stops are too late, all together. */
  worthOf: Float64Array
  late: Float64Array
  /** Order of the last pass over all stops, and how far each unit's has come. */
  order: Int32Array
  heads: Int32Array
}

/** No visits; all breaks of a unit on its one way. */
export function emptyState(layout: TourLayout): TourState {
  const { stops, slots, places, units, problem, runs } = layout
  const whole = new Int32Array(6 * stops + slots + 2 * places)
  const times = new Float64Array(4 * stops + places + units)
  let [i, f] = [0, 0]
  const ints = (n: number) => whole.subarray(i, (i += n))
  const floats = (n: number) => times.subarray(f, (f += n))
  const state: TourState = {
    layout, whole, times, next: ints(stops), prev: ints(stops), unit: ints(stops), run: ints(stops), chainNext: ints(stops), chainPrev: ints(stops),
    option: ints(slots), chainHead: ints(places), count: ints(places),
    begins: floats(stops), latest: floats(stops), opens: floats(stops), closes: floats(stops), worthOf: floats(places), late: floats(units), order: new Int32Array(stops), heads: new Int32Array(units)
  }
  for (const list of [state.next, state.prev, state.unit, state.chainNext, state.chainPrev, state.option, state.chainHead]) list.fill(-1)
  problem.units.forEach((one, u) => {
    const [start, end] = [slots + u, slots + units + u]
    state.next[start] = end
    state.prev[end] = start
    state.unit[start] = state.unit[end] = u
    state.run[start] = runOf(runs, u, 0, one.breaks.length)
    state.opens[start] = state.opens[end] = one.from
    state.closes[start] = state.closes[end] = one.to
  })
  for (let u = 0; u < units; u++) retime(state, u)
  return state
}

export function copyState(to: TourState, from: TourState): void {
  to.whole.set(from.whole)
  to.times.set(from.times)
}

export const worthOf = ({ worthOf: parts }: TourState): number => { let sum = 0; for (let q = 0; q < parts.length; q++) sum += parts[q]!; return sum }
export const latenessOf = ({ late }: TourState): number => { let sum = 0; for (let u = 0; u < late.length; u++) sum += late[u]!; return sum }

/** Puts a visit between `after` and the next stop with these runs of breaks before and behind it, and among visits of its place behind `chained` (-1: first). */
export function link(state: TourState, slot: number, option: number, after: number, runBefore: number, runBehind: number, chained: number): void {
  const { next, prev, unit, run, layout, chainNext, chainPrev, chainHead, count } = state
  const [behind, q] = [next[after]!, layout.placeOf[slot]!]
  next[after] = prev[behind] = slot
  prev[slot] = after
  next[slot] = behind
  unit[slot] = unit[after]!
  run[after] = runBefore
  run[slot] = runBehind
  const later = chained < 0 ? chainHead[q]! : chainNext[chained]!
  chainPrev[slot] = chained
  chainNext[slot] = later
  if (chained < 0) chainHead[q] = slot; else chainNext[chained] = slot
  if (later >= 0) chainPrev[later] = slot
  count[q]!++
  choose(state, slot, option)
}

/** Sets the option in which a visit begins, at its fixed time where it has one. */
export function choose(state: TourState, slot: number, option: number): void {
  const { layout, opens, closes } = state
  const fixed = layout.lockStart[slot]!
  state.option[slot] = option
  opens[slot] = Number.isNaN(fixed) ? layout.optionFrom[option]! : fixed
  closes[slot] = Number.isNaN(fixed) ? layout.optionTo[option]! : fixed
  reckon(state, layout.placeOf[slot]!)
}

/** Takes a visit out; breaks around it become one run. Times are as they were: `retime` afterwards. */
export function unlink(state: TourState, slot: number): void {
  const { next, prev, unit, run, layout, chainNext, chainPrev, chainHead, count } = state
  const [before, behind, q, u] = [prev[slot]!, next[slot]!, layout.placeOf[slot]!, unit[slot]!]
  next[before] = behind
  prev[behind] = before
  run[before] = joined(layout, u, run[before]!, run[slot]!)
  const [earlier, later] = [chainPrev[slot]!, chainNext[slot]!]
  if (earlier < 0) chainHead[q] = later; else chainNext[earlier] = later
  if (later >= 0) chainPrev[later] = earlier
  next[slot] = prev[slot] = unit[slot] = chainNext[slot] = chainPrev[slot] = -1
  run[slot] = 0
  count[q]!--
  reckon(state, q)
}

/** Two runs of one unit that follow one another, as one. */
export function joined({ runs }: TourLayout, u: number, a: number, b: number): number {
  return a === 0 ? b : b === 0 ? a : runOf(runs, u, runs.first[a]!, runs.size[a]! + runs.size[b]!)
}

function reckon(state: TourState, q: number): void {
  state.worthOf[q] = rankedWorth(state, q, -1)
}

/** What a place's visits are worth, and one more in option `extra` (-1: none): the best in full, each further one by its rank less. */
export function rankedWorth({ layout: { optionWorth, fading, ranked }, option, chainHead, chainNext }: TourState, q: number, extra: number): number {
  let n = 0
  if (extra >= 0) ranked[n++] = optionWorth[extra]!
  for (let slot = chainHead[q]!; slot >= 0; slot = chainNext[slot]!) {
    const worth = optionWorth[option[slot]!]!
    let k = n++
    for (; k > 0 && ranked[k - 1]! < worth; k--) ranked[k] = ranked[k - 1]!
    ranked[k] = worth
  }
  let sum = 0
  for (let k = 0; k < n; k++) sum += ranked[k]! * fading[k]!
  return sum
}

/** Times after unit `u`'s route was changed: its own, or all where visits of one place are tied together. */
export function retime(state: TourState, u: number): void {
  if (state.layout.coupled) retimeAll(state)
  else {
    forward(state, u)
    backward(state, u)
  }
}

function forward({ layout, next, run, begins, opens, closes, late }: TourState, u: number): void {
  const { node, service, matrix, nodes, slots, units, runs } = layout
  const off = layout.offset[u]!
  let i = slots + u
  const end = i + units
  let done = opens[i]!
  let lateness = Math.max(0, done - closes[i]!)
  begins[i] = done
  while (i !== end) {
    const j = next[i]!
    const r = run[i]!
    let time = done + matrix[off + node[i]! * nodes + node[j]!]!
    if (r !== 0) {
      if (done > runs.latest[r]!) lateness += done - runs.latest[r]!
      time = Math.max(time + runs.length[r]!, runs.earliest[r]!)
    }
    if (time < opens[j]!) time = opens[j]!
    if (time > closes[j]!) lateness += time - closes[j]!
    begins[j] = time
    done = time + service[j]!
    i = j
  }
  late[u] = lateness
}

function backward({ layout, prev, run, latest, closes }: TourState, u: number): void {
  const { node, service, matrix, nodes, slots, units, runs } = layout
  const off = layout.offset[u]!
  const start = slots + u
  let j = start + units
  latest[j] = closes[j]!
  while (j !== start) {
    const i = prev[j]!
    const r = run[i]!
    let done = latest[j]! - matrix[off + node[i]! * nodes + node[j]!]!
    if (r !== 0) done = runs.earliest[r]! > latest[j]! ? -Infinity : Math.min(done - runs.length[r]!, runs.latest[r]!)
    latest[i] = Math.min(closes[i]!, done - service[i]!)
    j = i
  }
}

/** Stops in an order in which each follows those it must wait for; then the same two passes over all. */
function retimeAll(state: TourState): void {
  const { layout: { slots, units }, next, chainPrev, begins, late, order, heads } = state
  begins.fill(NaN)
  let n = 0
  for (let u = 0; u < units; u++) {
    late[u] = Math.max(0, state.opens[slots + u]! - state.closes[slots + u]!)
    begins[slots + u] = state.opens[slots + u]!
    order[n++] = slots + u
    heads[u] = slots + u
  }
  for (let moved = true; moved;) {
    moved = false
    for (let u = 0; u < units; u++) {
      for (let j = next[heads[u]!]!; j >= 0 && (chainPrev[j]! < 0 || begins[chainPrev[j]!]! >= -Infinity); j = next[j]!) {
        late[u]! += beginAt(state, heads[u]!, j, u)
        order[n++] = heads[u] = j
        moved = true
      }
    }
  }
  let all = 0
  for (let u = 0; u < units; u++) all += Number(heads[u] === slots + units + u)
  if (all < units) late[0] = Infinity
  for (let k = n - 1; k >= 0; k--) endBy(state, order[k]!)
}

function beginAt({ layout, run, begins, opens, closes, chainPrev }: TourState, i: number, j: number, u: number): number {
  const { node, service, matrix, nodes, runs, gap } = layout
  const done = begins[i]! + service[i]!
  const r = run[i]!
  let time = done + matrix[layout.offset[u]! + node[i]! * nodes + node[j]!]!
  let lateness = 0
  if (r !== 0) {
    if (done > runs.latest[r]!) lateness += done - runs.latest[r]!
    time = Math.max(time + runs.length[r]!, runs.earliest[r]!)
  }
  if (time < opens[j]!) time = opens[j]!
  const p = chainPrev[j]!
  if (p >= 0) time = Math.max(time, begins[p]! + service[p]! + gap)
  if (time > closes[j]!) lateness += time - closes[j]!
  begins[j] = time
  return lateness
}

function endBy({ layout, next, run, latest, closes, unit, chainNext }: TourState, i: number): void {
  const { node, service, matrix, nodes, runs, gap } = layout
  const j = next[i]!
  let time = closes[i]!
  if (j >= 0) {
    const r = run[i]!
    let done = latest[j]! - matrix[layout.offset[unit[i]!]! + node[i]! * nodes + node[j]!]!
    if (r !== 0) done = runs.earliest[r]! > latest[j]! ? -Infinity : Math.min(done - runs.length[r]!, runs.latest[r]!)
    time = Math.min(time, done - service[i]!)
  }
  const c = chainNext[i]!
  if (c >= 0) time = Math.min(time, latest[c]! - service[i]! - gap)
  latest[i] = time
}
