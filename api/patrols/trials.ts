/** Trials: places chosen, a calendar drawn, what it could show, and what it did, by intention to treat. */
import { setImmediate } from 'node:timers/promises'
import { centreOf, diskOf, resolutionOf } from '../analysis/h3-grid.ts'
import { seededRandom } from '../analysis/random.ts'
import { placeDays, trialCalendar, type Calendar } from '../analysis/trial-calendar.ts'
import { trialEffect } from '../analysis/trial-effect.ts'
import { leastFallWords } from '../analysis/trial-power.ts'
import { verdictOfTrial } from '../analysis/verdict.ts'
import { ApiError } from '../errors.ts'
import { compare, sumOver, type CellGroup, type CellSeries } from './comparison.ts'
import type { NewTrial, StoredTrial, TrialDraft, TrialEvaluation, TrialPlace } from './trial-schema.ts'

const DAY_MS = 86_400_000
const YEAR_MONTHS = 12
/** Redrawn calendars: p can then be as low as 0.001. */
const DRAWS = 999

export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** @throws ApiError for cells that are none, of several resolutions, or in two places. */
export function groupsOfCells(cells: readonly (readonly string[])[]): CellGroup[] {
  const [res] = [resolutionOf(cells[0]![0]!)]
  const seen = new Set<string>()
  for (const cell of cells.flat()) {
    if (resolutionOf(cell) === null || resolutionOf(cell) !== res) throw new ApiError('bad-parameter', `"${cell}" is no H3 cell of the resolution of the first.`, 'cells')
    if (seen.has(cell)) throw new ApiError('bad-parameter', `The cell ${cell} is there twice.`, 'cells')
    seen.add(cell)
  }
  return cells.map((group) => ({ id: group[0]!, cells: [...group], middle: centreOf(group[0]!) }))
}

/** The cells with most records of the last twelve months, none beside another: what happens in one would be felt in the next. */
export function highestCells(series: CellSeries, months: number, n: number): CellGroup[] {
  const count = (cell: string) => sumOver(series, [cell], Math.max(0, months - YEAR_MONTHS), months)
  const beside = new Set<string>()
  const chosen: CellGroup[] = []
  for (const cell of [...series.keys()].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))) {
    if (chosen.length === n) break
    if (beside.has(cell)) continue
    chosen.push({ id: cell, cells: [cell], middle: centreOf(cell) })
    for (const one of diskOf(cell, 1)) beside.add(one)
  }
  if (chosen.length < n) throw new ApiError('bad-parameter', `Only ${chosen.length} places with records are there.`, 'highest')
  return chosen
}

/** With the comparison place of each and its count, which a year of months is needed for. */
export function trialPlaces(groups: readonly CellGroup[], names: ReadonlyMap<string, string>, series: CellSeries, months: number): TrialPlace[] {
  const year = (cells: readonly string[]) => sumOver(series, cells, Math.max(0, months - YEAR_MONTHS), months)
  const matches = months >= YEAR_MONTHS ? compare(groups, series, Math.max(0, months - 2 * YEAR_MONTHS), months).matches : new Map<string, CellGroup>()
  return groups.map(({ id, cells, middle }, i) => {
    const match = matches.get(id)
    return { id, name: names.get(id) ?? `Place ${i + 1}`, cells, middle, lastYear: year(cells), match: match ? { id: match.id, middle: match.middle, lastYear: year(match.cells) } : null }
  })
}

type Design = Pick<StoredTrial, 'firstDay' | 'each' | 'seed' | 'restDays'> & { placeCount: number; days: number }
const draw = ({ placeCount, days, each, restDays, firstDay }: Design, name: string): Calendar =>
  trialCalendar({ places: placeCount, days, each, restDays, firstWeekday: weekdayOf(firstDay), random: seededRandom(name) })
const rowsOf = ({ days, places, treated }: Calendar): string[] => Array.from({ length: days }, (_, day) => treated.subarray(day * places, (day + 1) * places).join(''))

export interface DraftParts { asked: NewTrial; seed: number; places: TrialPlace[]; res: number; /** Of all places together, on a day, in the hours of the trial. */ perDay: number; unit: string; dataVersion: string }

/** @throws ApiError for numbers of which nothing could be learnt. */
export function draftTrial({ asked, seed, places, res, perDay, unit, dataVersion }: DraftParts): TrialDraft {
  const { district, name, theme, firstDay, days, each, restWeekdays = [], hoursFrom = 0, hoursTo = 1440 } = asked
  if (!(hoursTo > hoursFrom && hoursTo - hoursFrom <= 1440)) throw new ApiError('bad-parameter', 'A day of the trial ends after it begins and lasts at most 24 hours.', 'hoursTo')
  if (each >= places.length) throw new ApiError('bad-parameter', `Of ${places.length} places at most ${places.length - 1} can be patrolled on a day: the others are what is compared with.`, 'each')
  const restDays = Array.from({ length: days }, (_, day) => day).filter((day) => restWeekdays.includes((weekdayOf(firstDay) + day) % 7))
  const calendar = draw({ placeCount: places.length, days, each, restDays, firstDay, seed }, `trial ${seed}`)
  const sides = placeDays(calendar)
  const rate = perDay / places.length
  return { district, name, theme, res, firstDay, each, hoursFrom, hoursTo, seed, restDays, places, calendar: rowsOf(calendar), least: leastFallWords(rate * sides.treated, rate * sides.control, unit), dataVersion, placeDays: sides }
}

/** What a stored calendar says. Days after `known` are as days of rest: nothing is loaded of them. */
function calendarOf({ calendar, restDays, places }: StoredTrial, known: number): Pick<Calendar, 'places' | 'days' | 'treated' | 'rest'> {
  const treated = Uint8Array.from(calendar.join(''), Number)
  const rest = Uint8Array.from(calendar, (_, day) => Number(day >= known || restDays.includes(day)))
  treated.fill(0, known * places.length)
  return { places: places.length, days: calendar.length, treated, rest }
}
export const sidesOf = (trial: StoredTrial) => placeDays(calendarOf(trial, trial.calendar.length))

export interface Counted { day: number; cell: string; n: number }
export type TrialFound = Omit<TrialEvaluation, 'dataVersion' | 'unit'>

/** `known`: days from the first whose records are loaded. Redrawing takes seconds, so it lets others have their turn in between. */
export async function evaluateTrial(trial: StoredTrial, counted: readonly Counted[], known: number, carryOverDays: number, unit: string): Promise<TrialFound> {
  const { length: placeCount } = trial.places
  const { length: days } = trial.calendar
  const placeOf = new Map(trial.places.flatMap(({ cells }, place) => cells.map((cell) => [cell, place] as const)))
  const counts = new Float64Array(days * placeCount)
  for (const { day, cell, n } of counted) if (day < known) counts[day * placeCount + placeOf.get(cell)!]! += n
  const real = calendarOf(trial, known)
  const redrawn: (typeof real)[] = []
  for (let k = 0; k < DRAWS && known > 0; k++) {
    const calendar = draw({ ...trial, placeCount, days }, `trial ${trial.seed} redraw ${k}`)
    calendar.treated.fill(0, known * placeCount)
    redrawn.push({ ...calendar, rest: real.rest })
    await setImmediate()
  }
  const { carryOver: left, note, ...effect } = trialEffect(real, counts, redrawn, { carryOverDays })
  const notes = note ? [note] : []
  if (known < days) notes.push(known === 0 ? 'No day of the trial is loaded yet.' : `${known} of ${days} days are loaded. Whoever looks again and again and stops when it pleases will find what chance made: judge at the end.`)
  return { days: known, of: days, carryOverDays, ...effect, left, verdict: verdictOfTrial({ ...effect, carryOver: left, note }, { unit }), notes }
}
