/**
 * What may be said of an effect: a claim only where the interval leaves nought, or a ratio of one, outside.
 *
 * What it tells: one word (`state`) and one or two sentences. What it does not tell: cause, unless places and days were drawn by lot.
 * Rule: WDD: fewer where its upper end is below nought, more where its lower end is above it. Trial: fewer where the upper end of the ratio is
 * below one and p is at most 0.05, more likewise. Everything else is unclear, and no text of an unclear or empty state says that anything fell,
 * rose, worked or did not work. Input: results of `wdd` and `trialEffect`. Output: words. Undefined: never. Cost: none.
 * Source: definitions 12; Altman & Bland 1995, Absence of evidence is not evidence of absence, doi 10.1136/bmj.311.7003.485.
 * Checked over random results.
 */
import type { Wdd } from './evaluation.ts'
import type { ExpectedFall } from './regression-to-mean.ts'
import type { TrialEffect } from './trial-effect.ts'

export type EffectState = 'fewer' | 'more' | 'unclear' | 'nothing'
export interface Verdict { state: EffectState; text: string }

const number = (value: number): string => {
  const rounded = Math.abs(value) < 10 ? Number(value.toFixed(1)) : Math.round(value)
  return String(rounded === 0 ? 0 : rounded)
}
/** A difference in words: "4 fewer", "12 more", "none". */
const amount = (value: number): string => (number(value) === '0' ? 'none' : `${number(Math.abs(value))} ${value < 0 ? 'fewer' : 'more'}`)
const percent = (share: number): string => `${Math.round(Math.abs(share) * 100)} %`
const change = (ratio: number): string => (Math.round(ratio * 100) === 100 ? 'as many' : `${percent(ratio - 1)} ${ratio < 1 ? 'fewer' : 'more'}`)

/** Of the weighted displacement difference. `unit`: events in the plural; `level`: of its interval, in per cent. */
export function verdictOfWdd({ wdd, se, lower, upper }: Wdd, { unit, level = 90, regression = null }: { unit: string; level?: number; regression?: ExpectedFall | null }): Verdict {
  if (se === 0) return { state: 'nothing', text: `There were no ${unit} before or after, at these places or at those compared with, so nothing can be said.` }
  const range = `between ${amount(lower)} and ${amount(upper)} (${level} % interval)`
  const state = upper < 0 ? 'fewer' : lower > 0 ? 'more' : 'unclear'
  if (state === 'unclear') return { state, text: `The difference from the comparison places cannot be told from chance: ${range} ${unit} than they lead to expect.` }
  const claim = `The places of the plan had ${amount(wdd)} ${unit} than the comparison places lead to expect, ${range}. The places were not drawn by lot, so this may have other causes.`
  return { state, text: state === 'fewer' && regression !== null && regression.fall >= 1 ? `${claim} ${regressionWords(regression, unit)}` : claim }
}

/** The caveat on regression to the mean, with its size. */
export const regressionWords = ({ observed, expected, fall, share }: ExpectedFall, unit: string): string =>
  fall < 1 ? `Places chosen for high counts tend to have fewer afterwards by themselves; here about none of their ${observed} ${unit} would go that way.`
    : `Places chosen for high counts tend to have fewer afterwards by themselves: of their ${observed} ${unit} before, about ${number(expected)} would be expected again with no patrol at all, ${number(fall)} (${percent(share)}) fewer.`

/** Of a randomised trial, by intention to treat. */
export function verdictOfTrial({ treated, control, ratio, lower, upper, p, note }: TrialEffect, { unit }: { unit: string }): Verdict {
  if (p === null || lower === null) return { state: 'nothing', text: note ?? `There were too few ${unit} to say anything.` }
  const rates = `${treated.events} ${unit} on ${treated.placeDays} place-days with patrols planned, ${control.events} on ${control.placeDays} without`
  const range = `95 % interval ${change(lower)} to ${upper === null ? 'no upper end' : change(upper)}, p = ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
  const claims = ratio !== null && p <= 0.05
  const state = claims && upper !== null && upper < 1 ? 'fewer' : claims && lower > 1 ? 'more' : 'unclear'
  if (state === 'unclear') return { state, text: `The difference cannot be told from chance: ${rates} (${range}).` }
  return { state, text: `Days with patrols planned had ${change(ratio!)} ${unit} than days without: ${rates} (${range}). Days were drawn by lot.` }
}
