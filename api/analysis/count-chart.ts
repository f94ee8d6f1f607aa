/**
 * Control chart of counts by month: which months lie beyond what most months keep within.
 *
 * What it tells: a month that differs from the others by more than they differ from each other. What it does not: why, and not a slow change.
 * Formula (individuals and moving range): centre = mean of the months, limits = centre -/+ 2.66 x mean |x_i - x_(i-1)|, the lower one not below nought.
 * Counts of crime vary by more than Poisson's law would have it, so the limits rest on what months in truth do.
 * Input: counts in the order of time. Output: counts. Months that are not held are passed over. Undefined: fewer than 8 months: no limits, nobody beyond. Cost: none to speak of.
 * Source: Wheeler & Chambers 1992, Understanding Statistical Process Control, ch. 3. Checked by hand.
 */
import { LEAST_MONTHS } from './share-chart.ts'

export interface CountPoint { value: number; lower: number | null; upper: number | null; exceptional: 'high' | 'low' | null }

/** Three standard deviations over the mean range of two draws from a normal law: 3 / 1.128. */
const REACH = 2.66

export function countChart(counts: readonly number[]): { centre: number | null; points: CountPoint[] } {
  if (counts.length === 0) return { centre: null, points: [] }
  const centre = counts.reduce((sum, n) => sum + n, 0) / counts.length
  if (counts.length < LEAST_MONTHS) return { centre, points: counts.map((value) => ({ value, lower: null, upper: null, exceptional: null })) }
  const range = counts.slice(1).reduce((sum, n, i) => sum + Math.abs(n - counts[i]!), 0) / (counts.length - 1)
  const [lower, upper] = [Math.max(0, centre - REACH * range), centre + REACH * range]
  return { centre, points: counts.map((value) => ({ value, lower, upper, exceptional: value > upper ? 'high' : value < lower ? 'low' : null })) }
}
