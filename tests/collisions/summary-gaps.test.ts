/** The KSI table where casualties are not loaded: nothing is told as nought that is not known. */
import { describe, expect, it } from 'vitest'
import type { SummaryMonth } from '../../api/collisions/queries.ts'
import { monthBefore } from '../../api/collisions/opening.ts'
import { summaryOf } from '../../api/collisions/summary.ts'

const none = {
  'ksi-casualties': 0, fatal: 0, serious: 0, 'powered-two-wheelers': 0, 'young-car-drivers': 0, pedestrians: 0, cyclists: 0, children: 0, 'older-people': 0, 'drink-drive': 0, 'adjusted-serious': null,
  unadjusted: 0, no_age: 0, no_type: 0, no_class: 0, no_sex: 0, no_drink: 0, no_place: 0
}
const monthsWith = (some: Partial<SummaryMonth>): SummaryMonth[] => Array.from({ length: 25 }, (_, i) => ({ month: monthBefore('2014-09', i), ...none, 'ksi-collisions': 0, 'all-collisions': 0, ...some }))
const rowOf = (months: SummaryMonth[], id: string) => summaryOf(months, '2014-09').rows.find((row) => row.id === id)!

describe('the KSI table of collisions alone', () => {
  it('tells collisions, and of casualties that they are not loaded', () => {
    const months = monthsWith({ 'ksi-collisions': 3, 'all-collisions': 10 })
    expect(rowOf(months, 'ksi-collisions')).toMatchObject({ lastYear: 36, thisYear: 36, note: null })
    for (const id of ['ksi-casualties', 'fatal', 'pedestrians']) expect(rowOf(months, id)).toMatchObject({ lastYear: null, thisYear: null, note: 'Casualties are not loaded, only their collisions.' })
  })

  it('is nought where nobody was killed or seriously injured', () => expect(rowOf(monthsWith({ 'all-collisions': 10 }), 'ksi-casualties')).toMatchObject({ lastYear: 0, thisYear: 0, note: null, percentText: 'n/a' }))
})
