/** Where a series may not be read across: gaps, declared breaks, shifts of level; seasons are none. */
import { describe, expect, it } from 'vitest'
import { monthName, monthNumber, seriesSegments } from '../../api/analysis/series-breaks.ts'

const run = (from: string, n: number) => Array.from({ length: n }, (_, i) => monthName(monthNumber(from) + i))
const spans = (months: string[], totals: number[], options = {}) => seriesSegments(months, totals, options).map(({ from, to, reason }) => [months[from], months[to], reason])

describe('months', () => {
  it('turn into numbers and back', () => expect(['2019-12', '2020-01', '0999-03'].map((month) => monthName(monthNumber(month)))).toEqual(['2019-12', '2020-01', '0999-03']))
  it.each(['2019-13', '2019-1', '2019', '2019-01-01'])('refuse %s', (month) => expect(() => monthNumber(month)).toThrow(RangeError))
})

describe('segments', () => {
  const essex = [...run('2018-01', 7), ...run('2018-10', 5), ...run('2024-01', 4), ...run('2025-01', 9)]
  it('part the months held of Essex at five missing years only', () => {
    expect(spans(essex, essex.map(() => 1000))).toEqual([['2018-01', '2019-02', 'start'], ['2024-01', '2025-09', 'gap']])
  })
  it('say how many months are missing', () => expect(seriesSegments(essex, essex.map(() => 1000))[1]!.why).toBe('58 months before 2024-01 are missing.'))
  it('bridge eleven missing months, not twelve', () => {
    const held = (gap: number) => [...run('2020-01', 6), ...run(monthName(monthNumber('2020-07') + gap), 6)]
    expect(spans(held(11), Array<number>(12).fill(100))).toHaveLength(1)
    expect(spans(held(12), Array<number>(12).fill(100))).toHaveLength(2)
  })
  it('begin anew at a declared break, held or not', () => {
    const months = [...run('2020-01', 3), ...run('2020-05', 3)]
    expect(spans(months, months.map(() => 50), { declared: ['2020-04'] })).toEqual([['2020-01', '2020-03', 'start'], ['2020-05', '2020-07', 'declared']])
  })
  it('are found where the level falls to a third', () => {
    const months = run('2019-01', 30)
    const totals = months.map((_, i) => (i < 17 ? 3000 : 1000) * (1 + 0.2 * Math.sin(i)))
    expect(spans(months, totals)).toEqual([['2019-01', '2020-05', 'start'], ['2020-06', '2021-06', 'level']])
    expect(seriesSegments(months, totals)[1]!.why).toMatch(/^From 2020-06 the level is lower by a factor of (2\.[89]|3\.[0-2])\.$/)
  })
  it('are not made by a summer that is twice the winter', () => {
    const months = run('2019-01', 48)
    expect(spans(months, months.map((_, i) => 1000 * 2 ** (0.5 * Math.sin((2 * Math.PI * (i - 3)) / 12))))).toHaveLength(1)
  })
  it('are not made by the noise of a rare crime', () => {
    const months = run('2019-01', 24)
    expect(spans(months, months.map((_, i) => [0, 2, 1, 3, 0, 1][i % 6]!))).toHaveLength(1)
  })
  it('are none for no months, and one for a single month', () => {
    expect(seriesSegments([], [])).toEqual([])
    expect(spans(['2020-01'], [5])).toEqual([['2020-01', '2020-01', 'start']])
  })
  it('refuse months out of order and totals that are no counts', () => {
    expect(() => seriesSegments(['2020-02', '2020-01'], [1, 1])).toThrow(RangeError)
    expect(() => seriesSegments(['2020-01'], [NaN])).toThrow(RangeError)
  })
})
