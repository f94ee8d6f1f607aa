/** The performance update on the page: figures and words of a row, its picture, and the picture for a slide. */
import { describe, expect, it } from 'vitest'
import type { PerformanceRow, SeriesAnswer } from '../../web/src/performance/asks.ts'
import { monthsShape } from '../../web/src/performance/months-shape.ts'
import { SLIDE, slideOf, wrapped } from '../../web/src/performance/slide.ts'
import { detailOf, figure, interval, printed, standing } from '../../web/src/performance/words.ts'
import { monthsBetween } from '../../web/src/ui/months.ts'
import { emptyView, parseAddress, viewToUrl } from '../../web/src/view-url.ts'

const row = (patch: Partial<PerformanceRow> = {}): PerformanceRow => ({
  id: 'all-crime', title: 'All crime offences', priority: 1, kind: 'count', unit: 'offences', indicator: true, lastYear: 99_588, thisYear: 100_050, lastYearOf: null, thisYearOf: null, difference: 462, percent: 0.5,
  differenceText: '+0.5 %', lower: -0.4, upper: 1.3, changeSincePreviousMonth: { points: 0.6, text: 'worsened 0.6' }, verdict: 'worse', certain: false, exceptional: null, similar: null, link: '/?theme=crime', monthsHeld: 24, note: null, ...patch
})
const months = monthsBetween('2012-10', '2014-09')
const series = (patch: Partial<SeriesAnswer> = {}): SeriesAnswer => ({
  query: { id: 'all-crime', month: '2014-09' }, dataVersion: '1', title: 'All crime <offences>', kind: 'count', unit: 'offences', text: 'No month lies beyond.', method: 'm', source: 'Synthetic demonstration data.', synthetic: true, caveat: 'c', dataAsAt: null, note: null,
  months: months.map((month, i) => ({ month, value: i === 3 ? null : 100 + i, lower: 80, upper: 120, exceptional: i === 23 ? 'high' as const : null })), ...patch
})

describe('a row', () => {
  it('has figures in the form of its kind', () => {
    expect([figure(row(), 100_050), figure({ id: 'solved', kind: 'share' }, 27.94), figure({ id: 'police-good-job', kind: 'survey' }, 57.1), figure(row(), null)]).toEqual(['100,050', '27.94%', '57.1%', 'no data'])
  })
  it('has its interval in per cent or points, with a true minus', () => {
    expect([interval(row()), interval(row({ id: 'solved', kind: 'share', lower: -1.25, upper: -0.45 })), interval(row({ lower: null }))]).toEqual(['−0.4% to +1.3%', '−1.25 to −0.45 points', '–'])
    expect(printed('burglary (-11.0 %), robbery (-17.1 %) of pre-war kind')).toBe('burglary (−11.0%), robbery (−17.1%) of pre-war kind')
  })
  it('claims better or worse only where chance does not explain it', () => {
    expect([standing(row()), standing(row({ certain: true })), standing(row({ certain: null, verdict: 'better' })), standing(row({ verdict: 'level' })), standing(row({ verdict: null }))]).toEqual(['worse, may be chance', 'worse', 'better, no interval', 'level', ''])
  })
  it('leads to where the same months are shown, and nowhere for what is not mapped', () => {
    const year = { thisYear: { from: '2013-10', to: '2014-09' } }
    expect([detailOf(row(), year), detailOf(row({ link: '/roads?tab=summary' }), year), detailOf(row({ link: '/response' }), year), detailOf(row({ link: null }), year)])
      .toEqual(['/?theme=crime&from=2013-10&to=2014-09', '/roads?tab=summary&from=2013-10&to=2014-09', '/response?from=2013-10&to=2014-09', null])
  })
})

describe('the picture', () => {
  it('breaks its line where a month is not loaded, and begins counts at nought', () => {
    const shape = monthsShape(series(), { width: 800, height: 240, left: 50, right: 10, top: 10, bottom: 20 })
    expect(shape.line.match(/M/g)).toHaveLength(2)
    expect([shape.points.length, shape.ticks[0], shape.y(0)]).toEqual([23, 0, 220])
  })
  it('of percentages begins near the lowest of them', () => {
    const shape = monthsShape(series({ kind: 'share', months: months.map((month) => ({ month, value: 88, lower: 86, upper: 91, exceptional: null })) }), { width: 800, height: 240, left: 50, right: 10, top: 10, bottom: 20 })
    expect([shape.ticks[0], shape.y(85) <= 220 && shape.y(95) >= 10]).toEqual([85, true])
  })
  it('is drawn without a month as well', () => {
    const shape = monthsShape(series({ months: months.map((month) => ({ month, value: null, lower: null, upper: null, exceptional: null })) }), { width: 800, height: 240, left: 50, right: 10, top: 10, bottom: 20 })
    expect([shape.line, shape.points]).toEqual(['', []])
  })
  it('for a slide stands alone: its size, title, period, source, and that it is synthetic', () => {
    const inks = { paper: 'a', ink: 'b', soft: 'c', rule: 'd', line: 'e', out: 'f' }
    const text = slideOf(series(), 'Essex', inks)
    expect(text).toContain(`width="${SLIDE.width}" height="${SLIDE.height}"`)
    for (const part of ['All crime &lt;offences&gt;, Essex', 'Oct 2012 to Sep 2014, offences a month', 'Synthetic data', 'Synthetic demonstration data.', '>high<']) expect(text).toContain(part)
    expect(slideOf(series({ synthetic: false }), null, inks)).not.toContain('>Synthetic data<')
  })
  it('breaks long lines between words, and says where it cut', () => {
    expect(wrapped('one two three four five six', 9, 4)).toEqual(['one two', 'three', 'four five', 'six'])
    expect(wrapped('one two three four five six', 9, 2)).toEqual(['one two', 'three…'])
    expect(wrapped('short', 9, 2)).toEqual(['short'])
  })
})

it('has an address that names the month', () => {
  const address = viewToUrl({ ...emptyView, page: 'performance', to: '2014-09' })
  expect(address).toBe('/performance?to=2014-09')
  expect(parseAddress(address)).toMatchObject({ page: 'performance', to: '2014-09' })
})
