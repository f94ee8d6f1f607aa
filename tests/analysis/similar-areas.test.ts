/** Which areas are most like one, and rates with their intervals: by hand, against exact intervals, and by law. */
import { describe, expect, it } from 'vitest'
import { poissonInterval } from '../../api/analysis/poisson-intervals.ts'
import { countInterval, ratePerThousand } from '../../api/analysis/rates.ts'
import { featuresOf, similarAreas, type Described } from '../../api/analysis/similar-areas.ts'

const line: Described[] = [0, 1, 2, 4, 8].map((x) => ({ id: `a${x}`, features: [x, 3, null] }))

describe('similar areas', () => {
  it('are the nearest by standardised distance, worked by hand', () => {
    // Mean 3, variance (9 + 4 + 1 + 1 + 25) / 5 = 8; the second feature does not differ and the third is not known.
    const found = similarAreas(line, 'a2', 3)
    expect(found.map(({ id }) => id)).toEqual(['a1', 'a0', 'a4'])
    expect(found.map(({ distance }) => distance * Math.sqrt(8))).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12), expect.closeTo(2, 12)])
  })
  it('stay the same in other units and in any order', () => {
    const other = [...line].reverse().map(({ id, features }) => ({ id, features: [features[0]! * 1000 - 7, 3, null] }))
    expect(similarAreas(other, 'a4').map(({ id, distance }) => [id, distance.toFixed(9)])).toEqual(similarAreas(line, 'a4').map(({ id, distance }) => [id, distance.toFixed(9)]))
  })
  it('are never the area itself, nor one that lacks what is compared', () => {
    const some = [...line, { id: 'b', features: [null, 3, 1] }]
    expect(similarAreas(some, 'a0', 9).map(({ id }) => id)).toEqual(['a1', 'a2', 'a4', 'a8'])
  })
  it('are none where nothing is known, where nothing differs, or of an area that is not there', () => {
    expect(similarAreas(line.map(({ id }) => ({ id, features: [null, 3, null] })), 'a0')).toEqual([])
    expect(similarAreas(line, 'nowhere')).toEqual([])
    expect(similarAreas([line[0]!], 'a0')).toEqual([])
  })
  it('compare homes and density by their logarithm, and not where no homes are known', () => {
    expect(featuresOf({ households: 100, areaKm2: 10, ruralShare: 0.2, decile: 4 })).toEqual([Math.log(100), Math.log(10), 0.2, 4])
    expect(featuresOf({ households: 0, areaKm2: 10, ruralShare: null, decile: null })).toEqual([null, null, null, null])
  })
})

describe('rates per thousand', () => {
  it('equal Byar\'s interval worked by hand', () => {
    // n = 100: 100 (1 - 1/900 - 1.959964/30)^3 and 101 (1 - 1/909 + 1.959964/(3 sqrt(101)))^3.
    const { lower, upper } = countInterval(100)
    expect(lower).toBeCloseTo(100 * (1 - 0.0011111111 - 0.0653321333) ** 3, 4)
    expect(upper).toBeCloseTo(101 * (1 - 0.00110011 + 0.0650079) ** 3, 3)
    expect(ratePerThousand(100, 5_000)).toEqual({ rate: 20, lower: expect.closeTo(lower / 5, 9), upper: expect.closeTo(upper / 5, 9) })
  })
  it('are within a hundredth of the exact interval from ten on, and exact below', () => {
    for (const n of [0, 1, 4, 9]) expect(countInterval(n)).toEqual(poissonInterval(n))
    for (const n of [10, 11, 25, 80, 400]) {
      const [quick, exact] = [countInterval(n), poissonInterval(n)]
      expect(Math.abs(quick.lower / exact.lower - 1)).toBeLessThan(0.01)
      expect(Math.abs(quick.upper / exact.upper - 1)).toBeLessThan(0.01)
    }
  })
  it('hold their rate, and are not told where nobody lives', () => {
    for (const n of [0, 1, 9, 10, 11, 180_000]) {
      const { rate, lower, upper } = ratePerThousand(n, 1_234)!
      expect(lower).toBeLessThanOrEqual(rate)
      expect(upper).toBeGreaterThan(rate)
    }
    expect(ratePerThousand(3, 0)).toBeNull()
    expect(ratePerThousand(3, null)).toBeNull()
  })
})
