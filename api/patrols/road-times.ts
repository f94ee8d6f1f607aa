/** Times and names from the imported roads, as a thread works them out: it keeps the graph that it was last asked about. */
import type { Position } from '../analysis/h3-grid.ts'
import { RoadGraph, type RoadArrays } from '../analysis/road-graph.ts'
import { roadTravel, type RoadTravel } from '../analysis/road-paths.ts'
import type { TravelMode } from '../vocabulary.ts'

/** `roads` lies in memory that threads share, so that nothing is copied. */
export interface LoadedRoads { graph: string; madeOn: string; roads: RoadArrays }
export interface RoadTask extends LoadedRoads { points: readonly Position[]; modes: readonly TravelMode[] }
export interface NameTask extends LoadedRoads { points: readonly Position[]; withinM: number }

let kept: { graph: string; made: RoadGraph } | undefined

function graphOf({ graph, roads }: LoadedRoads): RoadGraph {
  if (kept?.graph !== graph) kept = { graph, made: new RoadGraph(roads) }
  return kept.made
}

export const roadTimes = (task: RoadTask): RoadTravel[] => task.modes.map((mode) => roadTravel(graphOf(task), task.points, mode))

/** The name of the nearest road that has one; null where there is none near enough. */
export const roadNames = (task: NameTask): (string | null)[] => task.points.map((point) => graphOf(task).nearestRoadName(point, task.withinM) ?? null)
