/** Each class by a history written out: h hot, c cold, a dot for neither. */
import { describe, expect, it } from 'vitest'
import { emergingClasses, trendClasses, type PeriodResult } from '../../api/analysis/hotspot-class.ts'

/** Periods of several places; a place's z is 4 or -4 where hot or cold, 1 otherwise, changed by `z` of the period. */
function periodsOf(histories: string[], z: (t: number) => number = () => 0): PeriodResult[] {
  return [...histories[0]!].map((_, t) => ({
    z: Float64Array.from(histories, (history) => ({ h: 4, c: -4, '.': 1, '?': NaN })[history[t]!]! + z(t)),
    p: Float64Array.from(histories, (history) => ({ h: 0.01, c: 0.01, '.': 0.4, '?': NaN })[history[t]!]!)
  }))
}
const trend = (history: string, options = {}) => trendClasses(periodsOf([history]), options).classes[0]
const emerging = (history: string, z?: (t: number) => number) => emergingClasses(periodsOf([history], z)).classes[0]

describe('the classes of sfhotspot\'s rule', () => {
  it.each([
    ['hhhhhhhh..', 'persistent'], ['hhhhhhh...', 'former'], ['..hhhhhhhh', 'persistent'],
    ['........h.', 'emerging'], ['........hh', 'emerging'], ['.........h', 'emerging'],
    ['h.........', 'former'], ['.......h..', 'former'],
    ['h.......h.', 'intermittent'], ['hhhhh...hh', 'intermittent'],
    ['..........', 'none'], ['cccccccccc', 'none'], ['??????????', 'none'],
    // Twenty periods: one older of sixteen is under a tenth, and recent ones are four.
    ['h...............h...', 'emerging'], ['h...................', 'none'], ['hh..................', 'former']
  ])('%s is %s', (history, expected) => expect(trend(history)).toBe(expected))
  it('takes the last fifth, rounded down, and at least the last period', () => {
    expect(trend('.....h')).toBe('emerging')
    expect(trend('....h.')).toBe('former')
    expect(trend('.......h.')).toBe('former')
    expect(trend('.............hh')).toBe('emerging')
  })
  it('follows its options', () => {
    expect(trend('hhhhhh....', { persistentShare: 0.6 })).toBe('persistent')
    expect(trend('......h...', { recentShare: 0.4 })).toBe('emerging')
    expect(trend('h.......h.', { hotShare: 0.2 })).toBe('emerging')
    expect(trend('hhhhhhhhhh', { alpha: 0.001 })).toBe('none')
  })
  it('gives no class to fewer than five periods, and says so', () => {
    expect(trendClasses(periodsOf(['hhhh', '....']))).toEqual({ classes: [null, null], note: 'No class: 4 periods, at least 5 are needed.' })
    expect(trendClasses([])).toEqual({ classes: [], note: 'No class: 0 periods, at least 5 are needed.' })
  })
})

describe('the classes of emerging hot spot analysis', () => {
  it.each([
    ['.........h', 'hot-new'], ['c........h', 'hot-new'],
    ['.......hhh', 'hot-consecutive'], ['..hhhhhhhh', 'hot-consecutive'],
    ['hhhhhhhhhh', 'hot-persistent'], ['h.hhhhhhhh', 'hot-persistent'],
    ['hhhhhhhhh.', 'hot-historical'], ['hhhhhhhhhc', 'hot-historical'],
    ['h..h...h.h', 'hot-sporadic'], ['.h......hh', 'hot-sporadic'],
    ['h..c...h.h', 'hot-oscillating'], ['ch.....h.h', 'hot-oscillating'],
    ['hhhhhhhh..', 'none'], ['....hh....', 'none'], ['..........', 'none'],
    ['.........c', 'cold-new'], ['........cc', 'cold-consecutive'], ['cccccccccc', 'cold-persistent'], ['ccccccccc.', 'cold-historical'],
    ['c..c.....c', 'cold-sporadic'], ['c..h.....c', 'cold-oscillating']
  ])('%s is %s', (history, expected) => expect(emerging(history)).toBe(expected))
  it('tells a lasting hotspot that grows from one that wanes, and for cold the other way round', () => {
    expect(emerging('hhhhhhhhhh', (t) => 0.1 * t)).toBe('hot-intensifying')
    expect(emerging('hhhhhhhhhh', (t) => -0.1 * t)).toBe('hot-diminishing')
    expect(emerging('cccccccccc', (t) => -0.1 * t)).toBe('cold-intensifying')
    expect(emerging('cccccccccc', (t) => 0.1 * t)).toBe('cold-diminishing')
    expect(emerging('hhhhhhhhhh', (t) => (t % 2) * 0.1)).toBe('hot-persistent')
    expect(emerging('hhhhhhhhh.', (t) => 0.1 * t)).toBe('hot-historical')
  })
  it('takes a period without a pattern for neither, and leaves it out of the trend', () => {
    expect(emerging('hhhh?hhhhh', (t) => 0.1 * t)).toBe('hot-intensifying')
    expect(emerging('?????????h')).toBe('hot-new')
    expect(emerging('??????????')).toBe('none')
  })
  it('classes each place by itself', () => expect(emergingClasses(periodsOf(['.........h', '..........', 'c........c'])).classes).toEqual(['hot-new', 'none', 'cold-sporadic']))
  it('gives no class to fewer than ten periods, and says so', () => expect(emergingClasses(periodsOf(['hhhhhhhhh']))).toEqual({ classes: [null], note: 'No class: 9 periods, at least 10 are needed.' }))
})

describe('both', () => {
  it('refuse shares that are none and periods of different places', () => {
    expect(() => trend('hhhhhhhhhh', { recentShare: 0 })).toThrow('recentShare')
    expect(() => emergingClasses(periodsOf(['hhhhhhhhhh']), { lastingShare: 0.4 })).toThrow('lastingShare')
    expect(() => trendClasses([...periodsOf(['hhhhh']), ...periodsOf(['hhhhh', '.....'])])).toThrow('same places')
  })
})
