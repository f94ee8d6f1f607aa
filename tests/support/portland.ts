/**
 * Portland's burglary and vehicle theft of the NIJ forecasting challenge on squares of 600 ft, and the recipe by which its published scores
 * were computed: counts by days, Gaussian smoothing truncated at four standard deviations, exponential decay, nested choice by hits.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { heldAt, mostAt } from '../../api/analysis/accuracy.ts'
import { neighboursOf, type Neighbours } from '../../api/analysis/neighbours.ts'
import { monthName, monthNumber } from '../../api/analysis/series-breaks.ts'
import { shared } from './shared-data.ts'

const SIDE_FT = 600
/** Area of the city in squares. */
export const CITY_CELLS = 4117918000 / SIDE_FT ** 2
export const BUDGETS = [20, 58] as const
export const files = { burglary: 'crimes_bur_2012-03_2016-11.csv', vehicle_theft: 'crimes_veh_2012-03_2016-11.csv' } as const
export type Crime = keyof typeof files

export interface Portland { columns: number; rows: number; n: number; places: Int32Array; days: Int32Array }

const DAY_MS = 86_400_000
const dayOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
const firstDay = (month: number) => dayOf(`${monthName(month)}-01`)

/** Each event's square and day. */
export function readPortland(crime: Crime): Portland {
  const rows = parse(readFileSync(shared('benchmarks', 'nij-portland', files[crime])), { columns: true }) as Record<string, string>[]
  const along = (column: string) => {
    const values = rows.map((row) => Number(row[column]))
    const origin = Math.min(...values) - SIDE_FT
    return values.map((value) => Math.floor((value - origin) / SIDE_FT))
  }
  const [x, y] = [along('x_coordina'), along('y_coordina')]
  const [columns, height] = [Math.max(...x) + 2, Math.max(...y) + 2]
  return { columns, rows: height, n: columns * height, places: Int32Array.from(x, (value, i) => y[i]! * columns + value), days: Int32Array.from(rows, ({ occ_date: date }) => dayOf(date!)) }
}

/** Squares that touch, at corners too. */
export function squares({ columns, rows }: Pick<Portland, 'columns' | 'rows'>): Neighbours {
  return neighboursOf(Array.from({ length: columns * rows }, (_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)]
    return [-1, 0, 1].flatMap((dy) => [-1, 0, 1].flatMap((dx) => {
      const inside = x + dx >= 0 && y + dy >= 0 && x + dx < columns && y + dy < rows
      return inside && (dx !== 0 || dy !== 0) ? [(y + dy) * columns + x + dx] : []
    }))
  }))
}

/** Events by square, each at the weight of its age in days before `day`; an event of that day or later has none. */
export function weighted({ n, places, days }: Portland, day: number, weight: (age: number) => number): Float64Array {
  const grid = new Float64Array(n)
  days.forEach((then, i) => { if (then < day) grid[places[i]!]! += weight(day - then) })
  return grid
}

/** Events by square in a month. */
export function inMonth({ n, places, days }: Portland, month: number): Float64Array {
  const grid = new Float64Array(n)
  const [from, to] = [firstDay(month), firstDay(month + 1)]
  days.forEach((day, i) => { if (day >= from && day < to) grid[places[i]!]! += 1 })
  return grid
}

/** Gaussian filter of so many feet, nothing beyond the border, truncated at four standard deviations. */
export function gaussian(values: Float64Array, { columns, rows }: Portland, feet: number): Float64Array {
  const sigma = feet / SIDE_FT
  const radius = Math.floor(4 * sigma + 0.5)
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, k) => Math.exp(-0.5 * ((k - radius) / sigma) ** 2))
  const sum = kernel.reduce((a, b) => a + b)
  const along = (from: Float64Array, step: number, length: number, position: (i: number) => number) => from.map((_, i) => {
    let total = 0
    const at = position(i)
    for (let k = Math.max(-radius, -at); k <= Math.min(radius, length - 1 - at); k++) total += (kernel[k + radius]! / sum) * from[i + k * step]!
    return total
  })
  return along(along(values, 1, columns, (i) => i % columns), columns, rows, (i) => Math.floor(i / columns))
}

/** The scores of each method of the recipe for the month that begins on `day`. */
export function recipeScores(data: Portland, day: number): Record<string, Float64Array> {
  const count = (most: number) => weighted(data, day, (age) => Number(age <= most))
  const fading = weighted(data, day, (age) => Math.exp(-age / 365))
  const wide = gaussian(fading, data, 1000)
  return {
    'count 90d': count(90), 'count 1y': count(365), 'count 2y': count(730), 'count 3y': count(1095),
    'KDE500 1y': gaussian(count(365), data, 500), 'KDE500 2y': gaussian(count(730), data, 500), 'KDE500 3y': gaussian(count(1095), data, 500),
    'KDE1000 1y': gaussian(count(365), data, 1000), exp1y: fading, 'exp1y KDE500': gaussian(fading, data, 500), 'exp1y+2.5KDE1000': fading.map((value, i) => value + 2.5 * wide[i]!)
  }
}

export interface Recipe { months: string[]; events: number[]; hits: Record<string, number[][]>; most: number[][]; tieShare: Record<string, number[][]> }

/** Hits by method, window (June 2014 to November 2016) and budget. */
export function recipeHits(data: Portland): Recipe {
  const recipe: Recipe = { months: [], events: [], hits: {}, most: [], tieShare: {} }
  const budgets = BUDGETS.map((cells) => ({ cells }))
  for (let month = monthNumber('2014-06'); month <= monthNumber('2016-11'); month++) {
    const events = inMonth(data, month)
    recipe.months.push(monthName(month))
    recipe.events.push(events.reduce((a, b) => a + b))
    recipe.most.push(mostAt(events, budgets))
    for (const [method, scores] of Object.entries(recipeScores(data, firstDay(month)))) {
      const held = heldAt(scores, events, budgets, { totalArea: CITY_CELLS })
      ;(recipe.hits[method] ??= []).push(held.map(({ hits }) => hits))
      ;(recipe.tieShare[method] ??= []).push(held.map(({ tieShare }) => tieShare))
    }
  }
  return recipe
}

/** Hits of the nested choice of the recipe: each window by the method with most hits in all windows before, from the twelfth on. */
export function nestedHits({ hits }: Recipe, budget: number): number[] {
  const methods = Object.values(hits)
  return methods[0]!.map((_, w) => {
    if (w < 12) return NaN
    const before = methods.map((method) => method.slice(0, w).reduce((sum, window) => sum + window[budget]!, 0))
    return methods[before.indexOf(Math.max(...before))]![w]![budget]!
  })
}

/** Counts by calendar month, March 2012 to November 2016. */
export function monthlyCounts(data: Portland): { months: string[]; counts: Float64Array[] } {
  const months = Array.from({ length: 57 }, (_, i) => monthNumber('2012-03') + i)
  return { months: months.map(monthName), counts: months.map((month) => inMonth(data, month)) }
}
