/** Bins by hand and the line against R. */
import { describe, expect, it } from 'vitest'
import { doseResponse, type Dosed } from '../../api/analysis/dose-response.ts'

const minutes = [0, 0, 10, 15, 15, 30, 45, 60, 90, 120, 240, 300]
const baseline = [6, 8, 7, 5, 6, 5, 6, 4, 5, 4, 6, 5]
const placesOf = (events: number[]): Dosed[] => events.map((n, i) => ({ minutes: minutes[i]!, events: n, baseline: baseline[i]! }))

describe('dose and response', () => {
  it('has bins with their ratio to the baseline and its Poisson interval', () => {
    const { bins } = doseResponse(placesOf([7, 9, 6, 5, 8, 4, 6, 3, 4, 2, 3, 1]))
    expect(bins.map(({ places, events, baseline: of }) => [places, events, of])).toEqual([[2, 16, 14], [3, 19, 18], [3, 13, 15], [3, 9, 15], [1, 1, 5]])
    // R: poisson.test(1)$conf.int / 5.
    expect(bins[4]!.lower).toBeCloseTo(0.02531780798 / 5, 8)
    expect(bins[4]!.upper).toBeCloseTo(5.57164339094 / 5, 8)
  })
  it('has the line of R\'s glm, quasipoisson, whose interval widens with crime in runs and never narrows below Poisson', () => {
    const even = doseResponse(placesOf([7, 9, 6, 5, 8, 4, 6, 3, 4, 2, 3, 1])).slope!
    expect(even.ratio).toBeCloseTo(0.7615494351, 8)
    expect(even.dispersion).toBeCloseTo(0.1593405474, 8)
    expect(even.lower).toBeCloseTo(0.7615494351 * Math.exp(-1.959964 * (0.04771043328 / Math.sqrt(0.1593405474))), 7)
    const runs = doseResponse(placesOf([17, 2, 6, 15, 0, 4, 16, 3, 4, 12, 3, 1])).slope!
    expect([runs.ratio, runs.dispersion, runs.lower, runs.upper].map((one) => one.toFixed(6))).toEqual(['0.834625', '6.241095', '0.542031', '1.285164'])
  })
  it('has an empty bin where nobody had such minutes', () => {
    expect(doseResponse([{ minutes: 0, events: 1 }]).bins[1]).toEqual({ fromMin: 1, toMin: 16, places: 0, events: 0, baseline: 0, ratio: null, lower: null, upper: null })
  })
  it.each<[Dosed[], RegExp]>([
    [[{ minutes: 1, events: 9 }], /1 places are too few/], [placesOf([0, 0, 1]).concat(placesOf([0, 0, 1])), /2 events are too few/],
    [Array.from({ length: 6 }, () => ({ minutes: 15, events: 3 })), /same minutes/], [[0, 0, 0, 0, 60].map((one) => ({ minutes: one, events: one === 60 ? 0 : 4 })), /do not bear a line/]
  ])('has no line and says why', (places, why) => expect(doseResponse(places)).toMatchObject({ slope: null, note: expect.stringMatching(why) as string }))
  it('refuses what cannot be', () => expect(() => doseResponse([{ minutes: -1, events: 0 }])).toThrow('places'))
})
