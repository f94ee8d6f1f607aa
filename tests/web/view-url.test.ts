import fc from 'fast-check'
import { latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { emptyView, parseView, viewToUrl, type View } from '../../web/src/view-url.ts'

const month = fc.tuple(fc.integer({ min: 1990, max: 2049 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const decimals = (min: number, max: number, places: number) =>
  fc.integer({ min: Math.ceil(min * 10 ** places), max: Math.floor(max * 10 ** places) }).map((n) => Number((n / 10 ** places).toFixed(places)))

const anyView: fc.Arbitrary<View> = fc.record({
  page: fc.constantFrom('map' as const, 'sources' as const, 'help' as const),
  theme: maybe(fc.constantFrom('crime', 'anti-social-behaviour', 'ksi-casualties')),
  from: maybe(month),
  to: maybe(month),
  res: maybe(fc.integer({ min: 5, max: 10 })),
  area: maybe(fc.constantFrom('E10000012', 'E07000070', 'E06000033')),
  cell: maybe(fc.constant(latLngToCell(51.7, 0.5, 8))),
  map: maybe(fc.record({ zoom: decimals(0, 22, 2), lat: decimals(-85, 85, 4), lng: decimals(-180, 180, 4) })),
  table: fc.boolean(),
  month: maybe(month),
}).filter(({ from, to }) => from === null || to === null || from <= to)

const through = (url: string) => parseView(...(url.split('?').length > 1 ? [url.split('?')[0]!, `?${url.split('?')[1]}`] : [url, '']) as [string, string])

describe('the address', () => {
  it('holds the whole view: any view comes back as it was', () => {
    fc.assert(fc.property(anyView, (view) => { expect(through(viewToUrl(view))).toEqual(view) }), { numRuns: 500 })
  })

  it('is short where nothing was chosen', () => {
    expect(viewToUrl(emptyView)).toBe('/')
    expect(viewToUrl({ ...emptyView, page: 'sources' })).toBe('/sources')
    expect(viewToUrl({ ...emptyView, theme: 'burglary', map: { zoom: 10.5, lat: 51.7, lng: 0.5 } })).toBe('/?theme=burglary&map=10.5/51.7/0.5')
  })

  it('never takes over what it does not understand', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('theme', 'from', 'to', 'res', 'area', 'cell', 'map', 'table', 'month'), fc.string()), (query) => {
      const view = parseView('/', `?${new URLSearchParams(query)}`)
      expect(through(viewToUrl(view))).toEqual(view)
    }))
    expect(parseView('/nowhere', '?theme=<b>&from=2025-13&res=99&cell=zzz&map=1/2')).toEqual(emptyView)
  })

  it('turns a span that was written backwards', () => {
    expect(parseView('/', '?from=2025-09&to=2025-01')).toMatchObject({ from: '2025-01', to: '2025-09' })
  })
})
