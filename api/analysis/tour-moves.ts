/**
 * Steps of the search for tours: parts of routes are taken out, what was left out is put in by what it is worth for the time it takes.
 *
 * What it tells: another set of routes near the one given, which keeps all limits. What it does not: whether it is better.
 * Formulas: a visit left out is ranked by a ln(gain) - ln(delay) + noise, a drawn for each step from 0.7 to 2.7: small values fill time, large ones seek
 * worth. A visit forced in makes its route late by some time; then those visits go whose worth for the time they free is least, the time
 * freed being no more than the waiting after them leaves and than is needed.
 * Input: `Moves`, whose state has right times. Output: the state is changed; false: limits cannot be kept, the state is of no use.
 * Cost: places x options x stops for each round. Sources: Shaw 1998, doi 10.1007/3-540-49481-2_30; Schrimpf et al. 2000,
 * doi 10.1006/jcph.1999.6413 (ruin and recreate). Locked visits are never taken out; a must is put back first or the step fails.
 * Checked by random problems and on published instances.
 */
import type { Random } from './random.ts'
import { findSpot, findSpotFor, freeSlot, gainOf, insert, leastBusy, newSpot, type Spot } from './tour-insert.ts'
import { choose, joined, latenessOf, retime, unlink, type TourState } from './tour-state.ts'
import { runOf } from './tour-layout.ts'

export interface Moves {
  state: TourState
  random: Random
  spot: Spot
  /** Candidates of a round: options in the order of their rank. */
  ranked: Int32Array
  keys: Float64Array
  /** Slots in use that may go. */
  visits: Int32Array
  touched: Uint8Array
  /** Locked visits without a fixed time, at places with more than one option. */
  loose: number[]
  /** Time below which a delay counts as none, so that ranks stay finite. */
  least: number
}

export function newMoves(state: TourState, random: Random): Moves {
  const { layout: { optionWorth, slots, units, problem } } = state
  const span = problem.units.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)
  return { state, random, spot: newSpot(), ranked: new Int32Array(optionWorth.length), keys: new Float64Array(optionWorth.length), visits: new Int32Array(slots), touched: new Uint8Array(units), loose: looseLocks(state), least: Math.max(1e-9, span * 1e-5) }
}

function looseLocks({ layout: { slots, lockUnit, lockStart, placeOf, firstOption } }: TourState): number[] {
  const options = (slot: number) => firstOption[placeOf[slot]! + 1]! - firstOption[placeOf[slot]!]!
  return Array.from({ length: slots }, (_, slot) => slot).filter((slot) => lockUnit[slot]! >= 0 && Number.isNaN(lockStart[slot]!) && options(slot) > 1)
}

/** A locked visit that may begin at any time tries another option, and keeps it where all limits allow it. */
function moveLock({ state, random, loose }: Moves): void {
  const slot = loose[random.int(loose.length)]!
  const { firstOption, placeOf } = state.layout
  const [q, now] = [placeOf[slot]!, state.option[slot]!]
  choose(state, slot, firstOption[q]! + random.int(firstOption[q + 1]! - firstOption[q]!))
  retime(state, state.unit[slot]!)
  if (latenessOf(state) === 0) return
  choose(state, slot, now)
  retime(state, state.unit[slot]!)
}

const removable = ({ layout: { lockUnit }, unit }: TourState, slot: number) => unit[slot]! >= 0 && lockUnit[slot]! < 0

function takeOut({ state, touched }: Moves, slot: number): void {
  touched[state.unit[slot]!] = 1
  unlink(state, slot)
}

function listVisits({ state, visits }: Moves): number {
  let n = 0
  for (let slot = 0; slot < visits.length; slot++) if (removable(state, slot)) visits[n++] = slot
  return n
}

/** Takes out from one to `most` visits: pieces of routes, places near each other, or any. */
export function ruin(moves: Moves, most: number): void {
  const { state, random, visits, touched } = moves
  const n = listVisits(moves)
  touched.fill(0)
  if (n > 0) {
    const wanted = 1 + random.int(Math.min(n, most))
    const kind = random.next()
    if (kind < 0.45) takePieces(moves, n, wanted)
    else if (kind < 0.8) takeNear(moves, wanted)
    else for (let k = 0; k < wanted; k++) { const at = k + random.int(n - k); takeOut(moves, visits[at]!); visits[at] = visits[k]! }
  }
  retimeTouched(moves)
  if (moves.loose.length > 0 && random.chance(0.2)) moveLock(moves)
  for (let u = 0; u < touched.length; u++) if (state.layout.runs.count[u]! > 0 && random.chance(0.3)) moveBreak(moves, u)
}

function retimeTouched({ state, touched }: Moves): void {
  for (let u = 0; u < touched.length; u++) {
    if (touched[u] === 0) continue
    retime(state, u)
    if (state.layout.coupled) return
  }
}

function takePieces(moves: Moves, n: number, wanted: number): void {
  const { state, random, visits } = moves
  let left = wanted
  for (let tries = 0; tries < 4 && left > 0; tries++) {
    let slot = visits[random.int(n)]!
    let length = tries === 3 ? left : 1 + random.int(left)
    while (length-- > 0 && slot < state.layout.slots && slot >= 0) {
      const after = state.next[slot]!
      if (removable(state, slot)) { takeOut(moves, slot); left-- }
      slot = after
    }
  }
}

function takeNear(moves: Moves, wanted: number): void {
  const { state, random, visits } = moves
  const n = listVisits(moves)
  const near = state.layout.near[state.layout.placeOf[visits[random.int(n)]!]!]!
  let left = wanted
  for (let k = 0; k < near.length && left > 0; k++) {
    for (let slot = state.chainHead[near[k]!]!; slot >= 0 && left > 0;) {
      const after = state.chainNext[slot]!
      if (removable(state, slot) && !random.chance(0.15)) { takeOut(moves, slot); left-- }
      slot = after
    }
  }
}

/** Shares of the steps that rank by worth alone, as waiting looks dear where time is left over, and of those that rank nearly at random. */
const [BLIND, WILD] = [0.1, 0.1]

/** Puts in what was left out, musts first, until nothing more fits. */
export function recreate(moves: Moves): boolean {
  const { state, random } = moves
  if (latenessOf(state) > 0 || !putMustsIn(moves)) return false
  const exponent = 0.7 + 2 * random.next()
  const kind = random.next()
  const [haste, noise] = kind < BLIND ? [0, 0.25] : [1, kind < BLIND + WILD ? 2 : 0.25]
  const to = state.layout.problem.evenness && random.chance(SHARED) ? leastBusy(state) : -1
  for (let again = true; again;) again = round(moves, exponent, haste, noise, to) && state.layout.coupled
  return true
}

/** Of the steps where work is to be shared, those that give what was taken out to the unit that has least to do, where it can take it. */
const SHARED = 0.3

function round(moves: Moves, exponent: number, haste: number, noise: number, to: number): boolean {
  const { state, random, spot, ranked, keys, least } = moves
  const { layout: { places, firstOption, optionWorth, optionPlace } } = state
  let n = 0
  for (let q = 0; q < places; q++) {
    if (freeSlot(state, q) < 0) continue
    for (let o = firstOption[q]!; o < firstOption[q + 1]!; o++) {
      if (optionWorth[o] === 0) continue
      findSpotFor(state, q, o, spot, to)
      const gain = spot.after < 0 ? 0 : gainOf(state, q, o)
      if (gain <= 0) continue
      keys[o] = exponent * Math.log(gain) - haste * Math.log(Math.max(spot.delay, least)) + noise * random.next()
      ranked[n++] = o
    }
  }
  ranked.subarray(0, n).sort((a, b) => keys[b]! - keys[a]!)
  let put = false
  for (let k = 0; k < n; k++) put = putIn(moves, optionPlace[ranked[k]!]!, ranked[k]!, to) || put
  return put
}

function putIn(moves: Moves, q: number, o: number, to: number): boolean {
  const { state, spot } = moves
  const slot = freeSlot(state, q)
  if (slot < 0) return false
  findSpotFor(state, q, o, spot, to)
  if (spot.after < 0 || gainOf(state, q, o) <= 0) return false
  insert(state, slot, o, spot)
  retime(state, state.unit[slot]!)
  return true
}

/** Each must that has no visit, where it delays least. */
export function putMustsIn({ state, spot }: Moves): boolean {
  const { places, must, firstOption } = state.layout
  for (let q = 0; q < places; q++) {
    if (must[q] === 0 || state.count[q]! > 0) continue
    let [best, delay] = [-1, Infinity]
    for (let o = firstOption[q]!; o < firstOption[q + 1]!; o++) {
      findSpot(state, q, o, spot, -1, false)
      if (spot.after >= 0 && spot.delay < delay) [best, delay] = [o, spot.delay]
    }
    const slot = freeSlot(state, q)
    if (best < 0 || slot < 0) return false
    findSpot(state, q, best, spot, -1, false)
    insert(state, slot, best, spot)
    retime(state, state.unit[slot]!)
  }
  return true
}

/** Puts a visit in though what comes after it will be late, and takes out what is worth least for the time it frees. */
export function force(moves: Moves): boolean {
  const { state, random, spot } = moves
  const { places, firstOption } = state.layout
  for (let tries = 0; tries < 8; tries++) {
    const q = random.int(places)
    const slot = freeSlot(state, q)
    if (slot < 0 || firstOption[q] === firstOption[q + 1]) continue
    const o = firstOption[q]! + random.int(firstOption[q + 1]! - firstOption[q]!)
    findSpot(state, q, o, spot, -1, true)
    if (spot.after < 0 || gainOf(state, q, o) <= 0) continue
    insert(state, slot, o, spot)
    retime(state, state.unit[slot]!)
    return relieve(moves, slot)
  }
  return true
}

export function relieve(moves: Moves, kept: number): boolean {
  const { state } = moves
  for (let u = 0; u < state.late.length; u++) {
    while (state.late[u]! > 0) {
      const slot = leastWorthOf(moves, u, kept)
      if (slot < 0) return false
      unlink(state, slot)
      retime(state, u)
    }
  }
  return latenessOf(state) === 0
}

/** Backwards from the last late stop of the route; `room` is by how much a stop could begin earlier for the lateness to fall as much. */
function leastWorthOf({ state, random, least }: Moves, u: number, kept: number): number {
  const { layout: { slots, must, placeOf, optionWorth, fading, service, runs }, prev, run, count, option, late, begins, opens, closes } = state
  let [best, cost, room] = [-1, Infinity, 0]
  const need = Math.min(late[u]!, 1e300)
  for (let j = slots + u + state.layout.units; j >= 0 && j !== slots + u; j = prev[j]!) {
    const isLate = begins[j]! > closes[j]! || begins[j]! + service[j]! > runs.latest[run[j]!]!
    if (j < slots && j !== kept && removable(state, j) && !(must[placeOf[j]!] === 1 && count[placeOf[j]!] === 1)) {
      const freed = isLate ? need : Math.min(room, freedBy(state, u, j), need)
      const loss = optionWorth[option[j]!]! * fading[count[placeOf[j]!]! - 1]!
      const price = loss / Math.max(freed, least * 1e-3) * (1 + 0.3 * random.next())
      if (freed > 0 && price < cost) [best, cost] = [j, price]
    }
    room = isLate ? Infinity : room
    room = Math.min(room, Math.max(0, begins[j]! - opens[j]!))
  }
  return best
}

/** How much earlier the next stop is reached without this visit. */
function freedBy({ layout, prev, next, begins }: TourState, u: number, j: number): number {
  const { matrix, node, nodes, service } = layout
  const off = layout.offset[u]!
  const [i, k] = [prev[j]!, next[j]!]
  const reached = begins[j]! + service[j]! + matrix[off + node[j]! * nodes + node[k]!]!
  return reached - begins[i]! - service[i]! - matrix[off + node[i]! * nodes + node[k]!]!
}

/** Moves the first or last break of a run to another way between the breaks beside it. */
function moveBreak({ state, random }: Moves, u: number): void {
  const { layout, run, next } = state
  const { runs } = layout
  const from = anyRun(state, random, u)
  const [whole, size] = [run[from]!, runs.size[run[from]!]!]
  const last = random.chance(0.5)
  const one = runOf(runs, u, runs.first[whole]! + (last ? size - 1 : 0), 1)
  run[from] = runOf(runs, u, runs.first[whole]! + (last ? 0 : 1), size - 1)
  retime(state, u)
  let [to, tries] = [-1, 0]
  for (let i = layout.slots + u; next[i]! >= 0; i = next[i]!) {
    if (between(state, u, i, one) && fits(state, u, i, one) && random.int(++tries) === 0) to = i
  }
  if (to < 0) run[from] = whole
  else run[to] = runs.first[run[to]!]! < runs.first[one]! ? joined(layout, u, run[to]!, one) : joined(layout, u, one, run[to]!)
  retime(state, u)
}

function anyRun({ layout: { slots }, run, next }: TourState, random: Random, u: number): number {
  let [found, seen] = [-1, 0]
  for (let i = slots + u; next[i]! >= 0; i = next[i]!) if (run[i]! !== 0 && random.int(++seen) === 0) found = i
  return found
}

/** Whether the break stays in order with those before and after it when it is taken behind this stop. */
function between({ layout: { runs, slots }, run, next }: TourState, u: number, at: number, one: number): boolean {
  let behind = false
  for (let i = slots + u; next[i]! >= 0; i = next[i]!) {
    if (run[i] !== 0) {
      const before = runs.first[run[i]!]! < runs.first[one]!
      if (i !== at && before === behind) return false
    }
    if (i === at) behind = true
  }
  return true
}

function fits({ layout, run, next, begins, latest }: TourState, u: number, i: number, one: number): boolean {
  const { runs, service, matrix, node, nodes } = layout
  const j = next[i]!
  const r = run[i] === 0 ? one : runs.first[run[i]!]! < runs.first[one]! ? joined(layout, u, run[i]!, one) : joined(layout, u, one, run[i]!)
  const done = begins[i]! + service[i]!
  return done <= runs.latest[r]! && Math.max(done + matrix[layout.offset[u]! + node[i]! * nodes + node[j]!]! + runs.length[r]!, runs.earliest[r]!) <= latest[j]!
}
