/**
 * Class limits for counts: round numbers near fixed ranks of the cells that have any.
 *
 * Counts of crime are very skewed, so equal steps would put nearly every cell in the lowest class and equal shares would hide
 * the peaks. Shares shrink towards the top instead: about 35, 25, 18, 12, 7 and 3 % of the cells. Zero has no class.
 */

const RANKS = [0.35, 0.6, 0.78, 0.9, 0.97]
export const METHOD = 'Limits are round numbers near the 35th, 60th, 78th, 90th and 97th percentile of the hexagons with at least one.'

/** Lower limits of the classes, the first always 1; up to six of them. */
export type Breaks = number[]

export function breaksOf(counts: ArrayLike<number>): Breaks {
  const values = Array.from(counts).filter((count) => count > 0).sort((a, b) => a - b)
  const breaks: Breaks = [1]
  for (const rank of RANKS) {
    const value = values[Math.floor(rank * values.length)] ?? 0
    // A limit is the lowest count of its class, so it lies one above the rank it closes.
    const limit = roundUp(value + 1)
    if (limit > breaks.at(-1)! && limit <= (values.at(-1) ?? 0)) breaks.push(limit)
  }
  return breaks
}

/** The next of 1 to 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100 and their tens. */
export function roundUp(value: number): number {
  if (value <= 10) return Math.ceil(value)
  const scale = 10 ** Math.floor(Math.log10(value))
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
  return Math.round(steps.find((step) => step * scale >= value - 1e-9)! * scale)
}

/** 0 for none, then 1 to `breaks.length`. */
export function classOf(count: number, breaks: Breaks): number {
  let rank = 0
  while (rank < breaks.length && count >= breaks[rank]!) rank++
  return rank
}

export function classesOf(counts: ArrayLike<number>, breaks: Breaks): Uint8Array {
  return Uint8Array.from({ length: counts.length }, (_, i) => classOf(counts[i]!, breaks))
}

/** The lowest and highest count of a class. */
export function limitsOf(rank: number, breaks: Breaks, max: number): [low: number, high: number] {
  const low = breaks[rank - 1]!
  return [low, rank < breaks.length ? breaks[rank]! - 1 : Math.max(low, max)]
}
