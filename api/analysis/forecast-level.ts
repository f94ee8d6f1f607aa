/**
 * How many events the month ahead will bring in all: recent level times the month of the year.
 *
 * What it tells: the total that a forecast is scaled to. What it does not tell: where; and no trend is drawn out into the future.
 * Formula. Level L = weighted mean of total / s(month) over the months held, weights 2^(-(a - 1) / 6), a = age in months: half-life half a
 * year, so that a quarter of the weight is older than a year. Forecast = L * s(month ahead). Season s(k) = (sum of r + K) / (number + K) over the
 * months held of calendar month k, r = total / mean of the months held within six months either side; K = 1 counts as one year that
 * says "no season", because one or two years tell little of it. s = 1 throughout unless 24 months or more are held.
 * Input: months and totals before the target. Output: events. Undefined: no month: RangeError.
 * Cost: months times 13. Source: ratio to moving average, general knowledge; the shrinkage by K is our own. Checked by hand and on a
 * series whose season is known.
 */

/** Half-life of the level, months; pseudo-years that speak for no season; months held from which a season is looked for. */
const HALF_LIFE = 6
const PRIOR_YEARS = 1
const FEWEST_MONTHS = 24

export interface Level {
  /** Expected events of the month ahead. */
  expected: number
  /** The factor of its month of the year; 1 where none was fitted. */
  season: number
  seasonFitted: boolean
}

/** Expected total of the target month. Months are numbers, ascending, all before it. */
export function levelAhead(months: readonly number[], totals: ArrayLike<number>, target: number): Level {
  if (months.length === 0) throw new RangeError('months: none is held')
  const seasonFitted = months.length >= FEWEST_MONTHS
  const seasons = seasonFitted ? seasonFactors(months, totals) : Array<number>(12).fill(1)
  let [above, below] = [0, 0]
  months.forEach((month, i) => {
    const w = 2 ** (-(target - month - 1) / HALF_LIFE)
    above += (w * totals[i]!) / seasons[month % 12]!
    below += w
  })
  const season = seasons[target % 12]!
  return { expected: (above / below) * season, season, seasonFitted }
}

/** Factor of each calendar month, January first. */
export function seasonFactors(months: readonly number[], totals: ArrayLike<number>): number[] {
  const sums = new Float64Array(12).fill(PRIOR_YEARS)
  const years = new Float64Array(12).fill(PRIOR_YEARS)
  months.forEach((month, i) => {
    let [near, held] = [0, 0]
    months.forEach((other, j) => { if (Math.abs(other - month) <= 6) { near += totals[j]!; held += 1 } })
    // Half a year at the ends sees one season only and would call the summer normal.
    if (near === 0 || held < 12) return
    sums[month % 12]! += totals[i]! / (near / held)
    years[month % 12]! += 1
  })
  return Array.from(sums, (sum, k) => sum / years[k]!)
}
