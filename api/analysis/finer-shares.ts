/**
 * What a cell's expectation is in each of its parts, where positions are exact enough for parts.
 *
 * What it tells: shares of a parent's expected events for the parts of it that lie in the grid. What it does not: more than the parent's forecast; a part
 * gets no event that its parent does not have.
 * Formula: share = (d + k b) / (D + k), d = events of the part so far, each counting 2^(-age / half-life), D = their sum in the parent, k = how many
 * events the base b is worth; b = (1 - u) / parts of the parent + u x the part's share of all records of any kind in the parent (even where it has none):
 * where much else happens there are people, homes or premises. Half-life, k and u are those under which the events of the last months, each month told
 * from those before it, are most likely: sum of n log(share).
 * Input: counts by month and part, of the theme and of all records; the parent of each part. Output: shares that add up to 1 in each parent.
 * Undefined: no month: even shares. Cost: 20,000 parts, 24 months 0.3 s. Source: Dirichlet-multinomial, as in hour-profiles.ts. Checked by hand.
 */

export interface FinerOptions {
  /** Months at the end that are told from those before, from the fourth held on. Six. */
  tested?: number
}
export interface FinerShares { share: Float64Array; halfLife: number; strength: number; besides: number }

const HALF_LIVES = [6, 24, Infinity] as const
const STRENGTHS = [1, 3, 10, 30, 100] as const
const BESIDES = [0, 0.5, 0.9] as const
const FEWEST_BEFORE = 3

/** `months`, `records`: counts by part, ascending without a gap; `parent`: one number from 0 for each part. */
export function finerShares(months: readonly Float64Array[], records: readonly Float64Array[], parent: Int32Array, { tested = 6 }: FinerOptions = {}): FinerShares {
  const even = evenOf(parent)
  const first = Math.max(FEWEST_BEFORE, months.length - tested)
  let best = { halfLife: Infinity, strength: 10, besides: 0, score: -Infinity }
  for (const halfLife of first < months.length ? HALF_LIVES : []) {
    const choices = BESIDES.flatMap((besides) => STRENGTHS.map((strength) => ({ halfLife, strength, besides, score: 0 })))
    const soFar = { own: new Float64Array(parent.length), all: new Float64Array(parent.length) }
    months.forEach((counts, m) => {
      if (m >= first) scoreMonth(choices, counts, soFar, parent, even)
      age(soFar.own, counts, halfLife)
      age(soFar.all, records[m]!, Infinity)
    })
    for (const choice of choices) if (choice.score > best.score) best = choice
  }
  const { halfLife, strength, besides } = best
  const soFar = { own: new Float64Array(parent.length), all: new Float64Array(parent.length) }
  months.forEach((counts, m) => { age(soFar.own, counts, halfLife); age(soFar.all, records[m]!, Infinity) })
  const [own, all] = [inParents(soFar.own, parent), inParents(soFar.all, parent)]
  const share = Float64Array.from(parent, (p, i) => shareOf(soFar.own[i]!, own[p]!, baseOf(soFar.all[i]!, all[p]!, even[i]!, besides), strength))
  return { share, halfLife, strength, besides }
}

type Choice = { strength: number; besides: number; score: number }

function scoreMonth(choices: Choice[], counts: Float64Array, soFar: { own: Float64Array; all: Float64Array }, parent: Int32Array, even: Float64Array): void {
  const [own, all] = [inParents(soFar.own, parent), inParents(soFar.all, parent)]
  counts.forEach((n, i) => {
    const p = parent[i]!
    if (n > 0) for (const choice of choices) choice.score += n * Math.log(shareOf(soFar.own[i]!, own[p]!, baseOf(soFar.all[i]!, all[p]!, even[i]!, choice.besides), choice.strength))
  })
}

const shareOf = (own: number, all: number, base: number, strength: number): number => (own + strength * base) / (all + strength)
const baseOf = (own: number, all: number, even: number, besides: number): number => (all > 0 ? (1 - besides) * even + (besides * own) / all : even)

const inParents = (values: Float64Array, parent: Int32Array): Float64Array => {
  const sums = new Float64Array(1 + parent.reduce((most, one) => Math.max(most, one), -1))
  parent.forEach((one, i) => { sums[one]! += values[i]! })
  return sums
}

function evenOf(parent: Int32Array): Float64Array {
  const parts = inParents(new Float64Array(parent.length).fill(1), parent)
  return Float64Array.from(parent, (one) => 1 / parts[one]!)
}

/** A month later, with its counts. */
function age(sum: Float64Array, counts: Float64Array, halfLife: number): void {
  const factor = halfLife === Infinity ? 1 : 2 ** (-1 / halfLife)
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! * factor + counts[i]!
}
