/** Statements of the audit trail. */
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { AuditEntry } from './audit-schema.ts'

export interface NewEntry { account: string | null; role: string; act: string; subject: string | null; purpose: string | null; detail: Record<string, unknown> }
export interface ExportedEntry extends AuditEntry { previousHash: string; hash: string; hashed: string }
export type AuditFault = 'missing' | 'link' | 'content' | 'tail' | 'known-entry'
export interface Stretch { through: number; hash: string; fault: AuditFault | null; wrongSeq: number | null; more: boolean }

export async function appendAudit(inside: Queryable, { account, role, act, subject, purpose, detail }: NewEntry): Promise<number> {
  const [row] = await inside.rows<{ seq: number }>(sql('accounts/append_audit'), [account, role, act, subject, purpose, JSON.stringify(detail)])
  return row!.seq
}

export async function markUnknownName(inside: Queryable, name: string): Promise<string> {
  const [row] = await inside.rows<{ mark: string }>(sql('accounts/mark_unknown_name'), [name])
  return row!.mark
}

export const listAudit = (db: Queryable, before: number | null, limit: number) => db.rows<AuditEntry>(sql('accounts/list_audit'), [before, limit])

export const exportAudit = (db: Queryable, after: number, through: number, limit: number) => db.rows<ExportedEntry>(sql('accounts/export_audit'), [after, through, limit])

export async function verifyAudit(db: Queryable, after: number, hash: string, limit: number): Promise<Stretch> {
  const [row] = await db.rows<Stretch>(sql('accounts/verify_audit'), [after, hash, limit])
  return row!
}

/** The number of the entry that carries a hash; undefined when none does. */
export async function findAuditHash(db: Queryable, hash: string): Promise<number | undefined> {
  const [row] = await db.rows<{ seq: number }>(sql('accounts/find_audit_hash'), [hash])
  return row?.seq
}
