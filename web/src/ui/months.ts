/** Months are written `YYYY-MM` and compared as text; spans include both ends. */

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const isMonth = (text: string): boolean => /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text)

/** Months since year 0, so that they can be added and compared as numbers. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1

export function monthOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
}

export const addMonths = (month: string, n: number): string => monthOf(monthNumber(month) + n)

export function monthsBetween(from: string, to: string): string[] {
  const first = monthNumber(from)
  return Array.from({ length: Math.max(0, monthNumber(to) - first + 1) }, (_, i) => monthOf(first + i))
}

/** "Sep 2014" */
export const monthLabel = (month: string): string => `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** "Wed 1 Oct 2014" of `YYYY-MM-DD` */
export const dayLabel = (day: string): string => `${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${Number(day.slice(8))} ${monthLabel(day.slice(0, 7))}`

/** "Sep 2014", "Jan to Sep 2025" or "Oct 2024 to Sep 2025" */
export function spanLabel(from: string, to: string): string {
  if (from === to) return monthLabel(from)
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${sameYear ? monthLabel(from).slice(0, 3) : monthLabel(from)} to ${monthLabel(to)}`
}

/** Unbroken runs in ascending months: what is held, written shortly. */
export function monthRuns(months: readonly string[]): [from: string, to: string][] {
  const runs: [string, string][] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && monthNumber(month) === monthNumber(last[1]) + 1) last[1] = month
    else runs.push([month, month])
  }
  return runs
}

/** "Jan to Sep 2025 and Nov 2025" */
export function runsLabel(months: readonly string[]): string {
  return listed(monthRuns(months).map(([from, to]) => spanLabel(from, to)))
}

/** "a, b and c" */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
