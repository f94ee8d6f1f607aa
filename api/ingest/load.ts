/** Loads one source from what the user names: finds the files, stages what is new, publishes it, and tells what became of every row. */
import { rm } from 'node:fs/promises'
import type { Database, Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { openSources, type SourceId } from '../source-vocabulary.ts'
import { isAreaFile, publishAreas, stageAreaFile } from './areas.ts'
import { findFiles, type SourceFile } from './files.ts'
import { Import, liveFiles, sweep, type FileTally } from './import.ts'
import { stageForceIncidents } from './force-incidents.ts'
import { readIndicators } from './indicators.ts'
import { stageForceResponses } from './force-responses.ts'
import { IncidentStage } from './incidents.ts'
import { knownLsoas } from './lsoas.ts'
import { isPostcodeFile, readPostcodes } from './postcodes.ts'
import { isPoliceFile, stagePoliceFile } from './police-uk.ts'
import type { Progress } from './progress.ts'
import { countAtoms, protectAll, protectImport } from './protect.ts'
import { isTableFile, readDeprivation, readHouseholds, readPlaces, readRuc, type Publish } from './reference.ts'
import { RefusedFileError } from './refusal.ts'
import { isRoadFile, stageRoads } from './roads.ts'
import { describeAllSpots, SpotStore, totalSlices } from './spots.ts'
import { stageStats19 } from './stats19.ts'
import { nothingNew, summaryOf, type Summary } from './summary.ts'

export type { Summary }

export interface LoadOptions {
  /** Marks every row as made up for demonstration. */
  synthetic?: boolean
  /** Whose incidents a force's own file holds; its rows do not say. */
  force?: string
}

type Stage = (load: Import, files: Staged[], progress: Progress, force: string) => Promise<boolean>
interface Staged { source: SourceFile; file: FileTally }

const wanted: Partial<Record<SourceId, (name: string) => boolean>> = {
  'police-uk': isPoliceFile, areas: isAreaFile, ruc: isTableFile, households: isTableFile, deprivation: isTableFile, places: isTableFile, roads: isRoadFile, indicators: isTableFile, postcodes: isPostcodeFile
}

const stages: Record<SourceId, Stage> = {
  'police-uk': stagePolice,
  areas: stageAreas,
  stats19: stageCollisionTables,
  'force-incidents': stageIncidents,
  'force-responses': stageResponses,
  ruc: reference(readRuc),
  households: reference(readHouseholds), deprivation: reference(readDeprivation),
  places: reference(readPlaces),
  roads: stageRoads,
  indicators: reference(readIndicators, { placed: false }),
  postcodes: reference(readPostcodes, { placed: false })
}

/** Loads `paths` as `source`. @throws RefusedFileError, having changed nothing. */
export async function loadPaths(db: Database, source: SourceId, paths: readonly string[], progress: Progress, options?: LoadOptions): Promise<Summary> {
  const temporary: string[] = []
  try {
    return await loadFiles(db, source, await findFiles(paths, wanted[source] ?? isTableFile, temporary), progress, options)
  } finally {
    await Promise.all(temporary.map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

export async function loadFiles(db: Database, source: SourceId, files: readonly SourceFile[], progress: Progress, { synthetic = false, force = 'This force' }: LoadOptions = {}): Promise<Summary> {
  const begun = performance.now()
  const seconds = () => Math.round((performance.now() - begun) / 10) / 100
  const prints = await Promise.all(files.map((file) => file.sha256()))
  const live = await liveFiles(db, source, prints)
  const fresh = files.map((file, i) => ({ file, sha256: prints[i]! })).filter(({ sha256 }) => !live.has(sha256))
  const unchanged = files.length - fresh.length
  if (fresh.length === 0) return { ...nothingNew(source, unchanged), seconds: seconds() }

  const load = await Import.begin(db, source, synthetic)
  load.unchanged = [...live]
  try {
    const staged = fresh.map(({ file, sha256 }) => ({ source: file, file: load.beginFile(file.name, sha256) }))
    const published = await stages[source](load, staged, progress, force)
    if (!published) {
      await load.abandon('abandoned', 'another import published the same bytes first')
      return { ...nothingNew(source, files.length), seconds: seconds() }
    }
  } catch (cause) {
    await load.abandon('refused', (cause as Error).message)
    throw cause
  } finally {
    progress.stop()
  }
  await sweep(db)
  const summary = summaryOf(load)
  if (summary.loaded >= WORTH_ANALYSING) await db.run(`analyze ${touched[source] ?? EVENT_TABLES}`)
  return { ...summary, files: { read: fresh.length, unchanged }, seconds: seconds() }
}

/**
 * Which tables an import changed enough to be counted anew for the planner. The embedded engine has nobody who does this by the way, and
 * a server only after a while. Near-empty tables are left alone: figures of a handful of rows are worse than none.
 */
const touched: Partial<Record<SourceId, string>> = { areas: 'areas, area_parts, area_part_squares, spot_areas', ruc: 'ruc_classes, lsoa_changes', households: 'households', deprivation: 'deprivation', places: 'places', roads: 'road_graphs', indicators: 'indicator_values', postcodes: 'postcodes' }
const EVENT_TABLES = 'slices, kinds, spots, spot_areas, counts, slice_totals, protected_atoms, protected_counts'
const WORTH_ANALYSING = 1_000

type ReadFile = (source: SourceFile, file: FileTally) => Promise<void>

/** Reads each file in turn, refusing one that mostly cannot be read. */
async function readAll(load: Import, files: Staged[], progress: Progress, title: string, read: ReadFile): Promise<void> {
  progress.start(title, files.reduce((total, { source }) => total + source.bytes, 0))
  for (const { source, file } of files) {
    await read(reporting(source, progress), file)
    load.checkFile(file)
  }
}

/** The same file, telling the progress bar what is read of it. */
const reporting = (source: SourceFile, progress: Progress): SourceFile =>
  ({ ...source, open: () => source.open((bytes) => progress.advance(bytes)) })

async function finish(load: Import, spots: SpotStore): Promise<boolean> {
  const before = await dataVersion(load.db)
  await spots.place()
  await totalSlices(load.db, load.sliceIds)
  if (!openSources.includes(load.source)) await load.db.transaction((inside) => countAtoms(inside, load.sliceIds))
  const replaceProtected = await protectImport(load.db, load.importId)
  return load.publish(async (inside) => {
    await inside.run(sql('ingest/total_repeats'), [load.importId])
    if (await dataVersion(inside) === before) return replaceProtected(inside)
    // New areas, classes or months have been published meanwhile: what was counted by place may be another place now.
    await totalSlices(inside, load.sliceIds)
    await countAtoms(inside, load.sliceIds)
    await protectAll(inside)
  })
}

const dataVersion = async (db: Queryable) => (await db.rows<{ version: string }>(sql('db/data_version')))[0]!.version

async function stagePolice(load: Import, files: Staged[], progress: Progress): Promise<boolean> {
  const stage = new IncidentStage(load.db, load, false)
  const lsoas = await knownLsoas(load.db)
  await readAll(load, files, progress, 'Reading street-level crime', (source, file) => stagePoliceFile(source, file, load, stage, lsoas))
  await stage.finish()
  return finish(load, stage.spots)
}

async function stageIncidents(load: Import, files: Staged[], progress: Progress, force: string): Promise<boolean> {
  const stage = new IncidentStage(load.db, load, true)
  await readAll(load, files, progress, 'Reading incidents', (source, file) => stageForceIncidents(source, file, load, stage, force))
  await stage.finish()
  return finish(load, stage.spots)
}

async function stageResponses(load: Import, files: Staged[], progress: Progress, force: string): Promise<boolean> {
  const spots = new SpotStore(load.db, load.source)
  await readAll(load, files, progress, 'Reading emergency attendance', (source, file) => stageForceResponses(source, file, load, spots, force))
  return finish(load, spots)
}

async function stageCollisionTables(load: Import, files: Staged[], progress: Progress): Promise<boolean> {
  const spots = new SpotStore(load.db, load.source)
  progress.start('Reading road collisions', files.reduce((total, { source }) => total + source.bytes, 0))
  await stageStats19(files.map(({ source, file }) => ({ source: reporting(source, progress), file })), load, spots)
  return finish(load, spots)
}

async function stageAreas(load: Import, files: Staged[], progress: Progress): Promise<boolean> {
  await readAll(load, files, progress, 'Reading boundaries', (source, file) => stageAreaFile(source, file, load))
  progress.start('Placing positions in areas', 100)
  return publishAreas(load.db, load, (share) => progress.reach(share * 100))
}

/** `placed`: whether anything that is known of positions follows from it. */
function reference(read: (source: SourceFile, file: FileTally, load: Import) => Promise<Publish>, { placed } = { placed: true }): Stage {
  return async (load, files, progress) => {
    progress.start('Reading reference tables', files.length)
    const publishes: Publish[] = []
    for (const { source, file } of files) {
      publishes.push(await read(source, file, load))
      load.checkFile(file)
      progress.advance(1)
    }
    if (load.files.every(({ loaded }) => loaded === 0)) throw new RefusedFileError(load.files[0]!.name, undefined, `none of its ${load.files[0]!.read} rows belongs to the study area`)
    return load.publish(async (inside) => {
      for (const publish of publishes) await publish(inside)
      if (placed) await describeAllSpots(inside)
    })
  }
}
