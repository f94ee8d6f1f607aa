/** The funnel of districts as paths: emergencies to the right, shares upwards, limits through those of each district. */
import type { ComplianceRow } from './asks.ts'

export const FUNNEL = { height: 300, left: 44, right: 12, top: 12, bottom: 40 } as const
type Placed = Pick<ComplianceRow, 'id' | 'title' | 'pooled' | 'limits' | 'standing'>
export interface FunnelShape { x: (total: number) => number; y: (share: number) => number; mostTotal: number; ticks: number[]; path: (side: 'lower' | 'upper') => string }

const STEP = 0.02
export function shareFunnel(rows: readonly Placed[], standard: number, width: number): FunnelShape {
  const held = rows.filter(({ pooled }) => pooled.share !== null).toSorted((a, b) => a.pooled.total - b.pooled.total)
  const shares = [standard, ...held.flatMap(({ pooled, limits }) => [pooled.share, limits?.lower, limits?.upper])].filter((share): share is number => typeof share === 'number')
  const [least, most] = [Math.max(0, Math.floor(Math.min(...shares) / STEP - 0.25) * STEP), Math.min(1, Math.ceil(Math.max(...shares) / STEP + 0.25) * STEP)]
  const mostTotal = Math.max(1, ...held.map(({ pooled }) => pooled.total)) * 1.06
  const inner = { width: Math.max(1, width - FUNNEL.left - FUNNEL.right), height: FUNNEL.height - FUNNEL.top - FUNNEL.bottom }
  const x = (total: number) => FUNNEL.left + (total / mostTotal) * inner.width
  const y = (share: number) => FUNNEL.top + inner.height * (1 - (Math.max(least, Math.min(most, share)) - least) / (most - least))
  const path = (side: 'lower' | 'upper') => held.filter(({ limits }) => typeof limits?.[side] === 'number').map(({ pooled, limits }, i) => `${i === 0 ? 'M' : 'L'}${x(pooled.total).toFixed(1)} ${y(limits![side]!).toFixed(1)}`).join('')
  const ticks = Array.from({ length: Math.round((most - least) / STEP) + 1 }, (_, i) => least + i * STEP)
  return { x, y, mostTotal, ticks: ticks.length > 9 ? ticks.filter((_, i) => i % 2 === 0) : ticks, path }
}
