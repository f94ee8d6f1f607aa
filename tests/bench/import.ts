/** How quickly a force's published files are loaded, and in how much memory. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Summary } from '../../api/ingest/load.ts'
import type { Target } from './run.ts'
import { runCommand, root } from './programs.ts'
import { grouped, type Report } from './report.ts'

const shared = join(root, '../shared/data')
export const realData = existsSync(join(shared, 'police-uk-essex'))
const leastRowsPerSecond = { server: 50_000, embedded: 25_000 }
/** What stood in the way, as profiles showed it. */
const missedBecause = {
  server: '; importer and database share two cores and are both busy throughout',
  embedded: '; the engine has one thread: placing positions in areas takes a third of it, writing rows a quarter'
}
const MOST_MEMORY_MB = 300

/** Loads boundaries, classes and 25 months of real crime into an empty database, each by its own command. */
export async function measureImport({ engine, environment }: Target, report: Report): Promise<void> {
  if (!realData) throw new Error('The bench needs the real months in ../shared/data')
  await runCommand(['demo', '--empty', '--yes'], environment)
  await runCommand(['ingest', 'areas', join(shared, 'boundaries')], environment)
  await runCommand(['ingest', 'ruc', join(shared, 'areas/Rural_Urban_Classification_2011_of_Lower_Layer_Super_Output_Areas_essex.csv'), join(shared, 'areas/lsoa11_to_county_and_lsoa21_essex.csv')], environment)
  const { output, peakMb } = await runCommand(['ingest', 'police-uk', join(shared, 'police-uk-essex'), '--json'], environment)
  const { read, seconds } = JSON.parse(output) as Summary
  const rate = read / seconds
  report.add({
    what: `Import of ${grouped(read)} police.uk rows, placed in areas and counted`, engine, value: `${grouped(rate)} rows/s (${seconds.toFixed(1)} s)`,
    budget: `at least ${grouped(leastRowsPerSecond[engine])} rows/s`, met: rate >= leastRowsPerSecond[engine],
    how: `from the first byte to publication, 59 boundary files loaded before; the database starts empty${rate >= leastRowsPerSecond[engine] ? '' : missedBecause[engine]}`
  })
  report.add({
    what: 'Peak memory of the importer', engine, value: `${Math.round(peakMb)} MB`, budget: `under ${MOST_MEMORY_MB} MB`, met: peakMb > 0 && peakMb < MOST_MEMORY_MB,
    how: 'resident set of the importing process; the database runs in its own'
  })
}
