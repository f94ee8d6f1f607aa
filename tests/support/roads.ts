/** Graphs of roads for tests: read from a file without a database, or made by hand. */
import { createReadStream } from 'node:fs'
import { RoadGraph, type RoadArrays } from '../../api/analysis/road-graph.ts'
import { roadAccess } from '../../api/analysis/road-classes.ts'
import type { SourceFile } from '../../api/ingest/files.ts'
import type { Pages } from '../../api/ingest/road-pages.ts'
import { readRoads } from '../../api/ingest/roads.ts'
import { shared } from './shared-data.ts'

export const sampleRoads = shared('osm-sample', 'nky-streets.osm.pbf')
export const fileAt = (path: string): SourceFile => ({ name: path, bytes: 0, sha256: async () => '', open: () => createReadStream(path) })

function flat<T extends Int32Array | Uint32Array | Uint8Array>(pages: Pages<T>, all: T): T {
  let at = 0
  for (const page of pages.parts()) {
    all.set(page, at)
    at += page.length
  }
  return all
}

/** The arrays of a file as the database would give them. */
export async function roadArrays(source: SourceFile): Promise<RoadArrays> {
  const { edges: { parts: p, names } } = await readRoads(source, () => undefined)
  const int32 = (pages: Pages<Int32Array>) => flat(pages, new Int32Array(pages.length) as Int32Array)
  const uint32 = (pages: Pages<Uint32Array>) => flat(pages, new Uint32Array(pages.length) as Uint32Array)
  const uint8 = (pages: Pages<Uint8Array>) => flat(pages, new Uint8Array(pages.length) as Uint8Array)
  return {
    nodeLng: int32(p.nodeLng), nodeLat: int32(p.nodeLat), edgeFrom: int32(p.edgeFrom), edgeTo: int32(p.edgeTo), edgeCm: uint32(p.edgeCm), edgeClass: uint8(p.edgeClass), edgeAccess: uint8(p.edgeAccess),
    edgeLimit: uint8(p.edgeLimit), edgeName: int32(p.edgeName), edgeRef: int32(p.edgeRef), edgeShape: uint32(p.edgeShape), shapeLng: int32(p.shapeLng), shapeLat: int32(p.shapeLat), names: new TextEncoder().encode(names.join('\n'))
  }
}

export interface MadeEdge { from: number; to: number; metres: number; access?: number; roadClass?: number; limit?: number; name?: string; ref?: string; shape?: [lngE6: number, latE6: number][] }
const everybody = Object.values(roadAccess).reduce((sum, bit) => sum | bit, 0)
/** Residential. */
const STREET = 11

export function madeGraph(nodes: readonly (readonly [lngE6: number, latE6: number])[], edges: readonly MadeEdge[]): RoadGraph {
  const names = [...new Set(edges.flatMap(({ name, ref }) => [name ?? [], ref ?? []].flat()))]
  const shapes = edges.flatMap(({ shape = [] }) => shape)
  let at = 0
  return new RoadGraph({
    nodeLng: Int32Array.from(nodes, ([lng]) => lng), nodeLat: Int32Array.from(nodes, ([, lat]) => lat), edgeFrom: Int32Array.from(edges, ({ from }) => from), edgeTo: Int32Array.from(edges, ({ to }) => to),
    edgeCm: Uint32Array.from(edges, ({ metres }) => metres * 100), edgeClass: Uint8Array.from(edges, ({ roadClass = STREET }) => roadClass), edgeAccess: Uint8Array.from(edges, ({ access = everybody }) => access),
    edgeLimit: Uint8Array.from(edges, ({ limit = 0 }) => limit), edgeName: Int32Array.from(edges, ({ name }) => (name === undefined ? -1 : names.indexOf(name))), edgeRef: Int32Array.from(edges, ({ ref }) => (ref === undefined ? -1 : names.indexOf(ref))),
    edgeShape: Uint32Array.from([...edges, { shape: [] }], ({ shape = [] }) => { at += shape.length; return at - shape.length }),
    shapeLng: Int32Array.from(shapes, ([lng]) => lng), shapeLat: Int32Array.from(shapes, ([, lat]) => lat), names: new TextEncoder().encode(names.join('\n'))
  })
}
