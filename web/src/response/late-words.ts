/** Why emergencies are reached late, and what the public is told, in words. */
import { responseStandard } from '../../../api/response-vocabulary.ts'
import { spanLabel } from '../ui/months.ts'
import { percent } from '../ui/numbers.ts'
import type { HeadlineAnswer, LateAnswer, LatePlace, Splits } from './asks.ts'
import { minutesWords, shareWords, TARGET, tenth } from './words.ts'

/** How much longer late ones took before and after the dispatch. */
export function splitWords({ inTime, late, dispatchShare }: Splits, what: string): string {
  if (late.count === 0) return `No ${what} emergency was reached late.`
  if (dispatchShare === null || late.driveS === null || inTime.driveS === null) return `${what} emergencies that came late: no dispatch is stamped, so waiting and driving cannot be told apart.`
  return `${what} emergencies that came late: the drive took ${minutesWords(late.driveS)} (in time: ${minutesWords(inTime.driveS)}), the dispatch ${minutesWords(late.dispatchS)} (in time: ${minutesWords(inTime.dispatchS)}). Of what they took longer, ${percent(dispatchShare)} lay before the dispatch.`
}

/** Whether the wait for a unit or the way to the place makes emergencies late. */
export function whyWords({ urban, rural }: Pick<LateAnswer, 'urban' | 'rural'>): string {
  const shares = [urban, rural].map(({ dispatchShare }) => dispatchShare).filter((share) => share !== null)
  if (shares.length === 0) return 'Whether dispatch or drive makes them late is not known.'
  const most = Math.max(...shares)
  return most < 0.5 ? `It is the drive, not the dispatch: at most ${percent(most)} of what late ones took longer lay before the dispatch.` : `Much of it lies before the dispatch: up to ${percent(most)} of what late ones took longer.`
}

/** "49.0% late, 3.2 times what is expected" */
export const beyondWords = ({ late, expectedLate }: Pick<LatePlace, 'late' | 'expectedLate'>): string => (expectedLate > 0 ? `${tenth(late / expectedLate)} times what is expected` : 'nothing expected')

/** In the words of somebody who has never heard of the standard. */
export function publicWords({ thisYear, lastYear, forceName }: Pick<HeadlineAnswer, 'thisYear' | 'lastYear' | 'forceName'>): string {
  if (!thisYear) return 'Twelve whole months are not loaded yet, so no figure is given.'
  const { urban, rural, pooled } = thisYear
  const aim = pooled.status === 'meets' ? `The aim of ${TARGET} was met.` : pooled.status === 'below' ? `The aim of ${TARGET} was missed.` : `That cannot be told from the aim of ${TARGET}.`
  const before = lastYear ? ` In the twelve months before it was ${shareWords(lastYear.pooled)}.` : ''
  return `In ${forceName ?? 'the area'}, police reached ${shareWords(pooled)} of emergencies in time in ${spanLabel(thisYear.from, thisYear.to)}: ${shareWords(urban)} of those in towns within ${responseStandard.urbanS / 60} minutes, and ${shareWords(rural)} of those in the country within ${responseStandard.ruralS / 60}. ${aim}${before}`
}
