/** Reach as classes of the scale of attendance: strong where two points reach, lighter where one does, the other side of the scale where nobody does in time. */
import type { StandbyAnswer } from './asks.ts'
import type { CompliancePicture } from './response-layers.ts'

export const UNREACHED = 2
export const REACHED = 6
export const REACHED_TWICE = 7

const none: readonly string[] = []
let drawn: readonly string[] = []
/** The same hexagons as before are the same list, so that a moved point changes colours and loads no shapes. */
function same(cells: readonly string[]): readonly string[] {
  if (cells.length !== drawn.length || cells.some((cell, i) => cell !== drawn[i])) drawn = cells
  return drawn
}

/** Hexagons in which nothing happens and that nobody reaches are left clear. */
export function reachPicture(answer: Pick<StandbyAnswer, 'reach'> | null): CompliancePicture {
  if (!answer) return { cells: none, classes: new Uint8Array(), few: [], stretches: [] }
  const { cells, within, demand } = answer.reach
  return { cells: same(cells), classes: Uint8Array.from(within, (points, i) => (points > 1 ? REACHED_TWICE : points === 1 ? REACHED : demand[i]! > 0 ? UNREACHED : 0)), few: [], stretches: [] }
}
