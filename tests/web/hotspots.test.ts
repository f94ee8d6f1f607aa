/** What the layers of hotspots say and show, without a server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccuracyAnswer, ChangeAnswer, ClassesAnswer, DensityAnswer } from '../../web/src/answers.ts'
import { accuracyWords, apart, linesOf } from '../../web/src/hotspots/accuracy-words.ts'
import { LAST_SLOT, slotOf, slotsOf } from '../../web/src/hotspots/class-slots.ts'
import { keyOf, keyOfAnswer, queryOf } from '../../web/src/hotspots/layer-asks.ts'
import { figure, limitLabels, limitsOf, rankOf } from '../../web/src/hotspots/limits.ts'
import { readingOf } from '../../web/src/hotspots/read-layers.ts'
import { defaultSettings as settings } from '../../web/src/hotspots/settings.ts'
import { sortedOrder } from '../../web/src/ui/sorted-order.ts'
import { strengthOf, strengthWords } from '../../web/src/hotspots/strengths.ts'
import { SCALES, shadeOf, tokenOf } from '../../web/src/map/colours.ts'
import { about, beside, cells, hotspots, query } from '../support/hotspots-answer.ts'

describe('the strengths of a test', () => {
  it('are three a side, by the corrected p, with what is not significant between', () => {
    expect([0.001, 0.01, 0.05, 0.1, 0.11].map((p) => strengthOf(1, p))).toEqual([7, 7, 6, 5, 4])
    expect([0.001, 0.05, 0.1, 0.2].map((p) => strengthOf(-1, p))).toEqual([1, 2, 3, 4])
    expect(strengthOf(null, null)).toBe(0)
    expect(strengthOf(0, 0.001)).toBe(4)
  })
  it('have the words that fit them', () => {
    expect([0, 1, 3, 4, 5, 7].map((rank) => strengthWords(rank, 'cold', 'hot'))).toEqual(['no test', 'cold, 99%', 'cold, 90%', 'not significant', 'hot, 90%', 'hot, 99%'])
  })
})

describe('colours', () => {
  it('of the scales never meet: each shade belongs to one', () => {
    const shades = Object.entries(SCALES).flatMap(([scale, { size }]) => Array.from({ length: size }, (_, i) => shadeOf(scale as keyof typeof SCALES, i + 1, size)))
    expect(new Set(shades).size).toBe(shades.length)
    expect(tokenOf('significance', 7, 7)).toBe('--significance-7')
    expect(tokenOf('class', 8, 8)).toBe('--class-8')
  })
  it('of classes are at most eight, the same class always the same, cold ones never as hot ones', () => {
    expect(slotOf('hot-persistent')).toBe(slotOf('persistent'))
    expect(slotOf('cold-persistent')).toBe(LAST_SLOT)
    expect(slotOf('Persistent cold spot')).toBe(LAST_SLOT)
    expect(slotOf('something else')).toBe(LAST_SLOT)
    expect(slotsOf({ 'New hot spot': 2, 'Persistent hot spot': 3, 'New cold spot': 4, 'Sporadic cold spot': 1, 'Diminishing hot spot': 0 }))
      .toEqual([{ slot: 1, names: ['New hot spot'], n: 2 }, { slot: 3, names: ['Persistent hot spot'], n: 3 }, { slot: 8, names: ['New cold spot', 'Sporadic cold spot'], n: 5 }])
  })
})

describe('limits of what is measured', () => {
  it('rise, leave nought clear, and put every value in the class that its label says', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 60 }), (values) => {
      const limits = limitsOf(values)
      expect(limits).toEqual(limits.toSorted((a, b) => a - b))
      expect(limitLabels(limits)).toHaveLength(limits.length)
      for (const value of values) {
        const rank = rankOf(value, limits)
        if (value === 0) expect(rank).toBe(0)
        else expect(value >= limits[rank - 1]! && (rank === limits.length || value < limits[rank]!)).toBe(true)
      }
    }))
  })
  it('are written with three figures', () => expect([0, 0.01234, 4.567, 12345.6].map(figure)).toEqual(['0', '0.0123', '4.57', '12,346']))
})

describe('an answer', () => {
  it('is told from the answer to another question', () => {
    expect(keyOfAnswer({ settings, layer: 'significance', answer: hotspots })).toBe(keyOf('significance', query, settings))
    expect(keyOf('harm', query, settings)).not.toBe(keyOf('significance', query, settings))
    expect(keyOf('significance', { ...query, to: '2025-08' }, settings)).not.toBe(keyOf('significance', query, settings))
    expect(queryOf('forecast', query, settings)).toBe('theme=burglary&month=2025-10&res=8')
  })

  it('of hotspots says first how many hexagons stand out, before and after the correction', () => {
    const { words, painted, order, flags, brief } = readingOf({ settings, layer: 'significance', answer: hotspots }, about)
    expect(words.headline).toBe('23 of 5,631 hexagons hold more burglary than chance would put there')
    expect(words.detail[0]).toBe('After correction for 5,631 tests; 61 before.')
    expect([...painted.classes]).toEqual([5, 7, 2, 0])
    expect(order).toEqual([1, 0, 2, 3])
    expect(flags.get(cells[1]!)).toBe('half or more at one published map point: supermarket (6 of 9)')
    expect(brief(1)).toBe('count 9, z 5.50, p under 0.001 after correction: hotspot, 99%')
  })

  it('of one hexagon is grammatical, and without a test says so', () => {
    const one = readingOf({ settings, layer: 'significance', answer: { ...hotspots, hot: { raw: 2, corrected: 1 } } }, { title: 'Burglary', areaName: 'Maldon' })
    expect(one.words.headline).toBe('1 of 5,631 hexagons holds more burglary than chance would put there in Maldon')
    const none = readingOf({ settings, layer: 'significance', answer: { ...hotspots, z: [null, null, null, null] } }, about)
    expect(none.words.headline).toBe('Too little to tell hotspots from chance')
  })

  it('of harm says in how few hexagons half of it lies', () => {
    const { words, painted } = readingOf({ settings, layer: 'harm', counts: null, answer: { ...hotspots, values: [10, 100, 0, 5] } }, about)
    expect(words.headline).toBe('Half of the harm of burglary lies in 1 of 5,631 hexagons')
    expect(painted.classes[2]).toBe(0)
  })

  it('of change counts what rose and fell at 95% after correction, and its table can be sorted', () => {
    const answer: ChangeAnswer = {
      query: { ...query, correction: 'bh' }, method: 'E-test.', before: { from: '2023-10', to: '2024-09' }, n: 9, cells, countsBefore: [1, 20, 5, 4], countsAfter: [20, 1, 5, 6],
      p: [0.001, 0.001, 1, 0.05], pAdjusted: [0.004, 0.004, 1, 0.07], total: { before: 30, after: 32, ratio: 32 / 30, low: 0.6, high: 1.8, p: 0.8 }, ...beside
    }
    const { words, painted, columns, order } = readingOf({ settings, layer: 'change', answer }, about)
    expect(words.headline).toBe('1 hexagon rose and 1 fell more than chance would explain')
    expect([...painted.classes]).toEqual([7, 1, 4, 5])
    expect(sortedOrder(order, columns.find(({ key }) => key === 'step')!, false)).toEqual([0, 3, 2, 1])
    const untested = readingOf({ settings, layer: 'change', answer: { ...answer, countsAfter: [2, 1, 5, 9], p: [null, null, null, null], pAdjusted: [null, null, null, null] } }, about)
    expect([untested.listTitle, untested.order, untested.brief(1), untested.painted.entries]).toEqual(['Hexagons whose counts differ most, not tested', [1, 3, 0, 2], '20 before, 1 after', []])
    expect(untested.foremost(1)).toBeNull()
  })

  it('of density is by who lives there, or by area where no rate can be told of any hexagon', () => {
    const answer: DensityAnswer = {
      query: { ...query, kernel: 'quartic', bandwidthM: 900, rule: 'steps', relative: 'households' }, method: 'Kernel.', rule: 'Two steps.', n: 9, cells, density: [4, 3, 2, 1], densityUnit: 'offences per km2',
      relative: [null, 1.5, 2.5, 0.5], tooFew: 1, base: { total: 900, areas: 2 }, relativeUnit: 'offences per 1,000 households', ...beside
    }
    const read = (relative: (number | null)[]) => readingOf({ settings, layer: 'density', answer: { ...answer, relative } }, about)
    expect([read(answer.relative!).words.headline, read(answer.relative!).order]).toEqual(['At most 2.5 offences per 1,000 households', [2, 1, 3, 0]])
    const none = read([null, null, null, null])
    expect([none.words.headline, none.listTitle, none.order]).toEqual(['At most 4 offences per km²', 'Hexagons with the highest density', [0, 1, 2, 3]])
  })

  it('of classes names each with its number', () => {
    const answer: ClassesAnswer = { query: { ...query, ring: 1, mode: 'emerging' }, method: 'Trend.', periods: ['2025-08', '2025-09'], n: 9, cells: cells.slice(0, 2), classes: ['hot-sporadic', 'hot-new'], held: [1, 1], counts: { 'hot-new': 1, 'hot-sporadic': 1 }, ...beside }
    const { words, order, painted } = readingOf({ settings, layer: 'class', answer }, about)
    expect(words.detail).toEqual(['By how burglary came and went: 1 new hotspot, 1 sporadic hotspot.'])
    expect(order).toEqual([1, 0])
    expect(painted.entries.map(({ label }) => label)).toEqual(['New hotspot (1)', 'Sporadic hotspot (1)'])
  })
})

const score = (share: number, hitRate: number | null): AccuracyAnswer['nested'][number] => ({
  share, cells: 56, hits: 20, events: 100, hitRate, hitRateInterval: hitRate === null ? null : { low: hitRate - 0.02, high: hitRate + 0.02 },
  pai: 20, paiInterval: null, pei: 0.6, peiInterval: null, rri: 1, rriInterval: null, tieShare: 0
})
const accuracy: AccuracyAnswer = {
  query: { theme: 'burglary', month: '2025-10', res: 8, area: null, share: 0.02 }, n: 5631, chosen: { id: 'a', title: 'A', text: 'A.' }, reason: 'It held best.',
  windows: [{ month: '2025-09', events: 100, method: 'A', hits: 20, plainHits: 18, bestHits: 30 }], nested: [score(0.02, 0.2), score(0.01, 0.12), score(0.02, 0.2)], plain: [score(0.02, 0.18), score(0.01, 0.1)],
  best: [score(0.02, 0.3), score(0.01, 0.2)], chance: [{ share: 0.02, hitRate: 0.02 }, { share: 0.01, hitRate: 0.01 }],
  difference: { hitRate: 0.02, low: -0.01, high: 0.05, text: 'No clear difference from the plain count.' }, methods: [], breaks: [], ...beside
}

describe('the accuracy card', () => {
  it('sets the hit rate beside chance, the plain count and the best possible', () => {
    expect(accuracyWords(accuracy)).toEqual({
      headline: '20.0% of what was recorded fell in the 2% of the area that was flagged',
      detail: [
        '95% interval 18.0% to 22.0%; 1 month, none of which the forecast had seen.',
        'Chance reaches 2.0%, the plain count of one year 18.0%, the best possible on this grid 30.0%.', 'No clear difference from the plain count.'
      ]
    })
  })
  it('says in words when there are not enough months', () => {
    expect(accuracyWords({ ...accuracy, windows: [], nested: [], note: 'Fewer than 24 months are held.' })).toEqual({ headline: 'How accurate this is cannot be told yet', detail: ['Fewer than 24 months are held.'] })
  })
  it('draws its lines from the smallest share on', () => expect(linesOf(accuracy).map(({ points }) => points.map(({ share }) => share))).toEqual([[0.01, 0.02], [0.01, 0.02], [0.01, 0.02], [0.01, 0.02]]))
  it('moves labels apart, and none below the floor', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 4 }), (wanted) => {
      const sorted = apart(wanted, 14, 160).sort((a, b) => a - b)
      expect(sorted.at(-1)).toBeLessThanOrEqual(160)
      sorted.slice(1).forEach((y, i) => expect(y - sorted[i]!).toBeGreaterThanOrEqual(14))
    }))
  })
})
