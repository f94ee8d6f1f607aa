/** What leaves the browser, and which area is chosen of those that come back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failedWords, foundWords, isVague, rounded, smallestOf } from '../../web/src/areas/near-me.ts'
import { optionsOf } from '../../web/src/areas/options.ts'

const area = (type: string) => ({ type, code: type, name: `The ${type}` })
const areas = ['force', 'district', 'ward', 'lsoa21'].map(area)

describe('a position', () => {
  it('leaves the browser with three decimals and never more, within 60 m of where it was', () => {
    expect([51.734567, -0.0004999, 0.4695, -0.00123].map(rounded)).toEqual([51.735, -0, 0.47, -0.001])
    fc.assert(fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
      expect(String(rounded(degrees))).toMatch(/^-?\d+(\.\d{1,3})?$/)
      expect(Math.abs(rounded(degrees) - degrees)).toBeLessThanOrEqual(0.0005 + 1e-9)
    }))
  })
})

describe('the area near the reader', () => {
  it('is the smallest, or the smallest that has figures', () => {
    expect(smallestOf(areas, () => true)).toEqual(area('lsoa21'))
    expect(smallestOf(areas, (type) => ['force', 'district'].includes(type))).toEqual(area('district'))
    expect(smallestOf(areas, () => false)).toBeNull()
    expect(smallestOf([], () => true)).toBeNull()
  })
  it('is no smaller than a district where the browser guesses by the network, and says so', () => {
    expect([isVague(1000), isVague(1001)]).toEqual([false, true])
    expect(smallestOf(areas, () => true, 1000)).toEqual(area('lsoa21'))
    expect(smallestOf(areas, () => true, 25_000)).toEqual(area('district'))
    expect(smallestOf(areas.slice(2), () => true, 25_000)).toBeNull()
    expect(foundWords(area('ward'), 30)).toBe('You are in The ward.')
    expect(foundWords(area('district'), 25_400)).toMatch(/^You are in The district\. .*about 25 km/)
  })
  it('that cannot be found is explained, whatever the browser says', () => {
    expect(new Set([1, 2, 3].map(failedWords)).size).toBe(3)
    expect(failedWords(99)).toBe(failedWords(2))
  })
})

it('a result says what it is and where it lies, and a postcode where it lies', () => {
  const found = (kind: string, detail: string | null) => ({ kind, code: 'x', name: 'Marsh', detail, centre: [0, 51] as [number, number], bbox: null })
  const details = (kind: string, detail: string | null) => optionsOf('Essex', 'marsh', [], [found(kind, detail)])[0]!.detail
  expect([details('ward', 'Maldon'), details('district', null), details('lsoa21', 'Maldon'), details('place', null), details('postcode', 'Marsh, Maldon')]).toEqual(['Ward, Maldon', 'District', 'Small area, Maldon', 'Place', 'Marsh, Maldon'])
})
