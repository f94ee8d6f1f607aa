/** Statements behind travel times: the roads that are live, and which positions are rural. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'

export interface LiveRoads { graph_id: string; madeOn: string }
export interface RoadChunk { part: string; chunk_no: number; size: number }

export const liveRoads = async (db: Queryable): Promise<LiveRoads | undefined> => (await db.rows<LiveRoads>(sql('patrols/live_roads')))[0]
export const listRoadChunks = (db: Queryable, graph: string): Promise<RoadChunk[]> => db.rows(sql('patrols/list_road_chunks'), [graph])

/** Undefined when the graph was replaced meanwhile. */
export const getRoadChunk = async (db: Queryable, graph: string, { part, chunk_no }: RoadChunk): Promise<Buffer | undefined> =>
  (await db.rows<{ bytes: Buffer }>(sql('patrols/get_road_chunk'), [graph, part, chunk_no]))[0]?.bytes

export const ruralAt = async (db: Queryable, points: readonly (readonly [number, number])[]): Promise<(boolean | null)[]> =>
  (await db.rows<{ rural: boolean | null }>(sql('patrols/rural_at'), [points.map(([lng]) => lng), points.map(([, lat]) => lat)])).map(({ rural }) => rural)
