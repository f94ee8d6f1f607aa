/** Collisions moved to the road they happened on, where roads are loaded: a place read off a map beside the road would else make two clusters of one. */
import type { Buckets } from '../analysis/buckets.ts'
import type { Metres } from '../analysis/metres.ts'
import { nearestSample, type RoadSamples } from '../analysis/road-lengths.ts'
import { roadGroupOf, type Collisions } from './packed-collisions.ts'

/** A collision farther from every road of its group takes any road; farther from all roads it is on none. */
export const ON_ROAD_M = 60

export interface SnapFacts {
  moved: number
  /** Metres, of those that were moved. */
  farthestM: number
  /** Farther from every road: they stay where their file has them. */
  away: number
}
export interface Snapped extends Metres {
  /** Of each collision: the sample of a road it lies at now; -1: none. */
  sample: Int32Array
  facts: SnapFacts
}

/** `events`: the collisions in metres about the middle of the samples; `buckets` of the samples, at least ON_ROAD_M wide. Of samples as near the first counts, so that the order of rows does not. */
export function snappedToRoads(all: Pick<Collisions, 'roadClass'>, events: Metres, samples: RoadSamples, buckets: Buckets): Snapped {
  const [x, y, sample] = [events.x.slice(), events.y.slice(), new Int32Array(events.x.length)]
  const facts: SnapFacts = { moved: 0, farthestM: 0, away: 0 }
  for (let i = 0; i < x.length; i++) {
    const at = [x[i]!, y[i]!] as const
    const own = nearestSample(samples, buckets, at, ON_ROAD_M, roadGroupOf(all.roadClass[i]!))
    const found = sample[i] = own >= 0 ? own : nearestSample(samples, buckets, at, ON_ROAD_M, -1)
    if (found < 0) {
      facts.away++
      continue
    }
    ;[x[i], y[i]] = footNear(samples, found, at)
    facts.moved++
    facts.farthestM = Math.max(facts.farthestM, Math.hypot(x[i]! - at[0], y[i]! - at[1]))
  }
  return { x, y, sample, facts }
}

/** Foot of the perpendicular on the road at a sample, at most half a step from it: samples themselves stand in line, and a circle about one would hold its two ends or neither. */
function footNear({ x, y, edge, stepM }: RoadSamples, i: number, at: readonly [number, number]): [number, number] {
  const beside = (j: number) => (edge[j] === edge[i] && Math.hypot(x[j]! - x[i]!, y[j]! - y[i]!) < 1.5 * stepM ? j : i)
  const [before, after] = [beside(i - 1), beside(i + 1)]
  const [dx, dy] = [x[after]! - x[before]!, y[after]! - y[before]!]
  const length = Math.hypot(dx, dy)
  if (length === 0) return [x[i]!, y[i]!]
  const along = ((at[0] - x[i]!) * dx + (at[1] - y[i]!) * dy) / length
  const share = Math.max(-stepM / 2, Math.min(stepM / 2, along)) / length
  return [x[i]! + share * dx, y[i]! + share * dy]
}
