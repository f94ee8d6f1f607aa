/** What is said of one hexagon, of near repeats and of repeat locations, without a server. */
import { latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../api/hotspots/why-cell.ts'
import type { NearRepeatAnswer, RepeatsAnswer, WhyAnswer } from '../../web/src/answers.ts'
import { isRaised, knoxCells, nearRepeatSentence } from '../../web/src/hotspots/near-repeat-words.ts'
import { byDistrict, repeatSentences, viewOfPlace } from '../../web/src/hotspots/repeats-words.ts'
import { strengthOf, strengthWords } from '../../web/src/hotspots/strengths.ts'
import { whyWords } from '../../web/src/hotspots/why-words.ts'
import { emptyView, viewToUrl } from '../../web/src/view-url.ts'

const cell = latLngToCell(51.7, 0.5, 8)
const beside = { dataVersion: '7', unit: 'offences', source: 'Street-level crime', caveat: 'Snapped.', synthetic: false, protected: false, note: null }
const answer: WhyAnswer = {
  query: { theme: 'burglary', from: '2024-10', to: '2025-09', res: 8, area: null, cell, ring: 1, test: 'normal', correction: 'bh', mode: 'emerging', weight: 'cchi', generated: false },
  n: 5598, count: 42, total: 11756, mean: 2.1, share: 0.0036, rank: 3, tied: 2, months: ['2025-09'], counts: [42],
  neighbours: { cells: ['a', 'b', 'c', 'd', 'e', 'f'], counts: [20, 20, 20, 20, 20, 18], total: 118 },
  significance: { z: 5.213, p: 0.0000002, pAdjusted: 0.00004, verdict: 'hotspot, 99%' },
  change: { before: { from: '2023-10', to: '2024-09' }, countBefore: 20, countAfter: 42, p: 0.004, pAdjusted: 0.04, note: null },
  trend: { class: 'hot-persistent', held: 9, of: 12, note: null },
  forecast: { month: '2025-10', expected: 3.4123, rank: 4, tied: 0, method: { id: 'count-12', title: 'Count of one year', text: 'Counts.' }, note: null },
  harm: { value: 10328, share: 0.004, rank: 3, tied: 0, z: 5, p: 0, pAdjusted: 0, verdict: 'hotspot, 99%', title: 'Cambridge Crime Harm Index 2026', edition: 'cchi-2026, 2026-02', note: null },
  snapPoint: { label: 'on or near supermarket', n: 24, of: 42 },
  nearby: [{ kind: 'licensed-premises', n: 3, places: [{ name: 'The Anchor', distanceM: 120, inside: true }, { name: 'The Ship', distanceM: 300, inside: true }, { name: 'The Bell', distanceM: 1200, inside: false }] }, { kind: 'school', n: 1, places: [{ name: 'Marsh Road School', distanceM: 90, inside: true }] }],
  ...beside
}
const rowsOf = (change: Partial<WhyAnswer>, exact = true) => new Map(whyWords({ ...answer, ...change }, 'Essex', exact).rows)

describe('why here', () => {
  it('is answered in a sentence, with its course in another', () => {
    const { sentence, course } = whyWords(answer, 'Essex', true)
    expect(sentence).toBe('Stands out: 42 offences where the average hexagon of Essex has 2.1; the six around it hold 118.')
    expect(course).toBe('Persistent hotspot, 9 of 12 months; forecast 3.41 for Oct 2025, rank 4 of 5,598.')
  })

  it.each([
    ['not significant', 'Not told from chance: 42 offences'], ['coldspot, 95%', 'Quieter than chance would have it: 42'], ['hotspot, 90%', 'Stands out, but not clearly: 42'],
    ['coldspot, 90%', 'Quieter than chance would have it, but not clearly: 42'], ['no test', 'Too little to tell from chance: 42']
  ])('begins with what the test says: %s', (verdict, begins) => {
    expect(whyWords({ ...answer, significance: { ...answer.significance, verdict } }, 'Essex', true).sentence).toContain(begins)
  })

  it('is said of a hexagon without a record and at the border as well', () => {
    expect(whyWords({ ...answer, count: 0, neighbours: { cells: ['a'], counts: [9], total: 9 } }, 'Essex', true).sentence)
      .toBe('Stands out by what lies around it: no offence where the average hexagon of Essex has 2.1; the 1 around it holds 9.')
    const none = whyWords({ ...answer, trend: { class: null, held: 0, of: 3, note: 'No class: 3 periods, at least 10 are needed.' }, forecast: { month: '2025-10', expected: null, rank: null, tied: null, method: null, note: 'Too few months.' } }, 'Essex', true)
    expect(none.course).toBe('')
    expect(new Map(none.rows).get('Trend')).toContain('No class: 3 periods')
    expect(new Map(none.rows).get('Forecast')).toBe('Too few months.')
  })

  it('has a line for each thing that is known, ties told, and none for what is not', () => {
    const rows = rowsOf({})
    expect(rows.get('Rank')).toBe('3 of 5,598 hexagons, shared with 2 others')
    expect(rows.get('Test')).toBe('Hotspot, 99%: Gi* z 5.21, p under 0.001, after correction for 5,598 tests under 0.001')
    expect(rows.get('Change')).toBe('20 in Oct 2023 to Sep 2024, 42 now: more than chance would explain (p 0.040 after correction)')
    expect(rows.get('Map point')).toContain('on or near supermarket (24 of 42)')
    expect(rows.get('Nearby')).toBe('3 licensed premises: The Anchor (120 m), The Ship (300 m) and 1 more; School: Marsh Road School (90 m)')
    expect([...rowsOf({ harm: null, snapPoint: null, nearby: [] }).keys()]).toEqual(['Rank', 'Test', 'Change', 'Trend', 'Forecast'])
  })

  it('spares residents the terms of the field', () => {
    const all = whyWords(answer, 'Essex', false)
    expect(JSON.stringify(all)).not.toMatch(/Gi\*|\bz\b|\bp\b/)
    expect(new Map(all.rows).get('Test')).toBe('More here and around it than chance would put there: 99% sure')
  })

  it('says that rounded counts are not tested for change', () => {
    expect(rowsOf({ protected: true, change: { ...answer.change, p: null, pAdjusted: null, note: 'Rounded.' } }).get('Change')).toBe('20 in Oct 2023 to Sep 2024, 42 now; not tested, because counts are rounded')
  })

  it('calls a verdict as the map and its table do', () => {
    for (const z of [-3, -1, 0, 2, null]) for (const p of [0.001, 0.01, 0.03, 0.05, 0.08, 0.1, 0.5, null]) {
      expect(verdictOf(z, p)).toBe(strengthWords(strengthOf(z, p), 'coldspot', 'hotspot'))
    }
  })
})

describe('near repeats', () => {
  const knox: NearRepeatAnswer = {
    query: { theme: 'burglary', from: '2024-10', to: '2025-09', area: null }, method: 'Knox.', n: 300, distanceBands: ['same position', '1 to under 100 m'], timeBands: ['0 to under 7 days', '7 days and more'],
    observed: [[5, 2], [9, 40]], ratio: [[1.6, 1.2], [1.19, null]], p: [[0.001, 0.051], [0.001, null]], communicated: 'After an incident the risk is raised at the same position for 7 days.', signIn: false, ...beside
  }
  it('are marked where both the ratio and p say so, and nowhere else', () => {
    expect(knoxCells(knox)!.map((row) => row.map(({ raised }) => raised))).toEqual([[true, false], [false, false]])
    expect([isRaised(1.2, 0.05), isRaised(1.1999, 0.05), isRaised(1.2, 0.0501), isRaised(null, 0.01)]).toEqual([true, false, false, false])
  })
  it('are answered in words before the table', () => {
    const without = { ...knox, observed: null, ratio: null, p: null, communicated: null }
    expect([knox, { ...knox, communicated: null }, { ...without, signIn: true }, without].map(nearRepeatSentence)).toEqual([
      knox.communicated, 'Too few to tell: 300 dated offences', 'Near repeats are shown to those who have signed in', 'Near repeats cannot be told here'
    ])
    expect(knoxCells(without)).toBeNull()
  })
})

describe('repeat locations', () => {
  const place = { district: 'Basildon', location: 'L117403', n: 12, victims: 8, firstDay: '2025-01-02', lastDay: '2025-08-30', business: 0.5, lng: 0.45678, lat: 51.57123 }
  const repeats: RepeatsAnswer = {
    query: { theme: 'crime', from: '2025-01', to: '2025-09', area: null }, locations: [place, { ...place, location: 'L2', district: '' }],
    repeats: [{ of: 'business', named: 10, different: 10, repeated: 0, onRepeated: 0 }, { of: 'location', named: 1204, different: 900, repeated: 98, onRepeated: 310 }, { of: 'person', named: 4, different: 3, repeated: 1, onRepeated: 2 }], ...beside
  }
  it('are told in sentences, places first', () => {
    expect(repeatSentences(repeats)).toEqual([
      'Of 1,204 offences that name a place, 310 (25.7%) happened at 98 places met more than once.',
      'Of 4 offences that name a victim, 2 (50.0%) happened against 1 person met more than once.',
      'Of 10 offences that name a business as victim, none fell on one met before.'
    ])
    expect(byDistrict(repeats.locations).map(({ district, places }) => [district, places.length])).toEqual([['Basildon', 1], ['No district', 1]])
  })
  it('lead to their hexagon: the address names neither the place nor where exactly it is', () => {
    const url = viewToUrl({ ...emptyView, ...viewOfPlace(place, [6, 7, 8, 9, 10]) })
    expect(url).toContain(`cell=${latLngToCell(place.lat, place.lng, 9)}`)
    expect(url).not.toMatch(/L117403|51\.571|0\.4568/)
    expect(viewOfPlace(place, [6, 7, 8]).res).toBe(8)
  })
})
