/** How often police came in time to emergencies of the district, from the sums that everybody may read. */
import { complianceOf } from '../analysis/compliance.ts'
import { rounded, yearTo } from '../analysis/year-on-year.ts'
import type { Queryable } from '../db/database.ts'
import { monthText } from '../month-words.ts'
import { listResponseMonths, type ResponseMonth } from '../response/queries.ts'
import type { Profile } from './profile-schema.ts'

type Response = Profile['response']
export interface RestsOn { sources: readonly string[]; synthetic: boolean }
const statusWords = { meets: 'That meets the standard of nine in ten.', below: 'That is below the standard of nine in ten.', 'not-distinguishable': 'Whether that meets the standard of nine in ten cannot be told.' }
const nothing = { from: null, to: null, pooled: null, urban: null, rural: null }

/** Of the district that holds the area; of the whole force for the force. */
export async function responseOf(db: Queryable, area: Profile['area']): Promise<Response & { rests: RestsOn[] }> {
  const code = area.type === 'force' ? null : area.type === 'district' ? area.code : area.district?.code ?? ''
  const name = area.type === 'force' || area.type === 'district' ? area.name : area.district?.name ?? null
  const all = await listResponseMonths(db, null, null)
  const last = all.at(-1)?.month
  if (last === undefined || name === null) return { text: 'How quickly the police come to emergencies is not loaded.', district: name, ...nothing, rests: [] }
  const year = yearTo(last)
  const months = all.filter((one) => one.code === code && year.includes(one.month))
  const whole = year.every((month) => months.some((one) => one.month === month))
  const part = (attended: keyof ResponseMonth, stamped: keyof ResponseMonth, of: keyof ResponseMonth) => (whole ? shareOf(months, attended, stamped, of) : null)
  const [pooled, urban, rural] = [part('attended', 'stamped', 'emergencies'), part('urbanAttended', 'urbanStamped', 'urban'), part('ruralAttended', 'ruralStamped', 'rural')]
  const span = { district: name, from: year[0]!, to: last, pooled, urban, rural, rests: pooled ? months.map(({ source, synthetic }) => ({ sources: [source], synthetic })) : [] }
  if (!pooled || pooled.share === null) return { text: `Not all of the twelve months to ${monthText(last)} are told for ${name}.`, ...span }
  const percent = (share: number | null) => `${rounded((share ?? 0) * 100, 1).toFixed(1)} %`
  return {
    text: `In the twelve months to ${monthText(last)}, police reached ${percent(pooled.share)} of emergencies in ${name} in time (95 % interval ${percent(pooled.lower)} to ${percent(pooled.upper)}): within 15 minutes in towns and 20 in the country. ${statusWords[pooled.status as keyof typeof statusWords] ?? ''}`.trim(),
    ...span
  }
}

/** null where one of the months is not told. */
function shareOf(months: readonly ResponseMonth[], attended: keyof ResponseMonth, stamped: keyof ResponseMonth, all: keyof ResponseMonth): Response['pooled'] {
  if (months.some((month) => month[attended] === null || month[stamped] === null || month[all] === null)) return null
  const sum = (of: keyof ResponseMonth) => months.reduce((total, month) => total + (month[of] as number), 0)
  const { attended: inTime, total, share, lower, upper, status } = complianceOf(sum(attended), sum(stamped), sum(all) - sum(stamped))
  return { attended: inTime, of: total, share, lower, upper, status }
}
