/** The answer in one sentence. Every word that says a direction is chosen from the same numbers the sentence prints. */
import { count, percent, signedPercent, withUnit } from '../ui/numbers.ts'
import { runsLabel, spanLabel } from '../ui/months.ts'
import type { Span, SpanTotals, YearBefore } from './range.ts'

export interface Asked {
  title: string
  unit: string
  /** null: the whole force. */
  areaName: string | null
  span: Span
}

/** Below this a percentage says more than the numbers do. */
const SMALL = 20
const Z_95 = 1.959964

export interface Change {
  difference: number
  /** null where one of the two is under 20. */
  share: number | null
  /** 95 % interval of the ratio less one, both counts taken as Poisson. */
  interval: [low: number, high: number] | null
  verdict: 'rose' | 'fell' | 'unclear' | 'same'
}

export function changeOf({ now, before }: Pick<YearBefore, 'now' | 'before'>): Change {
  const difference = now - before
  const verdict = difference === 0 ? 'same' : 'unclear'
  if (Math.min(now, before) < SMALL) return { difference, share: null, interval: null, verdict }
  const spread = Z_95 * Math.sqrt(1 / now + 1 / before)
  const middle = Math.log(now / before)
  const interval: [number, number] = [Math.exp(middle - spread) - 1, Math.exp(middle + spread) - 1]
  const clear = interval[0] > 0 ? 'rose' : interval[1] < 0 ? 'fell' : verdict
  return { difference, share: now / before - 1, interval, verdict: clear }
}

export interface Summary {
  /** The direction, or what was counted. */
  headline: string
  /** The numbers behind it. */
  detail: string
  /** What is not in them, if anything. */
  gap: string
}

export function summarise(asked: Asked, totals: SpanTotals, year: YearBefore): Summary {
  const gap = [gapOf(totals), withheldOf(totals)].filter(Boolean).join(' ')
  const recorded = `${withUnit(totals.mapped, asked.unit)} on the map${placeOf(asked)}, ${spanLabel(asked.span.from, asked.span.to)}`
  if (totals.held.length === 0) return { headline: 'These months are not held', detail: '', gap: 'Choose other months below the map.' }
  if (totals.mapped === 0 && year.before === 0) {
    return { headline: `No ${asked.unit} recorded here in these months`, detail: `${asked.title}${placeOf(asked)}, ${spanLabel(asked.span.from, asked.span.to)}.`, gap }
  }
  if (year.compared === 0) return { headline: withUnit(totals.mapped, asked.unit), detail: `${recorded}. The same months a year before are not held.`, gap }
  const change = changeOf(year)
  return { headline: headlineOf(titleOf(asked, totals), change), detail: `${recorded}${comparisonOf(year, change)}.`, gap }
}

/** Of what is partly withheld, only the part on the map went up or down. */
const titleOf = ({ title }: Asked, { unmapped }: SpanTotals): string => (unmapped?.withheld ? `${title} on the map` : title)

const placeOf = ({ areaName }: Asked): string => (areaName ? ` in ${areaName}` : '')

function headlineOf(title: string, { verdict, share, difference }: Change): string {
  // After a colon, because "Night-time economy fell" or "People killed fell" would say something else.
  if (verdict === 'rose') return `${title}: up ${percent(share!)}`
  if (verdict === 'fell') return `${title}: down ${percent(-share!)}`
  if (verdict === 'same') return `${title}: no change`
  if (share === null) return `${title}: ${difference > 0 ? 'more' : 'fewer'}, but too few to tell a trend`
  return `${title}: no clear change`
}

function comparisonOf(year: YearBefore, change: Change): string {
  const partly = year.compared < year.of
  const when = partly ? `in the ${year.compared} months held in both years` : 'than in the same months a year before'
  const size = Math.abs(change.difference)
  const numbers = partly
    ? `; ${when}, ${count(year.now)} against ${count(year.before)}`
    : size === 0
      ? ', as many as in the same months a year before'
      : `, ${count(size)} ${change.difference > 0 ? 'more' : 'fewer'} ${when}`
  return `${numbers}${percentOf(change)}`
}

function percentOf({ share, interval }: Change): string {
  if (share === null || interval === null) return ''
  return ` (${signedPercent(share)}, 95% interval ${signedPercent(interval[0])} to ${signedPercent(interval[1])})`
}

function gapOf({ missing, held }: SpanTotals): string {
  if (missing.length === 0) return ''
  const months = missing.length + held.length
  return `${runsLabel(missing)} ${missing.length === 1 ? 'is' : 'are'} not held: this counts ${held.length} of ${months} months.`
}

function withheldOf({ unmapped }: SpanTotals): string {
  return unmapped?.withheld ? `${count(unmapped.withheld)} more were recorded and are never mapped: domestic abuse and sexual offences.` : ''
}
