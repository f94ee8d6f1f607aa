/** The coming day or shift and the proof beside it. Runs on a thread. */
import { aoristicProfile, type AoristicProfile, type LocalSpan } from '../analysis/aoristic.ts'
import { chooseDay, DAY_BLEND, firstTested, type DayAnswer, type DayOptions } from '../analysis/daily-forecast.ts'
import { dayNumber, weekdayOf } from '../analysis/daily-level.ts'
import { dayBases } from '../analysis/daily-methods.ts'
import type { DayEvents } from '../analysis/daily-past.ts'
import { centreOf, type Position } from '../analysis/h3-grid.ts'
import { toMetres } from '../analysis/metres.ts'
import { seededRandom } from '../analysis/random.ts'
import { monthNumber } from '../analysis/series-breaks.ts'
import { partInShift, shiftShare, type ShiftHours } from '../analysis/shift-hours.ts'
import { digits, methodsTold, risksTold, scoresTold } from './forecast-scores.ts'
import { gridOf, neighboursIn, type Grid } from './grids.ts'
import type { StudyArea } from './study-area.ts'

export interface DayTask {
  area: StudyArea
  /** Decimal cells joined by commas, their events by semicolons: 'lng:lat:from:span' as the statement has them, minutes since the midnight of `from`. */
  cells: string
  events: string
  from: string
  /** First day that counts as held, and the last; the day that is forecast. */
  first: string
  last: string
  day: string
  share: number
  shift: (ShiftHours & { title: string; weekdays: number[] }) | null
  months: { month: string; total: number }[]
}
export type DayForecasts = ReturnType<typeof dayForecasts>

/** Enough for hours of the week to a twentieth or so; the latest before the first tested day. */
const MOST_SPANS = 20_000
const MINUTE_MS = 60_000
const DAY_MINUTES = 1440

export function dayForecasts({ area, day, share, months, ...task }: DayTask) {
  const grid = gridOf(area)
  const [first, last, target] = [task.first, task.last, day].map(dayNumber) as [number, number, number]
  const { events, spanOf } = eventsOn(grid, task, last)
  const profile = task.shift ? profileOf(events.day, spanOf, first, firstTested(first, last)) : null
  const options: DayOptions = {
    neighbours: neighboursIn(grid, 1), budget: { share }, random: seededRandom('beatwise days'), first, last, target,
    months: { months: months.map(({ month }) => monthNumber(month)), totals: months.map(({ total }) => total) },
    ...(task.shift && profile ? { shift: shiftOf(task.shift, profile, spanOf) } : {})
  }
  const found = chooseDay(events, options)
  const titles = new Map([...dayBases.flatMap(({ methods }) => methods), DAY_BLEND].map(({ id, title }) => [id, title]))
  return {
    n: grid.cells.length, total: found.total, reason: found.reason, note: found.note,
    method: { id: found.method.id, title: found.method.title, what: [found.method.what, fittedText(found.method.parameters), levelText(found), profile ? shiftText(task.shift!, found, profile) : '', TESTS, aheadText(target - last)].filter(Boolean).join(' ') },
    ...risksTold(grid.cells, found.expected), ...scoresTold(share, found, grid.cells.length), methods: methodsTold(found.methods),
    windows: found.windows.map(({ day: tested, events: n, method, hits }) => ({ month: tested.slice(0, 7), day: tested, events: digits(n)!, method: titles.get(method)!, hits: digits(hits.chosen)!, plainHits: digits(hits.plain)!, bestHits: digits(hits.most)! }))
  }
}

/** Each in the day of the middle of its time, none later than the last day held. */
function eventsOn({ cells, placeOf }: Grid, { cells: named, events: texts, from }: Pick<DayTask, 'cells' | 'events' | 'from'>, last: number): { events: DayEvents; spanOf: (event: number) => LocalSpan } {
  const [place, day, start, span] = [[] as number[], [] as number[], [] as number[], [] as number[]]
  const positions: Position[] = []
  const begin = dayNumber(from)
  const decimal = named.split(',')
  texts.split(';').forEach((text, c) => {
    if (text === '') return
    const cell = BigInt(decimal[c]!).toString(16)
    const i = placeOf.get(cell)
    if (i === undefined) throw new Error(`the cell ${cell} has incidents and is not in the study area`)
    for (const one of text.split(',')) {
      const [lng, lat, minute, minutes] = one.split(':').map(Number) as [number, number, number, number]
      place.push(i)
      positions.push([lng / 1e6, lat / 1e6])
      start.push(minute)
      span.push(minutes)
      day.push(Math.min(begin + (minute + minutes / 2) / DAY_MINUTES, last + 1 - 1 / DAY_MINUTES))
    }
  })
  const points = toMetres(positions)
  const clock = (minute: number) => new Date(begin * DAY_MINUTES * MINUTE_MS + minute * MINUTE_MS).toISOString().slice(0, 16)
  return {
    events: { cell: Int32Array.from(place), day: Float64Array.from(day), points, centres: toMetres(cells.map(centreOf), points.middle) },
    spanOf: (event) => ({ from: clock(start[event]!), to: span[event] === 0 ? null : clock(start[event]! + span[event]!) })
  }
}

function profileOf(day: Float64Array, spanOf: (event: number) => LocalSpan, first: number, until: number): AoristicProfile {
  const before = Array.from(day.keys()).filter((i) => day[i]! >= first && day[i]! < until).sort((a, b) => day[b]! - day[a]! || a - b)
  return aoristicProfile(before.slice(0, MOST_SPANS).map(spanOf))
}

const shiftOf = (shift: NonNullable<DayTask['shift']>, { hours }: AoristicProfile, spanOf: (event: number) => LocalSpan): DayOptions['shift'] => ({
  on: (day) => shift.weekdays.includes(weekdayOf(day)), share: (day) => shiftShare(hours, day, shift), part: (event, day) => partInShift(spanOf(event), day, shift)
})

const TESTS = 'Tested on the days of the last twelve weeks, each from the days before it; the first two weeks serve the choice alone.'
const aheadText = (days: number): string => (days > 1 ? `Tested is the day after the last one held; this one comes ${days} days after it, and is less sure.` : '')
const fittedNames: Record<string, (value: number) => string> = {
  halfLifeDays: (value) => `half-life ${value} days`, withinM: (value) => `within ${value} m`, withinDays: (value) => `for ${value} days`, ratio: (value) => `ratio ${value}`,
  followOns: (value) => `${value} follow-ons an offence`, meanDelayDays: (value) => `after ${value} days in the mean`, sameShare: (value) => `${value} of them in the same place; fitted anew every seventh day`
}

function fittedText(parameters: Readonly<Record<string, number>>): string {
  const parts = Object.entries(parameters).flatMap(([name, value]) => (fittedNames[name] ? [fittedNames[name](value)] : []))
  return parts.length > 0 ? `Fitted: ${parts.join(', ')}.` : ''
}

const levelText = ({ weekday, season }: DayAnswer): string => `The day's total is the level of the last weeks times ${weekday.toFixed(2)} for its day of the week and ${season.toFixed(2)} for its month.`

function shiftText({ title, from, to }: NonNullable<DayTask['shift']>, { hours: { own, next } }: DayAnswer, { included, leftOut }: AoristicProfile): string {
  const hour = (one: number) => `${String(one).padStart(2, '0')}:00`
  const share = (one: number) => `${(one * 100).toFixed(1)} %`
  const overnight = to <= from
  const without = leftOut > 0 ? `; ${leftOut.toLocaleString('en-GB')} more lie in spans of over seven days, which tell of no hour, and are left out` : ''
  return `${title} shift, ${hour(from)} to ${hour(to)}${overnight ? ' of the next day' : ''}: ${share(own)} of the day's expectation${overnight ? ` and ${share(next)} of the next day's` : ''}, by the hours of the week in which ${included.toLocaleString('en-GB')} records of the theme may have happened${without}. Its places are those of the day.`
}
