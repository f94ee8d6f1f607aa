/** Twenty-four months of one row as a picture: one of any size, for the page and for a slide. */
import { monthLabel } from '../ui/months.ts'
import { roundSteps } from '../ui/plot-labels.ts'
import type { SeriesAnswer } from './asks.ts'

export interface Box { width: number; height: number; left: number; right: number; top: number; bottom: number }
export interface MonthsShape {
  x: (i: number) => number
  y: (value: number) => number
  line: string
  lower: string
  upper: string
  ticks: number[]
  lettered: { i: number; text: string }[]
  points: { i: number; month: string; value: number; exceptional: 'high' | 'low' | null }[]
}

export function monthsShape({ months, kind }: Pick<SeriesAnswer, 'months' | 'kind'>, { width, height, left, right, top, bottom }: Box): MonthsShape {
  const values = months.flatMap(({ value, lower, upper }) => [value, lower, upper]).filter((one) => one !== null)
  const share = kind === 'share' || kind === 'survey'
  const [lowest, highest] = [Math.min(...values, share ? 100 : Infinity), Math.max(...values, share ? 0 : 1)]
  // Counts begin at nought; percentages may differ by little, so theirs begin near the lowest and the axis says so.
  const least = share ? Math.max(0, Math.floor((lowest - 1) / 5) * 5) : 0
  const most = share ? Math.min(100, Math.ceil((highest + 1) / 5) * 5) : highest * 1.05
  const slot = (width - left - right) / Math.max(1, months.length)
  const x = (i: number) => left + slot * (i + 0.5)
  const y = (value: number) => top + (height - top - bottom) * (1 - (value - least) / Math.max(1e-9, most - least))
  const path = (of: (month: SeriesAnswer['months'][number]) => number | null) => {
    let open = false
    return months.map((month, i) => {
      const value = of(month)
      if (value === null) { open = false; return '' }
      const text = `${open ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`
      open = true
      return text
    }).join('')
  }
  const every = Math.max(1, Math.ceil(70 / Math.max(1, slot)))
  return {
    x, y, line: path(({ value }) => value), lower: path((month) => month.lower), upper: path((month) => month.upper),
    ticks: share ? roundSteps(most - least, 5).map((step) => least + step) : roundSteps(most, 5),
    lettered: months.map(({ month }, i) => ({ i, text: monthLabel(month) })).filter(({ i }) => (months.length - 1 - i) % every === 0),
    points: months.flatMap(({ month, value, exceptional }, i) => (value === null ? [] : [{ i, month, value, exceptional }]))
  }
}
