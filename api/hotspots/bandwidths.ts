/** How wide a kernel is, by each rule, and in words. Counts are known to the hexagon, so no width under its size is chosen from them. */
import { bandwidthByLikelihood, bandwidthNormal } from '../analysis/bandwidth.ts'
import type { Kernel } from '../analysis/density.ts'
import type { Metres } from '../analysis/metres.ts'
import type { bandwidthRules } from '../vocabulary.ts'

export type BandwidthRule = (typeof bandwidthRules)[number]
export interface Width { bandwidthM: number; text: string; note: string | null }
interface Asked { rule: BandwidthRule; kernel: Kernel; /** Between the middles of neighbouring hexagons. */ stepM: number }

/** Wide enough to join neighbours, narrow enough to keep towns apart. */
const STEPS = 2
/** In steps, of a quartic kernel: the narrowest still reaches the neighbours. */
const CANDIDATES = [1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16]
/** A Gaussian spreads as far as a quartic kernel that ends at the square root of 8 times its standard deviation. */
const AS_WIDE = { quartic: 1, gaussian: 1 / Math.sqrt(8) }

export function widthBy(places: Metres, counts: Float64Array, asked: Asked): Width {
  if (asked.rule === 'likelihood') return byLikelihood(places, counts, asked)
  const normal = byNormal(places, counts, asked)
  if (asked.rule === 'normal') return normal
  const beside = normal.bandwidthM > 0 ? `The normal reference rule would give ${kilometres(normal.bandwidthM)}, which suits one town and not many.` : 'The normal reference rule gives none: fewer than two hexagons hold a record.'
  return { bandwidthM: STEPS * asked.stepM, text: `Two steps between the middles of hexagons. ${beside}`, note: null }
}

function byNormal(places: Metres, counts: Float64Array, { kernel }: Asked): Width {
  const { bandwidthM, note } = bandwidthNormal(places, counts)
  const formula = 'Normal reference rule: 4 x 1.06 x the smaller of standard deviation and interquartile range / 1.34, x n to the power of -1/5, mean of both axes'
  // The rule's factor 4 makes a window; the standard deviation of the bell within is a quarter of it.
  if (kernel === 'gaussian') return { bandwidthM: bandwidthM / 4, text: `${formula}; a quarter of it as standard deviation. It suits one town and not many.`, note }
  return { bandwidthM, text: `${formula}. It suits one town and not many.`, note }
}

function byLikelihood(places: Metres, counts: Float64Array, { kernel, stepM }: Asked): Width {
  const held = Int32Array.from(counts.keys()).filter((i) => counts[i]! > 0)
  const at: Metres = { ...places, x: Float64Array.from(held, (i) => places.x[i]!), y: Float64Array.from(held, (i) => places.y[i]!) }
  const candidates = CANDIDATES.map((steps) => steps * stepM * AS_WIDE[kernel])
  const { bandwidthM, note } = bandwidthByLikelihood(at, Float64Array.from(held, (i) => counts[i]!), candidates, { kernel })
  return { bandwidthM, text: `Likelihood cross-validation: of ${candidates.length} widths from ${kilometres(candidates[0]!)} to ${kilometres(candidates.at(-1)!)} the one that best foretells each record from all others.`, note }
}

const kilometres = (bandwidthM: number): string => `${(bandwidthM / 1000).toFixed(1)} km`
