/**
 * A self-exciting point process: each place has its own steady rate, and each event raises the rate at its place and next to it for a while.
 *
 * What it tells: how many events to expect in each place over a coming day or shift, and how much of the past is follow-on: theta is the mean
 * number of events that one event brings about directly. What it does not: why; a week of good weather also looks like follow-on.
 * Formula: lambda(c, t) = mu(c) + sum over events i before t of theta omega exp(-omega (t - t_i)) g(c, c_i). mu(c): events a day without any
 * trigger; omega: 1 / omega is the mean delay in days; g: a share `sameShare` stays in the place, the rest is spread evenly over its neighbours.
 * Fit by expectation and maximisation. E: each event is background with probability mu / lambda, else the follow-on of i with that of i's term.
 * M: theta = follow-ons / sum over events of (1 - exp(-omega (until - t_i))), the part of each event's influence that fell before `until`;
 * omega = follow-ons / (their delays + theta times the sum of (until - t_i) exp(-omega (until - t_i))); sameShare = follow-ons in the same
 * place / follow-ons where there are neighbours; mu(c) = background events / days, where a place with B of them gives the share
 * smoothing / (1 + B) of each to its neighbours: a place that had none is not without risk, and one that has many keeps its own rate. (A share
 * given by all places alike blurs true differences, and the fit then takes what it misses for follow-ons that last for months.)
 * Bias: mu takes a part of the follow-ons for steady rate, the more the fewer events a place has. Simulated with 40 events a place, theta came
 * out a tenth too low, with 10 a fifth to a third, with 1 by half, and sameShare too high. It never came out above 0.03 where there were none.
 * The sums over all earlier events need no pairs: two numbers a place, decayed from event to event, hold what exponentials leave.
 * Events at the same instant do not trigger each other: whole-day dates hide follow-ons of the same day. Month-only data cannot be used.
 * Input: places by index, days (with fractions) from any fixed day. Output: events a place. Follow-ons of events still to come are not in
 * `expectedBetween`: ask for days, not for months. Undefined: below `leastEvents` no trigger is fitted: theta 0, omega and sameShare NaN, a
 * note; mu is then the smoothed rate.
 * Cost: events times eight times rounds, about a hundred: 40,000 events on 39,000 places 2 s. Sources: Mohler, Short, Brantingham, Schoenberg & Tita 2011,
 * doi 10.1198/jasa.2011.ap09546; Mohler et al. 2015, Journal of the American Statistical Association 110, 1399-1411 (the form on a grid, by
 * exponential decay). Checked on simulated processes of known theta and omega, and against the likelihood written out in full.
 */
import type { Neighbours } from './neighbours.ts'

export interface CellEvents {
  cell: Int32Array
  /** Days from any fixed day, in any order. */
  day: Float64Array
}

export interface SelfExcitingOptions {
  /** End of what is known, days: events at or after it are not used. */
  until: number
  /** Begin of what is known. Absent: the day of the first event. */
  from?: number
  /** Share that a place with hardly any event gives to its neighbours. 0.5: a lone event tells of its hexagon and of those around it alike. */
  smoothing?: number
  /** Most rounds. 200: theta has then long settled to three digits. */
  iterations?: number
  /** Fewest events for which a trigger is fitted. 100: below, theta is not told from nought. */
  leastEvents?: number
  /** An earlier fit to go on from, so that few rounds are enough. */
  after?: SelfExciting
}

export interface SelfExciting {
  /** Background, events a day, by place. */
  mu: Float64Array
  /** Direct follow-ons of an event: the branching ratio, under 1. */
  theta: number
  /** Per day. */
  omega: number
  sameShare: number
  /** By place, at `until`: sum of exp(-omega (until - t_i)) g over all events. */
  excitement: Float64Array
  until: number
  events: number
  logLikelihood: number
  iterations: number
  note: string | null
}

const MOST_THETA = 0.99
const SETTLED = 1e-5

interface Trigger { theta: number; omega: number; sameShare: number }

/** What one E step gathers. */
interface Expected { follow: number; delays: number; same: number; linked: number; background: Float64Array; logSum: number }

export function fitSelfExciting(events: CellEvents, neighbours: Neighbours, { until, from, smoothing = 0.5, iterations = 200, leastEvents = 100, after }: SelfExcitingOptions): SelfExciting {
  if (!(smoothing >= 0 && smoothing < 1)) throw new RangeError(`smoothing is ${smoothing}: it must be from 0 to under 1`)
  const known = inOrder(events, neighbours.n, until, from)
  const start = from ?? known.day[0] ?? until
  const days = until - start
  if (known.day.length === 0 || !(days > 0)) return withoutTrigger(new Float64Array(neighbours.n), until, 0, 'No event is known before the end of the period.')
  const spread = (background: Float64Array) => smooth(known.cell, background, neighbours, smoothing, days)
  let mu = spread(new Float64Array(known.day.length).fill(1))
  if (known.day.length < leastEvents) return withoutTrigger(mu, until, known.day.length, `${known.day.length} events are too few to tell follow-ons from the steady rate: at least ${leastEvents} are needed.`)
  // Nought stays nought, so an earlier fit without trigger is nothing to go on from.
  const earlier = after && after.theta > 0 ? after : undefined
  let trigger: Trigger = earlier ? { theta: earlier.theta, omega: earlier.omega, sameShare: earlier.sameShare } : { theta: 0.3, omega: 0.2, sameShare: 0.5 }
  // A tenth of the plain rate, because an event where nothing was must not have probability nought.
  if (earlier) mu = mu.map((rate, c) => 0.1 * rate + 0.9 * earlier.mu[c]!)
  let round = 0
  let logLikelihood = NaN
  for (let change = Infinity; round < iterations && change > SETTLED; round++) {
    const expected = expect(known, neighbours, mu, trigger)
    logLikelihood = expected.logSum - compensator(known.day, mu, trigger, until, days)
    const next = maximise(known.day, expected, trigger, until)
    change = Math.abs(next.theta - trigger.theta) + Math.abs(next.omega / trigger.omega - 1) * Math.min(1, trigger.theta)
    trigger = next
    mu = spread(expected.background)
  }
  const note = trigger.theta >= MOST_THETA ? 'Nearly every event appears to follow from another: the fit is at its limit and should not be used.' : null
  return { mu, ...trigger, excitement: excitementAt(known, neighbours, trigger, until), until, events: known.day.length, logLikelihood, iterations: round, note }
}

function withoutTrigger(mu: Float64Array, until: number, events: number, note: string): SelfExciting {
  return { mu, theta: 0, omega: NaN, sameShare: NaN, excitement: new Float64Array(mu.length), until, events, logLikelihood: NaN, iterations: 0, note }
}

/** Events before `until` in the order of time. */
function inOrder({ cell, day }: CellEvents, n: number, until: number, from = -Infinity): CellEvents {
  if (!Number.isFinite(until)) throw new RangeError(`until is ${until}: it must be a day`)
  if (cell.length !== day.length) throw new RangeError('cell and day differ in length')
  day.forEach((one, i) => {
    if (!Number.isFinite(one) || cell[i]! < 0 || cell[i]! >= n) throw new RangeError(`event ${i} is in place ${cell[i]} on day ${one}`)
  })
  const order = Int32Array.from(cell, (_, i) => i).filter((i) => day[i]! >= from && day[i]! < until).sort((a, b) => day[a]! - day[b]! || a - b)
  return { cell: Int32Array.from(order, (i) => cell[i]!), day: Float64Array.from(order, (i) => day[i]!) }
}

/** Each event's background probability shared between its place and that place's neighbours, per day. */
function smooth(cell: Int32Array, background: Float64Array, { n, start, index }: Neighbours, smoothing: number, days: number): Float64Array {
  const own = new Float64Array(n)
  cell.forEach((c, i) => { own[c]! += background[i]! })
  const mu = new Float64Array(n)
  for (let c = 0; c < n; c++) {
    if (own[c] === 0) continue
    const around = start[c + 1]! - start[c]!
    const given = around === 0 ? 0 : smoothing / (1 + own[c]!)
    mu[c]! += ((1 - given) * own[c]!) / days
    for (let k = start[c]!; k < start[c + 1]!; k++) mu[index[k]!]! += (given * own[c]!) / around / days
  }
  return mu
}

/** Share of a trigger that each neighbour of the place has; a place without neighbours keeps all. */
const toNeighbour = ({ start }: Neighbours, c: number, sameShare: number): number => (start[c + 1] === start[c] ? 0 : (1 - sameShare) / (start[c + 1]! - start[c]!))
const toSelf = ({ start }: Neighbours, c: number, sameShare: number): number => (start[c + 1] === start[c] ? 1 : sameShare)

function expect({ cell, day }: CellEvents, neighbours: Neighbours, mu: Float64Array, { theta, omega, sameShare }: Trigger): Expected {
  const { n, start, index } = neighbours
  // Of the events of a place, as of `seen`: sum of exp(-omega dt), and of dt exp(-omega dt).
  const [decayed, delayed, seen] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  const advance = (c: number, now: number) => {
    const gap = now - seen[c]!
    if (gap === 0 || decayed[c] === 0) { seen[c] = now; return }
    const factor = Math.exp(-omega * gap)
    delayed[c] = factor * (delayed[c]! + gap * decayed[c]!)
    decayed[c]! *= factor
    seen[c] = now
  }
  const result: Expected = { follow: 0, delays: 0, same: 0, linked: 0, background: new Float64Array(day.length), logSum: 0 }
  for (let i = 0, at = 0; i < day.length; i++) {
    const [c, now] = [cell[i]!, day[i]!]
    advance(c, now)
    const own = toSelf(neighbours, c, sameShare)
    let near = own * decayed[c]!
    let delay = own * delayed[c]!
    for (let k = start[c]!; k < start[c + 1]!; k++) {
      const j = index[k]!
      if (decayed[j] === 0) continue
      advance(j, now)
      const share = toNeighbour(neighbours, j, sameShare)
      near += share * decayed[j]!
      delay += share * delayed[j]!
    }
    const lambda = mu[c]! + theta * omega * near
    const weight = (theta * omega) / lambda
    result.background[i] = mu[c]! / lambda
    result.follow += weight * near
    result.delays += weight * delay
    if (start[c + 1]! > start[c]!) {
      result.same += weight * own * decayed[c]!
      result.linked += weight * near
    }
    result.logSum += Math.log(lambda)
    // Those of one instant are added together, after each of them has been asked.
    if (day[i + 1] !== now) for (; at <= i; at++) { advance(cell[at]!, now); decayed[cell[at]!]!++ }
  }
  return result
}

function maximise(day: Float64Array, { follow, delays, same, linked }: Expected, { theta, omega, sameShare }: Trigger, until: number): Trigger {
  let [within, cut] = [0, 0]
  for (const one of day) {
    const left = Math.exp(-omega * (until - one))
    within += 1 - left
    cut += (until - one) * left
  }
  return {
    theta: Math.min(MOST_THETA, follow / within),
    omega: follow > 0 ? follow / (delays + theta * cut) : omega,
    sameShare: linked > 0 ? same / linked : sameShare
  }
}

/** Events that the model expects in all, over the time that it was fitted to. */
function compensator(day: Float64Array, mu: Float64Array, { theta, omega }: Trigger, until: number, days: number): number {
  const background = mu.reduce((sum, rate) => sum + rate, 0) * days
  return background + theta * day.reduce((sum, one) => sum + 1 - Math.exp(-omega * (until - one)), 0)
}

function excitementAt({ cell, day }: CellEvents, neighbours: Neighbours, { omega, sameShare }: Trigger, until: number): Float64Array {
  const { n, start, index } = neighbours
  const own = new Float64Array(n)
  cell.forEach((c, i) => { own[c]! += Math.exp(-omega * (until - day[i]!)) })
  const excitement = new Float64Array(n)
  for (let c = 0; c < n; c++) {
    excitement[c]! += toSelf(neighbours, c, sameShare) * own[c]!
    for (let k = start[c]!; k < start[c + 1]!; k++) excitement[index[k]!]! += toNeighbour(neighbours, c, sameShare) * own[c]!
  }
  return excitement
}

/** Expected events by place between two days, from the end of what is known onwards. */
export function expectedBetween({ mu, theta, omega, excitement, until }: SelfExciting, from: number, to: number): Float64Array {
  if (!(from >= until && to >= from && to < Infinity)) throw new RangeError(`from ${from} to ${to} must lie after ${until}`)
  const triggered = theta > 0 ? theta * (Math.exp(-omega * (from - until)) - Math.exp(-omega * (to - until))) : 0
  return mu.map((rate, c) => rate * (to - from) + triggered * excitement[c]!)
}

/** The same numbers at a later day: what happened since is counted in, nothing is fitted anew. Only events from `model.until` to before `until` are used. */
export function advanced(model: SelfExciting, events: CellEvents, neighbours: Neighbours, until: number): SelfExciting {
  if (!(until >= model.until)) throw new RangeError(`until is ${until}: it must not lie before ${model.until}`)
  const since = inOrder(events, neighbours.n, until, model.until)
  if (model.theta === 0) return { ...model, until }
  const added = excitementAt(since, neighbours, model, until)
  const left = Math.exp(-model.omega * (until - model.until))
  return { ...model, excitement: model.excitement.map((value, c) => value * left + added[c]!), until }
}
