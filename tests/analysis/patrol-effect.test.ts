/** What a plan covers, by hand, and beside what as many visits would cover elsewhere. */
import { describe, expect, it } from 'vitest'
import { planEffect, type EffectDemand, type EffectVisit } from '../../api/analysis/patrol-effect.ts'

const demand: EffectDemand = {
  blocks: [{ from: 0, to: 7200 }, { from: 7200, to: 14400 }], total: [10, 20],
  places: [{ expected: [2, 4], rural: false }, { expected: [1, 3], rural: true }, { expected: [0.5, 0.5], rural: null }],
  plainPlaces: [[2, 1], [1, 1], [0, 1]], anyPlaces: Array.from({ length: 50 }, (_, i) => [i / 100, 0.1]), ruralResidentsShare: 0.25
}
const options = { falling: 0.5, seed: 'one', unitSeconds: 36_000, travelSeconds: 3_600 }
const visit = (place: number, startS: number): EffectVisit => ({ place, startS, endS: startS + 900 })

describe('the effect of a plan', () => {
  it('is what is expected where and when somebody is there, further visits counting less', () => {
    const found = planEffect(demand, [visit(0, 7200), visit(0, 0), visit(1, 8000)], options)
    // 4 in the second block, half of 2 in the first, though it came before; 3 at the other place.
    expect(found.covered).toBe(8)
    expect([found.expected, found.shareOfAll]).toEqual([30, 8 / 30])
    // The best three pairs are these.
    expect(found.shareOfPossible).toBe(1)
    expect(planEffect(demand, [visit(0, 7200), visit(0, 0), visit(1, 0)], options).shareOfPossible).toBe(6 / 8)
    expect([found.visits, found.visitMinutes, found.travelShare]).toEqual([3, 45, 0.1])
  })

  it('counts no block twice over', () => {
    const found = planEffect(demand, [visit(1, 0), visit(1, 900), visit(1, 1800)], { ...options, falling: 1 })
    expect(found.covered).toBe(1)
  })

  it('sends the same visits to the places of the one-year count, the place visited most to the first', () => {
    const found = planEffect(demand, [visit(1, 0), visit(0, 0), visit(0, 7200)], options)
    // Of the place with two visits 2 and half of 1, of the other 1.
    expect(found.plain).toEqual({ covered: 3.5, shareOfAll: 3.5 / 30 })
    expect(planEffect({ ...demand, plainPlaces: [] }, [visit(0, 0)], options).plain).toBeNull()
  })

  it('sends the same visits to places drawn by lot, the same for the same seed', () => {
    const found = planEffect(demand, [visit(0, 0)], options)
    expect(found.random!.covered).toBeGreaterThan(0.2)
    expect(found.random!.covered).toBeLessThan(0.29)
    expect(found.random!.interval!.low).toBeLessThan(0.05)
    expect(found.random!.interval!.high).toBeGreaterThan(0.44)
    expect(planEffect(demand, [visit(0, 0)], options)).toEqual(found)
    expect(planEffect(demand, [visit(0, 0)], { ...options, seed: 'two' }).random).not.toEqual(found.random)
    expect(planEffect({ ...demand, anyPlaces: [] }, [visit(0, 0)], options).random).toBeNull()
  })

  it('never covers more than is possible', () => {
    for (const falling of [0, 0.3, 1]) for (const places of [[0], [0, 1], [2, 1, 0, 0], [1, 1, 0, 0, 2, 2]]) {
      const found = planEffect(demand, places.map((place, i) => visit(place, i % 2 === 0 ? 7300 : 100)), { ...options, falling })
      expect(found.shareOfPossible!).toBeLessThanOrEqual(1 + 1e-12)
    }
  })

  it('tells minutes by rural and urban beside residents, and what is not known', () => {
    const found = planEffect({ ...demand, decileResidentsShares: null }, [visit(0, 0), visit(0, 7200), visit(1, 0), visit(2, 0)], options)
    expect(found.fairness).toEqual([{ group: 'rural', minutes: 15, share: 0.25, residentsShare: 0.25 }, { group: 'urban', minutes: 30, share: 0.5, residentsShare: 0.75 }])
    expect(found.fairnessNote).toContain('Deprivation is not loaded')
    expect(found.fairnessNote).toContain('15 minutes are at places of which no class is known')
    const none = planEffect({ ...demand, places: demand.places.map((place) => ({ ...place, rural: null })), ruralResidentsShare: null }, [visit(0, 0)], options)
    expect([none.fairness, none.fairnessNote]).toEqual([[], expect.stringContaining('No rural-urban class')])
  })

  it('tells minutes by decile of deprivation beside residents, those of no decile apart', () => {
    const shares = [0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0.7]
    const told = { ...demand, places: demand.places.map((place, i) => ({ ...place, decile: [10, 1, null][i]! })), decileResidentsShares: shares }
    const visits = [visit(0, 0), visit(0, 7200), visit(1, 0), visit(2, 0)]
    const { deciles, fairnessNote } = planEffect(told, visits, options)
    expect(deciles.map(({ decile, residentsShare }) => [decile, residentsShare])).toEqual(shares.map((share, i) => [i + 1, share]))
    expect(deciles.filter(({ minutes }) => minutes > 0)).toEqual([{ decile: 1, minutes: 15, share: 0.25, residentsShare: 0.3 }, { decile: 10, minutes: 30, share: 0.5, residentsShare: 0.7 }])
    expect(fairnessNote).toBe('15 minutes are at places of which no class is known. 15 minutes are at places of which no decile is known.')
    const alone = planEffect({ ...told, decileResidentsShares: null }, visits.slice(0, 2), options)
    expect([alone.deciles[9], alone.fairnessNote]).toEqual([{ decile: 10, minutes: 30, share: 1, residentsShare: null }, 'Residents are not loaded.'])
  })

  it('says nothing of deprivation where nobody asked', () => {
    const { deciles, fairnessNote } = planEffect(demand, [visit(0, 0)], options)
    expect([deciles, fairnessNote]).toEqual([[], null])
  })

  it('is nothing of nothing without visits', () => {
    const found = planEffect({ ...demand, total: [0, 0] }, [], { ...options, unitSeconds: 0 })
    expect([found.covered, found.shareOfAll, found.shareOfPossible, found.plain, found.random, found.travelShare, found.visits]).toEqual([0, null, null, null, null, null, 0])
  })
})
