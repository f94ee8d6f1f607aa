/** Concentration by hand, and against the worked examples of lorenzgini (Bernasco & Steenbeek). */
import { describe, expect, it } from 'vitest'
import { concentration } from '../../api/analysis/concentration.ts'
import { seededRandom } from '../../api/analysis/random.ts'

const filled = (...counts: number[]) => [...counts, ...Array.from({ length: 10 - counts.length }, () => 0)]

describe('the Gini of events in places', () => {
  it('is 0.78 for 10, 8 and 2 events in ten places, and needs no adjustment', () => {
    const found = concentration(filled(10, 8, 2))
    expect(found.gini).toBeCloseTo(0.78, 12)
    expect(found.giniAdjusted).toBeNull()
  })
  it('is 0.8 for 5, 2 and 1 events in ten places, adjusted 0.75', () => {
    const found = concentration(filled(5, 1, 2))
    expect(found.gini).toBeCloseTo(0.8, 12)
    expect(found.giniAdjusted).toBeCloseTo(0.75, 12)
  })
  it('is nought where all hold the same, and 1 - 1 / n where one holds everything', () => {
    expect(concentration([4, 4, 4]).gini).toBeCloseTo(0, 12)
    expect(concentration(filled(10)).gini).toBeCloseTo(0.9, 12)
  })
  it('is adjusted to nought where four events lie in four of ten places', () => {
    const found = concentration(filled(1, 1, 1, 1))
    expect(found.gini).toBeCloseTo(0.6, 12)
    expect(found.giniAdjusted).toBeCloseTo(0, 12)
  })
  it('is not adjusted for weights, which are no events', () => expect(concentration(filled(1.5, 0.5)).giniAdjusted).toBeNull())
  it('is half the mean difference between two places by their mean', () => {
    const random = seededRandom('gini')
    const counts = Array.from({ length: 40 }, () => random.int(6) * random.int(4))
    const mean = counts.reduce((a, b) => a + b) / counts.length
    const apart = counts.flatMap((a) => counts.map((b) => Math.abs(a - b))).reduce((a, b) => a + b) / counts.length ** 2
    expect(concentration(counts).gini).toBeCloseTo(apart / (2 * mean), 12)
  })
})

describe('the share of events in the fullest places', () => {
  it('is by hand: of 40, 30, 20 and 10 events the top quarter holds 40 % and the top three eighths 55 %', () => {
    expect(concentration([10, 40, 20, 30], { shares: [0.25, 0.375, 1] }).top.map(({ events }) => events)).toEqual([0.4, 0.55, 1])
  })
  it('is the share of a place where all places are tied', () => {
    for (const { places, events } of concentration(Array.from({ length: 1000 }, () => 3)).top) expect(events).toBeCloseTo(places, 12)
  })
  it('is told for half to ten per cent', () => {
    const counts = Array.from({ length: 1000 }, (_, i) => (i < 5 ? 20 : i < 20 ? 10 : i < 100 ? 5 : 0))
    expect(concentration(counts).top.map(({ places, events }) => [places, Number((650 * events).toFixed(6))])).toEqual([[0.005, 100], [0.01, 150], [0.02, 250], [0.05, 400], [0.1, 650]])
  })
})

describe('the Lorenz curve', () => {
  const random = seededRandom('lorenz')
  const { lorenz, gini } = concentration(Array.from({ length: 500 }, () => Math.floor(random.gamma(0.4) * 5)))
  it('begins at nought, ends at one, and flattens all the way', () => {
    expect([lorenz[0], lorenz.at(-1)]).toEqual([{ places: 0, events: 0 }, { places: 1, events: 1 }])
    for (let k = 2; k < lorenz.length; k++) {
      const [a, b, c] = [lorenz[k - 2]!, lorenz[k - 1]!, lorenz[k]!]
      expect((c.events - b.events) / (c.places - b.places)).toBeLessThanOrEqual((b.events - a.events) / (b.places - a.places) + 1e-9)
    }
    expect(lorenz.length).toBeLessThanOrEqual(101)
  })
  it('encloses the Gini with the diagonal', () => {
    let area = 0
    for (let k = 1; k < lorenz.length; k++) area += ((lorenz[k]!.events + lorenz[k - 1]!.events) / 2) * (lorenz[k]!.places - lorenz[k - 1]!.places)
    expect(Math.abs(2 * area - 1 - gini!)).toBeLessThan(0.003)
  })
})

describe('where there is nothing to concentrate', () => {
  it('says so', () => {
    for (const counts of [[], [0, 0, 0]]) expect(concentration(counts)).toEqual({ top: [], lorenz: [], gini: null, giniAdjusted: null, note: 'No concentration: there are no events.' })
  })
  it('refuses negative counts and shares beyond all', () => {
    expect(() => concentration([1, -1])).toThrow('place 1')
    expect(() => concentration([1, NaN])).toThrow(RangeError)
    expect(() => concentration([1], { shares: [1.1] })).toThrow('shares')
  })
})
