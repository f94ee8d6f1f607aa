/** Expectations by kilometre, where roads are loaded: collisions by km of each group of roads, and the roads in a circle. */
import { bucketsOf, type Buckets } from '../analysis/buckets.ts'
import { perKilometre, type LengthExpectation, type Section } from '../analysis/collision-expectation.ts'
import { empiricalBayes } from '../analysis/empirical-bayes.ts'
import { cellAt, cellsWithin, type Position } from '../analysis/h3-grid.ts'
import type { Metres, Projected } from '../analysis/metres.ts'
import { roadClasses } from '../analysis/road-classes.ts'
import type { RoadArrays } from '../analysis/road-graph.ts'
import { lengthsWithin, roadSamples, type RoadSamples } from '../analysis/road-lengths.ts'
import { roadGroups } from '../road-vocabulary.ts'
import type { ClusterExpectation } from './cluster-work.ts'
import { ON_ROAD_M, snappedToRoads, type SnapFacts } from './snap-work.ts'
import type { Collisions } from './packed-collisions.ts'

/** `roads` lies in memory that threads share; `study`: outlines of what the roads are counted in, GeoJSON. */
export interface RoadGround { graph: string; area: string; roads: RoadArrays; study: readonly { type: string; coordinates: unknown }[] }

const STEP_M = 10
/** About 350 m across: an outline is not known better. */
export const STUDY_RES = 9

/** OpenStreetMap's classes beside those of STATS19. */
const groupOfClass = roadClasses.map(({ id, vehicle }) => {
  if (vehicle === 0) return -1
  if (/^motorway/.test(id)) return 0
  if (/^(trunk|primary)/.test(id)) return 1
  if (/^secondary/.test(id)) return 2
  return id === 'service' ? -1 : 3
})

let keptCells: { key: string; cells: ReadonlySet<string> } | undefined

/** What the roads are counted in, as cells; made once for a graph and an area. */
export function studyCells({ graph, area, study }: RoadGround): ReadonlySet<string> {
  const key = `${graph} ${area}`
  if (keptCells?.key !== key) keptCells = { key, cells: new Set(study.flatMap((outline) => cellsWithin(outline, STUDY_RES))) }
  return keptCells.cells
}

let kept: { key: string; samples: RoadSamples; middle: Position } | undefined

function samplesOf(ground: RoadGround, middle: Position): RoadSamples {
  const { graph, area, roads } = ground
  const key = `${graph} ${area} ${middle.join()}`
  if (kept?.key !== key) {
    const cells = studyCells(ground)
    kept = { key, middle, samples: roadSamples(roads, { groupOf: (roadClass) => groupOfClass[roadClass]!, inside: (at) => cells.has(cellAt(at, STUDY_RES)), middle, stepM: STEP_M }) }
  }
  return kept.samples
}

/** Collisions on the loaded roads, and what the roads in a circle lead one to expect; null where no road lies in the area. */
export interface OnRoads { events: Metres; snapped: SnapFacts; expected: (radiusM: number) => (middle: number, within: number) => ClusterExpectation | null }

export function onRoads(ground: RoadGround, all: Collisions, events: Projected): OnRoads | null {
  const samples = samplesOf(ground, events.middle)
  if (samples.x.length === 0) return null
  const { sample, facts, ...moved } = snappedToRoads(all, events, samples, bucketsOf(samples, ON_ROAD_M))
  const counts = new Map<number, number>()
  for (const at of sample) if (at >= 0) counts.set(samples.edge[at]!, (counts.get(samples.edge[at]!) ?? 0) + 1)
  const rates = perKilometre(sectionsOf(samples, counts), roadGroups.length)
  return { events: moved, snapped: facts, expected: (radiusM) => expectationByLength(samples, rates, moved, bucketsOf(samples, radiusM), radiusM) }
}

/** In circles of this radius, by the roads in them; null for a circle without roads. */
function expectationByLength(samples: RoadSamples, rates: readonly (LengthExpectation | null)[], { x, y }: Metres, buckets: Buckets, radiusM: number): (middle: number, within: number) => ClusterExpectation | null {
  return (i, within) => expectedOf(within, lengthsWithin(samples, buckets, [x[i]!, y[i]!], radiusM, roadGroups.length), rates)
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
