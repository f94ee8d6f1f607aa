/** Checks the chain of the audit trail in stretches, each one statement, so that no statement takes long however old the trail. */
import type { Queryable } from '../db/database.ts'
import { findAuditHash, verifyAudit, type AuditFault } from './audit-queries.ts'

/** What the first entry continues from. */
export const GENESIS = '0'.repeat(64)
const STRETCH = 10_000

export interface Verdict { through: number; hash: string; wrong: { seq: number; fault: AuditFault | 'anchor' } | null }

export const faultWords: Record<AuditFault | 'anchor', string> = {
  missing: 'it is missing, while later entries are there',
  link: 'it does not continue from the entry before it: one of the two was replaced',
  content: 'what it says is not what was written: its hash does not match',
  tail: 'the newest entries do not match the head of the chain: entries were cut off or slipped in at the end',
  'known-entry': 'it was checked before and is no longer what it was',
  anchor: 'no entry carries the hash that was written down: the chain was cut off or written anew'
}

/** The whole chain from its first entry. `expected`: a hash written down elsewhere, which some entry must still carry. */
export async function verifyWhole(db: Queryable, expected?: string): Promise<Verdict> {
  let state: Verdict & { more: boolean } = { through: 0, hash: GENESIS, wrong: null, more: true }
  while (state.more) state = await verifyOn(db, state)
  const { through, hash, wrong } = state
  if (wrong || !expected || expected === GENESIS || (await findAuditHash(db, expected)) !== undefined) return { through, hash, wrong }
  return { through, hash, wrong: { seq: through + 1, fault: 'anchor' } }
}

async function verifyOn(db: Queryable, from: { through: number; hash: string }): Promise<Verdict & { more: boolean }> {
  const { through, hash, fault, wrongSeq, more } = await verifyAudit(db, from.through, from.hash, STRETCH)
  return { through, hash, wrong: fault ? { seq: wrongSeq!, fault } : null, more }
}

/** Remembers how far the chain was whole, so that a page of it checks only what is new: at most one stretch for each question. */
export class VerifiedSoFar {
  private known = { through: 0, hash: GENESIS }

  async advance(db: Queryable): Promise<{ through: number; ok: boolean }> {
    const { through, hash, wrong } = await verifyOn(db, this.known)
    if (!wrong && through >= this.known.through) this.known = { through, hash }
    return { through, ok: !wrong }
  }
}
