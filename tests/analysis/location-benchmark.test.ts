/** San Francisco, 16 stores and 205 tracts: the published instance of spopt's tests, with optima found by trying every set. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { evaluatePoints } from '../../api/analysis/location-greedy.ts'
import type { LocationProblem } from '../../api/analysis/location-problem.ts'
import { coverCurve, maximalCover, setCover } from '../../api/analysis/solve-location.ts'
import { pCenter, pMedian } from '../../api/analysis/solve-near.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const part = 'benchmarks/facility-location'
const rows = (file: string) => parse(readFileSync(shared(part, file)), { columns: true }) as Record<string, string>[]

interface Instance { problem: LocationProblem; stores: string[] }
/** Metres in place of seconds: nothing in the models knows the unit. */
function sanFrancisco(limit: number): Instance {
  const stores = rows('SF_store_site_16_longlat.csv').map(({ NAME }) => NAME!)
  const tracts = rows('SF_demand_205_centroid_uniform_weight.csv')
  const place = new Map(tracts.map(({ NAME }, i) => [NAME!, i]))
  const times = new Float64Array(tracts.length * stores.length).fill(Infinity)
  for (const { distance, name, DestinationName } of rows('SF_network_distance_candidateStore_16_censusTract_205_new.csv')) times[place.get(DestinationName!)! * stores.length + stores.indexOf(name!)] = Number(distance)
  return { stores, problem: { weights: Float64Array.from(tracts, ({ POP2000 }) => Number(POP2000)), limitsS: new Float64Array(tracts.length).fill(limit), times, candidates: stores.length, fixed: [] } }
}

const names = ({ stores }: Instance, chosen: readonly number[]) => chosen.map((j) => stores[j]!).sort()
const exact = { gap: 0 }
const best = ['Store_11', 'Store_12', 'Store_15', 'Store_2']
const published = holds(part)

describe('San Francisco', () => {
  it.skipIf(!published)(named('maximal cover by four stores within 5 km is the published one, with its stores', part), async () => {
    const instance = sanFrancisco(5000)
    const found = await maximalCover(instance.problem, 4, exact)
    expect(found).toMatchObject({ covered: 875_247, total: 955_113, bound: 875_247, proved: true, method: 'exact' })
    expect(names(instance, found.chosen)).toEqual(best)
    // 21 tracts are not covered: 89.7560975609756 %.
    const tracts = evaluatePoints({ ...instance.problem, weights: new Float64Array(205).fill(1) }, found.chosen)
    expect(tracts.share).toBeCloseTo(0.897560975609756, 14)
  })

  it.skipIf(!published)(named('the curve of cover is the published one', part), async () => {
    const curve = await coverCurve(sanFrancisco(5000).problem, 8, exact)
    expect(curve.map(({ covered }) => covered)).toEqual([0, 448_255, 671_938, 791_499, 875_247, 927_402, 941_462, expect.any(Number), 955_113])
    expect(curve.every(({ proved }) => proved)).toBe(true)
  })

  it.skipIf(!published)(named('eight stores reach everybody within 5 km, and no fewer; within 20 m nobody is reached', part), async () => {
    expect(await setCover(sanFrancisco(5000).problem)).toMatchObject({ covered: 955_113, bound: 8, proved: true, chosen: { length: 8 } })
    const { chosen, unreachable } = await setCover(sanFrancisco(20).problem)
    expect([chosen.length, unreachable.demands.length, unreachable.weight]).toEqual([0, 205, 955_113])
  })

  it.skipIf(!published)(named('the p-median of four stores is the published one, with its mean', part), async () => {
    const instance = sanFrancisco(5000)
    const found = await pMedian(instance.problem, 4, exact)
    expect(found.cost / 2_848_268_129.714512).toBeCloseTo(1, 12)
    expect(found.meanS).toBeCloseTo(2982.1268579890657, 9)
    expect(found.proved).toBe(true)
    expect(names(instance, found.chosen)).toEqual(best)
  })

  it.skipIf(!published)(named('the p-center of four stores is the published one', part), async () => {
    const found = await pCenter(sanFrancisco(5000).problem, 4)
    expect(found).toMatchObject({ worstS: 7403.063810849859, boundS: 7403.063810849859, proved: true })
  })
})
