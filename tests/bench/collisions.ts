/** How long clusters and the KSI table of ten years take, cold and warm, beside PostGIS's own clustering of the same points. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '../../api/config.ts'
import { openDatabase, type Database } from '../../api/db/database.ts'
import { seededRandom } from '../../api/analysis/random.ts'
import * as records from '../../fixtures/generator/index.ts'
import { runCommand, startService } from './programs.ts'
import { grouped, median, ms, type Report } from './report.ts'
import type { Target } from './run.ts'

const FIRST_YEAR = 2015
const YEARS = 10
const WANTED = 60_000
const ROUNDS = 5
const CLUSTERS = `/api/collisions/clusters?preset=free&from=${FIRST_YEAR}-01&to=${FIRST_YEAR + YEARS - 1}-12`
const SUMMARY = `/api/collisions/summary?month=${FIRST_YEAR + YEARS - 1}-12`
/** Of the square in which a copy of a collision lies, metres a side. */
const SHIFT_M = 40

export async function measureCollisions(targets: readonly Target[], folder: string, report: Report): Promise<void> {
  const files = await tenYears(folder)
  for (const { engine, environment } of targets) {
    await runCommand(['demo', '--reset', '--yes'], environment)
    await runCommand(['ingest', 'stats19', ...files, '--json'], environment)
    const service = await startService(environment)
    const db = await openDatabase(readConfig({ ...process.env, ...environment }), { attach: true })
    try {
      await measure(service.address, db, engine, report)
    } finally {
      await db.close()
      await service.stop()
    }
  }
}

async function measure(address: string, db: Database, engine: Target['engine'], report: Report): Promise<void> {
  const theirs = await timed(() => db.rows(`select st_clusterdbscan(st_transform(st_setsrid(st_point(lng_e6 / 1e6, lat_e6 / 1e6), 4326), 27700), 50, 4) over () from collision_points where month >= '${FIRST_YEAR}-01-01'`))
  await fetched(address, '/api/collisions/clusters')
  const { chosen, clusters } = await fetched(address, CLUSTERS) as { chosen: number; clusters: unknown[] }
  const cold = await coldTimes(address, CLUSTERS, db)
  const warm = await warmTime(address, CLUSTERS)
  const what = `Clusters of ten years, ${grouped(chosen)} collisions`
  report.add({
    what, engine, value: `${ms(median(cold))} cold, ${ms(warm)} warm`, budget: 'under 3 s cold, 50 ms warm', met: median(cold) < 3_000 && warm < 50,
    how: `4 within 50 m, with expectations and DBSCAN: ${grouped(clusters.length)} clusters; medians of ${ROUNDS}, the data version raised before each cold one, warm until the whole body is there; PostGIS's ST_ClusterDBSCAN alone over the same points, in the same run: ${ms(theirs)}`
  })
  const summary = await coldTimes(address, SUMMARY, db)
  report.add({ what: 'KSI table of a month, two years of ten', engine, value: `${ms(median(summary))} cold`, budget: 'under 100 ms cold', met: median(summary) < 100, how: `median of ${ROUNDS} over HTTP` })
}

async function fetched(address: string, path: string): Promise<unknown> {
  const answer = await fetch(`${address}${path}`)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function coldTimes(address: string, path: string, db: Database): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await db.run('update data_version set version = version + 1')
    // Past the quarter of a second in which the server trusts the version it knows; the list of themes is asked for once a version.
    await new Promise((wake) => setTimeout(wake, 300))
    await fetched(address, '/api/themes')
    times.push(await timed(() => fetched(address, path)))
  }
  return times
}

async function warmTime(address: string, path: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 4 * ROUNDS; round++) times.push(await timed(async () => (await fetch(`${address}${path}`)).arrayBuffer()))
  return median(times)
}

/** The demonstration's collisions again and again, a little beside where they were, over ten years. */
async function tenYears(folder: string): Promise<string[]> {
  const base = [...records.collisions()].flat()
  const casualtiesOf = new Map<string, records.CasualtyRecord[]>()
  for (const one of [...records.casualties()].flat()) casualtiesOf.set(one.collision_index, [...(casualtiesOf.get(one.collision_index) ?? []), one])
  const random = seededRandom('ten years of collisions')
  const shifted = (degrees: string, metresPerDegree: number) => (Number(degrees) + ((random.next() - 0.5) * SHIFT_M) / metresPerDegree).toFixed(6)
  const [collisions, casualties]: [string[], string[]] = [[records.collisionColumns.join()], [records.casualtyColumns.join()]]
  for (let i = 0; i < WANTED; i++) {
    const from = base[i % base.length]!
    const year = FIRST_YEAR + random.int(YEARS)
    const index = `${year}42T${String(i).padStart(6, '0')}`
    const row = { ...from, collision_index: index, collision_year: String(year), longitude: shifted(from.longitude, 68_700), latitude: shifted(from.latitude, 111_250), date: from.date.replace(/\d{4}$/, String(year)).replace('29/02', '28/02') }
    collisions.push(records.collisionColumns.map((column) => row[column]).join())
    for (const one of casualtiesOf.get(from.collision_index) ?? []) casualties.push(records.casualtyColumns.map((column) => (column === 'collision_index' ? index : one[column])).join())
  }
  return Promise.all([['collisions', collisions], ['casualties', casualties]].map(async ([name, lines]) => {
    const path = join(folder, `ten-years-${name as string}.csv`)
    await pipeline(Readable.from((lines as string[]).map((line) => `${line}\n`)), createWriteStream(path))
    return path
  }))
}
