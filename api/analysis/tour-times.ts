/**
 * Times of visits of all units together, given their orders and on which ways breaks are taken.
 *
 * What it tells: the beginning of each visit and its option, or the limit that fails. What it does not: other orders (tour-schedule.ts tries them).
 * Rule: of all next visits the one that can begin first is made next, so visits of a place come in order of time; fixed times are kept free for those
 * that have them. Ways for breaks: for a route by itself the earliest end after k visits and b breaks follows from that after k - 1 visits and
 * b or fewer breaks; to be earlier is never worse, so this finds the earliest return.
 * Input: problem, `Job[][]`. Output: beginnings, or a `TourBreach`. Cost: visits x units; breaks: visits x breaks squared.
 * Source and checks: tour-schedule.ts.
 */
import { breachOf, type Job, type TourBreach } from './tour-orders.ts'
import type { TourBreak, TourProblem, TourUnit } from './tour-problem.ts'

/** A visit that is to be made before another one of the same place. */
export interface Before { unit: number; visit: number; later: { unit: number; visit: number } }

interface Held { start: number; end: number; unit: number; visit: number }
interface Begun { start: number; option: number; after: TourBreach['after']; breach: TourBreach | null }
export interface Times { starts: number[][]; options: number[][]; breach: TourBreach | null; /** Visits that had to wait for the gap, as they came. */ waited: Before[] }

export function timesTogether(problem: TourProblem, jobs: readonly (readonly Job[])[], breaksAfter: readonly (readonly number[])[], first: readonly Before[]): Times {
  const starts: number[][] = jobs.map(() => [])
  const options: number[][] = jobs.map(() => [])
  const held: Held[][] = problem.places.map(() => [])
  jobs.forEach((list, unit) => list.forEach(({ place, start }, visit) => { if (start !== null) held[place]!.push({ start, end: start + problem.places[place]!.service, unit, visit }) }))
  const waited: Before[] = []
  const waits = (u: number, k: number) => first.some(({ unit, visit, later }) => later.unit === u && later.visit === k && starts[unit]!.length <= visit)
  for (;;) {
    let [best, who]: [Begun | null, number] = [null, -1]
    for (let u = 0; u < jobs.length; u++) {
      const k = starts[u]!.length
      if (k === jobs[u]!.length || waits(u, k)) continue
      const next = beginOf(problem, u, jobs[u]!, starts[u]!, breaksAfter[u]!, held)
      if (next.breach) return { starts, options, breach: next.breach, waited }
      if (best === null || next.start < best.start) [best, who] = [next, u]
    }
    if (best === null) break
    const { place, start } = jobs[who]![starts[who]!.length]!
    if (start === null) held[place]!.push({ start: best.start, end: best.start + problem.places[place]!.service, unit: who, visit: starts[who]!.length })
    starts[who]!.push(best.start)
    options[who]!.push(best.option)
    if (best.after) waited.push({ unit: who, visit: starts[who]!.length - 1, later: best.after })
  }
  const stuck = jobs.findIndex((list, u) => starts[u]!.length < list.length)
  if (stuck >= 0) return { starts, options, breach: breachOf('gap', Infinity, { unit: stuck, visit: starts[stuck]!.length, place: jobs[stuck]![starts[stuck]!.length]!.place }), waited }
  return { starts, options, breach: returns(problem, jobs, starts, breaksAfter), waited }
}

/** When unit `u` can begin its next visit. */
function beginOf(problem: TourProblem, u: number, jobs: readonly Job[], starts: readonly number[], breaksAfter: readonly number[], held: readonly (readonly Held[])[]): Begun {
  const k = starts.length
  const { place, start, option } = jobs[k]!
  const { time, breach } = arrive(problem, u, jobs, starts, breaksAfter, place)
  if (breach) return { start: NaN, option: -1, after: null, breach }
  const about = { unit: u, visit: k, place }
  const others = held[place]!.filter((one) => one.unit !== u || one.visit !== k)
  return start === null ? freely(problem, about, option, time, others) : atFixed(problem, about, option, time, start, others)
}

function arrive(problem: TourProblem, u: number, jobs: readonly Job[], starts: readonly number[], breaksAfter: readonly number[], to: number): { time: number; breach: TourBreach | null } {
  const unit = problem.units[u]!
  const k = starts.length
  const before = jobs[k - 1]?.place
  const done = before === undefined ? unit.from : starts[k - 1]! + problem.places[before]!.service
  const travel = problem.travel[unit.mode]![(before ?? unit.start) * problem.nodes + to]!
  if (travel === Infinity) return { time: NaN, breach: breachOf('way', Infinity, { unit: u, visit: k < jobs.length ? k : null, place: k < jobs.length ? to : null }) }
  return along(unit, u, k, done, travel, breaksAfter)
}

/** Arrival after a way and the breaks that are taken on it. */
function along(unit: TourUnit, u: number, k: number, done: number, travel: number, breaksAfter: readonly number[]): { time: number; breach: TourBreach | null } {
  let [time, free] = [done + travel, done]
  for (const [rank, one] of unit.breaks.entries()) {
    if (breaksAfter[rank] !== k) continue
    const start = Math.max(free, one.from)
    if (start > one.to) return { time: NaN, breach: breachOf('break', start - one.to, { unit: u, visit: k === 0 ? null : k - 1, rank }) }
    free = start + one.length
    time = Math.max(time, one.from) + one.length
  }
  return { time, breach: null }
}

type About = { unit: number; visit: number; place: number }

function freely({ places, gap }: TourProblem, about: About, wished: number | null, arrival: number, others: readonly Held[]): Begun {
  const { options, service } = places[about.place]!
  let [start, after]: [number, TourBreach['after']] = [arrival, null]
  for (;;) {
    const option = options.findIndex(({ to }, o) => to >= start && (wished === null || o === wished))
    if (option < 0) {
      const last = wished === null ? options.at(-1) : options[wished]
      const by = last ? start - last.to : Infinity
      return { start: NaN, option, after, breach: breachOf(after ? 'gap' : 'window', by, { ...about, after }) }
    }
    start = Math.max(start, options[option]!.from)
    const clash = others.find((other) => start < other.end + gap && other.start < start + service + gap)
    if (!clash) return { start, option: wished ?? worthMore(options, option, start), after, breach: null }
    ;[start, after] = [clash.end + gap, { unit: clash.unit, visit: clash.visit }]
  }
}

/** Of two options that touch at this time the one worth more. */
const worthMore = (options: TourProblem['places'][number]['options'], option: number, start: number): number =>
  options.reduce((best, { from, to, worth }, o) => (from <= start && start <= to && worth > options[best]!.worth ? o : best), option)

function atFixed({ places, gap }: TourProblem, about: About, wished: number | null, arrival: number, start: number, others: readonly Held[]): Begun {
  const { options, service } = places[about.place]!
  const outside = options.map(({ from, to }, o) => (wished === null || o === wished ? Math.max(0, from - start, start - to) : Infinity))
  const least = Math.min(Infinity, ...outside)
  const fail = (breach: TourBreach): Begun => ({ start: NaN, option: -1, after: null, breach })
  if (least > 0) return fail(breachOf('window', least, about))
  if (arrival > start) return fail(breachOf('start', arrival - start, about))
  const clash = others.find((other) => start < other.end + gap && other.start < start + service + gap)
  if (clash) return fail(breachOf('gap', Math.min(clash.end + gap - start, start + service + gap - clash.start), { ...about, after: { unit: clash.unit, visit: clash.visit } }))
  return { start, option: wished ?? worthMore(options, outside.indexOf(0), start), after: null, breach: null }
}

function returns(problem: TourProblem, jobs: readonly (readonly Job[])[], starts: readonly (readonly number[])[], breaksAfter: readonly (readonly number[])[]): TourBreach | null {
  for (const [unit, { end, to }] of problem.units.entries()) {
    const { time, breach } = arrive(problem, unit, jobs[unit]!, starts[unit]!, breaksAfter[unit]!, end)
    if (breach) return breach
    if (time > to) return breachOf('back', time - to, { unit })
  }
  return null
}

/** Ways on which a unit's breaks can be taken, each as the number of visits before it; first those with which it is back earliest, or least late. */
export function breakPlaces(problem: TourProblem, u: number, jobs: readonly Job[]): number[][] {
  const { breaks } = problem.units[u]!
  const all = placings(breaks, jobs.length)
  if (all.length === 1) return all
  const alone: TourProblem = { ...problem, units: [problem.units[u]!] }
  const rated = all.map((after, order) => ({ after, order, ...timesOf(alone, jobs, after) }))
  return rated.sort((a, b) => Number(a.late) - Number(b.late) || a.time - b.time || a.order - b.order).map(({ after }) => after)
}

function timesOf(problem: TourProblem, jobs: readonly Job[], after: readonly number[]): { late: boolean; time: number } {
  const { starts, breach } = timesTogether(problem, [jobs], [after], [])
  return breach ? { late: true, time: breach.by } : { late: false, time: arrive(problem, 0, jobs, starts[0]!, after, problem.units[0]!.end).time }
}

/** Every way to place breaks, in their order, among so many visits; no more than a few hundred. */
function placings(breaks: readonly TourBreak[], visits: number): number[][] {
  let all: number[][] = [[]]
  for (let b = 0; b < breaks.length && all.length <= 600; b++) {
    all = all.flatMap((before) => Array.from({ length: visits + 1 - (before.at(-1) ?? 0) }, (_, k) => [...before, (before.at(-1) ?? 0) + k]))
  }
  return all.map((after) => [...after, ...breaks.slice(after.length).map(() => visits)])
}
