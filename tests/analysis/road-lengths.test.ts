/** Lengths of roads by samples, against the lengths of the edges and by hand. */
import { describe, expect, it } from 'vitest'
import { bucketsOf } from '../../api/analysis/buckets.ts'
import { roadClasses } from '../../api/analysis/road-classes.ts'
import { lengthsWithin, nearestSample, roadSamples } from '../../api/analysis/road-lengths.ts'
import { fileAt, madeGraph, roadArrays, sampleRoads } from '../support/roads.ts'
import { holds, named } from '../support/shared-data.ts'

const PRIMARY = roadClasses.findIndex(({ id }) => id === 'primary')
const everywhere = { groupOf: (roadClass: number) => (roadClass === PRIMARY ? 0 : 1), inside: () => true, middle: [0.5, 51.7] as [number, number], stepM: 10 }
/** A cross of roads: 2 km west to east, primary, and 1 km north of its middle. */
const degree = { east: 1e6 / 69_172, north: 1e6 / 111_250 }
const cross = madeGraph([[500_000 - 1000 * degree.east, 51_700_000], [500_000, 51_700_000], [500_000 + 1000 * degree.east, 51_700_000], [500_000, 51_700_000 + 1000 * degree.north]].map(([lng, lat]) => [Math.round(lng!), Math.round(lat!)] as const),
  [{ from: 0, to: 1, metres: 1000, roadClass: PRIMARY }, { from: 1, to: 2, metres: 1000, roadClass: PRIMARY }, { from: 1, to: 3, metres: 1000 }])

describe('lengths of roads', () => {
  const samples = roadSamples(cross.roads, everywhere)
  const buckets = bucketsOf(samples, 100)

  it('are the edges\', by group', () => expect([...samples.group].reduce((sums, group) => { sums[group]! += 0.01; return sums }, [0, 0]).map((km) => Number(km.toFixed(6)))).toEqual([2, 1]))

  it('in a circle are what crosses it', () => {
    expect(lengthsWithin(samples, buckets, [0, 0], 50, 2).map((km) => Number(km.toFixed(6)))).toEqual([0.1, 0.05])
    expect(lengthsWithin(samples, buckets, [500, 0], 100, 2).map((km) => Number(km.toFixed(6)))).toEqual([0.2, 0])
    expect(lengthsWithin(samples, buckets, [500, 500], 100, 2)).toEqual([0, 0])
  })

  it('know the nearest road of a group', () => {
    const near = nearestSample(samples, buckets, [20, 60], 100, 0)
    expect(samples.group[near]).toBe(0)
    expect(samples.group[nearestSample(samples, buckets, [20, 60], 100, -1)]).toBe(1)
    expect(nearestSample(samples, buckets, [400, 400], 100, -1)).toBe(-1)
  })

  it('leave out what lies outside, and classes without a group', () => {
    expect(roadSamples(cross.roads, { ...everywhere, inside: ([, lat]) => lat > 51.7045 }).x.length).toBeGreaterThan(40)
    expect(roadSamples(cross.roads, { ...everywhere, groupOf: () => -1 }).x.length).toBe(0)
  })

  it.skipIf(!holds('osm-sample'))(named('add up to the lengths of a real network', 'osm-sample'), async () => {
    const roads = await roadArrays(fileAt(sampleRoads))
    const stepM = 5
    const found = roadSamples(roads, { ...everywhere, middle: [-84.5, 39], stepM, groupOf: () => 0 })
    const driven = roads.edgeCm.reduce((sum, cm, e) => sum + (roads.edgeAccess[e]! & 24 ? cm / 1e5 : 0), 0)
    expect((found.x.length * stepM) / 1000 / driven).toBeCloseTo(1, 2)
  })
})
