/** Tables as files of comma-separated values (RFC 4180), safe to open in a spreadsheet. */

export type Field = string | number | boolean | null

export const csvType = 'text/csv; charset=utf-8; header=present'

/** Quoted where it must be; and what comes from outside never begins as a formula would. */
export function field(value: Field | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** `row` gives the fields of a line under `head`; after them every line says what the table is. */
export function csv(head: readonly string[], length: number, row: (i: number) => readonly (Field | undefined)[], everyLine: Record<string, Field>): string {
  const tail = Object.values(everyLine).map(field).join(',')
  const lines = Array.from({ length }, (_, i) => `${row(i).map(field).join(',')},${tail}`)
  return [[...head, ...Object.keys(everyLine)].map(field).join(','), ...lines, ''].join('\r\n')
}

/** Degrees, to about a metre. */
export const degrees = (position: readonly number[]): number[] => position.map((degree) => Number(degree.toFixed(5)))
