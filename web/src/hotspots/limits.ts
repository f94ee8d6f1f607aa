/** Class limits for what is not counted but measured: densities, harm, expected events. The ranks are those of the counts. */

const RANKS = [0.35, 0.6, 0.78, 0.9, 0.97]
export const LIMITS_METHOD = 'Limits are rounded values at the 35th, 60th, 78th, 90th and 97th percentile of the hexagons above nought.'

const shown = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 })
const thousands = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** Three figures: "0.0123", "4.56", "12,345". */
export const figure = (n: number): string => (n === 0 ? '0' : Math.abs(n) >= 1000 ? thousands.format(n) : shown.format(n)).replace('-', '\u2212')

/** Lower limits of the classes, the first nought; above nought in the first class. */
export function limitsOf(values: readonly number[]): number[] {
  const above = values.filter((value) => value > 0).sort((a, b) => a - b)
  const limits = [0]
  for (const rank of RANKS) {
    const value = Number((above[Math.floor(rank * above.length)] ?? 0).toPrecision(2))
    if (value > limits.at(-1)! && value <= (above.at(-1) ?? 0)) limits.push(value)
  }
  return limits
}

/** 0 for nought, then 1 to the number of limits. */
export function rankOf(value: number, limits: readonly number[]): number {
  if (value <= 0) return 0
  return Math.max(1, limits.filter((limit) => value >= limit).length)
}

export const limitLabels = (limits: readonly number[]): string[] =>
  limits.map((limit, i) => (i === 0 ? `under ${figure(limits[1] ?? Infinity)}` : i === limits.length - 1 ? `${figure(limit)} or more` : `${figure(limit)} to ${figure(limits[i + 1]!)}`))
    .map((label) => (limits.length === 1 ? 'above nought' : label))
