/** Expectations by kilometre, where roads are loaded: collisions by km of each group of roads, and the roads in a circle. */
import { bucketsOf } from '../analysis/buckets.ts'
import { perKilometre, type LengthExpectation, type Section } from '../analysis/collision-expectation.ts'
import { empiricalBayes } from '../analysis/empirical-bayes.ts'
import { cellAt, cellsWithin, type Position } from '../analysis/h3-grid.ts'
import type { Metres } from '../analysis/metres.ts'
import { roadClasses } from '../analysis/road-classes.ts'
import type { RoadArrays } from '../analysis/road-graph.ts'
import { lengthsWithin, nearestSample, roadSamples, type RoadSamples } from '../analysis/road-lengths.ts'
import { roadGroups } from '../road-vocabulary.ts'
import type { ClusterExpectation } from './cluster-work.ts'
import { roadGroupOf, type Collisions } from './packed-collisions.ts'

/** `roads` lies in memory that threads share; `study`: outlines of what the roads are counted in, GeoJSON. */
export interface RoadGround { graph: string; area: string; roads: RoadArrays; study: readonly { type: string; coordinates: unknown }[] }

const STEP_M = 10
/** A collision farther from every road of its group takes any road; farther from all roads it is on none. */
const ON_ROAD_M = 60
/** About 350 m across: an outline is not known better. */
const STUDY_RES = 9

/** OpenStreetMap's classes beside those of STATS19. */
const groupOfClass = roadClasses.map(({ id, vehicle }) => {
  if (vehicle === 0) return -1
  if (/^motorway/.test(id)) return 0
  if (/^(trunk|primary)/.test(id)) return 1
  if (/^secondary/.test(id)) return 2
  return id === 'service' ? -1 : 3
})

let kept: { key: string; samples: RoadSamples; middle: Position } | undefined

function samplesOf({ graph, area, roads, study }: RoadGround, middle: Position): RoadSamples {
  const key = `${graph} ${area} ${middle.join()}`
  if (kept?.key !== key) {
    const cells = new Set(study.flatMap((outline) => cellsWithin(outline, STUDY_RES)))
    kept = { key, middle, samples: roadSamples(roads, { groupOf: (roadClass) => groupOfClass[roadClass]!, inside: (at) => cells.has(cellAt(at, STUDY_RES)), middle, stepM: STEP_M }) }
  }
  return kept.samples
}

/** What is expected in circles of this radius, by the roads in them. `middle`: of the metres of the events. null for a circle without roads. */
export function expectationByLength(ground: RoadGround, all: Collisions, events: Metres, middle: Position, radiusM: number): (middle: number, within: number) => ClusterExpectation | null {
  const samples = samplesOf(ground, middle)
  if (samples.x.length === 0) return () => null
  const buckets = bucketsOf(samples, Math.max(radiusM, ON_ROAD_M))
  const counts = new Map<number, number>()
  for (let i = 0; i < all.index.length; i++) {
    const at = [events.x[i]!, events.y[i]!] as const
    const own = nearestSample(samples, buckets, at, ON_ROAD_M, roadGroupOf(all.roadClass[i]!))
    const found = own >= 0 ? own : nearestSample(samples, buckets, at, ON_ROAD_M, -1)
    if (found >= 0) counts.set(samples.edge[found]!, (counts.get(samples.edge[found]!) ?? 0) + 1)
  }
  const rates = perKilometre(sectionsOf(samples, counts), roadGroups.length)
  return (i, within) => {
    const km = lengthsWithin(samples, buckets, [events.x[i]!, events.y[i]!], radiusM, roadGroups.length)
    return expectedOf(within, km, rates)
  }
}

/** Edges are junction to junction, or at most 200 m of it. */
function sectionsOf({ edge, group }: RoadSamples, counts: ReadonlyMap<number, number>): Section[] {
  const sections = new Map<number, Section>()
  edge.forEach((e, i) => {
    const section = sections.get(e) ?? { kind: group[i]!, km: 0, count: counts.get(e) ?? 0 }
    section.km += STEP_M / 1000
    sections.set(e, section)
  })
  return [...sections.values()]
}

function expectedOf(within: number, km: readonly number[], rates: readonly (LengthExpectation | null)[]): ClusterExpectation | null {
  const parts = km.map((length, group) => ({ length, group, mean: length * (rates[group]?.perKm ?? 0) })).filter(({ length }) => length > 0)
  const expected = parts.reduce((sum, { mean }) => sum + mean, 0)
  if (!(expected > 0)) return null
  const phi = parts.reduce((sum, { mean, group }) => sum + (mean / expected) * (rates[group]?.phi ?? 0), 0)
  const { mean, lower, upper, excess } = empiricalBayes(within, expected, phi)
  const sections = parts.reduce((sum, { group }) => sum + (rates[group]?.sections ?? 0), 0)
  const kind = parts.map(({ length, group }) => `${length.toFixed(2)} km of ${roadGroups[group]!.title}`).join(' and ')
  return { basis: 'length', held: within, expected, behind: mean, lower, upper, excess, kind, places: sections, own: true }
}
