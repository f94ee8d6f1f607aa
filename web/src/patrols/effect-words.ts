/** What a plan reaches, in words first. */
import { count, percent } from '../ui/numbers.ts'
import type { PlanContent } from './moves.ts'

/** Expected events are fractions: one decimal, and none where there are many. */
export const amount = (n: number): string => (n >= 100 ? count(n) : n.toFixed(n < 1 ? 2 : 1))

export interface Bar { key: string; label: string; share: number; low?: number; high?: number }

/** Shares of the expected demand: this plan, and what as many visits would cover elsewhere. */
export function barsOf({ effect }: PlanContent): Bar[] {
  const { expected, shareOfAll, plain, random } = effect
  const of = (covered: number) => (expected > 0 ? covered / expected : 0)
  return [
    ...(shareOfAll === null ? [] : [{ key: 'plan', label: 'This plan', share: shareOfAll }]),
    ...(plain ? [{ key: 'plain', label: 'Most records of last year', share: plain.shareOfAll ?? of(plain.covered) }] : []),
    ...(random ? [{ key: 'random', label: 'Places drawn by lot', share: of(random.covered), ...(random.interval ? { low: of(random.interval.low), high: of(random.interval.high) } : {}) }] : []),
  ]
}

/** The answer in one sentence. */
export function headline({ effect }: PlanContent): string {
  const { shareOfAll, visits } = effect
  if (visits === 0) return 'This plan visits no place.'
  if (shareOfAll === null) return 'Nothing is expected here in this shift, so no share can be given.'
  return `This plan covers ${percent(shareOfAll)} of what is expected in the shift.`
}

export function effectSentences(content: PlanContent): string[] {
  const { effect, unit } = content
  const [, ...others] = barsOf(content)
  const range = ({ low, high }: Bar) => (low === undefined || high === undefined ? '' : ` (${percent(low)} to ${percent(high)})`)
  const plain = others.find(({ key }) => key === 'plain')
  const lot = others.find(({ key }) => key === 'random')
  const beside = [
    ...(plain ? [`at the places with most records of the last year ${percent(plain.share)}`] : []), ...(lot ? [`at places drawn by lot ${percent(lot.share)}${range(lot)}`] : []),
  ]
  return [
    ...(effect.shareOfAll === null || effect.visits === 0 ? [] : [`That is ${amount(effect.covered)} of ${amount(effect.expected)} ${unit} expected: at the visited places, in the hours of their visits.`]),
    ...(beside.length === 0 || effect.visits === 0 ? [] : [`As many visits at the same times, travel not reckoned, would cover ${beside.join(', and ')}.`]),
    ...(effect.shareOfPossible === null ? [] : [`It is ${percent(effect.shareOfPossible)} of what as many visits could cover if no time went on travel.`]),
    boundSentence(content),
  ]
}

/** How far from the best that could be. */
export function boundSentence({ gap, stopped, byHand }: PlanContent): string {
  const why = byHand ? ' It has been changed by hand.' : stopped ? ' The search was ended early.' : ''
  if (gap === null) return `How near this is to the best plan is not known.${why}`
  if (gap < 0.0005) return `No plan of this request could be better.${why}`
  return `No plan of this request could be more than ${percent(1 / (1 - gap) - 1)} better.${why}`
}

/** null where hours are known. */
export const flatSentence = ({ flat }: PlanContent): string | null =>
  flat ? 'These records give the month and not the hour, so every hour of the shift counts alike: the plan says where to be, and its times only spread the visits out.' : null

export function travelSentence({ effect, travel, units }: PlanContent): string {
  const km = units.reduce((sum, { distanceM }) => sum + (distanceM ?? 0), 0) / 1000
  const share = effect.travelShare === null ? '' : `${percent(effect.travelShare)} of the units' time goes on travel${km > 0 ? `, ${km.toFixed(1)} km in all` : ''}. `
  return share + travel.text
}

export const doseSentence = ({ effect }: PlanContent): string => `${count(effect.visits)} ${effect.visits === 1 ? 'visit' : 'visits'}, ${count(effect.visitMinutes)} minutes at places.`
