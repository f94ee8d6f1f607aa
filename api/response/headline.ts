/** What anybody may read: the force's twelve months against the standard, by month and by district, from sums that are kept with each import. */
import type { Reader } from '../access.ts'
import { complianceOf, type Parts } from '../analysis/compliance.ts'
import { monthBack, rounded, signedText, sinceText, yearTo } from '../analysis/year-on-year.ts'
import { nameStudyArea } from '../areas/queries.ts'
import { answeredOf, method } from './compliance.ts'
import { besideOf, clockOf } from './opening.ts'
import { listResponseMonths, type ResponseMonth } from './queries.ts'
import type { HeadlineAnswer } from './schema.ts'

const YEAR = 12
const without = ({ medianS: _, p90S: __, ...rest }: Parts['pooled']) => ({ ...rest, medianS: none, p90S: none })
const none = { value: null, lower: null, upper: null }

export async function headlineAnswer({ db }: Reader, dataVersion: string, asked: string | undefined): Promise<HeadlineAnswer> {
  const [all, forceName] = await Promise.all([listResponseMonths(db, asked ? monthBack(asked, 2 * YEAR) : null, asked ?? null), nameStudyArea(db)])
  const force = all.filter(({ code }) => code === null)
  const month = asked ?? force.at(-1)?.month ?? '2000-01'
  const [now, before] = [rolling(force, month), rolling(force, monthBack(month, YEAR))]
  const [nowThen, beforeThen] = [rolling(force, monthBack(month, 1)), rolling(force, monthBack(month, YEAR + 1))]
  const difference = pointsBetween(now?.pooled.share, before?.pooled.share)
  const answered = pointsBetween(now?.answered?.share, before?.answered?.share)
  const beside = besideOf({ sources: force }, monthBack(month, YEAR - 1), month)
  return {
    query: { month }, forceName, dataVersion, thisYear: now, lastYear: before,
    difference: inWords(difference), changeSincePreviousMonth: changed(difference, pointsBetween(nowThen?.pooled.share, beforeThen?.pooled.share)),
    answeredDifference: inWords(answered), answeredChange: changed(answered, pointsBetween(nowThen?.answered?.share, beforeThen?.answered?.share)),
    months: force.filter((row) => row.month > monthBack(month, 2 * YEAR) && row.month <= month).map((row) => ({ month: row.month, ...partsOf([row]) })),
    districts: districtsOf(all, month), clock: clockOf({}).text, method, ...beside,
    note: [beside.note, now && !before ? 'The year before is not loaded whole, so nothing is compared.' : null].filter((one) => one !== null).join(' ') || null
  }
}

/** Twelve months; null where one of them is not loaded. */
function rolling(force: readonly ResponseMonth[], to: string): HeadlineAnswer['thisYear'] {
  const months = yearTo(to)
  const own = force.filter(({ month }) => months.includes(month))
  if (new Set(own.map(({ month }) => month)).size < YEAR) return null
  const { urban, rural, pooled } = partsOf(own)
  const known = total(own, 'answerKnown')
  return { from: months[0]!, to, urban: urban!, rural: rural!, pooled: pooled!, answered: known ? answeredOf(total(own, 'answered')!, known) : null }
}

type Counted = { [K in keyof ResponseMonth]: ResponseMonth[K] extends number | null ? K : never }[keyof ResponseMonth]
/** null where one of them is not told. */
const total = (rows: readonly ResponseMonth[], of: Counted): number | null => rows.reduce<number | null>((sum, row) => (sum === null || row[of] === null ? null : sum + row[of]!), 0)

/** Each part that is told of every month. */
function partsOf(rows: readonly ResponseMonth[]): Pick<HeadlineAnswer['months'][number], 'urban' | 'rural' | 'pooled'> {
  const part = (attended: Counted, stamped: Counted, all: Counted) => {
    const [inTime, judged, of] = [total(rows, attended), total(rows, stamped), total(rows, all)]
    return inTime === null || judged === null || of === null ? null : without(complianceOf(inTime, judged, of - judged))
  }
  return { urban: part('urbanAttended', 'urbanStamped', 'urban'), rural: part('ruralAttended', 'ruralStamped', 'rural'), pooled: part('attended', 'stamped', 'emergencies') }
}

function districtsOf(all: readonly ResponseMonth[], month: string): HeadlineAnswer['districts'] {
  const months = yearTo(month)
  const own = all.filter((row) => row.code !== null && row.code !== '' && months.includes(row.month))
  const codes = [...new Map(own.map(({ code, name }) => [code!, name]))].sort((a, b) => (a[1] < b[1] ? -1 : 1))
  return codes.map(([code, name]) => ({ code, name, ...partsOf(own.filter((row) => row.code === code)) }))
}

const percent = (share: number) => rounded(share * 100, 1)
/** Percentage points between two shares as they are printed, to one decimal. */
const pointsBetween = (now: number | null | undefined, before: number | null | undefined): number | null => (now == null || before == null ? null : rounded(percent(now) - percent(before), 1))
const inWords = (points: number | null) => (points === null ? null : { points, text: signedText(points, 1, 'points') })

/** More is better here: above nought, improved. */
function changed(now: number | null, then: number | null): HeadlineAnswer['changeSincePreviousMonth'] {
  if (now === null || then === null) return null
  const points = rounded(now - then, 1)
  return { points, text: sinceText(-points, 1) }
}
