/** Accuracy told of days and shifts: in their words, never as months. */
import { describe, expect, it } from 'vitest'
import type { AccuracyAnswer } from '../../web/src/answers.ts'
import { accuracyWords } from '../../web/src/hotspots/accuracy-words.ts'
import { dayLabel } from '../../web/src/ui/months.ts'

const score = { share: 0.01, cells: 57, hits: 5, events: 20.5, hitRate: 0.24, hitRateInterval: { low: 0.2, high: 0.3 }, pai: 24, paiInterval: null, pei: 0.5, peiInterval: null, rri: 1, rriInterval: null, tieShare: 0 }
const answer = (query: Partial<AccuracyAnswer['query']>): AccuracyAnswer => ({
  query: { theme: 'burglary', month: '2014-10', res: 8, area: null, share: 0.01, ...query }, dataVersion: '1', windows: [{ month: '2014-09', day: '2014-09-29', events: 3, method: 'Count', hits: 1, plainHits: 1, bestHits: 3 }, { month: '2014-09', day: '2014-09-30', events: 3, method: 'Count', hits: 1, plainHits: 1, bestHits: 3 }],
  n: 5711, chosen: null, reason: '', nested: [score], plain: [score], best: [score], chance: [{ share: 0.01, hitRate: 0.01 }], difference: null, methods: [], breaks: [], unit: 'offences', source: '', caveat: '', synthetic: true, protected: false, note: null
})

describe('the accuracy of a day', () => {
  it.each([[{}, '2 months'], [{ day: '2014-10-01' }, '2 days'], [{ day: '2014-10-03', shift: 'late' as const }, '2 shifts']])('counts what was tested: %o', (query, words) => {
    expect(accuracyWords(answer(query)).detail[0]).toContain(`; ${words}, none of which`)
  })
  it('names a day with its day of the week', () => expect(['2014-10-01', '2024-02-29'].map(dayLabel)).toEqual(['Wed 1 Oct 2014', 'Thu 29 Feb 2024']))
})
