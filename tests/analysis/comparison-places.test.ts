/** Matches by hand: by count, by trend, not next door, nobody twice. */
import { describe, expect, it } from 'vitest'
import { comparisonPlaces, type SeriesPlace } from '../../api/analysis/comparison-places.ts'

/** About a kilometre east for each unit of `at`. */
const place = (id: string, at: number, first: number, last = first): SeriesPlace => ({ id, middle: [0.5 + at * 0.0145, 51.7], months: Array.from({ length: 24 }, (_, m) => (m < 12 ? first : last)) })

describe('comparison places', () => {
  it('are those nearest in count and in trend', () => {
    const treated = [place('steady', 0, 10), place('rising', 20, 2, 10)]
    const found = comparisonPlaces(treated, [place('a', 40, 10), place('b', 50, 3, 10), place('c', 60, 1), place('d', 70, 30)])
    expect(found.pairs.map(({ id, match }) => [id, match])).toEqual([['steady', 'a'], ['rising', 'b']])
    expect(found.pairs[0]!.distance).toBe(0)
    expect(found.difference).toBe(0)
  })
  it('lie outside the ring of every treated place, and are none of them', () => {
    const treated = [place('one', 0, 10)]
    const candidates = [place('one', 0, 10), place('next door', 0.4, 10), place('far', 5, 7)]
    expect(comparisonPlaces(treated, candidates).pairs).toMatchObject([{ id: 'one', match: 'far' }])
    expect(comparisonPlaces(treated, candidates, { ringM: 300 }).pairs).toMatchObject([{ id: 'one', match: 'next door' }])
  })
  it('are had once: the largest chooses first, and whoever is left has none', () => {
    const treated = [place('small', 0, 9), place('large', 20, 20)]
    const found = comparisonPlaces(treated, [place('only', 40, 10)])
    expect(found.pairs.map(({ id, match }) => [id, match])).toEqual([['small', null], ['large', 'only']])
    // 240 beside 120 a year, in standard deviations of the three.
    expect(found.difference!).toBeGreaterThan(1)
  })
  it('need a year of all', () => {
    expect(() => comparisonPlaces([place('a', 0, 1)], [{ ...place('b', 1, 1), months: [1] }])).toThrow('months')
    expect(comparisonPlaces([], [])).toEqual({ pairs: [], difference: null })
  })
})
