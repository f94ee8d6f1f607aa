/** Where things stand along a road that is laid out straight, in pixels of its picture. */
import type { StripAnswer } from './asks.ts'

export const STRIP = { left: 28, right: 8, top: 8, bars: 80, rows: 3, row: 13, axis: 34 } as const
export const stripHeight = STRIP.top + STRIP.bars + STRIP.rows * STRIP.row + STRIP.axis

export const lengthOf = ({ lengthKm, kilometres }: Pick<StripAnswer, 'lengthKm' | 'kilometres'>): number => Math.max(lengthKm ?? 0, kilometres.length, 1)

export function scaleOf(km: number, width: number): (at: number) => number {
  const inner = Math.max(1, width - STRIP.left - STRIP.right)
  return (at) => STRIP.left + (Math.max(0, Math.min(km, at)) / km) * inner
}

/** Round steps of kilometres, no closer than a label is wide. */
export function stepsOf(km: number, width: number): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((size) => (size / km) * width >= 42) ?? 100
  return Array.from({ length: Math.floor(km / step) + 1 }, (_, i) => i * step)
}

/** Names that do not run into one another; a letter takes about six pixels. */
export function namesOf(marks: StripAnswer['marks'], x: (km: number) => number, width: number): StripAnswer['marks'] {
  let free = 0
  return [...marks].sort((a, b) => a.km - b.km).filter(({ km, name }) => {
    const half = name.length * 3.2
    const middle = Math.min(width - half, Math.max(half, x(km)))
    if (middle - half < free) return false
    free = middle + half + 8
    return true
  })
}
