/**
 * Published instances of orienteering (OPLib) and of team orienteering with time windows (Solomon), with the best scores known.
 * Distances are as the published data say: OPLib's are whole numbers by TSPLIB's rules, the others are rounded down to tenths, here whole tenths.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { TourProblem } from '../../api/analysis/tour-problem.ts'
import { shared } from './shared-data.ts'

export const parts = { oplib: 'benchmarks/orienteering', toptw: 'benchmarks/toptw' } as const

export interface TourInstance {
  name: string
  problem: TourProblem
  /** Best score known, and whether it is proved to be the most there is. */
  best: number
  proved: boolean
  /** Score that counts without a visit: the depot's. */
  free: number
}

interface Expected {
  orienteering: { instances: Record<string, { dimension: number; cost_limit: number; ea4op_score: number }> }
  toptw: { instances: Record<string, Record<string, { optimum?: number; reached?: number; routes?: number[][] }>> }
}

const expected = (): Expected => JSON.parse(readFileSync(shared('benchmarks', 'expected-values.json'), 'utf8')) as Expected

type Distance = (a: readonly [number, number], b: readonly [number, number]) => number
const euclid: Distance = ([x, y], [p, q]) => Math.hypot(x - p, y - q)
const distances: Record<string, Distance> = {
  EUC_2D: (a, b) => Math.floor(euclid(a, b) + 0.5),
  ATT: (a, b) => Math.ceil(Math.sqrt(euclid(a, b) ** 2 / 10) - 1e-9)
}

/** Nodes 0 to n - 2 are the customers, the last is the depot. */
function problemOf(at: readonly (readonly [number, number])[], distance: Distance, rest: Pick<TourProblem, 'places' | 'units'>): TourProblem {
  const nodes = at.length
  const travel = Float64Array.from({ length: nodes * nodes }, (_, k) => distance(at[Math.floor(k / nodes)]!, at[k % nodes]!))
  return { ...rest, nodes, travel: [travel], gap: 0, falling: 1, locks: [] }
}

const section = (text: string, name: string, end: string) => text.split(new RegExp(`${name}\\s*\\n`))[1]!.split(end)[0]!.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number))

function oplib(path: string, name: string, score: number): TourInstance {
  const text = readFileSync(path, 'utf8')
  const field = (key: string) => new RegExp(`^${key}\\s*:\\s*(\\S+)`, 'm').exec(text)![1]!
  const at = section(text, 'NODE_COORD_SECTION', 'NODE_SCORE').map(([, x, y]) => [x!, y!] as const)
  const scores = section(text, 'NODE_SCORE_SECTION', 'DEPOT').map(([, value]) => value!)
  const limit = Number(field('COST_LIMIT'))
  const places = scores.slice(1).map((worth) => ({ service: 0, options: [{ from: 0, to: limit, worth }], most: 1, must: false }))
  const depot = places.length
  const problem = problemOf([...at.slice(1), at[0]!], distances[field('EDGE_WEIGHT_TYPE')]!, { places, units: [{ mode: 0, start: depot, end: depot, from: 0, to: limit, breaks: [] }] })
  return { name, problem, best: score, proved: false, free: scores[0]! }
}

export function oplibInstances(): TourInstance[] {
  const known = expected().orienteering.instances
  const folder = shared('benchmarks', 'orienteering', 'instances')
  return readdirSync(folder).sort().flatMap((generation) => readdirSync(`${folder}/${generation}`).sort().map((file) => {
    const name = file.replace('.oplib', '')
    return oplib(`${folder}/${generation}/${file}`, name, known[name]!.ea4op_score)
  }))
}

/** In tenths, so that sums are exact. */
function toptw(name: string, m: number): TourProblem {
  const rows = readFileSync(shared('benchmarks', 'toptw', `${name}.txt`), 'utf8').split(/\r?\n/).slice(9).map((line) => line.trim().split(/\s+/).map(Number)).filter((row) => row.length === 7)
  const places = rows.slice(1).map(([, , , worth, ready, due, service]) => ({ service: service! * 10, options: [{ from: ready! * 10, to: due! * 10, worth: worth! }], most: 1, must: false }))
  const at = [...rows.slice(1), rows[0]!].map(([, x, y]) => [x!, y!] as const)
  const depot = places.length
  const unit = { mode: 0, start: depot, end: depot, from: 0, to: rows[0]![5]! * 10, breaks: [] }
  return problemOf(at, (a, b) => Math.floor(10 * euclid(a, b) + 1e-9), { places, units: Array.from({ length: m }, () => unit) })
}

/** With the published routes, as places, where there are any. */
export function toptwInstances(): (TourInstance & { routes: number[][] | null })[] {
  return Object.entries(expected().toptw.instances).flatMap(([name, teams]) => [1, 2, 3, 4].map((m) => {
    const { optimum, reached, routes } = teams[m]!
    return { name: `${name} m=${m}`, problem: toptw(name, m), best: (optimum ?? reached)!, proved: optimum !== undefined, free: 0, routes: routes?.map((route) => route.map((customer) => customer - 1)) ?? null }
  }))
}
