/** Loading in tests: the real loaders, quietly, and what a reader sees before and after. */
import type { Database } from '../../api/db/database.ts'
import { loadPaths, type Summary } from '../../api/ingest/load.ts'
import type { Progress } from '../../api/ingest/progress.ts'
import type { CellsAnswer } from '../../api/cells/schema.ts'
import type { SourcesAnswer } from '../../api/sources/schema.ts'
import type { SourceId } from '../../api/source-vocabulary.ts'
import { versionSettles, type TestApp } from './app.ts'
import { boundaryFiles, lsoaChanges, ruralClasses } from './county.ts'
import type { TestFolder } from './files.ts'

export const quiet: Progress = { start: () => undefined, advance: () => undefined, reach: () => undefined, stop: () => undefined }

export const load = (db: Database, source: SourceId, ...paths: string[]): Promise<Summary> => loadPaths(db, source, paths, quiet)

/** Boundaries and rural classes of the invented county. */
export async function loadCounty(db: Database, folder: TestFolder): Promise<void> {
  const county = folder.folder('county')
  for (const [name, text] of Object.entries(boundaryFiles)) county.write(`boundaries/${name}`, text)
  await load(db, 'areas', `${county.path}/boundaries`)
  await load(db, 'ruc', county.write('classes.csv', ruralClasses), county.write('changes.csv', lsoaChanges))
}

/** Everything a reader can see, as bytes. */
export async function whatIsSeen(app: TestApp): Promise<Record<string, string>> {
  await versionSettles()
  const paths = ['/api/health', '/api/themes', '/api/sources', '/api/areas', ...['crime', 'anti-social-behaviour', 'rural-crime'].flatMap((theme) => [`/api/cells?theme=${theme}&res=9`, `/api/cells/series?theme=${theme}`])]
  const answers = await Promise.all(paths.map(async (path) => [path, (await app.get(path)).rawPayload.toString('base64')] as const))
  return Object.fromEntries(answers)
}

export const sourceOf = async (app: TestApp, source: string): Promise<SourcesAnswer['sources'][number]> => {
  await versionSettles()
  const found = (await app.json<SourcesAnswer>('/api/sources')).sources.find((entry) => entry.source === source)
  if (!found) throw new Error(`/api/sources does not list ${source}`)
  return found
}

export const cells = async (app: TestApp, query: string): Promise<CellsAnswer> => {
  await versionSettles()
  return app.json<CellsAnswer>(`/api/cells?${query}`)
}

/** Every row is somewhere: read = loaded + rejected, and mapped + outside + no location + withheld = loaded. */
export async function accounts(app: TestApp, source: string): Promise<{ read: number; loaded: number; rejected: number; mapped: number }> {
  const { read, loaded, rejected, reasons, inside, outside, noLocation, withheld } = await sourceOf(app, source)
  const sum = reasons.reduce((total, { count }) => total + count, 0)
  if (read !== loaded + rejected || rejected !== sum) throw new Error(`read ${read}, loaded ${loaded}, rejected ${rejected}, reasons ${sum}`)
  const mapped = inside! + outside! + noLocation! + withheld!
  return { read, loaded, rejected, mapped }
}

/** Rows that no reader can see: what an import that ended badly must not leave behind. */
export async function stagedRows(db: Database): Promise<Record<string, number>> {
  const stray = (table: string) => `(select count(*) from ${table} where slice_id not in (select slice_id from slices where live))::int`
  const [row] = await db.rows<Record<string, number>>(`select (select count(*) from slices where not live)::int as slices, ${stray('incidents')} as incidents,
    ${stray('counts')} as counts, ${stray('slice_totals')} as totals, ${stray('collision_totals')} as "collisionTotals", ${stray('collision_spots')} as "collisionSpots", ${stray('collision_texts')} as "collisionTexts", ${stray('protected_atoms')} as atoms, ${stray('protected_counts')} as shown, (select count(*) from areas where not live)::int as areas`)
  return row!
}
