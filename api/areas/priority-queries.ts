/** Statements of local priorities: those of teams inside a transaction that says who asks, and what is published for everybody. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Priority, PrioritySummary, PublishedPriority } from './priority-schema.ts'

export { asModerator, asPlanner } from '../db/identity.ts'
export type { PublishedPriority }

interface Told { entry: Priority }

/** Published entries of areas, those of the first named area first; by any reader, of the public too. */
export const listPublished = (db: Queryable, areaCodes: string[]): Promise<PublishedPriority[]> => db.rows<PublishedPriority>(sql('areas/list_published_priorities'), [areaCodes, null])

/** What everybody reads of one entry. */
export const getPublished = async (db: Queryable, id: string): Promise<PublishedPriority | undefined> => (await db.rows<PublishedPriority>(sql('areas/list_published_priorities'), [null, id]))[0]

/** A cheap text that changes whenever anything published comes, changes or goes. */
export const publishedVersion = async (db: Queryable): Promise<string> => (await db.rows<{ version: string }>(sql('areas/published_version')))[0]!.version

export interface Home { code: string; type: string; name: string; district: string | null }
/** A loaded area and the district that it is or lies in. */
export const findHome = async (db: Queryable, code: string): Promise<Home | undefined> => (await db.rows<Home>(sql('areas/find_home'), [code]))[0]

export const listPriorities = async (inside: Queryable): Promise<PrioritySummary[]> => (await inside.rows<{ entry: PrioritySummary }>(sql('areas/list_priorities'))).map(({ entry }) => entry)

export const getPriority = async (inside: Queryable, id: string): Promise<Priority | undefined> => (await inside.rows<Told>(sql('areas/get_priority'), [id]))[0]?.entry

export const addPriority = async (inside: Queryable, written: object, who: string): Promise<Priority> => (await inside.rows<Told>(sql('areas/add_priority'), [JSON.stringify(written), who]))[0]!.entry

/** Undefined when the entry is no longer the version that was read. */
export const changePriority = async (inside: Queryable, id: string, version: number, written: object, who: string): Promise<Priority | undefined> =>
  (await inside.rows<Told>(sql('areas/change_priority'), [id, version, JSON.stringify(written), who]))[0]?.entry

export interface Moving { to: string; from: readonly string[]; reason: string | null }
/** Undefined when the entry is no longer the version that was read, or stands where it cannot be moved from. */
export const movePriority = async (inside: Queryable, id: string, version: number, { to, from, reason }: Moving, who: string): Promise<Priority | undefined> =>
  (await inside.rows<Told>(sql('areas/move_priority'), [id, version, to, reason, from, who]))[0]?.entry

export interface StoredPriority { version: number; act: 'added' | 'changed' | 'submitted' | 'published' | 'returned' | 'withdrawn'; entry: Priority; by: string; at: string }
/** The newest first. */
export const listPriorityVersions = (inside: Queryable, id: string) => inside.rows<StoredPriority>(sql('areas/list_priority_versions'), [id])
