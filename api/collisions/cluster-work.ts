/** Clusters with their guard against chance, as a thread works them out: chosen collisions, the rule, what is expected of such roads, ranks. */
import { clustersOf, type Cluster, type ClusterRules } from '../analysis/collision-clusters.ts'
import { furtherAround, type KindExpectation } from '../analysis/collision-expectation.ts'
import { collisionValues } from '../analysis/collision-values.ts'
import { dbscan } from '../analysis/dbscan.ts'
import { empiricalBayes } from '../analysis/empirical-bayes.ts'
import { toMetres } from '../analysis/metres.ts'
import { NearPoints } from '../analysis/near-lists.ts'
import type { ClusterMeasure, ExpectationBasis, LightChoice, UserGroup } from '../road-vocabulary.ts'
import { roadGroups, userGroupIds } from '../road-vocabulary.ts'
import { onRoads, type RoadGround } from './length-work.ts'
import type { SnapFacts } from './snap-work.ts'
import { nearestSettlement, type Settlement } from '../analysis/nearest-settlement.ts'
import { bitOf, isKsi, picked, readCollisions, roadGroupOf, roadName, type Collisions } from './packed-collisions.ts'

export interface CollisionFilter { road: string | null; group: UserGroup | null; light: LightChoice | null; fromHour: number | null; toHour: number | null; by: ClusterMeasure }
/** `roads`: null where none are loaded. */
export interface ClusterTask { collisions: string; rules: ClusterRules; filter: CollisionFilter; settlements: readonly Settlement[]; roads: RoadGround | null }

export interface ClusterFacts {
  /** Name of the collision in the middle. */
  id: string
  position: [number, number]
  /** The commonest numbered road, and the nearest settlement. */
  road: string | null
  near: string | null
  rural: boolean
  collisions: number
  ksi: number
  fatal: number
  serious: number
  slight: number
  casualties: number
  /** Pounds, as collisionValues has them. */
  value: number
  within: number
  radiusM: number
  extentM: number
  groups: Record<UserGroup, number>
  dark: number
  expectation: ClusterExpectation | null
  rank: number
  members: string[]
}
/** Of the circle about the middle. By surroundings the collision in the middle is not counted: `held` are the further ones. `places`: collisions, or sections of road, that it was taken from. */
export interface ClusterExpectation { basis: ExpectationBasis; held: number; expected: number; behind: number; lower: number; upper: number; excess: number; kind: string; places: number; own: boolean }
/** `snapped`: null where no roads are loaded in the area. */
export interface ClusterFindings { chosen: number; snapped: SnapFacts | null; clusters: ClusterFacts[]; dense: { groups: number; members: number; alone: number } }

export const KINDS = roadGroups.length * 4

export function clusterFindings({ collisions, rules, filter, settlements, roads }: ClusterTask): ClusterFindings {
  const all = chosenOf(readCollisions(collisions), filter)
  const positions = Array.from(all.lng, (lng, i) => [lng, all.lat[i]!] as [number, number])
  const given = toMetres(positions)
  const roadwise = roads && onRoads(roads, all, given)
  const events = { ...(roadwise?.events ?? given), rural: all.rural, names: all.index }
  const near = new NearPoints(events)
  const kinds = Uint8Array.from(all.index, (_, i) => kindOf(all, i))
  const expectations = new Map<number, (KindExpectation | null)[]>()
  const expectationOf = (radiusM: number, kind: number) => {
    if (!expectations.has(radiusM)) expectations.set(radiusM, furtherAround(events, kinds, KINDS, radiusM, near))
    return expectations.get(radiusM)![kind]!
  }
  const byLength = new Map<number, ReturnType<NonNullable<typeof roadwise>['expected']>>()
  const lengthOf = ({ middle, within, radiusM }: Cluster) => {
    if (!roadwise) return null
    if (!byLength.has(radiusM)) byLength.set(radiusM, roadwise.expected(radiusM))
    return byLength.get(radiusM)!(middle, within)
  }
  const found = clustersOf(events, rules, near).map((cluster): ClusterFacts => {
    const kind = kinds[cluster.middle]!
    const expectation = lengthOf(cluster) ?? expectedOf(cluster, kind, expectationOf(cluster.radiusM, kind))
    return { ...factsOf(all, cluster), near: nearestSettlement(settlements, positions[cluster.middle]!), expectation, rank: 0 }
  })
  found.sort(filter.by === 'severity' ? (a, b) => b.value - a.value || byExcess(a, b) : byExcess)
  found.forEach((one, i) => { one.rank = i + 1 })
  return { chosen: all.index.length, snapped: roadwise?.snapped ?? null, clusters: found, dense: densityOf(events, rules, near) }
}

/** Most above what is expected first; without an expectation most collisions first. */
const byExcess = (a: ClusterFacts, b: ClusterFacts): number =>
  (b.expectation?.excess ?? -Infinity) - (a.expectation?.excess ?? -Infinity) || b.collisions - a.collisions || (a.id < b.id ? -1 : 1)

/** Those that the question means. */
export function chosenOf(all: Collisions, { road, group, light, fromHour, toHour, by }: CollisionFilter): Collisions {
  const rows = Array.from(all.index, (_, i) => i).filter((i) => {
    if (by === 'ksi' && !isKsi(all, i)) return false
    if (road !== null && roadName(all.roadClass[i]!, all.roadNumber[i]!) !== road) return false
    if (group !== null && ((by === 'ksi' ? all.ksiGroups : all.groups)[i]! & bitOf(group)) === 0) return false
    if (light !== null && (all.light[i]! === 0 || (all.light[i]! === 1) !== (light === 'daylight'))) return false
    return fromHour === null || toHour === null || inHours(all, i, fromHour, toHour)
  })
  return rows.length === all.index.length ? all : picked(all, rows)
}

/** From one full hour to before another, over midnight where the second is not the later. */
function inHours({ minute, timeKnown }: Collisions, i: number, from: number, to: number): boolean {
  if (!timeKnown[i]) return false
  const hour = Math.floor((minute[i]! % 1440) / 60)
  return from < to ? hour >= from && hour < to : hour >= from || hour < to
}

export const kindOf = ({ roadClass, rural, junction }: Collisions, i: number): number => roadGroupOf(roadClass[i]!) * 4 + rural[i]! * 2 + Number(junction[i] === 1)
export const kindName = (kind: number): string =>
  `${roadGroups[kind >> 2]!.title} in ${kind & 2 ? 'the country' : 'towns'}, ${kind & 1 ? 'at junctions' : 'away from junctions'}`

function expectedOf({ within }: Cluster, kind: number, expectation: KindExpectation | null): ClusterExpectation | null {
  if (!expectation) return null
  const { mean, lower, upper, excess } = empiricalBayes(within - 1, expectation.mean, expectation.phi)
  return { basis: 'surroundings', held: within - 1, expected: expectation.mean, behind: mean, lower, upper, excess, kind: expectation.own ? kindName(kind) : 'roads of all kinds', places: expectation.places, own: expectation.own }
}

function factsOf(all: Collisions, { members, middle, within, radiusM, extentM }: Cluster): Omit<ClusterFacts, 'expectation' | 'rank' | 'near'> {
  const sum = (of: (i: number) => number): number => members.reduce((total, i) => total + of(i), 0)
  const [fatal, serious, slight] = [sum((i) => all.fatal[i]!), sum((i) => all.serious[i]!), sum((i) => all.slight[i]!)]
  const pounds = [0, collisionValues.pounds.fatal, collisionValues.pounds.serious, collisionValues.pounds.slight]
  return {
    id: all.index[middle]!, position: [all.lng[middle]!, all.lat[middle]!], road: commonest(members.map((i) => roadName(all.roadClass[i]!, all.roadNumber[i]!))), rural: all.rural[middle] === 1,
    collisions: members.length, ksi: sum((i) => Number(isKsi(all, i))), fatal, serious, slight, casualties: fatal + serious + slight, value: sum((i) => pounds[all.severity[i]!]!), within, radiusM, extentM,
    groups: Object.fromEntries(userGroupIds.map((group) => [group, sum((i) => Number((all.groups[i]! & bitOf(group)) !== 0))])) as Record<UserGroup, number>,
    dark: sum((i) => Number(all.light[i]! > 1)), members: members.map((i) => all.index[i]!)
  }
}

/** null where most have no number. Of as many the one first by name. */
function commonest(names: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>()
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return best && best[1] * 2 >= names.length ? best[0] : null
}

/** DBSCAN with the rule of towns, for comparison. */
function densityOf(events: Parameters<typeof clustersOf>[0], { urban: { fewest, radiusM } }: ClusterRules, near: NearPoints): ClusterFindings['dense'] {
  const { group } = dbscan(events, radiusM, fewest, near)
  const members = group.reduce((sum, own) => sum + Number(own >= 0), 0)
  return { groups: new Set(group.filter((own) => own >= 0)).size, members, alone: group.length - members }
}
