/** How layers are worked out as the reader chooses, and where harm and count disagree, without a server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shiftIds } from '../../api/vocabulary.ts'
import type { ForecastAnswer } from '../../web/src/answers.ts'
import { disagreementOf, foremostBy } from '../../web/src/hotspots/disagreement.ts'
import { joinedFile } from '../../web/src/hotspots/joined-file.ts'
import { filePath, keyOf, keyOfAnswer, queryOf } from '../../web/src/hotspots/layer-asks.ts'
import { readingOf } from '../../web/src/hotspots/read-layers.ts'
import { changed, choices, defaultSettings, parseSettings, SETTINGS_OF, type LayerSettings } from '../../web/src/hotspots/settings.ts'
import { settingWords } from '../../web/src/hotspots/setting-words.ts'
import { about, beside, cells, hotspots, query } from '../support/hotspots-answer.ts'

const settings = defaultSettings

describe('the settings of layers', () => {
  const any: fc.Arbitrary<LayerSettings> = fc.record({
    ...Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...(values as readonly string[]))])),
    bandwidth: fc.option(fc.integer({ min: 50, max: 20_000 }), { nil: null }), show: fc.constantFrom('harm', 'disagreement'), day: fc.constantFrom('2025-10-01', '2028-02-29', null), shift: fc.constantFrom(...shiftIds, null),
  } as never).map((one) => { const given = one as LayerSettings; return { ...given, ...(given.bandwidth === null ? {} : { rule: choices.rule[0] }), shift: given.day === null ? null : given.shift } })
  it('come back from the address as they were, the defaults left out of it', () => {
    fc.assert(fc.property(any, (chosen) => { expect(parseSettings(new URLSearchParams(changed(chosen)))).toEqual(chosen) }))
    expect(changed(defaultSettings)).toEqual([])
    for (const text of ['ring=3', 'test=t', 'bandwidth=49', 'bandwidth=20001', 'bandwidth=1e3', 'show=all', 'day=2025-02-29', 'day=2025-1-1', 'shift=late', 'shift=nap']) expect(parseSettings(new URLSearchParams(text))).toEqual(defaultSettings)
  })
  it('reach the question of the layers that have them, and no other', () => {
    const chosen = parseSettings(new URLSearchParams('ring=2&correction=by&kernel=gaussian&bandwidth=800&generated=true'))
    const told = Object.fromEntries((['significance', 'harm', 'class', 'change', 'density', 'forecast'] as const).map((layer) => [layer, queryOf(layer, query, chosen).split('res=8')[1]]))
    expect(told).toEqual({
      significance: '&ring=2&correction=by', harm: '&weight=cchi&generated=true&ring=2&correction=by', class: '&ring=2', change: '&correction=by',
      density: '&kernel=gaussian&bandwidth=800', forecast: '',
    })
  })
  it('ask of a day and a shift in place of a month, and know their answer again', () => {
    const evening = parseSettings(new URLSearchParams('day=2025-10-03&shift=late'))
    expect(queryOf('forecast', query, evening)).toBe('theme=burglary&day=2025-10-03&shift=late&res=8')
    const answer: ForecastAnswer = { query: { theme: 'burglary', month: '2025-10', day: '2025-10-03', shift: 'late', res: 8, area: null }, method: null, reason: '', trainedOn: [], n: 5631, expected: 4.25, cells, risk: [2, 1, 1, 0.25], ...beside }
    expect(keyOfAnswer({ settings, layer: 'forecast', answer })).toBe(keyOf('forecast', query, evening))
    expect(readingOf({ settings, layer: 'forecast', answer }, about).words.headline).toBe('About 4.25 offences expected in the shift \u201cLate\u201d of Fri 3 Oct 2025')
  })
  it('make an answer the answer to another question: what it says of itself counts, not what was asked', () => {
    const wide = { ...settings, ring: '2' as const }
    expect(keyOf('significance', query, wide)).not.toBe(keyOf('significance', query, settings))
    expect(keyOfAnswer({ settings: wide, layer: 'significance', answer: hotspots })).toBe(keyOf('significance', query, settings))
    expect(filePath({ settings, layer: 'significance', answer: { ...hotspots, query: { ...hotspots.query, ring: 2 } } })).toBe('?theme=burglary&from=2024-10&to=2025-09&res=8&ring=2')
    expect(keyOf('harm', query, { ...settings, show: 'disagreement' })).not.toBe(keyOf('harm', query, settings))
  })
  it('are each told with what they do, in the method of their layer', () => {
    for (const names of Object.values(SETTINGS_OF)) for (const name of names) if (name in choices) expect(Object.keys(settingWords[name as keyof typeof choices].options).sort()).toEqual([...choices[name as keyof typeof choices]].sort())
    const { facts } = readingOf({ settings, layer: 'significance', answer: { ...hotspots, query: { ...hotspots.query, ring: 2 } } }, about).method
    expect(Object.fromEntries(facts)).toMatchObject({ Neighbours: 'Two rings, the eighteen around. Each hexagon is judged together with the eighteen around it: smoother, and a small hotspot may be lost.' })
  })
})

describe('where harm and count disagree', () => {
  it('takes all that are equal at the edge, and never a hexagon with nothing', () => {
    const { rows, tied } = foremostBy([5, 3, 3, 3, 0, 1], 2)
    expect([[...rows], tied]).toEqual([[0, 1, 2, 3], 3])
    expect([...foremostBy([0, 2, 0], 3).rows]).toEqual([1])
    expect([...foremostBy([0, 0], 1).rows]).toEqual([])
  })
  it('parts hexagons into both, count alone and harm alone, and gives equal ones the same place', () => {
    const { standings, sizes, places } = disagreementOf([9, 8, 1, 1, 0], [100, 2, 70, 2, 0], 20, 0.1)
    expect(standings).toEqual([1, 2, 3, 0, 0])
    expect(sizes).toEqual({ both: 1, count: 1, harm: 1 })
    expect(places).toEqual({ count: [1, 2, 3, 3, null], harm: [1, 3, 2, 3, null] })
  })
  it('adds up: every foremost hexagon is in one of the parts', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 12, maxLength: 12 })
    fc.assert(fc.property(numbers, numbers, fc.constantFrom(0.05, 0.2, 0.5), (counts, harms, share) => {
      const { sizes, byCount, byHarm } = disagreementOf(counts, harms, 12, share)
      expect(sizes.both + sizes.count).toBe(byCount.rows.size)
      expect(sizes.both + sizes.harm).toBe(byHarm.rows.size)
      for (const row of byCount.rows) for (let other = 0; other < 12; other++) if (!byCount.rows.has(other)) expect(counts[row]!).toBeGreaterThan(counts[other]!)
    }))
  })
  it('is said in a sentence, painted in three classes, and its file has the ranks beside the server\'s columns', () => {
    const harm = { ...hotspots, n: 40, values: [100, 2, 70, 0], query: { ...hotspots.query, weight: 'cchi' } }
    const counts = { ...hotspots, n: 40, values: [9, 8, 1, 0] }
    const reading = readingOf({ settings: { ...settings, show: 'disagreement' }, layer: 'harm', answer: harm, counts }, about)
    expect(reading.words.headline).toBe('Of the 2 fullest and the 2 most harmful hexagons, 1 is the same')
    expect(reading.words.detail[0]).toBe('1 holds many offences of little harm; 1 holds few offences of much harm. Two orders that had nothing to do with each other would share 0.1.')
    expect([...reading.painted.classes]).toEqual([1, 2, 3])
    expect(joinedFile(`h3,value\r\n${cells[1]},2\r\n${cells[3]},0\r\n`, reading, ['count', 'countRank', 'harmRank', 'foremost']))
      .toBe(`h3,value,count,countRank,harmRank,foremost\r\n${cells[1]},2,8,2,3,count alone\r\n${cells[3]},0,,,,\r\n`)
  })
})
