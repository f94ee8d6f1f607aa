/**
 * What no set of tours can be worth more than.
 *
 * What it tells: a ceiling, so that the gap to it says how much a better search could still find at most. What it does not: that the ceiling can be reached;
 * windows of different places are not held against each other, so where they clash the ceiling is high.
 * Formulas: a place's k visits are worth at most g(k), the best choice of k options among those that some unit can reach and be back from, each falling
 * with its rank. A visit takes its service and at least half of the shortest way in and the shortest way out (each way is shared by two
 * stops; a way back to the place it came from is a base's, or that of a second visit, which takes the gap). All visits take no more than the time of all
 * units less their breaks and half of their shortest ways from and to their bases. The bound is the fractional knapsack of the increments of g's concave
 * hulls in that time, which is at most the sum of what all places are worth.
 * Input: `TourProblem`. Output: worth. No places or units: 0. Cost: nodes x places, and a sort. Sources: Dantzig 1957, doi 10.1287/opre.5.2.266 (knapsack);
 * half ways as in Leifer & Rosenwein 1994, doi 10.1016/0377-2217(94)90253-4. Checked against exhaustive search and the best known scores.
 */
import type { TourProblem, TourUnit } from './tour-problem.ts'

interface Item { gain: number; time: number }

export function tourBound(problem: TourProblem): number {
  const least = leastTimes(problem)
  const items = problem.places.flatMap((_, q) => hull(mostOf(problem, q)).map((gain): Item => ({ gain, time: least[q]! }))).filter(({ gain }) => gain > 0)
  // A share too small to matter, so that sums in another order do not seem to be above it.
  return knapsack(items, timeOf(problem)) * (1 + 1e-12)
}

function knapsack(items: Item[], time: number): number {
  let [left, sum] = [time, 0]
  for (const item of items.sort((a, b) => b.gain * a.time - a.gain * b.time)) {
    if (item.time > left) return sum + item.gain * Math.max(0, left) / item.time
    sum += item.gain
    left -= item.time
  }
  return sum
}

/** g: the most that 0, 1, 2 ... visits of a place are worth. */
function mostOf({ places, units, nodes, travel, gap, falling }: TourProblem, q: number): number[] {
  const { options, service, most } = places[q]!
  const way = (unit: TourUnit, from: number, to: number) => travel[unit.mode]![from * nodes + to]!
  const first = Math.min(Infinity, ...units.map((unit) => unit.from + way(unit, unit.start, q)))
  const last = Math.max(-Infinity, ...units.map((unit) => unit.to - way(unit, q, unit.end) - service))
  let best = [0]
  for (const { from, to, worth } of options.toSorted((a, b) => b.worth - a.worth)) {
    const span = Math.min(to, last) - Math.max(from, first)
    // A rounding must not take a visit away.
    const fit = !(span >= -1e-9) ? 0 : service + gap > 0 ? Math.min(most, 1 + Math.floor(span / (service + gap) + 1e-9)) : most
    const next = [...best]
    best.forEach((before, k) => {
      let sum = before
      for (let j = 0; j < fit && k + j < most; j++) {
        sum += worth * falling ** (k + j)
        next[k + j + 1] = Math.max(next[k + j + 1] ?? 0, sum)
      }
    })
    best = next
  }
  return best
}

/** Increments of the least concave function that is nowhere below. */
function hull(values: readonly number[]): number[] {
  const increments: number[] = []
  for (let k = 0; k + 1 < values.length;) {
    let [to, slope] = [k + 1, -Infinity]
    for (let j = k + 1; j < values.length; j++) {
      const rise = (values[j]! - values[k]!) / (j - k)
      if (rise > slope) [to, slope] = [j, rise]
    }
    for (; k < to; k++) increments.push(slope)
  }
  return increments
}

/** The least time that a visit of each place takes, with its halves of ways, by the fastest unit. */
function leastTimes({ places, units, nodes, travel, gap }: TourProblem): number[] {
  const modes = [...new Set(units.map(({ mode }) => mode))]
  const fastest = (from: number, to: number) => Math.min(Infinity, ...modes.map((mode) => travel[mode]![from * nodes + to]!))
  const again = places.some(({ most }) => most > 1)
  const others = places.flatMap(({ most }, q) => (most > 0 ? [q] : []))
  return places.map(({ service, most }, q) => {
    const near = others.filter((r) => r !== q)
    const base = (nodesOf: (unit: TourUnit) => number, way: (node: number) => number) => Math.min(Infinity, ...units.map((unit) => way(nodesOf(unit))))
    const ins = twoLeast(near, (r) => fastest(r, q))
    const outs = twoLeast(near, (r) => fastest(q, r))
    const into = base(({ start }) => start, (node) => fastest(node, q))
    const outOf = base(({ end }) => end, (node) => fastest(q, node))
    const self = most > 1 ? gap : Infinity
    const apart = !again && ins.place === outs.place ? Math.min(ins.least + outs.second, ins.second + outs.least) : ins.least + outs.least
    const legs = Math.min(apart, Math.min(into, self) + Math.min(outs.least, outOf, self), Math.min(ins.least, self) + Math.min(outOf, self))
    return service + legs / 2
  })
}

function twoLeast(places: readonly number[], way: (place: number) => number): { place: number; least: number; second: number } {
  let [place, least, second] = [-1, Infinity, Infinity]
  for (const r of places) {
    const time = way(r)
    if (time < least) [place, least, second] = [r, time, least]
    else if (time < second) second = time
  }
  return { place, least, second }
}

/** Time for visits and their halves of ways; a unit that makes none has none. */
function timeOf({ places, units, nodes, travel }: TourProblem): number {
  return units.reduce((sum, { mode, start, end, from, to, breaks }) => {
    const least = (way: (q: number) => number) => Math.min(Infinity, ...places.map((_, q) => way(q)))
    const bases = least((q) => travel[mode]![start * nodes + q]!) + least((q) => travel[mode]![q * nodes + end]!)
    return sum + Math.max(0, to - from - breaks.reduce((total, { length }) => total + length, 0) - (bases < Infinity ? bases / 2 : Infinity))
  }, 0)
}
