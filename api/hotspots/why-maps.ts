/** The whole maps that the answer to one hexagon is read from, all asked at once. What cannot be told is a note, not a failure. */
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import { ApiError, type ErrorCode } from '../errors.ts'
import { themes } from '../vocabulary.ts'
import { DEFAULT_SHARE, type Worked } from './coming-months.ts'
import type { HotspotOptions, Opening } from './opening.ts'
import { spanBefore } from './spans.ts'
import { changeMap, classesMap, significanceMap } from './whole-maps.ts'
import type { WhyQuery } from './why-schema.ts'

export type Settings = Required<Pick<WhyQuery, 'ring' | 'test' | 'correction' | 'mode' | 'weight' | 'generated'>>
export type Maps = Awaited<ReturnType<typeof mapsOf>>
/** What could not be found, and why. */
export interface Told<T> { value: T | null; note: string | null }

export async function mapsOf({ pool, questions, months }: Pick<HotspotOptions, 'pool' | 'questions' | 'months'>, opening: Opening, settings: Settings) {
  const { ring, test, correction, mode, weight, generated } = settings
  const { query } = opening.question
  const offences = themes.find(({ id }) => id === query.theme)!.feed === 'incidents'
  const [counts, harm, trend, change, worked] = await Promise.all([
    significanceMap(pool, opening, { weight: 'count', ring, test, correction, generated: false }),
    offences ? significanceMap(pool, opening, { weight, ring, test, correction, generated }) : null,
    classesMap(pool, opening, { ring, mode }),
    orNote(changeMap(pool, questions, opening, correction)),
    orNote(comingMonth(months, opening))
  ])
  return { counts, harm, trend, change, before: spanBefore(query), month: monthAfter(query.to), worked }
}

const monthAfter = (month: string): string => monthName(monthNumber(month) + 1)

async function comingMonth(months: HotspotOptions['months'], { reader, version, question: { query: { theme, to, res, area } } }: Opening): Promise<Worked> {
  const asked = await months.understand(reader, { theme, month: monthAfter(to), res, ...(area === null ? {} : { area }) })
  return months.work(reader, version, asked, DEFAULT_SHARE)
}

/** Other months than those asked about may be missing, or less open. */
const ofOtherMonths: ErrorCode[] = ['bad-parameter', 'resolution-too-fine', 'area-too-small']

async function orNote<T>(work: Promise<T>): Promise<Told<T>> {
  try {
    return { value: await work, note: null }
  } catch (cause) {
    if (cause instanceof ApiError && ofOtherMonths.includes(cause.code)) return { value: null, note: cause.message }
    throw cause
  }
}
