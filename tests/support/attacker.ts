/**
 * Somebody who has collected everything that is published and bounds what is not: the count of every atom in every window of months.
 * Every number is an equation or an interval; what each says about the others is followed until nothing changes any more.
 */
export interface Published {
  /** By atom: shown counts by month, or null where nothing is shown of it. */
  shown: (ArrayLike<number> | null)[]
  /** By atom: the groups whose totals hold it. */
  groups: (readonly number[])[]
  /** By group: exact totals by month. */
  totals: Map<number, ArrayLike<number>>
  months: number
  /** Shown counts of a window are off by less than this; 1: they are exact. */
  base: number
}

export class Attacker {
  /** Bounds by atom and window. */
  readonly least: Float64Array[]
  readonly most: Float64Array[]
  private readonly windows: [first: number, last: number][] = []
  private readonly members = new Map<number, number[]>()
  private changed = true

  constructor(private readonly known: Published) {
    for (let first = 0; first < known.months; first++) for (let last = first; last < known.months; last++) this.windows.push([first, last])
    known.groups.forEach((groups, atom) => groups.forEach((group) => this.members.set(group, [...(this.members.get(group) ?? []), atom])))
    const off = known.base - 1
    this.least = known.shown.map((shown) => Float64Array.from(this.windows, (window) => (shown ? Math.max(0, sum(shown, window) - off) : 0)))
    this.most = known.shown.map((shown) => Float64Array.from(this.windows, (window) => (shown ? sum(shown, window) + off : Infinity)))
  }

  /** Follows everything to its end. @param rounds what a fixed point may take at most. */
  attack(rounds = 50): this {
    for (let round = 0; this.changed && round < rounds; round++) {
      this.changed = false
      for (const [group, atoms] of this.members) this.windows.forEach((window, w) => this.share(sum(this.known.totals.get(group)!, window), atoms, w))
      for (let atom = 0; atom < this.least.length; atom++) this.join(atom)
    }
    return this
  }

  /** [least, most] of an atom in one month. */
  month(atom: number, month: number): [number, number] {
    const w = this.window(month, month)
    return [this.least[atom]![w]!, this.most[atom]![w]!]
  }

  window(first: number, last: number): number { return (first * (2 * this.known.months - first + 1)) / 2 + last - first }

  /** What a total leaves to each that shares in it. */
  private share(total: number, atoms: readonly number[], w: number): void {
    let [least, most] = [0, 0]
    for (const atom of atoms) { least += this.least[atom]![w]!; most += this.most[atom]![w]! }
    for (const atom of atoms) {
      const [low, high] = [this.least[atom]![w]!, this.most[atom]![w]!]
      this.narrow(atom, w, most === Infinity ? low : total - (most - high), total - (least - low))
    }
  }

  /** A window is the sum of its two parts. */
  private join(atom: number): void {
    for (const [first, last] of this.windows) {
      for (let end = first; end < last; end++) {
        const [whole, left, right] = [this.window(first, last), this.window(first, end), this.window(end + 1, last)]
        const [least, most] = [this.least[atom]!, this.most[atom]!]
        this.narrow(atom, whole, least[left]! + least[right]!, most[left]! + most[right]!)
        this.narrow(atom, left, least[whole]! - most[right]!, most[whole]! - least[right]!)
        this.narrow(atom, right, least[whole]! - most[left]!, most[whole]! - least[left]!)
      }
    }
  }

  private narrow(atom: number, w: number, least: number, most: number): void {
    if (least > this.least[atom]![w]!) { this.least[atom]![w] = least; this.changed = true }
    if (most < this.most[atom]![w]!) { this.most[atom]![w] = most; this.changed = true }
  }
}

function sum(values: ArrayLike<number>, [first, last]: readonly [number, number]): number {
  let total = 0
  for (let month = first; month <= last; month++) total += values[month]!
  return total
}
