/** The control chart of months as paths: shares upwards from a round one below the lowest, months to the right. */
import { monthsBetween } from '../ui/months.ts'
import type { ComplianceRow } from './asks.ts'

export const TREND = { height: 300, left: 40, right: 72, top: 14, bottom: 26, step: 0.05 } as const
type Valued = Pick<ComplianceRow, 'id' | 'urban' | 'rural' | 'pooled' | 'limits' | 'exceptional'>
export interface TrendShape {
  months: string[]
  least: number
  x: (month: string) => number
  y: (share: number) => number
  /** A line with gaps where a month is not held. */
  line: (of: (row: Valued) => number | null | undefined) => string
  /** As steps: a limit belongs to a month and not to what lies between. */
  steps: (of: (row: Valued) => number | null | undefined) => string
  ticks: number[]
}

export function trendShape(rows: readonly Valued[], { from, to }: { from: string; to: string }, width: number): TrendShape {
  const months = monthsBetween(from, to)
  const byMonth = new Map(rows.map((row) => [row.id, row]))
  const shares = rows.flatMap(({ urban, rural, pooled, limits }) => [urban.share, rural.share, pooled.share, limits?.lower]).filter((share): share is number => typeof share === 'number')
  const least = Math.max(0, Math.floor((Math.min(0.85, ...shares) - 0.005) / TREND.step) * TREND.step)
  const slot = Math.max(1, width - TREND.left - TREND.right) / Math.max(1, months.length)
  const x = (month: string) => TREND.left + slot * (months.indexOf(month) + 0.5)
  const inner = TREND.height - TREND.top - TREND.bottom
  const y = (share: number) => TREND.top + inner * (1 - (Math.max(least, Math.min(1, share)) - least) / (1 - least))
  const line: TrendShape['line'] = (of) => runsOf(months.map((month) => ({ month, value: value(byMonth.get(month), of) }))).map((run) => run.map(({ month, value: share }, i) => `${i === 0 ? 'M' : 'L'}${x(month).toFixed(1)} ${y(share).toFixed(1)}`).join('')).join('')
  const steps: TrendShape['steps'] = (of) => runsOf(months.map((month) => ({ month, value: value(byMonth.get(month), of) })))
    .map((run) => run.map(({ month, value: share }, i) => `${i === 0 ? `M${(x(month) - slot / 2).toFixed(1)} ` : 'V'}${y(share).toFixed(1)}H${(x(month) + slot / 2).toFixed(1)}`).join('')).join('')
  const ticks = Array.from({ length: Math.round((1 - least) / TREND.step) + 1 }, (_, i) => least + i * TREND.step)
  return { months, least, x, y, line, steps, ticks: ticks.length > 8 ? ticks.filter((_, i) => (ticks.length - 1 - i) % 2 === 0) : ticks }
}

const value = (row: Valued | undefined, of: (row: Valued) => number | null | undefined): number | null => (row ? of(row) ?? null : null)

function runsOf(points: readonly { month: string; value: number | null }[]): { month: string; value: number }[][] {
  const runs: { month: string; value: number }[][] = [[]]
  for (const { month, value: share } of points) {
    if (share === null) runs.push([])
    else runs.at(-1)!.push({ month, value: share })
  }
  return runs.filter((run) => run.length > 0)
}

/** Which months are lettered, so that the letters do not touch. */
export const letteredMonths = (months: readonly string[], width: number): string[] => {
  const every = Math.max(1, Math.ceil((months.length * 62) / Math.max(1, width - TREND.left - TREND.right)))
  return months.filter((_, i) => (months.length - 1 - i) % every === 0)
}
