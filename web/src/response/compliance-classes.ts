/** Shares against the standard as classes of one scale: strong where the interval tells them apart from it, pale where it does not, none where there are too few. */
import { responseMap } from '../../../api/response-vocabulary.ts'
import type { MarkName } from '../map/mark-shapes.ts'
import { MARKS } from '../map/mark-shapes.ts'
import type { Compliance } from './asks.ts'

export const TOO_FEW = 0
export const CLASSES = 7
/** Below: under 75 %, under 85 %, the rest; not told apart: under the standard or not; above: under 95 %, the rest. */
const [LOW, MIDDLE, STANDARD, HIGH] = [0.75, 0.85, 0.9, 0.95]

export function classOf({ total, share, status }: Pick<Compliance, 'total' | 'share' | 'status'>): number {
  if (total < responseMap.least || share === null || status === null) return TOO_FEW
  if (status === 'below') return share < LOW ? 1 : share < MIDDLE ? 2 : 3
  if (status === 'meets') return share < HIGH ? 6 : 7
  return share < STANDARD ? 4 : 5
}

export const classTitles = ['Fewer than ten: too few', 'Below the standard, under 75%', 'Below, 75 to 85%', 'Below, 85% and more', 'Cannot be told, under 90%', 'Cannot be told, 90% and more', 'Meets the standard, under 95%', 'Meets, 95% and more'] as const
export const tokenOfClass = (rank: number): string => (rank === TOO_FEW ? 'transparent' : `var(--compliance-${rank})`)
export const markOfClass = (rank: number): MarkName | null => MARKS.compliance?.[rank] ?? null
export const markOfStatus = (status: Compliance['status']): MarkName => (status === 'meets' ? 'up' : status === 'below' ? 'down' : 'bar-line')
