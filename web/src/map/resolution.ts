/** How large a hexagon suits a zoom: about 8 to 30 pixels across, and never finer than the theme honestly allows. */

const STEPS: [belowZoom: number, res: number][] = [[8.4, 7], [10.6, 8], [12.2, 9]]
const FINEST = 10

export function resolutionFor(zoom: number, offered: readonly number[]): number {
  const wanted = STEPS.find(([below]) => zoom < below)?.[1] ?? FINEST
  const allowed = offered.filter((res) => res <= wanted)
  return allowed.length > 0 ? Math.max(...allowed) : Math.min(...offered)
}

/** The published mean edge of an H3 hexagon, in words a reader can picture. */
const ACROSS: Record<number, string> = { 5: '17 km', 6: '6.5 km', 7: '2.4 km', 8: '900 m', 9: '350 m', 10: '130 m' }

/** Measured flat to flat: the edge times the square root of three, rounded. */
export const hexagonWidth = (res: number): string => ACROSS[res] ?? ''
