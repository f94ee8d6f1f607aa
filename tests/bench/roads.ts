/** How long roads take to be imported, and ways along them to be found, beside pgRouting on the same server. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import type { Position } from '../../api/analysis/h3-grid.ts'
import { RoadGraph } from '../../api/analysis/road-graph.ts'
import { roadTravel, ShortestPaths } from '../../api/analysis/road-paths.ts'
import type { Summary } from '../../api/ingest/load.ts'
import { enlarged } from '../support/osm-file.ts'
import { fileAt, roadArrays, sampleRoads } from '../support/roads.ts'
import { holds } from '../support/shared-data.ts'
import type { Target } from './run.ts'
import { runCommand } from './programs.ts'
import { grouped, median, ms, type Report } from './report.ts'

const COPIES = 48
const MOST_MEMORY_MB = 350
const PLACES = 40
const ROUNDS = 15

export async function measureRoads(targets: readonly Target[], folder: string, report: Report): Promise<void> {
  if (!holds('osm-sample')) return report.say('Roads were left out: their sample is not beside the project.')
  const path = join(folder, 'county.osm.pbf')
  await pipeline(Readable.from(enlarged(sampleRoads, COPIES)), createWriteStream(path))
  for (const target of targets) await measureImport(target, path, report)
  await measureWays(targets.find(({ engine }) => engine === 'server')?.environment.DATABASE_URL, report)
}

async function measureImport({ engine, environment }: Target, path: string, report: Report): Promise<void> {
  await runCommand(['demo', '--empty', '--yes'], environment)
  const { output, peakMb } = await runCommand(['ingest', 'roads', path, '--json'], environment)
  const { read, seconds } = JSON.parse(output) as Summary
  report.add({
    what: `Import of roads, 45 MB (${grouped(read)} ways)`, engine, value: `${seconds.toFixed(1)} s, ${Math.round(peakMb)} MB`, budget: `under ${MOST_MEMORY_MB} MB`, met: peakMb > 0 && peakMb < MOST_MEMORY_MB,
    how: `northern Kentucky ${COPIES} times side by side, read twice; resident set of the importing process`
  })
}

function timed(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

async function measureWays(url: string | undefined, report: Report): Promise<void> {
  const graph = new RoadGraph(await roadArrays(fileAt(sampleRoads)))
  const net = graph.net('vehicle')
  const main = [...net.main.keys()].filter((node) => net.main[node] === 1)
  const chosen = Array.from({ length: PLACES }, (_, i) => main[Math.floor(((i + 0.5) * main.length) / PLACES)]!)
  const paths = new ShortestPaths(net)
  const all = median(Array.from({ length: ROUNDS }, (_, i) => timed(() => paths.from(chosen[i]!, net.times))))
  report.add({ what: `Ways from one place to all, ${grouped(graph.nodes)} nodes (90,816 points of roads)`, engine: 'none', value: ms(all), budget: 'at most 20 ms', met: all <= 20, how: `vehicle, ${grouped(net.targets.length)} arcs; median of ${ROUNDS}` })
  const points: Position[] = chosen.map((node) => graph.positionOf(node))
  const ours = median(Array.from({ length: 5 }, () => timed(() => roadTravel(graph, points, 'vehicle'))))
  const theirs = url ? await pgRoutingMs(url, graph, chosen) : undefined
  report.add({
    what: `Table of ${PLACES} by ${PLACES} places by road, with lengths and ways`, engine: 'none', value: ms(ours), budget: 'at most 1 s', met: ours <= 1_000,
    how: theirs === undefined ? 'pgRouting was not there to compare' : `pgRouting (pgr_dijkstraCostMatrix), times alone, on the same nodes and arcs in the same run: ${ms(theirs)}`
  })
}

/** Undefined where the server has no pgRouting. */
async function pgRoutingMs(url: string, graph: RoadGraph, nodes: readonly number[]): Promise<number | undefined> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(`select 1 from pg_available_extensions where name = 'pgrouting'`)
    if (rows.length === 0) return undefined
    const { heads, targets, times } = graph.net('vehicle')
    const sources = new Int32Array(targets.length)
    for (let node = 0; node + 1 < heads.length; node++) sources.fill(node, heads[node], heads[node + 1])
    await client.query('create extension if not exists pgrouting cascade; create temp table arcs (id bigint generated always as identity, source bigint, target bigint, cost float8)')
    await client.query('insert into arcs (source, target, cost) select * from unnest($1::bigint[], $2::bigint[], $3::float8[])', [[...sources], [...targets], [...times]])
    const all: number[] = []
    for (let round = 0; round < 5; round++) {
      const begun = performance.now()
      await client.query('select count(*) from pgr_dijkstraCostMatrix($1, $2::bigint[])', ['select id, source, target, cost from arcs', [...nodes]])
      all.push(performance.now() - begun)
    }
    return median(all)
  } finally {
    await client.end()
  }
}
