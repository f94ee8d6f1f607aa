/** Forecasts of a day or a shift, kept: the forecast and its card come from one computation. Of dated records, which only signed-in readers reach. */
import type { Reader } from '../access.ts'
import { dayName, dayNumber, monthOfDay, weekdayOf } from '../analysis/daily-level.ts'
import { monthName, monthNumber } from '../analysis/series-breaks.ts'
import { ApiError } from '../errors.ts'
import { areaOf, restsOn, type Question, type Questions } from '../questions.ts'
import { shifts, type ShiftId } from '../vocabulary.ts'
import type { WorkerPool } from '../worker-pool.ts'
import type { DayForecasts, DayTask } from './day-forecasts.ts'
import type { AccuracyQuery } from './forecast-schema.ts'
import { Kept } from '../kept.ts'
import { lastDatedDay, listDayEvents } from './queries.ts'
import type { StudyAreas } from './study-area.ts'

/** A year before the first day that is tested, and the twelve weeks of tests. */
const HELD_DAYS = 365 + 84
/** A day further ahead than a week would claim what no test here has tried. */
const MOST_AHEAD_DAYS = 7
/** More than a county has of all crime in those days; the work and the copying grow with them. */
const MOST_EVENTS = 150_000
/** A county at r9 would keep a thread for half a minute, and a day's expectation of so small a hexagon is next to nothing. */
const FINEST = { county: 8, area: 9 }
const MOST_KEPT = 6

export interface ComingDay { question: Question; day: string; shift: ShiftId | null; /** Why there is no forecast. */ why: string | null }
export interface DayWorked { beside: Awaited<ReturnType<typeof restsOn>>; found: DayForecasts | null; why: string | null }
type Asked = AccuracyQuery & { day: string }

export class ComingDays {
  private readonly kept = new Kept<DayWorked>(MOST_KEPT)

  constructor(private readonly parts: { questions: Questions; pool: WorkerPool; areas: StudyAreas }) {}

  /** @throws ApiError naming `day`, `month`, `shift` or `res` where no such forecast is made. */
  async understand(reader: Reader, { day, shift: named, month, share: _, ...asked }: Asked): Promise<ComingDay> {
    const shift = named ?? null
    checkDay(day, shift)
    if (month !== undefined) throw new ApiError('bad-parameter', 'Ask for a month or for a day, not for both.', 'month')
    const { questions } = this.parts
    const whole = await questions.understand(reader, asked)
    const why = whyNot(reader, whole)
    if (why) return { question: whole, day, shift, why }
    const last = await lastDatedDay(reader.db, whole.theme.lastMonth!)
    const [earliest, latest] = [dayNumber(last) + 1, dayNumber(last) + MOST_AHEAD_DAYS]
    if (dayNumber(day) < earliest || dayNumber(day) > latest) throw new ApiError('bad-parameter', `Records are held up to ${last}: a day from ${dayName(earliest)} to ${dayName(latest)} can be forecast.`, 'day')
    const question = await questions.understand(reader, { ...asked, res: whole.query.res, from: firstMonth(whole, last), to: whole.theme.lastMonth! })
    const finest = question.query.area === null ? FINEST.county : FINEST.area
    if (question.query.res > finest) throw new ApiError('resolution-too-fine', `Days are forecast in hexagons of resolution ${finest} or coarser.`, 'res')
    return { question, day, shift, why: null }
  }

  work(reader: Reader, version: string, { question, day, shift, why }: ComingDay, share: number): Promise<DayWorked> {
    const { pool, areas } = this.parts
    return this.kept.of(`${version} ${reader.tier} ${question.key} ${day} ${shift ?? ''} ${share}`, async () => {
      const area = await areaOf(reader.db, question)
      const beside = await restsOn(reader.db, question.query)
      if (why) return { beside, found: null, why }
      const { query, theme } = question
      const areaId = area?.area_id ?? null
      const [study, rows, last] = await Promise.all([areas.of(reader, version, area, query.res), listDayEvents(reader.db, query, areaId, MOST_EVENTS + 1), lastDatedDay(reader.db, query.to)])
      if (rows.reduce((sum, { n }) => sum + n, 0) > MOST_EVENTS) return { beside, found: null, why: `More than ${MOST_EVENTS.toLocaleString('en-GB')} incidents in fifteen months: ask for a district.` }
      const task: DayTask = {
        area: study, cells: rows.map(({ cell }) => cell).join(','), events: rows.map(({ events }) => events).join(';'), from: `${query.from}-01`, first: dayName(firstDay(query.from, last)), last, day, share,
        shift: shift === null ? null : { ...shifts[shift], weekdays: [...shifts[shift].weekdays] }, months: theme.months.map(({ month, total }) => ({ month, total }))
      }
      return { beside, found: await pool.run<DayForecasts>('dayForecasts', task), why: null }
    })
  }
}

const firstDay = (month: string, last: string): number => Math.max(dayNumber(`${month}-01`), dayNumber(last) - HELD_DAYS + 1)

/** Of the dated months without a gap before the last held one, no more than are needed. */
function firstMonth({ theme }: Question, last: string): string {
  const enough = monthName(monthOfDay(dayNumber(last) - HELD_DAYS + 1))
  let first = theme.lastMonth!
  for (let month = first; month >= enough && theme.dated.has(month); month = monthName(monthNumber(month) - 1)) first = month
  return first
}

function checkDay(day: string, shift: ShiftId | null): void {
  const weekday = weekdayOf(dayOf(day))
  if (shift === null || (shifts[shift].weekdays as readonly number[]).includes(weekday)) return
  throw new ApiError('bad-parameter', `${shifts[shift].title} does not begin on that day of the week.`, 'shift')
}

function dayOf(day: string): number {
  try {
    return dayNumber(day)
  } catch (cause) {
    throw Object.assign(new ApiError('bad-parameter', `${day} is no date.`, 'day'), { cause })
  }
}

function whyNot({ tier }: Reader, { theme }: Question): string | null {
  if (theme.months.length === 0) return null
  if (theme.unit === 'casualties' || theme.unit === 'collisions') return 'Days and shifts are forecast of offences and incidents, not of collisions.'
  if (!theme.dated.has(theme.lastMonth!)) return 'Only the month of these records is known, so no day or shift can be forecast.'
  return tier === 'public' ? 'Days of single records are not public, so days and shifts are forecast for signed-in readers only.' : null
}
