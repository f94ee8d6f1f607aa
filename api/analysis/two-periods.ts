/**
 * How far a change between two periods may lie from what was counted.
 *
 * What it tells: 95 % intervals of a change of counts in per cent, and of the difference of two shares. What it does not: crime comes in runs, so that true
 * intervals are wider.
 * Formulae: counts a and then b: 100 (exp(ln(b / a) -/+ z sqrt(1 / a + 1 / b)) - 1). Shares p1 = x1 / n1 and then p2 = x2 / n2 with Wilson's ends l and u:
 * p2 - p1 from -sqrt((p2 - l2)^2 + (u1 - p1)^2) to +sqrt((u2 - p2)^2 + (p1 - l1)^2) (Newcombe's hybrid score).
 * Input: whole numbers. Output: per cent; shares as parts of one. Undefined: where a count is nought, or nothing is judged: null. Cost: none.
 * Sources: definitions 15; Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I. Checked against his table and by hand.
 */
import { wilson } from './wilson.ts'

export interface Ends { lower: number; upper: number }
const Z = 1.959964

export function changeInterval(before: number, after: number): Ends | null {
  if (!(before > 0 && after > 0)) return null
  const [middle, reach] = [Math.log(after / before), Z * Math.sqrt(1 / before + 1 / after)]
  return { lower: 100 * (Math.exp(middle - reach) - 1), upper: 100 * (Math.exp(middle + reach) - 1) }
}

export interface Share { n: number; of: number }

export function shareDifference(before: Share, after: Share): Ends | null {
  const [one, two] = [wilson(before.n, before.of), wilson(after.n, after.of)]
  if (one.share === null || two.share === null) return null
  const difference = two.share - one.share
  return { lower: difference - Math.hypot(two.share - two.lower!, one.upper! - one.share), upper: difference + Math.hypot(two.upper! - two.share, one.share - one.lower!) }
}
