/**
 * How concentrated events are: the share of them in the fullest few per cent of places, and one number for the whole.
 *
 * What it tells: how much of the count a small part of the area holds. What it does not tell: whether the same places will hold it next
 * year (they are chosen after the fact, so their share is never below chance), nor where they are.
 *
 * Formula. n places sorted by their count c, ascending, i = 1 .. n, N events in all.
 *   Gini: G = sum_i (2 i - n - 1) c_i / (n N): 0 where all hold the same, 1 - 1 / n where one holds everything.
 *   With fewer events than places some must stay empty. The adjusted (generalised) Gini compares with the most even spread possible, N
 *   places with one event each: G' = max(1 / N, 1 / n) sum_i (2 i - n - 1) c_i / N - max(n / N, 1) + 1. It equals G where N >= n.
 *   Lorenz curve, read from the fullest place: share of the places and the share of events that they hold. The top q of n places are q n
 *   places; a part of a place counts as that part of its events. Places tied at the cut hold equal counts, so that this is also the expected
 *   value over all ways to break the tie.
 * Input: counts (or weights) of all places of the study area, zeros included; not negative. Output: shares from 0 to 1. Undefined where
 * there is no event: nulls and a note. Cost: one sort.
 * Sources: Weisburd 2015, doi 10.1111/1745-9125.12070; Bernasco & Steenbeek 2017, doi 10.1007/s10940-016-9324-7. Checked against the worked
 * examples of their R package lorenzgini.
 */

export interface Concentration {
  /** For each share of the places the share of events in as many of the fullest. */
  top: { places: number; events: number }[]
  /** At most 101 points of the Lorenz curve from (0, 0) to (1, 1), from the fullest place; closer together where it is steep. */
  lorenz: { places: number; events: number }[]
  gini: number | null
  /** Given where there are fewer events than places; null otherwise, and for weights, which are not events. */
  giniAdjusted: number | null
  note: string | null
}

export interface ConcentrationOptions {
  /** Shares of the places. Half, one, two, five and ten per cent: 5 % is Weisburd's bandwidth, and patrols can hold 0.5 to 2 %. */
  shares?: readonly number[]
}

/** @throws RangeError where a count is negative or no number, or a share outside 0 to 1. */
export function concentration(counts: ArrayLike<number>, { shares = [0.005, 0.01, 0.02, 0.05, 0.1] }: ConcentrationOptions = {}): Concentration {
  for (const share of shares) if (!(share > 0 && share <= 1)) throw new RangeError(`shares must be above 0 and at most 1, not ${share}`)
  for (let i = 0; i < counts.length; i++) if (!(counts[i]! >= 0) || !Number.isFinite(counts[i]!)) throw new RangeError(`counts: place ${i} holds ${counts[i]}`)
  const fullest = Float64Array.from(counts).sort().reverse()
  const n = fullest.length
  const running = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) running[i + 1] = running[i]! + fullest[i]!
  const total = running[n]!
  if (total === 0) return { top: [], lorenz: [], gini: null, giniAdjusted: null, note: 'No concentration: there are no events.' }
  const held = (share: number) => {
    const whole = Math.min(n, Math.floor(share * n + 1e-9))
    const part = Math.max(0, share * n - whole)
    return { places: share, events: (running[whole]! + part * (fullest[whole] ?? 0)) / total }
  }
  let weighted = 0
  for (let k = 0; k < n; k++) weighted += (n - 1 - 2 * k) * (fullest[k]! / total)
  return {
    top: shares.map(held),
    lorenz: Array.from({ length: 101 }, (_, k) => held((k / 100) ** 2)),
    gini: weighted / n,
    giniAdjusted: total < n && fullest.every(Number.isInteger) ? weighted / total - n / total + 1 : null,
    note: null
  }
}
