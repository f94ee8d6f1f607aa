/** The page of emergency response, as far as it is pure: the address, the questions, the words, the classes, the charts and the map's features. */
import fc from 'fast-check'
import { latLngToCell, gridDisk } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { classSources, clockStarts, clockStops, complianceStatuses, grades, responseStandard } from '../../api/response-vocabulary.ts'
import type { Compliance, ComplianceAnswer, ComplianceRow, HeadlineAnswer, LateAnswer } from '../../web/src/response/asks.ts'
import { CLASSES, classOf, classTitles, markOfClass, markOfStatus, tokenOfClass, TOO_FEW } from '../../web/src/response/compliance-classes.ts'
import { beyondWords, publicWords, splitWords, whyWords } from '../../web/src/response/late-words.ts'
import { boundsWords, stampsWords } from '../../web/src/response/quality-words.ts'
import { complianceFeatures } from '../../web/src/response/response-layers.ts'
import { districtsQuestion, headlineQuestion, lateQuestion, splitQuestion, trendQuestion } from '../../web/src/response/response-questions.ts'
import { emptyResponse, parseResponse, responseTabs, withClock, type ResponseView } from '../../web/src/response/response-view.ts'
import { FUNNEL, shareFunnel } from '../../web/src/response/share-funnel.ts'
import { letteredMonths, TREND, trendShape } from '../../web/src/response/trend-shape.ts'
import { betweenWords, districtsWords, figureWords, groupsWords, hourName, hoursWords, minutesWords, overviewWords, pointsWords, shareWords, statusWords, tidy, trendWords, waitingWords } from '../../web/src/response/words.ts'
import { monthsBetween } from '../../web/src/ui/months.ts'
import { emptyView, parseAddress, viewToUrl } from '../../web/src/view-url.ts'

const none = { value: null, lower: null, upper: null }
const part = (patch: Partial<Compliance> = {}): Compliance => ({ attended: 874, total: 1000, share: 0.874, lower: 0.871, upper: 0.877, status: 'below', unjudged: 4, worst: 0.87, best: 0.878, medianS: none, p90S: none, ...patch })
const row = (patch: Partial<ComplianceRow> = {}): ComplianceRow => ({ id: '2014-09', title: '2014-09', urban: part(), rural: part(), pooled: part(), unjudgedShare: 0.004, ...patch })
const query: ComplianceAnswer['query'] = { from: '2013-10', to: '2014-09', area: null, start: 'call', stop: 'arrived', class: 'own', grade: 'emergency', text: '', by: 'month' }
const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[]
const status = fc.constantFrom(...keysOf(complianceStatuses))
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('the address', () => {
  const response: fc.Arbitrary<ResponseView> = fc.record({
    tab: fc.constantFrom(...responseTabs), start: fc.constantFrom(...keysOf(clockStarts)), stop: fc.constantFrom(...keysOf(clockStops)), class: fc.constantFrom(...keysOf(classSources)), grade: fc.constantFrom(...keysOf(grades)),
    place: fc.option(fc.constantFrom('88194e009bfffff', 'A12-10.0', 'E07000066-urban', 'A1(M)-0.0'), { nil: null }),
  }).map(withClock)
  it('holds everything that is asked, and gives it back', () => fc.assert(fc.property(response, (response) => {
    const view = { ...emptyView, page: 'response' as const, from: '2013-10', area: 'E07000070', response }
    expect(parseAddress(viewToUrl(view))).toEqual(view)
  })))
  it('is short while nothing is chosen, and is not carried to other pages', () => {
    expect(viewToUrl({ ...emptyView, page: 'response' })).toBe('/response')
    expect(viewToUrl({ ...emptyView, page: 'help', response: { ...emptyResponse, tab: 'map', grade: 'priority' } })).toBe('/help')
  })
  it('drops what is none: another tab, a place with spaces, a clock that stops where it starts', () => {
    expect(parseResponse(new URLSearchParams('tab=elsewhere&place=a%20b&start=never&class=ruc99'))).toEqual(emptyResponse)
    expect(parseResponse(new URLSearchParams('start=dispatched&stop=dispatched'))).toEqual({ ...emptyResponse, start: 'dispatched' })
  })
  it('becomes only the part of a question that the answer goes by', () => {
    const view = { ...emptyView, to: '2014-09', area: 'E07000070', response: { ...emptyResponse, tab: 'map' as const, place: 'x', class: 'ruc21' as const } }
    expect(splitQuestion(view, 'cell')).toBe('by=cell&to=2014-09&area=E07000070&class=ruc21')
    expect(districtsQuestion(view)).toBe('by=district&to=2014-09&class=ruc21')
    expect(lateQuestion(view)).toBe('to=2014-09&area=E07000070&class=ruc21')
    expect(trendQuestion(view, '2014-09')).toBe('by=month&from=2012-10&to=2014-09&area=E07000070&class=ruc21')
    expect([headlineQuestion(null), headlineQuestion('2014-09')]).toEqual(['', 'month=2014-09'])
  })
})

describe('the words', () => {
  it('tell a share never without its interval and its standing', () => {
    expect(figureWords(part())).toBe('87.4% (95% interval 87.1 to 87.7), below the standard of 90%')
    expect(figureWords(part({ share: null, lower: null, upper: null, status: null }))).toBe('no emergency to judge')
    expect([betweenWords({ lower: null, upper: null }), shareWords({ share: null }), statusWords('meets')]).toEqual(['–', 'none', 'meets the standard of 90%'])
  })
  it('tell town and country before both together', () => {
    const whole = { urban: part({ share: 0.902, status: 'not-distinguishable' }), rural: part({ share: 0.787 }), pooled: part() }
    expect(overviewWords({ whole, query }, 'Essex')).toBe('Essex, Oct 2013 to Sep 2014: attended in time were 90.2% of urban emergencies within 15 minutes (cannot be told from the standard of 90%) and 78.7% of rural ones within 20 (below the standard of 90%). Together 87.4%: below the standard of 90%.')
    const empty = part({ share: null, status: null })
    expect(overviewWords({ whole: { urban: empty, rural: empty, pooled: empty }, query }, 'Essex')).toMatch(/^No emergency in Essex/)
    expect(overviewWords({ whole: { ...whole, rural: empty }, query }, 'Southend')).not.toContain('rural')
  })
  it('tell times and points as they are read aloud', () => {
    expect([minutesWords(531), minutesWords(42), minutesWords(900), minutesWords(null)]).toEqual(['8 min 51 s', '42 s', '15 min 0 s', 'not known'])
    expect(waitingWords({ value: 531, lower: 528, upper: 533 })).toBe('8 min 51 s (8 min 48 s to 8 min 53 s)')
    expect([pointsWords(0.8740069933, 0.9010036646), pointsWords(0.9, 0.9), pointsWords(0.905, 0.9), pointsWords(null, 0.9)]).toEqual(['−2.7 points', '0.0 points', '+0.5 points', 'not known'])
    expect(tidy('-2.7 points of 90 %, urban-rural (-1)')).toBe('−2.7 points of 90%, urban-rural (−1)')
  })
  it('differ in points as the printed shares do, whichever they are', () => fc.assert(fc.property(share, share, (now, before) => {
    const printed = (n: number) => Math.round(n * 1000)
    expect(pointsWords(now, before)).toBe(`${printed(now) > printed(before) ? '+' : ''}${((printed(now) - printed(before)) / 10).toFixed(1).replace('-', '−')} points`)
  })))
  it('tell exceptional months by their side, and say where there are no limits', () => {
    const limits = { lower: 0.87, upper: 0.9 }
    const rows = [row({ id: '2014-07', limits, exceptional: 'high' }), row({ id: '2014-08', limits, exceptional: 'low' }), row({ limits, exceptional: 'low' })]
    expect(trendWords({ rows, query })).toBe('Oct 2013 to Sep 2014: below the limits in Aug to Sep 2014 and above them in Jul 2014.')
    expect(trendWords({ rows: [row({ limits })], query })).toMatch(/no month lies beyond/)
    expect(trendWords({ rows: [row()], query })).toMatch(/too few months/)
  })
  it('tell hours, groups and districts', () => {
    const hours = [row({ id: '4-17', weekday: 4, hour: 17, pooled: part({ share: 0.8, total: 20 }) }), row({ id: '0-3', weekday: 0, hour: 3, pooled: part({ share: 0.95, status: 'not-distinguishable' }) }), row({ weekday: 1, hour: 3, pooled: part({ share: 0.1, total: 9 }) })]
    expect(hourName(hours[0]!)).toBe('Friday, 17:00 to 18:00')
    expect(hoursWords(hours, 10)).toBe('Lowest: Friday, 17:00 to 18:00, 80.0% of 20 in time; highest: Monday, 03:00 to 04:00, 95.0%. Below the standard of 90%: 1 of 2 hours of the week.')
    expect(hoursWords([], 10)).toMatch(/^No hour/)
    expect(groupsWords([row({ enough: true }), row({ enough: false })])).toBe('1 place has ten emergencies or more. Below the standard: 1; meeting it: 0; not to be told from it: 0. With too few: 1 more.')
    expect(districtsWords({ rows: [row({ title: 'Uttlesford', standing: 'far-below' }), row({ title: 'Harlow', standing: 'above' })], whole: { urban: part(), rural: part(), pooled: part() }, query })).toBe('All together 87.4% in Oct 2013 to Sep 2014. Below what chance explains: Uttlesford; above it: Harlow.')
  })
  it('tell whether dispatch or drive makes them late', () => {
    const splits = (dispatchShare: number | null): LateAnswer['urban'] => ({ inTime: { count: 10, dispatchS: 96, driveS: 343 }, late: { count: 4, dispatchS: 107, driveS: 1126 }, dispatchShare })
    expect(whyWords({ urban: splits(0.02), rural: splits(0.018) })).toBe('It is the drive, not the dispatch: at most 2.0% of what late ones took longer lay before the dispatch.')
    expect(whyWords({ urban: splits(0.6), rural: splits(null) })).toMatch(/^Much of it lies before the dispatch/)
    expect(splitWords(splits(0.02), 'Urban')).toContain('the drive took 18 min 46 s (in time: 5 min 43 s)')
    expect(splitWords(splits(null), 'Urban')).toMatch(/no dispatch is stamped/)
    expect([beyondWords({ late: 94, expectedLate: 22.8 }), beyondWords({ late: 1, expectedLate: 0 })]).toEqual(['4.1 times what is expected', 'nothing expected'])
  })
  it('tell what is left out, and whether it could change the answer', () => {
    expect(stampsWords({ emergencies: 62310, unjudged: 251, share: 0.004, byFault: [], outside: 0 })).toBe('251 of 62,310 emergencies (0.4%) cannot be judged and are left out of every share.')
    expect(boundsWords(part({ worst: 0.87, best: 0.875 }))).toMatch(/below 90% either way/)
    expect(boundsWords(part({ worst: 0.91, best: 0.92 }))).toMatch(/at or above 90% either way/)
    expect(boundsWords(part({ worst: 0.89, best: 0.91, status: 'not-distinguishable' }))).toMatch(/could decide.*which the interval leaves open/)
  })
  it('tell the public without a word that is not theirs', () => {
    const year = { from: '2013-10', to: '2014-09', urban: part({ share: 0.902 }), rural: part({ share: 0.787 }), pooled: part(), answered: null }
    const said = publicWords({ thisYear: year, lastYear: { ...year, pooled: part({ share: 0.901 }) }, forceName: 'Essex' } as HeadlineAnswer)
    expect(said).toBe('In Essex, police reached 87.4% of emergencies in time in Oct 2013 to Sep 2014: 90.2% of those in towns within 15 minutes, and 78.7% of those in the country within 20. The aim of 90% was missed. In the twelve months before it was 90.1%.')
    expect(publicWords({ thisYear: null, lastYear: null, forceName: null })).toMatch(/^Twelve whole months/)
  })
})

describe('the classes', () => {
  it('are strong where the standing is sure, pale where it is not, none where there are too few', () => fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), share, status, (total, share, status) => {
    const rank = classOf({ total, share, status })
    expect(total < 10 ? [TOO_FEW] : status === 'below' ? [1, 2, 3] : status === 'meets' ? [6, 7] : [4, 5]).toContain(rank)
  })))
  it('grow with the share among those of one standing', () => fc.assert(fc.property(share, share, status, (a, b, status) => {
    const [low, high] = [classOf({ total: 20, share: Math.min(a, b), status }), classOf({ total: 20, share: Math.max(a, b), status })]
    expect(low).toBeLessThanOrEqual(high)
  })))
  it('have a title each, and a mark where the standing is sure', () => {
    expect(classTitles).toHaveLength(CLASSES + 1)
    expect(Array.from({ length: CLASSES }, (_, i) => markOfClass(i + 1) !== null)).toEqual([true, true, true, false, false, true, true])
    expect([tokenOfClass(TOO_FEW), tokenOfClass(3)]).toEqual(['transparent', 'var(--compliance-3)'])
    expect(new Set(['meets', 'below', 'not-distinguishable'].map((one) => markOfStatus(one as never))).size).toBe(3)
  })
})

describe('the control chart', () => {
  const months = monthsBetween('2012-10', '2014-09')
  const rows = fc.array(fc.record({ share, held: fc.boolean() }), { minLength: 24, maxLength: 24 }).map((list) => list.flatMap(({ share, held }, i) => (held ? [row({ id: months[i]!, urban: part({ share }), rural: part({ share }), pooled: part({ share }), limits: { lower: share, upper: 1 } })] : [])))
  it('stays within its picture, whatever the shares', () => fc.assert(fc.property(rows, fc.integer({ min: 280, max: 1200 }), (rows, width) => {
    const shape = trendShape(rows, { from: '2012-10', to: '2014-09' }, width)
    for (const { id, pooled } of rows) {
      expect(shape.x(id)).toBeGreaterThan(TREND.left)
      expect(shape.x(id)).toBeLessThan(width - TREND.right)
      expect(shape.y(pooled.share!)).toBeGreaterThanOrEqual(TREND.top)
      expect(shape.y(pooled.share!)).toBeLessThanOrEqual(TREND.height - TREND.bottom)
    }
    expect(shape.y(1)).toBe(TREND.top)
    expect(shape.ticks.at(-1)).toBeCloseTo(1)
    expect(shape.ticks.length).toBeLessThanOrEqual(11)
  })))
  it('breaks its lines where a month is not held, and never bridges it', () => fc.assert(fc.property(rows, (rows) => {
    const held = new Set(rows.map(({ id }) => id))
    const runs = months.filter((month, i) => held.has(month) && !held.has(months[i - 1] ?? '')).length
    const shape = trendShape(rows, { from: '2012-10', to: '2014-09' }, 700)
    expect(shape.line((one) => one.pooled.share).split('M').length - 1).toBe(runs)
    expect(shape.steps((one) => one.limits?.lower).split('H').length - 1).toBe(rows.length)
  })))
  it('letters months so that they do not touch, the last one always', () => {
    expect(letteredMonths(months, 320).length).toBeLessThan(letteredMonths(months, 900).length)
    for (const width of [300, 500, 900]) expect(letteredMonths(months, width)).toContain('2014-09')
  })
})

describe('the funnel', () => {
  const districts = [[1212, 0.866, 0.843, 0.903], [6865, 0.89, 0.861, 0.886], [2969, 0.82, 0.854, 0.893]].map(([total, share, lower, upper], i) => row({ id: `d${i}`, pooled: part({ total: total!, share: share! }), limits: { lower: lower!, upper: upper! } }))
  const shape = shareFunnel(districts, responseStandard.share, 600)
  it('holds every district, its limits and the standard', () => {
    for (const share of [0.82, 0.843, 0.9, 0.903]) {
      expect(shape.y(share)).toBeGreaterThan(FUNNEL.top)
      expect(shape.y(share)).toBeLessThan(FUNNEL.height - FUNNEL.bottom)
    }
    expect(shape.x(6865)).toBeLessThan(600 - FUNNEL.right)
  })
  it('draws limits from the smallest district to the largest', () => {
    expect(shape.path('lower').match(/[ML]/g)).toEqual(['M', 'L', 'L'])
    const xs = [...shape.path('upper').matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x))
    expect(xs).toEqual(xs.toSorted((a, b) => a - b))
  })
  it('stands up to no district at all', () => expect(shareFunnel([], 0.9, 300).path('lower')).toBe(''))
})

describe('the map', () => {
  const middle = latLngToCell(51.75, 0.5, 8)
  it('outlines hexagons that hold too few as one, and draws stretches by their class', () => {
    const { few, stretches } = complianceFeatures({ few: [gridDisk(middle, 1)], stretches: [{ id: 'A12-0.0', rank: 1, line: [[0.5, 51.7], [0.6, 51.8]] }, { id: 'A12-10.0', rank: 4, line: [[0.5, 51.7]] }] })
    expect(few[0]!.geometry).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 1 } })
    expect(stretches.map(({ properties }) => properties)).toEqual([{ id: 'A12-0.0', rank: 1 }])
  })
})
