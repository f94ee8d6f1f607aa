/**
 * Intervals for what was pooled over test windows: how far the figure would move had the months fallen otherwise.
 *
 * What it tells: the range in which 95 % of the redrawn figures lie. What it does not tell: anything of months unlike those tested.
 * Formula: blocks of `block` consecutive windows are drawn with replacement, round the end to the beginning (circular), until as many windows
 * are drawn as there are; the ratio sum(numerator) / sum(denominator) is taken anew; 2.5 % and 97.5 % quantiles of `draws` such ratios.
 * Blocks, because neighbouring months are alike: their length is the cube root of the number of windows, rounded (3 for 24 windows); 1 is the
 * plain bootstrap. Two methods are compared on the same draws (paired): put the difference of their hits into the numerator.
 * Input: numerators and denominators by window, in the order of time. Output: low and high in the ratio's unit. Undefined for fewer than 3
 * windows or denominators that sum to nought: null.
 * Cost: draws times windows. Source: Politis and Romano 1992 (circular blocks); Efron 1979. Checked against the normal interval of a mean.
 */
import type { Random } from './random.ts'

export interface BootstrapOptions {
  /** Redraws; 2,000 hold the ends of the interval still to about a twentieth of its width. */
  draws?: number
  /** Windows in a block. */
  block?: number
  /** Probability inside. */
  level?: number
}

export type Interval = [low: number, high: number]

/** Interval of a ratio of sums. @throws RangeError for options out of range. */
export function windowInterval(numerators: ArrayLike<number>, denominators: ArrayLike<number>, random: Random, options: BootstrapOptions = {}): Interval | null {
  const n = numerators.length
  const { draws = 2000, block = Math.max(1, Math.round(Math.cbrt(n))), level = 0.95 } = options
  if (denominators.length !== n) throw new RangeError('denominators: one for each window')
  if (!(Number.isInteger(draws) && draws >= 100)) throw new RangeError('draws: a whole number, at least 100')
  if (!(Number.isInteger(block) && block >= 1)) throw new RangeError('block: a whole number, at least 1')
  if (!(level > 0 && level < 1)) throw new RangeError('level: between 0 and 1')
  if (n < 3) return null
  const ratios: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const ratio = redraw(numerators, denominators, random, block)
    if (Number.isFinite(ratio)) ratios.push(ratio)
  }
  if (ratios.length < draws / 2) return null
  ratios.sort((a, b) => a - b)
  return [quantile(ratios, (1 - level) / 2), quantile(ratios, (1 + level) / 2)]
}

function redraw(numerators: ArrayLike<number>, denominators: ArrayLike<number>, random: Random, block: number): number {
  const n = numerators.length
  let [above, below] = [0, 0]
  for (let drawn = 0; drawn < n; drawn += block) {
    const first = random.int(n)
    for (let k = 0; k < block && drawn + k < n; k++) {
      above += numerators[(first + k) % n]!
      below += denominators[(first + k) % n]!
    }
  }
  return above / below
}

function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1)
  const low = Math.floor(at)
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!)
}
