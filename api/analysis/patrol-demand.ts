/**
 * What a patrol can be worth where and when: the blocks of a shift, what is expected in each, and what a visit counts.
 *
 * Model of a visit, stated plainly: a visit of the full dose counts what is expected at its place in the block of the shift in which it begins, once; the
 * next visit of that place counts a stated part of its own block, the one after that the part of the part. Staying longer counts nothing more (Koper 1995).
 * What it does not tell: how much a visit prevents. "Covered" means that somebody was there in those two hours, no more.
 */
import type { TourOption } from './tour-problem.ts'

/** Seconds from the beginning of the shift, the second not included. */
export interface Block { from: number; to: number }

/** Two hours: about what is advised between two visits of one place. */
export const BLOCK_SECONDS = 7200

/** Blocks of a shift; a rest shorter than half a block belongs to the last. */
export function shiftBlocks(seconds: number, block = BLOCK_SECONDS): Block[] {
  const n = Math.max(1, Math.round(seconds / block))
  return Array.from({ length: n }, (_, i) => ({ from: i * block, to: i === n - 1 ? seconds : (i + 1) * block }))
}

/** When a visit may begin and what it counts: one option for each block, equal neighbours as one. */
export function visitOptions(expected: readonly number[], blocks: readonly Block[]): TourOption[] {
  const options: TourOption[] = []
  blocks.forEach(({ from, to }, b) => {
    const [last, worth] = [options.at(-1), expected[b]!]
    if (last && Math.abs(last.worth - worth) <= 1e-9 * Math.abs(worth)) last.to = to
    else options.push({ from, to, worth })
  })
  return options
}
