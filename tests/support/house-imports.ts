/** Who may import whom: the table of the house's plan, as a function from a file and what it imports to a breach or nothing. */
import { posix } from 'node:path'

export interface SourceText { path: string; text: string }
export interface Imported { target: string; typeOnly: boolean }

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** What a file imports; files of ours by their path from the root, packages by their name. */
export function importsOf({ path, text }: SourceText): Imported[] {
  return [...text.matchAll(IMPORT)].map(([, type, from, dynamic]) => {
    const target = (from ?? dynamic)!.replace(/\?.*$/, '')
    return { target: target.startsWith('.') ? posix.join(posix.dirname(path), target) : target, typeOnly: type !== undefined }
  })
}

/** Constants of one room, which the pages share as well: STATS19's code lists, the words of clusters and sites, those of emergency response, the rows of the performance update, the states of local priorities. */
const roomVocabularies = ['api/collision-vocabulary.ts', 'api/road-vocabulary.ts', 'api/response-vocabulary.ts', 'api/performance-vocabulary.ts', 'api/priority-vocabulary.ts']
const isOurs = (target: string) => /^(api|web|sql|fixtures|tests)\//.test(target)
const roomOf = (path: string) => /^api\/(?!db\/|ingest\/|analysis\/)([^/]+)\/[^/]+$/.exec(path)?.[1]
const numericPackages = /^(h3-js|@turf\/|flatbush|kdbush|highs)/

/** Undefined when `from` may import it; else what is wrong, in words. */
export function importBreach(from: string, { target, typeOnly }: Imported): string | undefined {
  const allowed = from.startsWith('web/src/') ? webMay(from, target, typeOnly) : from.startsWith('api/') ? apiMay(from, target, typeOnly) : true
  return allowed ? undefined : `${from} imports ${typeOnly ? 'types of ' : ''}${target}`
}

function apiMay(from: string, target: string, typeOnly: boolean): boolean {
  if (/^(web|tests)\//.test(target)) return false
  if (target.startsWith('fixtures/')) return from === 'api/ingest/demo.ts'
  if (['api/vocabulary.ts', ...roomVocabularies].includes(from)) return false
  if (from === 'api/source-vocabulary.ts') return target === 'api/vocabulary.ts'
  if (from === 'api/schema.ts') return target === 'typebox' || target === 'api/vocabulary.ts'
  if (from.startsWith('api/analysis/')) return isOurs(target) ? target.startsWith('api/analysis/') : numericPackages.test(target)
  if (from.startsWith('api/ingest/')) return ingestMay(from, target)
  if (from.startsWith('api/db/')) return !isOurs(target) || target.startsWith('api/db/') || target === 'api/config.ts'
  const room = roomOf(from)
  return room ? roomMay(from, room, target, typeOnly) : true
}

function ingestMay(from: string, target: string): boolean {
  if (!isOurs(target)) return !/fastify/.test(target)
  // The commands read the settings; the loaders are given what they need.
  return /^api\/(db|ingest)\//.test(target) || ['api/vocabulary.ts', 'api/source-vocabulary.ts', ...roomVocabularies, 'api/analysis/h3-grid.ts', 'api/analysis/disclosure.ts', 'api/analysis/road-classes.ts'].includes(target) || (target === 'api/config.ts' && /\/run(-[a-z]+)?\.ts$/.test(from))
}

/** What touches passwords, the sign-in elsewhere, threads and printed codes is known to few files. */
const workers = ['api/hotspots/worker.mjs', 'api/patrols/worker.mjs', 'api/collisions/worker.mjs', 'api/response/worker.mjs']
const onlyIn: Record<string, string[]> = { 'tsx/esm/api': workers, piscina: workers, '@node-rs/argon2': ['api/accounts/passwords.ts'], 'openid-client': ['api/accounts/oidc.ts'], uqr: ['api/patrols/briefing.ts'] }

function roomMay(from: string, room: string, target: string, typeOnly: boolean): boolean {
  const file = from.split('/').pop()!
  const own = target.startsWith(`api/${room}/`)
  // A schema too long for one file is several.
  if (file === 'schema.ts') return ['typebox', 'api/schema.ts', 'api/vocabulary.ts', ...roomVocabularies].includes(target) || (own && target.endsWith('-schema.ts'))
  if (/^(\w+-)*queries\.ts$/.test(file)) return target.startsWith('api/db/') || (own && typeOnly && target.endsWith('schema.ts'))
  // A command of the room opens the database by itself.
  if (/^run-[a-z]+\.ts$/.test(file) && (target === 'api/config.ts' || ['api/db/database.ts', 'api/db/migrate.ts'].includes(target))) return true
  if (!isOurs(target)) return /^(typebox|@fastify\/|fastify$|node:)/.test(target) || onlyIn[target]?.includes(from) === true
  if (target === 'api/db/sql.ts') return false
  if (target.startsWith('api/db/')) return typeOnly
  if (target.startsWith('api/ingest/')) return false
  // What is done and its entry in the audit trail are one transaction, in whatever room.
  if (target === 'api/accounts/audit.ts' && !own) return file.endsWith('routes.ts')
  return own || target.startsWith('api/analysis/') || /\/(\w+-)*queries\.ts$/.test(target) || /^api\/(access|errors|answers|csv|html|kept|month-words|questions|schema|(source-|road-|collision-|response-|performance-|priority-)?vocabulary|versions|worker-pool)\.ts$/.test(target) || (typeOnly && roomOf(target) !== undefined)
}

function webMay(from: string, target: string, typeOnly: boolean): boolean {
  if (/^(sql|fixtures|tests)\//.test(target)) return false
  if (target.startsWith('api/')) return !from.startsWith('web/src/ui/') && (['api/vocabulary.ts', ...roomVocabularies].includes(target) || (typeOnly && target.endsWith('schema.ts')))
  if (!target.startsWith('web/src/')) return !target.startsWith('node:')
  const place = (path: string) => /^web\/src\/([^/]+)\//.exec(path)?.[1] ?? ''
  if (place(from) === 'ui') return place(target) === 'ui'
  // Files at the root of the pages tie rooms together; a room knows itself, the map, the parts and that root.
  return place(from) === '' || [place(from), 'map', 'ui', ''].includes(place(target))
}
