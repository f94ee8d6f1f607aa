/**
 * Protection of monthly counts that anybody may read, so that nobody in them can be recognised.
 *
 * What it tells: for each atom (a hexagon, a district and a class of records) a count for every month, rounded so that the counts of any
 * span add up to the truth within less than `base`, less what is held back; on average over the offsets the error is nought. What it does
 * not tell: whether somebody is in a count at all. A month's count is known no better than to `base` neighbouring values.
 *
 * Formula. C(t) is the atom's true count from the first month to month t; u, its offset, is a secret whole number from 0 to base - 1, the
 * same for all months. P(t) = base * floor((C(t) + u) / base), and month t shows d(t) = P(t) - P(t - 1). Whoever knows P alone knows that
 * x(t) = C(t) + u is one of P(t) .. P(t) + base - 1, and so that the months s..t hold
 *   at least L = max(0, d(s..t) - (base - 1)) and at most d(s..t) + base - 1:
 * base values or more, and no other month, span, parent or sum narrows them, because all of these are sums of the same P.
 *
 * Exact totals must not help. The published totals, of a theme in a district, are sums over groups: a group is one class of records in one
 * district, and every record belongs to one. Let the reader even know the total T of each group in each month. An atom then holds at most
 * L + S, where S(s..t) = T(s..t) - (sum of L over the group) is the slack of that window. For every window of months S >= min(base - 1, T)
 * is kept: where month t would break it, steps of that month are held back, one base at a time in a keyed order, and come later (P stays
 * one base lower). Holding back all steps of a month always suffices: L of a window is then what it was a month before, T grows, and in the
 * new month alone L = 0.
 *
 * Why nothing bounds a count more tightly than base values, or than exact totals alone do:
 * 1. One group, all windows at once. The x(t) of an atom form a chain, the months' totals a partition: a flow. A flow within given bounds
 *    exists if every cut lets enough through (Hoffman 1960). The cuts are the windows above (a set of months is the sum of its windows),
 *    with one month's count held at v; they let through every v from L(t) to L(t) + min(base - 1, T(t)), because
 *    L(s..e) >= L(s..t-1) + L(t) + L(t+1..e) and S(s..e) >= min(base - 1, T(s..e)) for every window s..e that holds t.
 * 2. All groups at once. Groups share no atom, so each is a flow of its own and 1 holds for all of them together.
 * 3. Who knows the totals of themes alone knows less. Where T(t) of a group is under base - 1, its L is 0, and the count can be as high as
 *    the themes' totals allow: the other groups can give up base - 1 records of that month, as their slack is that or their L is 0. (Groups
 *    that differed in three marks at once might have to give up twice as many; the tests look for it and have found none.)
 * 4. Holding back tells nothing: whether a step stands is decided by what is published and the groups' totals. Every truth that rounds to
 *    the published numbers with no step held back stays possible, and truths with steps held back only add to them.
 * With groups as wide as themes, which overlap, 3 and 4 would be simpler and 2 false: a linear programme then did bound counts more tightly.
 *
 * Two things are needed besides. The reader must think more of a group's atoms possible than are filled (a district of a single hexagon
 * is as exact as its total), and must not know the offset, as somebody would who knows an atom's true count throughout.
 *
 * Input: for each atom its counts by month, offset, place in the keyed order, and group. Output: d by atom and month, whole multiples of
 * base, never negative. A later month never changes an earlier one. Undefined for no atom and no month: nothing is returned. Where a group
 * hardly ever has base records in a month, most of it stays held back: what hexagons show of rare records is less than there are.
 * Cost: one step for each atom and month, and for each month in which an atom steps one for each earlier month.
 * Sources: random rounding, Fellegi (1975), Sankhya C 37, and its use for census tables; a key that belongs to the cell, so that the same
 * count is the same wherever it is asked: cell-key method, Fraser and Wooton (2005), Australian Bureau of Statistics; Hundepool et al.,
 * Handbook on Statistical Disclosure Control, ESSNet, 2nd ed. (2024), chapter on frequency tables. Rounding running totals instead of
 * months, and holding back, are our own. Checked by hand, by an attacker that propagates bounds (tests/support/attacker.ts) and by linear
 * programmes over all months and groups of random counties.
 */

export interface Atom {
  /** True counts by month, in the order of time. */
  counts: ArrayLike<number>
  /** Secret, 0 to base - 1, the same as long as the atom lives. */
  offset: number
  /** Secret place in the order of holding back, 0 to 2^32 - 1. */
  order: number
  /** The group to whose exact total the atom belongs, any number; null: no total of it is known. */
  group: number | null
}

export interface ProtectOptions {
  /** Rounding base, counts. 5: the least that statistical offices round to, and the usual threshold for police data. */
  base?: number
}

/** Totals and slacks of a group over the windows that end at the month at hand; by first month. */
interface Group { total: Int32Array; slack: Int32Array }

/** An atom at work. `level[t]` is P before month t. */
interface Working extends Atom { level: Int32Array; sum: number; of: Group | undefined }

/** Shown counts by atom and month. */
export function protectCounts(atoms: readonly Atom[], { base = 5 }: ProtectOptions = {}): Int32Array[] {
  const months = atoms[0]?.counts.length ?? 0
  const groups = new Map<number, Group>()
  const working = atoms.map((atom): Working => {
    if (atom.group !== null && !groups.has(atom.group)) groups.set(atom.group, { total: new Int32Array(months), slack: new Int32Array(months) })
    return { ...atom, level: new Int32Array(months + 1), sum: 0, of: atom.group === null ? undefined : groups.get(atom.group) }
  })
  for (let month = 0; month < months; month++) protectMonth(working, month, base)
  return working.map(({ level }) => level.slice(1).map((after, month) => after - level[month]!))
}

function protectMonth(atoms: readonly Working[], month: number, base: number): void {
  const rising: Working[] = []
  for (const atom of atoms) {
    const count = atom.counts[month]!
    atom.sum += count
    if (count > 0 && atom.of) grow(atom.of, month, count)
    const wish = base * Math.floor((atom.sum + atom.offset) / base)
    atom.level[month + 1] = atom.level[month]!
    if (wish === atom.level[month]) continue
    rising.push(atom)
    step(atom, month, wish - atom.level[month]!, base)
  }
  rising.sort((a, b) => turn(a, month) - turn(b, month) || a.order - b.order)
  for (let held = true; held;) {
    held = false
    for (const atom of rising) {
      if (!stands(atom, month, base)) {
        step(atom, month, -base, base)
        held = true
      }
    }
  }
}

/** The order is a circle, begun at another place each month, so that no atom is always the first to wait. */
const turn = ({ order }: Atom, month: number): number => (order + Math.imul(month, 0x9e3779b9)) >>> 0

function grow({ total, slack }: Group, month: number, count: number): void {
  for (let first = 0; first <= month; first++) {
    total[first]! += count
    slack[first]! += count
  }
}

/** The least that the atom can hold in the months from `first` on, when P ends at `level`. */
const least = (atom: Working, first: number, level: number, base: number): number => Math.max(0, level - atom.level[first]! - (base - 1))

/** Moves the end of P by `by` and takes what that says from the slack of every window. */
function step(atom: Working, month: number, by: number, base: number): void {
  const before = atom.level[month + 1]!
  if (atom.of) for (let first = 0; first <= month; first++) atom.of.slack[first]! -= least(atom, first, before + by, base) - least(atom, first, before, base)
  atom.level[month + 1] = before + by
}

/** False where the atom's step in this month is part of what leaves some window too little slack. */
function stands(atom: Working, month: number, base: number): boolean {
  const level = atom.level[month + 1]!
  if (!atom.of || level === atom.level[month]) return true
  const { slack, total } = atom.of
  for (let first = 0; first <= month; first++) {
    if (slack[first]! < Math.min(base - 1, total[first]!) && least(atom, first, level, base) > 0) return false
  }
  return true
}
