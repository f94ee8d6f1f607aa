/** Change between two periods in words. */
import type { RateRatio } from '../analysis/poisson-intervals.ts'
import type { ChangeRow } from './pattern-work.ts'

export const changeMethod = 'Ratio of rates with its exact 95 % interval, given both counts together; p by the E-test (Krishnamoorthy & Thomson). Groups: collisions in which somebody of the group was killed or seriously injured; one collision may be in several. Nothing is claimed where the interval holds 1.'

export const verdictOf = (ratio: RateRatio | null): 'more' | 'fewer' | 'not-distinguishable' =>
  (ratio === null ? 'not-distinguishable' : ratio.lower > 1 ? 'more' : ratio.upper !== null && ratio.upper < 1 ? 'fewer' : 'not-distinguishable')

export function changeText({ title, before, after }: Pick<ChangeRow, 'title' | 'before' | 'after'>, ratio: RateRatio | null): string {
  const counts = `${title}: ${after.toLocaleString('en-GB')}, after ${before.toLocaleString('en-GB')} in the period before`
  if (ratio === null) return `${counts}.`
  const interval = ratio.upper === null ? `at least ${ratio.lower.toFixed(2)} times` : `${ratio.lower.toFixed(2)} to ${ratio.upper.toFixed(2)} times`
  return `${counts}, ${interval} as many: ${{ more: 'more than chance explains', fewer: 'fewer than chance explains', 'not-distinguishable': 'no difference that chance alone does not explain' }[verdictOf(ratio)]}.`
}
