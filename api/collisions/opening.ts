/** How questions about collisions open: months and area understood, collisions at hand for the next question of the same span, what stands beside the answer. */
import type { Reader } from '../access.ts'
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import { ApiError } from '../errors.ts'
import { Kept } from '../kept.ts'
import { areaOf, restsOn, type Question, type Questions } from '../questions.ts'
import type { ClusterMeasure, ClusterPreset, LightChoice, UserGroup } from '../road-vocabulary.ts'
import { clusterPresets } from '../road-vocabulary.ts'
import type { LoadedRoads } from '../patrols/road-times.ts'
import { listCollisions, listOutlines, listRoadLines, listSettlements, type RoadRow, type SettlementRow } from './cluster-queries.ts'
import type { CollisionFilter } from './cluster-work.ts'
import type { RoadGround } from './length-work.ts'

export interface SpanAsked { from?: string; to?: string; area?: string }
export interface FilterAsked { road?: string; group?: UserGroup; light?: LightChoice; fromHour?: number; toHour?: number; by?: ClusterMeasure }

export interface Ground {
  collisions: string
  settlements: readonly SettlementRow[]
  areaId: number | null
  area: string | null
  beside: { source: string; caveat: string; synthetic: boolean; monthsHeld: number; monthsAsked: number }
  /** Which months are not loaded, in words. */
  missing: string | null
}

/** Texts of a megabyte or few: the span and area that somebody is looking at. */
const MOST_KEPT = 4

export const monthBefore = (month: string, months: number): string => monthName(monthNumber(month) - months)

export const monthsIn = (from: string, to: string): number => monthNumber(to) - monthNumber(from) + 1

/** The months of a rule up to the last held, where the question names none. */
export async function understoodSpan(questions: Questions, reader: Reader, { from, to, area }: SpanAsked, preset: ClusterPreset): Promise<Question> {
  const question = await questions.understand(reader, { theme: 'ksi-collisions', ...(from ? { from } : {}), ...(to ? { to } : {}), ...(area ? { area } : {}) })
  if (from) return question
  const { months } = clusterPresets.find(({ id }) => id === preset)!
  return questions.understand(reader, { theme: 'ksi-collisions', from: monthBefore(question.query.to, months - 1), to: question.query.to, ...(area ? { area } : {}) })
}

/** @throws ApiError for one hour without the other. */
export function filterOf({ road, group, light, fromHour, toHour, by = 'collisions' }: FilterAsked): CollisionFilter {
  if ((fromHour === undefined) !== (toHour === undefined)) throw new ApiError('bad-parameter', 'fromHour and toHour go together.', fromHour === undefined ? 'fromHour' : 'toHour')
  return { road: road ?? null, group: group ?? null, light: light ?? null, fromHour: fromHour ?? null, toHour: toHour ?? null, by }
}

export class CollisionGround {
  private readonly kept = new Kept<string>(MOST_KEPT)
  private readonly keptLines = new Kept<RoadRow[]>(MOST_KEPT)

  /** `roadsOf`: the imported roads, undefined where none are. */
  constructor(private readonly roadsOf: () => Promise<LoadedRoads | undefined>) {}

  /** The roads and the outline that their lengths are counted in; null where none are loaded. */
  async roads({ db }: Reader, question: Question): Promise<RoadGround | null> {
    const loaded = await this.roadsOf()
    if (!loaded) return null
    const areaId = (await areaOf(db, question))?.area_id ?? null
    return { graph: loaded.graph, area: String(areaId), roads: loaded.roads, study: await listOutlines(db, areaId) }
  }

  /** The drawn roads as far as they lie in the area. */
  lines({ tier, db }: Reader, version: string, areaId: number | null): Promise<RoadRow[]> {
    return this.keptLines.of([version, tier, areaId].join(' '), () => listRoadLines(db, areaId))
  }

  async of({ tier, db }: Reader, version: string, question: Question): Promise<Ground> {
    const { from, to } = question.query
    const area = await areaOf(db, question)
    const areaId = area?.area_id ?? null
    const [collisions, settlements, { source, caveat, synthetic, held, note: missing }] = await Promise.all([
      this.kept.of([version, tier, from, to, areaId].join(' '), () => listCollisions(db, from, to, areaId)), listSettlements(db), restsOn(db, question.query)
    ])
    return { collisions, settlements, areaId, area: area?.name ?? null, missing, beside: { source, caveat, synthetic, monthsHeld: held.length, monthsAsked: monthsIn(from, to) } }
  }
}
