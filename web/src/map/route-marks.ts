/** How routes are told apart: by colour and, for whoever cannot tell the colours apart, by the pattern of their dashes. The same on the map and in the timeline. */

/** In widths of the line; empty: unbroken. */
const DASHES = [[], [3, 1.2], [1, 1.2], [5, 1.2, 1, 1.2], [2, 2.4]] as const
const COLOURS = 8
export const MOST_ROUTES = 12

export interface RouteMark { token: string; dashes: readonly number[] }

/** No two of twelve are alike: eight colours and five patterns. */
export const routeMark = (unit: number): RouteMark => ({ token: `--route-${(unit % COLOURS) + 1}`, dashes: DASHES[unit % DASHES.length]! })
export const routeTokens: readonly string[] = Array.from({ length: COLOURS }, (_, i) => `--route-${i + 1}`)
