/** Protected counts: by hand, by their laws, and against somebody who puts everything published together. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { protectCounts, type Atom } from '../../api/analysis/disclosure.ts'
import { Attacker, exactly, rounded, sumOf } from '../support/attacker.ts'

const BASE = 5
const atom = (counts: number[], offset: number, group: number | null = null, order = 0): Atom => ({ counts, offset, group, order })
const shownOf = (atoms: Atom[], base?: number) => protectCounts(atoms, base === undefined ? {} : { base }).map((shown) => [...shown])
const alone = (atoms: readonly Atom[]) => atoms.map((one) => ({ ...one, group: null }))

describe('worked by hand', () => {
  it('a running count is rounded: 3 1 0 2 4 with offset 1 passes 5 in the second month, and 10 in the last', () => {
    // C = 3 4 4 6 10; C + 1 = 4 5 5 7 11; P = 0 5 5 5 10.
    expect(shownOf([atom([3, 1, 0, 2, 4], 1)])).toEqual([[0, 5, 0, 0, 5]])
  })

  it('the offset alone decides where a single record shows: with 4 it is 5, with 0 to 3 it is nothing', () => {
    expect([0, 1, 2, 3, 4].map((offset) => shownOf([atom([1], offset)])[0]![0])).toEqual([0, 0, 0, 0, 5])
  })

  it('with base 3 rounds to threes', () => expect(shownOf([atom([2, 2, 2], 1)], 3)).toEqual([[3, 0, 3]]))

  it('of nothing is nothing', () => {
    expect(shownOf([])).toEqual([])
    expect(shownOf([atom([], 2)])).toEqual([[]])
    expect(shownOf([atom([0, 0], 4)])).toEqual([[0, 0]])
  })

  it('a total of 4 leaves no room for a step: it would say that somebody is here. It comes when a month has room', () => {
    // A step of 5 says "at least 1": of a total of 4 that leaves 3, of a total of 6 it leaves 5.
    expect(shownOf([atom([4, 6], 1, 0)])).toEqual([[0, 5]])
    expect(shownOf([atom([4, 6], 1)])).toEqual([[5, 5]])
  })

  it('a total of 6 has room for two atoms that step and not for three; who waits is decided by the order', () => {
    const three = (orders: number[]) => shownOf(orders.map((order) => atom([2], 3, 0, order)))
    expect(three([1, 2, 3])).toEqual([[0], [5], [5]])
    expect(three([3, 1, 2])).toEqual([[5], [0], [5]])
  })

  it('who waited first in one month need not be first in the next', () => {
    // Two steps in each month, room for one. The circle begins at 0 and then at 2654435769.
    expect(shownOf([atom([3, 2], 3, 0, 1), atom([2, 3], 3, 0, 2 ** 31)])).toEqual([[0, 5], [5, 0]])
  })

  it('one atom alone in its group never shows more than the total, in any window, because that would be its exact count', () => {
    const counts = [11, 7, 13, 8, 9, 21, 6]
    const [shown] = shownOf([atom(counts, 2, 0)])
    for (let from = 0; from < counts.length; from++) for (let to = from; to < counts.length; to++) expect(sumOf(shown!, from, to)).toBeLessThanOrEqual(sumOf(counts, from, to))
  })
})

/** Categories 0, 1 and 2 part the records; theme 3 draws on 0 and 1, theme 5 on 1 and 2, and each leaves the rest of those. A group is a class of these. */
const themesOf = (category: number, theme: boolean, other: boolean) => [category, ...(category < 2 ? [theme ? 3 : 4] : []), ...(category > 0 ? [other ? 5 : 6] : [])]
const classes = [...new Map([0, 1, 2].flatMap((category) => [false, true].flatMap((theme) => [false, true].map((other) => themesOf(category, theme, other)))).map((themes) => [themes.join(), themes])).values()]
/** A district has some fifty hexagons or more. */
const emptied = (months: number) => Array.from({ length: 50 }, () => classes).flat().map((_, i) => atom(new Array<number>(months).fill(0), 0, i % classes.length))

const county = (most: number, longest = 6) => fc.integer({ min: 1, max: longest }).chain((months) => fc.array(fc.record({
  counts: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: most })), { minLength: months, maxLength: months }),
  offset: fc.integer({ min: 0, max: BASE - 1 }), order: fc.integer({ min: 0, max: 2 ** 32 - 1 }), group: fc.integer({ min: 0, max: classes.length - 1 })
}), { minLength: 1, maxLength: 14 }))

describe('the laws', () => {
  it('shown counts are whole multiples of the base, never negative, and the same each time', () => {
    fc.assert(fc.property(county(30), (atoms) => {
      const shown = shownOf(atoms)
      expect(shown.flat().every((n) => n >= 0 && n % BASE === 0)).toBe(true)
      expect(shownOf(atoms)).toEqual(shown)
    }))
  })

  it('without totals a span of any length is off by less than the base, and every interval holds the truth', () => {
    fc.assert(fc.property(county(30), (atoms) => {
      protectCounts(alone(atoms)).forEach((shown, i) => {
        const { counts } = atoms[i]!
        for (let from = 0; from < counts.length; from++) for (let to = from; to < counts.length; to++) expect(Math.abs(sumOf(shown, from, to) - sumOf(counts, from, to))).toBeLessThan(BASE)
      })
    }))
  })

  it('with totals a span is off by less than the base and what was held back before it and at its end', () => {
    fc.assert(fc.property(county(12), (atoms) => {
      const free = protectCounts(alone(atoms))
      protectCounts(atoms).forEach((shown, i) => {
        const held = (to: number) => (to < 0 ? 0 : sumOf(free[i]!, 0, to) - sumOf(shown, 0, to))
        const { counts } = atoms[i]!
        for (let to = 0; to < counts.length; to++) {
          expect(held(to)).toBeGreaterThanOrEqual(0)
          for (let from = 0; from <= to; from++) expect(Math.abs(sumOf(shown, from, to) + held(to) - held(from - 1) - sumOf(counts, from, to))).toBeLessThan(BASE)
        }
      })
    }))
  })

  it('of every group every window has the slack that it needs', () => {
    fc.assert(fc.property(county(12), (atoms) => {
      const shown = protectCounts(atoms)
      const months = atoms[0]!.counts.length
      for (const group of new Set(atoms.map((one) => one.group))) {
        const members = atoms.flatMap((one, i) => (one.group === group ? [i] : []))
        for (let from = 0; from < months; from++) {
          for (let to = from; to < months; to++) {
            const total = members.reduce((sum, i) => sum + sumOf(atoms[i]!.counts, from, to), 0)
            const least = members.reduce((sum, i) => sum + Math.max(0, sumOf(shown[i]!, from, to) - (BASE - 1)), 0)
            expect(total - least).toBeGreaterThanOrEqual(Math.min(BASE - 1, total))
          }
        }
      }
    }))
  })

  it('over all offsets the mean is the truth', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const sums = counts.map((_, month) => [0, 1, 2, 3, 4].reduce((total, offset) => total + shownOf([atom(counts, offset)])[0]![month]!, 0))
      expect(sums).toEqual(counts.map((n) => n * BASE))
    }))
  })

  it('a later month changes no earlier one, nor do atoms that first come with it', () => {
    fc.assert(fc.property(county(12), county(12, 1), (atoms, later) => {
      const months = atoms[0]!.counts.length
      const before = [...later.map((one) => ({ ...one, counts: new Array<number>(months).fill(0) })), ...atoms]
      const after = before.map((one, i) => ({ ...one, counts: [...Array.from(one.counts), later[i]?.counts[0] ?? 3] }))
      expect(shownOf(after).map((shown) => shown.slice(0, months))).toEqual(shownOf(before))
      expect(shownOf(before).slice(later.length)).toEqual(shownOf(atoms))
    }))
  })

  it('each group is protected for itself: what happens in another changes nothing', () => {
    fc.assert(fc.property(county(12, 1), county(12, 1), (here, there) => {
      const elsewhere = there.map((one) => ({ ...one, group: one.group + 100 }))
      expect(shownOf([...here, ...elsewhere]).slice(0, here.length)).toEqual(shownOf(here))
    }))
  })
})

/** How wide a count stays for somebody who knows all that is published, and for somebody who knows the totals of themes alone. */
function attackOn(atoms: readonly Atom[], shown: readonly ArrayLike<number>[]): { width: number; byTotals: number; says: string }[] {
  const months = atoms[0]!.counts.length
  // Nobody can tell a hexagon in which nothing is shown from one in which nothing was.
  const all = [...atoms, ...emptied(months)]
  const totals = [0, 1, 2, 3, 4, 5, 6].map((theme) => {
    const members = all.flatMap(({ group }, i) => (classes[group!]!.includes(theme) ? [i] : []))
    return exactly(members, Array.from({ length: months }, (_, month) => members.reduce((sum, i) => sum + all[i]!.counts[month]!, 0)))
  })
  const seen = all.map((one, i) => rounded([i], shown[i] ?? one.counts, BASE - 1))
  const attacker = new Attacker(all.length, months, [...totals, ...seen]).attack()
  const modest = new Attacker(all.length, months, totals).attack()
  return atoms.flatMap((_, i) => Array.from({ length: months }, (__, month) => {
    const [least, most] = attacker.month(i, month)
    const [low, high] = modest.month(i, month)
    return { width: most - least, byTotals: high - low, says: `atom ${i}, month ${month}: ${least} to ${most}, by totals ${low} to ${high}` }
  }))
}
const tooNarrow = (found: ReturnType<typeof attackOn>) => found.filter(({ width, byTotals }) => width < Math.min(BASE - 1, byTotals)).map(({ says }) => says)

describe('somebody who puts everything published together', () => {
  it.each([['rare', 3], ['some', 9], ['frequent', 40]])('bounds no month of %s records more tightly than base values, or than the totals alone do', (_name, most) => {
    fc.assert(fc.property(county(most), (atoms) => { expect(tooNarrow(attackOn(atoms, protectCounts(atoms)))).toEqual([]) }), { numRuns: 300 })
  })

  it('would succeed if no step were held back, and if counts were exact: the attack has teeth', () => {
    const two = [atom([4], 1, 0), atom([1], 4, 0)]
    expect(tooNarrow(attackOn(two, protectCounts(alone(two))))).not.toEqual([])
    expect(tooNarrow(attackOn(two, protectCounts(two)))).toEqual([])
    const exact = new Attacker(2, 1, two.map(({ counts }, i) => exactly([i], counts))).attack()
    expect(exact.month(1, 0)).toEqual([1, 1])
  })
})
