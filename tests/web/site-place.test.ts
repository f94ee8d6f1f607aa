/** Where a site lies: as it is drawn, told to the register, said in words and seen on the map. */
import { describe, expect, it } from 'vitest'
import { siteFeatures, siteMarks } from '../../web/src/roads/site-layer.ts'
import { circleOf, drawnOf, placeFault, placeTold, placeWords, type DrawnSite } from '../../web/src/roads/site-place.ts'
import { alongRoad, metresBetween } from '../../web/src/roads/window-places.ts'

describe('the place of a site', () => {
  const drawn = (form: DrawnSite['form'], ...corners: [number, number][]): DrawnSite => ({ form, corners, radiusM: 50 })
  it('is told as a point, a line or a closed area, and comes back from the register as it was drawn', () => {
    const all = [drawn('point', [0.5, 51.75]), drawn('line', [0.5, 51.75], [0.51, 51.75]), { ...drawn('area', [0.5, 51.75], [0.51, 51.75], [0.51, 51.76]) }]
    expect(all.map(placeTold)).toEqual([
      { position: [0.5, 51.75], radiusM: 50 }, { shape: { type: 'LineString', coordinates: [[0.5, 51.75], [0.51, 51.75]] }, radiusM: 50 },
      { shape: { type: 'Polygon', coordinates: [[[0.5, 51.75], [0.51, 51.75], [0.51, 51.76], [0.5, 51.75]]] } },
    ])
    for (const one of all) {
      const { position = [9, 9], shape = null, radiusM = null } = placeTold(one)!
      expect(drawnOf({ position: position as never, shape, radiusM })).toEqual(one)
    }
  })
  it('is not told while it is none, and says why', () => {
    const bow = drawn('area', [0, 51], [1, 52], [1, 51], [0, 52])
    expect([drawn('point'), drawn('line', [0.5, 51.75]), drawn('area', [0.5, 51.75], [0.51, 51.75]), bow, { ...drawn('point', [0.5, 51.75]), radiusM: 5 }].map((one) => [placeTold(one), placeFault(one)])).toEqual([
      [null, 'Say where it is.'], [null, 'A line needs two places or more.'], [null, 'An area needs three corners or more.'], [null, 'The outline crosses itself: list the corners in order around the area.'], [null, 'Metres are whole, from 10 to 1,000.'],
    ])
    expect(placeFault(drawn('line', ...Array.from({ length: 200 }, (_, i): [number, number] => [0.5 + i / 1e4, 51.75])))).toMatch(/^A site has fewer than 200 corners/)
  })
  it('is said in words, with its length or its size', () => {
    expect([drawn('point', [0.5, 51.75]), drawn('line', [0.5, 51.75], [0.5, 51.76]), drawn('area', [0.5, 51.75], [0.5, 51.76], [0.51, 51.76])].map(placeWords)).toEqual(['A point, 50 m about it.', 'A line of 1.1 km, 50 m to both sides.', 'An area of 3 corners, about 382,700 square metres.'])
    for (const at of circleOf([0.5, 51.75], 80)) expect(metresBetween(at, [0.5, 51.75])).toBeCloseTo(80, 1)
  })
  it('follows a road between where it is nearest to two places, in the order asked for', () => {
    const roads = { features: [{ properties: { ref: 'A12' }, geometry: { type: 'LineString', coordinates: [[0.4, 51.7], [0.5, 51.75], [0.6, 51.75], [0.7, 51.8]] } }] } as never
    const line = alongRoad([0.55, 51.751], [0.45, 51.72], roads, 'A12')!
    expect([line.length, line[0]![0], line[0]![1], line[1]]).toEqual([3, expect.closeTo(0.55), expect.closeTo(51.75), [0.5, 51.75]])
    expect(metresBetween(line[2]!, [0.45, 51.725])).toBeLessThan(600)
    expect(alongRoad([0.55, 51.751], [0.45, 51.72], roads, 'A99')).toBeNull()
  })
  it('lies on the map by state and kind, each state with a shape and a hue of its own', () => {
    const looks = Object.values(siteMarks)
    expect([new Set(looks.map(({ mark }) => mark)).size, new Set(looks.map(({ token }) => token)).size]).toEqual([6, 6])
    const site = { id: 'a', kind: 'speed-watch', status: 'built', position: [0.5, 51.75], radiusM: 30, shape: null } as never
    const { sites, 'site-grounds': grounds, 'site-drawn': pen } = siteFeatures({ sites: [site], chosen: 'a', drawn: drawn('line', [0.5, 51.75], [0.51, 51.75]) })
    expect([sites[0]!.properties, grounds[0]!.geometry.type, pen.map(({ geometry }) => geometry.type)]).toEqual([{ id: 'a', kind: 'speed-watch', status: 'built', chosen: true }, 'Polygon', ['LineString', 'Point', 'Point']])
  })
})
