/** Array parameters as PostgreSQL literals: far quicker for tens of thousands of values than the driver's own conversion. */
export const numbers = (values: readonly (number | string | null)[]): string => `{${values.map((value) => value ?? 'null').join(',')}}`

const PLAIN = /^[A-Za-z0-9_.:-]+$/

export const texts = (values: readonly (string | null | undefined)[]): string => `{${values.map(literal).join(',')}}`

function literal(value: string | null | undefined): string {
  if (value === null || value === undefined) return 'null'
  if (PLAIN.test(value) && value.toLowerCase() !== 'null') return value
  return `"${value.replace(/[\\"]/g, '\\$&')}"`
}
