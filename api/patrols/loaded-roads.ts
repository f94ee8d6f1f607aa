/** The live roads in memory, read once for all who ask, and again when others are live. */
import type { RoadArrays } from '../analysis/road-graph.ts'
import type { Queryable } from '../db/database.ts'
import type { LoadedRoads } from './road-times.ts'
import { getRoadChunk, listRoadChunks, liveRoads } from './travel-queries.ts'

/** What each part is made of. */
const parts = {
  nodeLng: Int32Array, nodeLat: Int32Array, edgeFrom: Int32Array, edgeTo: Int32Array, edgeCm: Uint32Array, edgeClass: Uint8Array, edgeAccess: Uint8Array, edgeLimit: Uint8Array,
  edgeName: Int32Array, edgeRef: Int32Array, edgeShape: Uint32Array, shapeLng: Int32Array, shapeLat: Int32Array, names: Uint8Array
} as const
/** Roads are replaced while they are read at most so many times in a row. */
const TRIES = 3

export class RoadsInMemory {
  private kept: { graph: string; loaded: Promise<LoadedRoads | undefined> } | undefined

  /** Undefined where no roads are loaded. */
  async current(db: Queryable): Promise<LoadedRoads | undefined> {
    for (let tries = 0; tries < TRIES; tries++) {
      const live = await liveRoads(db)
      if (!live) {
        this.kept = undefined
        return undefined
      }
      if (this.kept?.graph !== live.graph_id) this.kept = { graph: live.graph_id, loaded: read(db, live.graph_id, live.madeOn) }
      const { kept } = this
      const loaded = await kept.loaded.catch((cause: unknown) => {
        // The next one who asks tries again.
        if (this.kept === kept) this.kept = undefined
        throw cause
      })
      if (loaded) return loaded
      if (this.kept === kept) this.kept = undefined
    }
    throw new Error('The roads were replaced again and again while they were read')
  }
}

/** Chunk by chunk, so that the event loop is never kept long. @returns undefined when the graph was swept away meanwhile. */
async function read(db: Queryable, graph: string, madeOn: string): Promise<LoadedRoads | undefined> {
  const chunks = await listRoadChunks(db, graph)
  const bytes = new Map<string, { all: Uint8Array; filled: number }>()
  for (const part of Object.keys(parts)) bytes.set(part, { all: new Uint8Array(new SharedArrayBuffer(chunks.reduce((sum, chunk) => sum + (chunk.part === part ? chunk.size : 0), 0))), filled: 0 })
  for (const chunk of chunks) {
    const [part, got] = [bytes.get(chunk.part), await getRoadChunk(db, graph, chunk)]
    if (!got) return undefined
    part!.all.set(got, part!.filled)
    part!.filled += got.length
  }
  const roads = Object.fromEntries(Object.entries(parts).map(([name, Kind]) => [name, new Kind(bytes.get(name)!.all.buffer as ArrayBuffer)])) as unknown as RoadArrays
  // Read while it was swept away: a graph has at least one edge, and its ends.
  return roads.edgeShape.length === roads.edgeFrom.length + 1 ? { graph, madeOn, roads } : undefined
}
