import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpanTotals, YearBefore } from '../../web/src/cells/range.ts'
import { changeOf, summarise, type Asked } from '../../web/src/cells/summary.ts'

const asked: Asked = { title: 'Burglary', unit: 'offences', areaName: 'Chelmsford', span: { from: '2024-10', to: '2025-09' } }
const twelve = ['2024-10', '2024-11', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09']
const totals = (mapped: number, part: Partial<SpanTotals> = {}): SpanTotals => ({ mapped, unmapped: null, held: twelve, missing: [], ...part })
const year = (now: number, before: number, compared = 12, of = 12): YearBefore => ({ now, before, compared, of, earlier: [] })
const words = (now: number, before: number) => summarise(asked, totals(now), year(now, before))

describe('the answer in one sentence', () => {
  it('says a fall only with the numbers behind it', () => {
    expect(words(388, 470)).toEqual({
      headline: 'Burglary: down 17.4%',
      detail: '388 offences on the map in Chelmsford, Oct 2024 to Sep 2025, 82 fewer than in the same months a year before (−17.4%, 95% interval −27.8% to −5.6%).',
      gap: '',
    })
  })

  it('calls no change clear that chance could explain', () => {
    expect(words(388, 400).headline).toBe('Burglary: no clear change')
  })

  it('gives no percentage where either number is under twenty', () => {
    const { headline, detail } = words(19, 12)
    expect(headline).toBe('Burglary: more, but too few to tell a trend')
    expect(detail).toBe('19 offences on the map in Chelmsford, Oct 2024 to Sep 2025, 7 more than in the same months a year before.')
  })

  it('says that nothing was recorded, and never "0 offences"', () => {
    expect(words(0, 0).headline).toBe('No offences recorded here in these months')
  })

  it('speaks of one in the singular', () => {
    expect(words(1, 3).detail).toMatch(/^1 offence on the map/)
    const ksi = summarise({ ...asked, title: 'KSI casualties', unit: 'casualties' }, totals(100), year(100, 100))
    expect(ksi.headline).toBe('KSI casualties: no change')
    expect(ksi.detail).toMatch('as many as in the same months a year before')
  })

  it('says when the year before is not held, wholly or partly', () => {
    expect(summarise(asked, totals(50), year(0, 0, 0)).detail).toMatch('The same months a year before are not held.')
    expect(summarise(asked, totals(50), year(40, 30, 9)).detail).toMatch('in the 9 months held in both years, 40 against 30')
  })

  it('says that only what is on the map went up or down where some is withheld, and how much that is', () => {
    const { headline, gap } = summarise(asked, totals(388, { unmapped: { outside: 0, noLocation: 0, withheld: 120 } }), year(388, 470))
    expect(headline).toBe('Burglary on the map: down 17.4%')
    expect(gap).toBe('120 more were recorded and are never mapped: domestic abuse and sexual offences.')
  })

  it('names the months that are missing, and counts what is left', () => {
    const missing = ['2024-11', '2024-12']
    const { gap } = summarise(asked, totals(50, { held: twelve.filter((month) => !missing.includes(month)), missing }), year(0, 0, 0))
    expect(gap).toBe('Nov to Dec 2024 are not held: this counts 10 of 12 months.')
  })
})

describe('words and numbers', () => {
  const number = fc.nat(20_000)

  it('agree: more means more, down means an interval below zero, and the signs match', () => {
    fc.assert(fc.property(number, number, (now, before) => {
      const { headline, detail } = words(now, before)
      const change = changeOf({ now, before })
      if (/: down /.test(headline)) expect(now < before && change.interval![1] < 0).toBe(true)
      if (/: up /.test(headline)) expect(now > before && change.interval![0] > 0).toBe(true)
      if (/ more than /.test(detail)) expect(now).toBeGreaterThan(before)
      if (/ fewer than /.test(detail)) expect(now).toBeLessThan(before)
      if (detail.includes('(+')) expect(now).toBeGreaterThan(before)
      if (detail.includes('(−')) expect(now).toBeLessThan(before)
      expect(/: no change$/.test(headline)).toBe(now === before && now > 0)
    }), { numRuns: 500 })
  })

  it('put the share inside its interval', () => {
    fc.assert(fc.property(fc.integer({ min: 20, max: 20_000 }), fc.integer({ min: 20, max: 20_000 }), (now, before) => {
      const { share, interval } = changeOf({ now, before })
      expect(interval![0]).toBeLessThanOrEqual(share!)
      expect(interval![1]).toBeGreaterThanOrEqual(share!)
    }))
  })
})
