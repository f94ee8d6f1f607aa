/**
 * The smallest fall that could be told from chance, said before anything starts.
 *
 * What it tells: with so many events expected, which fall on treated place-days a two-sided test of 5 % would find four times in five. What it
 * does not tell: whether there will be one; and crime that comes in runs (`dispersion` above 1) needs a larger fall.
 * Formula: with m1 and m0 events expected on treated and control place-days if nothing changes, s = m1 / (m1 + m0), and a fall f, the score
 * X1 - s (X1 + X0) has mean -m1 (1 - s) f, variance V0 = (m1 (1 - f) + m0) s (1 - s) as the test sees it and V1 = (1 - s)^2 m1 (1 - f) + s^2 m0
 * in truth. The least f is where m1 (1 - s) f = z(0.975) sqrt(d V0) + z(power) sqrt(d V1), d the dispersion.
 * WDD: with b expected in each of treated and comparison places and each period, z sqrt(4 b) of `leastDetectable` over b.
 * Input: expected events. Output: a share from 0 to 1; null where even the end of all events could not be told. Cost: some tens of steps.
 * Source: the score test of two Poisson rates; Gu, Ng, Tang & Schucany 2008, doi 10.1002/bimj.200710403. Checked by simulation: power 75 to 85 %, also where only 12 are expected.
 */
import { leastDetectable } from './evaluation.ts'
import { bisect } from './poisson-intervals.ts'

export interface PowerOptions {
  /** Of finding a fall of that size. */
  power?: 0.8 | 0.9
  /** Variance of counts by mean; 1 for independent events. */
  dispersion?: number
}
const Z_SIZE = 1.959964
const Z_POWER = { 0.8: 0.841621, 0.9: 1.281552 }

/** Least fall on treated place-days, as a share. @throws RangeError for no amounts. */
export function leastFall(expectedTreated: number, expectedControl: number, { power = 0.8, dispersion = 1 }: PowerOptions = {}): number | null {
  for (const one of [expectedTreated, expectedControl]) if (!(one >= 0 && Number.isFinite(one))) throw new RangeError('expected: a number of events')
  if (!(dispersion >= 1)) throw new RangeError('dispersion: at least 1')
  if (expectedTreated === 0 || expectedControl === 0) return null
  const share = expectedTreated / (expectedTreated + expectedControl)
  const found = (fall: number) => {
    const left = expectedTreated * (1 - fall)
    const seen = Z_SIZE * Math.sqrt(dispersion * (left + expectedControl) * share * (1 - share))
    const truth = Z_POWER[power] * Math.sqrt(dispersion * ((1 - share) ** 2 * left + share ** 2 * expectedControl))
    return expectedTreated * (1 - share) * fall >= seen + truth
  }
  return found(1) ? bisect(found, 0, 1) : null
}

/** Two digits are enough for a number that is itself expected. */
const about = (expected: number): string => (expected < 10 ? expected.toFixed(1) : String(Math.round(expected)))
/** Rounded up, so that nothing is promised. */
const percent = (share: number): string => `${Math.ceil(share * 100 - 1e-9)} %`

/** Said of a trial before it starts. `unit`: events in the plural, as "offences". */
export function leastFallWords(expectedTreated: number, expectedControl: number, unit: string, options: PowerOptions = {}): string {
  const fall = leastFall(expectedTreated, expectedControl, options)
  const expected = `About ${about(expectedTreated)} ${unit} are expected on treated place-days and ${about(expectedControl)} on the others if nothing changes`
  if (fall === null) return `${expected}: too few to tell any fall from chance, even if none were left. Take more places, more days or a theme with more ${unit}.`
  return `${expected}; a fall of less than ${percent(fall)} could not be told from chance (found four times in five by a test of 5 %).`
}

/** Said of a plan whose places are set beside comparison places, for a period as long as the one before. */
export function leastWddWords(base: number, unit: string): string {
  const least = leastDetectable(base)
  const expected = `About ${about(base)} ${unit} are expected at the places of the plan in as long a time`
  if (least >= base) return `${expected}: too few to tell any fall from chance, even if none were left.`
  return `${expected}; fewer than ${Math.ceil(least)} prevented (${percent(least / base)}) could not be told from chance.`
}
