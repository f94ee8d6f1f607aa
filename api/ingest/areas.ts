/**
 * Boundaries from GeoJSON: force, district, ward, MSOA, LSOA. The kind is told by the name of the code's property as ONS writes it
 * (`LSOA21CD`, `WD25CD`, `pfa16cd`); other files give `type`, `code` and `name`. Districts are dissolved from their LSOAs where
 * those name them, because that is the outline the rest agrees with.
 */
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { areaTypes, type AreaType } from '../vocabulary.ts'
import type { SourceFile } from './files.ts'
import type { FileTally, Import } from './import.ts'
import { RefusedFileError } from './refusal.ts'
import { assignAreas, describeAllSpots } from './spots.ts'

interface Feature { properties: Record<string, unknown> | null; geometry: { type: string; coordinates: unknown } | null }
export interface AreaRow { type: AreaType; code: string; name: string; parentCode: string | null; geometry: string }

/** Which property holds the code, by kind. The two digits are the year of the boundaries. */
const codeProperties: readonly (readonly [RegExp, AreaType])[] = [
  [/^lsoa21cd$/i, 'lsoa21'], [/^lsoa11cd$/i, 'lsoa11'], [/^msoa21cd$/i, 'msoa21'], [/^wd\d\dcd$/i, 'ward'], [/^pfa\d\dcd$/i, 'force'], [/^lad\d\dcd$/i, 'district']
]
const LARGEST_FILE = 512 * 1024 * 1024
const AREAS_AT_ONCE = 50
const SPOTS_AT_ONCE = 10_000

export const isAreaFile = (name: string) => /\.(geo)?json$/i.test(name)

/** Stages the areas of one file. @throws RefusedFileError when it is not GeoJSON. */
export async function stageAreaFile(source: SourceFile, file: FileTally, load: Import): Promise<void> {
  const features = parseFeatures(source.name, await readText(source))
  const areas: AreaRow[] = []
  features.forEach((feature, i) => {
    file.read++
    const area = areaOf(feature)
    if (typeof area === 'string') load.reject(file, area, i + 1, JSON.stringify(feature.properties))
    else areas.push(area)
  })
  for (let at = 0; at < areas.length; at += AREAS_AT_ONCE) await addAreas(load, file, areas.slice(at, at + AREAS_AT_ONCE))
}

async function readText(source: SourceFile): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of source.open()) {
    bytes += chunk.length
    if (bytes > LARGEST_FILE) throw new RefusedFileError(source.name, undefined, 'the boundary file is larger than 512 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8').replace(/^\uFEFF/, '')
}

function parseFeatures(name: string, text: string): Feature[] {
  if (text.trim() === '') throw new RefusedFileError(name, undefined, 'the file is empty')
  let parsed: { type?: string; features?: Feature[] }
  try {
    parsed = JSON.parse(text) as typeof parsed
  } catch (cause) {
    throw new RefusedFileError(name, undefined, `is not GeoJSON (${(cause as Error).message})`)
  }
  if (parsed?.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) throw new RefusedFileError(name, undefined, 'is JSON but not a GeoJSON FeatureCollection')
  return parsed.features
}

function areaOf({ properties, geometry }: Feature): AreaRow | 'code-unreadable' | 'geometry-unreadable' {
  const found = kindOf(properties ?? {})
  if (!found) return 'code-unreadable'
  if (!geometry || !/^(Multi)?Polygon$/.test(geometry.type) || !isSound(geometry)) return 'geometry-unreadable'
  return { ...found, geometry: JSON.stringify({ type: geometry.type, coordinates: geometry.coordinates }) }
}

/** Rings of at least four positions in degrees. PostGIS reads text as 0, which would be a place, and takes metres for degrees. */
function isSound({ type, coordinates }: { type: string; coordinates: unknown }): boolean {
  const some = (value: unknown, each: (one: unknown) => boolean, least = 1) => Array.isArray(value) && value.length >= least && value.every(each)
  const within = (value: unknown, limit: number) => typeof value === 'number' && Math.abs(value) <= limit
  const isPosition = (one: unknown) => Array.isArray(one) && within(one[0], 180) && within(one[1], 90)
  const isPolygon = (one: unknown) => some(one, (ring) => some(ring, isPosition, 4))
  return type === 'Polygon' ? isPolygon(coordinates) : some(coordinates, isPolygon)
}

function kindOf(properties: Record<string, unknown>): Omit<AreaRow, 'geometry'> | undefined {
  const text = (name: string | undefined) => (name && typeof properties[name] === 'string' ? (properties[name] as string).trim() : '')
  const names = Object.keys(properties)
  for (const [pattern, type] of codeProperties) {
    const property = names.find((name) => pattern.test(name))
    if (!property || !text(property)) continue
    const name = text(names.find((other) => other.toLowerCase() === property.toLowerCase().replace(/cd$/, 'nm')))
    const parent = text('LADCD_ACTIVE') || text(names.find((other) => /^lad\d\dcd$/i.test(other) && other !== property))
    return { type, code: text(property), name: name || text(property), parentCode: parent || null }
  }
  const type = text('type') as AreaType
  if (!areaTypes.includes(type) || !text('code')) return undefined
  return { type, code: text('code'), name: text('name') || text('code'), parentCode: text('parent') || null }
}

/** Adds areas in one statement; when a shape breaks it, one by one, so that only that shape is rejected. */
export async function addAreas(load: Import, file: FileTally, areas: AreaRow[]): Promise<void> {
  const add = (some: AreaRow[]) => load.db.run(sql('ingest/add_areas'),
    [load.importId, load.source, load.synthetic, JSON.stringify(some.map(({ geometry, ...rest }) => ({ ...rest, geometry: JSON.parse(geometry) as unknown })))])
  try {
    file.loaded += await add(areas)
  } catch (cause) {
    if (areas.length === 1) load.reject(file, 'geometry-unreadable', file.read, `${areas[0]!.code} ${areas[0]!.name}: ${(cause as Error).message}`)
    else for (const area of areas) await addAreas(load, file, [area])
  }
}

/** Completes staged areas (districts, study area, members) and makes them live. */
export async function publishAreas(db: Database, load: Import, onProgress: (share: number) => void = () => undefined): Promise<boolean> {
  await db.run(sql('ingest/dissolve_districts'), [load.importId])
  await db.run(sql('ingest/link_districts'), [load.importId])
  await db.run(sql('ingest/cut_areas'), [load.importId])
  const last = await lastSpot(db)
  for (let from = 1; from <= last; from += SPOTS_AT_ONCE) {
    await db.transaction((inside) => assignAreas(inside, from, Math.min(last, from + SPOTS_AT_ONCE - 1), load.importId))
    onProgress(from / last)
    await load.heartbeat()
  }
  return load.publish(async (inside) => {
    // Spots that another import added while the members were being found.
    await assignAreas(inside, last + 1, await lastSpot(inside), load.importId)
    await inside.run(sql('ingest/publish_areas'), [load.importId])
    await inside.run('update areas set live = true where import_id = $1', [load.importId])
    await inside.run(sql('ingest/link_live_districts'))
    await describeAllSpots(inside)
  })
}

async function lastSpot(db: Pick<Database, 'rows'>): Promise<number> {
  const [row] = await db.rows<{ last: number }>('select coalesce(max(spot_id), 0)::int as last from spots')
  return row!.last
}
