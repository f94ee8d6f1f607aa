/**
 * Roads from an OpenStreetMap file (`.osm.pbf`), stored as a graph. A row is a way with a tag `highway`. The file is read twice, block by block;
 * what it brings replaces the roads before it, all at once.
 */
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { readOsm } from './osm-pbf.ts'
import type { Progress } from './progress.ts'
import { RefusedFileError } from './refusal.ts'
import { RoadEdges } from './road-edges.ts'
import type { Pages } from './road-pages.ts'
import { RoadReader, type WayFault } from './road-reader.ts'
import { roadKeys } from './road-tags.ts'

export const isRoadFile = (name: string) => /\.pbf$/i.test(name)

const CHUNK_BYTES = 1024 * 1024
/** More than one way in ten broken: the file was cut out badly. Ways that nobody may use are no fault. */
const MOST_BROKEN_SHARE = 0.1

/** Reads one file and makes its roads live. @throws RefusedFileError, having changed nothing. */
export async function stageRoads(load: Import, files: readonly { source: SourceFile; file: FileTally }[], progress: Progress): Promise<boolean> {
  const [{ source, file }, second] = files as [typeof files[number], typeof files[number] | undefined]
  if (second) throw new RefusedFileError(second.source.name, undefined, 'the roads of one file replace those of another: load one file, or merge them first')
  progress.start('Reading roads', source.bytes * 2)
  const { read, edges } = await readRoads({ ...source, open: () => source.open((bytes) => progress.advance(bytes)) }, (fault, way, example) => load.reject(file, fault, way, example))
  file.read = read
  file.loaded = edges.loaded
  refuseBroken(file, edges)
  await load.heartbeat()
  progress.start('Storing roads', Object.keys(edges.parts).length + 1)
  await store(load.db, load, edges, () => progress.advance(1))
  return load.publish(async (inside) => {
    await inside.run(sql('ingest/retire_roads'))
    await inside.run(sql('ingest/publish_roads'), [load.importId])
  })
}

/** The graph of a file, without a database. @throws RefusedFileError */
export async function readRoads(source: SourceFile, reject: (fault: WayFault, way: number, example: string) => void): Promise<{ read: number; edges: RoadEdges }> {
  const reader = new RoadReader(source.name, reject)
  await readOsm(source, { keys: roadKeys, way: (way) => reader.way(way) })
  if (reader.read === 0) throw new RefusedFileError(source.name, undefined, 'holds no road: no way in it has a tag "highway"')
  reader.meet()
  await readOsm(source, { node: (id, lng, lat) => reader.node(id, lng, lat) })
  return { read: reader.read, edges: new RoadEdges(reader) }
}

function refuseBroken({ name, read, loaded, rejections }: FileTally, { parts }: RoadEdges): void {
  const broken = [...rejections].filter(([reason]) => reason !== 'road-not-for-travel').sort((a, b) => b[1].rows - a[1].rows)
  const rows = broken.reduce((total, [, one]) => total + one.rows, 0)
  if (rows > read * MOST_BROKEN_SHARE) throw new RefusedFileError(name, undefined, `${rows} of ${read} roads cannot be loaded, most of them (${broken[0]![1].rows}) for "${broken[0]![0]}", first ${broken[0]![1].example}; cut the area out with whole ways`)
  if (loaded === 0 || parts.edgeFrom.length === 0) throw new RefusedFileError(name, undefined, `none of its ${read} roads is for any kind of travel`)
}

async function store(db: Database, { importId }: Import, { parts, names }: RoadEdges, done: () => void): Promise<void> {
  const [row] = await db.rows<{ graph_id: string }>(sql('ingest/add_road_graph'), [importId, parts.nodeLng.length, parts.edgeFrom.length])
  const add = (part: string, no: number, bytes: Buffer) => db.run(sql('ingest/add_road_chunk'), [row!.graph_id, part, no, bytes])
  for (const [part, pages] of Object.entries(parts)) {
    let no = 0
    for (const page of (pages as Pages<Int32Array>).drain()) {
      const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength)
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) await add(part, no++, bytes.subarray(at, at + CHUNK_BYTES))
    }
    done()
  }
  const text = Buffer.from(names.join('\n'))
  for (let at = 0, no = 0; at < text.length; at += CHUNK_BYTES) await add('names', no++, text.subarray(at, at + CHUNK_BYTES))
  done()
}
