/** Before and after a scheme in words. Nothing is claimed that chance explains, and a cause never. */
import type { Measured, SiteEffectFindings } from './site-effect.ts'

export const effectMethod = [
  'Collisions within the site in whole months before and after the month of building. Behind the count before lies what Empirical Bayes leaves of it, because a place picked for a high count has fewer afterwards even if nothing is done (regression to the mean).',
  'Like roads of the same district, more than 200 m from any registered site at which something was done, tell how collisions went meanwhile. The ratio holds the count after against what would be expected with nothing done (Hauer 1997), with a 95 % interval.'
].join(' ')

export const effectCaveats = [
  'Regression to the mean is allowed for as far as such places differ from each other; a place picked as the worst of many may still keep some of its luck.',
  'A change of traffic at this place is not known, and not allowed for: fewer vehicles have fewer collisions.',
  'Collisions that moved to places nearby (migration) are not counted here.',
  'The recording of serious injuries changed when forces moved to injury-based reporting: KSI before and after such a change are not comparable, except as far as the comparison group shared it.',
  'A difference says that something changed, not that the scheme was why.'
]

const one = (value: number): string => value.toFixed(1)
const two = (value: number): string => value.toFixed(2)
const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

export const comparedText = ({ group, rural }: SiteEffectFindings, district: string | null): string =>
  `Collisions on ${group} in ${rural ? 'the country' : 'towns'}${district === null ? '' : `, ${district}`}, more than 200 m from any site at which something was done`

export function effectText({ counts, comparison, expected, effect }: Measured, what: string, months: { before: number; after: number }): string {
  const first = `${many(counts.before, what)} in ${many(months.before, 'month')} before, ${counts.after} in ${many(months.after, 'month')} after.`
  if (expected === null) return `${first} Too few collisions are loaded to say how many such a place has anyway, so nothing more can be told.`
  if (!effect) return `${first} The comparison group has ${comparison.before} before and ${comparison.after} after: without any in one of the periods nothing more can be told.`
  const { expectedBefore, expectedAfter, ratio, lower, upper, verdict } = effect
  const interval = lower === null ? `at most ${two(upper)}` : `${two(lower)} to ${two(upper)}`
  const judged = verdict === 'not-distinguishable' ? 'The difference is no more than chance explains' : `There are ${verdict} than chance explains`
  return `${first} Behind the count before lie about ${one(expectedBefore)}; with nothing done about ${one(expectedAfter)} would be expected after. ${judged} (ratio ${two(ratio)}, 95 % interval ${interval}).`
}
