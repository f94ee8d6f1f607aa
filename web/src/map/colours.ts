/** The tokens of the map as MapLibre can read them: it knows neither custom properties nor light-dark(). */

import { routeTokens } from './route-marks.ts'

const TOKENS = {
  ground: '--map-ground', land: '--map-land', water: '--map-water', coast: '--map-coast', road: '--map-road',
  border: '--map-border', label: '--map-label', labelSoft: '--map-label-soft', labelWater: '--map-label-water', halo: '--map-halo',
  markDark: '--mark-dark', markLight: '--mark-light',
} as const

export type MapColours = Record<keyof typeof TOKENS, string> & { shades: string[]; routes: string[] }

/** Every scale has its own run of shades: one style for all, so that a change of layer lays out nothing again. */
export const SCALES = {
  count: { first: 1, size: 6 }, significance: { first: 7, size: 7 }, change: { first: 14, size: 7 }, class: { first: 21, size: 8 }, disagreement: { first: 29, size: 3 }, compliance: { first: 32, size: 7 },
} as const
export type Scale = keyof typeof SCALES

const SHADE_TOKENS = Object.entries(SCALES).flatMap(([scale, { size }]) => Array.from({ length: size }, (_, i) => `--${scale}-${i + 1}`))

export function readColours(): MapColours {
  const probe = document.createElement('i')
  probe.hidden = true
  document.body.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const named = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, read(token)]))
  const [shades, routes] = [SHADE_TOKENS.map(read), routeTokens.map(read)]
  probe.remove()
  return { ...(named as Record<keyof typeof TOKENS, string>), shades, routes }
}

/**
 * Which of the six colours `n` classes take: always the whole way from pale to deep, so that few classes stay easy to tell apart.
 */
export function rampIndex(rank: number, n: number): number {
  return n < 2 ? 2 : Math.round(((rank - 1) * 5) / (n - 1))
}

/** The shade of a class from 1 to `n`: counts spread over their ramp, other scales say which class has which colour. */
export const shadeOf = (scale: Scale, rank: number, n: number): number =>
  scale === 'count' ? rampIndex(rank, n) + 1 : SCALES[scale].first + rank - 1

/** The same colour for a legend. */
export const tokenOf = (scale: Scale, rank: number, n: number): string => SHADE_TOKENS[shadeOf(scale, rank, n) - 1]!
