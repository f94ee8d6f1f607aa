/** The tokens of the map as MapLibre can read them: it knows neither custom properties nor light-dark(). */

const TOKENS = {
  ground: '--map-ground', land: '--map-land', water: '--map-water', coast: '--map-coast', road: '--map-road',
  border: '--map-border', label: '--map-label', labelSoft: '--map-label-soft', labelWater: '--map-label-water', halo: '--map-halo',
  markDark: '--mark-dark', markLight: '--mark-light',
} as const

export type MapColours = Record<keyof typeof TOKENS, string> & { counts: string[] }

const COUNT_TOKENS = ['--count-1', '--count-2', '--count-3', '--count-4', '--count-5', '--count-6']

export function readColours(): MapColours {
  const probe = document.createElement('i')
  probe.hidden = true
  document.body.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const named = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, read(token)]))
  const counts = COUNT_TOKENS.map(read)
  probe.remove()
  return { ...(named as Record<keyof typeof TOKENS, string>), counts }
}

/**
 * Which of the six colours `n` classes take: always the whole way from pale to deep, so that few classes stay easy to tell apart.
 */
export function rampIndex(rank: number, n: number): number {
  return n < 2 ? 2 : Math.round(((rank - 1) * 5) / (n - 1))
}
