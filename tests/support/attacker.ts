/**
 * Somebody who has collected everything that is published and bounds what is not: how many records every atom holds in every window of
 * months. Whatever is told is a sum of atoms with a least and a most; what each says about the others is followed until nothing changes.
 */
export interface Told {
  atoms: readonly number[]
  /** Bounds of the sum over the months `first` to `last`, both included. */
  least(first: number, last: number): number
  most(first: number, last: number): number
}

export const sumOf = (values: ArrayLike<number>, first = 0, last = values.length - 1): number => {
  let total = 0
  for (let month = first; month <= last; month++) total += values[month]!
  return total
}

/** A sum that is told exactly, by month. */
export const exactly = (atoms: readonly number[], months: ArrayLike<number>): Told =>
  ({ atoms, least: (first, last) => sumOf(months, first, last), most: (first, last) => sumOf(months, first, last) })

/** A sum that is told rounded: off by at most `off`, whatever the window. */
export const rounded = (atoms: readonly number[], months: ArrayLike<number>, off: number): Told =>
  ({ atoms, least: (first, last) => Math.max(0, sumOf(months, first, last) - off), most: (first, last) => sumOf(months, first, last) + off })

export class Attacker {
  /** Bounds by atom and window. */
  private readonly low: Float64Array[]
  private readonly high: Float64Array[]
  private readonly windows: [first: number, last: number][] = []
  private changed = true

  constructor(atoms: number, private readonly months: number, private readonly told: readonly Told[]) {
    for (let first = 0; first < months; first++) for (let last = first; last < months; last++) this.windows.push([first, last])
    this.low = Array.from({ length: atoms }, () => new Float64Array(this.windows.length))
    this.high = Array.from({ length: atoms }, () => new Float64Array(this.windows.length).fill(Infinity))
  }

  /** Follows everything to its end. @throws Error when it has none within `rounds`. */
  attack(rounds = 100): this {
    for (let round = 0; this.changed; round++) {
      if (round === rounds) throw new Error(`No end after ${rounds} rounds`)
      this.changed = false
      for (const one of this.told) this.windows.forEach(([first, last], w) => this.share(one.atoms, one.least(first, last), one.most(first, last), w))
      for (let atom = 0; atom < this.low.length; atom++) this.join(atom)
    }
    return this
  }

  /** [least, most] of an atom in a month. */
  month(atom: number, month: number): [number, number] {
    const w = this.window(month, month)
    return [this.low[atom]![w]!, this.high[atom]![w]!]
  }

  private window(first: number, last: number): number { return (first * (2 * this.months - first + 1)) / 2 + last - first }

  /** What a sum leaves to each that shares in it. */
  private share(atoms: readonly number[], least: number, most: number, w: number): void {
    let [low, high, boundless] = [0, 0, 0]
    for (const atom of atoms) {
      low += this.low[atom]![w]!
      if (this.high[atom]![w] === Infinity) boundless++
      else high += this.high[atom]![w]!
    }
    for (const atom of atoms) {
      const own = this.high[atom]![w]!
      const others = own === Infinity ? (boundless > 1 ? Infinity : high) : boundless > 0 ? Infinity : high - own
      this.narrow(atom, w, least - others, most - (low - this.low[atom]![w]!))
    }
  }

  /** A window is the sum of its two parts. */
  private join(atom: number): void {
    const [low, high] = [this.low[atom]!, this.high[atom]!]
    for (const [first, last] of this.windows) {
      for (let end = first; end < last; end++) {
        const [whole, left, right] = [this.window(first, last), this.window(first, end), this.window(end + 1, last)]
        this.narrow(atom, whole, low[left]! + low[right]!, high[left]! + high[right]!)
        this.narrow(atom, left, low[whole]! - high[right]!, high[whole]! - low[right]!)
        this.narrow(atom, right, low[whole]! - high[left]!, high[whole]! - low[left]!)
      }
    }
  }

  private narrow(atom: number, w: number, least: number, most: number): void {
    if (least > this.low[atom]![w]!) { this.low[atom]![w] = least; this.changed = true }
    if (most < this.high[atom]![w]!) { this.high[atom]![w] = most; this.changed = true }
  }
}
