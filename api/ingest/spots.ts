/** Positions to spots: each distinct published position is stored once, and what follows from it (areas, class, premises) with it. */
import { cellOf } from '../analysis/h3-grid.ts'
import type { Database, Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { openSources, type RejectionReason, type SourceId } from '../source-vocabulary.ts'
import { finestOfDated } from '../vocabulary.ts'
import { numbers, texts } from './arrays.ts'
import { countAtoms, protectAll } from './protect.ts'

export interface SpotInput { lng: number; lat: number; lsoaCode: string; lsoaPlace: string; label: string }

/** The spot of a row without coordinates. */
export const NO_LOCATION = 0
/** Spots remembered at once; beyond it the memory starts afresh, which costs a look-up and nothing else. */
const MOST_REMEMBERED = 250_000
const SPOTS_AT_ONCE = 10_000

const keyOf = ({ lng, lat, lsoaCode, label }: SpotInput) => `${Math.round(lng * 1e6)}|${Math.round(lat * 1e6)}|${lsoaCode}|${label}`

export class SpotStore {
  private readonly known = new Map<string, number>()
  /** The first spot that this import added and has not yet placed in its areas, and the last. */
  private unplaced: [first: number, last: number] | undefined
  private placing: Promise<void> = Promise.resolve()

  private readonly open: boolean

  constructor(private readonly db: Database, source: SourceId) {
    this.open = openSources.includes(source)
  }

  /** The spot of each input, in input order; null stands for no location. New spots are placed in their areas meanwhile. */
  async resolve(inputs: readonly (SpotInput | null)[]): Promise<number[]> {
    if (this.known.size > MOST_REMEMBERED) this.known.clear()
    const keys = inputs.map((input) => (input ? keyOf(input) : ''))
    const missing = new Map<string, SpotInput>()
    keys.forEach((key, i) => { if (key && !this.known.has(key)) missing.set(key, inputs[i]!) })
    if (missing.size > 0) await this.add([...missing.keys()], [...missing.values()])
    return keys.map((key) => (key ? this.known.get(key)! : NO_LOCATION))
  }

  private async add(keys: string[], spots: SpotInput[]): Promise<void> {
    const rows = await this.db.rows<{ i: number; spot_id: number; placed: boolean }>(sql('ingest/add_spots'), [
      numbers(spots.map(({ lng }) => Math.round(lng * 1e6))), numbers(spots.map(({ lat }) => Math.round(lat * 1e6))),
      texts(spots.map(({ lsoaCode }) => lsoaCode)), texts(spots.map(({ lsoaPlace }) => lsoaPlace)), texts(spots.map(({ label }) => label)),
      numbers(spots.map(({ lng, lat }) => cellOf(lng, lat, finestOfDated))), this.open
    ])
    for (const { i, spot_id, placed } of rows) {
      this.known.set(keys[i - 1]!, spot_id)
      if (placed) continue
      const [first, last] = this.unplaced ?? [spot_id, spot_id]
      this.unplaced = [Math.min(first, spot_id), Math.max(last, spot_id)]
    }
    if (this.unplaced && this.unplaced[1] - this.unplaced[0] >= SPOTS_AT_ONCE) this.placeSoon()
    const missed = keys.flatMap((key, i) => (this.known.has(key) ? [] : [i]))
    // Another import was adding them at the same moment; the next look sees what it committed.
    if (missed.length > 0) await this.add(missed.map((i) => keys[i]!), missed.map((i) => spots[i]!))
  }

  /** Waits until every new spot is placed in its areas. */
  async place(): Promise<void> {
    this.placeSoon()
    await this.placing
  }

  private placeSoon(): void {
    const range = this.unplaced
    if (!range) return
    this.unplaced = undefined
    this.placing = this.placing.then(() => this.placeRange(range))
    // A failure is thrown by place(); without this it would count as unhandled meanwhile.
    this.placing.catch(() => undefined)
  }

  private async placeRange([first, last]: [number, number]): Promise<void> {
    // In even parts: each has to look at all areas once.
    const parts = Math.max(1, Math.round((last - first + 1) / SPOTS_AT_ONCE))
    const size = Math.ceil((last - first + 1) / parts)
    for (let from = first; from <= last; from += size) {
      const to = Math.min(last, from + size - 1)
      await this.db.transaction(async (inside) => {
        await assignAreas(inside, from, to, null)
        await inside.run(sql('ingest/describe_spots'), [from, to])
      })
    }
  }
}

/**
 * Finds the areas of a range of spots, inside a transaction; of the areas of one import, or of all that are live. It joins thousands of
 * rows with hundreds of thousands, in tables that may have been empty a second ago: whatever the planner believes, a nested loop is never
 * right there, and takes minutes.
 */
export async function assignAreas(inside: Queryable, first: number, last: number, importId: number | null): Promise<void> {
  await inside.run('set local enable_nestloop = off')
  await inside.run(sql('ingest/assign_areas'), [first, last, importId])
}

/** Looks again at every spot after areas, classes or places have changed. */
export async function describeAllSpots(inside: Queryable): Promise<void> {
  const [row] = await inside.rows<{ last: number }>('select coalesce(max(spot_id), 0)::int as last from spots')
  await inside.run('set local enable_nestloop = off')
  await inside.run(sql('ingest/describe_spots'), [1, row!.last])
  await inside.run('set local enable_nestloop = on')
  await inside.run(sql('ingest/measure_areas'))
  await inside.run('set local enable_nestloop = off')
  await totalSlices(inside, null)
  await inside.run(sql('ingest/total_all_repeats'))
  await countAtoms(inside, null)
  await protectAll(inside)
}

/** Counts slices without their places, writes out their collisions and responses, and measures them for the performance update; null: all live ones. */
export async function totalSlices(db: Queryable, sliceIds: number[] | null): Promise<void> {
  await db.run(sql('ingest/clear_totals'), [sliceIds])
  await db.run(sql('ingest/total_slices'), [sliceIds])
  await db.run(sql('ingest/clear_collision_spots'), [sliceIds])
  await db.run(sql('ingest/sum_collision_spots'), [sliceIds])
  await db.run(sql('ingest/clear_collision_totals'), [sliceIds])
  await db.run(sql('ingest/total_collisions'), [sliceIds])
  await db.run(sql('ingest/clear_collision_texts'), [sliceIds])
  await db.run(sql('ingest/write_collisions'), [sliceIds])
  await db.run(sql('ingest/clear_responses'), [sliceIds])
  await db.run(sql('ingest/total_responses'), [sliceIds])
  await db.run(sql('ingest/pack_responses'), [sliceIds])
  await db.run(sql('ingest/clear_measures'), [sliceIds])
  await db.run(sql('ingest/total_measures'), [sliceIds])
}

/** Bounds of the United Kingdom with its seas, degrees: railway crime is recorded in Scotland too, and is then outside, not wrong. */
const WEST = -8.7, EAST = 2.1, SOUTH = 49.7, NORTH = 61

/** Why a position cannot be right, or undefined. */
export function coordinateFault(lng: number, lat: number): RejectionReason | undefined {
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) return 'coordinates-unreadable'
  if (lng >= WEST && lng <= EAST && lat >= SOUTH && lat <= NORTH) return undefined
  return lat >= WEST && lat <= EAST && lng >= SOUTH && lng <= NORTH ? 'coordinates-swapped' : 'coordinates-abroad'
}
