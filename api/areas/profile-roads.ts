/** Who was killed or seriously injured on the roads of an area. STATS19 is open: collision by collision it is told of any area. */
import { monthBack, yearTo } from '../analysis/year-on-year.ts'
import { countMonths, type SummaryMonth } from '../collisions/queries.ts'
import type { Queryable } from '../db/database.ts'
import { monthText } from '../month-words.ts'
import type { Place } from './profile-queries.ts'
import type { Profile } from './profile-schema.ts'

const YEAR = 12
/** Months that are looked back at. */
export const THREE_YEARS = 36
type Roads = Profile['roads']

/** `told`: months that are loaded, in order. */
export async function roadsOf(db: Queryable, place: Place, told: readonly string[]): Promise<Roads> {
  const to = told.at(-1)
  if (to === undefined) return { from: null, to: null, text: 'No road collisions are loaded.', thisYear: null, lastYear: null, threeYears: null }
  const from = monthBack(to, THREE_YEARS - 1)
  const months = await countMonths(db, from, to, place.type === 'force' ? null : place.area_id)
  const held = new Set(told)
  const whole = (year: readonly string[]) => (year.every((month) => held.has(month)) ? casualtiesOf(months.filter(({ month }) => year.includes(month))) : null)
  const [thisYear, lastYear] = [whole(yearTo(to)), whole(yearTo(monthBack(to, YEAR)))]
  const third = whole(yearTo(monthBack(to, 2 * YEAR)))
  const threeYears = thisYear && lastYear && third ? casualtiesOf(months) : null
  return { from: yearTo(to)[0]!, to, text: textOf(place.name, to, thisYear, lastYear), thisYear, lastYear, threeYears }
}

function casualtiesOf(months: readonly SummaryMonth[]): NonNullable<Roads['thisYear']> {
  const sum = (of: (month: SummaryMonth) => number) => months.reduce((total, month) => total + of(month), 0)
  return { killed: sum(({ fatal }) => fatal), seriouslyInjured: sum(({ serious }) => serious), pedestrians: sum(({ pedestrians }) => pedestrians), cyclists: sum(({ cyclists }) => cyclists), motorcyclists: sum((one) => one['powered-two-wheelers']), children: sum(({ children }) => children) }
}

const people = (n: number) => (n === 0 ? 'nobody' : n === 1 ? 'one person' : `${n.toLocaleString('en-GB')} people`)
function textOf(name: string, to: string, now: Roads['thisYear'], before: Roads['lastYear']): string {
  if (!now) return `Not all of the twelve months to ${monthText(to)} are loaded, so nobody is counted.`
  const [all, then] = [now.killed + now.seriouslyInjured, before && before.killed + before.seriouslyInjured]
  const first = all === 0 ? `Nobody was killed or seriously injured on the roads of ${name} in the twelve months to ${monthText(to)}.`
    : `In the twelve months to ${monthText(to)}, ${people(now.killed)} ${now.killed > 1 ? 'were' : 'was'} killed and ${people(now.seriouslyInjured)} seriously injured on the roads of ${name}.`
  return then === null ? first : `${first} In the twelve months before: ${then === 0 ? 'none' : `${then.toLocaleString('en-GB')} in all, killed or seriously injured`}.`
}
