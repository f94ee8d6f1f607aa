/** Problems of where to stand, and their answers by trying every set. */
import { evaluatePoints, type PointsWorth } from '../../api/analysis/location-greedy.ts'
import type { LocationProblem } from '../../api/analysis/location-problem.ts'
import { seededRandom } from '../../api/analysis/random.ts'

/** From the times of each candidate to every demand; 15 minutes for everybody. */
export const problemOf = (weights: number[], byCandidate: number[][], fixed: number[] = []): LocationProblem => ({
  weights: Float64Array.from(weights), limitsS: new Float64Array(weights.length).fill(900), candidates: byCandidate.length, fixed,
  times: Float64Array.from(weights.flatMap((_, i) => byCandidate.map((times) => times[i]!)))
})

/** Five demands in a row, 10 minutes apart; candidates at the first, third and fifth. */
export const fiveInARow = problemOf([5, 1, 2, 1, 4], [0, 2, 4].map((at) => [0, 1, 2, 3, 4].map((i) => 600 * Math.abs(i - at))))

/** `farS`: twice the longest time to demand with weight. */
export interface RandomProblem { problem: LocationProblem; p: number; farS: number }

/** Points on a square, some demand without weight, some ways closed, weights whole or not, times that often are equal. */
export function randomProblem(name: string, { demands, candidates, reach }: { demands?: number; candidates?: number; reach?: number } = {}): RandomProblem {
  const random = seededRandom(`location ${name}`)
  const [n, m] = [demands ?? 1 + random.int(24), candidates ?? 1 + random.int(10)]
  // Where anybody may be near anybody, relaxed programmes are farther from whole ones than on a map.
  const map = reach !== undefined || random.chance(0.4)
  const [whole, closed, speed] = [random.chance(0.5), random.chance(0.5) ? 0.15 : 0, reach ? 900 / reach : 900 / (0.15 + 0.4 * random.next())]
  const place = () => [random.next(), random.next()] as const
  const weights = Float64Array.from({ length: n }, () => (random.chance(0.1) ? 0 : whole ? 1 + random.int(20) : 5 * random.next()))
  const [from, to] = [Array.from({ length: m }, place), Array.from({ length: n }, place)]
  const times = Float64Array.from(to.flatMap(([x, y]) => from.map(([a, b]) => (random.chance(closed) ? Infinity : 60 * Math.round(map ? (Math.hypot(x - a, y - b) * speed) / 60 : 5 + 40 * random.next())))))
  const fixed = Array.from({ length: m }, (_, j) => j).filter(() => random.chance(0.15))
  const limitsS = Float64Array.from({ length: n }, () => (random.chance(0.5) ? 900 : 1200))
  const asked = times.filter((time, k) => time < Infinity && weights[Math.floor(k / m)]! > 0)
  return { problem: { weights, limitsS, times, candidates: m, fixed }, p: random.int(5), farS: 2 * asked.reduce((most, time) => Math.max(most, time), 0) }
}

/** Fifty demands of much the same weight that anybody may be near: the relaxed programme is far from a whole one, so the integer programme is needed. */
export function hardProblem(name: string): RandomProblem {
  const random = seededRandom(`hard location ${name}`)
  const [demands, candidates] = [50, 11]
  const weights = Float64Array.from({ length: demands }, () => 1 + random.int(3))
  const times = Float64Array.from({ length: demands * candidates }, () => 60 * (5 + random.int(40)))
  return { problem: { weights, limitsS: new Float64Array(demands).fill(900), times, candidates, fixed: [] }, p: 3 + random.int(2), farS: 2 * times.reduce((most, time) => Math.max(most, time), 0) }
}

/** The greatest of a value over every set of at most `p` points beside the standing ones. */
export function bestByTrying(problem: LocationProblem, p: number, value: (worth: PointsWorth) => number): number {
  const free = Array.from({ length: problem.candidates }, (_, j) => j).filter((j) => !problem.fixed.includes(j))
  const best = (chosen: number[], next: number): number => {
    let most = value(evaluatePoints(problem, chosen))
    if (chosen.length < p) for (let k = next; k < free.length; k++) most = Math.max(most, best([...chosen, free[k]!], k + 1))
    return most
  }
  return best([], 0)
}

/** The same problem with its demands or its candidates the other way round. */
export function reordered(problem: LocationProblem, what: 'demands' | 'candidates'): LocationProblem {
  const { weights, limitsS, times, candidates: m, fixed } = problem
  const n = weights.length
  if (what === 'candidates') return { ...problem, times: times.map((_, k) => times[Math.floor(k / m) * m + (m - 1 - (k % m))]!), fixed: fixed.map((j) => m - 1 - j) }
  return { ...problem, weights: weights.slice().reverse(), limitsS: limitsS.slice().reverse(), times: times.map((_, k) => times[(n - 1 - Math.floor(k / m)) * m + (k % m)]!) }
}

/**
 * As in a county: 5,600 hexagons on 75 x 55 km with fourteen towns, where most demand and half of the candidates are. Within 15 minutes a unit gets
 * `reachKm` far, more or less as roads go.
 */
export function countyProblem({ reachKm, demands = 5600, candidates = 300 }: { reachKm: number; demands?: number; candidates?: number }): LocationProblem {
  const random = seededRandom('location county')
  const towns = Array.from({ length: 14 }, () => ({ x: random.next() * 75, y: random.next() * 55, size: 1.5 + 3 * random.next(), people: 0.2 + 8 * random.next() ** 3 }))
  const density = (x: number, y: number) => towns.reduce((sum, town) => sum + (town.people / town.size ** 2) * Math.exp(-((x - town.x) ** 2 + (y - town.y) ** 2) / (2 * town.size ** 2)), 0)
  const across = Math.round(Math.sqrt((demands * 75) / 55))
  const at = Array.from({ length: demands }, (_, i) => [((i % across) * 75) / across + 0.3 * random.next(), Math.floor(i / across) * (55 / Math.ceil(demands / across))] as const)
  const weights = Float64Array.from(at, ([x, y]) => Math.round(random.gamma(2) * (1 + 400 * density(x, y))))
  const sites = Array.from({ length: candidates }, () => {
    const town = random.chance(0.5) ? towns[random.int(towns.length)]! : undefined
    return town ? [town.x + town.size * random.normal(), town.y + town.size * random.normal()] as const : [75 * random.next(), 55 * random.next()] as const
  })
  const times = Float32Array.from({ length: demands * candidates }, (_, k) => {
    const [[x, y], [a, b]] = [at[Math.floor(k / candidates)]!, sites[k % candidates]!]
    return (900 / reachKm) * Math.hypot(x - a, y - b) * (1 + 0.2 * Math.sin(x * b))
  })
  return { weights, limitsS: new Float64Array(demands).fill(900), times, candidates, fixed: [] }
}
