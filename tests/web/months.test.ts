import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, isMonth, monthNumber, monthOf, monthRuns, monthsBetween, runsLabel, spanLabel } from '../../web/src/ui/months.ts'
import { percent, signed, signedPercent, withUnit } from '../../web/src/ui/numbers.ts'

describe('months', () => {
  it('are numbers and back', () => {
    fc.assert(fc.property(fc.integer({ min: 1900 * 12, max: 2099 * 12 }), (n) => {
      expect(monthNumber(monthOf(n))).toBe(n)
      expect(isMonth(monthOf(n))).toBe(true)
    }))
    expect(addMonths('2025-01', -12)).toBe('2024-01')
    expect(addMonths('2024-12', 1)).toBe('2025-01')
    expect(isMonth('2025-13')).toBe(false)
  })

  it('fall into unbroken runs that hold every month once', () => {
    const some = fc.uniqueArray(fc.integer({ min: 24000, max: 24100 })).map((numbers) => numbers.toSorted((a, b) => a - b).map(monthOf))
    fc.assert(fc.property(some, (months) => { expect(monthRuns(months).flatMap(([from, to]) => monthsBetween(from, to))).toEqual(months) }))
  })

  it('are written shortly', () => {
    expect(spanLabel('2025-01', '2025-09')).toBe('Jan to Sep 2025')
    expect(spanLabel('2024-10', '2025-09')).toBe('Oct 2024 to Sep 2025')
    expect(spanLabel('2014-09', '2014-09')).toBe('Sep 2014')
    expect(runsLabel(['2018-01', '2018-02', '2018-04', '2019-01'])).toBe('Jan to Feb 2018, Apr 2018 and Jan 2019')
  })
})

describe('numbers', () => {
  it('carry a true minus sign, thousands and one decimal', () => {
    expect(signed(-1204)).toBe('−1,204')
    expect(signed(52)).toBe('+52')
    expect(signedPercent(-0.118)).toBe('−11.8%')
    expect(signedPercent(-0.0001)).toBe('0.0%')
    expect(percent(0.0004)).toBe('under 0.1%')
    expect(percent(0)).toBe('0.0%')
    expect(withUnit(1, 'casualties')).toBe('1 casualty')
    expect(withUnit(1250, 'offences')).toBe('1,250 offences')
  })
})
