/** How sure a test is, in three steps a side: the classes of the two diverging scales. */

/** Alpha of each strength, strongest first. */
const ALPHAS = [0.01, 0.05, 0.1]
const SURE = ['99%', '95%', '90%']
/** The class in the middle: tested, and not significant. */
export const MIDDLE = 4

/** 1 to 7, the strongest low side first; 0 where there is no test. */
export function strengthOf(direction: number | null, p: number | null): number {
  if (direction === null || p === null) return 0
  const at = ALPHAS.findIndex((alpha) => p <= alpha)
  if (at < 0 || direction === 0) return MIDDLE
  return MIDDLE + Math.sign(direction) * (3 - at)
}

/** The words of a class: "hot, 99%", "not significant". */
export function strengthWords(rank: number, low: string, high: string): string {
  if (rank === 0) return 'no test'
  if (rank === MIDDLE) return 'not significant'
  const sure = SURE[3 - Math.abs(rank - MIDDLE)]!
  return `${rank < MIDDLE ? low : high}, ${sure}`
}
