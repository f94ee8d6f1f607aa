import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dragged, gripAt, keyedSteps, type Ends } from '../../web/src/cells/brush.ts'
import { pace } from '../../web/src/cells/play.svelte.ts'
import { resolutionFor } from '../../web/src/map/resolution.ts'

const n = 48
const ends = fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).map(([a, b]): Ends => [Math.min(a, b), Math.max(a, b)])

describe('the two handles of the months', () => {
  it('never cross, and never leave the months there are', () => {
    fc.assert(fc.property(ends, fc.constantFrom('first' as const, 'last' as const, 'both' as const), fc.integer({ min: -100, max: 100 }), (start, grip, steps) => {
      const [first, last] = dragged(grip, start, steps, n)
      expect(first).toBeGreaterThanOrEqual(0)
      expect(first).toBeLessThanOrEqual(last)
      expect(last).toBeLessThan(n)
      if (grip === 'both') expect(last - first).toBe(start[1] - start[0])
    }))
  })

  it('are taken when pressed nearby, the span when pressed in between', () => {
    expect(gripAt(102, 10, [10, 20])).toBe('first')
    expect(gripAt(206, 10, [10, 20])).toBe('last')
    expect(gripAt(155, 10, [10, 20])).toBe('both')
    expect(gripAt(400, 10, [10, 20])).toBe('last')
    expect(gripAt(3, 10, [10, 20])).toBe('first')
  })

  it('answer to arrows by a month and to page keys by a year', () => {
    expect(keyedSteps('ArrowLeft', n)).toBe(-1)
    expect(keyedSteps('PageUp', n)).toBe(12)
    expect(keyedSteps('Tab', n)).toBeNull()
  })
})

describe('play', () => {
  it('takes about twelve seconds, at most ten pictures a second, and is slow for readers who asked for less motion', () => {
    expect(pace(12, false)).toBe(600)
    expect(pace(60, false)).toBe(200)
    expect(pace(144, false)).toBe(100)
    expect(pace(144, true)).toBe(1500)
  })
})

describe('the size of hexagons', () => {
  it('shrinks as the reader comes nearer and never goes beyond what is offered', () => {
    const offered = [6, 7, 8, 9]
    expect([7, 9, 11, 13, 16].map((zoom) => resolutionFor(zoom, offered))).toEqual([7, 8, 9, 9, 9])
    expect(resolutionFor(15, [6, 7, 8, 9, 10])).toBe(10)
    expect(resolutionFor(7, [8, 9])).toBe(8)
  })
})
