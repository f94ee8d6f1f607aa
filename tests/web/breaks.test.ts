import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breaksOf, classesOf, classOf, limitsOf, roundUp } from '../../web/src/cells/breaks.ts'
import { rampIndex } from '../../web/src/map/colours.ts'

const counts = fc.array(fc.nat(5000), { maxLength: 300 })

describe('class limits', () => {
  it('start at one, rise, stay at or under the highest count, and are at most six', () => {
    fc.assert(fc.property(counts, (values) => {
      const breaks = breaksOf(values)
      expect(breaks[0]).toBe(1)
      expect(breaks.length).toBeLessThanOrEqual(6)
      for (let i = 1; i < breaks.length; i++) expect(breaks[i]!).toBeGreaterThan(breaks[i - 1]!)
      expect(breaks.at(-1)!).toBeLessThanOrEqual(Math.max(1, ...values))
    }))
  })

  it('are round numbers', () => {
    fc.assert(fc.property(counts, (values) => { expect(breaksOf(values)).toEqual(breaksOf(values).map(roundUp)) }))
    expect([11, 13, 17, 26, 41, 101, 999].map(roundUp)).toEqual([12, 15, 20, 30, 50, 120, 1000])
  })

  it('use few classes where there are few different counts', () => {
    expect(breaksOf([1, 1, 1, 1])).toEqual([1])
    expect(breaksOf([0, 0])).toEqual([1])
    expect(breaksOf([1, 1, 2, 2, 3])).toEqual([1, 2, 3])
  })

  it('put a skewed layer into all six classes', () => {
    const skewed = Array.from({ length: 1000 }, (_, i) => Math.floor(1000 / (i + 1)) + 1)
    expect(new Set(classesOf(skewed, breaksOf(skewed))).size).toBeGreaterThanOrEqual(4)
  })
})

describe('a class', () => {
  it('is none for zero and holds exactly the counts between its limits', () => {
    fc.assert(fc.property(counts, fc.nat(5000), (values, value) => {
      const breaks = breaksOf(values)
      const rank = classOf(value, breaks)
      expect(rank === 0).toBe(value === 0)
      if (rank === 0) return
      const [low, high] = limitsOf(rank, breaks, Math.max(5000, ...values))
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
    }))
  })

  it('takes a colour of its own, pale to deep', () => {
    for (let n = 1; n <= 6; n++) {
      const indexes = Array.from({ length: n }, (_, i) => rampIndex(i + 1, n))
      expect(new Set(indexes).size).toBe(n)
      expect(indexes).toEqual(indexes.toSorted((a, b) => a - b))
      expect(Math.max(...indexes)).toBeLessThanOrEqual(5)
    }
  })
})
