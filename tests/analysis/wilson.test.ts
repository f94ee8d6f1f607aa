/** Wilson's interval against the worked figures of official guidance. */
import { describe, expect, it } from 'vitest'
import { wilson } from '../../api/analysis/wilson.ts'

describe('Wilson\'s interval', () => {
  it.each([[90, 100, '82.56', '94.48'], [817, 1000, '79.18', '83.97'], [9, 10, '59.58', '98.21'], [0, 5, '0.00', '43.45']])('of %i in %i is %s to %s per cent', (having, of, lower, upper) => {
    const found = wilson(having, of)
    expect([(100 * found.lower!).toFixed(2), (100 * found.upper!).toFixed(2)]).toEqual([lower, upper])
    expect(found.share).toBe(having / of)
  })
  it('ends exactly at nought and at one', () => {
    for (const of of [1, 3, 7, 49, 1001]) expect([wilson(0, of).lower, wilson(of, of).upper]).toEqual([0, 1])
  })
  it('mirrors: who has it and who has it not', () => {
    expect(wilson(3, 20).lower! + wilson(17, 20).upper!).toBeCloseTo(1, 12)
  })
  it('is narrower at less confidence and with more cases', () => {
    const width = ({ lower, upper }: ReturnType<typeof wilson>) => upper! - lower!
    expect(width(wilson(9, 10, { z: 1.644854 }))).toBeLessThan(width(wilson(9, 10)))
    expect(width(wilson(90, 100))).toBeLessThan(width(wilson(9, 10)))
  })
  it('is null where there are no cases', () => expect(wilson(0, 0)).toEqual({ share: null, lower: null, upper: null }))
  it.each([[5, 4], [-1, 4], [1.5, 4], [1, NaN]])('refuses %f of %f', (having, of) => expect(() => wilson(having, of)).toThrow(RangeError))
})
