/** How far two layers agree, worked by hand and against every way of picking among equals; the table of both; the divider. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutAt, inOrder, overlapOf, type Cut } from '../../web/src/compare/agreement.ts'
import { agreementOf } from '../../web/src/compare/agreement-words.ts'
import { held, keyedDivider } from '../../web/src/compare/divider.ts'
import { join } from '../../web/src/compare/joined.ts'
import type { Side } from '../../web/src/compare/side.ts'

const side = (title: string, values: Record<string, number | null>): Side => {
  const cells = Object.keys(values)
  const foremost = (row: number) => values[cells[row]!]!
  const order = cells.map((_, row) => row).sort((a, b) => (foremost(b) ?? -Infinity) - (foremost(a) ?? -Infinity))
  return {
    title, cells, rowOf: new Map(cells.map((cell, row) => [cell, row])), foremost, order, grid: 'one', n: 100,
    columns: [{ key: 'value', title: 'Value', numeric: true, value: foremost, say: (row) => String(foremost(row)) }],
  }
}
const cut = (values: Record<string, number | null>, k: number) => cutAt(inOrder(side('A', values)), k)

/** Every way of picking as many of `from`. */
const picks = (from: string[], k: number): string[][] =>
  k === 0 ? [[]] : from.flatMap((one, i) => picks(from.slice(i + 1), k - 1).map((rest) => [one, ...rest]))
const taken = ({ sure, tied, places }: Cut) => picks([...tied], places).map((some) => new Set([...sure, ...some]))

describe('the foremost hexagons', () => {
  it('are the greatest; those equal at the edge share the places that are left', () => {
    expect(cut({ a: 9, b: 7, c: 5, d: 5, e: 5, f: 1 }, 4)).toEqual({ sure: new Set(['a', 'b']), tied: new Set(['c', 'd', 'e']), places: 2, size: 4 })
    expect(cut({ a: 9, b: 5, c: 5, d: 1 }, 3)).toEqual({ sure: new Set(['a', 'b', 'c']), tied: new Set(), places: 0, size: 3 })
  })
  it('are fewer where fewer have anything', () => expect(cut({ a: 2, b: null, c: null }, 2)).toEqual({ sure: new Set(['a']), tied: new Set(), places: 0, size: 1 }))
})

describe('what two orders share', () => {
  it('is counted by hand', () => {
    // a and b against a and either of c or d; c is tied with b by the first.
    const overlap = overlapOf(cut({ a: 3, b: 2, c: 2, d: 1 }, 2), cut({ a: 4, c: 3, d: 3, b: 1 }, 2))
    expect(overlap).toEqual({ least: 1, most: 2, mean: 1.25 })
  })

  it('lies between the fewest and the most that any picking among equals gives, and is their mean on average', () => {
    const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 })
    const named = (from: number[]) => Object.fromEntries(from.map((value, i) => ['abcdefg'[i]!, value === 0 ? null : value]))
    fc.assert(fc.property(values, values, fc.integer({ min: 1, max: 6 }), (x, y, k) => {
      const [a, b] = [cut(named(x), k), cut(named(y), k)]
      const shared = taken(a).flatMap((one) => taken(b).map((other) => [...one].filter((cell) => other.has(cell)).length))
      const { least, most, mean } = overlapOf(a, b)
      expect([least, most]).toEqual([Math.min(...shared), Math.max(...shared)])
      expect(mean).toBeCloseTo(shared.reduce((sum, one) => sum + one, 0) / shared.length, 9)
    }), { numRuns: 300 })
  })
})

describe('the sentence of the agreement', () => {
  const many = (from: number, to: number) => Object.fromEntries(Array.from({ length: to - from }, (_, i) => [`c${from + i}`, to - i]))
  const told = (left: Side, right: Side, share = 0.05) => agreementOf(left, right, 100, share, [0.01, 0.05])

  it('says of how many foremost how many are foremost by the other, and what chance would share', () => {
    const { headline, detail, rows } = told(side('Hotspots', many(0, 20)), side('Forecast', many(3, 20)))
    expect(headline).toBe('Of the 5 foremost hexagons (5%) by hotspots, 2 are among the 5 foremost by forecast')
    expect(detail).toEqual(['Two orders that had nothing to do with each other would share 0.3.'])
    expect(rows).toEqual([{ share: 0.01, foremost: '1', both: '0', byChance: 'under 0.1' }, { share: 0.05, foremost: '5', both: '2', byChance: '0.3' }])
  })
  it('tells ties, and how far they reach', () => {
    const { headline, detail } = told(side('Counts', { a: 9, b: 8, c: 7, d: 2, e: 2, f: 2 }), side('Harm', { a: 9, b: 8, c: 7, d: 6, e: 5 }))
    expect(headline).toBe('Of the 5 foremost hexagons (5%) by counts, 4 to 5 are among the 5 foremost by harm')
    expect(detail.slice(1)).toEqual(['3 hexagons are equal by counts at the edge, for the last 2 places. Depending on which of them are taken, the two share 4 to 5; on average 4.3.'])
  })
  it('says where fewer have a place than the share would hold', () => {
    const { headline, detail } = told(side('Classes', { a: 1 }), side('Harm', { b: 9, c: 8, d: 7, e: 6, f: 5 }))
    expect(headline).toBe('Of the foremost hexagon (5%) by classes, none is among the 5 foremost by harm')
    expect(detail).toContain('Only 1 hexagon has a place by classes; 5% of the area would be 5.')
  })
  it('is not made where one of them ranks nothing', () => {
    expect(told(side('Hotspots', { a: 1 }), side('Change', { a: null }))).toEqual({ headline: 'Nothing is foremost by change, so there is no order to compare', detail: [], rows: [], cuts: null })
  })
})

describe('the table of both', () => {
  const left = side('Hotspots', { a: 1, b: 3, c: 2 })
  const right = side('Forecast', { d: 1, b: 2, e: 5 })
  const { cells, groups, placing } = join(left, right, [cutAt(inOrder(left), 2), cutAt(inOrder(right), 2)])

  it('has every hexagon of either once, by the first and then by the second', () => expect(cells).toEqual(['b', 'c', 'a', 'e', 'd']))
  it('says of each what both layers say, and where one says nothing', () => {
    const said = groups.map(({ columns }) => cells.map((_, at) => columns[0]!.say(at)))
    expect(said).toEqual([['3', '2', '1', 'none', 'none'], ['2', 'none', 'none', '5', '1']])
    expect(groups[1]!.columns[0]!.value(1)).toBeNull()
  })
  it('says by which of them a hexagon is foremost', () => expect(cells.map((_, at) => placing!.say(at))).toEqual(['both', 'Hotspots', 'neither', 'Forecast', 'neither']))
})

describe('the divider', () => {
  it('keeps within its reach, in whole hundredths', () => expect([-1, 0.051, 0.333, 2].map(held)).toEqual([0.05, 0.05, 0.33, 0.95]))
  it('is moved by keys', () => {
    expect(['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'a'].map((key) => keyedDivider(key, 0.5))).toEqual([0.48, 0.52, 0.6, 0.4, 0.05, 0.95, null])
  })
})
