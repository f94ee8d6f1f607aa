/**
 * What the public sees of a force's own records: counts its slices by atom (district, hexagon, class) and rounds the history of each force,
 * in order of month, with offsets that a secret of this database decides. Computed before an import is published, put in place inside.
 */
import { createHmac } from 'node:crypto'
import { protectCounts, type Atom } from '../analysis/disclosure.ts'
import type { Database, Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { numbers } from './arrays.ts'

interface ProtectedSlice { slice_id: number; month: string; fresh: boolean }
interface Rules { secret: Buffer; base: number }
/** One number a count: slice, district, cell (decimal), class and how many. */
class Rows {
  readonly columns: [number[], number[], string[], number[], number[]] = [[], [], [], [], []]
  add(sliceId: number, areaId: number, cell: string, classId: number, n: number): void {
    this.columns[0].push(sliceId)
    this.columns[1].push(areaId)
    this.columns[2].push(cell)
    this.columns[3].push(classId)
    this.columns[4].push(n)
  }
}

const ROWS_AT_ONCE = 20_000

/** Counts slices by atom, inside a transaction; null: all live protected ones. */
export async function countAtoms(inside: Queryable, sliceIds: number[] | null): Promise<void> {
  // As for positions: tables that may have been empty a second ago are joined, and the planner does not know better.
  await inside.run('set local enable_nestloop = off')
  await inside.run(sql('ingest/clear_atoms'), [sliceIds])
  await inside.run(sql('ingest/add_atom_classes'))
  await inside.run(sql('ingest/add_atoms'), [sliceIds])
}

/**
 * Protects the histories that an import adds to. Its own slices, which nobody sees yet, are written at once; what changes in months that
 * are live (a month was replaced, or came late) is written by the function returned, to be called as the import is published.
 */
export async function protectImport(db: Database, importId: number): Promise<(inside: Queryable) => Promise<void>> {
  const later: { sliceIds: number[]; rows: Rows }[] = []
  for (const { force, from } of await db.rows<{ force: string; from: string }>(sql('ingest/list_protected_forces'), [importId])) {
    const slices = await db.rows<ProtectedSlice>(sql('ingest/list_protected_slices'), [force, importId])
    const changed = slices.filter(({ fresh, month }) => !fresh && month >= from).map(({ slice_id }) => slice_id)
    const rows = new Rows()
    await protectHistory(db, slices, async (shown) => {
      await write(db, only(shown, slices.filter(({ fresh }) => fresh).map(({ slice_id }) => slice_id)))
      collect(rows, only(shown, changed))
    })
    later.push({ sliceIds: changed, rows })
  }
  return async (inside) => {
    for (const { sliceIds, rows } of later) {
      if (sliceIds.length > 0) await inside.run(sql('ingest/clear_protected_counts'), [sliceIds])
      await write(inside, rows)
    }
  }
}

/** Protects the whole history of every force anew, inside a transaction: after areas, classes or premises have changed. */
export async function protectAll(inside: Queryable): Promise<void> {
  for (const { force } of await inside.rows<{ force: string }>(sql('ingest/list_protected_forces'), [null])) {
    const slices = await inside.rows<ProtectedSlice>(sql('ingest/list_protected_slices'), [force, null])
    await inside.run(sql('ingest/clear_protected_counts'), [slices.map(({ slice_id }) => slice_id)])
    await protectHistory(inside, slices, (shown) => write(inside, shown))
  }
}

/** Rounds a history district by district, which is as much as memory need hold, and hands on what each shows. */
async function protectHistory(db: Queryable, slices: readonly ProtectedSlice[], take: (shown: Rows) => Promise<void>): Promise<void> {
  const [rules] = await db.rows<Rules>(sql('ingest/disclosure_rules'))
  const sliceIds = slices.map(({ slice_id }) => slice_id)
  const themesOf = new Map((await db.rows<{ class_id: number; themes: string[] }>(sql('ingest/list_atom_classes'))).map(({ class_id, themes }) => [class_id, themes.join()]))
  for (const { area_id, code } of await db.rows<{ area_id: number; code: string }>(sql('ingest/list_atom_areas'), [sliceIds])) {
    const rows = await db.rows<{ cell: string; class_id: number; series: string }>(sql('ingest/list_atoms'), [sliceIds, area_id])
    const atoms = rows.map(({ cell, class_id, series }): Atom =>
      ({ counts: countsOf(series, sliceIds.length), group: class_id, ...keyed(rules!, `${code}|${cell}|${themesOf.get(class_id)}`) }))
    const shown = new Rows()
    protectCounts(atoms, { base: rules!.base }).forEach((months, i) => {
      months.forEach((n, month) => { if (n > 0) shown.add(sliceIds[month]!, area_id, rows[i]!.cell, rows[i]!.class_id, n) })
    })
    await take(shown)
  }
}

/** Offset and order of an atom: the same for ever, and unknown to whoever has not the secret. */
function keyed({ secret, base }: Rules, atom: string): { offset: number; order: number } {
  const mark = createHmac('sha256', secret).update(atom).digest()
  return { offset: mark.readUIntBE(0, 6) % base, order: mark.readUInt32BE(8) }
}

function countsOf(series: string, months: number): Int32Array {
  const counts = new Int32Array(months)
  for (const pair of series.split(',')) {
    const colon = pair.indexOf(':')
    counts[Number(pair.slice(0, colon))] = Number(pair.slice(colon + 1))
  }
  return counts
}

function only({ columns }: Rows, sliceIds: readonly number[]): Rows {
  const wanted = new Set(sliceIds)
  const rows = new Rows()
  const [slices, areas, cells, classes, counts] = columns
  slices.forEach((slice, i) => { if (wanted.has(slice)) rows.add(slice, areas[i]!, cells[i]!, classes[i]!, counts[i]!) })
  return rows
}

function collect(all: Rows, { columns: [slices, areas, cells, classes, counts] }: Rows): void {
  slices.forEach((slice, i) => all.add(slice, areas[i]!, cells[i]!, classes[i]!, counts[i]!))
}

async function write(db: Queryable, { columns }: Rows): Promise<void> {
  for (let at = 0; at < columns[0].length; at += ROWS_AT_ONCE) {
    await db.run(sql('ingest/add_protected_counts'), columns.map((column) => numbers(column.slice(at, at + ROWS_AT_ONCE))))
  }
}
