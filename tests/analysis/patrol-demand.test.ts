/** Blocks of a shift, its hours by the clock, harm of an event, mixes of themes and shares of parts: by hand, both changes of the clock included. */
import { describe, expect, it } from 'vitest'
import { finerShares } from '../../api/analysis/finer-shares.ts'
import { blockHours, blockShare, LEAST_PRIOR, meanHarm, mixFactors, monthHours, secondsBetween, shiftBlocks, visitOptions } from '../../api/analysis/patrol-demand.ts'

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)
const SATURDAY = 5 * 24
const SUNDAY = 6 * 24

describe('blocks of a shift', () => {
  it('are of two hours, the last with what is left', () => {
    expect(shiftBlocks(8 * 3600).map(({ from, to }) => [from / 3600, to / 3600])).toEqual([[0, 2], [2, 4], [4, 6], [6, 8]])
    expect(shiftBlocks(4.5 * 3600).map(({ to }) => to / 3600)).toEqual([2, 4.5])
    expect(shiftBlocks(1800)).toEqual([{ from: 0, to: 1800 }])
  })

  it('have the hours that the clock shows', () => {
    expect(blockHours('2014-10-04T20:30', { from: 0, to: 7200 })).toEqual([[SATURDAY + 20, 0.5], [SATURDAY + 21, 1], [SATURDAY + 22, 0.5]])
    expect(blockHours('2014-10-04T23:00', { from: 0, to: 7200 })).toEqual([[SATURDAY + 23, 1], [SUNDAY, 1]])
  })

  it('lose the hour that is missing in March and have that of October twice', () => {
    expect(secondsBetween('2014-03-29T20:00', '2014-03-30T04:00')).toBe(7 * 3600)
    expect(blockHours('2014-03-29T23:00', { from: 0, to: 3 * 3600 })).toEqual([[SATURDAY + 23, 1], [SUNDAY, 1], [SUNDAY + 2, 1]])
    expect(secondsBetween('2014-10-25T20:00', '2014-10-26T04:00')).toBe(9 * 3600)
    expect(blockHours('2014-10-26T00:00', { from: 0, to: 3 * 3600 })).toEqual([[SUNDAY, 1], [SUNDAY + 1, 1], [SUNDAY + 1, 1]])
  })

  it('share out the whole month, and no more', () => {
    const times = monthHours('2014-03')
    expect(sum(times)).toBe(31 * 24 - 1)
    expect([times[SATURDAY], times[SUNDAY + 1], times[SUNDAY + 2]]).toEqual([5, 4, 5])
    const profile = Float64Array.from({ length: 168 }, (_, h) => 1 + (h % 5))
    const days = Array.from({ length: 31 }, (_, d) => blockHours(`2014-03-${String(d + 1).padStart(2, '0')}T00:00`, { from: 0, to: (d === 29 ? 23 : 24) * 3600 }))
    expect(days.reduce((total, hours) => total + blockShare(profile, hours, times), 0)).toBeCloseTo(1, 12)
    const flat = new Float64Array(168).fill(1)
    expect(blockShare(flat, blockHours('2014-03-01T20:00', { from: 0, to: 7200 }), times)).toBeCloseTo(2 / 743, 12)
  })
})

describe('harm of an event', () => {
  it('is the place\'s mean pulled towards the theme\'s, by the variances of both', () => {
    // Within each place 9 and 11; the means are 10 and 110.
    const places = [{ n: 20, harm: 200, squares: 20 * 101 }, { n: 20, harm: 2200, squares: 20 * (110 ** 2 + 1) }]
    const found = meanHarm(places)!
    expect([found.mean, found.prior]).toEqual([60, LEAST_PRIOR])
    expect(found.of(places[0])).toBeCloseTo((200 + 5 * 60) / 25, 12)
    expect(found.of(undefined)).toBe(60)
  })

  it('is the theme\'s mean everywhere where places do not differ beyond chance', () => {
    const found = meanHarm([{ n: 2, harm: 100, squares: 10_000 }, { n: 4, harm: 200, squares: 20_000 }])!
    expect([found.prior, found.of({ n: 2, harm: 100, squares: 10_000 })]).toEqual([Infinity, 50])
  })

  it('is not there where nothing weighs anything', () => expect(meanHarm([{ n: 5, harm: 0, squares: 0 }])).toBeNull())
})

describe('a mix of themes', () => {
  it('gives each the share of its weight, and leaves the whole as it was', () => {
    const factors = mixFactors([2, 1], [10, 80], [true, true])
    expect([factors[0]! * 10, factors[1]! * 80]).toEqual([60, 30])
    expect(mixFactors([3], [10], [true])).toEqual([1])
  })

  it('takes the unit of those that are weighed, and leaves out what has nothing', () => {
    expect(mixFactors([1, 1, 5], [100, 7, 0], [true, false, true]).map((factor, t) => factor * [100, 7, 0][t]!)).toEqual([50, expect.closeTo(50, 9), 0])
  })
})

describe('options of a visit', () => {
  const blocks = shiftBlocks(6 * 3600)
  it('are the blocks, each with what is expected in it', () => expect(visitOptions([1, 2, 0], blocks)).toEqual([{ from: 0, to: 7200, worth: 1 }, { from: 7200, to: 14400, worth: 2 }, { from: 14400, to: 21600, worth: 0 }]))
  it('are one where all blocks are alike', () => expect(visitOptions([1, 1, 1], blocks)).toEqual([{ from: 0, to: 21600, worth: 1 }]))
})

describe('shares of parts', () => {
  const parent = Int32Array.from([0, 0, 1, 1, 1])
  const month = (...counts: number[]) => Float64Array.from(counts)
  it('add up to one in each parent, and follow what happened there', () => {
    const months = Array.from({ length: 12 }, () => month(8, 2, 0, 0, 0))
    const { share } = finerShares(months, months, parent)
    expect(share[0]! + share[1]!).toBeCloseTo(1, 12)
    expect(share[0]).toBeGreaterThan(0.75)
    expect(share[0]).toBeLessThan(0.82)
    expect([...share.subarray(2)]).toEqual([1, 1, 1].map((one) => expect.closeTo(one / 3, 12)))
  })
  it('are even where no month is held', () => expect([...finerShares([], [], parent).share]).toEqual([0.5, 0.5, 1 / 3, 1 / 3, 1 / 3]))
  it('learn from records of other kinds where the theme\'s own are few', () => {
    // One event a month, wherever the other records are.
    const months = Array.from({ length: 12 }, (_, m) => month(m % 4 === 0 ? 0 : 1, m % 4 === 0 ? 1 : 0, 0, 0, 0))
    const records = months.map(() => month(30, 10, 0, 0, 0))
    const found = finerShares(months, records, parent)
    expect(found.besides).toBeGreaterThan(0)
    expect(found.share[0]).toBeGreaterThan(0.65)
  })
  it('look at recent months where places move', () => {
    const months = Array.from({ length: 20 }, (_, m) => month(m < 12 ? 10 : 0, m < 12 ? 0 : 10, 0, 0, 0))
    const found = finerShares(months, months.map(() => month(1, 1, 1, 1, 1)), parent)
    expect(found.halfLife).toBe(6)
    expect(found.share[1]).toBeGreaterThan(0.55)
  })
})
