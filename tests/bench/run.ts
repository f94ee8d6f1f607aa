/** `npm run bench`: measures what the README claims, on both engines, beside a comparison of the same run, and writes it down. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findPostgis, startCluster } from '../support/cluster.mjs'
import { measureCollisions } from './collisions.ts'
import { measureHotspots } from './hotspots.ts'
import { measureImport } from './import.ts'
import { measureLocation } from './location.ts'
import { measureNeighbourhoods } from './neighbourhoods.ts'
import { measurePatrols } from './patrols.ts'
import { measureBackTest } from './patrol-back-test.ts'
import { measurePortland } from './portland.ts'
import { measureQueries } from './queries.ts'
import { measureRecolouring } from './recolour.ts'
import { Report } from './report.ts'
import { measurePerformance } from './performance.ts'
import { measureResponse } from './response.ts'
import { measureRoads } from './roads.ts'
import { measureStarts } from './starts.ts'
import { measureTours } from './tours.ts'

export interface Target { engine: 'embedded' | 'server'; environment: Record<string, string> }

const { values } = parseArgs({ options: { only: { type: 'string' }, engine: { type: 'string' } } })
const wanted = (part: string) => !values.only || values.only.split(',').includes(part)

async function main(): Promise<void> {
  const report = new Report()
  report.say(`Machine: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB; ${osName()}; Node ${process.version}.`)
  const folder = mkdtempSync(join(tmpdir(), 'beatwise-bench-'))
  const bin = findPostgis()
  // A production server waits for the disk; so does this one.
  const cluster = bin ? await startCluster(bin, { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }) : undefined
  report.say(cluster ? `Server: ${cluster.version}, with fsync. Embedded: PGlite 0.5.8.` : 'No PostGIS server was found: only the embedded engine was measured.')
  report.say('The load generator, the web server and the database share these cores.')
  try {
    const all: Target[] = [
      ...(cluster ? [{ engine: 'server' as const, environment: { DATABASE_URL: cluster.url } }] : []),
      { engine: 'embedded', environment: { DATA_DIR: join(folder, 'data') } }
    ]
    const targets = all.filter(({ engine }) => !values.engine || engine === values.engine)
    for (const target of targets) {
      if (wanted('import') || wanted('queries')) await measureImport(target, report)
      if (wanted('queries')) await measureQueries(target, report)
    }
    if (wanted('roads')) await measureRoads(targets, folder, report)
    if (wanted('collisions')) await measureCollisions(targets, folder, report)
    if (wanted('response')) await measureResponse(targets, folder, report)
    if (wanted('performance')) await measurePerformance(targets, report)
    if (wanted('neighbourhoods')) await measureNeighbourhoods(targets, report)
    if (wanted('starts')) await measureStarts(folder, report)
    if (wanted('patrols')) await measurePatrols(report)
    if (wanted('hotspots')) await measureHotspots(report)
    if (wanted('portland')) measurePortland(report)
    if (wanted('back-test')) await measureBackTest(cluster?.url, report)
    if (wanted('tours')) measureTours(report)
    if (wanted('location')) await measureLocation(report)
    if (wanted('recolour')) await measureRecolouring(report)
  } finally {
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  if (values.only) process.stdout.write(report.text())
  else writeFileSync(new URL('README.md', import.meta.url), report.text())
}

function osName(): string {
  if (!existsSync('/etc/os-release')) return process.platform
  return execFileSync('sh', ['-c', '. /etc/os-release; echo "$PRETTY_NAME"'], { encoding: 'utf8' }).trim()
}

main().then(() => process.exit(0), (cause: Error) => {
  process.stderr.write(`${cause.stack}\n`)
  process.exit(1)
})
