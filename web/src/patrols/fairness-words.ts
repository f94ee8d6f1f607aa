/** Who sees the patrols, by how deprived the place is: the table's rows, and a sentence above them. */
import { percent } from '../ui/numbers.ts'
import type { PlanContent } from './moves.ts'

export type Decile = NonNullable<PlanContent['effect']['deciles']>[number]

/** The half of the nation's areas that is more deprived, minutes beside residents; nothing where there are none to tell of. */
export function decileSentence(deciles: readonly Decile[]): string {
  const half = deciles.filter(({ decile }) => decile <= 5)
  if (half.length === 0 || deciles.every(({ minutes }) => minutes === 0)) return ''
  const sum = (of: (one: Decile) => number | null) => half.reduce<number | null>((total, one) => { const n = of(one); return total === null || n === null ? null : total + n }, 0)
  const [minutes, residents] = [sum(({ share }) => share), sum(({ residentsShare }) => residentsShare)]
  if (minutes === null) return ''
  return `Places in the more deprived half of the nation (deciles 1 to 5) have ${percent(minutes)} of the minutes${residents === null ? '' : `; ${percent(residents)} of the area's residents live in such places`}.`
}

/** The longest bar fills its cell: minutes or residents, whichever has the largest share. */
export const largestShare = (deciles: readonly Decile[]): number => Math.max(0.01, ...deciles.flatMap(({ share, residentsShare }) => [share ?? 0, residentsShare ?? 0]))
