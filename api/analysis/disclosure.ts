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
 * Exact totals must not help. Of a group of atoms (a theme in a district) the total T of every month is published. Then an atom holds at
 * most L + S, where S(s..t) = T(s..t) - (sum of L over the group) is the slack of that window. For every group and every window of months
 * S >= min(base - 1, T) is kept: where month t would break it, steps of that month are held back, one base at a time in a keyed order,
 * and come later (P stays one base lower). Holding back all steps of a month always suffices: L of a window is then what it was a month
 * before, T grows, and in the new month alone L = 0.
 *
 * Why nothing bounds a count more tightly than 0 .. base - 1, or than T alone does where T < base - 1:
 * 1. One group, all windows at once. The x(t) of an atom form a chain, the months' totals a partition: a flow. A flow with prescribed
 *    bounds exists if every cut lets enough through (Hoffman 1960). The cuts here are the windows above (a union of windows is the sum of
 *    its parts), with m(t) = v fixed beside them; they let through every v from L to L + min(base - 1, T(t)), since
 *    L(s..e) >= L(s..t-1) + L(t) + L(t+1..e) and S(s..e) >= min(base - 1, T(s..e)).
 * 2. Several groups in one window. A bound is a sum of totals in which no atom counts less than nought. For categories, which part all
 *    records, and themes across them, every such sum is made of the groups themselves and of what a theme leaves of the categories it
 *    draws on. Both kinds are groups here, and the best bound is that of the group with the least slack.
 * 3. Holding back leaks nothing: whether a month's steps stand is decided by what is published, so that every truth that rounds to the
 *    published numbers without any step held back stays possible; truths with steps held back only add to them.
 * Two things are needed besides. The reader must think more of a group's atoms possible than are filled (a district of a single hexagon
 * is as exact as its total), and must not know the offset, as somebody would who knows an atom's true count throughout.
 *
 * Input: for each atom its counts by month, offset, place in the keyed order, and groups. Output: d by atom and month, whole multiples of
 * base, never negative. A later month never changes an earlier one. Undefined for no atom and no month: nothing is returned.
 * Cost: one step for each atom and month, and for each month in which an atom steps one for each earlier month and group.
 * Sources: random rounding, Fellegi (1975), Sankhya C 37, and its use for census tables; a key that belongs to the cell, so that the same
 * count is the same wherever it is asked: cell-key method, Fraser and Wooton (2005), Australian Bureau of Statistics; Hundepool et al.,
 * Handbook on Statistical Disclosure Control, ESSNet, 2nd ed. (2024), chapter on frequency tables. Rounding running totals instead of
 * months, and holding back, are our own. Checked by hand and by an attacker that propagates bounds, see the tests.
 */

export interface Atom {
  /** True counts by month, in the order of time. */
  counts: ArrayLike<number>
  /** Secret, 0 to base - 1, the same as long as the atom lives. */
  offset: number
  /** Secret place in the order of holding back, 0 to 2^32 - 1. */
  order: number
  /** The groups whose exact totals hold this atom; any whole numbers. */
  groups: readonly number[]
}

export interface ProtectOptions {
  /** Rounding base, counts. 5: the least that statistical offices round to, and the usual threshold for police data. */
  base?: number
}

/** Totals and slacks of a group over the windows that end at the month at hand; by first month. */
interface Group { total: Int32Array; slack: Int32Array }

/** An atom at work. `level[t]` is P before month t. */
interface Working extends Atom { level: Int32Array; sum: number; of: Group[] }

/** Shown counts by atom and month. */
export function protectCounts(atoms: readonly Atom[], { base = 5 }: ProtectOptions = {}): Int32Array[] {
  const months = atoms[0]?.counts.length ?? 0
  const groups = new Map<number, Group>()
  const groupOf = (id: number) => {
    const known = groups.get(id) ?? { total: new Int32Array(months), slack: new Int32Array(months) }
    groups.set(id, known)
    return known
  }
  const working = atoms.map((atom): Working => ({ ...atom, level: new Int32Array(months + 1), sum: 0, of: atom.groups.map(groupOf) }))
  for (let month = 0; month < months; month++) protectMonth(working, month, base)
  return working.map(({ level }) => level.slice(1).map((after, month) => after - level[month]!))
}

function protectMonth(atoms: readonly Working[], month: number, base: number): void {
  const rising: Working[] = []
  for (const atom of atoms) {
    const count = atom.counts[month]!
    atom.sum += count
    if (count > 0) for (const group of atom.of) grow(group, month, count)
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
  for (let first = 0; first <= month; first++) {
    const told = least(atom, first, before + by, base) - least(atom, first, before, base)
    if (told !== 0) for (const { slack } of atom.of) slack[first]! -= told
  }
  atom.level[month + 1] = before + by
}

/** False where the atom's step in this month is part of what leaves some window too little slack. */
function stands(atom: Working, month: number, base: number): boolean {
  const level = atom.level[month + 1]!
  if (level === atom.level[month]) return true
  for (let first = 0; first <= month; first++) {
    if (least(atom, first, level, base) === 0) continue
    for (const { slack, total } of atom.of) if (slack[first]! < Math.min(base - 1, total[first]!)) return false
  }
  return true
}
