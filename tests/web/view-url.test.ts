import fc from 'fast-check'
import { latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../web/src/hotspots/settings.ts'
import { emptyResponse } from '../../web/src/response/response-view.ts'
import { emptyRoads } from '../../web/src/roads/roads-view.ts'
import { emptyView, layers, pages, parseAddress, parseView, planTabs, shares, signInFrom, splits, viewToUrl, type Page, type View } from '../../web/src/view-url.ts'

const month = fc.tuple(fc.integer({ min: 1990, max: 2049 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const decimals = (min: number, max: number, places: number) =>
  fc.integer({ min: Math.ceil(min * 10 ** places), max: Math.floor(max * 10 ** places) }).map((n) => Number((n / 10 ** places).toFixed(places)))

const planPages: readonly Page[] = ['patrols', 'patrols/new', 'patrols/plan', 'briefing']
const anyPage: fc.Arbitrary<View> = fc.record({
  page: fc.constantFrom(...pages.filter((page) => page !== 'sign-in' && !planPages.includes(page))),
  theme: maybe(fc.constantFrom('crime', 'anti-social-behaviour', 'ksi-casualties')),
  from: maybe(month),
  to: maybe(month),
  res: maybe(fc.integer({ min: 5, max: 10 })),
  area: maybe(fc.constantFrom('E10000012', 'E07000070', 'E06000033')),
  cell: maybe(fc.constant(latLngToCell(51.7, 0.5, 8))),
  map: maybe(fc.record({ zoom: decimals(0, 22, 2), lat: decimals(-85, 85, 4), lng: decimals(-180, 180, 4) })),
  layer: fc.constantFrom(...layers),
  settings: fc.constantFrom(defaultSettings, { ...defaultSettings, ring: '2' as const, show: 'disagreement' as const }, { ...defaultSettings, bandwidth: 800, kernel: 'gaussian' as const }),
  beside: maybe(fc.constantFrom(...layers)),
  split: fc.constantFrom(...splits),
  at: maybe(fc.integer({ min: 5, max: 95 }).map((percent) => (percent === 50 ? null : percent / 100))),
  share: maybe(fc.constantFrom(...shares)),
  table: fc.boolean(),
  month: maybe(month),
  next: fc.constant(null),
  refused: fc.constant(null),
  plan: fc.constant(null),
  tab: fc.constant('plan' as const),
  roads: fc.constant(emptyRoads),
  response: fc.constant(emptyResponse),
})
  .map((view) => (view.beside === null || view.beside === view.layer ? { ...view, beside: null, split: 'swipe' as const, at: null } : view))
  .filter(({ from, to }) => from === null || to === null || from <= to)
const planPage: fc.Arbitrary<View> = fc.record({ page: fc.constantFrom(...planPages), plan: maybe(fc.uuid()), tab: fc.constantFrom(...planTabs) }).map((plan) => ({ ...emptyView, ...plan }))
const anyView = fc.oneof(anyPage, planPage, fc.tuple(anyPage, maybe(fc.constantFrom('expired' as const, 'no-role' as const))).map(([view, refused]): View => ({ ...signInFrom(view), refused })))

const through = parseAddress

describe('the address', () => {
  it('holds the whole view: any view comes back as it was', () => {
    fc.assert(fc.property(anyView, (view) => { expect(through(viewToUrl(view))).toEqual(view) }), { numRuns: 500 })
  })

  it('is short where nothing was chosen', () => {
    expect(viewToUrl(emptyView)).toBe('/')
    expect(viewToUrl({ ...emptyView, page: 'sources' })).toBe('/sources')
    expect(viewToUrl({ ...emptyView, theme: 'burglary', map: { zoom: 10.5, lat: 51.7, lng: 0.5 } })).toBe('/?theme=burglary&map=10.5/51.7/0.5')
  })

  it('of a patrol plan names the plan and nothing that it or the map holds', () => {
    const id = '0b8f7a52-1c2d-4e3f-8a9b-0c1d2e3f4a5b'
    expect(viewToUrl({ ...emptyView, page: 'patrols/plan', plan: id, theme: 'burglary', area: 'E07000070', map: { zoom: 12, lat: 51.7, lng: 0.5 } })).toBe(`/patrols/plan?id=${id}`)
    expect(parseView('/patrols/plan', `?id=${id}&tab=delivery&theme=burglary`)).toEqual({ ...emptyView, page: 'patrols/plan', plan: id, tab: 'delivery' })
    for (const bad of ['1', id.toUpperCase(), `${id}x`]) expect(parseView('/patrols/plan', `?id=${bad}`).plan).toBeNull()
  })

  it('names a layer only where it is not the counts', () => {
    expect(viewToUrl({ ...emptyView, layer: 'significance' })).toBe('/?layer=significance')
    expect(parseView('/', '?layer=forecast&share=0.05')).toMatchObject({ layer: 'forecast', share: 0.05 })
    expect(parseView('/', '?layer=count')).toEqual(emptyView)
  })

  it('names two layers that are compared, how, and where the divider stands; never a layer beside itself', () => {
    expect(viewToUrl({ ...emptyView, beside: 'harm' })).toBe('/?beside=harm')
    expect(parseView('/', '?layer=significance&beside=count&split=pair&at=0.3')).toMatchObject({ layer: 'significance', beside: 'count', split: 'pair', at: 0.3 })
    for (const address of ['?beside=count&split=pair', '?split=pair&at=0.3', '?beside=heat']) expect(parseView('/', address)).toEqual(emptyView)
    for (const at of ['0', '1', '0.04', '0.96', '.5', '0.123', '5e-1']) expect(parseView('/', `?beside=harm&at=${at}`).at).toBeNull()
  })

  it('never takes over what it does not understand', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('theme', 'from', 'to', 'res', 'area', 'cell', 'map', 'table', 'month', 'layer', 'share', 'beside', 'split', 'at', 'ring', 'rule', 'bandwidth', 'show'), fc.string()), (query) => {
      const view = parseView('/', `?${new URLSearchParams(query)}`)
      expect(through(viewToUrl(view))).toEqual(view)
    }))
    expect(parseView('/nowhere', '?theme=<b>&from=2025-13&res=99&cell=zzz&map=1/2&layer=heat&share=0.3')).toEqual(emptyView)
  })

  it('turns a span that was written backwards', () => {
    expect(parseView('/', '?from=2025-09&to=2025-01')).toMatchObject({ from: '2025-01', to: '2025-09' })
  })

  it('of the page for signing in leads back to where the reader came from, with all that was chosen, and nowhere else', () => {
    fc.assert(fc.property(anyPage, (view) => {
      const { next } = through(viewToUrl(signInFrom(view)))
      expect(through(next ?? '/')).toEqual(view)
    }))
    expect(viewToUrl(signInFrom({ ...emptyView, page: 'audit' }))).toBe('/sign-in?next=/audit')
    expect(parseView('/sign-in', '?next=//evil.example&refused=<b>')).toEqual({ ...emptyView, page: 'sign-in' })
    expect(parseView('/sign-in', '?next=/nowhere?theme=burglary')).toMatchObject({ next: '/?theme=burglary', theme: 'burglary' })
    expect(parseView('/sign-in', '?next=/sign-in?next=/sign-in')).toEqual({ ...emptyView, page: 'sign-in' })
  })
})
