/** Settles at the start of a server or a command how a force's own records are protected in this database. */
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { countAtoms, protectAll } from './protect.ts'

export interface DisclosureSettings {
  disclosureBase: number
  /** For the server to say: a command whose environment is another must not bring months forward. Undefined: as it is. */
  publicDelayMonths?: number
}

/**
 * The base is taken at the first start and stays: two roundings of one count would tell more than one. The delay may change. Months loaded
 * before there was protection get theirs now; until then nobody sees them.
 */
export async function settleDisclosure(db: Database, { disclosureBase, publicDelayMonths }: DisclosureSettings, say: (text: string) => void): Promise<{ base: number }> {
  const [rules] = await db.rows<{ base: number; due: boolean; changed: boolean }>(sql('ingest/choose_disclosure_rules'), [disclosureBase, publicDelayMonths ?? null])
  if (rules!.base !== disclosureBase) say(`DISCLOSURE_BASE is ${disclosureBase}, but this database rounds to ${rules!.base} since it was made, and goes on doing so`)
  if (rules!.changed || rules!.due) await db.transaction(async (inside) => {
    await inside.rows('select version from data_version for update')
    if (rules!.due) {
      await countAtoms(inside, null)
      await protectAll(inside)
      await inside.run('update disclosure_settings set due = false')
    }
    await inside.run('update data_version set version = version + 1')
  })
  return { base: rules!.base }
}
