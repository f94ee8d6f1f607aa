/** Numbers as British readers expect them: thousands separated, a true minus sign, one decimal for percentages. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

const minus = (text: string): string => text.replace('-', '\u2212')

export const count = (n: number): string => minus(whole.format(n))

/** "+1,204", "−52" or "0" */
export const signed = (n: number): string => (n > 0 ? `+${count(n)}` : count(n))

/** A share from 0 to 1: "3.4%". A share that is not zero is never written as zero. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return 'under 0.1%'
  return `${minus(oneDecimal.format(share * 100))}%`
}

/** A change from -1 upwards: "+3.4%", "−11.8%". What rounds to nothing has no sign. */
export function signedPercent(change: number): string {
  const text = oneDecimal.format(Math.abs(change) * 100)
  if (text === '0.0') return '0.0%'
  return `${change < 0 ? '\u2212' : '+'}${text}%`
}

/** 1 "offence", 2 "offences", 1 "casualty": the unit comes in the plural. */
export function withUnit(n: number, plural: string): string {
  return `${count(n)} ${n === 1 ? singular(plural) : plural}`
}

export function singular(plural: string): string {
  const [head = '', ...rest] = plural.split(' ')
  const one = head.endsWith('ies') ? `${head.slice(0, -3)}y` : head.endsWith('s') ? head.slice(0, -1) : head
  return [one, ...rest].join(' ')
}
