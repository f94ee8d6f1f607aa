/** Times and lengths along the roads of northern Kentucky equal those of pgRouting on a PostgreSQL of its own. */
import { existsSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { roadAccess, type RoadMode } from '../../api/analysis/road-classes.ts'
import { RoadGraph, type RoadNet } from '../../api/analysis/road-graph.ts'
import { ShortestPaths } from '../../api/analysis/road-paths.ts'
import { readOsm } from '../../api/ingest/osm-pbf.ts'
import { roadKeys, roadOf } from '../../api/ingest/road-tags.ts'
import { findPostgis, startCluster } from '../support/cluster.mjs'
import { seeded } from '../support/random.ts'
import { fileAt, roadArrays, sampleRoads } from '../support/roads.ts'
import { holds, named } from '../support/shared-data.ts'

describe.skipIf(!holds('osm-sample') || !hasPgRouting())(hasPgRouting() ? named('beside pgRouting', 'osm-sample') : 'beside pgRouting (left out: no PostgreSQL with pgrouting is installed)', () => {
  let stop: () => Promise<void> = async () => undefined
  let client: pg.Client
  let graph: RoadGraph
  const random = seeded(42)
  const mainOf = (mode: RoadMode) => [...graph.net(mode).main.keys()].filter((node) => graph.net(mode).main[node] === 1)
  const anyOf = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  beforeAll(async () => {
    graph = new RoadGraph(await roadArrays(fileAt(sampleRoads)))
    const cluster = await startCluster(findPostgis()!)
    stop = cluster.stop
    client = new pg.Client(cluster.url)
    await client.connect()
    await client.query('create extension postgis; create extension pgrouting')
  }, 120_000)
  afterAll(async () => {
    await client.end()
    await stop()
  })

  it.each<RoadMode>(['foot', 'cycle', 'vehicle'])('200 pairs take the same time %s, to the millisecond', async (mode) => {
    const net = graph.net(mode)
    await edgesOf(client, net)
    const nodes = mainOf(mode)
    const pairs = Array.from({ length: 20 }, () => anyOf(nodes)).map((from) => ({ from, to: [...new Set(Array.from({ length: 10 }, () => anyOf(nodes)))].filter((to) => to !== from) }))
    for (const { from, to } of pairs) {
      const paths = new ShortestPaths(net)
      paths.from(from, net.times)
      const { rows } = await client.query<{ end_vid: string; agg_cost: number }>('select end_vid, agg_cost from pgr_dijkstraCost($1, $2::bigint, $3::bigint[])', ['select id, source, target, cost from arcs', from, to])
      expect(rows).toHaveLength(to.length)
      for (const { end_vid, agg_cost } of rows) expect(paths.times[Number(end_vid)]).toBe(agg_cost)
    }
  }, 120_000)

  it('200 pairs are as far apart as in the network before it was cut down to its junctions, by lengths on the ellipsoid', async () => {
    const names = await rawNetwork(client)
    const net = graph.net('foot')
    const lengths = Uint32Array.from(net.edges, (edge) => graph.roads.edgeCm[edge >> 1]!)
    const nodes = mainOf('foot').filter((node) => names.has(graph.positionOf(node).join()))
    for (let round = 0; round < 20; round++) {
      const [from, to] = [anyOf(nodes), [...new Set(Array.from({ length: 10 }, () => anyOf(nodes)))]]
      const paths = new ShortestPaths(net)
      paths.from(from, lengths)
      const idOf = (node: number) => names.get(graph.positionOf(node).join())!
      const { rows } = await client.query<{ end_vid: string; agg_cost: number }>('select end_vid, agg_cost from pgr_dijkstraCost($1, $2::bigint, $3::bigint[], false)', ['select id, source, target, cost from pieces', idOf(from), to.map(idOf)])
      for (const { end_vid, agg_cost } of rows) {
        const node = to.find((one) => String(idOf(one)) === end_vid)!
        // Each edge is rounded to a centimetre, and positions to a tenth of a metre.
        expect(Math.abs(paths.times[node]! / 100 / agg_cost - 1), `${from} to ${node}: ${paths.times[node]! / 100} m and ${agg_cost} m`).toBeLessThan(0.0005)
      }
    }
  }, 180_000)
})

function hasPgRouting(): boolean {
  const bin = findPostgis()
  const version = bin && /postgresql\/(\d+)\//.exec(bin)?.[1]
  return version !== undefined && existsSync(`/usr/share/postgresql/${version}/extension/pgrouting.control`)
}

async function edgesOf(client: pg.Client, { heads, targets, times }: RoadNet): Promise<void> {
  const sources = new Int32Array(targets.length)
  for (let node = 0; node + 1 < heads.length; node++) sources.fill(node, heads[node], heads[node + 1])
  await client.query('drop table if exists arcs; create table arcs (id bigint generated always as identity, source bigint, target bigint, cost float8)')
  await client.query('insert into arcs (source, target, cost) select * from unnest($1::bigint[], $2::bigint[], $3::float8[])', [[...sources], [...targets], [...times]])
}

/** Every stretch of every way that walkers may use, as the file has it, with PostGIS's own length. @returns ids of points by position. */
async function rawNetwork(client: pg.Client): Promise<Map<string, number>> {
  const [at, by, stretches] = [new Map<number, Position>(), new Map<string, number>(), [] as [number, number][]]
  await readOsm(fileAt(sampleRoads), { node: (id, lng, lat) => { at.set(id, [lng / 1e6, lat / 1e6]) } })
  await readOsm(fileAt(sampleRoads), {
    keys: roadKeys,
    way: (way) => {
      if (!((roadOf((key) => way.tag(key))?.access ?? 0) & roadAccess.foot)) return
      let before: number | undefined
      way.eachNode((id) => {
        if (before !== undefined) stretches.push([before, id])
        before = id
        by.set(at.get(id)!.join(), id)
      })
    }
  })
  const column = (of: (pair: [number, number]) => number) => stretches.map(of)
  await client.query('create table pieces (id bigint generated always as identity, source bigint, target bigint, cost float8)')
  await client.query(`insert into pieces (source, target, cost) select a, b, st_distance(st_point(x, y)::geography, st_point(u, v)::geography)
    from unnest($1::bigint[], $2::bigint[], $3::float8[], $4::float8[], $5::float8[], $6::float8[]) as s (a, b, x, y, u, v)`,
  [column(([a]) => a), column(([, b]) => b), column(([a]) => at.get(a)![0]), column(([a]) => at.get(a)![1]), column(([, b]) => at.get(b)![0]), column(([, b]) => at.get(b)![1])])
  return by
}
