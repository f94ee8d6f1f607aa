/** The funnel plot as paths: residents to the right, rates upwards. */
import type { DistrictsAnswer } from './asks.ts'

export const FUNNEL = { height: 320, left: 40, right: 12, top: 12, bottom: 36 } as const
type Limit = DistrictsAnswer['funnel'][number]
type Side = 'lower2' | 'upper2' | 'lower3' | 'upper3'

export interface FunnelShape { x: (residents: number) => number; y: (rate: number) => number; mostResidents: number; mostRate: number; path: (side: Side) => string }

export function funnelShape({ funnel, districts }: Pick<DistrictsAnswer, 'funnel' | 'districts'>, width: number): FunnelShape {
  const mostResidents = Math.max(1, ...funnel.map(({ residents }) => residents))
  // Of the smallest sizes the limits run off the page; the districts shall fill it.
  const fewest = Math.min(...districts.map(({ residents }) => residents ?? Infinity))
  const near = funnel.filter(({ residents }) => residents >= fewest * 0.8)
  const mostRate = Math.max(1, ...districts.map(({ rate }) => rate ?? 0), ...near.map(({ upper3 }) => upper3)) * 1.05
  const inner = { width: Math.max(1, width - FUNNEL.left - FUNNEL.right), height: FUNNEL.height - FUNNEL.top - FUNNEL.bottom }
  const x = (residents: number) => FUNNEL.left + (residents / mostResidents) * inner.width
  const y = (rate: number) => FUNNEL.top + inner.height * (1 - Math.max(0, Math.min(mostRate, rate)) / mostRate)
  const path = (side: Side) => pathOf(funnel.filter((limit) => limit[side] !== null && limit[side]! <= mostRate), side, x, y)
  return { x, y, mostResidents, mostRate, path }
}

const pathOf = (limits: readonly Limit[], side: Side, x: (n: number) => number, y: (n: number) => number): string =>
  limits.map((limit, i) => `${i === 0 ? 'M' : 'L'}${x(limit.residents).toFixed(1)} ${y(limit[side]!).toFixed(1)}`).join('')
