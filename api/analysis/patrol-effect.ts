/**
 * What a plan's visits cover of what is expected in the shift, beside what as many visits would cover elsewhere.
 */
import type { Block } from './patrol-demand.ts'

export interface EffectDemand {
  blocks: readonly Block[]
  /** Expected in the whole area, by block. */
  total: readonly number[]
  places: readonly { expected: readonly number[]; rural: boolean | null }[]
  /** Expected by block at the places that the counts of one year alone would have chosen, most records first. */
  plainPlaces: readonly (readonly number[])[]
  /** Expected by block at places of the same size anywhere in the area, from which chance draws. */
  anyPlaces: readonly (readonly number[])[]
  /** Of the area's residents, those in rural places; null where residents or classes are not loaded. */
  ruralResidentsShare: number | null
}
/** `place` is the position in `places`; seconds from the beginning of the shift. */
export interface EffectVisit { place: number; startS: number; endS: number }
export interface EffectOptions {
  /** What a later visit of a place counts beside the one before. */
  falling: number
  seed: string
  unitSeconds: number
  travelSeconds: number
}
export interface PatrolEffect {
  expected: number
  covered: number
  shareOfAll: number | null
  shareOfPossible: number | null
  plain: { covered: number; shareOfAll: number | null } | null
  random: { covered: number; interval: { low: number; high: number } | null } | null
  travelShare: number | null
  visitMinutes: number
  visits: number
  fairness: { group: string; minutes: number; share: number | null; residentsShare: number | null }[]
  fairnessNote: string | null
}

export function planEffect(_demand: EffectDemand, _visits: readonly EffectVisit[], _options: EffectOptions): PatrolEffect {
  throw new Error('not yet')
}
