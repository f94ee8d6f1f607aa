/** Lines and rows of an evaluation. */
import type { EvaluationAnswer } from '../../../api/patrols/evaluation-schema.ts'

const [WIDTH, FOOT, HIGH] = [640, 130, 120]

/** Points of the two lines on a common scale from nought; null for no month or no event. */
export function linesOf({ months, treated, comparison }: EvaluationAnswer['series']): { treated: string; comparison: string; most: number } | null {
  const most = Math.max(0, ...treated, ...comparison)
  if (months.length < 2 || most === 0) return null
  const line = (counts: readonly number[]) => counts.map((n, i) => `${((i / (months.length - 1)) * WIDTH).toFixed(1)},${(FOOT - (n / most) * HIGH).toFixed(1)}`).join(' ')
  return { treated: line(treated), comparison: line(comparison), most }
}

type Bin = NonNullable<EvaluationAnswer['dose']>['bins'][number]
export const barsOf = (bins: readonly Bin[]) => bins.filter(({ places }) => places > 0).map(({ fromMin, toMin, places, events, ratio, lower, upper }) => ({
  label: fromMin === 0 ? 'none' : toMin === null ? `${fromMin} and more` : `${fromMin} to ${toMin - 1}`, places, events, words: `${ratio!.toFixed(2)} (${lower!.toFixed(2)} to ${upper!.toFixed(2)})`
}))

/** Says that there is no telling where the interval includes one. */
export function ratioWords({ ratio, lower, upper }: { ratio: number; lower: number; upper: number }): string {
  const range = `${ratio.toFixed(2)} for each further hour, 95 % interval ${lower.toFixed(2)} to ${upper.toFixed(2)}`
  return lower <= 1 && upper >= 1 ? `A line through the places cannot be told from a level one (${range}).` : `Places with more minutes had ${ratio < 1 ? 'fewer' : 'more'} events beside those before (${range}).`
}
