/** Counts drawn from a Poisson distribution, for simulated data. */
import type { Random } from '../../api/analysis/random.ts'

/** By counting exponential waits. */
export function poisson(mean: number, random: Random): number {
  let n = 0
  for (let left = mean + Math.log(1 - random.next()); left > 0; left += Math.log(1 - random.next())) n++
  return n
}
