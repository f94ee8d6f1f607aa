/**
 * How well a ranking of places held the events that came afterwards.
 *
 * What it tells: the share of later events inside the area flagged beforehand, beside what chance, and what perfect foresight, would have held.
 * What it does not tell: whether a patrol there prevents anything, nor how near a miss was.
 *
 * Formula. n = events of the test window in the flagged area a; N, A = all events and all area; n* = the most events that any choice of the
 * same area of this grid holds. Hit rate = n / N; chance = a / A; PAI = (n / N) / (a / A); PEI (the PEI* of the NIJ) = n / n*; RRI = predicted /
 * observed events in the flagged area (calibration, best at 1; not Levine's index, which compares with the training period).
 * Flagging: places by falling score, or score by unit of area where areas are given, until the budget of area is used; scores are compared
 * rounded to 9 decimals. Ties at the cut are credited at their expected value: the part of the tied area that still fits times the
 * events in it (for equal cells: cells left times the mean of the tied ones). A cell larger than what is left counts by its part, so the area
 * flagged is the budget exactly. Tie share = the part of the flagged area that was filled from ties.
 * Input: scores and events by place; a budget in cells or as a share of the area. Output: events, shares and ratios; no unit.
 * Undefined: fewer than 20 events of the test (in all windows pooled): PAI, PEI and RRI are null, with a note; no events: hit rate null.
 * Cost: one selection and a sort of the scores above the largest budget, under 1 ms for 5,600 places and any number of budgets.
 * Source: Chainey, Tompson and Uhlig 2008, doi 10.1057/palgrave.sj.8350066 (PAI); Hunt 2016 (PEI); NIJ Real-Time Crime Forecasting Challenge
 * 2017; RRI as coded in PredictCode and ptools. Checked by hand and against the scores published for Portland.
 */

/** An area: so many cells of average size, or this share of all area (0.02 is 2 %). */
export type Budget = { cells: number } | { share: number }

export interface GridArea {
  /** Area by place, any unit; absent: all places are equal. */
  areas?: ArrayLike<number>
  /** All area in cells (of the areas' mean) or in the areas' unit, where the grid reaches beyond what counts as the study area. */
  totalArea?: number
}

/** What one ranking held in one window at one budget. */
export interface Held {
  hits: number
  /** The sum of the scores in the flagged area: expected events where the scores are. */
  predicted: number
  /** Flagged area over all area: what chance holds. */
  chance: number
  /** Part of the flagged area filled from places that tied at the cut. */
  tieShare: number
}

/** Budgets of the accuracy curve, shares of the area. */
export const CURVE_SHARES: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05]

/** Fewest events in the test windows for which PAI, PEI and RRI are given. */
export const FEWEST_EVENTS = 20

/** Hits at each budget. @throws RangeError for NaN scores or events, areas of nought, budgets beyond the area. */
export function heldAt(scores: ArrayLike<number>, events: ArrayLike<number>, budgets: readonly Budget[], grid: GridArea = {}): Held[] {
  const whole = areaOf(scores.length, grid.areas)
  const total = grid.totalArea ?? whole
  if (!(total > 0)) throw new RangeError('totalArea: more than nought')
  const wanted = budgets.map((budget) => {
    const area = 'cells' in budget ? budget.cells * (whole / scores.length) : budget.share * total
    if (!(area > 0 && area <= whole * (1 + 1e-12))) throw new RangeError(`budget: ${JSON.stringify(budget)} is not within the grid's area`)
    return area
  })
  const groups = groupsOf(scores, events, Math.max(0, ...wanted), grid.areas)
  return wanted.map((area) => ({ ...fill(groups, area), chance: area / total }))
}

function areaOf(n: number, areas?: ArrayLike<number>): number {
  if (!areas) return n
  let sum = 0
  for (let i = 0; i < areas.length; i++) {
    if (!(areas[i]! > 0)) throw new RangeError(`areas: ${areas[i]} at place ${i}`)
    sum += areas[i]!
  }
  return sum
}

/** The most events that the budgets can hold: the ranking by the events themselves. */
export const mostAt = (events: ArrayLike<number>, budgets: readonly Budget[], grid: GridArea = {}): number[] => heldAt(events, events, budgets, grid).map(({ hits }) => hits)

/** Places of one score taken together, by falling score, as far down as the largest budget reaches. */
interface Groups { cells: Float64Array; areas: Float64Array; hits: Float64Array; predicted: Float64Array }

function groupsOf(scores: ArrayLike<number>, events: ArrayLike<number>, most: number, areas?: ArrayLike<number>): Groups {
  const n = scores.length
  if (events.length !== n || (areas && areas.length !== n)) throw new RangeError('scores, events and areas: one each for every place')
  const keys = keysOf(scores, events, areas)
  // Below the largest budget nothing needs a group, so only what lies above is sorted. Areas that differ are all grouped.
  const cut = areas ? -Infinity : nthLargest(keys.slice(), Math.min(n, Math.ceil(most)))
  const distinct = distinctFrom(keys.filter((key) => key >= cut).sort())
  const m = distinct.length
  const groups: Groups = { cells: new Float64Array(m), areas: new Float64Array(m), hits: new Float64Array(m), predicted: new Float64Array(m) }
  for (let i = 0; i < n; i++) {
    if (keys[i]! < distinct[0]!) continue
    const g = m - 1 - indexOf(distinct, keys[i]!)
    groups.cells[g]! += 1
    groups.areas[g]! += areas ? areas[i]! : 1
    groups.hits[g]! += events[i]!
    groups.predicted[g]! += scores[i]!
  }
  return groups
}

/** What is compared: scores, by area where areas differ, to 9 decimals. */
function keysOf(scores: ArrayLike<number>, events: ArrayLike<number>, areas?: ArrayLike<number>): Float64Array {
  const keys = new Float64Array(scores.length)
  for (let i = 0; i < keys.length; i++) {
    const score = areas ? scores[i]! / areas[i]! : scores[i]!
    // Adding nought turns -0 into 0.
    keys[i] = Math.round(score * 1e9) / 1e9 + 0
    if (!Number.isFinite(score) || !(events[i]! >= 0)) throw new RangeError(`scores or events: nonsense at place ${i}`)
  }
  return keys
}

function distinctFrom(ascending: Float64Array): number[] {
  const distinct: number[] = []
  for (let i = 0; i < ascending.length; i++) if (i === 0 || ascending[i] !== ascending[i - 1]) distinct.push(ascending[i]!)
  return distinct
}

/** The n-th largest value; the values are put into another order (Hoare's selection). */
function nthLargest(values: Float64Array, n: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i <= j) {
        const swapped = values[i]!
        values[i++] = values[j]!
        values[j--] = swapped
      }
    }
    if (n - 1 <= j) high = j
    else if (n - 1 >= i) low = i
    else break
  }
  return values[n - 1]!
}

function indexOf(ascending: readonly number[], key: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

function fill(groups: Groups, area: number): Omit<Held, 'chance'> {
  let left = area
  let hits = 0
  let predicted = 0
  for (let g = 0; g < groups.areas.length; g++) {
    // A group that fits but for the rounding of sums fits.
    const part = Math.min(1, left / groups.areas[g]!)
    hits += part * groups.hits[g]!
    predicted += part * groups.predicted[g]!
    if (part < 1 - 1e-12) return { hits, predicted, tieShare: groups.cells[g]! > 1 ? left / area : 0 }
    left -= groups.areas[g]!
    if (left <= area * 1e-12) break
  }
  return { hits, predicted, tieShare: 0 }
}

/** PAI from its four numbers. Null where no event or no area makes it undefined. */
export const paiOf = (hits: number, events: number, area: number, totalArea: number): number | null => (events > 0 && area > 0 && totalArea > 0 ? hits / events / (area / totalArea) : null)

export interface AccuracyCard {
  windows: number
  /** N, all events of the test windows. */
  events: number
  /** n, those in the flagged area; a fraction where ties were credited. */
  hits: number
  hitRate: number | null
  /** a / A, the hit rate of chance. */
  chance: number
  pai: number | null
  pei: number | null
  rri: number | null
  tieShare: number
  note: string | null
}

/** One window of one ranking: what it held, all events, and the most that could be held. */
export interface WindowHeld extends Held { events: number; most: number }

/** Windows pooled: the sums are taken first and the ratios of the sums afterwards, so that a quiet month weighs little. */
export function accuracyCard(windows: readonly WindowHeld[]): AccuracyCard {
  const sum = (of: (window: WindowHeld) => number) => windows.reduce((total, window) => total + of(window), 0)
  const [events, hits, most, predicted] = [sum((w) => w.events), sum((w) => w.hits), sum((w) => w.most), sum((w) => w.predicted)]
  const chance = windows.length ? sum((w) => w.chance) / windows.length : NaN
  const enough = events >= FEWEST_EVENTS
  return {
    windows: windows.length, events, hits, chance,
    hitRate: events > 0 ? hits / events : null,
    pai: enough ? paiOf(hits, events, chance, 1) : null,
    pei: enough && most > 0 ? hits / most : null,
    rri: enough && hits > 0 ? predicted / hits : null,
    tieShare: windows.length ? sum((w) => w.tieShare) / windows.length : NaN,
    note: enough ? null : `Only ${events} ${events === 1 ? 'event' : 'events'} in the months tested: fewer than ${FEWEST_EVENTS} make no index.`
  }
}
