/** Flagging, ties and indices by hand; pooling; the vector of the definitions. Portland's published scores are in portland.test.ts. */
import { describe, expect, it } from 'vitest'
import { accuracyCard, heldAt, mostAt, paiOf, type WindowHeld } from '../../api/analysis/accuracy.ts'

const window = (hits: number, events: number, more: Partial<WindowHeld> = {}): WindowHeld => ({ hits, events, most: events, predicted: hits, chance: 0.1, tieShare: 0, ...more })

describe('flagging', () => {
  const scores = [5, 3, 3, 3, 1, 0, 0, 0, 0, 0]
  const events = [2, 1, 0, 2, 1, 0, 0, 4, 0, 0]
  it('takes places by falling score', () => expect(heldAt(scores, events, [{ cells: 1 }])[0]).toEqual({ hits: 2, predicted: 5, chance: 0.1, tieShare: 0 }))
  it('credits ties at the cut with the mean of the tied', () => {
    const [three] = heldAt(scores, events, [{ cells: 3 }])
    expect(three!.hits).toBeCloseTo(2 + 2 * (3 / 3), 12)
    expect(three!.predicted).toBeCloseTo(5 + 2 * 3, 12)
    expect(three!.tieShare).toBeCloseTo(2 / 3, 12)
  })
  it('sees no tie where the tied fit exactly', () => expect(heldAt(scores, events, [{ cells: 4 }])[0]).toEqual({ hits: 5, predicted: 14, chance: 0.4, tieShare: 0 }))
  it('counts scores that differ after the ninth decimal as tied', () => {
    expect(heldAt([1 + 1e-11, 1, 0], [0, 1, 0], [{ cells: 1 }])[0]!.hits).toBe(0.5)
    expect(heldAt([1 + 1e-8, 1, 0], [0, 1, 0], [{ cells: 1 }])[0]!.hits).toBe(0)
  })
  it('answers for a part of a cell by its part', () => expect(heldAt(scores, events, [{ share: 0.05 }])[0]!.hits).toBe(1))
  it('holds everything in all of the area', () => expect(heldAt(scores, events, [{ share: 1 }])[0]!.hits).toBe(10))
  it('never holds less in more area, and never more than foresight', () => {
    const budgets = [0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 1].map((share) => ({ share }))
    const hits = heldAt(scores, events, budgets).map((held) => held.hits)
    expect(hits).toEqual([...hits].sort((a, b) => a - b))
    mostAt(events, budgets).forEach((most, i) => expect(most).toBeGreaterThanOrEqual(hits[i]! - 1e-12))
  })
  it('ranks by density where areas differ', () => {
    const held = heldAt([4, 3], [1, 1], [{ share: 0.2 }], { areas: [8, 2] })[0]!
    expect([held.hits, held.predicted, held.chance]).toEqual([1, 3, 0.2])
  })
  it('measures chance against the study area where the grid reaches beyond', () => expect(heldAt(scores, events, [{ cells: 2 }], { totalArea: 8 })[0]!.chance).toBe(0.25))
  it.each([[[NaN, 1], [0, 0], 1], [[1, 1], [0, -1], 1], [[1, 1], [0, 0], 3], [[1, 1], [0, 0], 0]])('refuses %j with events %j in %d cells', (bad, y, cells) => {
    expect(() => heldAt(bad, y, [{ cells }])).toThrow(RangeError)
  })
})

describe('the indices', () => {
  it('give PAI 59.084 for 20 of 100 events in 0.5 of 147.71 square miles', () => expect(paiOf(20, 100, 0.5, 147.71)).toBeCloseTo(59.084, 9))
  it('pool the sums of windows, not their ratios', () => {
    const card = accuracyCard([window(8, 10, { most: 10, predicted: 9 }), window(2, 40, { most: 30, predicted: 6 })])
    expect(card).toMatchObject({ windows: 2, events: 50, hits: 10, hitRate: 0.2, rri: 1.5, pei: 0.25, note: null })
    expect(card.pai).toBeCloseTo(2, 12)
  })
  it('give no ratio under 20 events, but the counts and the reason', () => {
    expect(accuracyCard([window(4, 19)])).toMatchObject({ hits: 4, events: 19, pai: null, pei: null, rri: null, note: 'Only 19 events in the months tested: fewer than 20 make no index.' })
    expect(accuracyCard([window(4, 20)]).pai).toBeCloseTo(2, 12)
  })
  it('give nulls and no infinity without events', () => expect(accuracyCard([window(0, 0)])).toMatchObject({ hitRate: null, pai: null, pei: null, rri: null }))
  it('give no RRI where nothing was observed', () => expect(accuracyCard([window(0, 30, { predicted: 3 })]).rri).toBeNull())
})
