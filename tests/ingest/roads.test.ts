/** Roads from OpenStreetMap: what is read of a file, what is refused in words, and that one graph replaces another all at once. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { roadAccess } from '../../api/analysis/road-classes.ts'
import { loadPaths } from '../../api/ingest/load.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/files.ts'
import { load, quiet, sourceOf } from '../support/ingest.ts'
import { blob, osmFile, uint, type MadeFile, type MadeWay } from '../support/osm-file.ts'
import { runProgram } from '../support/processes.ts'
import { holds, named, shared } from '../support/shared-data.ts'

const test = testDatabase()
const app = testApp(test)
const files = testFolder()
/** A crossing: 1 - 2 - 3 from west to east, 4 - 2 - 5 from south to north, about 690 and 1,110 m an arm. */
const nodes: MadeFile['nodes'] = [[1, 0.49, 51.7], [2, 0.5, 51.7], [3, 0.51, 51.7], [4, 0.5, 51.69], [5, 0.5, 51.71], [6, 0.52, 51.7]]
const way = (ids: number[], tags: Record<string, string> = {}): MadeWay => ({ nodes: ids, tags: { highway: 'residential', ...tags } })
const crossing = [way([1, 2, 3], { name: 'East Street', maxspeed: '20 mph' }), way([4, 2, 5], { name: 'North Road', oneway: 'yes' })]
const plenty = (more: MadeWay[]) => [...Array.from({ length: 30 }, () => way([1, 2])), ...more]
const write = (name: string, file: Partial<MadeFile>) => files.write(name, osmFile({ nodes, ways: crossing, ...file }))

interface Graph { graph_id: string; nodes: number; edges: number }
const live = async () => (await test.db.rows<Graph>('select graph_id, nodes, edges from road_graphs where live'))[0]
async function part(name: string): Promise<Buffer> {
  const chunks = await test.db.rows<{ bytes: Buffer }>('select bytes from road_chunks join road_graphs using (graph_id) where live and part = $1 order by chunk_no', [name])
  return Buffer.concat(chunks.map(({ bytes }) => bytes))
}
const int32 = (bytes: Buffer) => Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(4 * i))

describe('a file of roads', () => {
  it('becomes nodes where ways meet or end, and edges with length, class, permissions, limit and name', async () => {
    const summary = await load(test.db, 'roads', write('crossing.osm.pbf', {}))
    expect(summary).toMatchObject({ read: 2, loaded: 2, rejected: 0, unchanged: false })
    expect(await live()).toMatchObject({ nodes: 5, edges: 4 })
    expect(int32(await part('nodeLng'))).toEqual([490_000, 500_000, 510_000, 500_000, 500_000])
    expect([int32(await part('edgeFrom')), int32(await part('edgeTo'))]).toEqual([[0, 1, 3, 1], [1, 2, 1, 4]])
    const both = roadAccess.foot | roadAccess.cycle | roadAccess.cycleBack | roadAccess.vehicle | roadAccess.vehicleBack
    const along = roadAccess.foot | roadAccess.cycle | roadAccess.vehicle
    expect([...await part('edgeAccess')]).toEqual([both, both, along, along])
    expect([...await part('edgeLimit')]).toEqual([32, 32, 0, 0])
    expect((await part('names')).toString()).toBe('East Street\nNorth Road')
    // By PostGIS on the ellipsoid.
    const [row] = await test.db.rows<{ east: number; north: number }>(`select st_distance('point(0.49 51.7)'::geography, 'point(0.5 51.7)'::geography) * 100 as east, st_distance('point(0.5 51.69)'::geography, 'point(0.5 51.7)'::geography) * 100 as north`)
    const [east, , north] = int32(await part('edgeCm'))
    expect([Math.abs(east! - row!.east), Math.abs(north! - row!.north)].every((far) => far < 1.5), `${east} ${north} ${JSON.stringify(row)}`).toBe(true)
  })

  it('is the same however it is written: nodes one by one, ways first, unpacked blocks', async () => {
    const before = (await live())!.graph_id
    const dense = await Promise.all(['edgeFrom', 'edgeTo', 'edgeCm', 'nodeLat'].map(part))
    await load(test.db, 'roads', write('plain.osm.pbf', { plain: true, packing: 1 }))
    expect((await live())!.graph_id).not.toBe(before)
    expect(await Promise.all(['edgeFrom', 'edgeTo', 'edgeCm', 'nodeLat'].map(part))).toEqual(dense)
  })

  it('that is live already is left as it is', async () => {
    const before = await live()
    expect(await load(test.db, 'roads', `${files.path}/plain.osm.pbf`)).toMatchObject({ unchanged: true, importId: null })
    expect(await live()).toEqual(before)
  })

  it('counts every way that it cannot use by its reason, and tells it with the sources', async () => {
    const ways = plenty([way([1]), way([1, 99]), way([2, 6]), way([1, 3], { highway: 'construction' }), way([1, 3], { access: 'private' }), way([1, 3], { highway: 'elevator' })])
    const summary = await load(test.db, 'roads', write('reasons.osm.pbf', { ways, nodes: nodes.map((node) => (node[0] === 6 ? [6, 200, 51.7] as const : node)) }))
    const reasons = { 'road-not-for-travel': 3, 'road-too-short': 1, 'road-incomplete': 1, 'coordinates-impossible': 1 }
    expect(summary).toMatchObject({ read: 36, loaded: 30, rejected: 6, reasons })
    const shown = await sourceOf(app, 'roads')
    expect(shown).toMatchObject({ publisher: '© OpenStreetMap contributors', licence: 'Open Database Licence (ODbL) 1.0', files: 1, read: 36, loaded: 30, rejected: 6 })
    expect(Object.fromEntries(shown.reasons.map(({ reason, count }) => [reason, count]))).toEqual(reasons)
  })

  it.each<[string, Record<string, string>, number]>([
    ['a street', {}, 31], ['a street for residents', { access: 'private', foot: 'yes' }, 1], ['a one-way street with cycles against', { oneway: 'yes', 'oneway:bicycle': 'no' }, 15], ['a street one way against itself', { oneway: '-1' }, 21],
    ['a roundabout', { junction: 'roundabout' }, 11], ['a motorway', { highway: 'motorway' }, 8], ['a footway', { highway: 'footway' }, 1], ['a footway that cycles share', { highway: 'footway', bicycle: 'designated' }, 7],
    ['a street closed to motors', { motor_vehicle: 'no' }, 7], ['a track', { highway: 'track' }, 7], ['a street only for walkers', { vehicle: 'no' }, 1]
  ])('knows who may use %s', async (name, tags, access) => {
    await load(test.db, 'roads', write(`${name}.osm.pbf`, { ways: [way([1, 3], tags)] }))
    expect([...await part('edgeAccess')]).toEqual([access])
  })

  it('is cut where a stretch grows longer than 200 m, at a point of its own', async () => {
    const line: MadeFile['nodes'] = Array.from({ length: 11 }, (_, i) => [i + 1, 0.5, 51.7 + i * 0.001])
    await load(test.db, 'roads', write('line.osm.pbf', { nodes: line, ways: [way(line.map(([id]) => id))] }))
    // 111 m from point to point: two a piece.
    expect(await live()).toMatchObject({ nodes: 6, edges: 5 })
    expect(int32(await part('edgeShape'))).toEqual([0, 1, 2, 3, 4, 5])
  })

  it(named('is read to the last way: northern Kentucky', 'osm-sample'), async ({ skip }) => {
    if (!holds('osm-sample')) skip()
    expect(await load(test.db, 'roads', shared('osm-sample/nky-streets.osm.pbf'))).toMatchObject({ read: 16_664, loaded: 16_192, reasons: { 'road-not-for-travel': 472 } })
    expect(await live()).toMatchObject({ nodes: 26_760, edges: 34_803 })
  })
})

describe('a file that cannot be loaded', () => {
  let before: Graph | undefined
  beforeAll(async () => {
    await load(test.db, 'roads', write('before.osm.pbf', { ways: plenty(crossing) }))
    before = await live()
  })
  const whole = osmFile({ nodes, ways: crossing })
  const header = osmFile({ nodes: [], ways: [] })

  it.each<[string, Buffer, RegExp]>([
    ['an empty one', Buffer.alloc(0), /the file is empty/],
    ['a table', Buffer.from('a,b,c\n1,2,3\n'), /is not an OpenStreetMap file/],
    ['an image', Buffer.from([0, 0, 0, 12, ...Buffer.from('ftypavif0000')]), /is not an OpenStreetMap file/],
    ['the XML of OpenStreetMap', Buffer.from('<?xml version="1.0"?><osm version="0.6"></osm>'), /is not an OpenStreetMap file/],
    ['one cut short inside a block', whole.subarray(0, whole.length - 20), /cut short/],
    ['one cut short between blocks', osmFile({ nodes, ways: [] }), /no way in it has a tag "highway"/],
    ['one cut short inside the length of a block', Buffer.concat([whole, Buffer.from([0, 0])]), /cut short/],
    ['one with broken bytes', Buffer.from(whole.map((byte, i) => (i > whole.length - 60 && i < whole.length - 20 ? byte ^ 0x5a : byte))), /damaged/],
    ['one without roads', osmFile({ nodes, ways: [{ nodes: [1, 2], tags: { waterway: 'river' } }] }), /no way in it has a tag "highway"/],
    ['one with nothing to travel on', osmFile({ nodes, ways: [way([1, 2], { highway: 'proposed' })] }), /none of its 1 roads is for any kind of travel/],
    ['the history of the map', osmFile({ nodes, ways: crossing, features: ['OsmSchema-V0.6', 'HistoricalInformation'] }), /history of the map/],
    ['one that needs what is not read here', osmFile({ nodes, ways: crossing, features: ['OsmSchema-V0.7'] }), /needs "OsmSchema-V0.7"/],
    ['one packed in another way', osmFile({ nodes, ways: crossing, packing: 7 }), /packed with Zstandard/],
    ['one whose ways name points that are missing', osmFile({ nodes: nodes.slice(0, 2), ways: crossing }), /2 of 2 roads cannot be loaded, most of them \(2\) for "road-incomplete"/],
    ['one that lies outside the world', osmFile({ nodes: nodes.map(([id]) => [id, 0, 3_000] as const), ways: crossing }), /for "coordinates-impossible"/],
    ['one with a block that is too large', Buffer.concat([header, blobOf(200 * 1024 * 1024)]), /unpacks to more than 32 MB/],
    ['one with a bomb', Buffer.concat([header, bomb()]), /damaged/]
  ])('is refused in words and changes nothing: %s', async (name, bytes, words) => {
    await expect(load(test.db, 'roads', files.write(`bad/${name}.osm.pbf`, bytes))).rejects.toThrow(words)
    expect(await live()).toEqual(before)
  })

  it('is one too many where two are named', async () => {
    const [one, two] = [write('two/1.osm.pbf', { ways: [...crossing, way([3, 6])] }), write('two/2.osm.pbf', { ways: [...crossing, way([1, 6])] })]
    await expect(load(test.db, 'roads', one, two)).rejects.toThrow(/replace those of another/)
    expect(await live()).toEqual(before)
  })

  it('leaves no piece of itself behind', async () => {
    const [left] = await test.db.rows<{ graphs: number; chunks: number }>('select (select count(*) from road_graphs where not live)::int as graphs, (select count(*) from road_chunks where graph_id not in (select graph_id from road_graphs where live))::int as chunks')
    expect(left).toEqual({ graphs: 0, chunks: 0 })
  })
})

describe('an import of roads that is killed', () => {
  it(named('leaves the roads before it, and the next one is as if it had not been', 'osm-sample'), async ({ skip }) => {
    if (!holds('osm-sample')) skip()
    await load(test.db, 'roads', write('old.osm.pbf', { ways: [...crossing, way([3, 6])] }))
    const before = await live()
    const { child, says, ended } = runProgram('tests/support/killed-import.ts', [shared('osm-sample/nky-streets.osm.pbf'), 'roads'], test.env)
    await says('begun')
    // Killed while its chunks are being written: as soon as one is there.
    for (let tries = 0; tries < 400; tries++) {
      const [row] = await test.db.rows<{ n: number }>('select count(*)::int as n from road_chunks where graph_id <> $1', [before!.graph_id])
      if (row!.n > 0) break
      await new Promise((wake) => setTimeout(wake, 10))
    }
    child.kill('SIGKILL')
    await ended
    const now = (await live())!
    if (now.graph_id !== before!.graph_id) expect(now).toMatchObject({ nodes: 26_760, edges: 34_803 })
    else expect(await part('names')).toEqual(Buffer.from('East Street\nNorth Road'))
    await loadPaths(test.db, 'roads', [write('next.osm.pbf', { ways: [...crossing, way([1, 6])] })], quiet)
    const [left] = await test.db.rows<{ graphs: number; staging: number }>(`select count(*)::int as graphs, (select count(*) from imports where status = 'staging')::int as staging from road_graphs`)
    expect(left).toEqual({ graphs: 1, staging: 0 })
  }, 60_000)

  it('goes with everything else when the database is emptied', async () => {
    await test.db.run(readFileSync('sql/db/erase_all.sql', 'utf8'))
    expect(await test.db.rows('select 1 from road_chunks union all select 1 from road_graphs')).toEqual([])
  })
})

/** A block that says how large it is unpacked, and a block that is larger than it says. */
function blobOf(size: number): Buffer {
  const made = blob('OSMData', Buffer.alloc(10))
  const at = made.indexOf(Buffer.from([0x10, 10]), 4)
  return changedLength(made, Buffer.concat([made.subarray(0, at + 1), uint(size), made.subarray(at + 2)]))
}
function bomb(): Buffer {
  const made = blob('OSMData', Buffer.alloc(20 * 1024 * 1024))
  const at = made.indexOf(Buffer.concat([Buffer.from([0x10]), uint(20 * 1024 * 1024)]), 4)
  return changedLength(made, Buffer.concat([made.subarray(0, at + 1), uint(100), made.subarray(at + 1 + uint(20 * 1024 * 1024).length)]))
}
/** The header of a block tells the length of its body. */
function changedLength(before: Buffer, after: Buffer): Buffer {
  const head = 4 + before.readUInt32BE(0)
  const type = Buffer.concat([Buffer.from([0x0a, 7]), Buffer.from('OSMData'), Buffer.from([0x18]), uint(after.length - head)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(type.length)
  return Buffer.concat([length, type, after.subarray(head)])
}
