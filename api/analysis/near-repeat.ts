/**
 * Near repeats (Knox): do offences follow one another closer in place and time than their places and their times alone explain?
 *
 * What it tells: for each band of distance and band of days, how many pairs of events there are, how many there would be if the same
 * dates fell on the same places by chance, and their ratio. What it does not: which offence led to which, or that a next one will come;
 * a season or a closed road that changes places and dates together looks the same as a near repeat.
 * Formula: O(d, t) = pairs whose distance lies in band d and whose dates differ by a number of days in band t. The dates are dealt out anew
 * R times among the events; S_r(d, t) is the count then. ratio = O / mean S; p = (number of S_r >= O, + 1) / (R + 1). The mean of S over
 * all possible deals is known without dealing: expected = pairs in d * pairs in t / all pairs; `simulated` comes near it.
 * pAdjusted holds for all bounded cells at once: the share of deals whose largest (S - mean) / sd over those cells reaches that of O.
 * flag: ratio >= 1.2 and p <= 0.05, the convention of the Near Repeat Calculator.
 * Bands are half-open, [from, to): 14 days in [0, 7) and [7, 14) are differences of 0 to 13 days. A first distance band [0, 1) is the same
 * address. Only a band that ends at Infinity is the rest; without one, farther pairs are in no cell.
 * Input: metres and whole days. Output: counts, ratios, probabilities. Below `leastEvents` counts alone, and a note; a cell whose simulated
 * mean is nought has no ratio. Month-only dates and positions moved to map points (police.uk) cannot answer the question: do not ask it.
 * Cost: events in buckets, pairs only within the largest bounded band, then R times one look at each such pair: 20,000 events and 50,000
 * near pairs 0.7 s, 435,000 near pairs 3 s. Sources: Knox 1964, Applied Statistics 13, 25-30, doi 10.2307/2985220; Ratcliffe, Near Repeat Calculator 1.3;
 * Westfall & Young 1993, Resampling-based multiple testing. Checked against the calculator's own output and the Burkitt data of pointpats.
 */
import { bucketsOf } from './buckets.ts'
import type { Metres } from './metres.ts'
import type { Random } from './random.ts'

export interface DatedPoints extends Metres {
  /** Whole days from any fixed day. */
  day: Int32Array
}

export interface KnoxOptions {
  /** Edges of the distance bands, metres, from 0 upwards. Same address and steps of 100 m: the calculator's usual choice. */
  distanceEdgesM?: readonly number[]
  /** Edges of the time bands, whole days. Weeks: patrols are planned by the week. */
  timeEdgesDays?: readonly number[]
  /** Straight line, or along streets at right angles. Straight: British streets are no grid. */
  metric?: 'euclidean' | 'manhattan'
  /** Deals of the dates. 999: p to three digits. */
  permutations?: number
  /** Fewest events that are judged. 50: with fewer, a week at the same address expects hardly one pair. */
  leastEvents?: number
}

export interface KnoxCell {
  observed: number
  /** Mean over all possible deals, pairs. */
  expected: number
  /** Mean over the deals made, pairs. */
  simulated: number | null
  ratio: number | null
  p: number | null
  /** p over all bounded cells together; null for the rest. */
  pAdjusted: number | null
  flag: boolean
}

export interface KnoxTable {
  events: number
  pairs: number
  distanceEdgesM: readonly number[]
  timeEdgesDays: readonly number[]
  metric: 'euclidean' | 'manhattan'
  permutations: number
  /** By distance band, then by time band. */
  cells: KnoxCell[][]
  note: string | null
}

const LEAST_RATIO = 1.2
const MOST_P = 0.05

/** @throws RangeError naming the option or value that makes no sense. */
export function nearRepeat(points: DatedPoints, random: Random, options: KnoxOptions = {}): KnoxTable {
  const { distanceEdgesM = [0, 1, 100, 200, 300, 400, Infinity], timeEdgesDays = [0, 7, 14, 21, 28, Infinity], metric = 'euclidean', permutations = 999, leastEvents = 50 } = options
  check('distanceEdgesM', distanceEdgesM, 0)
  check('timeEdgesDays', timeEdgesDays, 1)
  if (!(Number.isInteger(permutations) && permutations >= 19)) throw new RangeError(`permutations is ${permutations}: at least 19, for p to reach 0.05`)
  const events = points.x.length
  if (points.y.length !== events || points.day.length !== events) throw new RangeError('x, y and day differ in length')
  const layout = layoutOf(distanceEdgesM, timeEdgesDays, points.day)
  const near = nearPairs(points, distanceEdgesM, layout.columns, metric)
  const observed = countCells(near, near.day, layout)
  const enough = events >= leastEvents
  const deals = enough ? dealDates(near, layout, permutations, random) : undefined
  const cells = cellsOf(observed, layout, deals, permutations)
  const note = enough ? null : `${events} dated events are too few to judge near repeats: at least ${leastEvents} are needed.`
  return { events, pairs: layout.allPairs, distanceEdgesM, timeEdgesDays, metric, permutations, cells, note }
}

function check(name: string, edges: readonly number[], step: 0 | 1): void {
  const sound = edges.length >= 2 && edges[0] === 0 && edges.every((edge, i) => (i === 0 || edge > edges[i - 1]!) && (step === 0 || edge === Infinity || Number.isInteger(edge)))
  if (!sound || edges[1] === Infinity) throw new RangeError(`${name} must rise from 0${step ? ' in whole days' : ''}, with a bounded band first: ${edges.join(', ')}`)
}

/** Where a pair is counted: row by distance, column by difference of days. One column more than bands takes what is in no band. */
interface Layout {
  rows: number
  timeBands: number
  columns: number
  /** True where the last distance band is the rest. */
  openRow: boolean
  /** True where the last time band is the rest. */
  openColumn: boolean
  /** By difference of days, up to the largest there is, so that the look-up needs no branch. */
  columnOf: Uint8Array
  /** All pairs by column. */
  totals: Float64Array
  allPairs: number
}

function layoutOf(distanceEdges: readonly number[], timeEdges: readonly number[], day: Int32Array): Layout {
  const timeBands = timeEdges.length - 1
  const openColumn = timeEdges[timeBands] === Infinity
  const columns = openColumn ? timeBands : timeBands + 1
  const bounded = timeEdges[columns - 1]!
  const columnOf = new Uint8Array(Math.max(bounded, spanOf(day)) + 1).fill(columns - 1)
  for (let t = 0; t < columns - 1; t++) columnOf.fill(t, timeEdges[t], timeEdges[t + 1])
  const allPairs = (day.length * (day.length - 1)) / 2
  const totals = new Float64Array(columns)
  const perDay = new Map<number, number>()
  for (const one of day) perDay.set(one, (perDay.get(one) ?? 0) + 1)
  for (const [one, n] of perDay) {
    totals[columnOf[0]!]! += (n * (n - 1)) / 2
    for (let apart = 1; apart < bounded; apart++) totals[columnOf[apart]!]! += n * (perDay.get(one + apart) ?? 0)
  }
  totals[columns - 1] = allPairs - totals.subarray(0, columns - 1).reduce((sum, pairs) => sum + pairs, 0)
  const rows = distanceEdges.length - 1
  return { rows, timeBands, columns, openRow: distanceEdges[rows] === Infinity, openColumn, columnOf, totals, allPairs }
}

/** Days from the first to the last. @throws RangeError for more than a thousand years, which no register of offences spans. */
function spanOf(day: Int32Array): number {
  let [first, last] = [day[0] ?? 0, day[0] ?? 0]
  for (const one of day) {
    first = Math.min(first, one)
    last = Math.max(last, one)
  }
  if (last - first > 365_250) throw new RangeError(`day: from ${first} to ${last} is more than a thousand years`)
  return last - first
}

/** Pairs within the largest bounded band: event i with `partner[start[i]]` onwards, `row` being where in the table the distance puts them. */
interface NearPairs { start: Int32Array; partner: Int32Array; row: Uint16Array; day: Int32Array }

/** Events are renumbered in the order of their buckets, so that partners lie near each other in memory. */
function nearPairs({ x, y, day }: DatedPoints, edges: readonly number[], columns: number, metric: 'euclidean' | 'manhattan'): NearPairs {
  const bounded = edges.filter((edge) => edge < Infinity)
  const reach = bounded.at(-1)!
  const buckets = bucketsOf({ x, y }, reach)
  const { order } = buckets
  const [px, py, days] = [Float64Array.from(order, (i) => x[i]!), Float64Array.from(order, (i) => y[i]!), Int32Array.from(order, (i) => day[i]!)]
  const start = new Int32Array(order.length + 1)
  const partner: number[] = []
  const row: number[] = []
  const meet = (i: number, from: number, to: number) => {
    for (let j = from; j < to; j++) {
      const [dx, dy] = [Math.abs(px[i]! - px[j]!), Math.abs(py[i]! - py[j]!)]
      const distance = metric === 'euclidean' ? Math.sqrt(dx * dx + dy * dy) : dx + dy
      if (distance >= reach) continue
      let band = 0
      while (distance >= bounded[band + 1]!) band++
      partner.push(j)
      row.push(band * columns)
    }
  }
  for (let b = 0; b < buckets.columns * buckets.rows; b++) {
    const column = b % buckets.columns
    const right = b - column + Math.min(column + 1, buckets.columns - 1)
    const left = b - column + Math.max(column - 1, 0)
    for (let i = buckets.start[b]!; i < buckets.start[b + 1]!; i++) {
      meet(i, i + 1, buckets.start[right + 1]!)
      if (b + buckets.columns < buckets.start.length - 1) meet(i, buckets.start[left + buckets.columns]!, buckets.start[right + buckets.columns + 1]!)
      start[i + 1] = partner.length
    }
  }
  return { start, partner: Int32Array.from(partner), row: Uint16Array.from(row), day: days }
}

/** Pairs by cell, row after row; a last open row is what the bounded rows leave of all pairs. */
function countCells({ start, partner, row }: NearPairs, day: Int32Array, { rows, columns, openRow, columnOf, totals }: Layout, into = new Float64Array(rows * columns)): Float64Array {
  const near = new Int32Array(rows * columns)
  for (let i = 0; i + 1 < start.length; i++) {
    const own = day[i]!
    for (let k = start[i]!; k < start[i + 1]!; k++) near[row[k]! + columnOf[Math.abs(own - day[partner[k]!]!)]!]!++
  }
  into.set(near)
  if (openRow) {
    for (let column = 0; column < columns; column++) {
      let rest = totals[column]!
      for (let r = 0; r < rows - 1; r++) rest -= near[r * columns + column]!
      into[(rows - 1) * columns + column] = rest
    }
  }
  return into
}

/** Counts of every deal, one after the other. Fisher and Yates: each order of the dates is equally likely. */
function dealDates(near: NearPairs, layout: Layout, permutations: number, random: Random): Float64Array {
  const size = layout.rows * layout.columns
  const deals = new Float64Array(size * permutations)
  const day = near.day.slice()
  for (let r = 0; r < permutations; r++) {
    for (let i = day.length - 1; i > 0; i--) {
      const j = random.int(i + 1)
      const kept = day[i]!
      day[i] = day[j]!
      day[j] = kept
    }
    countCells(near, day, layout, deals.subarray(r * size, (r + 1) * size))
  }
  return deals
}

function cellsOf(observed: Float64Array, layout: Layout, deals: Float64Array | undefined, permutations: number): KnoxCell[][] {
  const { rows, columns, timeBands, totals, allPairs } = layout
  const summary = deals && summarise(observed, deals, layout)
  return Array.from({ length: rows }, (_, r) => {
    const inRow = observed.subarray(r * columns, (r + 1) * columns).reduce((sum, pairs) => sum + pairs, 0)
    return Array.from({ length: timeBands }, (_, t): KnoxCell => {
      const k = r * columns + t
      const expected = allPairs === 0 ? 0 : (inRow * totals[t]!) / allPairs
      if (!summary) return { observed: observed[k]!, expected, simulated: null, ratio: null, p: null, pAdjusted: null, flag: false }
      const simulated = summary.mean[k]!
      const ratio = simulated > 0 ? observed[k]! / simulated : null
      const p = (summary.reached[k]! + 1) / (permutations + 1)
      const pAdjusted = summary.bounded[k] ? (summary.exceeded[k]! + 1) / (permutations + 1) : null
      return { observed: observed[k]!, expected, simulated, ratio, p, pAdjusted, flag: ratio !== null && ratio >= LEAST_RATIO && p <= MOST_P }
    })
  })
}

/** For each cell the mean of the deals, how many reach O, and in how many some bounded cell is as far above its mean as O is here. */
function summarise(observed: Float64Array, deals: Float64Array, { rows, columns, openRow }: Layout) {
  const size = observed.length
  const permutations = deals.length / size
  const [mean, sd, reached, exceeded] = [new Float64Array(size), new Float64Array(size), new Int32Array(size), new Int32Array(size)]
  // The last column is always what lies beyond the bounded days.
  const bounded = Array.from({ length: size }, (_, k) => k % columns < columns - 1 && !(openRow && k >= (rows - 1) * columns))
  for (let d = 0; d < deals.length; d++) {
    mean[d % size]! += deals[d]!
    if (deals[d]! >= observed[d % size]!) reached[d % size]!++
  }
  for (let k = 0; k < size; k++) mean[k]! /= permutations
  for (let d = 0; d < deals.length; d++) sd[d % size]! += (deals[d]! - mean[d % size]!) ** 2 / permutations
  const far = (count: number, k: number) => (sd[k]! > 0 ? (count - mean[k]!) / Math.sqrt(sd[k]!) : 0)
  for (let r = 0; r < permutations; r++) {
    let most = -Infinity
    for (let k = 0; k < size; k++) if (bounded[k]) most = Math.max(most, far(deals[r * size + k]!, k))
    for (let k = 0; k < size; k++) if (most >= far(observed[k]!, k)) exceeded[k]!++
  }
  return { mean, reached, exceeded, bounded }
}

/** "Within so many metres and so many days": differences under `withinDays`. */
export interface Within { withinM: number; withinDays: number }

export interface Communicated {
  /** Days up to which the same address is struck again; null where that is not flagged or no band is the same address. */
  samePlaceDays: number | null
  /** Nested ranges, all of whose cells are flagged, the nearest and longest first. Beyond the same address. */
  ranges: Within[]
  /** The one range to say: that with the most pairs above expectation. */
  range: (Within & { observed: number; expected: number; ratio: number }) | null
}

/** Which bands are raised without a gap from the origin outwards: what may be said of the table in one sentence. */
export function communicated({ cells, distanceEdgesM, timeEdgesDays }: KnoxTable): Communicated {
  const flaggedBands = (row: readonly KnoxCell[]) => {
    const first = row.findIndex(({ flag }, t) => !flag || timeEdgesDays[t + 1] === Infinity)
    return first === -1 ? row.length : first
  }
  const first = distanceEdgesM[1]! <= 1 ? 1 : 0
  const samePlace = first === 1 ? flaggedBands(cells[0]!) : 0
  const ranges: Within[] = []
  let range: Communicated['range'] = null
  let bands = Infinity
  for (let d = first; d < cells.length && distanceEdgesM[d + 1]! < Infinity; d++) {
    bands = Math.min(bands, flaggedBands(cells[d]!))
    if (bands === 0) break
    const within = { withinM: distanceEdgesM[d + 1]!, withinDays: timeEdgesDays[bands]! }
    const inside = cells.slice(first, d + 1).flatMap((row) => row.slice(0, bands))
    const observed = inside.reduce((sum, cell) => sum + cell.observed, 0)
    const expected = inside.reduce((sum, cell) => sum + cell.expected, 0)
    if (ranges.at(-1)?.withinDays === within.withinDays) ranges.pop()
    ranges.push(within)
    if (range === null || observed - expected > range.observed - range.expected) range = { ...within, observed, expected, ratio: observed / expected }
  }
  return { samePlaceDays: samePlace > 0 ? timeEdgesDays[samePlace]! : null, ranges, range }
}
