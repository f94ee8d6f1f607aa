/**
 * How long the roads of an area are, by group, and how much of them lies in a circle: for collisions by kilometre.
 *
 * What it tells: kilometres of carriageway open to vehicles; a dual carriageway counts for each of its two. What it does not: traffic, lanes.
 * Formula: a sample stands for each `stepM` metres of road, in the middle of them; the length in a circle is `stepM` for each sample in it: right within a
 * step for each road that crosses its edge.
 * Input: the graph as stored, the group of each class (-1: left out), a middle for metres, and what belongs to the area. Output: samples by edge.
 * Undefined: nothing of a group: no samples of it. Cost: 0.1 microseconds a metre of road and step. Checked against the lengths of the edges.
 */
import { eachWithin, type Buckets } from './buckets.ts'
import { toMetres, type Metres } from './metres.ts'
import type { Position } from './h3-grid.ts'
import { roadAccess } from './road-classes.ts'
import { eachStretch } from './road-grid.ts'
import type { RoadArrays } from './road-graph.ts'

export interface RoadSamples extends Metres { group: Uint8Array; edge: Int32Array; stepM: number }

export interface SampleChoice {
  /** By class; -1: left out. */
  groupOf: (roadClass: number) => number
  inside: (position: Position) => boolean
  middle: Position
  stepM: number
}

export function roadSamples(roads: RoadArrays, { groupOf, inside, middle, stepM }: SampleChoice): RoadSamples {
  const [positions, group, edge]: [Position[], number[], number[]] = [[], [], []]
  for (let e = 0; e < roads.edgeFrom.length; e++) {
    const own = groupOf(roads.edgeClass[e]!)
    if (own < 0 || (roads.edgeAccess[e]! & (roadAccess.vehicle | roadAccess.vehicleBack)) === 0) continue
    let due = stepM / 2
    let before = 0
    const scale = lengthScale(roads, e)
    eachStretch(roads, e, (_, lngA, latA, lngB, latB) => {
      const length = scale * Math.hypot((lngB - lngA) * Math.cos((latA / 1e6) * (Math.PI / 180)), latB - latA)
      for (; due <= before + length; due += stepM) {
        const share = length === 0 ? 0 : (due - before) / length
        const at: Position = [(lngA + share * (lngB - lngA)) / 1e6, (latA + share * (latB - latA)) / 1e6]
        if (!inside(at)) continue
        positions.push(at)
        group.push(own)
        edge.push(e)
      }
      before += length
    })
  }
  return { ...toMetres(positions, middle), group: Uint8Array.from(group), edge: Int32Array.from(edge), stepM }
}

/** Metres a millionth of a degree is long here, so that the stretches add up to the length of the edge. */
function lengthScale(roads: RoadArrays, e: number): number {
  let sum = 0
  eachStretch(roads, e, (_, lngA, latA, lngB, latB) => { sum += Math.hypot((lngB - lngA) * Math.cos((latA / 1e6) * (Math.PI / 180)), latB - latA) })
  return sum === 0 ? 0 : roads.edgeCm[e]! / 100 / sum
}

/** Km of each group in a circle. `buckets` are of the samples, at least `radiusM` wide. */
export function lengthsWithin(samples: RoadSamples, buckets: Buckets, [x, y]: readonly [number, number], radiusM: number, groups: number): number[] {
  const km = new Array<number>(groups).fill(0)
  eachWithin(samples, buckets, x, y, radiusM, (i) => { km[samples.group[i]!]! += samples.stepM / 1000 })
  return km
}

/** The nearest sample of a group (-1: any); -1 where none is within reach. */
export function nearestSample(samples: RoadSamples, buckets: Buckets, [x, y]: readonly [number, number], withinM: number, group: number): number {
  let [best, least] = [-1, Infinity]
  eachWithin(samples, buckets, x, y, withinM, (i, squared) => { if ((group < 0 || samples.group[i] === group) && squared < least) [best, least] = [i, squared] })
  return best
}
